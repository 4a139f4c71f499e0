"""The sheet of charts: Excel's own, fed by small tables that stand beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from planner.report.comparison import WORST, Comparison, row_label
from planner.report.excel.look import (
    FIRST_WIDTH,
    add_header,
    append_row,
    font,
    new_sheet,
    number_format,
    print_setup,
)
from planner.report.words import Lang, say, specialist_name

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

CHARTS: tuple[tuple[str, tuple[str, ...], bool], ...] = (
    (
        "travel",
        (
            "travel_hours_participants",
            "travel_hours_specialist",
            "travel_hours_staff",
            "travel_hours_outside",
        ),
        True,
    ),
    (
        "participants",
        ("participants_served", "participants_specialist", "participants_unmet"),
        True,
    ),
    (
        "cost",
        (
            "cost_nok_municipalities",
            "cost_nok_hospital_trust",
            "cost_nok_grants",
            "cost_nok_users",
        ),
        True,
    ),
    ("minutes", ("minutes_mean", WORST), False),
)
"""Title of a chart, the figures in it, and whether they add up."""
COLORS = ("1F4E5F", "E69F00", "56B4E9", "999999")
"""Told apart by the colour-blind, and by their darkness in grey print."""
GRID = "D9D9D9"
WIDTH_CM, ROW_CM = 24, 0.5
"""A chart's width, and the height of a row of the sheet."""
CHART_COLUMN = "G"
COLUMN_WIDTH = 16
HEADER_POINTS = 46
"""Room for three lines."""


def add_charts(book: Workbook, comparison: Comparison, lang: Lang) -> None:
    """A table for each chart, and the chart to the right of it."""
    sheet = new_sheet(book, say(lang, "sheet.charts"))
    append_row(sheet, [say(lang, "sheet.charts")])
    sheet["A1"].font = font(bold=True, size=14)
    append_row(sheet, [say(lang, "chart.note")])
    for key, names, stacked in CHARTS:
        shown = [name for name in names if any(cell.value for cell in comparison.rows[name])] or list(
            names[:1]
        )
        _one(sheet, comparison, key, shown, stacked, lang)
    sheet.column_dimensions["A"].width = FIRST_WIDTH
    for column in "BCDE":
        sheet.column_dimensions[column].width = COLUMN_WIDTH
    sheet.freeze_panes = "B3"
    print_setup(sheet, "1:1")


def _one(
    sheet: Worksheet,
    comparison: Comparison,
    key: str,
    names: Sequence[str],
    stacked: bool,
    lang: Lang,
) -> None:
    append_row(sheet, [])
    specialist = specialist_name(comparison.region, lang)
    labels = [row_label(name, lang, specialist).removeprefix("… ") for name in names]
    add_header(sheet, [say(lang, f"chart.{key}"), *(f"{x[:1].upper()}{x[1:]}" for x in labels)])
    top = sheet.max_row
    sheet.row_dimensions[top].height = HEADER_POINTS
    for n, a in enumerate(comparison.alternatives):
        append_row(sheet, [a.title(lang), *(comparison.rows[name][n].value for name in names)])
        for cell, name in zip(sheet[sheet.max_row][1:], names, strict=False):
            cell.number_format = number_format(name)
    chart, height = _chart(sheet, top, len(names), stacked, say(lang, f"chart.{key}"))
    sheet.add_chart(chart, f"{CHART_COLUMN}{top}")
    for _ in range(top + int(height / ROW_CM) + 1 - sheet.max_row):
        sheet.append([None])
        sheet.cell(sheet.max_row + 1, 1)


def _chart(sheet: Worksheet, top: int, columns: int, stacked: bool, title: str) -> tuple[Any, float]:
    """A bar chart of the table whose header stands in row `top`, and its height in cm."""
    from openpyxl.chart import BarChart, Reference
    from openpyxl.chart.axis import ChartLines
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.drawing.line import LineProperties

    last = sheet.max_row
    chart = BarChart()
    chart.type = "bar"
    chart.title = title
    chart.add_data(
        Reference(sheet, min_col=2, max_col=1 + columns, min_row=top, max_row=last),
        titles_from_data=True,
    )
    chart.set_categories(Reference(sheet, min_col=1, min_row=top + 1, max_row=last))
    for series, color in zip(chart.series, COLORS, strict=False):
        series.graphicalProperties.solidFill = color
        series.graphicalProperties.line.solidFill = color
    if stacked:
        chart.grouping = "stacked"
        chart.overlap = 100
    chart.gapWidth = 60
    chart.legend.position = "b"
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete = False
    chart.y_axis.delete = False
    chart.y_axis.number_format = "#,##0"
    chart.y_axis.majorGridlines = ChartLines(
        spPr=GraphicalProperties(ln=LineProperties(solidFill=GRID))
    )
    chart.y_axis.crosses = "max"  # the first alternative is on top: this keeps the figures below
    chart.y_axis.title = None
    chart.width = WIDTH_CM
    chart.height = max(7, round(3.5 + 0.75 * (last - top)))
    return chart, float(chart.height)
