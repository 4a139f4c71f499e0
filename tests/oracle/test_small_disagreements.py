"""Small problems on which optimiser and brute force once disagreed, each cut down to what it takes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from planner.region.types import Region
from planner.travel import build_travel
from planner.verify import verify_plan
from tests.oracle import best_plan
from tests.oracle.test_oracle_against_solver import assert_same, solved
from tests.small_region import make_programme, make_region, make_scenario, make_unit, make_venue


def two_towns(persons: tuple[int, int] = (1000, 1000), **programme: Any) -> Region:
    """Two towns half an hour apart, a unit and a room in each, and no hospital."""
    return make_region(
        {"m1": (persons[0],), "m2": (persons[1],)},
        roads=[("m1_a", "m2_a", 30.0)],
        services=[],
        external_place_ids=(),
        venues=[make_venue("v1", "m1_a"), make_venue("v2", "m2_a")],
        units=[
            make_unit("u_one", "m1_a", ["m1"], eligible_codes=("m1", "m2")),
            make_unit("u_two", "m2_a", ["m2"], eligible_codes=("m1", "m2")),
        ],
        programmes=[make_programme("p1", **{"group_max_persons": 12, **programme})],
        mix={"p1": 1.0},
        participants_per_1000={"low": 6.0},
    )


def assert_agree(region: Region, **values: Any) -> None:
    scenario = make_scenario(objectives=["unmet", "travel"], **values)
    travel = build_travel(region, scenario)
    plan = solved(region, travel, scenario)
    assert_same(plan, best_plan(region, travel, scenario))
    if plan is not None:
        assert verify_plan(region, travel, scenario, plan) == ()


@pytest.mark.parametrize("mode", ["own", "guests", "anywhere"])
@pytest.mark.parametrize("assignment", ["fixed", "free"])
def test_a_venue_that_two_units_could_run_goes_to_the_right_one(mode: str, assignment: str) -> None:
    """Units may run rooms anywhere: each room goes to the unit whose staff is at home there."""
    units: dict[str, Any] = {"candidates": ["u_one", "u_two"], "assignment": assignment}
    if assignment == "free":
        units["count_min"] = 2
    assert_agree(
        two_towns(),
        units=units,
        venues={"located_in": "anywhere"},
        rules={"capacity": {"on": False}, "own_unit": {"mode": mode}},
    )


def test_nobody_attends_where_only_another_unit_could_fill_a_course() -> None:
    """The small town cannot fill a course, so its unit runs no room; its people stay without."""
    assert_agree(
        two_towns((1000, 200)),
        units={"candidates": ["u_one", "u_two"]},
        venues={"located_in": "anywhere"},
    )


def test_a_municipality_in_scope_that_nobody_may_take_in() -> None:
    """Standing outside is forbidden, and the second town is not among those to distribute."""
    assert_agree(
        two_towns(),
        units={
            "candidates": ["u_one"],
            "assignment": "free",
            "municipalities": ["m1"],
            "outside": "forbidden",
        },
    )


def test_an_inland_partner_outside_the_scope_may_stay_outside() -> None:
    """Standing outside is forbidden for those in scope; others may join but need not."""
    assert_agree(
        two_towns(),
        scope=("m1",),
        units={
            "candidates": ["u_one"],
            "assignment": "free",
            "municipalities": ["m1", "m2"],
            "outside": "forbidden",
        },
        threshold={"mode": "off", "upper": "hard", "persons_min": 500, "persons_max": 1500},
    )


@pytest.mark.parametrize(
    "bound",
    [
        {"hours_base_per_week": 0, "hours_per_post": 19},
        {"professional_hours_max": {"nurse": 11}},
        {"user_representative_meetings_max": 3},
    ],
    ids=["posts", "profession", "user representatives"],
)
def test_hours_that_suffice_for_one_course_of_two(bound: dict[str, Any]) -> None:
    """A course in each town would be best; posts, nurses or representatives are there for one."""
    region = two_towns(user_representatives_per_meeting=1)
    unit = make_unit("u_all", "m1_a", ["m1", "m2"])
    assert_agree(
        replace(region, units={"u_all": unit}),
        units={"candidates": ["u_all"]},
        rules={"staffing": {"mode": "hard", **bound}, "capacity": {"on": False}},
    )
