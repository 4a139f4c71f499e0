"""A copy of a region in which what needs no guess is mended: `region check --fix`.

Mended are cells whose right text is certain: a municipality number that lost its zero, lon and lat
that have changed places, characters that no text may hold. Nothing else is touched, and each change is
listed.
"""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from planner.errors import Finding, InputError
from planner.files import read_delimited, replaced_file, write_text
from planner.messages import message
from planner.region.check import CheckedTables
from planner.region.rows import Change, Table
from planner.region.source import called


@dataclass(frozen=True, slots=True)
class Mended:
    """One change: `place` is the cell as findings name it."""

    place: str
    old: str
    new: str
    why: str


def mended_path(path: Path) -> Path:
    """Where the mended copy of a folder or workbook goes unless another place is named."""
    return path.with_name(
        f"{path.stem}-mended{path.suffix}" if path.is_file() else f"{path.name}-mended"
    )


def changes_of(checked: CheckedTables) -> tuple[Mended, ...]:
    """What can be mended, in the order of the tables."""
    found = []
    for name, changes in checked.changes.items():
        table = checked.tables.tables[name]
        for change in changes:
            written, letter = table.written.get(change.column, (change.column, ""))
            if letter:
                cell = f"{letter}{change.row}"
                place = message(
                    "{file}, cell {cell} [{column}]", file=table.label, cell=cell, column=written
                )
            else:
                row = str(change.row)
                place = message("{file}:{row} [{column}]", file=table.label, row=row, column=written)
            found.append(Mended(place, change.old, change.new, change.why))
    return tuple(found)


def write_mended(checked: CheckedTables, path: Path, out: Path) -> tuple[Mended, ...]:
    """Write the mended copy of a folder or workbook; the changes that it holds.

    Raises:
        InputError: `out` exists already, or cannot be written.
    """
    if out.exists():
        raise InputError(
            [
                Finding(
                    str(out),
                    message("exists already"),
                    fix=message("Give another name, or move the file away first."),
                )
            ]
        )
    try:
        if path.is_dir():
            shutil.copytree(path, out)
            for name, changes in checked.changes.items():
                _mend_csv(out / checked.source.titles[name], checked.tables.tables[name], changes)
        else:
            _mend_workbook(checked, path, out)
    except OSError as error:
        raise InputError(
            [
                Finding(
                    str(out),
                    message("cannot be written ({reason})", reason=error.strerror or ""),
                    fix=message("Give another folder."),
                )
            ]
        ) from error
    return changes_of(checked)


def _mend_csv(file: Path, table: Table, changes: Iterable[Change]) -> None:
    known = [name for column in table.spec.columns for name in called(column)]
    found = read_delimited(file, known)
    rows = found.rows or []
    at = dict(rows)
    header = next(cells for _, cells in rows if any(cell.strip() for cell in cells))
    places = {name.strip(): place for place, name in enumerate(header)}
    for change in changes:
        at[change.row][places[table.written[change.column][0]]] = change.new
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=found.delimiter, lineterminator="\n").writerows(
        cells for _, cells in rows
    )
    write_text(file, text.getvalue())


def _mend_workbook(checked: CheckedTables, path: Path, out: Path) -> None:
    from openpyxl import load_workbook

    book = load_workbook(path, keep_vba=path.suffix.lower() == ".xlsm")
    for name, changes in checked.changes.items():
        sheet = book[checked.source.titles[name]]
        written: Mapping[str, tuple[str, str]] = checked.tables.tables[name].written
        for change in changes:
            cell = sheet[f"{written[change.column][1]}{change.row}"]
            if change.column in ("lon", "lat"):
                cell.value = float(change.new.replace(",", "."))
            else:
                cell.number_format = "@"
                cell.value = change.new
    with replaced_file(out) as temporary:
        book.save(temporary)
