"""Text and files that are the same bytes for the same content, on any machine."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from math import isfinite
from pathlib import Path
from typing import Any

DECIMALS = 6
"""Decimals kept of a figure in CSV and JSON: finer than any figure here is known."""


def plain(value: Any, decimals: int | None = DECIMALS) -> Any:
    """A value as JSON holds it: floats rounded to so many decimals, None for what is not finite."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, float):
        if not isfinite(value):
            return None
        return value if decimals is None else round(value, decimals) + 0.0  # no negative zero
    if isinstance(value, int):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(item, decimals) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(plain(item, decimals) for item in value)
    return [plain(item, decimals) for item in value]


def stable_json(value: Any, *, decimals: int | None = DECIMALS, indent: int | None = 2) -> str:
    """JSON in UTF-8 letters, two spaces deep, keys in the order given, a newline at the end.

    With `indent` None all stands on one line without spaces.
    """
    separators = (",", ":") if indent is None else None
    text = json.dumps(
        plain(value, decimals),
        ensure_ascii=False,
        indent=indent,
        separators=separators,
        allow_nan=False,
    )
    return text + "\n"


def cell(value: Any) -> str:
    """A value as it stands in a CSV cell: empty for None, `yes`/`no`, lists joined by `;`."""
    value = plain(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")
    if isinstance(value, list):
        return ";".join(cell(item) for item in value)
    return str(value)


def no_formula(text: str) -> str:
    """A text that no spreadsheet takes for a formula: behind an apostrophe where it begins as one.

    >>> no_formula("=1+1"), no_formula("-1.5"), no_formula("Vika")
    ("'=1+1", '-1.5', 'Vika')
    """
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


_FORMULA = re.compile(r"\s*[=+@-].")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?(?:e[+-]?[0-9]+)?")


def csv_text(header: Sequence[str], rows: Iterable[Sequence[Any]], *, for_people: bool = True) -> str:
    """A CSV table: UTF-8, commas, a header line, `\\n` at line ends.

    What people open in a spreadsheet holds no formula; a table that the planner reads again holds its
    texts as they are.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    as_told = no_formula if for_people else str
    writer.writerows([as_told(cell(value)) for value in row] for row in rows)
    return out.getvalue()


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 with `\\n` at line ends whatever the system's habit."""
    path.write_text(text, encoding="utf-8", newline="\n")
