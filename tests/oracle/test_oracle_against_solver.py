"""The optimiser against brute force on random small problems, and every plan against the verifier.

A longer hunt than these: `HUNT=2000 pytest tests/oracle/test_oracle_against_solver.py` draws that many
new problems for each test.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from planner.errors import InfeasibleError
from planner.plan import Plan, Status
from planner.problem import build_problem
from planner.region.types import Region
from planner.scenario.schema import Scenario
from planner.solve import solve
from planner.travel import build_travel
from planner.travel.types import Travel
from planner.verify import verify_plan
from tests.oracle import Best, best_plan
from tests.small_region import shortest_ways, small_problems

HUNT = int(os.environ.get("HUNT", "0"))

HELD = 1e-6
"""The optimiser holds a stage to one part in a million, and a millionth, in the stages after it."""

BOUGHT: dict[tuple[str, str], float] = {
    ("unmet", "travel"): 100.0,  # hours of the longest way of a participant, all meetings
    ("unmet", "cost"): 25_000.0,  # NOK for those kilometres
    ("travel", "cost"): 50_000.0,  # NOK per hour, where two ways differ in km and hardly in time
    ("travel", "unmet"): 10.0,  # participants per hour, 3 minutes away
    ("unmet", "equity"): 5000.0,  # minutes of the longest way over a handful of participants
    ("unmet", "reach"): 1.0,
    ("equity", "reach"): 10.0,
    ("reach", "travel"): 100.0,
    ("cost", "travel"): 0.01,
    ("cost", "unmet"): 0.05,
}
"""What a later stage gains, on these small regions, for one of an earlier stage that is given away."""


def room(values: Mapping[str, float], name: str) -> float:
    """How far a stage of the optimiser may lie from the brute force's.

    What counts as equal (`planner.plan.relative_gap`); one part in a million, and what the stage may
    give away; and what is bought with what earlier ones may.
    """
    allowed = 1e-5 + 2 * HELD * abs(values[name])
    for earlier in list(values)[: list(values).index(name)]:
        allowed += HELD * (1 + abs(values[earlier])) * BOUGHT.get((earlier, name), 0.0)
    return allowed


def solved(region: Region, travel: Travel, scenario: Scenario) -> Plan | None:
    """The optimiser's plan, or None where it says that there is none."""
    try:
        return solve(build_problem(region, travel, scenario))
    except InfeasibleError:
        return None


def assert_same(plan: Plan | None, best: Best | None) -> None:
    """The same stages in the same order with the same values, all proved."""
    if plan is None or best is None:
        assert plan is None, "the optimiser has a plan where there is none"
        assert best is None, f"the optimiser says infeasible; brute force has {best and best.values}"
        return
    assert [stage.name for stage in plan.stages] == list(best.values)
    for stage in plan.stages:
        # The shortfall may be exceeded by the stated tolerance; its bound is the smallest possible.
        found = stage.bound if stage.name == "shortfall" else stage.value
        wanted = best.values[stage.name]
        assert abs(found - wanted) <= room(best.values, stage.name), (stage, best.values)
        assert stage.bound <= wanted + room(best.values, stage.name), (stage, best.values)
        assert stage.status is Status.OPTIMAL, stage


def as_it_is(travel: Travel) -> Travel:
    return travel


def compare(
    problems: st.SearchStrategy[tuple[Region, Scenario]],
    examples: int,
    change: Callable[[Travel], Travel] = as_it_is,
) -> Counter[str]:
    """Solve random problems both ways; how often which method was used, and on what."""
    seen: Counter[str] = Counter()

    @settings(
        max_examples=HUNT or examples,
        deadline=None,
        derandomize=not HUNT,
        database=None,
        print_blob=True,
        suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
    )
    @given(problems)
    def check(problem: tuple[Region, Scenario]) -> None:
        region, scenario = problem
        travel = change(build_travel(region, scenario))
        plan, best = (
            solved(region, travel, scenario),
            best_plan(region, change(shortest_ways(region, scenario)), scenario),
        )
        note(f"method {plan.method if plan else 'infeasible'}")
        assert_same(plan, best)
        seen["infeasible" if plan is None else plan.method] += 1
        if best is not None:  # brute force may be wrong too
            assert verify_plan(region, travel, scenario, best.plan) == ()
        if plan is not None:
            assert verify_plan(region, travel, scenario, plan) == ()
            seen["with courses"] += bool(plan.courses)
            seen["several courses"] += sum(row.courses for row in plan.courses) > 1

    check()
    return seen


def test_fixed_units_and_programmes_by_themselves() -> None:
    seen = compare(small_problems(assignment="fixed", linking="none", joins=False), 120)
    assert seen["by_programme"] > 30
    assert seen["several courses"] > 5


def test_fixed_units_and_rules_that_tie_programmes() -> None:
    """Tight rooms, venues in use, a limit on venues or on the specialist, a budget, joined groups."""
    seen = compare(small_problems(assignment="fixed", linking="some"), 120)
    assert seen["with courses"] > 25
    assert seen["infeasible"] >= 1


def test_units_that_compete_for_venues() -> None:
    seen = compare(small_problems(assignment="fixed", located_anywhere=True, courses_max=3), 60)
    assert seen["with courses"] > 15


def test_nearest() -> None:
    seen = compare(small_problems(assignment="fixed", nearest=True, courses_max=3), 60)
    assert seen["with courses"] > 8


@pytest.mark.parametrize("assignment", ["fixed", "free"])
def test_a_limit_on_the_share_without_an_offer(assignment: Any) -> None:
    problems = small_problems(
        assignment=assignment,
        municipalities_max=3,
        courses_max=3,
        unmet_shares=(0.0, 0.1, 0.3, 0.6),
    )
    seen = compare(problems, 60)
    assert seen["infeasible"] > 10
    assert seen["by_programme"] + seen["joint"] + seen["by_membership"] + seen["milp"] > 3


@pytest.mark.parametrize("assignment", ["fixed", "free"])
def test_hours_that_must_fit_the_posts(assignment: Any) -> None:
    problems = small_problems(assignment=assignment, municipalities_max=3, courses_max=3, staffing=True)
    seen = compare(problems, 60)
    assert seen["with courses"] > 3


def test_free_units() -> None:
    seen = compare(small_problems(assignment="free", municipalities_max=3), 60)
    assert seen["joint"] > 10
    assert seen["with courses"] > 3


@pytest.mark.parametrize("assignment", ["fixed", "free"])
def test_the_longest_way_the_longest_mean_and_reach(assignment: Any) -> None:
    orders = (
        ("unmet", "worst_travel", "travel"),
        ("unmet", "equity", "reach"),
        ("unmet", "reach", "travel"),
        ("worst_travel", "unmet"),
    )
    problems = small_problems(
        assignment=assignment, municipalities_max=3, courses_max=3, objectives=orders
    )
    seen = compare(problems, 40)
    assert seen["with courses"] > 3


@pytest.mark.parametrize("name", ["travel", "cost", "worst_travel", "equity", "reach"])
def test_a_bound_on_an_objective(name: str) -> None:
    bounds = {"travel": 300, "cost": 800_000, "worst_travel": 60, "equity": 40, "reach": 12}
    problems = small_problems(assignment="fixed", municipalities_max=3, courses_max=3)
    bounded = problems.map(
        lambda case: (case[0], case[1].model_copy(update={"limits": {name: bounds[name]}}))
    )
    seen = compare(bounded, 25)
    assert seen["milp"] + seen["by_programme"] > 5


@pytest.mark.parametrize("assignment", ["fixed", "free"])
def test_other_orders_of_objectives(assignment: Any) -> None:
    orders = (("seat_travel",), ("seat_travel", "unmet", "travel"), ("cost",), ("travel", "unmet"))
    seen = compare(small_problems(assignment=assignment, municipalities_max=3, objectives=orders), 40)
    methods = ("by_programme", "joint", "by_membership", "partition", "milp")
    assert sum(seen[method] for method in methods) > 15


def slower_northwards(travel: Travel) -> Travel:
    """The same ways, half as long again in one direction."""

    def directed(table: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
        return {a: {b: (1.5 if a < b else 1.0) * x for b, x in row.items()} for a, row in table.items()}

    minutes, km = directed(travel.minutes_table), directed(travel.km_table)
    return replace(
        travel,
        minutes_table=minutes,
        km_table=km,
        back_minutes_table={a: {b: minutes[b][a] for b in row} for a, row in minutes.items()},
        back_km_table={a: {b: km[b][a] for b in row} for a, row in km.items()},
    )


@pytest.mark.parametrize("assignment", ["fixed", "free"])
def test_ways_that_take_longer_one_way_than_the_other(assignment: Any) -> None:
    problems = small_problems(assignment=assignment, municipalities_max=3, courses_max=3)
    seen = compare(problems, 60, slower_northwards)
    assert seen["with courses"] > 3


def in_pairs(case: tuple[Region, Scenario]) -> tuple[Region, Scenario]:
    """People of the first programme come two by two, and courses are to fill with a probability."""
    region, scenario = case
    first = min(region.programmes)
    pairs = replace(region.programmes[first], persons_per_case=2.0)
    data = scenario.model_dump()
    data["rules"]["group_size"]["fill_probability"] = 0.7
    return (
        replace(region, programmes={**region.programmes, first: pairs}),
        Scenario.model_validate(data),
    )


def test_whole_cases_fill_a_course_with_the_probability_asked_for() -> None:
    problems = small_problems(assignment="fixed", municipalities_max=3, courses_max=3)
    seen = compare(problems.map(in_pairs), 40)
    assert seen["with courses"] > 3


def kept_together(case: tuple[Region, Scenario]) -> tuple[Region, Scenario]:
    region, scenario = case
    data = scenario.model_dump()
    data["rules"]["single_source"]["on"] = True
    return region, Scenario.model_validate(data)


def test_people_of_a_place_who_keep_together() -> None:
    problems = small_problems(assignment="fixed", municipalities_max=2, courses_max=3)
    seen = compare(problems.map(kept_together), 25)
    assert seen["milp"] + seen["location"] > 10
    assert seen["with courses"] > 3
