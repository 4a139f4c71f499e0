"""A table of alternatives does what scenario files do, and can be saved as such."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from planner.errors import InputError
from planner.pipeline import read_tasks
from planner.region import write_template
from planner.scenario import alternative_yaml, expanded, read_scenario
from tests.region.folders import SMALL

ROWS = (
    {"navn": "I dag"},
    {"navn": "Felles enhet", "enheter": "Felles enhet", "medlemmer": "Vika; Nes", "deltakelse": "høy"},
    {"id": "vinter", "navn": "Om vinteren", "enheter": "u1", "årstid": "vinter", "båt": "ja"},
)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = write_template(tmp_path / "region.xlsx")
    book = load_workbook(path)
    english = load_workbook(write_template(tmp_path / "english.xlsx", lang="en"))
    for name, records in SMALL.items():
        number = english.sheetnames.index(name)
        sheet = book[book.sheetnames[number]]
        columns = {cell.value: cell.column for cell in english[name][1]}
        for row, record in enumerate(records, start=4):
            for column, value in record.items():
                sheet.cell(row=row, column=columns[column], value=value)
    sheet = book["alternativer"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row, record in enumerate(ROWS, start=4):
        for column, value in record.items():
            sheet.cell(row=row, column=columns[column], value=value)
    book.save(path)
    return path


def test_a_workbook_stands_for_its_alternatives(workbook: Path) -> None:
    tasks = read_tasks(expanded([workbook]))
    today, common, winter = (task.loaded.scenario for task in tasks)
    assert [s.name for s in (today, common, winter)] == ["i_dag", "felles_enhet", "vinter"]
    assert today.units.candidates == ()
    assert common.units.candidates == ("u1",)
    assert common.units.members == {"u1": ("0301", "0302")}
    assert common.demand.level == "high"
    assert (winter.travel.season, winter.travel.boats) == ("winter", True)


def test_one_alternative_is_named_and_saved(workbook: Path, tmp_path: Path) -> None:
    named = read_scenario(f"{workbook}#felles_enhet").scenario
    (values,) = [v for v in expanded([workbook]) if v["name"] == "felles_enhet"]
    file = tmp_path / "felles.yaml"
    file.write_text(alternative_yaml(values), encoding="utf-8")
    assert read_scenario(file).scenario == named
    with pytest.raises(InputError, match="no alternative of this name"):
        read_scenario(f"{workbook}#feles_enhet")


def test_members_that_do_not_fit_are_told(workbook: Path) -> None:
    book = load_workbook(workbook)
    sheet = book["alternativer"]
    column = next(cell.column for cell in sheet[1] if cell.value == "medlemmer")
    sheet.cell(row=5, column=column, value="Vika / Nes")
    book.save(workbook)
    with pytest.raises(InputError, match="2 groups of members for 1 units"):
        expanded([workbook])
    sheet.cell(row=5, column=column, value="Vikka")
    book.save(workbook)
    with pytest.raises(InputError, match="Did you mean"):
        expanded([workbook])
