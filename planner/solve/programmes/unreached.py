"""Parts with places that no specialist is within reach of, searched by their course patterns.

Such a place is without an offer wherever it attends no course. Places that no course is within reach of
either are without one in every plan: they are set aside. For the others not going to a course counts
M = `HOURS_WITHOUT` a participant, and the part is searched as if it were a way to a specialist.

Why it is exact: let U and T be the unmet demand and the travel of the best pattern so found, U* the
least unmet demand of any plan. Any plan with U* has M U* + T' >= M U + T. Where U = U*, T' >= T: the
lexicographic optimum is found, whatever M is. That no pattern leaves fewer people out is proved by the
bounds of the patterns with travel counted as nothing, and exactly for the few that a bound leaves open.
Where one does, the MILP decides.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import comb, inf

import numpy as np
from numpy.typing import NDArray

from planner.solve.programmes.course_patterns import (
    MOST_VECTORS,
    PartArrays,
    Pattern,
    PatternSearch,
    SearchStoppedError,
    Stopped,
    arrays_of,
    rounding,
    ways_of,
)
from planner.solve.programmes.pattern_solution import solution_of
from planner.solve.programmes.subproblem_answer import Choice, SubproblemAnswer, without_units
from planner.solve.programmes.subproblems import Subproblem

HOURS_WITHOUT = 1e4
"""A participant's year without an offer, in hours on the road: more than any way, so that nobody is
left out to save travel. It decides nothing but how often the MILP has to."""
PERSONS = 1e-6
"""Participants a year that count as nobody."""
LOOKED_AT_MAX = 400
"""Patterns evaluated for one part; the MILP is as quick beyond that."""


def answer_unreached(part: Subproblem, stopped: Stopped) -> SubproblemAnswer | None:
    """The best choices of a part, all that tie; None where this method does not cover it."""
    problem = part.problem
    if len(part.programme_ids) != 1 or problem.scenario.nearest:
        return None
    (k,) = part.programme_ids
    programme = problem.programmes[k]
    if programme.hosts != (k,):
        return None
    away = problem.specialist_minutes.get(k, {})
    lacking = {i for i in problem.demand[k] if not away.get(i)}
    if not lacking:
        return None
    ways = ways_of(problem, k, lacking, programme.group_max_persons)
    stranded = {i for i in lacking if not ways[i]}
    rest = {i: persons for i, persons in problem.demand[k].items() if i not in stranded}
    lacking -= stranded
    if not rest:
        return None
    search = _search(part, k, rest, lacking)
    if search is None:
        return None
    without = np.array([i in lacking for i in search.arrays.place_ids])
    stopped = _Patience(stopped)
    try:
        (best,) = search.within(0.0, stopped)[:1]
        patterns = search.within(rounding(best.hours), stopped)
        found = [_measured(search, pattern, without) for pattern in patterns]
        least = min(row.unmet for row in found)
        if not _least(search.arrays, without, least, stopped):
            return None
    except SearchStoppedError:
        return None
    found = [row for row in found if row.unmet <= least + PERSONS]
    hours = min(row.hours for row in found)
    found = [row for row in found if row.hours <= hours + rounding(hours)]
    choices = tuple(
        _choice(part, search, row, lacking, stranded)
        for row in sorted(found, key=lambda row: (row.hours, row.pattern.courses))
    )
    unmet = least + sum(problem.demand[k][i] for i in stranded)
    return SubproblemAnswer(choices, max(0.0, unmet - PERSONS), hours, complete=True)


@dataclass(slots=True)
class _Patience:
    """Ends a search that looks at more patterns than the MILP would take to solve; by count, not by the
    clock, so that the answer is the same each time."""

    stopped: Stopped
    left: int = LOOKED_AT_MAX

    def __call__(self) -> bool:
        self.left -= 1
        return self.left < 0 or self.stopped()


@dataclass(frozen=True, slots=True)
class _Measured:
    """A pattern with its unmet demand (participants a year) and its hours on the road a year."""

    pattern: Pattern
    unmet: float
    hours: float


def _measured(search: PatternSearch, pattern: Pattern, without: NDArray[np.bool_]) -> _Measured:
    flow = search.flow(pattern)
    unmet = float(np.where(without, np.maximum(flow.away, 0.0), 0.0).sum())
    return _Measured(pattern, unmet, pattern.hours - HOURS_WITHOUT * unmet)


def _choice(
    part: Subproblem, search: PatternSearch, row: _Measured, lacking: set[str], stranded: set[str]
) -> Choice:
    (k,) = part.programme_ids
    found = solution_of(part.problem, search, row.pattern)
    unmet = {(i, k): 1.0 for i in stranded}
    unmet |= {(i, k): share for (i, _, _), share in found.specialist.items() if i in lacking}
    specialist = {key: share for key, share in found.specialist.items() if key[0] not in lacking}
    return Choice(
        without_units(found.courses), found.attend, specialist, dict(sorted(unmet.items())), row.hours
    )


def _least(arrays: PartArrays, without: NDArray[np.bool_], unmet: float, stopped: Stopped) -> bool:
    """Whether no pattern leaves fewer people out; False where that is not proved."""
    if unmet <= PERSONS:
        return True
    counted = replace(
        arrays,
        hours_away=np.where(without, 1.0, 0.0),
        hours_local=np.where(np.isfinite(arrays.hours_local), 0.0, inf),
        staff_hours=np.zeros_like(arrays.staff_hours),
    )
    search = PatternSearch(counted)
    if search.exact(()) < unmet - PERSONS:
        return False
    for size in range(1, min(arrays.courses_max, len(arrays.venue_ids)) + 1):
        for _, row in search.of_size(size, unmet - PERSONS, stopped):
            if stopped() or search.exact(row) < unmet - PERSONS:
                return False
    return True


def _search(
    part: Subproblem, k: str, rest: dict[str, float], lacking: set[str]
) -> PatternSearch | None:
    problem = part.problem
    some = next(iter(problem.services), "")
    away = dict(problem.specialist_minutes.get(k, {}))
    small = replace(
        problem,
        demand={**problem.demand, k: rest},
        # stands in until the hours are put in its place below
        specialist_minutes={
            **problem.specialist_minutes, k: {i: {some: 0.0} if i in lacking else away[i] for i in rest}
        },
    )  # fmt: skip
    if lacking and not some:
        return None
    arrays = arrays_of(small, k)
    without = np.array([i in lacking for i in arrays.place_ids])
    arrays = replace(
        arrays,
        hours_away=np.where(without, HOURS_WITHOUT, arrays.hours_away),
        nok_away=np.where(without, 0.0, arrays.nok_away),
    )
    towns, most = len(arrays.venue_ids), arrays.courses_max
    return None if comb(towns + most, most) > MOST_VECTORS else PatternSearch(arrays)
