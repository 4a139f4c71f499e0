"""Plans as JSON: the same plan back, and every fault of a bad file named."""

from __future__ import annotations

import json
from dataclasses import replace
from math import inf, nan
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import planner.evaluate.given
from planner.errors import Finding, InputError
from planner.evaluate import plan_from_json, plan_to_json, read_plan
from planner.plan import (
    Attendance,
    CourseInPlan,
    Plan,
    SpecialistAttendance,
    Stage,
    Status,
    UnitInPlan,
    Unmet,
)
from tests.evaluate.cases import paper_plan

IDS = st.text(min_size=1, max_size=6)
SHARES = st.floats(0, 0.3)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
CODES = st.lists(IDS, max_size=3).map(tuple)


def rows(*columns: st.SearchStrategy[Any], of: type, keys: int) -> st.SearchStrategy[tuple[Any, ...]]:
    """Up to three rows of a record that differ in their first `keys` columns."""
    return st.lists(st.tuples(*columns), max_size=3, unique_by=lambda row: row[:keys]).map(
        lambda found: tuple(of(*row) for row in found)
    )


PLANS = st.builds(
    Plan,
    scenario=IDS,
    region=IDS,
    units=rows(IDS, IDS, CODES, CODES, of=UnitInPlan, keys=1),
    outside_codes=CODES,
    courses=rows(IDS, IDS, IDS, st.integers(0, 9), st.integers(1, 3), of=CourseInPlan, keys=2),
    attendance=rows(IDS, IDS, IDS, IDS, SHARES, of=Attendance, keys=4),
    specialist=rows(IDS, IDS, IDS, SHARES, of=SpecialistAttendance, keys=3),
    unmet=rows(IDS, IDS, st.floats(0, 0.1), of=Unmet, keys=2),
    stages=st.lists(
        st.builds(
            Stage,
            name=IDS,
            unit=st.text(max_size=5),
            value=NUMBERS,
            bound=NUMBERS | st.just(-inf),
            gap=st.floats(0, 1) | st.just(inf),
            status=st.sampled_from(Status),
        ),
        max_size=3,
    ).map(tuple),
    method=st.text(max_size=5),
    messages=st.lists(st.text(max_size=9), max_size=2).map(tuple),
)


def adds_up(plan: Plan) -> bool:
    shares: dict[tuple[str, str], float] = {}
    for row in (*plan.attendance, *plan.specialist, *plan.unmet):
        key = (row.place_id, row.programme_id)  # type: ignore[attr-defined]
        shares[key] = shares.get(key, 0.0) + row.share  # type: ignore[attr-defined]
    return all(share <= 1 for share in shares.values())


@given(PLANS.filter(adds_up))
@settings(max_examples=200)
def test_the_same_plan_comes_back_exactly(plan: Plan) -> None:
    text = json.dumps(plan_to_json(plan), ensure_ascii=False, allow_nan=False)
    assert plan_from_json(json.loads(text)) == plan


def test_a_plan_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(plan_to_json(paper_plan())), encoding="utf-8-sig")
    assert read_plan(path) == paper_plan()


def test_what_is_not_stated_has_a_default() -> None:
    short = {
        "schema_version": 1,
        "scenario": "by-hand",
        "region": "small",
        "units": [{"unit_id": "u", "seat_place_id": "a", "member_codes": ["m1"]}],
        "courses": [],
        "attendance": [],
    }
    plan = plan_from_json(short)
    assert plan.status is Status.GIVEN
    assert plan.method == "given"
    assert plan.units[0].staff_base_place_ids == ()


def test_the_example_in_the_documentation_is_a_plan() -> None:
    text = planner.evaluate.given.__doc__ or ""
    example = text[text.index("    {") :]
    plan = plan_from_json(json.loads(example))
    assert plan.courses[0].courses == 2


def findings(data: object) -> dict[str | None, Finding]:
    with pytest.raises(InputError) as refused:
        plan_from_json(data)
    assert refused.value.findings
    return {finding.field: finding for finding in refused.value.findings}


def changed(**values: Any) -> dict[str, Any]:
    return {**plan_to_json(paper_plan()), **values}


def test_every_fault_is_named_at_once() -> None:
    data = changed(atendance=[], method=3)
    del data["region"]
    data["courses"][0]["courses"] = -1
    data["courses"][0]["venue"] = "v_m1"
    data["attendance"][1]["share"] = "half"
    data["attendance"][0]["share"] = 1.2
    found = findings(data)
    assert set(found) == {
        "region",
        "atendance",
        "method",
        "courses[0].courses",
        "courses[0].venue",
        "attendance[1].share",
        "attendance[0].share",
    }
    assert found["atendance"].fix == "Did you mean attendance?"
    assert found["courses[0].venue"].fix == "Did you mean venue_id?"
    assert found["courses[0].courses"].found == "-1"
    assert "greater than or equal to 0" in (found["courses[0].courses"].expected or "")
    assert found["attendance[1].share"].found == '"half"'


@pytest.mark.parametrize("data", [[], "plan", 3, None])
def test_what_is_no_object_is_refused(data: object) -> None:
    assert findings(data)[None].message == "not a plan"


@pytest.mark.parametrize("version", [0, 2, "1", None])
def test_another_version_is_refused(version: object) -> None:
    assert "schema_version" in findings(changed(schema_version=version))


def test_a_missing_version_is_refused() -> None:
    data = changed()
    del data["schema_version"]
    assert findings(data)["schema_version"].found == "no such key"


def test_shares_that_add_up_to_more_than_everybody_are_refused() -> None:
    data = changed(unmet=[{"place_id": "m1_b", "programme_id": "p1", "share": 0.01}])
    (finding,) = findings(data).values()
    assert "m1_b" in finding.message
    assert finding.found == "1.01"


@pytest.mark.parametrize("table", ["units", "courses", "attendance", "specialist"])
def test_a_row_that_stands_twice_is_refused(table: str) -> None:
    data = changed()
    row = dict(data[table][0])
    if "share" in row:
        data[table][0]["share"] = row["share"] = 0.2
    data[table] = [*data[table], row]
    assert set(findings(data)) == {table}


@pytest.mark.parametrize(
    ("content", "message", "line"),
    [
        (b'{"schema_version": 1,\n  oops}', "not JSON", 2),
        (b"", "not JSON", 1),
        ('{"a": "blåbær"}'.encode("latin-1"), "not UTF-8", 1),
        (b'{"schema_version": 1, "schema_version": 1}', "a key stands twice", None),
        (b'{"schema_version": 1, "stages": NaN}', "", 1),
    ],
)
def test_files_that_are_no_plan(tmp_path: Path, content: bytes, message: str, line: int | None) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(content)
    with pytest.raises(InputError) as refused:
        read_plan(path)
    finding = refused.value.findings[0]
    assert finding.file == str(path)
    assert message in finding.message
    assert finding.line == line


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_plan(tmp_path / "nowhere.json")


@pytest.mark.parametrize("figures", [(nan, 0.0, 0.0), (1.0, inf, 0.0), (1.0, 1.0, nan)])
def test_a_stage_that_is_no_number_is_not_written(figures: tuple[float, float, float]) -> None:
    stage = Stage("travel", "hours/year", *figures, Status.STOPPED)
    with pytest.raises(ValueError, match="stage travel"):
        plan_to_json(replace(paper_plan(), stages=(stage,)))
