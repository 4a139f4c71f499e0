"""Tables, documents and layers hold hostile names as text: no formula, no field, no link, no markup."""

from __future__ import annotations

import csv
import re
import sqlite3
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.hostile import region


def test_no_cell_of_a_workbook_is_a_formula(made: Path) -> None:
    book = openpyxl.load_workbook(made / "comparison" / "comparison.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    texts = [cell for cell in cells if isinstance(cell.value, str) and "window.ran" in cell.value]
    assert texts
    assert {cell.data_type for cell in texts} == {"s"}
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert not [cell.hyperlink for cell in cells if cell.hyperlink]


def test_no_cell_of_a_table_begins_as_a_formula(made: Path) -> None:
    tables = [*made.glob("run/*.csv"), *made.glob("comparison/**/*.csv")]
    met = 0
    for path in tables:
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        for cell in cells:
            met += "window.ran" in cell
            number = re.fullmatch(r"-?[0-9]+([.,][0-9]+)?(e-?[0-9]+)?", cell)
            assert number or not cell.lstrip().startswith(("=", "+", "-", "@")), (path.name, cell)
    assert met, "the names are in no table at all"


def test_documents_hold_no_field_and_no_link_elsewhere(made: Path) -> None:
    with zipfile.ZipFile(made / "report.docx") as archive:
        parts = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}
    assert "window.ran" in parts["word/document.xml"]
    assert "127.0.0.1" not in "".join(t for name, t in parts.items() if name.endswith(".rels"))
    assert not re.search(r'TargetMode="External"', "".join(parts.values()))
    pdf = (made / "report.pdf").read_bytes()
    assert not re.search(rb"/JavaScript|/JS\b|/Launch|/URI", pdf)


def test_layers_hold_names_as_they_are(made: Path) -> None:
    with sqlite3.connect(made / "run.gpkg") as base:
        tables = [row[0] for row in base.execute("SELECT table_name FROM gpkg_contents")]
        found = "".join(
            str(row) for table in tables for row in base.execute(f'SELECT * FROM "{table}"')
        )
    assert "window.ran=1" in found


def test_the_terminal_is_told_names_as_they_are(made: Path) -> None:
    told = region.said(["solve", "case.yaml"])
    assert "window.ran" in told.replace("\n", "")
    assert "\x1b" not in told


@pytest.mark.parametrize("character", ["\x1b", "\x07", "\x00", "\u202e"])
def test_control_characters_are_refused_and_hidden_marks_left_out(
    made: Path, character: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import shutil

    shutil.copytree(made / "region", tmp_path / "region")
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "region" / "places.csv"
    bent = path.read_text(encoding="utf-8").replace("window.ran=1", f"a{character}b", 1)
    path.write_text(bent, encoding="utf-8")
    if character == "\u202e":
        assert character not in region.said(["region", "check", "region"])
    else:
        with pytest.raises(AssertionError, match=r"ended with 2(.|\n)*places\.csv"):
            region.said(["region", "check", "region"])
