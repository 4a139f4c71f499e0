"""Tables as text, from a folder of CSV files or from one workbook, with the row each record stands in.

What is wrong with a file as a whole is found here: not UTF-8, separated by semicolons, ragged rows,
columns twice. Reading goes on with a guess wherever one is possible, so that all problems show at once.

A row whose first cell begins with `#` is a note and is not read; rows without content are skipped.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from planner.errors import Finding
from planner.region.cells import nearest, plain, read_cell
from planner.region.schema import Column, TableSpec

NOTE_MARK = "#"

_GAP_CHARACTERS = " \t\r\n\u00a0\u2009\u202f\ufeff"


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


def report_missing(source: Source, spec: TableSpec, wanted: str, others: list[str], where: str) -> None:
    """Tell of a table that is not there, or of a file that may be it under another name."""
    if not spec.required:
        near = nearest(wanted, others, likeness=0.85)
        if near:
            source.warnings.append(
                Finding(
                    near,
                    "is not read",
                    expected=f"{wanted} {where}",
                    fix=f"Rename it to {wanted} if that is what it is.",
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
            fix=hint,
        )
    )


def add_rows(
    source: Source, spec: TableSpec, label: str, records: Iterable[tuple[int, list[str]]]
) -> None:
    """Add a table's records, given with their row numbers, the header first."""
    header: tuple[str, ...] = ()
    width = 0
    rows: list[RawRow] = []
    for number, record in records:
        cells = [cell.strip(_GAP_CHARACTERS) for cell in record]
        if not header:
            if any(cells):
                width = len(cells)
                header = _header(source, label, number, cells)
            continue
        if not any(cells):
            continue
        if cells[0].startswith(NOTE_MARK):
            _warn_of_note(source, spec, label, number, header, cells)
            continue
        if len(cells) > width or any(cells[len(header) :]):
            source.findings.append(
                Finding(
                    label,
                    "the row has more cells than the header",
                    line=number,
                    found=f"{len(cells)} cells",
                    expected=f"at most {len(header)}",
                    fix="A value that holds a comma stands in quotation marks; a figure has no "
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
                fix="Write the names of the columns in the first row, even where the table has "
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
                fix="Delete the rows above it.",
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
                    fix="Delete or rename one of the two.",
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
        column.name: (column.meaning, column.meaning_in("nb"), column.example, _as_figure(column))
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
            fix=f"Delete the {NOTE_MARK} if the row is meant to count.",
        )
    )
