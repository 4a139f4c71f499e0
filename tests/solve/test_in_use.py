"""Venues that must be in use, where nobody would choose them: the least detour, and the MILP agrees."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings

from planner.errors import InfeasibleError
from planner.problem import Problem, build_problem
from planner.region.types import Region
from planner.scenario.schema import Access, Budget, Scenario, Venues
from planner.solve import solve
from planner.solve.base.milp import solve_milp
from planner.solve.infeasible.reasons import certain_reasons
from planner.solve.programmes.by_programme import BY_PROGRAMME
from planner.solve.solver.highs import Limits
from planner.travel import build_travel
from planner.verify import verify_plan
from tests.model.cases import problem_of, two_towns
from tests.small_region import make_programme, make_region, make_unit, make_venue, small_problems


def valley(**values: object) -> Region:
    """One unit, five towns in a row with a room each, most of the people in the middle."""
    codes = [f"m{n}" for n in range(1, 6)]
    given_values: dict[str, object] = {
        "persons": dict(zip(codes, [(400,), (600,), (3000,), (600,), (400,)], strict=True)),
        "units": [make_unit("u_all", "m3_a", codes)],
        "programmes": [
            make_programme(
                f"p{n}", group_min_persons=5, group_max_persons=12, meetings_per_course=n + 1
            )
            for n in range(1, 4)
        ],
        "participants_per_1000": {"low": 9.0},
    }
    return make_region(**{**given_values, **values})  # type: ignore[arg-type]


def stages_of(problem: Problem) -> dict[str, float]:
    return {stage.name: stage.value for stage in solve_milp(problem, Limits(gap=0.0)).stages}


@pytest.mark.parametrize(
    "in_use", [(), ("v_m1",), ("v_m5",), ("v_m1", "v_m5"), ("v_m1", "v_m3", "v_m5")], ids=str
)
def test_venues_that_must_be_in_use_cost_the_least_detour(in_use: tuple[str, ...]) -> None:
    problem = problem_of(valley(), venues={"in_use": list(in_use)}, objectives=["unmet", "travel"])
    plan = solve(problem)
    assert plan.method == "by_programme"
    assert set(in_use) <= set(plan.venues_in_use)
    free = solve(problem_of(valley(), objectives=["unmet", "travel"]))
    found = {stage.name: stage.value for stage in plan.stages}
    assert found["travel"] >= free.stages[2].value - 1e-6
    if in_use and not set(in_use) <= set(free.venues_in_use):
        assert found["travel"] > free.stages[2].value + 1  # the detour is not for nothing
    for name, value in stages_of(problem).items():
        assert found[name] == pytest.approx(value, rel=1e-5, abs=1e-4), name


def test_each_unit_keeps_its_own_venue_in_use() -> None:
    """Two units as in the pilot's two halves, each with a room that must not stand idle."""
    region = valley(
        units=[make_unit("u_w", "m3_a", ["m1", "m2", "m3"]), make_unit("u_e", "m4_a", ["m4", "m5"])],
        participants_per_1000={"low": 24.0},
    )
    problem = problem_of(region, ("u_e", "u_w"), venues={"in_use": ["v_m1", "v_m5"]})
    plan = solve(problem)
    assert {(row.venue_id, row.unit_id) for row in plan.courses} >= {("v_m1", "u_w"), ("v_m5", "u_e")}
    found = {stage.name: stage.value for stage in plan.stages}
    for name, value in stages_of(problem).items():
        assert found[name] == pytest.approx(value, rel=1e-5, abs=1e-4), name


def test_a_venue_that_no_group_can_fill_is_infeasible() -> None:
    few = two_towns(programmes=[make_programme("p1", group_min_persons=20, group_max_persons=30)])
    with pytest.raises(InfeasibleError):
        solve(problem_of(few, venues={"in_use": ["v2"]}))


def test_a_venue_that_suits_no_programme_is_infeasible() -> None:
    region = two_towns(venues=[make_venue("v1", "m1_a"), make_venue("v2", "m2_a", seats=3)])
    with pytest.raises(InfeasibleError):
        solve(problem_of(region, venues={"in_use": ["v2"]}))


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    print_blob=True,
)
@given(
    small_problems(
        assignment="fixed", linking="some", nearest=False, located_anywhere=False, municipalities_max=5
    )
)
def test_forcing_any_venue_is_what_the_milp_finds(case: tuple[Region, Scenario]) -> None:
    region, drawn = case
    rules = drawn.rules.model_copy(
        update={"access": Access(minutes_max=drawn.rules.access.minutes_max)}
    )
    scenario = drawn.model_copy(
        update={
            "units": drawn.units.model_copy(update={"candidates": ("u_all",), "outside": "allowed"}),
            "contiguity": drawn.contiguity.model_copy(update={"on": False}),
            "venues": Venues(in_use=(min(region.venues),)),
            "budget": Budget(),
            "rules": rules,
        }
    )
    travel = build_travel(region, scenario)
    problem = build_problem(region, travel, scenario)
    assume(not certain_reasons(problem) and BY_PROGRAMME.why_not(problem) is None)
    try:
        exact = solve_milp(problem, Limits(gap=0.0))
    except InfeasibleError:
        with pytest.raises(InfeasibleError):
            solve(problem)
        return
    plan = solve(problem)
    assert verify_plan(region, travel, scenario, plan) == ()
    for found, best in zip(plan.stages, exact.stages, strict=True):
        assert found.value == pytest.approx(best.value, rel=2e-5, abs=1e-3), (plan.method, found, best)
