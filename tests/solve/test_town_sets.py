"""Towns in use limited or named beforehand: branch and bound finds what trying every choice finds."""

from __future__ import annotations

from itertools import combinations, pairwise, product
from math import inf

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.plan import Status
from planner.problem import Problem
from planner.solve import solve
from planner.solve.base.milp import solve_milp
from planner.solve.programmes.answers import Answers
from planner.solve.programmes.course_patterns import Courses, PatternSearch, compositions
from planner.solve.programmes.linked import solve_linked
from planner.solve.programmes.memo import Memo
from planner.solve.programmes.pattern_bounds import hours_bound, hours_of_groups
from planner.solve.programmes.subproblems import split
from planner.solve.programmes.venue_set_search import VenueSetSearch
from planner.solve.solver import Clock, Limits
from tests.model.cases import problem_of
from tests.small_region import make_programme, make_region, make_unit, make_venue

SETTINGS = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)


@st.composite
def tied_problems(draw: st.DrawFn) -> Problem:
    """Three to five towns on a random tree, two or three programmes, towns limited or named."""
    codes = [f"m{n}" for n in range(1, draw(st.integers(3, 5)) + 1)]
    minutes = st.integers(5, 60).map(float)
    roads = [
        (f"{codes[draw(st.integers(0, n - 1))]}_a", f"{codes[n]}_a", draw(minutes))
        for n in range(1, len(codes))
    ]
    least = [draw(st.integers(5, 12)) for _ in range(draw(st.integers(2, 3)))]
    region = make_region(
        {code: (draw(st.integers(300, 2500)),) for code in codes},
        roads=[*roads, (f"{codes[0]}_a", "x_hospital", draw(minutes) + 60)],
        units=[make_unit("u_all", "m1_a", codes)],
        venues=[make_venue(f"v_{code}", f"{code}_a") for code in codes],
        programmes=[
            make_programme(
                f"p{n}",
                group_min_persons=g,
                group_max_persons=g + draw(st.integers(0, 8)),
                meetings_per_course=n + 1,
            )
            for n, g in enumerate(least)
        ],
        participants_per_1000={"low": 9.0},
    )
    most = draw(st.sampled_from((None, 1, 2, 3)))
    named = draw(st.lists(st.sampled_from(codes), max_size=2 if most is None else most, unique=True))
    venues = {"in_use": [f"v_{code}" for code in sorted(named)], "count_max": most}
    return problem_of(region, venues=venues, objectives=["unmet", "travel"])


def every_row(search: PatternSearch) -> list[Courses]:
    """All course patterns, however bad."""
    towns, most = len(search.arrays.venue_ids), search.arrays.courses_max
    rows: list[Courses] = [()]
    for size in range(1, min(towns, most) + 1):
        for chosen, extra in product(
            combinations(range(towns), size), list(compositions(size, most - size))
        ):
            rows.append(tuple((j, n + 1) for j, n in zip(chosen, extra, strict=True)))
    return rows


def by_every_choice(problem: Problem, searches: list[PatternSearch]) -> float:
    """The fewest hours, by every set of towns that each programme could use."""
    best: list[dict[frozenset[str], float]] = []
    for search in searches:
        of_towns: dict[frozenset[str], float] = {}
        for row in every_row(search):
            hours = search.exact(row)
            towns = frozenset(search.arrays.venue_ids[j] for j, _ in row)
            if hours < of_towns.get(towns, inf):
                of_towns[towns] = hours
        best.append(of_towns)
    venues = problem.scenario.venues
    most = len(problem.venues) if venues.count_max is None else venues.count_max
    together: dict[frozenset[str], float] = {frozenset(): 0.0}
    for of_towns in best:
        wider: dict[frozenset[str], float] = {}
        for (used, hours), (towns, more) in product(together.items(), of_towns.items()):
            both = used | towns
            if len(both) <= most and hours + more < wider.get(both, inf):
                wider[both] = hours + more
        together = wider
    return min((h for used, h in together.items() if used >= set(venues.in_use)), default=inf)


@SETTINGS
@given(tied_problems())
def test_finds_what_every_choice_finds(problem: Problem) -> None:
    answering = Answers(Clock(Limits(gap=0.0), None), Memo())
    parts = split(problem)
    searches = [search for part in parts if (search := answering.search(part)) is not None]
    assert len(searches) == len(parts)
    expected = by_every_choice(problem, searches)
    found = solve_linked(problem, parts, answering)
    if expected == inf:
        assert found is None
        return
    assert found is not None
    assert found.complete
    assert found.bound == pytest.approx(expected, rel=1e-5, abs=1e-5)
    assert all(answer.choices for answer in found.answers)


@SETTINGS
@given(tied_problems(), st.data())
def test_no_bound_is_above_the_exact_hours(problem: Problem, data: st.DataObject) -> None:
    part = data.draw(st.sampled_from(split(problem)))
    search = Answers(Clock(Limits(gap=0.0), None), Memo()).search(part)
    assert search is not None
    row = data.draw(st.sampled_from(every_row(search)))
    exact = search.exact(row)
    if not row:
        return
    towns = np.array([[j for j, _ in row]])
    number = np.array([n for _, n in row])
    assert float(hours_bound(search.arrays, towns, number)[0]) <= exact + 1e-6
    assert hours_of_groups(search.arrays, row) <= exact + 1e-6


@settings(SETTINGS, max_examples=15)
@given(tied_problems())
def test_the_plan_is_the_whole_milps(problem: Problem) -> None:
    try:
        expected = solve_milp(problem, Limits(gap=0.0))
    except Exception as refused:
        with pytest.raises(type(refused)):
            solve(problem, gap=0.0)
        return
    plan = solve(problem, gap=0.0)
    assert plan.status is Status.OPTIMAL
    for mine, theirs in zip(plan.stages, expected.stages, strict=True):
        assert mine.value == pytest.approx(theirs.value, rel=2e-5, abs=1e-3), mine.name


def test_a_search_cut_short_keeps_a_plan_and_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped after its first dive: the plan is kept, and the bound is one for the best plan too."""
    codes = [f"m{n}" for n in range(1, 7)]
    region = make_region(
        {code: (900 + 60 * n,) for n, code in enumerate(codes)},
        roads=[(f"{a}_a", f"{b}_a", 45.0) for a, b in pairwise(codes)]
        + [("m1_a", "x_hospital", 120.0)],
        units=[make_unit("u_all", "m1_a", codes)],
        venues=[make_venue(f"v_{code}", f"{code}_a") for code in codes],
        programmes=[
            make_programme(f"p{n}", group_min_persons=6 + n, group_max_persons=14) for n in range(3)
        ],
        participants_per_1000={"low": 24.0},
    )
    problem = problem_of(region, venues={"count_max": 2}, objectives=["unmet", "travel"])
    best = next(s for s in solve(problem).stages if s.name == "travel")
    dive = VenueSetSearch._dive

    def dive_and_stop(self: VenueSetSearch, node: object) -> None:
        dive(self, node)  # type: ignore[arg-type]
        self.stopped = lambda: True

    monkeypatch.setattr(VenueSetSearch, "_dive", dive_and_stop)
    plan = solve(problem)
    travel = next(s for s in plan.stages if s.name == "travel")
    assert plan.status.falls_short
    assert len(plan.venues_in_use) <= 2
    assert travel.bound <= best.value + 1e-6
    assert travel.value >= best.value - 1e-6
