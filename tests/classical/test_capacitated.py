"""Sites that are full: the capacitated p-median, a customer keeping to one site."""

from __future__ import annotations

import random

import pytest

from planner.plan import Status
from planner.problem.classical import Classic, capacitated_p_median
from planner.solve import solve
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
        # nobody can serve all: the fewest are left out, and that is proven
        plan = solve(classic.problem)
        assert next(stage for stage in plan.stages if stage.name == "unmet").value > 0.5
    else:
        plan = solve(classic.problem)
        assert classic.value(plan) == pytest.approx(expected, abs=1e-4)
        assert len(classic.served_by(plan)) == len(classic.problem.place_code)
    assert plan.status is Status.OPTIMAL
    assert not verify_plan(classic.region, classic.travel, classic.scenario, plan)
