"""What a textbook says of problems at the edge: no plan, every customer, no way."""

from __future__ import annotations

from math import inf, nan

import pytest

from planner.errors import InfeasibleError
from planner.plan import Plan
from planner.problem.classical import (
    Classic,
    capacitated_p_median,
    fixed_charge,
    p_centre,
    p_median,
    set_covering,
)
from planner.solve import solve
from planner.verify import verify_plan

DEMAND = {"a": 2, "b": 3, "c": 4}
WAYS = {"a": {"x": 0.0, "y": 10.0}, "b": {"x": 5.0, "y": 5.0}, "c": {"x": 10.0, "y": 0.0}}
CUT_OFF = {**WAYS, "b": {}}


def plan_of(classic: Classic) -> Plan:
    plan = solve(classic.problem)
    assert verify_plan(classic.region, classic.travel, classic.scenario, plan) == ()
    return plan


@pytest.mark.parametrize(
    "classic",
    [
        capacitated_p_median(DEMAND, WAYS, 2, {"x": 3, "y": 3}),
        capacitated_p_median(DEMAND, WAYS, 1, {"x": 8, "y": 8}),
        p_median(DEMAND, CUT_OFF, 2),
        p_median(DEMAND, {**WAYS, "b": {"x": inf, "y": inf}}, 2),
        capacitated_p_median(DEMAND, CUT_OFF, 2, {"x": 9, "y": 9}),
        p_centre(DEMAND, CUT_OFF, 2),
        p_centre(DEMAND, {**WAYS, "a": {"x": 0.0}, "c": {"y": 0.0}}, 1),
        fixed_charge(DEMAND, CUT_OFF, {"x": 1, "y": 1}),
        set_covering(DEMAND, WAYS, 4.0),
    ],
)
def test_who_cannot_be_served_leaves_no_plan(classic: Classic) -> None:
    with pytest.raises(InfeasibleError) as error:
        solve(classic.problem)
    assert error.value.reasons


@pytest.mark.parametrize(
    ("distances", "said"),
    [
        ({"a": WAYS["a"], "b": WAYS["b"]}, "customer 'c' has no distances"),
        ({**WAYS, "d": {"x": 1.0}}, "customer 'd' has distances and no demand"),
        ({**WAYS, "a": {"x": -1.0}}, "is -1.0; expected at least 0"),
        ({**WAYS, "a": {"x": nan}}, "is nan; expected at least 0"),
    ],
)
def test_what_makes_no_sense_is_refused(distances: dict[str, dict[str, float]], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        p_median(DEMAND, distances, 1)


def test_all_that_makes_no_sense_is_told_at_once() -> None:
    with pytest.raises(
        ValueError, match=r"(?s)demand of customer 'a' is -2.*capacity of site 'y' is missing"
    ):
        capacitated_p_median({**DEMAND, "a": -2}, WAYS, 1, {"x": 3})


def test_every_customer_counts_for_the_longest_way() -> None:
    demand, ways = {**DEMAND, "d": 0}, {**WAYS, "d": WAYS["c"]}
    classic = p_centre(demand, {**ways, "c": {"x": 4.0, "y": 6.0}}, 1)
    plan = plan_of(classic)
    assert classic.value(plan) == 10.0
    assert set(classic.served_by(plan)) == {"a", "b", "c", "d"}


def test_an_infinite_distance_is_no_way() -> None:
    classic = p_median(DEMAND, {**WAYS, "a": {"x": inf, "y": 10.0}}, 1)
    assert classic.value(plan_of(classic)) == 2 * 10 + 3 * 5 + 0
    assert classic.travel.minutes("c_a", "s_x") is None


def test_who_is_served_stays_served_whole() -> None:
    """One site cannot serve both a and c: y leaves the fewest out, and all others are served there."""
    classic = p_median(DEMAND, {"a": {"x": 0.0}, "b": {"x": 5.0, "y": 5.0}, "c": {"y": 1.0}}, 1)
    plan = plan_of(classic)
    assert classic.served_by(plan) == {"b": "y", "c": "y"}
    assert [(row.place_id, row.share) for row in plan.unmet] == [("c_a", 1.0)]
