"""A search that begins from an earlier plan is never left with less, and proves no more than it did."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings

from planner.errors import InfeasibleError, NoPlanError
from planner.plan import CourseInPlan, Plan, Status
from planner.problem import Problem, build_problem
from planner.region.types import Region
from planner.scenario.schema import Scenario
from planner.solve import solve
from planner.solve.base.stages import slack
from planner.travel import build_travel
from planner.verify import verify_plan
from tests.model.cases import problem_of, two_towns
from tests.small_region import small_problems
from tests.solve.hard import hard_problem

NO_TIME = 1e-9


def values(plan: Plan) -> list[float]:
    return [stage.value for stage in plan.stages]


def test_a_milp_that_has_no_time_gives_the_plan_that_it_began_from() -> None:
    problem = hard_problem(towns=6, venues=4)
    best = solve(problem)
    assert best.method == "milp"
    with_start = solve(problem, seconds_max=NO_TIME, start=best)
    assert with_start.method == "milp"
    assert values(with_start) == pytest.approx(values(best), rel=1e-5)
    assert all(s.bound <= s.value for s in with_start.stages)


def test_a_programme_whose_search_is_cut_short_keeps_the_earlier_plan() -> None:
    problem = problem_of(two_towns())
    best = solve(problem)
    assert best.status is Status.OPTIMAL
    without = solve(problem, seconds_max=NO_TIME)
    assert without.method == "by_programme"
    assert values(without) > values(best)
    with_start = solve(problem, seconds_max=NO_TIME, start=best)
    assert values(with_start) == pytest.approx(values(best))
    assert with_start.status is Status.STOPPED
    for stage, exact in zip(with_start.stages, best.stages, strict=True):
        assert stage.bound <= exact.value + 1e-6


def test_a_start_changes_nothing_where_there_is_time() -> None:
    problem = problem_of(two_towns())
    best = solve(problem)
    assert solve(problem, start=solve(problem, seconds_max=NO_TIME)) == best
    assert solve(problem, start=best) == best


@pytest.mark.parametrize("problem", [hard_problem(towns=5, venues=3), problem_of(two_towns())])
def test_courses_that_the_rules_forbid_are_no_start(problem: Problem) -> None:
    best = solve(problem)
    unheard = CourseInPlan("no_programme", "no_venue", "no_unit", 3, 1)
    courses = tuple(replace(row, courses=row.courses + 1000) for row in best.courses)
    for wrong in (replace(best, courses=(*best.courses, unheard)), replace(best, courses=courses)):
        assert values(solve(problem, start=wrong)) == pytest.approx(values(best), rel=1e-5)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)
@given(small_problems(assignment="any", courses_max=4, venues_max=3, municipalities_max=4))
def test_random_plans_are_kept_by_a_search_without_time(case: tuple[Region, Scenario]) -> None:
    region, scenario = case
    travel = build_travel(region, scenario)
    problem = build_problem(region, travel, scenario)
    try:
        best = solve(problem, seconds_max=20)
    except (InfeasibleError, NoPlanError):
        assume(False)
    assume(best.status is not Status.STOPPED)
    kept = solve(problem, seconds_max=NO_TIME, start=best)
    assert verify_plan(region, travel, scenario, kept) == ()
    for stage, exact in zip(kept.stages, best.stages, strict=True):
        room = 1e-3 + 2 * slack(problem, stage.name, exact.value) + 2e-5 * abs(exact.value)
        assert stage.value <= exact.value + room, stage.name
        assert stage.bound <= exact.value + room, stage.name
        if stage.value < exact.value - room:
            break
