"""The courses of a programme that are too many to list: a MILP over the pairs that may matter.

People gain by few of a region's towns: those nearer to them than the specialist, by hours of all trips.
Only these pairs, and the next nearest that could fill a group, stand in the model by themselves. All
others of a town together are one column, which is cheaper than each of them: their bound is a bound
for every plan, and a plan that does without them is a best one. `docs/solving-programmes.md` has the
model and the proof.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from math import inf

import numpy as np
from numpy.typing import NDArray

from planner.solve.programmes.course_patterns import Array, Courses, PatternSearch, rounding
from planner.solve.solver import Answer, Limits, Model, Termination, minimise

SEARCH_GAP = 1e-7
"""Ties can be told only at the optimum."""

FIRST_GROUPS = 3.0
"""Pairs that lose by going stand by themselves until they would fill so many groups …"""

MORE_GROUPS = 4.0
"""… and so many times more where some plan needs others."""

MOST_TIED = 20
"""More equally good patterns than this are not listed."""

Pairs = tuple[NDArray[np.int64], NDArray[np.int64]]
"""Places and towns."""


@dataclass(frozen=True, slots=True)
class Found:
    """Course patterns, best first, and the hours that no plan is below.

    `complete`: every pattern as good as the first is there.
    """

    rows: tuple[Courses, ...]
    bound: float
    complete: bool


def near_courses(search: PatternSearch, limits: Limits) -> Found:
    """The best patterns of a programme, or the best known where the limits end the search."""
    deadline = None if limits.seconds is None else time.monotonic() + limits.seconds
    groups = FIRST_GROUPS
    best: Courses = ()
    bound = 0.0
    while True:
        model = _NearModel(search, groups)
        found = model.solve(_left(limits, deadline))
        bound = max(bound, found.bound)
        row = best if found.values is None else model.row(found.values)
        best = min(best, row, key=lambda r: (search.exact(r), r))
        hours = search.exact(best)
        if found.termination is not Termination.OPTIMAL:
            return Found((best,), min(bound, hours), complete=False)
        if hours <= bound + rounding(hours):
            return _with_ties(search, model, best, bound, limits, deadline)
        if model.whole:
            return Found((best,), bound, complete=False)
        groups *= MORE_GROUPS


def _with_ties(
    search: PatternSearch,
    model: _NearModel,
    best: Courses,
    bound: float,
    limits: Limits,
    deadline: float | None,
) -> Found:
    """Forbid what was found and look for another as good, until there is none."""
    hours = search.exact(best)
    most = hours + rounding(hours)
    rows = [best]
    while len(rows) <= MOST_TIED:
        model.forbid(rows[-1])
        found = model.solve(_left(limits, deadline), enough=most)
        if found.bound > most:
            return Found(_as_good(search, rows, most), bound, complete=True)
        if found.values is None or found.termination is not Termination.OPTIMAL:
            break
        rows.append(model.row(found.values))
    return Found((best,), bound, complete=False)


def _left(limits: Limits, deadline: float | None) -> Limits:
    """The limits with the time that is left."""
    if deadline is None:
        return limits
    return replace(limits, seconds=max(0.01, deadline - time.monotonic()))


def _as_good(search: PatternSearch, rows: list[Courses], most: float) -> tuple[Courses, ...]:
    kept = [row for row in rows if search.exact(row) <= most]
    return tuple(sorted(kept, key=lambda row: (search.exact(row), row)))


class _NearModel:
    """The MILP: shares of places at towns, courses in towns, and the crowd of all other pairs."""

    def __init__(self, search: PatternSearch, groups: float) -> None:
        arrays = search.arrays
        loss = arrays.hours_local - arrays.hours_away[:, None]
        pairs, others = near_pairs(search, loss, groups)
        self.whole = bool(np.all(np.isinf(others)))
        places, towns = pairs
        self._pairs, self._towns = len(places), len(arrays.venue_ids)
        years = float(arrays.cycle_years)
        shares, courses = np.arange(len(places)), len(places) + np.arange(self._towns)
        crowds = courses + self._towns
        crowd_max = np.where(np.isinf(others), 0.0, arrays.participants.sum())
        coming = np.where(np.isfinite(arrays.hours_local), arrays.participants[:, None], 0.0).sum(
            axis=0
        )
        most = np.floor((coming * years + 1e-6) / arrays.group_min)
        model = Model(
            costs=np.concatenate(
                [
                    arrays.participants[places] * loss[places, towns],
                    arrays.staff_hours,
                    np.where(np.isinf(others), 0.0, others),
                ]
            ),
            high=np.concatenate([np.ones(len(places)), most, crowd_max]),
            whole=np.concatenate([np.zeros(len(places)), np.ones(self._towns), np.zeros(self._towns)]),
            offset=float(arrays.participants @ arrays.hours_away),
        )
        everybody = np.arange(len(arrays.participants))
        model.rows(
            (everybody[places], shares, np.ones(len(places))), np.full(len(everybody), -inf), 1.0
        )
        load_rows = np.concatenate([towns, np.arange(self._towns), np.arange(self._towns)])
        load_columns = np.concatenate([shares, crowds, courses])
        load = np.concatenate([arrays.participants[places] * years, np.full(self._towns, years)])
        ends = np.zeros(self._towns)
        least = np.concatenate([load, np.full(self._towns, -arrays.group_min)])
        model.rows((load_rows, load_columns, least), ends, inf)
        largest = np.concatenate([load, -arrays.group_max])
        model.rows((load_rows, load_columns, largest), ends - inf, 0.0)
        ones = np.ones(len(places))
        model.rows(
            (
                np.concatenate([shares, shares]),
                np.concatenate([shares, courses[towns]]),
                np.concatenate([ones, -ones]),
            ),
            np.full(len(places), -inf),
            0.0,
        )
        self._model, self._most = model, most

    def solve(self, limits: Limits, enough: float = inf) -> Answer:
        """The fewest hours; no search beyond a bound that is `enough`."""
        return minimise(self._model, limits, enough)

    def row(self, values: Array) -> Courses:
        """The course pattern of a point."""
        numbers = np.rint(values[self._pairs : self._pairs + self._towns]).astype(int)
        return tuple((j, int(n)) for j, n in enumerate(numbers) if n > 0)

    def forbid(self, row: Courses) -> None:
        """Only other patterns from now on: in some town there are more courses, or fewer.

        Where `row` has n courses of at most N, courses = n + more − fewer, and only one of the two is
        not 0.
        """
        courses = dict(row)
        different: list[tuple[int, float]] = []
        least = 1.0
        for j in range(self._towns):
            n, most, column = courses.get(j, 0), float(self._most[j]), self._pairs + j
            if n == 0:
                different.append((column, 1.0))
            elif n >= most:
                different.append((column, -1.0))
                least -= n
            else:
                more = self._model.column(0.0, most - n, whole=False)
                fewer = self._model.column(0.0, float(n), whole=False)
                up = self._model.column(0.0, 1.0, whole=True)
                self._model.row({column: 1.0, more: -1.0, fewer: 1.0}, n, n)
                self._model.row({more: 1.0, up: n - most}, -inf, 0.0)
                self._model.row({fewer: 1.0, up: float(n)}, -inf, n)
                different += [(more, 1.0), (fewer, 1.0)]
        self._model.row(dict(different), least, inf)


def near_pairs(search: PatternSearch, loss: Array, groups: float) -> tuple[Pairs, Array]:
    """Pairs that stand by themselves, and per town the least loss of the others (inf: there are none).

    Of every town all pairs that save hours, and those that lose least until they fill `groups` groups.
    """
    arrays = search.arrays
    keep = loss < 0
    others = np.full(loss.shape[1], inf)
    for j in range(loss.shape[1]):
        losing = np.flatnonzero((loss[:, j] >= 0) & np.isfinite(loss[:, j]))
        losing = losing[np.argsort(loss[losing, j], kind="stable")]
        filled = np.cumsum(arrays.participants[losing]) * arrays.cycle_years
        count = int(np.searchsorted(filled, groups * arrays.group_min)) + 1
        keep[losing[:count], j] = True
        if count < len(losing):
            others[j] = loss[losing[count], j]
    places, towns = np.nonzero(keep)
    return (places, towns), others
