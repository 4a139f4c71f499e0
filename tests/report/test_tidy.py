"""Tidy tables: figures as measured, ids as text, one row per observation."""

from __future__ import annotations

import csv
import io

import pytest

from planner.evaluate import docs_at
from planner.files.stable import cell, csv_text, plain, stable_json
from planner.report.comparison.comparison import compare
from planner.report.folder.tidy import comparison_csv, run_tables
from tests.report.cases import halves, region_of, today, together, west_only

NAMES = (
    "units",
    "members",
    "venues",
    "courses",
    "assignments",
    "indicators_plan",
    "indicators_municipality",
    "indicators_programme",
    "assumptions",
)


def read(text: str) -> list[dict[str, str]]:
    """The rows of a CSV text."""
    return list(csv.DictReader(io.StringIO(text)))


def test_a_comparison_has_one_row_per_alternative_and_figure() -> None:
    comparison = compare([today(), together(), halves()])
    text = comparison_csv(comparison)
    rows = read(text)
    assert text.splitlines()[0] == "scenario,indicator,unit,value,bound,best,assumption"
    assert len(rows) == 3 * len(comparison.rows)
    assert len({(row["scenario"], row["indicator"]) for row in rows}) == len(rows)
    for n, alternative in enumerate(comparison.alternatives):
        own = {row["indicator"]: row for row in rows if row["scenario"] == alternative.name}
        for name, cells in comparison.rows.items():
            row, known = own[name], cells[n]
            if known.value is None:
                assert row["value"] == ""
            else:
                assert float(row["value"]) == pytest.approx(known.value, abs=1e-6)
            assert row["best"] == ("yes" if known.best else "no")
            assert row["assumption"] == ("yes" if known.assumed else "no")
            assert row["unit"]


def test_the_tables_of_a_run_are_those_documented() -> None:
    for alternative in (today(), west_only(), halves()):
        tables = run_tables(alternative)
        assert tuple(table.name for table in tables) == NAMES
        for table in tables:
            assert len(set(table.header)) == len(table.header), table.name
            assert table.header[0] == "scenario"
            for row in table.rows:
                assert len(row) == len(table.header)
                assert row[0] == alternative.name


def test_tables_add_up_to_the_indicators() -> None:
    alternative = halves()
    found = alternative.indicators
    tables = {table.name: read(table.csv()) for table in run_tables(alternative)}
    assert sum(int(row["persons"]) for row in tables["members"]) == 4600
    assert {row["unit_id"] for row in tables["members"]} == {"u_east", "u_west"}
    hours = sum(float(row["travel_hours"]) for row in tables["assignments"])
    assert hours == pytest.approx(found.travel_hours_participants + found.travel_hours_specialist)
    participants = sum(float(row["participants_per_year"]) for row in tables["venues"])
    assert participants == pytest.approx(found.participants_served)
    assert sum(float(row["courses_per_year"]) for row in tables["courses"]) == found.courses
    plan = {row["indicator"]: row for row in tables["indicators_plan"]}
    assert list(plan) == [doc.name for doc in docs_at("plan")]
    assert float(plan["cost_nok"]["value"]) == pytest.approx(found.cost_nok)
    assert len(tables["indicators_municipality"]) == 4
    assert len(tables["indicators_programme"]) == 2


def test_a_municipality_outside_every_unit_has_no_unit() -> None:
    tables = {table.name: read(table.csv()) for table in run_tables(west_only())}
    outside = [row["municipality_code"] for row in tables["members"] if row["unit_id"] == ""]
    assert outside == ["m3", "m4"]


def test_assumptions_tell_what_they_concern() -> None:
    (table,) = [table for table in run_tables(together()) if table.name == "assumptions"]
    rows = {(row["row_id"], row["field"]): row for row in read(table.csv())}
    assert rows["p1", "group_min_persons"]["concerns"] == "groups"
    assert rows["p1", "group_min_persons"]["value"] == "4"


def test_figures_are_written_the_same_on_any_machine() -> None:
    assert [cell(v) for v in (0.1 + 0.2, -0.0, 3.0, 1e-9, None, True, ("a", "b"), 12)] == [
        "0.3",
        "0",
        "3",
        "0",
        "",
        "yes",
        "a;b",
        "12",
    ]
    assert cell(frozenset({"b", "a"})) == "a;b"
    assert cell(float("inf")) == ""
    assert csv_text(("code",), [("0301",)]) == "code\n0301\n"
    assert plain({"a": (1, 2.5), "b": float("nan")}) == {"a": [1, 2.5], "b": None}
    assert stable_json({"å": 0.1 + 0.2}) == '{\n  "å": 0.3\n}\n'
    assert stable_json([0.1 + 0.2], decimals=None) == "[\n  0.30000000000000004\n]\n"


def test_names_with_commas_and_quotes_come_back_as_they_were() -> None:
    name = 'Rom "A", 2. etg.\nbak'
    (row,) = read(csv_text(("name",), [(name,)]))
    assert row["name"] == name


def test_codes_keep_their_zeros() -> None:
    region = region_of(persons={"0301": (3000,), "0302": (1600,)})
    alternative = together("zeros", venue="v_0301", region=region)
    (members,) = [table for table in run_tables(alternative) if table.name == "members"]
    assert [row["municipality_code"] for row in read(members.csv())] == ["0301", "0302"]
