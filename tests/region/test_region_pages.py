"""The documentation of the tables says what the schema says."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.errors import Finding
from planner.region import check_region, write_template
from planner.region.reference import tables_page
from planner.region.schema import table_specs
from tests.region.folders import SMALL, small_region

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_of_tables_is_up_to_date() -> None:
    written = (DOCS / "region-tables.md").read_text(encoding="utf-8")
    assert written == tables_page(), (
        "write it again: python -m planner.region.reference docs/region-tables.md"
    )


def test_every_column_is_on_the_page() -> None:
    page = tables_page()
    for spec in table_specs():
        assert f"## {spec.name}\n" in page
        for column in spec.columns:
            assert column.meaning.split("<")[0] in page


def test_the_message_shown_in_the_guide_is_the_one_that_is_given(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = write_template(tmp_path / "my-region.xlsx", lang="en")
    book = load_workbook(path)
    for column, value in enumerate(("0301", "Vika", "29.678", "vika"), start=1):
        book["municipalities"].cell(row=4, column=column, value=value)
    book.save(path)
    told = [str(found) for found in check_region(path).findings]
    guide = (DOCS / "region.md").read_text(encoding="utf-8")
    shown = next(line for line in guide.splitlines() if line.startswith("my-region.xlsx, sheet"))
    assert shown in told


@pytest.mark.parametrize("table", ["municipalities", "places", "links", "adjacency", "venues", "units"])
def test_the_tables_that_the_guide_asks_for_are_the_ones_needed(table: str, tmp_path: Path) -> None:
    small_region(tmp_path)
    (tmp_path / f"{table}.csv").unlink()
    found: tuple[Finding, ...] = check_region(tmp_path).findings
    assert found[0].message == f"the table {table} is missing"
    assert set(SMALL) == {spec.name for spec in table_specs() if spec.required}
