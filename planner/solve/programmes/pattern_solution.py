"""A course pattern as a solution: who goes where, in shares of each place's demand."""

from __future__ import annotations

from planner.problem import Problem
from planner.solve.base import NOTHING, Solution
from planner.solve.programmes.course_patterns import Pattern, PatternSearch
from planner.solve.programmes.subproblem_answer import with_units


def solution_of(problem: Problem, search: PatternSearch, pattern: Pattern) -> Solution:
    """A pattern with its cheapest flow, in shares of each place's demand."""
    arrays, k = search.arrays, search.arrays.programme_id
    flow = search.flow(pattern)
    attend: dict[tuple[str, str, str, str], float] = {}
    specialist: dict[tuple[str, str, str], float] = {}
    for p, i in enumerate(arrays.place_ids):
        row = [max(0.0, float(x)) for x in flow.local[p]]
        away = max(0.0, float(flow.away[p]))
        everybody = sum(row) + away
        pairs = arrays.pairs[p] if arrays.pairs else ((i, k),)
        for (j, _), persons in zip(pattern.courses, row, strict=True):
            if persons > NOTHING * everybody:
                for place, joining in pairs:
                    attend[place, joining, k, arrays.venue_ids[j]] = persons / everybody
        if away > NOTHING * everybody:
            for place, joining in pairs:
                specialist[place, joining, arrays.service_ids[p]] = away / everybody
    courses = {(k, arrays.venue_ids[j]): n for j, n in pattern.courses}
    return Solution(
        members=frozenset(),
        open_ids=frozenset(),
        courses=with_units(problem, courses),
        attend=attend,
        specialist=specialist,
        unmet={},
    )
