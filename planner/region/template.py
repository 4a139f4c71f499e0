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
from planner.messages import message
from planner.region.about import describe_source
from planner.region.cells import Kind, read_cell
from planner.region.check import CATALOGUE, CheckedTables, check_tables
from planner.region.read import locate_region
from planner.region.schema import ASSUMED_COLUMN, Column, TableSpec, catalogue_specs, table_specs
from planner.region.source import NOTE_MARK
from planner.region.template_texts import TEXTS
from planner.texts import LANGS, Lang

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_LISTED_ROWS = 5000
"""Rows that have drop-down lists."""

_TEXT_KINDS: frozenset[Kind] = frozenset({"text", "id", "code", "ids", "codes", "choice", "yes_no"})


def write_template(path: str | Path, *, lang: Lang = "nb", overwrite: bool = False) -> Path:
    """Write an empty workbook for a region of one's own: explanations, and an example row a table.

    Returns the path. Raises InputError when the file exists (unless `overwrite`) or cannot be written.
    """
    path = Path(path)
    _check_target(path, overwrite)
    book = _new_book(lang)
    for spec in table_specs():
        columns = _columns(spec)
        sheet = _add_sheet(book, spec, columns, lang)
        for number, column in enumerate(columns, start=1):
            example = _in_lang(column, column.example, lang)
            if number == 1:
                example = f"{NOTE_MARK} {TEXTS.text(lang, 'example').format(example=example)}"
            value = _value(column, example) if number > 1 else example
            cell = sheet.cell(row=3, column=number, value=value)
            cell.font = _font(italic=True, color="7F7F7F")
            if column.kind in _TEXT_KINDS:
                cell.number_format = "@"
    _save(book, path)
    return path


def write_region_workbook(
    name_or_path: str | Path, path: str | Path, *, lang: Lang = "nb", overwrite: bool = False
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
    records: dict[str, list[Mapping[str, str]]] = {
        name: [row.cells for row in raw.rows] for name, raw in checked.source.tables.items()
    }
    records["about"] = list(_about_records(checked, origin))
    headers = {name: list(raw.written) for name, raw in checked.source.tables.items()}
    write_workbook(records, path, headers=headers, lang=lang)
    return path


def write_workbook(
    records: Mapping[str, Iterable[Mapping[str, str]]],
    path: Path,
    *,
    headers: Mapping[str, list[str]] | None = None,
    lang: Lang = "nb",
) -> None:
    """Write tables (name → rows of text by column, as the schema calls it) as a region's workbook.

    `headers` names the columns of a table in their order, those beyond the schema too.

    Raises:
        InputError: the file cannot be written.
    """
    book = _new_book(lang)
    for spec in table_specs():
        columns = _columns(spec, [name for name in (headers or {}).get(spec.name, []) if name])
        sheet = _add_sheet(book, spec, columns, lang)
        for number, record in enumerate(records.get(spec.name, ()), start=3):
            for place, column in enumerate(columns, start=1):
                text = _in_lang(column, record.get(column.name, ""), lang)
                if text:
                    cell = sheet.cell(row=number, column=place, value=_value(column, text))
                    if column.kind in _TEXT_KINDS:
                        cell.number_format = "@"
                        cell.data_type = "s"  # a text that begins with = is no formula
    _save(book, path)


def _about_records(checked: CheckedTables, origin: Path) -> list[dict[str, str]]:
    about = describe_source(checked.tables, checked.about, origin)
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

    def name_in(self, lang: Lang) -> str:
        return self.name

    def choices_in(self, lang: Lang) -> tuple[str, ...]:
        return ()


def _columns(spec: TableSpec, header: list[str] | None = None) -> list[Column | _Extra]:
    """The columns of a sheet: those of the schema, further ones of the file, then `assumed`."""
    columns: list[Column | _Extra] = list(spec.columns)
    known = {column.name for column in spec.columns} | {ASSUMED_COLUMN.name}
    columns += [_Extra(name) for name in header or [] if name not in known]
    if spec.assumes or ASSUMED_COLUMN.name in (header or ()):
        columns.append(ASSUMED_COLUMN)
    return columns


def _add_sheet(
    book: Workbook, spec: TableSpec, columns: list[Column | _Extra], lang: Lang
) -> Worksheet:
    from openpyxl.styles import Alignment, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    sheet: Worksheet = book.create_sheet(spec.name_in(lang))
    sheet.freeze_panes = "A3"
    for number, column in enumerate(columns, start=1):
        letter = get_column_letter(number)
        title = sheet.cell(row=1, column=number, value=column.name_in(lang))
        title.font = _font(bold=True, color="FFFFFF")
        needed = isinstance(column, Column) and column.needed
        title.fill = PatternFill("solid", fgColor="1F4E5F" if needed else "6C8A94")
        meaning = column.meaning_in(lang) if isinstance(column, Column) else ""
        text = f"{NOTE_MARK} {meaning}" if number == 1 else meaning
        note = sheet.cell(row=2, column=number, value=text or None)
        note.font = _font(italic=True, color="3F3F3F")
        note.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[letter].width = max(14, min(34, len(column.name_in(lang)) + 6))
        if column.kind in _TEXT_KINDS:
            # A format of the whole column, so that 0301 typed into an empty cell keeps its zero.
            sheet.column_dimensions[letter].number_format = "@"
        choices = column.choices_in(lang)
        if choices and column.kind not in ("ids", "codes"):
            listed = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
            # Where words of one's own will do, the list only suggests.
            listed.showErrorMessage = column.kind in ("yes_no", "choice")
            sheet.add_data_validation(listed)
            listed.add(f"{letter}4:{letter}{_LISTED_ROWS}")
    sheet.row_dimensions[2].height = 90
    return sheet


def _in_lang(column: Column | _Extra, text: str, lang: Lang) -> str:
    """A cell's text with the words that a workbook in that language has."""
    return column.text_in(lang, text) if isinstance(column, Column) else text


def _value(column: Column | _Extra, text: str) -> Any:
    """A cell's value: figures as figures, everything else as text."""
    if not text:
        return None
    return read_cell(column.kind, text) if column.kind in ("integer", "number") else text


def _new_book(lang: Lang) -> Workbook:
    """A workbook with the sheet of explanations, in its language and in the other."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = TEXTS.text(lang, "sheet")
    wide = Alignment(wrap_text=True, vertical="top")
    others: list[Lang] = [other for other in LANGS if other != lang]
    row = 1
    for one in (lang, *others):
        title = TEXTS.text(one, "title" if one == lang else "in_this_language")
        sheet.cell(row=row, column=1, value=title).font = _font(bold=True, size=14)
        for line in TEXTS.text(one, "introduction").split("\n"):
            row += 1
            sheet.cell(row=row, column=1, value=line).alignment = wide
            sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=6)
            sheet.row_dimensions[row].height = 16 * (1 + len(line) // 130)
        row += 2
    heads = [
        *(TEXTS.text(lang, f"head.{name}") for name in ("sheet", "column", "needed", "meaning")),
        *(TEXTS.text(other, "head.meaning") for other in others),
        *(TEXTS.text(other, "head.name") for other in others),
    ]
    for number, (head, width) in enumerate(zip(heads, (22, 32, 13, 70, 70, 30), strict=False), start=1):
        sheet.cell(row=row, column=number, value=head).font = _font(bold=True)
        sheet.column_dimensions["ABCDEF"[number - 1]].width = width
    catalogue = {spec.name for spec in catalogue_specs()}
    for spec in table_specs():
        row += 1
        optional = "no_catalogue" if spec.name in catalogue else "no"
        needed = TEXTS.text(lang, "yes" if spec.required else optional)
        values = [spec.name_in(lang), "", needed, spec.meaning_in(lang)]
        values += [spec.meaning_in(other) for other in others]
        values += [spec.name_in(other) for other in others]
        for number, value in enumerate(values, start=1):
            cell = sheet.cell(row=row, column=number, value=value)
            cell.font = _font(bold=True)
            cell.alignment = wide
        for column in (*spec.columns, *([ASSUMED_COLUMN] if spec.assumes else [])):
            row += 1
            must = TEXTS.text(lang, "yes" if column.needed else "no")
            words = column.choices_in(lang)
            listed = f" ({', '.join(words)})" if words and column.kind != "yes_no" else ""
            texts = ["", column.name_in(lang), must, column.meaning_in(lang) + listed]
            texts += [column.meaning_in(other) for other in others]
            texts += [column.name_in(other) for other in others]
            for number, value in enumerate(texts, start=1):
                sheet.cell(row=row, column=number, value=value).alignment = wide
    return book


def _font(**style: Any) -> Any:
    from openpyxl.styles import Font

    return Font(**style)


# --- the file --------------------------------------------------------------------------------------


def _check_target(path: Path, overwrite: bool) -> None:
    if path.suffix.lower() != ".xlsx":
        raise _cannot_write(
            path,
            message("is not the name of an Excel workbook"),
            message("Give a name that ends in .xlsx."),
        )
    if path.is_dir() or (path.exists() and not overwrite):
        raise _cannot_write(
            path,
            message("exists already"),
            message("Give another name, or move the file away first."),
        )
    if not path.absolute().parent.is_dir():
        raise _cannot_write(
            path,
            message("stands in a folder that does not exist"),
            message("Make {folder} first.", folder=str(path.parent)),
        )


def _save(book: Workbook, path: Path) -> None:
    """Write beside the target and then take its place, so that no half-written file is left."""
    try:
        handle, name = tempfile.mkstemp(
            prefix=f".{path.stem}.", suffix=".xlsx", dir=path.absolute().parent
        )
    except OSError as error:
        raise _cannot_write(
            path,
            message("cannot be written ({reason})", reason=error.strerror or ""),
            message("Give another folder."),
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
            message("cannot be written ({reason})", reason=error.strerror or ""),
            message("Close it in the spreadsheet program if it is open there, or give another name."),
        ) from error
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


def _cannot_write(path: Path, what: str, fix: str) -> InputError:
    return InputError([Finding(str(path), what, fix=fix)])
