"""Sites that are full: the capacitated p-median, a customer keeping to one site."""

from __future__ import annotations

import random
from itertools import product
from math import inf

import numpy as np
import pytest

from planner.errors import InfeasibleError
from planner.plan import Status
from planner.problem.classical import Classic, capacitated_p_median
from planner.solve import solve
from planner.solve.location.costs import Costs
from planner.solve.location.full import choose_full, fewest_full
from planner.solve.solver.highs import Limits
from planner.verify import verify_plan
from tests.classical import brute


def stated(seed: int) -> tuple[Classic, float | None]:
    """A small instance, and the least distance of every way to serve it (None: there is none)."""
    draw = random.Random(seed)
    sites = [f"s{n}" for n in range(draw.randint(2, 4))]
    demand = {f"c{n}": draw.randint(1, 9) for n in range(draw.randint(2, 5))}
    distances = {i: {v: float(draw.randint(0, 30)) for v in sites} for i in demand}
    everybody = sum(demand.values())
    capacities = {v: draw.randint(everybody // 3 + 1, everybody) for v in sites}
    most = draw.randint(1, len(sites))
    classic = capacitated_p_median(demand, distances, most, capacities)
    return classic, brute.capacitated_p_median(demand, distances, most, capacities)


@pytest.mark.parametrize("seed", range(12))
def test_optima_are_those_of_all_ways_to_serve(seed: int) -> None:
    classic, expected = stated(seed)
    if expected is None:
        with pytest.raises(InfeasibleError):
            solve(classic.problem)
        return
    plan = solve(classic.problem)
    assert plan.method == "location"
    assert classic.value(plan) == pytest.approx(expected, abs=1e-4)
    assert len(classic.served_by(plan)) == len(classic.problem.place_code)
    assert plan.status is Status.OPTIMAL
    assert not verify_plan(classic.region, classic.travel, classic.scenario, plan)


def drawn(seed: int) -> Costs:
    """A small table with rooms: whole or not, with or without specialists, costs of venues."""
    draw = np.random.default_rng(seed)
    venues, places = int(draw.integers(1, 4)), int(draw.integers(1, 6))
    ways, fixed = draw.random((venues, places)) * 50, draw.random(venues) * draw.choice([0, 30])
    away = np.where(draw.random(places) < draw.choice([0, 0.5, 1]), draw.random(places) * 60, inf)
    if draw.random() < 0.5:
        ways, fixed, away = np.round(ways), np.round(fixed), np.round(away)
    persons = np.round(draw.random(places) * 8 + 1)
    rooms = np.floor(draw.random(venues) * persons.sum() + persons.max() / 2)
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
        most=int(draw.integers(1, venues + 1)),
        persons=persons,
        rooms=rooms,
    )


def every_way(costs: Costs) -> list[tuple[float, int]]:
    """(value, number of venues) of every way to serve all places within the rooms."""
    assert costs.rooms is not None
    found = []
    for serves in product([None, *range(len(costs.venue_ids))], repeat=len(costs.place_ids)):
        used = {v for v in serves if v is not None}
        loads = {v: sum(costs.persons[i] for i, w in enumerate(serves) if w == v) for v in used}
        if len(used) > costs.most or any(loads[v] > costs.rooms[v] for v in used):
            continue
        value = sum(costs.away[i] if v is None else costs.ways[v, i] for i, v in enumerate(serves))
        found.append((value + sum(costs.fixed[v] for v in used), len(used)))
    return [(value, count) for value, count in found if value < inf]


def test_value_bound_and_venues_are_those_of_every_way() -> None:
    limits = Limits(gap=0.0)
    for seed in range(60):
        costs = drawn(seed)
        every = every_way(costs)
        found = choose_full(costs, lambda: limits, lambda: False)
        if not every:
            assert found is None, seed
            continue
        assert found is not None, seed
        least = min(value for value, _ in every)
        assert found.value == pytest.approx(least, abs=1e-4), seed
        assert found.value - 1e-4 <= found.bound <= least + 1e-6, seed
        fewer, bound = fewest_full(costs, found, lambda: limits, lambda: False)
        count = len({v for v in fewer.serves if v is not None})
        fewest = min(number for value, number in every if value <= least + 2e-4)
        assert bound == count == fewest, seed


def test_stopped_at_once_nothing_is_claimed() -> None:
    for seed in range(30):
        costs = drawn(seed)
        least = min((value for value, _ in every_way(costs)), default=inf)
        found = choose_full(costs, lambda: Limits(gap=0.0), lambda: True)
        assert found is None or found.bound <= least + 1e-6 <= found.value + 2e-4
