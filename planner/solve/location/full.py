"""Venues that fill up, each place served by one of them: the capacitated p-median, exactly.

With prices as in `prices`, a venue serves those whom it likes best among as many as it has
room for: a knapsack, solved by dynamic programming over whole persons. That bound is the one of set
partitioning. At its prices a pair of venue and place has an extra: by so much the bound rises at least
if the place is served there (the knapsack with the place in it). Pairs up to some extra are listed and
a MILP chooses among them; a plan with any other pair costs more than bound and extra together. So the
list grows until the plan found costs no more than that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil, inf

import numpy as np
import numpy.typing as npt

from planner.solve.location.allocate import allocated
from planner.solve.location.costs import Costs, Numbers, Pattern
from planner.solve.location.prices import (
    ROOT,
    Count,
    Mask,
    Serve,
    Table,
    first_prices,
    forced,
    price,
)
from planner.solve.location.swap import LITTLE, greedy, improve
from planner.solve.location.tree import ROUNDING
from planner.solve.solver import Chosen, Entries, Limits, Rows, Termination, choose_columns

FIRST_EXTRA = 0.02
"""Price of the first pairs listed, as a share of the bound; four times more until a plan is found."""

MOST_CELLS = 60_000_000
"""Places × venues × persons in the largest room: more than this is left to the plain MILP."""

Cells = npt.NDArray[np.float64]
"""(places looked at, venue, persons) → the best worth of serving some of them."""


DEARER = 1.02
"""How much dearer rooms are expected to make a plan; it only says how long the steps to prices are."""


@dataclass(frozen=True, slots=True)
class Served:
    """Which venue serves each place (None: the specialist), its value, and a bound on every plan."""

    serves: tuple[int | None, ...]
    value: float
    bound: float
    complete: bool


@dataclass(frozen=True, slots=True)
class _Listed:
    """The pairs and venues that a plan within `extra` of the bound may use."""

    venues: Numbers
    must: Mask
    pairs: tuple[tuple[int, int], ...]
    away: Numbers
    everything: bool


def too_large(costs: Costs) -> bool:
    """Whether the knapsacks would take too much time and memory."""
    assert costs.rooms is not None
    return len(costs.place_ids) * len(costs.venue_ids) * float(costs.rooms.max()) > MOST_CELLS


def choose_full(costs: Costs, left: Callable[[], Limits], ended: Callable[[], bool]) -> Served | None:
    """The cheapest way to serve every place whole within the rooms; None: no way is known.

    `left` are the limits that remain, `ended` whether they call the end.
    """
    gap = left().gap
    pairs = _Pairs(costs, ended)
    bound, extra = pairs.bound, FIRST_EXTRA * max(1.0, abs(pairs.bound))
    best: tuple[float, tuple[int | None, ...]] = pairs.start or (inf, ())
    if best[0] < inf:
        extra = min(extra, max(best[0] - _step(costs, best[0], gap) - bound, 0.0))
        if ended():
            return Served(best[1], best[0], min(_up(costs, bound), best[0]), complete=False)
    while True:
        listed = pairs.within(extra)
        found = _choose(costs, listed, left(), best[1])
        if found.numbers is not None and found.value < best[0]:
            best = (found.value, _serves(costs, listed, found.numbers))
        value, rest = best[0], inf if listed.everything else bound + extra
        # what the prices prove holds whatever the search came to
        proven = _up(costs, min(max(found.bound, bound), rest))
        stopped = found.termination is Termination.STOPPED or ended()
        room = max(gap, ROUNDING) * abs(value) + ROUNDING if value < inf else 0.0
        done = value < inf and value - proven <= room
        if done or stopped or listed.everything:
            complete = done or (listed.everything and not stopped)
            return Served(best[1], value, min(proven, value), complete) if value < inf else None
        wider = value - _step(costs, value, gap) - bound if value < inf else 4 * extra
        if wider <= extra:
            return Served(best[1], value, min(proven, value), complete=True)
        extra = wider


def _step(costs: Costs, value: float, gap: float) -> float:
    """By how much a plan must be better to be worth a look: within the gap, or by less than one, it is
    none."""
    room = max(gap, ROUNDING) * abs(value) + ROUNDING
    return max(1.0 - 2 * (ROUNDING + LITTLE * value) if costs.whole else room / 2, room / 2)


def fewest_full(
    costs: Costs, served: Served, left: Callable[[], Limits], ended: Callable[[], bool]
) -> tuple[Served, float]:
    """The fewest venues of plans that cost no more than `served`, and a bound on their number.

    Each plan with one venue less is a better answer, until there is none that costs no more.
    """
    least, pairs = _least_venues(costs), None
    value_max = served.value + ROUNDING * (1.0 + abs(served.value))
    while (used := len({v for v in served.serves if v is not None})) > least:
        if ended():
            return served, float(least)
        pairs = _Pairs(costs, ended) if pairs is None else pairs
        listed = pairs.within(value_max + ROUNDING - pairs.bound)
        found = _choose(replace(costs, most=used - 1), listed, replace(left(), gap=0.0))
        if found.numbers is None or found.value > value_max:
            none = found.termination is Termination.INFEASIBLE or found.bound > value_max
            return served, float(used if none else least)
        serves = _serves(costs, listed, found.numbers)
        served = replace(served, serves=serves, value=found.value, bound=min(served.bound, found.value))
    return served, float(used)


class _Pairs:
    """The bound, and by how much it rises at least with each venue and each pair."""

    def __init__(self, costs: Costs, ended: Callable[[], bool]) -> None:
        assert costs.rooms is not None
        self._costs = costs
        inside = np.zeros(len(costs.venue_ids), dtype=bool)
        self._table = Table(costs.ways, costs.fixed, costs.away, inside, costs.most)
        without_rooms = costs.value(improve(costs, greedy(costs)))
        self._priced = price(
            self._table,
            _knapsacks(costs),
            first_prices(costs),
            DEARER * without_rooms,
            inf,
            ROOT,
            ended,
        )
        self.bound = self._priced.bound
        persons, rooms = _whole_persons(costs)
        begin = np.flatnonzero(self._priced.chosen)
        self.start = allocated(costs, persons, rooms, begin, ended) if len(begin) else None
        self._in, self._out = forced(self._table, self._priced)

    @cached_property
    def _with(self) -> Pattern:
        """By how much the bound rises at least with each pair."""
        return self._in[:, None] + _served_too(self._costs, self._priced.prices)

    def within(self, extra: float) -> _Listed:
        """What a plan that costs at most `extra` more than the bound may use, and must."""
        costs = self._costs
        has_room = np.isfinite(self._with)
        possible = has_room & (self._with <= extra)
        venues = np.flatnonzero(possible.any(axis=1))
        somewhere = np.isfinite(costs.away)
        away = np.flatnonzero(somewhere & (costs.away - self._priced.prices <= extra))
        return _Listed(
            venues=venues,
            must=self._out[venues] > extra,
            pairs=tuple((int(v), int(i)) for v, i in np.argwhere(possible)),
            away=away,
            everything=bool(np.all(possible == has_room)) and len(away) == int(somewhere.sum()),
        )


def _whole_persons(costs: Costs) -> tuple[Numbers, Numbers]:
    """Persons of each place and rooms of each venue; a room for all is no more than all."""
    assert costs.rooms is not None
    persons = np.rint(costs.persons).astype(np.intp)
    rooms = np.floor(costs.rooms + ROUNDING).astype(np.intp)
    return persons, np.minimum(rooms, persons.sum())


def _knapsacks(costs: Costs) -> Serve:
    """Venues serve those whom they like best among as many as they have room for."""
    persons, rooms = _whole_persons(costs)
    everyone = np.arange(len(rooms))

    def serve(prices: Pattern) -> tuple[Pattern, Count]:
        worth = costs.ways - prices
        cells = _filled(worth, persons, int(rooms.max()))
        reduced = cells[-1, everyone, rooms] + costs.fixed

        def count(chosen: Mask) -> Pattern:
            venues = np.flatnonzero(chosen)
            left, served = rooms[venues].copy(), np.zeros(len(persons))
            for i in range(len(persons) - 1, -1, -1):
                taken = cells[i + 1, venues, left] < cells[i, venues, left]
                left = left - persons[i] * taken
                served[i] = taken.sum()
            return served

        return reduced, count

    return serve


def _filled(worth: Pattern, persons: Numbers, most: int) -> Cells:
    """All venues' knapsacks: the least worth of some of the first places within so many persons."""
    cells = np.zeros((len(persons) + 1, len(worth), most + 1))
    for i, n in enumerate(persons):
        cells[i + 1] = cells[i]
        if n <= most:
            np.minimum(
                cells[i + 1, :, n:],
                cells[i, :, : most + 1 - n] + worth[:, i, None],
                out=cells[i + 1, :, n:],
            )
    return cells


def _served_too(costs: Costs, prices: Pattern) -> Pattern:
    """By how much a venue's worth rises if it serves a place in any case; infinite without room."""
    persons, rooms = _whole_persons(costs)
    worth, most = costs.ways - prices, int(rooms.max())
    before = _filled(worth, persons, most)
    after = _filled(worth[:, ::-1], persons[::-1], most)[::-1]
    best = before[-1, np.arange(len(rooms)), rooms]
    rise = np.full_like(worth, inf)
    for v, room in enumerate(rooms):
        for i, n in enumerate(persons):
            if n <= room and costs.ways[v, i] < costs.away[i]:
                # so many of the places before i, and what is left for those after it
                both = before[i, v, : room - n + 1] + after[i + 1, v, room - n :: -1][: room - n + 1]
                rise[v, i] = both.min() + worth[v, i] - best[v]
    return rise


def _choose(
    costs: Costs, listed: _Listed, limits: Limits, known: tuple[int | None, ...] = ()
) -> Chosen:
    """The cheapest plan of what is listed, from one that is known if all of it is listed."""
    assert costs.rooms is not None
    venues, places = len(listed.venues), len(costs.place_ids)
    at = {int(v): n for n, v in enumerate(listed.venues)}
    columns: list[dict[int, float]] = [
        {
            places + n: -float(costs.rooms[v]),
            places + venues: 1.0,
            places + venues + 1 + n: -1.0 if must else 0.0,
        }
        for n, (v, must) in enumerate(zip(listed.venues, listed.must, strict=True))
    ]
    low = [1.0] * places + [-inf] * venues + [-inf] + [-1.0 if must else -inf for must in listed.must]
    high = (
        [1.0] * places
        + [0.0] * venues
        + [float(costs.most)]
        + [-1.0 if must else inf for must in listed.must]
    )
    prices = [float(costs.fixed[v]) for v in listed.venues]
    for v, i in listed.pairs:
        row = len(low)
        low.append(-inf)
        high.append(0.0)
        columns[at[v]][row] = -1.0
        columns.append({i: 1.0, places + at[v]: float(costs.persons[i]), row: 1.0})
        prices.append(float(costs.ways[v, i]))
    for i in listed.away:
        columns.append({int(i): 1.0})
        prices.append(float(costs.away[i]))
    entries: list[Entries] = list(columns)
    start = _numbers(listed, known)
    apart = 1.0 - 2 * ROUNDING if costs.whole else 0.0
    rows = Rows(np.array(low), np.array(high))
    return choose_columns(rows, prices, entries, limits, start, apart)


def _numbers(listed: _Listed, known: tuple[int | None, ...]) -> list[int] | None:
    """The columns of a plan that is known; None where one of them is not listed."""
    if not known:
        return None
    at = {int(v): n for n, v in enumerate(listed.venues)}
    pair = {one: n for n, one in enumerate(listed.pairs, start=len(listed.venues))}
    away = {int(i): n for n, i in enumerate(listed.away, start=len(listed.venues) + len(listed.pairs))}
    found = {at.get(v) for v in known if v is not None}
    found |= {away.get(i) if v is None else pair.get((v, i)) for i, v in enumerate(known)}
    return None if None in found else sorted(n for n in found if n is not None)


def _serves(costs: Costs, listed: _Listed, numbers: tuple[int, ...]) -> tuple[int | None, ...]:
    serves: list[int | None] = [None] * len(costs.place_ids)
    first = len(listed.venues)
    for number in numbers:
        if first <= number < first + len(listed.pairs):
            v, i = listed.pairs[number - first]
            serves[i] = v
    return tuple(serves)


def _up(costs: Costs, bound: float) -> float:
    """A bound rounded up where every plan costs a whole number."""
    if not costs.whole or bound in (inf, -inf):
        return bound
    return float(ceil(bound - ROUNDING - LITTLE * abs(bound)))


def _least_venues(costs: Costs) -> int:
    """So many of the largest rooms are needed for those who have nowhere else to go."""
    assert costs.rooms is not None
    waiting, count = float(costs.persons[~np.isfinite(costs.away)].sum()), 0
    for room in sorted(costs.rooms, reverse=True):
        if waiting <= ROUNDING:
            break
        waiting, count = waiting - float(room), count + 1
    return count
