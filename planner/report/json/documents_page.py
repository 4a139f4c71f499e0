"""The page `docs/json-documents.md`, made from the models of every document.

python -m planner.report.json.documents_page > docs/json-documents.md
"""

from __future__ import annotations

import sys

from planner.report.json.document import DOCUMENTS, document_schema
from planner.report.json.page import section

_INTRODUCTION = """\
# The JSON of every command

<!-- Made by `python -m planner.report.json.documents_page` from the models of the documents. -->

What each command gives with `--json`; [the contract](json-contract.md) has `solve` and `compare`, and
what holds for all: UTF-8, shares 0–1, at most six decimals, `null` where there is nothing to tell.
`schema_version` is that of the one document. `lms-planner schema NAME` prints its JSON Schema.
"""
_ELSEWHERE = ("solve", "compare")


def documents_page() -> str:
    """The page as Markdown, ending in a newline; a part that several documents have stands once."""
    parts = [_INTRODUCTION]
    told: set[str] = set()
    for name in DOCUMENTS:
        if name in _ELSEWHERE:
            continue
        schema = document_schema(name)
        parts.append(section(schema["title"], schema))
        for part, of in schema.get("$defs", {}).items():
            if part not in told and "properties" in of:
                told.add(part)
                parts.append(section(part, of))
    return "\n".join(parts)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(documents_page())
