"""Venues that fill up: there is a plan at once, it keeps the rooms, and a limit leaves a true bound."""

from __future__ import annotations

import numpy as np
import pytest

from planner.plan import Status
from planner.problem.classical import Classic, capacitated_p_median
from planner.solve import solve
from planner.solve.location.allocate import allocated
from planner.solve.location.costs import costs_of
from planner.verify import verify_plan


def made(customers: int, sites: int, seed: int, filled: float = 0.85) -> Classic:
    """Customers in a square, each a site with the same room; distances are whole numbers."""
    random = np.random.default_rng(seed)
    at, demand = random.integers(1, 101, (customers, 2)), random.integers(1, 21, customers)
    room = int(np.ceil(demand.sum() / (sites * filled)))
    apart = np.floor(np.sqrt(((at[:, None] - at[None]) ** 2).sum(axis=2))) / demand[:, None]
    ids = [f"{n:03d}" for n in range(customers)]
    table = {i: dict(zip(ids, row, strict=True)) for i, row in zip(ids, apart.tolist(), strict=True)}
    persons = {i: int(n) for i, n in zip(ids, demand, strict=True)}
    return capacitated_p_median(persons, table, sites, dict.fromkeys(ids, room))


@pytest.mark.parametrize("seed", range(4))
def test_what_is_shared_out_keeps_the_rooms(seed: int) -> None:
    costs = costs_of(made(40, 5, seed).problem)
    assert costs is not None
    assert costs.rooms is not None
    persons, rooms = costs.persons.astype(np.intp), costs.rooms.astype(np.intp)
    found = allocated(costs, persons, rooms, np.arange(5), lambda: False)
    assert found is not None
    value, serves = found
    used = [v for v in serves if v is not None]
    assert len(used) == 40  # nobody has anywhere else to go
    assert len(set(used)) <= 5
    for v in set(used):
        assert persons[[i for i, w in enumerate(serves) if w == v]].sum() <= rooms[v]
    assert value == pytest.approx(sum(costs.ways[v, i] for i, v in enumerate(used)))
    assert allocated(costs, persons, rooms, np.arange(5), lambda: False) == found


def test_a_limit_leaves_a_plan_and_the_bound_that_prices_prove() -> None:
    one = made(120, 12, 3)
    plan = solve(one.problem, seconds_max=1.5)
    assert not verify_plan(one.region, one.travel, one.scenario, plan)
    [stage] = [stage for stage in plan.stages if stage.name == one.objective]
    assert stage.bound > 0.8 * stage.value
    assert stage.status in (Status.STOPPED, Status.OPTIMAL)
