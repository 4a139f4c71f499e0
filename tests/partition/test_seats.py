"""Few large units: a division at once, and the MILP by seats that proves the best one."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from benchmarks import districting
from planner.errors import InfeasibleError
from planner.plan import Status
from planner.solve import solve
from planner.solve.base.milp import solve_milp
from planner.solve.districting import partition
from planner.solve.districting.areas import Areas, areas_of
from planner.solve.districting.columns import make_master
from planner.solve.districting.hess import divide_by_seats
from planner.solve.districting.start import Cluster, first_division
from planner.solve.solver.highs import Limits
from planner.travel import build_travel
from planner.verify import verify_plan
from tests.partition.cases import problem_of, regions, scenarios
from tests.partition.test_pockets import problem

QUIET = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]

PERSONS = {f"m{n:02d}": 9 + (7 * n) % 11 for n in range(1, 26)}
GRID = [(f"m{n:02d}", f"m{n + 1:02d}") for n in range(1, 26) if n % 5] + [
    (f"m{n:02d}", f"m{n + 5:02d}") for n in range(1, 21)
]
"""Five by five."""


@pytest.fixture(scope="module")
def always_by_seats() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(partition, "FEW_MEMBERS", -1.0)
        yield


@pytest.mark.usefixtures("always_by_seats")
@settings(
    max_examples=60, deadline=None, derandomize=True, print_blob=True, suppress_health_check=QUIET
)
@given(st.data())
def test_finds_what_the_plain_milp_proves(data: st.DataObject) -> None:
    region = data.draw(regions(most=5))
    scenario = data.draw(scenarios(region))
    stated = problem_of(region, scenario)
    try:
        plain = solve_milp(stated, Limits(gap=0.0))
    except InfeasibleError:
        with pytest.raises(InfeasibleError):
            solve(stated, gap=0.0)
        return
    mine = solve(stated, gap=0.0)
    assert not verify_plan(region, build_travel(region, scenario), scenario, mine)
    note(f"{mine.stages} against {plain.stages}")
    for here, there in zip(mine.stages, plain.stages, strict=True):
        assert here.bound <= here.value + 1e-9
        assert here.gap <= 1e-5
        if scenario.threshold.tolerance_share and here.name == "shortfall":
            continue  # anything up to the tolerance is as good
        assert here.value == pytest.approx(there.value, rel=1e-5, abs=1e-3)


def connected(areas: Areas, cluster: Cluster) -> bool:
    _, members = cluster
    found, edge = {members[0]}, [members[0]]
    while edge:
        new = areas.neighbours[edge.pop()] & set(members) - found
        found |= new
        edge += new
    return found == set(members)


@pytest.mark.parametrize("units", [2, 3, 4])
def test_a_first_division_is_one_and_always_the_same(units: int) -> None:
    total = sum(PERSONS.values())
    low, high = floor(0.95 * total / units), ceil(1.05 * total / units)
    areas = areas_of(problem(PERSONS, GRID, persons_min=low, persons_max=high), low)
    found = first_division(areas, (units, units), frozenset())
    assert found is not None
    assert found == first_division(areas, (units, units), frozenset())
    assert len(found) == units
    assert sorted(i for _, members in found for i in members) == list(range(25))
    for unit, members in found:
        assert areas.seat[unit] in members
        assert areas.low <= sum(areas.size[i] for i in members) <= areas.high
        assert connected(areas, (unit, members))


def test_no_first_division_where_the_number_of_units_does_not_fit() -> None:
    half = sum(PERSONS.values()) // 2 + 1
    areas = areas_of(problem(PERSONS, GRID, persons_min=half, persons_max=2 * half), half)
    assert first_division(areas, (2, 2), frozenset()) is None


def test_a_search_by_seats_that_is_ended_keeps_the_first_division_and_claims_nothing() -> None:
    stated = problem(PERSONS, GRID, persons_min=100, persons_max=130)
    areas = areas_of(stated, 100)
    start = first_division(areas, (1, 25), frozenset())
    assert start is not None
    master = make_master(stated, areas, 0.0)
    ended = divide_by_seats(master, start, Limits(0.0), lambda: None, lambda _: True)
    whole = divide_by_seats(master, start, Limits(0.0), lambda: None, lambda _: False)
    assert (ended.clusters, ended.bound) == (start, 0.0)
    assert whole.bound == pytest.approx(whole.value, rel=1e-6)
    assert whole.value <= ended.value
    assert whole.clusters is not None
    assert all(connected(areas, one) for one in whole.clusters)


@pytest.mark.parametrize(("units", "share"), [(2, 0.005), (3, 0.05)])
def test_new_mexico_in_few_units_is_proven(units: int, share: float) -> None:
    data = districting.folder()
    if data is None:
        pytest.skip("the county instances are not beside the checkout; they are no part of it")
    one = districting.instances(data)[0]
    total = 3 * (one.persons_min + one.persons_max) // 2
    low, high = ceil((1 - share) * total / units), floor((1 + share) * total / units)
    asked = districting.Instance("NM", True, low, high, units, 0.0)
    region, travel, scenario, stated = districting.stated(data, asked)
    plan = solve(stated)
    assert plan.status is Status.OPTIMAL
    assert len(plan.units) == units
    assert not verify_plan(region, travel, scenario, plan)


def test_that_no_division_exists_is_proven() -> None:
    """Only the unit with the five in the middle comes to between 81 and 89; all 245 need three."""
    tens = {**dict.fromkeys(PERSONS, 10), "m13": 5}
    with pytest.raises(InfeasibleError, match="proven"):
        solve(problem(tens, GRID, persons_min=81, persons_max=89))
