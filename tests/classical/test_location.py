"""Picking venues by branch and bound: every choice gone through, and the plain MILP, agree with it."""

from __future__ import annotations

import random
from itertools import combinations
from math import inf

import numpy as np
import pytest

from planner.plan import Status
from planner.problem import Problem, build_problem
from planner.region.types import Region
from planner.scenario.schema import Scenario
from planner.solve import solve
from planner.solve.base.milp import solve_milp
from planner.solve.location.costs import Costs, costs_of, why_not
from planner.solve.location.swap import greedy, improve
from planner.solve.location.tree import choose, choose_fewer
from planner.solve.solver.highs import Limits
from planner.travel import build_travel
from planner.verify import verify_plan
from tests.small_region import make_programme, make_region, make_scenario, make_unit, make_venue


def never() -> bool:
    return False


def at_once() -> bool:
    return True


def drawn(seed: int) -> Costs:
    """A small table: whole or not, with or without specialists, ties, costs of venues."""
    draw = np.random.default_rng(seed)
    venues, places = int(draw.integers(1, 8)), int(draw.integers(1, 9))
    ways = draw.random((venues, places)) * draw.choice([1, 50, 1000])
    fixed = draw.random(venues) * draw.choice([0, 1, 30])
    away = np.where(draw.random(places) < draw.choice([0, 0.5, 1]), draw.random(places) * 50, inf)
    if draw.random() < 0.3:
        ways = np.round(ways / 10) * 10
    if draw.random() < 0.4:
        ways, fixed, away = np.round(ways), np.round(fixed), np.round(away)
    most = int(draw.integers(0, venues + 1))
    return Costs(
        goal="travel",
        programme_id="p",
        place_ids=tuple(f"i{n}" for n in range(places)),
        venue_ids=tuple(f"v{n}" for n in range(venues)),
        runner_ids=("u",) * venues,
        service_ids=("s",) * places,
        ways=np.minimum(ways, away),
        away=away,
        fixed=fixed,
        constant=0.0,
        most=most if np.all(np.isfinite(away)) else max(1, most),
        persons=np.ones(places),
    )


def every_choice(costs: Costs) -> list[tuple[float, int]]:
    """(value, number of venues) of every choice."""
    return [
        (costs.value(np.array(chosen, dtype=np.intp)), count)
        for count in range(costs.most + 1)
        for chosen in combinations(range(len(costs.venue_ids)), count)
    ]


@pytest.mark.parametrize("hundred", range(3))
def test_value_and_bound_are_those_of_all_choices(hundred: int) -> None:
    for seed in range(100 * hundred, 100 * hundred + 100):
        costs = drawn(seed)
        every = every_choice(costs)
        least = min(value for value, _ in every)
        found = choose(costs, 0.0, never)
        room = 2e-6 * (1 + least)
        assert found.complete, seed
        assert found.chosen is not None, seed
        assert found.value == pytest.approx(costs.value(found.chosen), abs=1e-9), seed
        assert least - 1e-9 * (1 + least) <= found.value <= least + room, seed
        assert found.value - 2 * room <= found.bound <= found.value, seed
        near = found.value + room
        fewest = min(count for value, count in every if value <= near)
        assert choose_fewer(costs, fewest, near, never).chosen is not None, seed
        if fewest:
            fewer = choose_fewer(costs, fewest - 1, near - room / 2, never)
            assert fewer.chosen is None or costs.value(fewer.chosen) <= near + room, seed


def test_stopped_it_keeps_a_plan_and_a_bound_that_holds() -> None:
    for seed in range(60):
        costs = drawn(seed)
        least = min(value for value, _ in every_choice(costs))
        found = choose(costs, 0.0, at_once)
        assert found.chosen is not None
        assert found.bound <= least + 1e-9 * (1 + least) <= found.value + 2e-9 * (1 + least)


def test_a_gap_that_is_asked_for_is_kept() -> None:
    for seed in range(60):
        costs = drawn(seed)
        found = choose(costs, 0.1, never)
        assert found.value - found.bound <= 0.1 * found.value + 1e-5


def test_exchanges_never_make_a_choice_worse() -> None:
    for seed in range(60):
        costs = drawn(seed)
        start = greedy(costs)
        assert len(start) <= costs.most
        better = improve(costs, start)
        assert len(better) <= costs.most
        assert costs.value(better) <= costs.value(start)


def towns(draw: random.Random) -> tuple[Region, Scenario]:
    """A small region with one programme of groups of any size, staff that travel, and a hospital."""
    codes = [f"m{n}" for n in range(1, draw.randint(2, 4))]
    persons = {c: [draw.randint(300, 2000) for _ in range(draw.randint(1, 2))] for c in codes}
    region = make_region(
        persons,
        venues=[
            make_venue(f"v_{c}", f"{c}_a", seats=1000, nok_per_year=draw.choice([0.0, 30_000.0]))
            for c in codes
        ],
        units=[make_unit("u_all", f"{codes[0]}_a", codes, nok_per_year=50_000.0)],
        programmes=[
            make_programme(
                "p1",
                group_min_persons=1,
                group_max_persons=900,
                professionals_per_meeting=draw.randint(0, 3),
                cycle_years=draw.randint(1, 2),
            )
        ],
        services=None if draw.random() < 0.7 else [],
    )
    goal = draw.choice(["travel", "cost"])
    venues = {"count_max": draw.randint(1, len(codes))} if draw.random() < 0.7 else {}
    scenario = make_scenario(
        units={"candidates": ["u_all"]},
        objectives=["unmet", goal],
        venues=venues,
        solve={"settle": False},
    )
    return region, scenario


def stated(seed: int) -> tuple[Region, Scenario, Problem]:
    region, scenario = towns(random.Random(seed))
    return region, scenario, build_problem(region, build_travel(region, scenario), scenario)


@pytest.mark.parametrize("seed", range(12))
def test_it_agrees_with_the_plain_milp(seed: int) -> None:
    region, scenario, problem = stated(seed)
    assert why_not(problem) is None
    assert costs_of(problem) is not None
    plan = solve(problem)
    assert plan.method == "location"
    assert not verify_plan(region, build_travel(region, scenario), scenario, plan)
    assert plan.status is Status.OPTIMAL
    plain = solve_milp(problem, Limits(gap=0.0))
    for mine, other in zip(plan.stages, plain.stages, strict=True):
        assert mine.name == other.name
        assert mine.value == pytest.approx(other.value, rel=1e-5, abs=1e-5)


@pytest.mark.parametrize(
    "changes",
    [
        {"venues": {"in_use": ["v_m1"]}},
        {"rules": {"nearest": {"on": True}}},
        {"rules": {"access": {"specialist_share_max": 0.5}}},
        {"objectives": ["travel", "unmet"]},
        {"objectives": ["unmet", "travel", "cost"]},
        {"limits": {"worst_travel": 500}},
        {"budget": {"nok_per_year_max": 1e9}},
        {"rules": {"staffing": {"mode": "hard"}}},
    ],
)
def test_what_asks_for_more_is_left_to_others(changes: dict[str, object]) -> None:
    region, scenario = towns(random.Random(1))
    assert why_not(build_problem(region, build_travel(region, scenario), scenario)) is None
    told = scenario.model_dump(exclude_defaults=True)
    scenario = Scenario.model_validate({**told, **changes})
    assert why_not(build_problem(region, build_travel(region, scenario), scenario)) is not None


def test_groups_that_a_place_cannot_fill_are_left_to_others() -> None:
    _, scenario = towns(random.Random(1))
    for values in ({"group_min_persons": 40}, {"group_max_persons": 5}):
        other = make_region(
            programmes=[
                make_programme("p1", **{"group_min_persons": 1, "group_max_persons": 900, **values})
            ]
        )
        problem = build_problem(other, build_travel(other, scenario), scenario)
        assert why_not(problem) is not None
