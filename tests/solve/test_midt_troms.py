"""On the real region: figures that stay, and the plain MILP proving them anew."""

from __future__ import annotations

from functools import cache

import pytest

from planner.plan import EXACT_GAP, Plan, Status
from planner.problem import Problem, build_problem
from planner.region import read_region
from planner.scenario import effective_region, read_scenario
from planner.solve import solve
from planner.solve.base.milp import solve_milp
from planner.solve.solver.highs import Limits
from planner.travel import build_travel
from planner.verify import verify_plan

UP_TO_TRAVEL = ("outside", "shortfall", "unmet", "travel")


@cache
def problem_of(name: str, *overrides: str) -> Problem:
    scenario = read_scenario(name, overrides).scenario
    region = effective_region(read_region(scenario.region), scenario)
    return build_problem(region, build_travel(region, scenario), scenario)


def travel_of(plan: Plan) -> float:
    (stage,) = (stage for stage in plan.stages if stage.name == "travel")
    assert stage.status is Status.OPTIMAL
    assert stage.gap <= EXACT_GAP
    return stage.value


def test_lokta_at_low_demand_and_its_proof() -> None:
    """710.5373 hours a year: by programme in a moment, and as one MILP of everything."""
    problem = problem_of("alt-2-lokta")
    plan = solve(problem)
    assert plan.method == "by_programme"
    assert travel_of(plan) == pytest.approx(710.5373, abs=1e-3)
    exact = solve_milp(problem, Limits(gap=1e-6, seconds=60), UP_TO_TRAVEL, ties=False)
    (travel,) = (stage for stage in exact.stages if stage.name == "travel")
    assert travel.gap <= 1e-5
    assert travel_of(plan) == pytest.approx(travel.value, rel=1e-5)
    assert travel_of(plan) >= travel.bound - 1e-4


@pytest.mark.parametrize("name", ["alt-3-senjalegen", "alt-4b-catchment"])
def test_smaller_units_and_their_proof(name: str) -> None:
    problem = problem_of(name)
    plan = solve(problem)
    exact = solve_milp(problem, Limits(gap=1e-6, seconds=60))
    for found, best in zip(plan.stages, exact.stages, strict=True):
        assert found.value == pytest.approx(best.value, rel=2e-5, abs=1e-3), found.name
        assert found.bound <= best.value * (1 + 1e-5) + 1e-3


def test_an_organisation_by_itself_costs_no_travel_but_venues_in_use_do() -> None:
    lokta, new_unit = (travel_of(solve(problem_of(name))) for name in ("alt-2-lokta", "alt-1-new-unit"))
    assert new_unit == pytest.approx(lokta, abs=1e-6)
    pilot, unforced = (solve(problem_of("pilot", *parts)) for parts in ((), ("venues.in_use=[]",)))
    assert set(problem_of("pilot").scenario.venues.in_use) <= set(pilot.venues_in_use)
    assert travel_of(pilot) >= travel_of(unforced) - 1e-6


def test_today_is_the_way_to_the_hospital_and_nothing_to_decide() -> None:
    problem = problem_of("alt-0-today")
    plan = solve(problem)
    hours = sum(
        participants
        * min(
            problem.services[s].trips_per_course * minutes * 2 / 60
            for s, minutes in problem.specialist_minutes[k][i].items()
        )
        for k, by_place in problem.demand.items()
        for i, participants in by_place.items()
        if problem.specialist_minutes[k].get(i)
    )
    assert travel_of(plan) == pytest.approx(hours, rel=1e-9)
    assert not plan.courses


def test_the_plan_of_the_plain_milp_passes_the_verifier() -> None:
    from planner.solve.base.solution import to_plan

    scenario = read_scenario("alt-3-senjalegen").scenario
    region = effective_region(read_region(scenario.region), scenario)
    travel = build_travel(region, scenario)
    problem = build_problem(region, travel, scenario)
    solved = solve_milp(problem, Limits(gap=1e-6, seconds=60))
    plan = to_plan(problem, solved.solution, solved.stages, "milp", ())
    assert verify_plan(region, travel, scenario, plan) == ()
