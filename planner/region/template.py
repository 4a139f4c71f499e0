"""Workbooks: an empty one with explanations and an example, or a region's tables in one file.

Every sheet is a table of the schema. Row 1 names the columns, row 2 explains them and begins with `#`,
and in a template row 3 is an example that begins with `#` too: such rows are not read, so nothing
breaks when they are left in place.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.data import geodata_dir
from planner.errors import Finding, InputError
from planner.region.cells import Kind, read_cell
from planner.region.check import CATALOGUE, CheckedTables, check_tables
from planner.region.read import locate_region
from planner.region.schema import ASSUMED_COLUMN, Column, TableSpec, catalogue_specs, table_specs
from planner.region.source import NOTE_MARK
from planner.region.source_csv import read_folder
from planner.region.source_workbook import read_workbook
from planner.region.template_texts import TEXTS

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_LISTED_ROWS = 5000
"""Rows that have drop-down lists."""

_TEXT_KINDS: frozenset[Kind] = frozenset({"text", "id", "code", "ids", "codes", "choice", "yes_no"})


def write_template(path: str | Path, *, overwrite: bool = False) -> Path:
    """Write an empty workbook for a region of one's own: explanations, and an example row a table.

    Returns the path. Raises InputError when the file exists (unless `overwrite`) or cannot be written.
    """
    path = Path(path)
    _check_target(path, overwrite)
    book = _new_book()
    for spec in table_specs():
        columns = _columns(spec)
        sheet = _add_sheet(book, spec, columns)
        for number, column in enumerate(columns, start=1):
            text = (
                f"{NOTE_MARK} {_say('example').format(example=column.example)}"
                if number == 1
                else column.example
            )
            cell = sheet.cell(row=3, column=number, value=_value(column, text) if number > 1 else text)
            cell.font = _font(italic=True, color="7F7F7F")
            if column.kind in _TEXT_KINDS:
                cell.number_format = "@"
    _save(book, path)
    return path


def write_region_workbook(
    name_or_path: str | Path, path: str | Path, *, overwrite: bool = False
) -> Path:
    """Write the tables of a region, columns of its own included, as one workbook.

    The programme catalogue is written only where the region has its own. Outlines have no place in a
    workbook: maps of a region read from it show places and roads alone.

    Returns the path. Raises InputError when the region cannot be used, or the file exists (unless
    `overwrite`) or cannot be written.
    """
    path = Path(path)
    _check_target(path, overwrite)
    origin = locate_region(name_or_path)
    checked = check_tables(origin, geodata_dir() / CATALOGUE)
    if checked.check.findings:
        raise InputError(checked.check.findings)
    specs = table_specs()
    source = read_folder(origin, specs) if origin.is_dir() else read_workbook(origin, specs)
    book = _new_book()
    for spec in specs:
        raw = source.tables.get(spec.name)
        header = list(raw.header) if raw else []
        columns = _columns(spec, [name for name in header if name])
        sheet = _add_sheet(book, spec, columns)
        records: Iterable[Mapping[str, str]] = [row.cells for row in raw.rows] if raw else []
        if spec.name == "about":
            records = _about_records(checked, origin)
        for number, record in enumerate(records, start=3):
            for place, column in enumerate(columns, start=1):
                text = record.get(column.name, "")
                if text:
                    cell = sheet.cell(row=number, column=place, value=_value(column, text))
                    if column.kind in _TEXT_KINDS:
                        cell.number_format = "@"
    _save(book, path)
    return path


def _about_records(checked: CheckedTables, origin: Path) -> list[dict[str, str]]:
    from planner.region.build import describe_source

    about = describe_source(checked, origin)
    pairs = [("id", about.id), ("title", about.title)]
    pairs += [("source_line", line) for line in about.source_lines]
    pairs += [("boundaries_note", about.boundaries_note)] if about.boundaries_note else []
    return [{"key": key, "value": value} for key, value in pairs]


# --- the sheets ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Extra:
    """A column that the schema does not know."""

    name: str
    kind: Kind = "text"
    meaning: str = ""
    example: str = ""
    choices: tuple[str, ...] = ()


def _columns(spec: TableSpec, header: list[str] | None = None) -> list[Column | _Extra]:
    """The columns of a sheet: those of the schema, further ones of the file, then `assumed`."""
    columns: list[Column | _Extra] = list(spec.columns)
    known = {column.name for column in spec.columns} | {ASSUMED_COLUMN.name}
    columns += [_Extra(name) for name in header or [] if name not in known]
    if spec.name != "about":
        columns.append(ASSUMED_COLUMN)
    return columns


def _add_sheet(book: Workbook, spec: TableSpec, columns: list[Column | _Extra]) -> Worksheet:
    from openpyxl.styles import Alignment, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    sheet: Worksheet = book.create_sheet(spec.name)
    sheet.freeze_panes = "A3"
    for number, column in enumerate(columns, start=1):
        letter = get_column_letter(number)
        title = sheet.cell(row=1, column=number, value=column.name)
        title.font = _font(bold=True, color="FFFFFF")
        needed = isinstance(column, Column) and column.required and not column.blank
        title.fill = PatternFill("solid", fgColor="1F4E5F" if needed else "6C8A94")
        meaning = column.meaning_in("nb") if isinstance(column, Column) else ""
        text = f"{NOTE_MARK} {meaning}" if number == 1 else meaning
        note = sheet.cell(row=2, column=number, value=text or None)
        note.font = _font(italic=True, color="3F3F3F")
        note.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[letter].width = max(14, min(30, len(column.name) + 6))
        if column.kind in _TEXT_KINDS:
            # A format of the whole column, so that 0301 typed into an empty cell keeps its zero.
            sheet.column_dimensions[letter].number_format = "@"
        choices = ("yes", "no") if column.kind == "yes_no" else column.choices
        if choices and column.kind in ("yes_no", "choice"):
            listed = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
            listed.showErrorMessage = True
            sheet.add_data_validation(listed)
            listed.add(f"{letter}4:{letter}{_LISTED_ROWS}")
    sheet.row_dimensions[2].height = 90
    return sheet


def _value(column: Column | _Extra, text: str) -> Any:
    """A cell's value: figures as figures, everything else as text."""
    if not text:
        return None
    return read_cell(column.kind, text) if column.kind in ("integer", "number") else text


def _new_book() -> Workbook:
    """A workbook with the sheet of explanations."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = _say("sheet")
    wide = Alignment(wrap_text=True, vertical="top")
    row = 1
    for title, lines in (
        (_say("title"), _say("introduction").split("\n")),
        ("In English", TEXTS["introduction"].split("\n")),
    ):
        sheet.cell(row=row, column=1, value=title).font = _font(bold=True, size=14)
        for line in lines:
            row += 1
            sheet.cell(row=row, column=1, value=line).alignment = wide
            sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=6)
            sheet.row_dimensions[row].height = 16 * (1 + len(line) // 130)
        row += 2
    heads = (
        *(_say(f"head.{name}") for name in ("sheet", "column", "needed", "meaning")),
        TEXTS["head.meaning"],
        f"{_say('head.values')} ({TEXTS['head.values']})",
    )
    for number, (head, width) in enumerate(zip(heads, (22, 32, 13, 60, 60, 48), strict=True), start=1):
        sheet.cell(row=row, column=number, value=head).font = _font(bold=True)
        sheet.column_dimensions["ABCDEF"[number - 1]].width = width
    catalogue = {spec.name for spec in catalogue_specs()}
    for spec in table_specs():
        row += 1
        optional = "no_catalogue" if spec.name in catalogue else "no"
        needed = _say("yes" if spec.required else optional)
        for number, value in enumerate(
            (spec.name, "", needed, spec.meaning_in("nb"), spec.meaning), start=1
        ):
            cell = sheet.cell(row=row, column=number, value=value)
            cell.font = _font(bold=True)
            cell.alignment = wide
        for column in (*spec.columns, *([ASSUMED_COLUMN] if spec.name != "about" else [])):
            row += 1
            must = _say("yes" if column.required and not column.blank else "no")
            texts = ("", column.name, must, column.meaning_in("nb"), column.meaning, column.wanted)
            for number, value in enumerate(texts, start=1):
                sheet.cell(row=row, column=number, value=value).alignment = wide
    return book


def _say(key: str) -> str:
    """A text of the workbook: it is in Norwegian, with explanations in English beside."""
    return TEXTS.text("nb", key)


def _font(**style: Any) -> Any:
    from openpyxl.styles import Font

    return Font(**style)


# --- the file --------------------------------------------------------------------------------------


def _check_target(path: Path, overwrite: bool) -> None:
    if path.suffix.lower() != ".xlsx":
        raise _cannot_write(
            path, "is not the name of an Excel workbook", "Give a name that ends in .xlsx."
        )
    if path.is_dir() or (path.exists() and not overwrite):
        raise _cannot_write(path, "exists already", "Give another name, or move the file away first.")
    if not path.absolute().parent.is_dir():
        raise _cannot_write(
            path, "stands in a folder that does not exist", f"Make {path.parent} first."
        )


def _save(book: Workbook, path: Path) -> None:
    """Write beside the target and then take its place, so that no half-written file is left."""
    try:
        handle, name = tempfile.mkstemp(
            prefix=f".{path.stem}.", suffix=".xlsx", dir=path.absolute().parent
        )
    except OSError as error:
        raise _cannot_write(
            path, f"cannot be written ({error.strerror})", "Give another folder."
        ) from error
    temporary = Path(name)
    try:
        os.close(handle)
        book.save(temporary)
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as error:
        raise _cannot_write(
            path,
            f"cannot be written ({error.strerror})",
            "Close it in the spreadsheet program if it is open there, or give another name.",
        ) from error
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


def _cannot_write(path: Path, message: str, fix: str) -> InputError:
    return InputError([Finding(str(path), message, fix=fix)])
