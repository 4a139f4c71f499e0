"""A plan that names what does not exist, or says a thing twice, is told so and checked all the same."""

from __future__ import annotations

from dataclasses import replace
from math import nan

import pytest

from planner.plan import Attendance, CourseInPlan, Plan, SpecialistAttendance, UnitInPlan, Unmet
from tests.verify.hand import HAND_PLAN, HAND_STAGES, rules_broken, verify

UNIT = HAND_PLAN.units[0]
COURSE = HAND_PLAN.courses[0]
ROW = HAND_PLAN.attendance[0]
TRIP = HAND_PLAN.specialist[0]

FAULTS: dict[str, tuple[Plan, str]] = {
    "another scenario": (replace(HAND_PLAN, scenario="other"), "'other'"),
    "another region": (replace(HAND_PLAN, region="elsewhere"), "'elsewhere'"),
    "an unknown unit": (
        replace(HAND_PLAN, units=(UNIT, replace(UNIT, unit_id="u_none", member_codes=()))),
        "'u_none'",
    ),
    "a unit twice": (replace(HAND_PLAN, units=(UNIT, UNIT)), "units: u_all stands 2 times"),
    "a seat elsewhere": (
        replace(HAND_PLAN, units=(replace(UNIT, seat_place_id="m2_a"),)),
        "seat in m1_a",
    ),
    "other staff bases": (
        replace(HAND_PLAN, units=(replace(UNIT, staff_base_place_ids=("m2_a",)),)),
        "not from m2_a",
    ),
    "an unknown member": (
        replace(HAND_PLAN, units=(replace(UNIT, member_codes=("m1", "m2", "m9")),)),
        "'m9'",
    ),
    "a member twice": (
        replace(HAND_PLAN, units=(replace(UNIT, member_codes=("m1", "m1", "m2")),)),
        "m1 stands 2 times",
    ),
    "an unknown municipality outside": (replace(HAND_PLAN, outside_codes=("m9",)), "'m9'"),
    "a course of an unknown programme": (
        replace(HAND_PLAN, courses=(*HAND_PLAN.courses, replace(COURSE, programme_id="p9"))),
        "'p9'",
    ),
    "a course at an unknown venue": (
        replace(HAND_PLAN, courses=(*HAND_PLAN.courses, replace(COURSE, venue_id="v9"))),
        "'v9'",
    ),
    "a course of an unknown unit": (
        replace(HAND_PLAN, courses=(*HAND_PLAN.courses, replace(COURSE, unit_id="u9"))),
        "'u9'",
    ),
    "a course of a unit that is not open": (
        replace(HAND_PLAN, courses=(replace(COURSE, unit_id="u_one"), HAND_PLAN.courses[1])),
        "u_one runs courses at v1, but it is not open",
    ),
    "no course at all in a row": (
        replace(HAND_PLAN, courses=(*HAND_PLAN.courses, replace(COURSE, programme_id="p2", courses=0))),
        "it has 0",
    ),
    "another cycle": (
        replace(HAND_PLAN, courses=(replace(COURSE, cycle_years=2), HAND_PLAN.courses[1])),
        "a cycle of 1 year(s), not 2",
    ),
    "a course twice": (replace(HAND_PLAN, courses=(*HAND_PLAN.courses, COURSE)), "stands 2 times"),
    "people of an unknown place": (
        replace(HAND_PLAN, attendance=(*HAND_PLAN.attendance, replace(ROW, place_id="x_hospital"))),
        "'x_hospital' is no demand point",
    ),
    "people twice": (
        replace(HAND_PLAN, attendance=(*HAND_PLAN.attendance, replace(ROW, share=0.0))),
        "m1_a, p1, p1, v1 stands 2 times",
    ),
    "an unknown service": (
        replace(HAND_PLAN, specialist=(*HAND_PLAN.specialist, replace(TRIP, service_id="s9"))),
        "'s9'",
    ),
    "a negative share": (
        replace(
            HAND_PLAN,
            specialist=(replace(TRIP, share=-0.25), HAND_PLAN.specialist[1]),
            unmet=(Unmet("m1_a", "p2", 1.0),),
        ),
        "has the share -0.25",
    ),
    "a share above one": (
        replace(HAND_PLAN, attendance=(replace(ROW, share=1.5), HAND_PLAN.attendance[1])),
        "has the share 1.5",
    ),
    "a share that is no number": (
        replace(HAND_PLAN, unmet=(Unmet("m1_a", "p1", nan),)),
        "has the share nan",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_structure_is_checked(fault: str) -> None:
    plan, said = FAULTS[fault]
    found = verify(replace(plan, stages=HAND_STAGES))
    assert any(v.rule == "structure" and said in v.message for v in found), found


def test_nothing_in_the_plan_is_known_and_still_every_rule_is_checked() -> None:
    plan = Plan(
        scenario="?",
        region="?",
        units=(UnitInPlan("?", "?", ("?",), ("?",)),),
        outside_codes=("?",),
        courses=(CourseInPlan("?", "?", "?", -1, 0),),
        attendance=(Attendance("?", "?", "?", "?", nan),),
        specialist=(SpecialistAttendance("?", "?", "?", 2.0),),
        unmet=(Unmet("?", "?", -1.0),),
        stages=HAND_STAGES,
        method="given",
    )
    broken = rules_broken(verify(plan))
    assert {"structure", "membership", "attendance", "policy", "stages"} <= broken
