"""What the cells of a workbook do not tell by their values: merged ranges, formulas without a stored
value, hidden rows and sheets.

openpyxl reads the values row by row, in which form it knows none of these; read whole, it walks every
cell of a merged or coloured range, which takes minutes where somebody has formatted a column to the
last row.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_MARKED = re.compile(rb'<(?:\w+:)?(?:f[ >/]|mergeCell[ s])|hidden="(?:1|true)"')


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged range, columns counted from 0 and rows from 1."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class SheetMarks:
    """What is told of a sheet. `unstored`: row → columns (from 0) of formulas without a value."""

    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    unstored: dict[int, list[int]] = field(default_factory=dict)
    merged: tuple[Merged, ...] = ()

    def merged_at(self, row: int) -> Iterator[tuple[int, int, int]]:
        """Cells of a row in merged ranges: column, first row of the range, and 1 + its first column
        where it runs over several columns (0 where it does not)."""
        for area in self.merged:
            if area.top <= row <= area.bottom:
                across = area.left + 1 if area.right > area.left else 0
                for column in range(area.left, min(area.right, area.left + 400) + 1):
                    yield column, area.top, across


def read_marks(path: Path) -> dict[str, SheetMarks]:
    """The marks of every sheet, by its name.

    Raises:
        ValueError: the file declares entities, which no spreadsheet does.
        KeyError, ElementTree.ParseError, BadZipFile: it is no workbook, or damaged.
    """
    with zipfile.ZipFile(path) as archive:
        book = _parsed(archive.read("xl/workbook.xml"))
        targets = {
            relation.get("Id"): relation.get("Target", "")
            for relation in _parsed(archive.read("xl/_rels/workbook.xml.rels"))
        }
        found = {}
        for sheet in book.iter(f"{_MAIN}sheet"):
            target = targets.get(sheet.get(_RELATION), "")
            part = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
            hidden = sheet.get("state", "visible") != "visible"
            data = archive.read(part) if part in archive.namelist() else b""
            found[sheet.get("name", "")] = _marks_of(data, hidden)
    return found


def _parsed(data: bytes) -> ElementTree.Element:
    if b"<!DOCTYPE" in data[:2000] or b"<!ENTITY" in data:
        raise ValueError("entities in a workbook")
    return ElementTree.fromstring(data)


def _marks_of(data: bytes, hidden: bool) -> SheetMarks:
    if b"<!DOCTYPE" in data[:2000]:
        raise ValueError("entities in a workbook")
    if not _MARKED.search(data):
        return SheetMarks(hidden)
    import io

    rows: set[int] = set()
    unstored: dict[int, list[int]] = {}
    merged: list[Merged] = []
    for _, element in ElementTree.iterparse(io.BytesIO(data)):
        tag = element.tag.removeprefix(_MAIN)
        if tag == "c":
            place = _place(element.get("r", ""))
            if place is not None and _is_unstored(element):
                unstored.setdefault(place[1], []).append(place[0])
            element.clear()
        elif tag == "row":
            if element.get("hidden") in ("1", "true") and element.get("r", "").isdecimal():
                rows.add(int(element.get("r", "")))
            element.clear()
        elif tag == "mergeCell":
            first, _, last = element.get("ref", "").partition(":")
            start, end = _place(first), _place(last or first)
            if start and end:
                merged.append(Merged(start[0], start[1], end[0], end[1]))
    return SheetMarks(hidden, frozenset(rows), unstored, tuple(merged))


def _is_unstored(cell: ElementTree.Element) -> bool:
    """Whether a cell has a formula and no value; an empty text is a value."""
    if cell.find(f"{_MAIN}f") is None:
        return False
    value = cell.find(f"{_MAIN}v")
    return value is None or (not value.text and cell.get("t") != "str")


def _place(reference: str) -> tuple[int, int] | None:
    """Column (from 0) and row of a reference.

    >>> _place("AB7")
    (27, 7)
    """
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return column - 1, int(found[2])
