"""The front against brute force on random small problems: no point beaten, none missing."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, note, reject, settings
from hypothesis import strategies as st

from planner.decide.pareto_scenario import pareto
from planner.decide.pareto_types import Front
from planner.errors import InfeasibleError, InputError
from planner.region.types import Region
from planner.scenario.schema import Scenario
from planner.travel.types import Travel
from tests.decide_pareto.trades import trades
from tests.oracle import best_course_plan
from tests.oracle.courses import brute_values
from tests.small_region import shortest_ways, small_problems

HUNT = int(os.environ.get("HUNT", "0"))
STEP = 0.15

ROOM = {"travel": 2e-3, "cost": 0.2, "reach": 1e-3, "equity": 2e-2, "worst_travel": 1e-4, "unmet": 1e-4}
"""How far two values of the same may lie apart: the optimiser holds a stage to a millionth."""


def drawn(examples: int, problems: st.SearchStrategy[tuple[Region, Scenario]]) -> Any:
    def decorate(test: Any) -> Any:
        return settings(
            max_examples=HUNT or examples,
            deadline=None,
            derandomize=not HUNT,
            database=None,
            phases=(Phase.generate, *([Phase.shrink] if HUNT else [])),
            print_blob=True,
            suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
        )(given(problems)(test))

    return decorate


def front_of(region: Region, scenario: Scenario, objectives: tuple[str, ...]) -> Front | None:
    try:
        return pareto(region, scenario, objectives, resolution=STEP)
    except InfeasibleError:
        return None
    except InputError:  # drawn for the model, where the scenario's own check would refuse it
        reject()


def brute(
    region: Region, travel: Travel, scenario: Scenario, order: tuple[str, ...], **limits: float
) -> dict[str, float] | None:
    if min(limits.values(), default=0.0) < 0:  # nothing comes to less than nothing
        return None
    whole = order if "unmet" in order else ("unmet", *order)
    asked = scenario.model_copy(update={"objectives": whole, "limits": limits})
    found = best_course_plan(region, travel, asked)
    return None if found is None else dict(found.values)


def same(name: str, one: float, other: float) -> bool:
    return abs(one - other) <= ROOM[name] + 1e-5 * abs(other)


def beaten(values: dict[str, float], by: dict[str, float], objectives: tuple[str, ...]) -> bool:
    """No worse in any, and better in one by more than rounding."""
    no_worse = all(by[f] <= values[f] + ROOM[f] for f in objectives)
    return no_worse and any(by[f] < values[f] - 2 * ROOM[f] - 1e-5 * values[f] for f in objectives)


def check_walk(region: Region, scenario: Scenario, objectives: tuple[str, str]) -> Front | None:
    """Between two neighbours on a front of two, brute force finds nothing."""
    travel = shortest_ways(region, scenario)
    front = front_of(region, scenario, objectives)
    first, second = objectives
    least = brute(region, travel, scenario, (first, second))
    if front is None or least is None:
        assert front is None
        assert least is None
        return None
    note(str([dict(p.values) for p in front.points]))
    assert front.complete
    assert all(p.proven for p in front.points)
    assert same(first, front.points[0].values[first], least[first])
    assert front.points[0].values[second] <= least[second] + ROOM[second]
    last = brute(region, travel, scenario, (second, first))
    assert last is not None
    assert same(second, front.points[-1].values[second], last[second])
    unmet = {} if "unmet" in objectives else {"unmet": least["unmet"] + 1e-6}
    for here, there in zip(front.points, [*front.points[1:], None], strict=True):
        bound = here.values[second] - front.steps[second]
        if bound < last[second] - ROOM[second]:
            continue
        tighter = brute(region, travel, scenario, (first, second), **{second: bound}, **unmet)
        if there is None:
            assert tighter is None or tighter[second] >= last[second] - ROOM[second]
        elif tighter is not None:
            assert tighter[first] >= there.values[first] - ROOM[first] - 1e-5 * tighter[first]
    return front


def every_plan(
    region: Region, scenario: Scenario, objectives: tuple[str, ...]
) -> Iterator[dict[str, float]]:
    """The values of the best plans for every number of courses, whatever comes first."""
    travel = shortest_ways(region, scenario)
    for start in range(len(objectives)):
        order = (*objectives[start:], *objectives[:start])
        asked = scenario.model_copy(update={"objectives": ("unmet", *order)})
        yield from brute_values(region, travel, asked)


def check_cover(region: Region, scenario: Scenario, objectives: tuple[str, ...]) -> Front | None:
    """No plan of brute force beats a point, and each is reached by a point to within the steps."""
    front = front_of(region, scenario, objectives)
    if front is None:
        return None
    plans = list(every_plan(region, scenario, objectives))
    unmet = min(plan["unmet"] for plan in plans)
    points = [dict(point.values) for point in front.points]
    note(str(points))
    assert front.complete
    for plan in plans:
        if plan["unmet"] > unmet + 1e-6:
            continue
        assert not any(beaten(point, plan, objectives) for point in points), plan
        assert any(
            all(
                point[f] <= plan[f] + front.steps.get(f, 0.0) + ROOM[f] + 1e-5 * plan[f]
                for f in objectives
            )
            for point in points
        ), plan
    for n, point in enumerate(points):
        assert not any(beaten(point, other, objectives) for m, other in enumerate(points) if m != n)
    return front


def test_travel_and_cost_where_only_rooms_tie() -> None:
    seen: Counter[str] = Counter()

    @drawn(8, trades(programmes_max=1))
    def check(problem: tuple[Region, Scenario]) -> None:
        front = check_walk(*problem, ("travel", "cost"))
        assert front is not None
        seen["several"] += len(front.points) > 1
        seen["many"] += len(front.points) > 3
        seen.update({point.solved.plan.method for point in front.points})

    check()
    assert seen["trade_off"] >= 8
    assert seen["several"] > 0
    assert seen["many"] >= 1


@pytest.mark.parametrize(
    "objectives",
    [("travel", "cost"), ("travel", "reach"), ("travel", "equity"), ("cost", "worst_travel")],
)
def test_pairs_that_the_milp_solves(objectives: tuple[str, str]) -> None:
    seen: Counter[str] = Counter()

    @drawn(4, trades(tied=True, programmes_max=1))
    def check(problem: tuple[Region, Scenario]) -> None:
        front = check_walk(*problem, objectives)
        seen["several"] += front is not None and len(front.points) > 1
        seen["found"] += front is not None

    check()
    assert seen["found"] > 1


@pytest.mark.parametrize("objectives", [("travel", "cost"), ("travel", "cost", "reach")])
def test_every_plan_is_covered_and_none_beats_a_point(objectives: tuple[str, ...]) -> None:
    seen: Counter[str] = Counter()

    @drawn(6, trades(programmes_max=1))
    def check(problem: tuple[Region, Scenario]) -> None:
        front = check_cover(*problem, objectives)
        seen["several"] += front is not None and len(front.points) > 1

    check()
    assert seen["several"] > 0


def test_random_problems_of_every_kind() -> None:
    """Units of several kinds, joined groups, rooms that are tied: whatever method there is."""

    @drawn(4, small_problems(assignment="fixed", municipalities_max=3, courses_max=2))
    def check(problem: tuple[Region, Scenario]) -> None:
        check_walk(*problem, ("travel", "cost"))

    check()
