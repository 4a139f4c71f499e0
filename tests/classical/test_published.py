"""Published instances are solved to their published optima, and spopt finds the same on small ones."""

from __future__ import annotations

import random

import pytest

from benchmarks import classical
from planner.plan import Status
from planner.problem.classical import p_median
from planner.solve import solve
from planner.verify import verify_plan


@pytest.mark.parametrize("name", ["pmed2", "pmed3", "pmed6", "pmedcap1_2"])
def test_a_published_instance_has_its_optimum(name: str) -> None:
    data = classical.folder()
    if data is None:
        pytest.skip("the published instances are not beside the checkout; they are no part of it")
    one = classical.instance(data, name)
    classic = classical.stated(one)
    plan = solve(classic.problem)
    assert not verify_plan(classic.region, classic.travel, classic.scenario, plan)
    assert plan.method == "location"
    assert plan.status is Status.OPTIMAL
    assert classic.value(plan) == one.optimum
    assert len(plan.venues_in_use) == one.sites


@pytest.mark.parametrize("seed", range(3))
def test_spopt_finds_the_same(seed: int) -> None:
    locate = pytest.importorskip("spopt.locate", reason="spopt comes with the extra `bench`")
    pulp = pytest.importorskip("pulp")
    numpy = pytest.importorskip("numpy")
    draw = random.Random(seed)
    customers, sites, most = [f"c{n}" for n in range(7)], [f"s{n}" for n in range(5)], 2
    demand = {i: draw.randint(1, 9) for i in customers}
    distances = {i: {v: draw.uniform(1, 40) for v in sites} for i in customers}
    table = numpy.array([[distances[i][v] for v in sites] for i in customers])
    weights = numpy.array([demand[i] for i in customers])
    model = locate.PMedian.from_cost_matrix(table, weights, p_facilities=most)
    model.solve(pulp.HiGHS(msg=False))
    median = p_median(demand, distances, most)
    expected = pulp.value(model.problem.objective)
    assert median.value(solve(median.problem)) == pytest.approx(expected, rel=1e-5)
