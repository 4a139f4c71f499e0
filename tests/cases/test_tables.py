"""Small tables that went wrong, as their folders have them, read as a user reads them."""

from __future__ import annotations

import time
from pathlib import Path

from openpyxl import load_workbook

from planner.errors import Finding
from planner.region import check_region, read_region
from planner.region.read import examine_region

CASES = Path(__file__).parent


def test_the_value_of_merged_cells_counts_in_every_row() -> None:
    """merged-cells: two of three merged rows became roads in silence."""
    path = CASES / "merged-cells" / "merged-kind.xlsx"
    sheet = load_workbook(path)["links"]
    (merged,) = sheet.merged_cells.ranges
    kinds = [link.kind for link in read_region(path).links.values()]
    assert kinds.count(sheet.cell(merged.min_row, merged.min_col).value) == merged.size["rows"]


def test_a_figure_in_merged_cells_is_told(tmp_path: Path) -> None:
    book = load_workbook(CASES / "merged-cells" / "merged-kind.xlsx")
    sheet = book["places"]
    column = next(cell.column for cell in sheet[1] if cell.value == "persons")
    sheet.merge_cells(start_row=2, end_row=3, start_column=column, end_column=column)
    book.save(tmp_path / "merged.xlsx")
    findings = check_region(tmp_path / "merged.xlsx").findings
    assert any("one figure in merged cells" in f.message and f.line == 3 for f in findings)


def test_a_formula_without_a_stored_value_is_told_in_optional_columns_too() -> None:
    """formula-without-value: cost was unknown and winter was "no"."""
    path = CASES / "formula-without-value" / "formula-optional.xlsx"
    findings = check_region(path).findings
    assert {(f.field, f.cell) for f in findings} == {
        ("winter_exposed", "G6"),
        ("nok_per_year", "F2"),
        ("nok_per_year", "F3"),
        ("nok_per_year", "F4"),
    }
    assert all("save it" in str(f.fix) for f in findings)


def test_a_control_character_is_refused_where_it_enters() -> None:
    findings = check_region(CASES / "control-character" / "region").findings
    assert {f.file for f in findings} == {"municipalities.csv", "places.csv", "venues.csv", "units.csv"}
    assert all(f.found == "the control character U+000B at position 4" for f in findings)


def test_one_coloured_cell_in_the_last_row_costs_nothing() -> None:
    """coloured-last-row: 125 s and 2 GB; two seconds of processor time are for a slow machine."""
    path = CASES / "coloured-last-row" / "lastrow.xlsx"
    read_region("midt-troms-2011")  # imports
    start = time.process_time()
    assert read_region(path).persons == 21_300
    assert time.process_time() - start < 2


def test_exchanged_coordinates_are_named_and_mended() -> None:
    """swapped-coordinates: no problems, and a map off India."""
    found = examine_region(CASES / "swapped-coordinates" / "region")
    assert {f.message for f in found.check.findings} == {"lon and lat have changed places"}
    first: Finding = found.check.findings[0]
    assert (first.file, first.line, first.fix) == ("places.csv", 2, "Write lon 18 and lat 69.")
    assert {change.column for change in found.checked.changes["places"]} == {"lon", "lat"}
    assert any("not a single road or boat" in w.message for w in found.check.warnings)


def test_two_municipalities_of_one_name_are_told_apart(tmp_path: Path) -> None:
    from planner.region import write_mended

    found = examine_region(CASES / "swapped-coordinates" / "region")
    out = tmp_path / "mended"
    write_mended(found.checked, found.path, out)
    region = read_region(out)
    assert region.municipalities["1515"].name == "Herøy (1515)"
    table = out / "municipalities.csv"
    lines = table.read_text("utf-8").splitlines()
    counties = ["county", "Møre og Romsdal", "Nordland", *[""] * len(lines)]
    table.write_text("".join(f"{a},{b}\n" for a, b in zip(lines, counties, strict=False)), "utf-8")
    names = [m.name for m in read_region(out).municipalities.values()]
    assert "Herøy (Møre og Romsdal)" in names
    assert "Herøy (Nordland)" in names
    assert len(set(names)) == len(names)
