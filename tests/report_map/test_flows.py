"""Participants and courses a year on a map, against figures worked out by hand."""

from __future__ import annotations

import pytest

from planner.plan import Attendance, CourseInPlan, Plan, SpecialistAttendance, Unmet
from planner.report.maps.flows import flows_of
from planner.travel import build_travel
from tests.report_map.plans import midt_troms, scenario_of, shipped_plans
from tests.small_region import make_region, make_scenario, travel_of

REGION = make_region({"m1": (1000, 200), "m2": (500,)}, mix={"p1": 0.75, "p2": 0.25})
PLAN = Plan(
    scenario="small",
    region="small",
    units=(),
    outside_codes=("m1", "m2"),
    courses=(
        CourseInPlan("p1", "v_m1", "u_all", courses=3, cycle_years=2),
        CourseInPlan("p2", "v_m1", "u_all", courses=1, cycle_years=1),
    ),
    attendance=(
        Attendance("m1_a", "p1", "p1", "v_m1", 1.0),
        Attendance("m1_b", "p1", "p1", "v_m1", 0.5),
        Attendance("m1_b", "p2", "p1", "v_m1", 1.0),
    ),
    specialist=(
        SpecialistAttendance("m1_a", "p2", "s_hospital", 1.0),
        SpecialistAttendance("m1_b", "p1", "s_hospital", 0.5),
    ),
    unmet=(Unmet("m2_a", "p1", 1.0), Unmet("m2_a", "p2", 1.0)),
    stages=(),
    method="given",
)


def test_by_hand() -> None:
    # 5 per 1000 at level low: 3.75 of p1 and 1.25 of p2.
    found = flows_of(REGION, travel_of(REGION, make_scenario()), make_scenario(), PLAN)
    assert found.local == pytest.approx({("m1_a", "m1_a"): 3.75, ("m1_b", "m1_a"): 0.625})
    assert found.specialist == pytest.approx({("m1", "s_hospital"): 1.25 + 0.375})
    assert found.unmet == pytest.approx({"m2_a": 2.5})
    assert found.courses == pytest.approx({"v_m1": 2.5})
    assert found.most_of_a_place == pytest.approx(5.0)
    assert found.specialist_of("s_hospital") == pytest.approx(found.participants_specialist)


def test_the_factor_and_the_level_count() -> None:
    doubled = flows_of(
        REGION,
        travel_of(REGION, make_scenario()),
        make_scenario(demand={"level": "high", "factor": 2.0}),
        PLAN,
    )
    assert doubled.participants_unmet == pytest.approx(500 * 10 * 2 / 1000)


@pytest.mark.parametrize("name", ["today", "one unit", "some outside", "everyone alone"])
def test_nobody_is_lost(name: str) -> None:
    found = flows_of(
        midt_troms(), build_travel(midt_troms(), scenario_of()), scenario_of(), shipped_plans()[name]
    )
    share = sum(row.share for row in midt_troms().mixes if row.mix_id == "helse_nord")
    total = found.participants_local + found.participants_specialist + found.participants_unmet
    per_1000 = midt_troms().demand_levels["low"].participants_per_1000
    assert total == pytest.approx(29_678 * per_1000 / 1000 * share)
