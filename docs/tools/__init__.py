"""Pages that stay true: examples that are run, figures and pictures from real plans.

python -m docs.tools.refresh      runs everything that the pages show and writes what came out

A test (`tests/docs`) does the same and fails where a page says something else. How pages are marked
stands in `blocks`, `examples`, `figures` and `tables`.
"""
