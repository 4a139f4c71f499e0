"""Published instances are solved to their published optima, and spopt finds the same on small ones."""

from __future__ import annotations

import random

import pytest

from benchmarks import classical
from planner.plan import Status
from planner.problem.classical import p_centre, p_median
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


@pytest.mark.parametrize(("name", "longest"), [("pmed4", 74), ("pmed5", 48)])
def test_the_p_centre_of_a_published_graph_has_its_optimum(name: str, longest: float) -> None:
    """Optima of the p-centre on these graphs: M. S. Daskin (2000), and others since."""
    data = classical.folder()
    if data is None:
        pytest.skip("the published instances are not beside the checkout; they are no part of it")
    one = classical.instance(data, name)
    customers = [f"{number:04d}" for number in range(len(one.demand))]
    rows = zip(customers, one.distances.tolist(), strict=True)
    table = {i: dict(zip(customers, row, strict=True)) for i, row in rows}
    classic = p_centre(dict.fromkeys(customers, 1), table, one.sites)
    plan = solve(classic.problem)
    assert not verify_plan(classic.region, classic.travel, classic.scenario, plan)
    assert plan.status is Status.OPTIMAL
    assert classic.value(plan) == longest


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
