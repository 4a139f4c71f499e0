"""`python -m planner` and the `lms-planner` command."""

try:
    from planner._cli import main  # type: ignore[import-not-found,import-untyped,unused-ignore]
except ModuleNotFoundError:  # a checkout: the entry point stands at the root as cli.py
    from cli import main

if __name__ == "__main__":
    main()
