"""A good plan where venues fill up, quickly: whole places shared out, venues moved amid their people.

Location and allocation in turn (L. Cooper 1964), with places shared out in the order of their regret
and then moved or exchanged while it helps (S. Martello and P. Toth 1981, for generalised assignment).
It proves nothing; it gives the search (`full`) a plan to beat, so that only pairs that could be in a
better one are listed. What is shaken between the rounds is drawn by a seed.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf

import numpy as np

from planner.solve.location.costs import Costs, Numbers, Pattern

PAIRS_PER_ROUND = 1000
"""Pairs of places for each shake: ten for a hundred places, ninety for three hundred. Few places are
proven about as quickly as they are shaken."""

AWAY = -1
"""In the place of a venue: at the specialist."""


def allocated(
    costs: Costs, persons: Numbers, rooms: Numbers, chosen: Numbers, ended: Callable[[], bool]
) -> tuple[float, tuple[int | None, ...]] | None:
    """A plan's value and which venue serves each place (None: the specialist); None: none was found.

    `persons` and `rooms` are whole; `chosen` are the venues to begin with.
    """
    search = _Search(costs, persons, rooms)
    random = np.random.default_rng(0)
    best = search.settled(np.array(sorted(chosen), dtype=np.intp))
    for _ in range(len(persons) ** 2 // PAIRS_PER_ROUND):
        if ended():
            break
        start = search.shaken(best[1] if best is not None else None, chosen, random)
        found = search.settled(start)
        if found is not None and (best is None or found[0] < best[0]):
            best = found
    if best is None:
        return None
    return best[0], tuple(None if v == AWAY else int(v) for v in best[1])


class _Search:
    """The table of one problem, and steps from plan to better plan."""

    def __init__(self, costs: Costs, persons: Numbers, rooms: Numbers) -> None:
        self._costs, self._persons, self._rooms = costs, persons, rooms
        self._all = np.arange(len(persons))

    def settled(self, venues: Numbers) -> tuple[float, Numbers] | None:
        """Shared out, improved, venues moved, until nothing helps any more."""
        best: tuple[float, Numbers] | None = None
        while True:
            serves = self._shared_out(venues)
            if serves is None:
                return best
            self._improve(serves, venues)
            value = self._value(serves)
            if best is not None and value >= best[0] - 1e-9:
                return best
            best = (value, serves)
            venues = self._moved(serves)

    def shaken(self, serves: Numbers | None, chosen: Numbers, random: np.random.Generator) -> Numbers:
        """Some of a plan's venues exchanged for others near people whom they do not serve well."""
        used = np.unique(serves[serves != AWAY]) if serves is not None else np.array(sorted(chosen))
        keep = list(used)
        for _ in range(int(random.integers(1, 4))):
            if keep:
                keep.pop(int(random.integers(len(keep))))
        others = np.setdiff1d(np.arange(len(self._rooms)), keep)
        count = min(self._costs.most - len(keep), len(others))
        added = random.choice(others, size=max(count, 0), replace=False)
        return np.array(sorted([*keep, *added]), dtype=np.intp)

    def _shared_out(self, venues: Numbers) -> Numbers | None:
        """Places with most to lose first, each to the cheapest venue with room; None: one is left."""
        ways, away = self._costs.ways[venues], self._costs.away
        left = self._rooms[venues].copy()
        serves = np.full(len(self._persons), AWAY, dtype=np.intp)
        first, second = np.sort(np.vstack([ways, away, away]), axis=0)[:2]
        regret = np.full(len(serves), inf)
        np.subtract(second, first, out=regret, where=np.isfinite(second))
        large = self._persons * (self._persons > left.max(initial=0) / 3)
        for i in np.lexsort((self._all, -regret, -large)):
            cost = np.where(left >= self._persons[i], ways[:, i], inf)
            v = int(np.argmin(cost)) if len(venues) else 0
            if len(venues) and cost[v] < away[i]:
                serves[i] = venues[v]
                left[v] -= self._persons[i]
            elif not np.isfinite(away[i]) and not self._pushed_in(i, venues, serves, left):
                return None
        return serves

    def _pushed_in(self, i: int, venues: Numbers, serves: Numbers, left: Numbers) -> bool:
        """Room for a place made by moving one other to a venue that has room for it."""
        n = self._persons[i]
        for v in np.argsort(self._costs.ways[venues, i]):
            for j in np.flatnonzero(serves == venues[v]):
                if left[v] + self._persons[j] < n:
                    continue
                to = np.flatnonzero((left >= self._persons[j]) & (venues != venues[v]))
                if len(to):
                    w = to[np.argmin(self._costs.ways[venues[to], j])]
                    serves[j], serves[i] = venues[w], venues[v]
                    left[w] -= self._persons[j]
                    left[v] += self._persons[j] - n
                    return True
        return False

    def _improve(self, serves: Numbers, venues: Numbers) -> None:
        """Places moved to, or exchanged between, the venues in use while it helps."""
        ways, persons = self._costs.ways, self._persons
        left = np.zeros(len(self._rooms), dtype=np.intp)
        left[venues] = self._rooms[venues]
        for i in self._all:
            if serves[i] != AWAY:
                left[serves[i]] -= persons[i]
        better = True
        while better:
            better = False
            for i in self._all:
                here = serves[i]
                if here == AWAY:
                    continue
                gains = ways[here, i] - ways[venues, i]
                fits = (left[venues] >= persons[i]) & (gains > 1e-9)
                if fits.any():
                    v = venues[np.argmax(np.where(fits, gains, -inf))]
                    left[here] += persons[i]
                    left[v] -= persons[i]
                    serves[i] = v
                    better = True
                    continue
                other = serves != here
                other &= serves != AWAY
                there = np.where(other, serves, here)
                saved = ways[here, i] - ways[there, i]
                saved = saved + ways[there, self._all] - ways[here, self._all]
                room = (left[here] + persons[i] >= persons) & (left[there] + persons >= persons[i])
                saved = np.where(other & room, saved, -inf)
                j = int(np.argmax(saved))
                if saved[j] > 1e-9:
                    v = serves[j]
                    left[here] += persons[i] - persons[j]
                    left[v] += persons[j] - persons[i]
                    serves[i], serves[j] = v, here
                    better = True

    def _moved(self, serves: Numbers) -> Numbers:
        """The venue in the middle of each group: the cheapest one with room for all of it."""
        ways, fixed = self._costs.ways, self._costs.fixed
        taken: set[int] = set()
        for v in np.unique(serves[serves != AWAY]):
            group = np.flatnonzero(serves == v)
            cost: Pattern = ways[:, group].sum(axis=1) + fixed
            cost = np.where(self._rooms >= self._persons[group].sum(), cost, inf)
            cost[list(taken)] = inf
            taken.add(int(np.argmin(cost)) if np.isfinite(cost.min()) else int(v))
        return np.array(sorted(taken), dtype=np.intp)

    def _value(self, serves: Numbers) -> float:
        costs = self._costs
        inside = serves != AWAY
        ways = costs.ways[serves[inside], self._all[inside]].sum()
        return float(ways + costs.away[~inside].sum() + costs.fixed[np.unique(serves[inside])].sum())
