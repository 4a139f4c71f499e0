"""The recipe "an indicator" of CONTRIBUTING.md, followed through the public registry alone."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from planner.evaluate import INDICATORS, Indicator, register

OWN = """
import sys
from pathlib import Path
from planner.evaluate import Indicator, register

register(
    Indicator(
        "km_longest",
        ("plan", "municipality"),
        "Longest way",
        "km",
        formula="max km over those who take part",
        basis="scope",
        better="lower",
        decimals=1,
        rests_on=("travel",),
        measure=lambda j: max((row.km for row in j.rows if row.km is not None), default=None),
        section="travel",
    )
)

from planner.pipeline.run import read_tasks
from planner.pipeline.together import solve_tasks
from planner.report import compare
from planner.report.formats import Asked, formats

comparison = compare(solve_tasks(read_tasks(["alt-0-today", "solo"], (), None), workers=1).alternatives)
for form in formats("comparison"):
    Path(f"comparison{form.suffix}").write_bytes(form.write(comparison, Asked()))
"""


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A comparison in every form, from a process in which the indicator was registered."""
    folder = tmp_path_factory.mktemp("indicator")
    done = subprocess.run(
        [sys.executable, "-c", OWN],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


def test_it_stands_in_the_table(compared: Path) -> None:
    told = json.loads((compared / "comparison.json").read_text(encoding="utf-8"))
    km = told["alternatives"][0]["indicators"]["km_longest"]
    words = (compared / "comparison.txt").read_text(encoding="utf-8").split("Longest way", 1)[1]
    assert f"{km:.1f}".replace(".", ",") in words[:40]


def test_files_and_contract_have_its_value(compared: Path) -> None:
    told = json.loads((compared / "comparison.json").read_text(encoding="utf-8"))
    km = {a["scenario"]: a["indicators"]["km_longest"] for a in told["alternatives"]}
    assert 100 < km["alt-0-today"] < 400
    assert km["solo"] <= km["alt-0-today"]
    for alternative in told["alternatives"]:
        # The plan's value is the largest of the municipalities', from the same function.
        of_each = [row["km_longest"] for row in alternative["per_municipality"]]
        assert max(of_each) == alternative["indicators"]["km_longest"]
    with (compared / "comparison.csv").open(encoding="utf-8-sig") as file:
        rows = [row for row in csv.DictReader(file) if row["indicator"] == "km_longest"]
    assert {row["scenario"]: float(row["value"]) for row in rows} == pytest.approx(km)
    assert {row["unit"] for row in rows} == {"km"}


def test_the_workbook_has_a_row_and_a_column(compared: Path) -> None:
    book = load_workbook(compared / "comparison.xlsx", read_only=True)
    first = [row[0].value for row in book.worksheets[0].iter_rows(max_col=1)]
    assert any(str(value).startswith("Longest way") for value in first)
    heads = {
        str(cell.value)
        for sheet in book.worksheets
        for row in sheet.iter_rows(max_row=12)
        for cell in row
    }
    assert "Longest way (km)" in heads


def test_what_cannot_be_registered_is_refused_with_the_reason() -> None:
    known = INDICATORS["minutes_mean"]
    with pytest.raises(ValueError, match="already"):
        register(known)
    with pytest.raises(ValueError, match="give a function"):
        register(
            Indicator(
                "of_units",
                ("unit",),
                "Of units",
                "number",
                formula="none",
                basis="scope",
                better=None,
                decimals=0,
                rests_on=(),
            )
        )
    assert "of_units" not in INDICATORS
