"""Published optima of county districting, and Norway as far as a test has time for it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import districting, norway
from planner.errors import InfeasibleError
from planner.problem import build_problem
from planner.scenario import effective_region
from planner.scenario.schema import Scenario
from planner.solve import solve
from planner.travel import build_travel
from planner.verify import verify_plan


def data_or_skip(found: Path | None, what: str) -> Path:
    if found is None:
        pytest.skip(f"the {what} are not beside the checkout; they are no part of it")
    return found


@pytest.mark.parametrize("contiguous", [True, False])
def test_new_mexico_has_its_published_optimum(contiguous: bool) -> None:
    data = data_or_skip(districting.folder(), "county instances")
    [instance] = [
        one for one in districting.instances(data) if one.state == "NM" and one.contiguous == contiguous
    ]
    region, travel, scenario, problem = districting.stated(data, instance)
    plan = solve(problem)
    assert not verify_plan(region, travel, scenario, plan)
    assert plan.method == "partition"
    assert len(plan.units) == instance.districts
    [distance] = [stage for stage in plan.stages if stage.name == scenario.objectives[-1]]
    assert distance.value == pytest.approx(instance.optimum, rel=1e-9)
    assert plan.gap <= 1e-9


@pytest.mark.parametrize(("counties", "units"), [(norway.TROMS, 4), (norway.NORTH, 15)])
def test_the_north_is_divided_within_the_gap(counties: tuple[str, ...], units: int) -> None:
    data = data_or_skip(norway.folder(), "tables of Norway")
    scenario = norway.scenario()
    region = effective_region(norway.region(data, counties), scenario)
    travel = build_travel(region, scenario)
    plan = solve(build_problem(region, travel, scenario))
    assert not verify_plan(region, travel, scenario, plan)
    assert plan.method == "partition"
    assert plan.gap <= 0.001
    assert len(plan.units) == units


def test_the_country_has_391_areas_and_six_pockets_where_large_ones_stand_alone() -> None:
    data = data_or_skip(norway.folder(), "tables of Norway")
    whole = norway.region(data)
    assert len(whole.municipalities) == 391
    assert whole.persons == 5_585_868
    small = [c for c, one in whole.municipalities.items() if one.persons <= 40_000]
    region = replace(whole, scopes={"all": tuple(small)})
    scenario: Scenario = norway.scenario()
    region = effective_region(region, scenario)
    problem = build_problem(region, build_travel(region, scenario), scenario)
    with pytest.raises(InfeasibleError) as error:
        solve(problem)
    names = {"Karlsøy", "Hvaler", "Sula", "Giske", "Utsira", "Fedje"}
    codes = {c for c in small if whole.municipalities[c].name in names}
    told = [reason for reason in error.value.reasons if "no neighbour to join" in reason]
    assert len(codes) == len(told) == len(names)
    assert all(any(code in reason for reason in told) for code in codes)
