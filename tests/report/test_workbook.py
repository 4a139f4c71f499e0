"""The workbook: figures that can be reckoned with, set as a person would set them."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from planner.errors import InputError
from planner.report.comparison.comparison import Comparison, compare
from planner.report.excel.look import BEST_FILL
from planner.report.excel.workbook import comparison_xlsx, write_comparison_xlsx
from planner.report.words.numbers import Lang
from tests.report.cases import halves, region_of, today, together

SHEETS: dict[Lang, list[str]] = {
    "nb": [
        "Sammendrag",
        "Diagrammer",
        "Enheter",
        "Kommuner",
        "Hvem betaler",
        "Tilbud",
        "Lokaler",
        "Kurs",
        "Hvem reiser hvor",
        "Antakelser",
    ],
    "en": [
        "Summary",
        "Charts",
        "Units",
        "Municipalities",
        "Who pays",
        "Programmes",
        "Venues",
        "Courses",
        "Who travels where",
        "Assumptions",
    ],
}
TABLES_FROM = 2
"""Sheets from here on are tables; the first two are laid out by hand."""


def small() -> Comparison:
    return compare([today(), together(), halves()])


def opened(comparison: Comparison, lang: Lang = "nb") -> Any:
    return load_workbook(io.BytesIO(comparison_xlsx(comparison, lang)))


def line(sheet: Any, label: str) -> Any:
    """The row of the summary whose label begins so."""
    return next(row for row in sheet.iter_rows() if str(row[0].value or "").startswith(label))


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_sheets_have_frozen_filtered_headers_and_readable_columns(lang: Lang) -> None:
    book = opened(small(), lang)
    assert book.sheetnames == SHEETS[lang]
    for sheet in book.worksheets:
        assert sheet.freeze_panes
        assert sheet.page_setup.orientation == "landscape"
        assert all(8 <= d.width <= 50 for d in sheet.column_dimensions.values())
        if sheet.title in SHEETS[lang][TABLES_FROM:]:
            assert sheet.auto_filter.ref
            header = [cell.value for cell in sheet[1]]
            assert all(header)
            assert len(set(header)) == len(header)


def test_figures_are_figures_with_their_format() -> None:
    comparison = small()
    sheet = opened(comparison)["Sammendrag"]
    coverage = line(sheet, "Dekning")
    assert [cell.value for cell in coverage[1:4]] == [0, 1, 1]
    assert coverage[1].number_format == "0 %"
    hours = line(sheet, "Reisetimer i året")
    assert hours[0].value.endswith("*")
    assert hours[2].value == pytest.approx(comparison.rows["travel_hours_total"][1].value)
    assert hours[2].number_format == "#,##0"
    assert line(sheet, "Innbyggere per enhet")[3].value == "2\u00a0200 / 2\u00a0400"


def test_the_best_is_marked_where_the_comparison_marks_it() -> None:
    comparison = small()
    sheet = opened(comparison)["Sammendrag"]
    cells = line(sheet, "Kroner i året")[1:4]
    for cell, known in zip(cells, comparison.rows["cost_nok"], strict=True):
        assert (cell.fill.start_color.rgb == f"00{BEST_FILL}") == known.best
        assert bool(cell.font.bold) == known.best


def test_verdicts_and_remarks_stand_below_the_table() -> None:
    sheet = opened(small())["Sammendrag"]
    texts = [str(row[0]) for row in sheet.iter_rows(values_only=True) if row[0]]
    assert any(text.startswith("Tittel together: 4\u00a0600 innbyggere") for text in texts)
    assert "Å merke seg" in texts


def test_a_row_for_each_alternative_and_unit_municipality_programme_and_course() -> None:
    book = opened(small())
    assert book["Enheter"].max_row == 1 + 0 + 1 + 2
    assert book["Kommuner"].max_row == 1 + 3 * 4
    assert book["Tilbud"].max_row == 1 + 3 * 2
    assert book["Kurs"].max_row == 1 + 0 + 2 + 4
    assert book["Antakelser"].max_row == 1 + 4
    assert book["Lokaler"].max_row == 1 + 0 + 1 + 2


def rows_of(sheet: Any) -> list[dict[str, Any]]:
    """Rows of a table by the names of its columns."""
    lines = list(sheet.iter_rows(values_only=True))
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def test_venues_tell_how_full_they_are() -> None:
    comparison = small()
    [venue] = [
        r for r in rows_of(opened(comparison)["Lokaler"]) if r["Alternativ"] == "Tittel together"
    ]
    found = comparison.alternatives[1]
    assert venue["Deltakere"] == pytest.approx(found.indicators.participants_served)
    meetings = sum(
        c.courses_per_year * found.region.programmes[c.programme_id].meetings_per_course
        for c in found.indicators.per_course
    )
    assert venue["Samlinger i året"] == pytest.approx(meetings)
    assert venue["Utnyttet"] == pytest.approx(meetings / venue["Samlinger det er plass til"])


def test_who_travels_where_adds_up_to_the_comparison() -> None:
    comparison = small()
    rows = rows_of(opened(comparison)["Hvem reiser hvor"])
    for n, a in enumerate(comparison.alternatives):
        mine = [row for row in rows if row["Alternativ"] == a.title("nb")]
        people = sum(row["Deltakere i året"] for row in mine)
        assert people == pytest.approx(a.indicators.participants_total)
        local = [row for row in mine if row["Deltar"] == "på kurs i regionen"]
        hours = sum(row["Reisetimer i året"] for row in local)
        assert hours == pytest.approx(comparison.rows["travel_hours_participants"][n].value or 0)
        assert all(row["Hvor"] for row in mine if row["Deltar"] != "uten tilbud")


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_charts_are_drawn_of_the_tables_beside_them(lang: Lang) -> None:
    comparison = small()
    sheet = opened(comparison, lang)[SHEETS[lang][1]]
    assert len(sheet._charts) == 4
    for chart in sheet._charts:
        labels = _cells(sheet, chart.series[0].cat.numRef or chart.series[0].cat.strRef)
        assert labels == [a.title(lang) for a in comparison.alternatives]
        for series in chart.series:
            assert _cells(sheet, series.tx.strRef)[0]
    hours = sheet._charts[0]
    names = ("travel_hours_participants", "travel_hours_specialist", "travel_hours_staff")
    known = [comparison.rows[name] for name in names if any(c.value for c in comparison.rows[name])]
    for series, cells in zip(hours.series, known, strict=False):
        assert _cells(sheet, series.val.numRef) == pytest.approx([cell.value for cell in cells])
    rows = {chart.anchor._from.row for chart in sheet._charts}
    assert len(rows) == 4, "no chart lies on another"


def _cells(sheet: Any, reference: Any) -> list[Any]:
    """Values that a chart refers to."""
    cells = sheet[reference.f.split("!")[1].replace("$", "")]
    return [cells.value] if not isinstance(cells, tuple) else [row[0].value for row in cells]


def test_every_text_has_the_workbook_s_face_and_rows_have_room_for_their_lines() -> None:
    book = opened(small())
    for sheet in book.worksheets:
        assert {cell.font.name for row in sheet.iter_rows() for cell in row if cell.value} == {
            "Calibri"
        }
    sheet = book["Sammendrag"]
    titles = [cell.value for cell in sheet[4]][1:4]
    assert titles == [a.title("nb") for a in small().alternatives]
    assert [cell.value for cell in sheet[5]][1:4] == [a.name for a in small().alternatives]
    long = together(scenario={"title": "Et alternativ med en lang tittel av mange ord"})
    sheet = opened(compare([today(), long]))["Sammendrag"]
    assert sheet.row_dimensions[4].height > 3 * 14
    assert sheet.row_dimensions[7].height is None, "a line is enough"


def test_alternatives_of_one_title_are_told_apart_by_name() -> None:
    twin = together("twin", scenario={"title": "Tittel together"})
    book = opened(compare([together(), twin]))
    assert [cell.value for cell in book["Sammendrag"][4]][1:3] == ["together", "twin"]


def test_assumed_values_that_are_numbers_are_numbers() -> None:
    from planner.report.excel.workbook import _figure

    assert [
        _figure(text) for text in ("620000.0", "3.65", "-2", "0", "1922", "0301", "nan", "dag")
    ] == [
        620000,
        3.65,
        -2,
        0,
        1922,
        "0301",
        "nan",
        "dag",
    ]


def test_names_that_look_like_formulas_stay_text() -> None:
    region = region_of()
    unit = replace(region.units["u_all"], name="=1+1\x07")
    region = replace(region, units={**region.units, "u_all": unit})
    sheet = opened(compare([together(region=region), today()]))["Enheter"]
    cell = sheet["B2"]
    assert cell.value == "=1+1"
    assert cell.data_type == "s"


def test_the_same_comparison_gives_the_same_bytes() -> None:
    assert comparison_xlsx(small()) == comparison_xlsx(small())


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "comparison.xlsx"
    path.write_text("old")
    write_comparison_xlsx(small(), path)
    assert load_workbook(path).sheetnames == SHEETS["nb"]
    with pytest.raises(InputError, match="folder"):
        write_comparison_xlsx(small(), tmp_path)
    with pytest.raises(InputError, match="cannot be written"):
        write_comparison_xlsx(small(), tmp_path / "missing" / "comparison.xlsx")
    assert [p.name for p in tmp_path.iterdir()] == ["comparison.xlsx"]


def test_what_municipalities_pay_adds_up_to_what_the_plan_says() -> None:
    comparison = small()
    rows = list(opened(comparison)["Hvem betaler"].iter_rows(min_row=2, values_only=True))
    for a in comparison.alternatives:
        mine = [row for row in rows if row[0] == a.title("nb")]
        assert {row[2] for row in mine} >= set(comparison.scope_codes)
        for column in (4, 5, 6):
            paid = sum(row[column] or 0 for row in mine)
            units = sum(
                cost.nok - cost.granted
                for cost in a.indicators.unit_costs
                if cost.payer == "municipalities"
            )
            assert paid == pytest.approx(units)
