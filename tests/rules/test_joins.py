"""Only groups that are too small for a course of their own join the general programme."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from planner.plan import Plan
from planner.problem import build_problem
from planner.scenario import Scenario, effective_region
from planner.solve import solve
from planner.verify import verify_plan
from tests.model.cases import two_towns
from tests.small_region import make_programme, make_scenario, travel_of

JOINS = {"group_size": {"joins": True}}


def region_of(share: float, **changes: Any) -> Any:
    """`few` joins `general`; of 20 participants a year in the two towns this share is its own."""
    programmes = [
        make_programme("general", group_min_persons=8, group_max_persons=30, meetings_per_course=1),
        make_programme(
            "few",
            joins_id="general",
            group_min_persons=8,
            group_max_persons=30,
            meetings_per_course=9,
            **changes,
        ),
    ]
    return two_towns(programmes=programmes, mix={"general": 1 - share, "few": share})


def plan_of(region: Any, **values: Any) -> Plan:
    scenario: Scenario = make_scenario(
        units={"candidates": ["u_all"]}, demand={"level": "low", **values.pop("demand", {})}, **values
    )
    region = effective_region(region, scenario)
    travel = travel_of(region, scenario)
    plan = solve(build_problem(region, travel, scenario))
    assert verify_plan(region, travel, scenario, plan) == ()
    return plan


def joined(plan: Plan) -> bool:
    return any(row.course_programme_id != row.programme_id for row in plan.attendance)


@pytest.mark.parametrize(("share", "joins"), [(0.3, True), (0.39, True), (0.4, False), (0.5, False)])
def test_who_fills_a_group_of_their_own_does_not_join(share: float, joins: bool) -> None:
    """Of 20 in the unit 8 fill a group: nine trips to a course of one's own are longer than one."""
    assert joined(plan_of(region_of(share), rules=JOINS)) is joins


def test_who_cannot_meet_as_a_group_always_joins() -> None:
    assert joined(plan_of(region_of(0.5, pooled=False), rules=JOINS))


def test_a_scenario_takes_one_programme_out_of_it() -> None:
    changes = {"changes": {"few": {"joins_id": ""}}}
    assert not joined(plan_of(region_of(0.3), rules=JOINS, demand=changes))
    assert joined(plan_of(region_of(0.3), rules=JOINS, demand={"changes": {"few": {"joins_id": None}}}))


def test_the_verifier_sees_who_should_not_have_joined() -> None:
    plan = plan_of(region_of(0.3), rules=JOINS)
    region = region_of(0.5)
    scenario: Scenario = make_scenario(
        units={"candidates": ["u_all"]}, demand={"level": "low"}, rules=JOINS
    )
    found = verify_plan(region, travel_of(region, scenario), scenario, replace(plan, stages=()))
    assert any(one.rule == "group_size" and "of their own" in one.message for one in found)
