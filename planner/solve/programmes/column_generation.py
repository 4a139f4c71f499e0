"""Parts tied by what they share (rooms that fill up, hours of work): course patterns as priced columns.

A column is one course pattern of one programme (`patterns`); a plan has one of each programme, and
rooms for its courses. The linear relaxation of that choice is solved by column generation: rows that
several programmes share (`linking_constraints`) get prices, each programme finds its best patterns at
these prices among *all* that it has, and they join the LP until no programme has a better one. Its
optimum bounds every plan, far better than the plain MILP's relaxation: courses of a programme are
whole here, and groups are filled.

What remains is closed by listing. At the last prices every pattern has a reduced cost r ≥ 0, and a plan
that contains it needs at least the LP's hours + r. So all patterns with r ≤ δ are listed, and the MILP
of rooms chooses among them; a plan of at most the LP's hours + δ is then best of all, and the ties that
later stages choose from are listed too.

Source: C. Barnhart, E. L. Johnson, G. L. Nemhauser, M. W. P. Savelsbergh and P. H. Vance (1998),
"Branch-and-price: column generation for solving huge integer programs", Operations Research 46.

Hours of patterns are bounds until they matter. That changes nothing above: a pattern whose bound has no
reduced cost below zero has none by its exact hours either.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import NDArray

from planner.problem import Problem
from planner.solve.programmes.course_patterns import Courses, SearchStoppedError, Stopped
from planner.solve.programmes.linking_constraints import LinkingConstraints, Place, shared_rows
from planner.solve.programmes.room_assignment import pick_name
from planner.solve.programmes.venue_set_search import EXACT, MOST_HOURS, Listed
from planner.solve.solver import GrowingLp, Outcome, Rows, Termination

Array = NDArray[np.float64]

Least = Callable[[tuple[tuple[Courses, ...], ...]], Outcome]
"""The best plan whose programmes have one of these patterns each (a model of `rooms.build_rooms`)."""

EACH_ROUND = 2
"""Columns that a programme adds at most before prices are found anew."""

ENOUGH = 1e-8
"""Reduced costs above this, as a share of all hours, are the LP's rounding."""

FIRST_SPARE = 0.0005
"""How much worse than the bound plans may be whose patterns are listed first (share of the bound)."""

MORE_SPARE = 4.0
"""How many times more where no plan was among them."""

MOST_LISTED = 3000
"""Patterns of all programmes that are chosen from at the most."""

PENALTY = 20.0
"""Hours for a row that no plan of the LP keeps yet, as a multiple of those without any course."""


@dataclass(slots=True)
class Columns:
    """The LP at its optimum. No plan has fewer hours than `bound` + the reduced cost of its
    patterns."""

    lists: list[Listed]
    bound: float
    reduced: list[Array]
    stopped: Stopped
    amounts: tuple[tuple[int, Courses, float], ...]
    """(programme, pattern, how much of it) at the optimum."""
    rooms: float
    """What the rooms in use cost at the optimum."""
    reach: float = inf
    """Patterns whose reduced cost might be below this are all in the lists."""

    def count(self, spare: float) -> int:
        """How many patterns `within` would look at."""
        return sum(int((reduced <= min(spare, MOST_HOURS)).sum()) for reduced in self.reduced)

    def within(self, spare: float) -> tuple[tuple[Courses, ...], ...]:
        """Per programme every pattern that a plan of at most `bound` + `spare` hours may have.

        Raises:
            SearchStoppedError: `stopped` became true.
        """
        rows = []
        for part, reduced in zip(self.lists, self.reduced, strict=True):
            kept = []
            for n in np.flatnonzero(reduced <= min(spare, MOST_HOURS)).tolist():
                if self.stopped():
                    raise SearchStoppedError
                while reduced[n] <= spare and part.known[n] != EXACT:
                    before = part.hours[n]
                    part.sharpen(n)
                    reduced[n] += part.hours[n] - before
                if reduced[n] <= spare:
                    kept.append(part.row(n))
            rows.append(tuple(sorted(kept)))
        return tuple(rows)


@dataclass(frozen=True, slots=True)
class Near:
    """Patterns, the least value of a plan among them, and what no plan of any patterns is below.

    `complete` says that no other patterns make a plan as good; it is False where they were too many, or
    the search was stopped.
    """

    rows: tuple[tuple[Courses, ...], ...]
    best: tuple[Courses, ...]
    """One pattern for each programme: those of the plan that was found."""
    value: float
    bound: float
    complete: bool


def near_best(columns: Columns, least: Least, slack: Callable[[float], float]) -> Near | None:
    """The patterns of all plans as good as the best, to `slack`; None where no plan was found.

    `least` finds the best plan among some patterns.

    Raises:
        SearchStoppedError: the search was stopped while patterns were listed.
    """
    spare = min(FIRST_SPARE * max(columns.bound, 1.0), columns.reach)
    while True:
        rows = columns.within(spare)
        everything = columns.reach == inf and columns.count(inf) == sum(map(len, rows))
        outcome = least(rows)
        last = everything or spare >= columns.reach
        last = last or columns.count(spare) > MOST_LISTED or columns.stopped()
        if outcome.values is None:
            if last:
                return None
            spare = min(MORE_SPARE * spare, columns.reach)
            continue
        enough = everything or outcome.value <= columns.bound + spare
        if enough or last:
            break
        spare = min(outcome.value - columns.bound + slack(outcome.value), columns.reach)
    bound = min(outcome.bound, inf if everything else columns.bound + spare)
    if not enough or outcome.termination is not Termination.OPTIMAL:
        return Near(rows, _picked(rows, outcome.values), outcome.value, bound, complete=False)
    tied = outcome.value - columns.bound + 2 * slack(outcome.value)
    best = _picked(rows, outcome.values)
    return Near(columns.within(tied), best, outcome.value, bound, complete=True)


def _picked(rows: tuple[tuple[Courses, ...], ...], values: Mapping[str, float]) -> tuple[Courses, ...]:
    best = []
    for p, own in enumerate(rows):
        shares = [values[pick_name(p, c)] for c in range(len(own))]
        best.append(own[shares.index(max(shares))])
    return tuple(best)


def priced_columns(
    problem: Problem,
    lists: list[Listed],
    stopped: Stopped,
    venue_costs: Mapping[str, float] | None = None,
) -> Columns | None:
    """The LP over all patterns of all programmes; None where it has no plan.

    `venue_costs` are of each room in use, in the unit of the patterns' hours (NOK, where those are
    NOK).

    Raises:
        SearchStoppedError: `stopped` became true.
    """
    rows = shared_rows(problem, lists, venue_costs)
    if any(not np.isfinite(part.hours).any() for part in lists):
        return None
    nothing = sum(part.search.exact(()) for part in lists)
    lp, artificial = _start(rows, PENALTY * max(nothing, 1.0))
    columns: list[set[int]] = [set() for _ in lists]
    order: list[tuple[int, int]] = []
    for p, (part, place, own) in enumerate(zip(lists, rows.places, columns, strict=True)):
        for index in sorted({0, _best(part)}):
            _add(lp, part, place, index, own)
            order.append((p, index))
    while True:
        if stopped():
            raise SearchStoppedError
        relaxed = lp.solve()
        if relaxed is None:
            return None
        bound, every, more = relaxed.value, [], 0
        for p, (part, place, own) in enumerate(zip(lists, rows.places, columns, strict=True)):
            reduced = _reduced(part, place, relaxed.duals)
            found = _better(part, reduced, own, -ENOUGH * (1.0 + abs(relaxed.value)))
            bound += min(0.0, float(reduced.min()))
            every.append(reduced)
            for index in found:
                _add(lp, part, place, index, own)
                order.append((p, index))
            more += len(found)
        if not more:
            break
    if relaxed.amounts[:artificial].max(initial=0.0) > 1e-7:
        return None
    amounts = relaxed.amounts[artificial + len(rows.rooms) :]
    chosen = zip(order, amounts.tolist(), strict=False)  # what came last is not in the LP yet
    costs = np.array([cost for cost, _ in rows.rooms])
    return Columns(
        lists,
        bound,
        [reduced - min(0.0, reduced.min()) for reduced in every],
        stopped,
        tuple((p, lists[p].row(index), x) for (p, index), x in chosen if x > 0),
        float(costs @ relaxed.amounts[artificial : artificial + len(rows.rooms)]),
    )


def _start(rows: LinkingConstraints, penalty: float) -> tuple[GrowingLp, int]:
    """The LP with the rooms, and in front of them a dear way to keep each row that asks for more."""
    lp = GrowingLp(Rows(np.array(rows.low), np.array(rows.high)))
    asking = [row for row, low in enumerate(rows.low) if low > 0]
    for row in asking:
        lp.add(penalty, {row: rows.low[row]})
    for cost, entries in rows.rooms:
        lp.add(cost, entries)
    return lp, len(asking)


def _best(part: Listed) -> int:
    """The pattern with the fewest hours."""
    while True:
        index = int(part.hours.argmin())
        if part.known[index] == EXACT:
            return index
        part.sharpen(index)


def _reduced(part: Listed, place: Place, duals: Array) -> Array:
    """(N,) reduced cost of every pattern; where hours are a bound, a bound."""
    padded = np.append(duals, 0.0)
    found = part.hours - duals[place.one]
    if (place.courses >= 0).any():
        found -= (padded[place.courses][part.towns] * part.courses).sum(axis=1)
    if (place.uses >= 0).any():
        found -= padded[place.uses][part.towns].sum(axis=1)
    for row, coefficients in place.extra:
        found -= duals[row] * coefficients
    return found


def _better(part: Listed, reduced: Array, own: set[int], below: float) -> list[int]:
    """The best patterns that are not in the LP yet and would make it better; bounds are made exact."""
    found: list[int] = []
    open_ = reduced.copy()
    open_[sorted(own)] = inf
    while len(found) < EACH_ROUND:
        index = int(open_.argmin())
        if open_[index] >= below:
            break
        if part.known[index] == EXACT:
            found.append(index)
            open_[index] = inf
            continue
        before = part.hours[index]
        part.sharpen(index)
        reduced[index] += part.hours[index] - before
        open_[index] = reduced[index]
    return found


def _add(lp: GrowingLp, part: Listed, place: Place, index: int, own: set[int]) -> None:
    entries = {place.one: 1.0}
    for town, n in part.row(index):
        if place.courses[town] >= 0:
            entries[int(place.courses[town])] = float(n)
        if place.uses[town] >= 0:
            entries[int(place.uses[town])] = 1.0
    for row, coefficients in place.extra:
        if coefficients[index]:
            entries[row] = float(coefficients[index])
    lp.add(float(part.hours[index]), entries)
    own.add(index)
