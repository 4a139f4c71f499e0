"""Programmes within an hour of half the inhabitants."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from planner.evaluate import evaluate
from planner.plan import CourseInPlan, Plan, UnitInPlan
from tests.evaluate.cases import EMPTY, paper_region, paper_scenario, paper_travel
from tests.small_region import make_programme


def plan_with(*courses: tuple[str, str], members: tuple[str, ...] = ("m1", "m2")) -> Plan:
    return replace(
        EMPTY,
        units=(UnitInPlan("u_all", "m1_a", ("m1_a",), members),),
        courses=tuple(CourseInPlan(k, v, "u_all", 1, 1) for k, v in courses),
    )


def near(plan: Plan, region: dict[str, Any] | None = None, **rules: Any) -> tuple[int, ...]:
    """Programmes within 60 minutes of m1 (1000 and 500 persons) and of m2."""
    here = paper_region(**(region or {}))
    scenario = paper_scenario(units={}, rules=rules)
    found = evaluate(here, paper_travel(here, scenario), scenario, plan)
    return tuple(row.programmes_within_60 for row in found.per_municipality)


def test_sixty_minutes_is_within_an_hour() -> None:
    # From the town of m1 to m2 it is exactly an hour here, from the village longer.
    roads = {"roads": [("m1_a", "m1_b", 20.0), ("m1_a", "m2_a", 60.0), ("m2_a", "x_hospital", 9.0)]}
    assert near(plan_with(("p1", "v_m2")), roads) == (1, 1)
    longer = {"roads": [("m1_a", "m1_b", 20.0), ("m1_a", "m2_a", 60.1), ("m2_a", "x_hospital", 9.0)]}
    assert near(plan_with(("p1", "v_m2")), longer) == (0, 1)


def test_half_the_inhabitants_are_enough_and_fewer_are_not() -> None:
    roads = {"roads": [("m1_a", "m1_b", 90.0), ("m1_b", "m2_a", 30.0), ("m2_a", "x_hospital", 9.0)]}
    # Only the village of m1 (500 of 1500) is near m2's course.
    assert near(plan_with(("p1", "v_m2")), roads) == (0, 1)
    assert near(plan_with(("p1", "v_m1")), roads) == (1, 0)


def test_only_courses_of_the_own_unit_count() -> None:
    plan = plan_with(("p1", "v_m1"), members=("m1",))
    assert near(plan) == (1, 0)
    assert near(plan, own_unit={"mode": "guests"}) == (1, 1)
    assert near(plan, own_unit={"mode": "anywhere"}) == (1, 1)


def test_the_scenarios_own_limit_is_kept() -> None:
    assert near(plan_with(("p1", "v_m1")), access={"minutes_max": 30.0}) == (1, 0)
    # A longer limit does not make an hour longer: from m2 it is 70 minutes.
    roads = {"roads": [("m1_a", "m1_b", 20.0), ("m1_a", "m2_a", 70.0), ("m2_a", "x_hospital", 9.0)]}
    assert near(plan_with(("p1", "v_m1")), roads, access={"minutes_max": 90.0}) == (1, 0)


def test_a_programme_of_the_municipality_only_counts_at_home() -> None:
    programmes = {
        "programmes": [make_programme("p1", levels=("municipality",))],
        "mix": {"p1": 1.0},
    }
    assert near(plan_with(("p1", "v_m1")), programmes) == (1, 0)


@pytest.mark.parametrize(("joins", "expected"), [(True, (2, 2)), (False, (1, 1))])
def test_a_course_that_people_may_join_counts(joins: bool, expected: tuple[int, ...]) -> None:
    programmes = {
        "programmes": [make_programme("p1"), make_programme("p2", pooled=False, joins_id="p1")],
        "mix": {"p1": 0.5, "p2": 0.5},
    }
    assert near(plan_with(("p1", "v_m1")), programmes, group_size={"joins": joins}) == expected
