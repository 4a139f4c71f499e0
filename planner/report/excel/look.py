"""How sheets of the workbook look: headers, number formats, widths, printing."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from planner.evaluate import INDICATORS
from planner.report.comparison import is_share
from planner.report.words import Lang

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.worksheet.worksheet import Worksheet

    from planner.report.comparison import Comparison

HEADER_FILL = "1F4E5F"
SECTION_FILL = "E3ECEF"
BEST_FILL = "D5EBD3"
SOFT_INK = "555555"
FIRST_WIDTH = 36
COLUMN_WIDTH = 14
NARROW, WIDE = 9, 48
LINE_POINTS = 14.5


def font(**look: Any) -> Font:
    """Type in the workbook's own face: left unnamed, some programs take another, and wider, one."""
    from openpyxl.styles import Font

    return Font(**{"name": "Calibri", "family": 2, "size": 11, **look})


def names_in(comparison: Comparison, lang: Lang) -> dict[str, str]:
    """Scenario → what its alternative is called in a table: its title, where no other has the same."""
    titles = [a.title(lang) for a in comparison.alternatives]
    return {
        a.name: title if title and titles.count(title) == 1 else a.name
        for a, title in zip(comparison.alternatives, titles, strict=True)
    }


def fit_height(sheet: Worksheet, texts: Sequence[tuple[str, float]]) -> None:
    """Make the last row high enough for wrapped texts in columns of these widths.

    Not every program does so by itself when it opens a file. Widths count digits, which are wider than
    letters are on average.
    """
    lines = [len(textwrap.wrap(text, max(1, int(1.1 * width)))) for text, width in texts]
    most = max(lines, default=1)
    if most > 1:
        sheet.row_dimensions[sheet.max_row].height = LINE_POINTS * most + 1


def add_table(
    book: Workbook,
    title: str,
    header: Sequence[str],
    rows: Iterable[Sequence[Any]],
    formats: dict[int, str],
) -> None:
    """A sheet with a frozen, filtered header; `formats` maps a column (from 1) to its number format."""
    from openpyxl.styles import Alignment

    sheet = new_sheet(book, title)
    add_header(sheet, header)
    for row in rows:
        append_row(sheet, [None if value == "" else value for value in row])
    for column, form in formats.items():
        for (cell,) in sheet.iter_rows(min_row=2, min_col=column, max_col=column):
            cell.number_format = form
    for (cell,) in sheet.iter_rows(min_row=2, min_col=1, max_col=1):
        cell.alignment = Alignment(vertical="top")
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{letter(len(header))}{max(sheet.max_row, 2)}"
    for n, name in enumerate(header, start=1):
        cells = sheet.iter_rows(min_row=2, min_col=n, max_col=n, values_only=True)
        longest = max((len(str(v)) for (v,) in cells if isinstance(v, str)), default=0)
        words = max(len(word) for word in name.split()) + 3 if name else 0
        sheet.column_dimensions[letter(n)].width = min(max(longest + 2, words, NARROW), WIDE)
    lines = 1
    for n, name in enumerate(header, start=1):
        room = sheet.column_dimensions[letter(n)].width - 2
        lines = max(lines, len(textwrap.wrap(name, int(room))))
    sheet.row_dimensions[1].height = LINE_POINTS * lines + 4
    print_setup(sheet, "1:1")


def append_row(sheet: Worksheet, values: Sequence[Any]) -> None:
    """A row. Text stays text: a name that begins with `=` is no formula, and control characters go."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    clean = [ILLEGAL_CHARACTERS_RE.sub("", v) if isinstance(v, str) else v for v in values]
    sheet.append([None if value == "" else value for value in clean])
    if any(isinstance(value, str) and value.startswith("=") for value in clean):
        for cell in sheet[sheet.max_row]:
            if cell.data_type == "f":
                cell.data_type = "s"


def new_sheet(book: Workbook, title: str) -> Worksheet:
    """A sheet without grid lines."""
    sheet: Worksheet = book.create_sheet(title)
    sheet.sheet_view.showGridLines = False
    return sheet


def add_header(sheet: Worksheet, names: Sequence[str]) -> None:
    """The names of columns, light on dark."""
    from openpyxl.styles import Alignment, PatternFill

    append_row(sheet, names)
    for cell in sheet[sheet.max_row]:
        cell.font = font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", start_color=HEADER_FILL)
        cell.alignment = Alignment(wrap_text=True, vertical="center")


def fill_row(sheet: Worksheet, color: str) -> None:
    """Give the last row a colour and bold type."""
    from openpyxl.styles import PatternFill

    for cell in sheet[sheet.max_row]:
        cell.fill = PatternFill("solid", start_color=color)
        cell.font = font(bold=True)


def add_texts(sheet: Worksheet, title: str, items: Sequence[tuple[str, str]]) -> None:
    """A heading with a paragraph for each lead and text."""
    if not items:
        return
    append_row(sheet, [])
    append_row(sheet, [title])
    sheet.cell(sheet.max_row, 1).font = font(bold=True, size=12)
    for lead, text in items:
        add_paragraph(sheet, f"{lead}: {text}" if lead else text)


def add_paragraph(sheet: Worksheet, text: str) -> None:
    """A sentence or several across the width of a page, in a row high enough for them."""
    from openpyxl.styles import Alignment

    last = 8
    append_row(sheet, [text])
    row = sheet.max_row
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=last)
    sheet.cell(row, 1).alignment = Alignment(wrap_text=True, vertical="top")
    characters = FIRST_WIDTH + (last - 1) * COLUMN_WIDTH
    sheet.row_dimensions[row].height = 15.0 * (1 + int(len(text) * 1.05) // characters)


def print_setup(sheet: Worksheet, title_rows: str) -> None:
    """A4 across, as wide as the page, the head on every page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    sheet.print_title_rows = title_rows


def letter(column: int) -> str:
    """A column by its letters: 1 is A."""
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))


def number_format(name: str, *, star: bool = False) -> str:
    """Excel's format of an indicator; Excel itself sets the separators of its language."""
    doc = INDICATORS.get(name)
    decimals = doc.decimals if doc else 0
    if is_share(name):
        form = "0 %" if decimals <= 2 else f"0.{'0' * (decimals - 2)} %"
    else:
        form = "#,##0" if decimals == 0 else f"#,##0.{'0' * decimals}"
    return f'{form}"*"' if star else form
