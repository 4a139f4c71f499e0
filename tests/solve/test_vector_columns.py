"""Rooms that fill up and hours that run short: priced columns find what the plain MILP proves."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, product
from math import inf

import numpy as np
import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from planner.errors import InfeasibleError
from planner.plan import Plan, Status
from planner.problem import Problem
from planner.scenario.schema import Budget
from planner.solve import solve
from planner.solve.base.milp import solve_milp
from planner.solve.programmes import column_generation as vector_columns
from planner.solve.programmes import room_columns
from planner.solve.programmes.column_generation import Columns, priced_columns
from planner.solve.programmes.course_patterns import SearchStoppedError, search_of
from planner.solve.programmes.linking_constraints import largest_load, meetings_of
from planner.solve.programmes.subproblems import split
from planner.solve.programmes.venue_set_search import Listed, listed
from planner.solve.solver.highs import Limits
from tests.model.cases import problem_of
from tests.small_region import make_programme, make_region, make_unit, make_venue

SETTINGS = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True, derandomize=True
)


@st.composite
def full_problems(
    draw: st.DrawFn,
    rooms_max: int = 2,
    policy: bool = True,
    order: tuple[str, ...] = ("unmet", "travel", "cost"),
) -> Problem:
    """Three or four towns on a random tree, rooms of few meetings, at times few posts."""
    codes = [f"m{n}" for n in range(1, draw(st.integers(3, 4)) + 1)]
    minutes = st.integers(5, 60).map(float)
    roads = [
        (f"{codes[draw(st.integers(0, n - 1))]}_a", f"{codes[n]}_a", draw(minutes))
        for n in range(1, len(codes))
    ]
    least = [draw(st.integers(4, 9)) for _ in range(draw(st.integers(2, 3)))]
    venues = [
        make_venue(
            f"v_{code}{room}",
            f"{code}_a",
            meetings_per_year=float(draw(st.integers(2, 7))),
            nok_per_year=1000.0 * draw(st.integers(1, 9)),
        )
        for code in codes
        for room in range(draw(st.integers(1, rooms_max)))
    ]
    region = make_region(
        {code: (draw(st.integers(300, 2500)),) for code in codes},
        roads=[*roads, (f"{codes[0]}_a", "x_hospital", draw(minutes) + 60)],
        units=[make_unit("u_all", "m1_a", codes, coordinator_fte=draw(st.sampled_from((0.52, 1.0))))],
        venues=venues,
        programmes=[
            make_programme(
                f"p{n}",
                group_min_persons=g,
                group_max_persons=g + draw(st.integers(0, 8)),
                meetings_per_course=draw(st.integers(2, 3)),
                cycle_years=draw(st.sampled_from((1, 1, 2))),
            )
            for n, g in enumerate(least)
        ],
        participants_per_1000={"low": 12.0},
    )
    if not policy:
        return problem_of(region, objectives=["unmet", "travel"])
    mode = draw(st.sampled_from(("report", "hard")))
    asked = draw(
        st.sampled_from(({}, {}, {"count_max": 2}, {"count_max": 3}, {"in_use": [venues[-1].id]}))
    )
    return problem_of(
        region,
        venues=asked,
        rules={"staffing": {"mode": mode}},
        objectives=list(order),
    )


def lists_of(problem: Problem) -> list[Listed]:
    found = []
    for part in split(problem):
        search = search_of(part)
        assert search is not None
        towns = len(search.arrays.venue_ids)
        found.append(listed(search, range(towns), towns, inf, lambda: False))
    return found


@settings(SETTINGS, max_examples=5)
@given(full_problems())
def test_the_plan_is_the_whole_milps(problem: Problem) -> None:
    try:
        expected = solve_milp(problem, Limits(gap=0.0))
    except InfeasibleError:
        with pytest.raises(InfeasibleError):
            solve(problem, gap=0.0)
        return
    plan = solve(problem, gap=0.0)
    event(plan.method)
    assert plan.method == "by_programme"
    assert plan.status is Status.OPTIMAL
    for mine, theirs in zip(plan.stages, expected.stages, strict=True):
        assert mine.value == pytest.approx(theirs.value, rel=2e-5, abs=1e-3), mine.name


@settings(SETTINGS, max_examples=5)
@given(full_problems(order=("unmet", "cost", "travel")))
def test_the_cheapest_plan_is_the_whole_milps(problem: Problem) -> None:
    """Rooms cost something each, so programmes gather in some."""
    try:
        expected = solve_milp(problem, Limits(gap=0.0))
    except InfeasibleError:
        with pytest.raises(InfeasibleError):
            solve(problem, gap=0.0)
        return
    plan = solve(problem, gap=0.0)
    assert plan.method == "cost_first"
    assert plan.status is Status.OPTIMAL
    for mine, theirs in zip(plan.stages, expected.stages, strict=True):
        assert mine.value == pytest.approx(theirs.value, rel=2e-5, abs=1e-3), mine.name


@settings(SETTINGS, max_examples=3)
@given(full_problems(), st.integers(1, 9))
def test_the_quickest_plan_within_a_budget_is_the_whole_milps(problem: Problem, tenths: int) -> None:
    """A budget between what the cheapest plan costs and what the quickest does."""
    try:
        most = cost_of(solve(problem, gap=0.0))
    except InfeasibleError:
        return
    least = cost_of(solve(with_values(problem, objectives=("unmet", "cost", "travel")), gap=0.0))
    nok = least + tenths / 10 * (most - least)
    tight = with_values(problem, budget=Budget(nok_per_year_max=nok))
    plan = solve(tight, gap=0.0)
    event(plan.method)
    assert plan.status is Status.OPTIMAL
    assert cost_of(plan) <= nok * (1 + 1e-6)
    expected = solve_milp(tight, Limits(gap=0.0))
    for mine, theirs in zip(plan.stages[:-2], expected.stages[:-2], strict=True):
        assert mine.value == pytest.approx(theirs.value, rel=2e-5, abs=1e-3), mine.name


def test_a_budget_is_kept_without_the_plain_milp() -> None:
    problem = with_values(tight_problem(), objectives=("unmet", "travel", "cost"))
    quickest = solve(problem)
    cheapest = solve(with_values(problem, objectives=("unmet", "cost", "travel")))
    nok = (cost_of(quickest) + cost_of(cheapest)) / 2
    plan = solve(with_values(problem, budget=Budget(nok_per_year_max=nok)))
    assert plan.method == "within_budget"
    assert plan.gap <= 1e-3
    assert cost_of(plan) <= nok * (1 + 1e-6)
    assert travel_of(quickest) <= travel_of(plan) <= travel_of(cheapest)


def travel_of(plan: Plan) -> float:
    return next(stage.value for stage in plan.stages if stage.name == "travel")


def cost_of(plan: Plan) -> float:
    return next(stage.value for stage in plan.stages if stage.name == "cost")


def with_values(problem: Problem, **values: object) -> Problem:
    return replace(problem, scenario=problem.scenario.model_copy(update=values))


@settings(SETTINGS, max_examples=10)
@given(full_problems(rooms_max=1, policy=False))
def test_no_plan_beats_the_bound_and_the_reduced_costs(problem: Problem) -> None:
    """Every choice of patterns that the rooms hold, one by one."""
    columns = priced_columns(problem, lists_of(problem), lambda: False)
    assert columns is not None
    best = inf
    near = [np.argsort(part.hours, kind="stable")[:20] for part in columns.lists]
    for numbers in product(*near):
        chosen = list(zip(columns.lists, numbers, strict=True))
        if not _fit(problem, columns, numbers):
            continue
        hours = sum(part.search.exact(part.row(int(n))) for part, n in chosen)
        spare = sum(r[n] for r, n in zip(columns.reduced, numbers, strict=True))
        assert hours >= columns.bound + spare - 1e-5
        best = min(best, hours)
    assert best >= columns.bound - 1e-5
    kept = columns.within(best - columns.bound + 1e-5)
    assert all(kept), "patterns of the best plan are listed"


def _fit(problem: Problem, columns: Columns, numbers: tuple[int, ...]) -> bool:
    held: dict[str, float] = {}
    for part, n in zip(columns.lists, numbers, strict=True):
        arrays = part.search.arrays
        for town, courses in part.row(int(n)):
            v = arrays.venue_ids[town]
            more = courses * meetings_of(problem, arrays.programme_id)
            held[v] = held.get(v, 0.0) + more
    return all(held[v] <= (problem.venues[v].meetings_per_year or inf) + 1e-6 for v in held)


def test_a_room_is_as_large_as_its_whole_courses() -> None:
    assert largest_load({4.0}, 11.0) == 8.0
    assert largest_load({4.0, 3.0}, 11.0) == 11.0
    assert largest_load({5.0, 3.0}, 7.0) == 6.0
    assert largest_load(set(), 7.0) == 0.0


def tight_problem() -> Problem:
    """Six towns in a row, a room of two courses in each, and more people in the middle."""
    codes = [f"m{n}" for n in range(1, 7)]
    region = make_region(
        {code: (900 + 300 * (n in (2, 3)),) for n, code in enumerate(codes)},
        roads=[(f"{a}_a", f"{b}_a", 40.0) for a, b in pairwise(codes)]
        + [("m1_a", "x_hospital", 120.0)],
        units=[make_unit("u_all", "m3_a", codes)],
        venues=[make_venue(f"v_{code}", f"{code}_a", meetings_per_year=4.0) for code in codes],
        programmes=[
            make_programme(f"p{n}", group_min_persons=6 + n, group_max_persons=14) for n in range(3)
        ],
        participants_per_1000={"low": 18.0},
    )
    return problem_of(region, objectives=["unmet", "travel"])


def test_a_search_cut_short_keeps_a_plan_and_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = tight_problem()
    best = next(s for s in solve(problem).stages if s.name == "travel")
    assert best.status is Status.OPTIMAL

    def cut_short(*_: object) -> None:
        raise SearchStoppedError

    monkeypatch.setattr(room_columns, "priced_columns", cut_short)
    plan = solve(problem)
    travel = next(s for s in plan.stages if s.name == "travel")
    assert plan.status.falls_short
    assert travel.bound <= best.value + 1e-6
    assert travel.value >= best.value - 1e-6


def test_more_vectors_than_are_listed_leave_an_honest_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = tight_problem()
    best = next(s for s in solve(problem).stages if s.name == "travel")
    monkeypatch.setattr(vector_columns, "MOST_LISTED", 0)
    monkeypatch.setattr(vector_columns, "FIRST_SPARE", 1e-9)
    travel = next(s for s in solve(problem).stages if s.name == "travel")
    assert travel.bound <= best.value + 1e-6
    assert travel.value >= best.value - 1e-6
