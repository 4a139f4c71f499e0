"""Tables as text, from a folder of CSV files or from one workbook, with the row each record stands in.

What is wrong with a file as a whole is found here: not UTF-8, separated by semicolons, ragged rows,
columns twice. Reading goes on with a guess wherever one is possible, so that all problems show at once.

A row whose first cell begins with `#` is a note and is not read; rows without content are skipped.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from planner.errors import Finding
from planner.region.cells import nearest, plain, read_cell
from planner.region.schema import Column, TableSpec

NOTE_MARK = "#"

_GAP_CHARACTERS = " \t\r\n\u00a0\u2009\u202f\ufeff"
_NORDIC = "æøåÆØÅäöÄÖéáŠšŽžČčŊŋĐđŦŧ"


@dataclass(frozen=True, slots=True)
class RawRow:
    """The cells of a row by column name; `row` as a spreadsheet numbers it (the header is row 1)."""

    row: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table as text. `label` is what findings call it."""

    spec: TableSpec
    label: str
    header: tuple[str, ...]
    rows: tuple[RawRow, ...]


@dataclass(slots=True)
class Source:
    """What a folder or a workbook holds, and what is wrong with its files."""

    path: Path
    tables: dict[str, RawTable] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)


def read_folder(path: Path, specs: Sequence[TableSpec]) -> Source:
    """The tables of a folder of CSV files."""
    source = Source(path)
    present = {file.name for file in path.iterdir() if file.is_file()}
    known = {spec.file_name for spec in specs}
    for spec in specs:
        if spec.file_name in present:
            _read_csv(source, spec, path / spec.file_name)
        else:
            _report_missing(source, spec, spec.file_name, sorted(present - known), f"in {path}")
    return source


def read_workbook(path: Path, specs: Sequence[TableSpec]) -> Source:
    """The tables of an Excel workbook, one sheet each."""
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    source = Source(path)
    try:
        book = load_workbook(path, read_only=False, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError):
        source.findings.append(
            Finding(
                path.name,
                "cannot be read as an Excel workbook",
                expected="an .xlsx file",
                mend="Open it in the spreadsheet program and save it as .xlsx, or save every "
                "sheet as CSV UTF-8.",
            )
        )
        return source
    known = {spec.name for spec in specs}
    for spec in specs:
        if spec.name in book.sheetnames:
            label = f"{path.name}, sheet {spec.name}"
            _add_rows(source, spec, label, _sheet_rows(source, label, book[spec.name]))
        else:
            others = [name for name in book.sheetnames if name not in known]
            _report_missing(source, spec, spec.name, others, f"as a sheet of {path.name}")
    book.close()
    return source


def _report_missing(
    source: Source, spec: TableSpec, wanted: str, others: list[str], where: str
) -> None:
    if not spec.required:
        near = nearest(wanted, others, likeness=0.85)
        if near:
            source.warnings.append(
                Finding(
                    near,
                    "is not read",
                    expected=f"{wanted} {where}",
                    mend=f"Rename it to {wanted} if that is what it is.",
                )
            )
        return
    near = nearest(wanted, others)
    hint = f"Rename {near} to {wanted}." if near else f"Add {wanted}: {spec.meaning}"
    source.findings.append(
        Finding(
            wanted,
            f"the table {spec.name} is missing",
            expected=f"{wanted} {where}",
            mend=hint,
        )
    )


# --- CSV -------------------------------------------------------------------------------------------


def _read_csv(source: Source, spec: TableSpec, file: Path) -> None:
    try:
        data = file.read_bytes()
    except OSError as error:
        source.findings.append(
            Finding(
                file.name, f"cannot be read ({error.strerror})", mend="Check the file's permissions."
            )
        )
        return
    text = _decode(source, file.name, data)
    delimiter = _delimiter(source, spec, file.name, text)
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        source.findings.append(
            Finding(
                file.name,
                f"is not a CSV file ({error})",
                expected="comma-separated text",
                mend="Save it as CSV UTF-8.",
            )
        )
        return
    _add_rows(source, spec, file.name, enumerate(records, start=1))


def _decode(source: Source, label: str, data: bytes) -> str:
    """The text of a file; where it is not UTF-8, that is reported and the likeliest encoding used."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        position = error.start
    name, encoding = _guess_encoding(data)
    text = data.decode(encoding, errors="replace")
    row = data[:position].count(b"\n") + 1
    column = position - (data.rfind(b"\n", 0, position) + 1) + 1
    read_as = data[position : position + 1].decode(encoding, errors="replace")
    source.findings.append(
        Finding(
            label,
            "is not UTF-8 text",
            line=row,
            found=f"byte 0x{data[position]:02X} at position {position} (column {column} of the line), "
            + (f"which is {read_as} in {name}" if read_as.isprintable() else f"as in {name}"),
            expected="UTF-8",
            mend=f"The file is probably {name}: save it as CSV UTF-8.",
        )
    )
    return text


def _guess_encoding(data: bytes) -> tuple[str, str]:
    """Name and codec of the encoding in which the most bytes beyond ASCII are Nordic letters."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "UTF-16", "utf-16"
    high = bytes(byte for byte in data if byte >= 0x80)
    candidates = (
        ("Windows-1252 (Latin-1)", "cp1252"),
        ("Mac Roman", "mac_roman"),
        ("DOS code page 865", "cp865"),
    )

    def nordic(candidate: tuple[str, str]) -> int:
        return sum(letter in _NORDIC for letter in high.decode(candidate[1], errors="replace"))

    return max(candidates, key=nordic)


def _delimiter(source: Source, spec: TableSpec, label: str, text: str) -> str:
    """The separator of a file, by its header; anything but a comma is reported."""
    header = text.split("\n", 1)[0]
    known = [column.name for column in spec.columns]

    def hits(delimiter: str) -> int:
        return len({cell.strip().strip('"') for cell in header.split(delimiter)} & set(known))

    best = max((",", ";", "\t"), key=hits)
    if best == "," or hits(best) <= hits(","):
        return ","
    name = "semicolons" if best == ";" else "tabs"
    source.findings.append(
        Finding(
            label,
            f"is separated by {name}",
            line=1,
            found=f"a header separated by {name}",
            expected="commas between the columns",
            mend="Save it as CSV UTF-8 (comma delimited), or hand in the table as a sheet of an "
            "Excel workbook.",
        )
    )
    return best


# --- workbook --------------------------------------------------------------------------------------


def _sheet_rows(source: Source, label: str, sheet: Any) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = []
        for cell in row:
            if cell.data_type == "e":
                source.findings.append(
                    Finding(
                        label,
                        "a formula that gives an error",
                        line=number,
                        field=cell.column_letter,
                        found=str(cell.value),
                        mend="Mend the formula, or write the value itself.",
                    )
                )
                cells.append("")
            else:
                cells.append(_sheet_text(cell.value))
        yield number, cells


def _sheet_text(value: Any) -> str:
    from datetime import date, datetime

    if isinstance(value, datetime):
        return value.date().isoformat() if value.time().isoformat() == "00:00:00" else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        # A spreadsheet shows 15 digits; binary noise beyond them is not the user's figure.
        return plain(float(f"{value:.15g}"))
    return plain(value)


# --- both ------------------------------------------------------------------------------------------


def _add_rows(
    source: Source, spec: TableSpec, label: str, records: Iterable[tuple[int, list[str]]]
) -> None:
    header: tuple[str, ...] = ()
    rows: list[RawRow] = []
    for number, record in records:
        cells = [cell.strip(_GAP_CHARACTERS) for cell in record]
        if not header:
            if any(cells):
                header = _header(source, label, number, cells)
            continue
        if not any(cells):
            continue
        if cells[0].startswith(NOTE_MARK):
            _warn_of_note(source, spec, label, number, header, cells)
            continue
        if any(cells[len(header) :]):
            source.findings.append(
                Finding(
                    label,
                    "the row has more cells than the header",
                    line=number,
                    found=f"{len(cells)} cells",
                    expected=f"{len(header)}",
                    mend="A value that holds a comma stands in quotation marks; a figure has no "
                    "comma at all "
                    "(29678, not 29,678; 5.5, not 5,5).",
                )
            )
            continue
        cells += [""] * (len(header) - len(cells))
        rows.append(
            RawRow(number, {name: cell for name, cell in zip(header, cells, strict=False) if name})
        )
    if not header:
        source.findings.append(
            Finding(
                label,
                "is empty",
                expected="a header row: "
                + ",".join(column.name for column in spec.columns if column.required),
                mend="Write the names of the columns in the first row, even where the table has "
                "no rows.",
            )
        )
        return
    source.tables[spec.name] = RawTable(spec, label, header, tuple(rows))


def _as_figure(column: Column) -> str:
    """A column's example as it comes back from a workbook, where 1.0 and 1 are one figure."""
    if column.kind == "number" and column.example:
        return plain(read_cell("number", column.example))
    return column.example


def _header(source: Source, label: str, number: int, cells: list[str]) -> tuple[str, ...]:
    if number != 1:
        source.findings.append(
            Finding(
                label,
                "the header is not in the first row",
                line=number,
                expected="the names of the columns in row 1",
                mend="Delete the rows above it.",
            )
        )
    while cells and not cells[-1]:
        cells.pop()
    seen: set[str] = set()
    for name in cells:
        if name and name in seen:
            source.findings.append(
                Finding(
                    label,
                    "the column stands twice",
                    line=number,
                    field=name,
                    mend="Delete or rename one of the two.",
                )
            )
        seen.add(name)
    return tuple(cells)


def _warn_of_note(
    source: Source,
    spec: TableSpec,
    label: str,
    number: int,
    header: tuple[str, ...],
    cells: list[str],
) -> None:
    """Tell of a note row that looks like data: someone may have filled it in and left the mark."""
    filled = {name: cell for name, cell in zip(header, cells, strict=False) if cell and name}
    if len(filled) < 2:
        return
    given = {
        column.name: (column.meaning, column.meaning_nb, column.example, _as_figure(column))
        for column in spec.columns
    }
    first = header[0]
    if all(cell in given.get(name, (cell,)) for name, cell in filled.items() if name != first):
        return
    source.warnings.append(
        Finding(
            label,
            f"the row begins with {NOTE_MARK} and is not read",
            line=number,
            field=first,
            found=cells[0],
            mend=f"Delete the {NOTE_MARK} if the row is meant to count.",
        )
    )
