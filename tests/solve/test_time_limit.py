"""A plan stopped by the clock: its value is a plan's, and its bound holds for every plan."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

from planner.errors import InfeasibleError, NoPlanError
from planner.plan import Status, relative_gap
from planner.problem import build_problem
from planner.region.types import Region
from planner.scenario.schema import Scenario
from planner.solve import solve
from planner.solve.base.milp import solve_milp
from planner.solve.base.solution import to_plan
from planner.solve.infeasible.reasons import certain_reasons
from planner.solve.solver.highs import Limits
from planner.travel import build_travel
from planner.verify import verify_plan
from tests.model.cases import problem_of
from tests.small_region import make_programme, make_region, make_unit, make_venue, small_problems
from tests.solve.hard import hard_problem


def test_a_hard_problem_is_stopped_with_an_honest_gap() -> None:
    start = time.monotonic()
    plan = solve(hard_problem(towns=20, venues=15), seconds_max=2.5)
    assert time.monotonic() - start < 20
    assert plan.method == "milp"
    assert plan.status is Status.STOPPED
    assert plan.gap > 1e-5
    # which stage the clock meets depends on the machine; the last is never proved in any such time
    first = next(n for n, stage in enumerate(plan.stages) if stage.status is Status.STOPPED)
    met, *unsearched = plan.stages[first:]
    assert 0 <= met.bound < met.value
    assert met.gap == relative_gap(met.value, met.bound)
    for stage in unsearched:  # never searched: the plan's own value, and nothing proved
        assert (stage.bound, stage.status) == (0.0, Status.STOPPED)
    assert plan.stages[-1].value == len(plan.venues_in_use)


def test_a_wanted_gap_is_reported_as_such() -> None:
    plan = solve(hard_problem(towns=8, venues=6), gap=0.1, seconds_max=20)
    travel = next(stage for stage in plan.stages if stage.name == "travel")
    assert travel.status in (Status.WITHIN_GAP, Status.OPTIMAL)
    assert travel.gap <= 0.1
    assert travel.bound >= 0.9 * travel.value - 1e-6


def test_more_time_never_proves_less() -> None:
    """The bound of a short search holds for the plan of a longer one, and the other way round."""
    problem = hard_problem(towns=12, venues=9)
    short, longer = (
        next(s for s in solve(problem, seconds_max=seconds).stages if s.name == "travel")
        for seconds in (0.7, 2.5)
    )
    for bound, value in ((short.bound, longer.value), (longer.bound, short.value)):
        assert bound <= value + 1e-6


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    print_blob=True,
)
@given(
    small_problems(
        assignment="any", courses_max=6, venues_max=5, municipalities_max=6, programmes_max=3
    ),
    st.sampled_from((0.0, 0.02, 0.04)),
)
def test_bounds_hold_wherever_the_clock_stops(case: tuple[Region, Scenario], seconds: float) -> None:
    region, scenario = case
    travel = build_travel(region, scenario)
    problem = build_problem(region, travel, scenario)
    assume(not certain_reasons(problem))
    try:
        exact = solve_milp(problem, Limits(gap=0.0, seconds=10))
        cut_short = solve_milp(problem, Limits(gap=0.0, seconds=seconds))
    except (NoPlanError, InfeasibleError):
        assume(False)
    plans = [
        solve(problem, gap=0.0, seconds_max=1e-9),
        to_plan(problem, cut_short.solution, cut_short.stages, "milp", ()),
    ]
    for plan in plans:
        event(f"{plan.method} {plan.status}")
        assert verify_plan(region, travel, scenario, plan) == ()
        for found, best in zip(plan.stages, exact.stages, strict=True):
            room = 1e-3 + 2e-5 * abs(best.value)
            # a bound holds given the stages before, and those were as good as can be up to here
            assert found.bound <= best.value + room, (found, best)
            if found.name == "shortfall" or abs(found.value - best.value) <= room:
                continue
            assert found.value > best.value, (found, best)
            assert found.status is Status.STOPPED, (found, best)
            break


def many_towns() -> Region:
    """Towns with a room each, and people for more courses than can be looked at in a moment."""
    codes = [f"m{n:02d}" for n in range(15)]
    return make_region(
        {code: (1000 + 10 * n,) for n, code in enumerate(codes)},
        units=[make_unit("u_all", "m00_a", codes)],
        venues=[make_venue(f"v{code}", f"{code}_a") for code in codes],
        programmes=[make_programme("p1", group_min_persons=14, group_max_persons=24)],
        participants_per_1000={"low": 5.0},
    )


@pytest.mark.parametrize("seconds", [1e-9, 0.05])
def test_a_programme_whose_search_is_cut_short(seconds: float) -> None:
    problem = problem_of(many_towns(), objectives=["unmet", "travel"])
    exact = next(stage for stage in solve(problem).stages if stage.name == "travel")
    assert exact.status is Status.OPTIMAL
    plan = solve(problem, seconds_max=seconds)
    travel = next(stage for stage in plan.stages if stage.name == "travel")
    assert plan.method == "by_programme"
    assert travel.bound <= exact.value <= travel.value
    if seconds < 1e-6:  # a quick machine may be done in the longer time, though not have proved it
        assert travel.status is Status.STOPPED
        assert exact.value < travel.value
