"""A plan drawn by hand on two towns, sound in every way, with its figures worked out on paper.

Two towns of 1000, half an hour (36 km) apart; the hospital lies 100 minutes (120 km) beyond the
second. At 10 participants per 1000, each town has 6 for `p1` and 4 for `p2`. One unit, seated in the
first town, holds a course of `p1` in each; the 8 for `p2` cannot fill a group of 15 and go to the
hospital.

    travel  staff of p1 to the second town: 2 meetings · 1 professional · 1 h       =  2 h
            p2 to the hospital: 4 · 2 · 130/60 h + 4 · 2 · 100/60 h                 = 30.67 h
    cost    post 600 000, two rooms 20 000, hours 2 · 2 · 3 · 350 = 4 200 NOK
            km: staff 2 · 72 = 144; p2 4 · 312 + 4 · 240 = 2 208; 2 352 km · 3.65   = 8 584.80
    ways    the longest is 130 minutes; the mean of the first town (6 · 0 + 4 · 130) / 10 = 52
"""

from __future__ import annotations

from typing import Any

from planner.plan import (
    Attendance,
    CourseInPlan,
    Plan,
    SpecialistAttendance,
    Stage,
    Status,
    UnitInPlan,
)
from planner.region.types import Region
from planner.scenario.schema import Scenario
from planner.verify import Violation, verify_plan
from tests.small_region import (
    make_programme,
    make_region,
    make_scenario,
    make_unit,
    make_venue,
    shortest_ways,
)

TRAVEL_HOURS = 2 + 4 * 2 * 130 / 60 + 4 * 2 * 100 / 60
LONGEST_MINUTES = 130.0
WORST_MEAN_MINUTES = 4 * 130 / 10
NOT_REACHED = 8.0
NOK = 600_000 + 20_000 + 4_200 + 2_352 * 3.65


def hand_region(**values: Any) -> Region:
    """Two towns; `values` replace what `make_region` is given."""
    given: dict[str, Any] = {
        "persons": {"m1": (1000,), "m2": (1000,)},
        "roads": [("m1_a", "m2_a", 30.0), ("m2_a", "x_hospital", 100.0)],
        "units": [
            make_unit("u_all", "m1_a", ["m1", "m2"]),
            make_unit("u_one", "m1_a", ["m1"], eligible_codes=("m1", "m2")),
            make_unit("u_two", "m2_a", ["m2"], eligible_codes=("m1", "m2")),
            make_unit("u_only_m1", "m1_a", ["m1"]),
        ],
        "venues": [
            make_venue("v1", "m1_a"),
            make_venue("v2", "m2_a"),
            make_venue("v_spare", "m1_a", off_by_default=True),
        ],
        "programmes": [
            make_programme("p1", group_max_persons=12),
            make_programme("p2", group_min_persons=15, group_max_persons=20),
        ],
        "mix": {"p1": 0.6, "p2": 0.4},
        "participants_per_1000": {"low": 10.0, "middle": 20.0},
    }
    return make_region(**{**given, **values})


def hand_scenario(**values: Any) -> Scenario:
    """One unit of both towns."""
    return make_scenario(**{"units": {"candidates": ["u_all"]}, **values})


def stage(name: str, unit: str, value: float) -> Stage:
    return Stage(name, unit, value, value, 0.0, Status.OPTIMAL)


HAND_PLAN = Plan(
    scenario="small",
    region="small",
    units=(UnitInPlan("u_all", "m1_a", ("m1_a",), ("m1", "m2")),),
    outside_codes=(),
    courses=(CourseInPlan("p1", "v1", "u_all", 1, 1), CourseInPlan("p1", "v2", "u_all", 1, 1)),
    attendance=(
        Attendance("m1_a", "p1", "p1", "v1", 1.0),
        Attendance("m2_a", "p1", "p1", "v2", 1.0),
    ),
    specialist=(
        SpecialistAttendance("m1_a", "p2", "s_hospital", 1.0),
        SpecialistAttendance("m2_a", "p2", "s_hospital", 1.0),
    ),
    unmet=(),
    stages=(),
    method="given",
)
"""Without stages: what is asked of it is the rules alone."""

HAND_STAGES = (
    stage("outside", "persons", 0.0),
    stage("shortfall", "persons", 18_000.0),
    stage("unmet", "participants/year", 0.0),
    stage("travel", "hours/year", TRAVEL_HOURS),
    stage("cost", "NOK/year", NOK),
    stage("seat_travel", "person-minutes", 30_000.0),
    stage("worst_travel", "minutes", LONGEST_MINUTES),
    stage("equity", "minutes", WORST_MEAN_MINUTES),
    stage("reach", "participants/year", NOT_REACHED),
    stage("venues", "venues", 2.0),
)


def verify(
    plan: Plan, scenario: Scenario | None = None, region: Region | None = None
) -> tuple[Violation, ...]:
    """Verify a plan of the hand-made region."""
    scenario = scenario or hand_scenario()
    region = region or hand_region()
    return verify_plan(region, shortest_ways(region, scenario), scenario, plan)


def rules_broken(found: tuple[Violation, ...]) -> set[str]:
    return {violation.rule for violation in found}
