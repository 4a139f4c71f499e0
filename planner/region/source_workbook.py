"""Tables from an Excel workbook, one sheet each.

Only what is filled is walked. What a workbook can hold that a table cannot (merged cells, formulas
whose value is not stored, error values, dates) becomes the value that is meant, or a finding at its
cell.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from planner.errors import Finding
from planner.files import other_kind
from planner.messages import later, message
from planner.region.cells import plain
from planner.region.schema import TableSpec
from planner.region.source import (
    CellProblem,
    Record,
    Source,
    add_rows,
    called,
    folded,
    language_of,
    report_missing,
)
from planner.region.workbook_marks import SheetMarks, read_marks

COLUMNS_MAX = 400
"""Cells further to the right are not looked at: no table has so many columns."""
BYTES_MAX = 500_000_000
"""Most that a workbook may unpack to."""

DAMAGED = later("cannot be read as an Excel workbook")
_ERRORS = {
    "#REF!": later("it points to cells that are gone"),
    "#DIV/0!": later("it divides by zero"),
    "#N/A": later("it finds nothing"),
    "#NAME?": later("it uses a name that does not exist"),
    "#VALUE!": later("it reckons with text"),
}


def read_workbook(path: Path, specs: Sequence[TableSpec]) -> Source:
    """The tables of an Excel workbook, one sheet each."""
    from openpyxl import load_workbook

    source = Source(path)
    refused = _refused(path)
    if refused is not None:
        source.findings.append(refused)
        return source
    try:
        marks = read_marks(path)
        book = load_workbook(path, data_only=True, read_only=True)
        try:
            _read_sheets(source, book, marks, specs)
        finally:
            book.close()
    except Exception:  # a damaged file makes its parsers raise anything: IndexError, TypeError, …
        return Source(path, findings=[_damaged(path)])
    return source


def _read_sheets(
    source: Source, book: Any, marks: dict[str, SheetMarks], specs: Sequence[TableSpec]
) -> None:
    path = source.path
    sheets = {folded(sheet.title): sheet for sheet in book.worksheets}
    found = {
        spec.name: next((sheets[folded(n)] for n in called(spec) if folded(n) in sheets), None)
        for spec in specs
    }
    taken = {sheet.title for sheet in found.values() if sheet is not None}
    others = sorted({sheet.title for sheet in book.worksheets} - taken)
    source.lang = language_of(specs, taken)
    for spec in specs:
        sheet = found[spec.name]
        if sheet is None:
            where = message("as a sheet of {file}", file=path.name)
            report_missing(source, spec, spec.name_in(source.lang), others, where)
            continue
        label = message("{file}, sheet {sheet}", file=path.name, sheet=sheet.title)
        mark = marks.get(sheet.title, SheetMarks())
        source.titles[spec.name] = sheet.title
        records = list(_records(sheet, mark, spec))
        add_rows(source, spec, label, iter(records), workbook=True)
        table = source.tables.get(spec.name)
        if table is not None and table.rows:
            source.warnings.extend(_hidden(label, mark, {row.row for row in table.rows}))


def _records(sheet: Any, marks: SheetMarks, spec: TableSpec) -> Iterator[Record]:
    """The rows that hold anything, merged cells filled in."""
    sheet.reset_dimensions()
    filled: dict[int, str] = {}
    for number, row in enumerate(sheet.iter_rows(), start=1):
        texts: list[str] = []
        problems: dict[int, CellProblem] = {}
        dates: set[int] = set()
        for place, cell in enumerate(row[:COLUMNS_MAX]):
            value = cell.value
            if value is None:
                texts.append("")
            elif cell.data_type == "e":
                problems[place] = _error(str(value))
                texts.append("")
            else:
                texts.append(sheet_text(value))
                if isinstance(value, date | datetime):
                    dates.add(place)
        for place in marks.unstored.get(number, ()):
            problems[place] = _unstored()
            texts += [""] * (place + 1 - len(texts))
        if not any(texts) and not problems:
            continue
        merged: set[int] = set()
        for place, first, across in marks.merged_at(number):
            texts += [""] * (place + 1 - len(texts))
            if first == number:
                filled[place] = texts[place]
            elif filled.get(place) and not texts[place]:
                texts[place] = filled[place]
                merged.add(place)
            if across and (texts[place] or filled.get(across - 1)):
                problems[place] = _across()
        yield Record(number, texts, problems, frozenset(dates), frozenset(merged))


def _error(value: str) -> CellProblem:
    why = _ERRORS.get(value)
    return CellProblem(
        message("a formula that gives an error"),
        message("{error} ({reason})", error=value, reason=message(why)) if why else value,
        message("Mend the formula, or write the value itself."),
    )


def _unstored() -> CellProblem:
    return CellProblem(
        message("a formula whose value is not stored"),
        message("a formula without a value"),
        message(
            "Open the file in the spreadsheet program and save it there, or write the value itself."
        ),
    )


def _across() -> CellProblem:
    return CellProblem(
        message("cells of several columns are merged"),
        message("one value for several columns"),
        message("Undo the merging and write each value in its own cell."),
    )


def _hidden(label: str, marks: SheetMarks, rows: set[int]) -> Iterator[Finding]:
    if marks.hidden:
        yield Finding(
            label,
            message("the sheet is hidden, and is read all the same"),
            fix=message("Delete the sheet if it is not meant to count."),
        )
    hidden = sorted(rows & marks.hidden_rows)
    if hidden:
        shown = ", ".join(str(row) for row in hidden[:8]) + (" …" if len(hidden) > 8 else "")
        yield Finding(
            label,
            message("hidden rows are read as all others"),
            line=hidden[0],
            found=message("rows {rows}", rows=shown),
            fix=message("Show them (Unhide, or clear the filter); delete those that are not meant."),
        )


def sheet_text(value: Any) -> str:
    """A cell of a workbook as the text that stands for it in a CSV file."""
    if isinstance(value, datetime):
        if value.year < 1901 and value.time() != time():
            return value.time().isoformat()
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        seconds = int(value.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    if isinstance(value, float):
        # A spreadsheet shows 15 digits; binary noise beyond them is not the user's figure.
        return plain(float(f"{value:.15g}"))
    return plain(value)


def _refused(path: Path) -> Finding | None:
    """What forbids to open the file at all; None where it may be opened."""
    try:
        with path.open("rb") as file:
            start = file.read(4096)
        if start[:4] == b"\xd0\xcf\x11\xe0":
            return Finding(
                path.name,
                message(DAMAGED),
                found=message("an old workbook (.xls), or one that is locked with a password"),
                expected=message("an .xlsx file"),
                fix=message(
                    "Open it in the spreadsheet program and save it as .xlsx without a password."
                ),
            )
        if not zipfile.is_zipfile(path):
            kind = other_kind(start)
            return _damaged(path, kind if start[:2] != b"PK" else None)
        with zipfile.ZipFile(path) as archive:
            size = sum(part.file_size for part in archive.infolist())
    except (OSError, zipfile.BadZipFile) as error:
        if isinstance(error, OSError) and error.strerror:
            return Finding(
                path.name,
                message("cannot be read ({reason})", reason=error.strerror),
                fix=message("Check the file's permissions."),
            )
        return _damaged(path)
    if size > BYTES_MAX:
        return Finding(
            path.name,
            message("unpacks to more than any workbook of a region"),
            found=message("{count} MB", count=str(size // 1_000_000)),
            expected=message("at most {count} MB", count=str(BYTES_MAX // 1_000_000)),
            fix=message("Delete the sheets and formats that are no data, and save it again."),
        )
    return None


def _damaged(path: Path, kind: str | None = None) -> Finding:
    return Finding(
        path.name,
        message(DAMAGED),
        found=kind,
        expected=message("an .xlsx file"),
        fix=message(
            "Open it in the spreadsheet program and save it as .xlsx, or save every sheet as CSV UTF-8."
        ),
    )
