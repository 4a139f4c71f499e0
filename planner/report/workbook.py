"""The comparison as an Excel workbook: figures as figures, ready to sort, filter and print."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.evaluate import INDICATORS, docs_at, indicator_values
from planner.evaluate.indicator import Level
from planner.report.alternative import Alternative
from planner.report.atomic import replaced_file
from planner.report.comparison import Comparison
from planner.report.forms import unit_cell, unit_form
from planner.report.notes import remarks
from planner.report.numbers import Lang, joined
from planner.report.rows import TextCell, TextRow, is_share, sections
from planner.report.undated import undated
from planner.report.verdicts import assumption_note, verdict
from planner.report.words import WORDS, say

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

HEADER_FILL = "1F4E5F"
SECTION_FILL = "E3ECEF"
BEST_FILL = "D5EBD3"
FIRST_WIDTH = 36
COLUMN_WIDTH = 14
NARROW, WIDE = 9, 48


def write_comparison_xlsx(comparison: Comparison, path: Path, lang: Lang = "nb") -> None:
    """Write the workbook; the file appears whole or not at all.

    Raises:
        InputError: the file cannot be written.
    """
    with replaced_file(path) as temporary:
        temporary.write_bytes(comparison_xlsx(comparison, lang))


def comparison_xlsx(comparison: Comparison, lang: Lang = "nb") -> bytes:
    """The workbook: summary, units, municipalities, programmes, courses and assumptions."""
    from openpyxl import Workbook

    book = Workbook()
    if book.active is not None:
        book.remove(book.active)
    _summary(book, comparison, lang)
    _units(book, comparison, lang)
    _records(book, comparison, lang, "municipality", "municipalities")
    _records(book, comparison, lang, "programme", "programmes")
    _records(book, comparison, lang, "course", "courses")
    _assumptions(book, comparison, lang)
    book.properties.title = f"{say(lang, 'table.title')}: {comparison.region.title}"
    book.properties.creator = "lms-planner"
    content = io.BytesIO()
    book.save(content)
    return undated(content.getvalue())


def _summary(book: Workbook, comparison: Comparison, lang: Lang) -> None:
    from openpyxl.styles import Alignment, Font

    sheet = _sheet(book, say(lang, "sheet.summary"))
    names = [comparison.region.municipalities[code].name for code in comparison.scope_codes]
    _append(sheet, [f"{say(lang, 'table.title')}: {comparison.region.title}"])
    sheet["A1"].font = Font(bold=True, size=14)
    _append(
        sheet,
        [say(lang, "table.scope", persons=comparison.persons_in_scope, names=joined(lang, names))],
    )
    _append(sheet, [])
    _header(sheet, ["", *(a.name for a in comparison.alternatives)])
    _append(sheet, ["", *(a.title(lang) for a in comparison.alternatives)])
    for cell in sheet[sheet.max_row]:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(italic=True)
    sheet.freeze_panes = "B5"
    for section in sections(comparison, lang):
        _append(sheet, [section.title, *("" for _ in comparison.alternatives)])
        _fill_row(sheet, SECTION_FILL)
        for row in section.rows:
            _summary_row(sheet, row)
    _append(sheet, [])
    _paragraph(sheet, say(lang, "table.best_xlsx"))
    note = assumption_note(comparison.alternatives, lang)
    if note:
        _paragraph(sheet, note)
    _texts(
        sheet,
        say(lang, "verdict.title"),
        [(f"{a.name} ({a.title(lang)})", " ".join(verdict(a, lang))) for a in comparison.alternatives],
    )
    _texts(sheet, say(lang, "remark.title"), [("", text) for text in remarks(comparison, lang)])
    sheet.column_dimensions["A"].width = FIRST_WIDTH
    for n in range(len(comparison.alternatives)):
        sheet.column_dimensions[_letter(n + 2)].width = COLUMN_WIDTH
    _print_setup(sheet, "4:4")


def _summary_row(sheet: Worksheet, row: TextRow) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    label = f"{row.label}*" if row.all_assumed else row.label
    _append(sheet, [label, *(_content(cell) for cell in row.cells)])
    line = sheet[sheet.max_row]
    line[0].alignment = Alignment(wrap_text=True, vertical="top", indent=1)
    for cell, known in zip(line[1:], row.cells, strict=True):
        cell.alignment = Alignment(horizontal="right", vertical="top", wrap_text=True)
        star = known.assumed and not row.all_assumed
        if known.value is not None:
            cell.number_format = _format(row.name, star=star)
        elif star:
            cell.value = f"{known.text}*"
        if known.best:
            cell.font = Font(bold=True)
            cell.fill = PatternFill("solid", start_color=BEST_FILL)


def _content(cell: TextCell) -> float | str:
    return cell.text if cell.value is None else cell.value


def _units(book: Workbook, comparison: Comparison, lang: Lang) -> None:
    names = ("persons", "persons_short", "persons_above", "programmes_viable", "viable_share")
    after = ("coordinator_fte", "agreements_existing", "agreements_new")
    columns = ("scenario", "unit_name", "seat", "form", "exists_today", "payer", "members")
    header = [
        *(say(lang, f"column.{name}") for name in columns),
        say(lang, "column.guideline"),
        *(_label(name, lang) for name in (*names, *after)),
    ]
    rows = []
    for a in comparison.alternatives:
        for unit in a.indicators.units:
            known = a.region.units[unit.unit_id]
            values = indicator_values(unit)
            rows.append(
                [
                    a.name,
                    known.name,
                    a.region.place_name(unit.seat_place_id),
                    unit_form(known.kind, lang),
                    _yes_no(known.exists_today, lang),
                    _payer(known.payer, lang),
                    joined(lang, a.municipality_names(unit.member_codes)),
                    unit_cell(unit, lang),
                    *(values[name] for name in (*names, *after)),
                ]
            )
    formats = {len(columns) + 2 + n: _format(name) for n, name in enumerate((*names, *after))}
    _table(book, say(lang, "sheet.units"), header, rows, formats)


def _records(book: Workbook, comparison: Comparison, lang: Lang, level: Level, title: str) -> None:
    """A sheet of indicator records: one row per alternative and municipality, programme or course."""
    docs = [doc for doc in docs_at(level) if doc.name != "viable_unit_ids"]
    ids = {
        "municipality": ("code", "municipality", "unit_name"),
        "programme": ("programme",),
        "course": ("programme", "venue", "place", "unit_name"),
    }[level]
    header = [
        say(lang, "column.scenario"),
        *(say(lang, f"column.{name}") for name in ids),
        *(_label(doc.name, lang) for doc in docs),
    ]
    rows = []
    for a in comparison.alternatives:
        for record in getattr(a.indicators, f"per_{level}"):
            values = indicator_values(record)
            named = [_name(a, name, record, lang) for name in ids]
            rows.append([a.name, *named, *(values[doc.name] for doc in docs)])
    formats = {len(ids) + 2 + n: _format(doc.name) for n, doc in enumerate(docs)}
    _table(book, say(lang, f"sheet.{title}"), header, rows, formats)


def _name(alternative: Alternative, column: str, record: Any, lang: Lang) -> str:
    """What stands in a name column of a record."""
    region = alternative.region
    if column == "code":
        return str(record.code)
    if column == "municipality":
        return str(record.name)
    if column == "unit_name":
        return alternative.unit_name(record.unit_id) if record.unit_id else say(lang, "table.absent")
    if column == "programme":
        programme = region.programmes[record.programme_id]
        return programme.name_nb if lang == "nb" else programme.name_en
    venue = region.venues[record.venue_id]
    return venue.name if column == "venue" else region.place_name(venue.place_id)


def _assumptions(book: Workbook, comparison: Comparison, lang: Lang) -> None:
    """Every assumed field once, with what it concerns and the alternatives that rest on it."""
    concerns: dict[tuple[str, str], dict[str, None]] = {}
    used_in: dict[tuple[str, str], list[str]] = {}
    values: dict[tuple[str, str, str], dict[str, None]] = {}
    for a in comparison.alternatives:
        for row in a.indicators.rests_on:
            concerns.setdefault((row.table, row.field), {})[say(lang, f"group.{row.group}")] = None
            names = used_in.setdefault((row.table, row.field), [])
            if a.name not in names:
                names.append(a.name)
        for found in a.region.assumptions():
            values.setdefault((found.table, found.row_id, found.field), {})[found.value] = None
    everywhere = say(lang, "column.all_alternatives")
    rows = []
    for (table, row_id, field), known in sorted(values.items()):
        names = used_in.get((table, field), [])
        used = everywhere if len(names) == len(comparison.alternatives) else ", ".join(names)
        group = "; ".join(concerns.get((table, field), {}))
        rows.append([table, row_id, field, " / ".join(known), group, used])
    header = [
        say(lang, f"column.{name}") for name in ("table", "row", "field", "value", "group", "used_in")
    ]
    _table(book, say(lang, "sheet.assumptions"), header, rows, {})


# ------------------------------------------------------------------------------- how it looks


def _table(
    book: Workbook,
    title: str,
    header: Sequence[str],
    rows: Iterable[Sequence[Any]],
    formats: dict[int, str],
) -> None:
    """A sheet with a frozen, filtered header; `formats` maps a column (from 1) to its number format."""
    from openpyxl.styles import Alignment

    sheet = _sheet(book, title)
    _header(sheet, header)
    for row in rows:
        _append(sheet, [None if value == "" else value for value in row])
    for column, form in formats.items():
        for (cell,) in sheet.iter_rows(min_row=2, min_col=column, max_col=column):
            cell.number_format = form
    for (cell,) in sheet.iter_rows(min_row=2, min_col=1, max_col=1):
        cell.alignment = Alignment(vertical="top")
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{_letter(len(header))}{max(sheet.max_row, 2)}"
    for n, name in enumerate(header, start=1):
        cells = sheet.iter_rows(min_row=2, min_col=n, max_col=n, values_only=True)
        longest = max((len(str(v)) for (v,) in cells if isinstance(v, str)), default=0)
        words = max(len(word) for word in name.split()) + 3 if name else 0
        sheet.column_dimensions[_letter(n)].width = min(max(longest + 2, words, NARROW), WIDE)
    _print_setup(sheet, "1:1")


def _append(sheet: Worksheet, values: Sequence[Any]) -> None:
    """A row. Text stays text: a name that begins with `=` is no formula, and control characters go."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    clean = [ILLEGAL_CHARACTERS_RE.sub("", v) if isinstance(v, str) else v for v in values]
    sheet.append([None if value == "" else value for value in clean])
    if any(isinstance(value, str) and value.startswith("=") for value in clean):
        for cell in sheet[sheet.max_row]:
            if cell.data_type == "f":
                cell.data_type = "s"


def _sheet(book: Workbook, title: str) -> Worksheet:
    sheet: Worksheet = book.create_sheet(title)
    sheet.sheet_view.showGridLines = False
    return sheet


def _header(sheet: Worksheet, names: Sequence[str]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    _append(sheet, names)
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", start_color=HEADER_FILL)
        cell.alignment = Alignment(wrap_text=True, vertical="center")


def _fill_row(sheet: Worksheet, color: str) -> None:
    from openpyxl.styles import Font, PatternFill

    for cell in sheet[sheet.max_row]:
        cell.fill = PatternFill("solid", start_color=color)
        cell.font = Font(bold=True)


def _texts(sheet: Worksheet, title: str, items: Sequence[tuple[str, str]]) -> None:
    from openpyxl.styles import Font

    if not items:
        return
    _append(sheet, [])
    _append(sheet, [title])
    sheet.cell(sheet.max_row, 1).font = Font(bold=True, size=12)
    for lead, text in items:
        _paragraph(sheet, f"{lead}: {text}" if lead else text)


def _paragraph(sheet: Worksheet, text: str) -> None:
    """A sentence or several across the width of a page, in a row high enough for them."""
    from openpyxl.styles import Alignment

    last = 8
    _append(sheet, [text])
    row = sheet.max_row
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=last)
    sheet.cell(row, 1).alignment = Alignment(wrap_text=True, vertical="top")
    characters = FIRST_WIDTH + (last - 1) * COLUMN_WIDTH
    sheet.row_dimensions[row].height = 15.0 * (1 + int(len(text) * 1.05) // characters)


def _print_setup(sheet: Worksheet, title_rows: str) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    sheet.print_title_rows = title_rows


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))


def _format(name: str, *, star: bool = False) -> str:
    """Excel's format of an indicator; Excel itself sets the separators of its language."""
    doc = INDICATORS.get(name)
    decimals = doc.decimals if doc else 0
    if is_share(name):
        form = "0 %" if decimals <= 2 else f"0.{'0' * (decimals - 2)} %"
    else:
        form = "#,##0" if decimals == 0 else f"#,##0.{'0' * decimals}"
    return f'{form}"*"' if star else form


def _label(name: str, lang: Lang) -> str:
    """An indicator's name and unit, for the head of a column."""
    doc = INDICATORS[name]
    label, unit = (doc.label_nb, doc.unit_nb) if lang == "nb" else (doc.label_en, doc.unit)
    plain = is_share(name) or doc.unit in ("number", "persons") or unit in label
    return label if plain else f"{label} ({unit})"


def _yes_no(value: bool | None, lang: Lang) -> str:
    if value is None:
        return say(lang, "table.absent")
    return say(lang, "table.yes" if value else "table.no")


def _payer(payer: str, lang: Lang) -> str:
    key = f"payer.{payer}"
    return say(lang, key) if key in WORDS else payer
