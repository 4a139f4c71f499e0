"""The comparison as an Excel workbook: figures as figures, ready to sort, filter and print."""

from __future__ import annotations

import io
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.evaluate import INDICATORS, Level, docs_at, indicator_values
from planner.files import replaced_file, undated
from planner.pipeline import Alternative
from planner.report.comparison import (
    Comparison,
    TextCell,
    TextRow,
    assumption_note,
    is_share,
    remarks,
    sections,
    unit_cell,
    unit_form,
    verdict,
)
from planner.report.excel.charts import add_charts
from planner.report.excel.look import (
    BEST_FILL,
    COLUMN_WIDTH,
    FIRST_WIDTH,
    SECTION_FILL,
    SOFT_INK,
    add_header,
    add_paragraph,
    add_table,
    add_texts,
    append_row,
    fill_row,
    fit_height,
    font,
    letter,
    names_in,
    new_sheet,
    number_format,
    print_setup,
)
from planner.report.excel.payers import add_payers
from planner.report.excel.travel import add_assignments, add_venues
from planner.report.words import WORDS, Lang, cell_text, column_name, joined, say, term
from planner.texts import name_in

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


def write_comparison_xlsx(comparison: Comparison, path: Path, lang: Lang = "nb") -> None:
    """Write the workbook; the file appears whole or not at all.

    Raises:
        InputError: the file cannot be written.
    """
    with replaced_file(path) as temporary:
        temporary.write_bytes(comparison_xlsx(comparison, lang))


def comparison_xlsx(comparison: Comparison, lang: Lang = "nb") -> bytes:
    """The workbook: summary and charts; units, municipalities, programmes, venues, courses, who travels
    where, and assumptions."""
    from openpyxl import Workbook

    book = Workbook()
    if book.active is not None:
        book.remove(book.active)
    _summary(book, comparison, lang)
    add_charts(book, comparison, lang)
    _units(book, comparison, lang)
    _records(book, comparison, lang, "municipality", "municipalities")
    add_payers(book, comparison, lang)
    _records(book, comparison, lang, "programme", "programmes")
    add_venues(book, comparison, lang)
    _records(book, comparison, lang, "course", "courses")
    add_assignments(book, comparison, lang)
    _assumptions(book, comparison, lang)
    book.properties.title = f"{say(lang, 'table.title')}: {comparison.region.title}"
    book.properties.creator = "lms-planner"
    content = io.BytesIO()
    book.save(content)
    return undated(content.getvalue())


def _summary(book: Workbook, comparison: Comparison, lang: Lang) -> None:
    from openpyxl.styles import Alignment

    sheet = new_sheet(book, say(lang, "sheet.summary"))
    called = names_in(comparison, lang)
    names = [comparison.region.municipalities[code].name for code in comparison.scope_codes]
    append_row(sheet, [f"{say(lang, 'table.title')}: {comparison.region.title}"])
    sheet["A1"].font = font(bold=True, size=14)
    append_row(
        sheet,
        [say(lang, "table.scope", persons=comparison.persons_in_scope, names=joined(lang, names))],
    )
    append_row(sheet, [])
    add_header(sheet, ["", *called.values()])
    fit_height(sheet, [(title, COLUMN_WIDTH - 2) for title in called.values()])
    append_row(sheet, ["", *called])
    for cell in sheet[sheet.max_row]:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = font(italic=True, color=SOFT_INK)
    # A name breaks at its hyphens, which makes lines of their own.
    fit_height(sheet, [(name.replace("-", "- "), COLUMN_WIDTH) for name in called])
    sheet.freeze_panes = "B5"
    for section in sections(comparison, lang):
        append_row(sheet, [section.title, *("" for _ in comparison.alternatives)])
        fill_row(sheet, SECTION_FILL)
        for row in section.rows:
            _summary_row(sheet, row)
    append_row(sheet, [])
    add_paragraph(sheet, say(lang, "table.best_xlsx"))
    note = assumption_note(comparison.alternatives, lang)
    if note:
        add_paragraph(sheet, note)
    add_texts(
        sheet,
        say(lang, "verdict.title"),
        [(called[a.name], " ".join(verdict(a, lang))) for a in comparison.alternatives],
    )
    add_texts(sheet, say(lang, "remark.title"), [("", text) for text in remarks(comparison, lang)])
    sheet.column_dimensions["A"].width = FIRST_WIDTH
    for n in range(len(comparison.alternatives)):
        sheet.column_dimensions[letter(n + 2)].width = COLUMN_WIDTH
    print_setup(sheet, "4:4")


def _summary_row(sheet: Worksheet, row: TextRow) -> None:
    from openpyxl.styles import Alignment, PatternFill

    label = f"{row.label}*" if row.all_assumed else row.label
    append_row(sheet, [label, *(_content(cell) for cell in row.cells)])
    line = sheet[sheet.max_row]
    line[0].alignment = Alignment(wrap_text=True, vertical="top", indent=1)
    for cell, known in zip(line[1:], row.cells, strict=True):
        cell.alignment = Alignment(horizontal="right", vertical="top", wrap_text=True)
        star = known.assumed and not row.all_assumed
        if known.value is not None:
            cell.number_format = number_format(row.name, star=star)
        elif star:
            cell.value = f"{known.text}*"
        if known.best:
            cell.font = font(bold=True)
            cell.fill = PatternFill("solid", start_color=BEST_FILL)
    texts = [(str(cell.value), COLUMN_WIDTH) for cell in line[1:] if isinstance(cell.value, str)]
    fit_height(sheet, [(label, FIRST_WIDTH), *texts])


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
    called = names_in(comparison, lang)
    for a in comparison.alternatives:
        for unit in a.indicators.units:
            known = a.region.units[unit.unit_id]
            values = indicator_values(unit)
            rows.append(
                [
                    called[a.name],
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
    formats = {len(columns) + 2 + n: number_format(name) for n, name in enumerate((*names, *after))}
    add_table(book, say(lang, "sheet.units"), header, rows, formats)


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
    called = names_in(comparison, lang)
    for a in comparison.alternatives:
        for record in getattr(a.indicators, f"per_{level}"):
            values = indicator_values(record)
            named = [_name(a, name, record, lang) for name in ids]
            rows.append([called[a.name], *named, *(values[doc.name] for doc in docs)])
    formats = {len(ids) + 2 + n: number_format(doc.name) for n, doc in enumerate(docs)}
    add_table(book, say(lang, f"sheet.{title}"), header, rows, formats)


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
        return name_in(lang, programme.name_nb, programme.name_en)
    venue = region.venues[record.venue_id]
    return venue.name if column == "venue" else region.place_name(venue.place_id)


def _assumptions(book: Workbook, comparison: Comparison, lang: Lang) -> None:
    """Every assumed field once, with what it concerns and the alternatives that rest on it."""
    concerns: dict[tuple[str, str], dict[str, None]] = {}
    used_in: dict[tuple[str, str], list[str]] = {}
    values: dict[tuple[str, str, str], dict[str, None]] = {}
    called = names_in(comparison, lang)
    for a in comparison.alternatives:
        for row in a.indicators.rests_on:
            concerns.setdefault((row.table, row.field), {})[say(lang, f"group.{row.group}")] = None
            names = used_in.setdefault((row.table, row.field), [])
            if called[a.name] not in names:
                names.append(called[a.name])
        for found in a.region.assumptions():
            values.setdefault((found.table, found.row_id, found.field), {})[found.value] = None
    everywhere = say(lang, "column.all_alternatives")
    rows = []
    for (table, row_id, field), known in sorted(values.items()):
        names = used_in.get((table, field), [])
        used = everywhere if len(names) == len(comparison.alternatives) else ", ".join(names)
        group = "; ".join(concerns.get((table, field), {}))
        texts = [cell_text(lang, table, field, text) for text in known]
        value = _figure(texts[0]) if len(texts) == 1 else " / ".join(texts)
        name = term(lang, "table_venues" if table == "venues" else table)
        column = column_name(lang, table, field)
        rows.append([name[:1].upper() + name[1:], row_id, column, value, group, used])
    header = [
        say(lang, f"column.{name}") for name in ("table", "row", "field", "value", "group", "used_in")
    ]
    add_table(book, say(lang, "sheet.assumptions"), header, rows, {})


def _figure(text: str) -> float | str:
    """A value of a table that is a number, as one; a code that begins with 0 stays text."""
    if text[:1] == "0" and text[1:2].isdigit():
        return text
    try:
        number = float(text)
    except ValueError:
        return text
    if not isfinite(number):
        return text
    return int(number) if number == int(number) else number


def _label(name: str, lang: Lang) -> str:
    """An indicator's name and unit, for the head of a column."""
    doc = INDICATORS[name]
    label, unit = doc.label_in(lang), doc.unit_in(lang)
    plain = is_share(name) or doc.unit in ("number", "persons") or unit in label
    return label if plain else f"{label} ({unit})"


def _yes_no(value: bool | None, lang: Lang) -> str:
    if value is None:
        return say(lang, "table.absent")
    return say(lang, "table.yes" if value else "table.no")


def _payer(payer: str, lang: Lang) -> str:
    key = f"payer.{payer}"
    return say(lang, key) if key in WORDS else payer
