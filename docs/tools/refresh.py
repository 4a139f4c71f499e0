"""Write into the pages what their examples, figures, tables and pictures really are.

python -m docs.tools.refresh [PAGE…]     from the checkout; all pages where none is named
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from docs.build import NORWEGIAN, PAGES
from docs.tools.examples import Session
from docs.tools.figures import Results, results, with_figures
from docs.tools.tables import with_tables
from planner.report.words.numbers import Lang

DOCS = Path(__file__).resolve().parents[1]


def language(page: str) -> Lang:
    """The language of a page's figures."""
    return "nb" if page in NORWEGIAN else "en"


def with_results(page: str, source: str, found: Results) -> str:
    """A page with the figures and tables that the plans give."""
    return with_tables(with_figures(source, found, language(page)), found)


def with_examples(page: str, source: str) -> str:
    """A page with what its examples print."""
    with tempfile.TemporaryDirectory() as folder:
        return Session(page, Path(folder)).run(source)


def main(arguments: list[str]) -> int:
    """Refresh pages and pictures."""
    from docs.tools.pictures import write_pictures

    found = results()
    if not arguments:
        write_pictures(found, DOCS / "images")
    for page in arguments or PAGES:
        path = DOCS / page
        source = path.read_text(encoding="utf-8")
        text = with_examples(page, with_results(page, source, found))
        if text != source:
            path.write_text(text, encoding="utf-8")
            print(f"docs/{page}: written")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
