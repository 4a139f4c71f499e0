"""The page `docs/formats.md`, made from what is registered.

python -m planner.report.formats_page > docs/formats.md
"""

from __future__ import annotations

import sys

from planner.report.formats import KINDS, formats

_TITLES = {
    "report": "The case document",
    "comparison": "A comparison",
    "layers": "Layers for a GIS",
    "map": "Maps",
    "charts": "Charts",
}


def formats_page() -> str:
    """The page as Markdown, ending in a newline."""
    parts = [
        "# Formats\n\n<!-- Made by `python -m planner.report.formats_page` from "
        "planner/report/formats.py. -->\n\n"
        "What results can be written in. Folders that `--out` names hold several of them at once.\n"
    ]
    for kind, asked in KINDS.items():
        rows = [f"| `{f.name}` | {_ending(f.suffix)} | {f.about} |" for f in formats(kind)]
        table = "\n".join(["| format | file | what it is |", "|---|---|---|", *rows])
        parts.append(f"\n## {_TITLES[kind]}\n\nAsked for by {asked}.\n\n{table}\n")
    return "".join(parts)


def _ending(suffix: str) -> str:
    return f"`{suffix}`" if suffix else "a folder"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(formats_page())
