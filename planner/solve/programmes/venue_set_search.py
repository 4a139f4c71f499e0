"""Courses of all programmes together, where the towns in use are limited or named beforehand.

A limit on venues, or a venue that must be in use, ties programmes that otherwise know nothing of each
other. Here each programme has its list of course patterns (`patterns`) with the towns that each uses,
and one pattern of each is picked so that together they use no more towns than allowed, and every named
town.

Branch and bound (A. H. Land and A. G. Doig, 1960, "An automatic method of solving discrete programming
problems", Econometrica 28), best bound first. In a node some towns are in use whatever happens, some
are closed, and some programmes must or must not use a named town. Its bound lets every programme pick
by itself:

    Σ_k min { hours_k(S) : S uses no closed town, |S ∪ in use| ≤ most }

which no plan of the node beats, since each of its patterns is among those that are compared. Where the
picks together use too many towns, one of them is closed or is in use; where they miss a named town, the
first programme to use it is chosen. Hours are the patterns' bounds until a node's picks fit together;
then they are made exact (a transport problem each), and the node is done when they no longer change.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, count, islice
from math import inf

import numpy as np
from numpy.typing import NDArray

from planner.solve.programmes.course_patterns import (
    CHUNK,
    Courses,
    PatternSearch,
    SearchStoppedError,
    Stopped,
    compositions,
)
from planner.solve.programmes.pattern_bounds import hours_bound, hours_of_groups, hours_of_set

Masks = NDArray[np.uint64]

MOST_TOWNS = 64
"""Towns are bits of one machine word."""

SORTED, GROUPS, EXACT = range(3)
"""The sorted-savings bound, the bound by groups (`pattern_bounds`), and a transport problem's hours."""

MOST_HOURS = 1e12
"""Bounds above are infinite: too few people may come."""

SIXTEEN_BITS = np.array([n.bit_count() for n in range(1 << 16)], dtype=np.uint8)


@dataclass(frozen=True, slots=True)
class Named:
    """A town that must hold a course of at least one of some programmes (by their index)."""

    town: int
    programmes: tuple[int, ...]


@dataclass(slots=True)
class Listed:
    """The course patterns of one programme: towns, and hours, which are bounds until made exact.

    `masks`, `hours` and `known` (how hours are known: `SORTED`, `GROUPS`, `EXACT`) are (N,); `towns`
    and `courses` are (N, most towns of one), towns being the search's own and -1 past the last.
    """

    search: PatternSearch
    masks: Masks
    hours: NDArray[np.float64]
    known: NDArray[np.int8]
    towns: NDArray[np.int16]
    courses: NDArray[np.int16]

    def row(self, index: int) -> Courses:
        """A pattern as its search writes it."""
        pairs = zip(self.towns[index].tolist(), self.courses[index].tolist(), strict=True)
        return tuple((town, n) for town, n in pairs if town >= 0)

    def sharpen(self, index: int) -> bool:
        """Replace a bound by a better one, and that by the exact hours; whether they are more."""
        before = self.hours[index]
        if self.known[index] == EXACT:
            return False
        row = self.row(index)
        if self.known[index] == SORTED:
            self.hours[index] = max(before, hours_of_groups(self.search.arrays, row))
            self.known[index] = GROUPS
            if self.hours[index] > before + 1e-9:
                return True
        self.hours[index] = self.search.exact(row)
        self.known[index] = EXACT
        return bool(self.hours[index] > before + 1e-9)


@dataclass(frozen=True, slots=True)
class Node:
    """What is decided: towns in use and closed, and per programme those it must or must not use."""

    used: int
    closed: int
    must: Mapping[int, int]
    must_not: Mapping[int, int]
    picks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """Per programme the patterns that a best plan may have, and a bound for every plan.

    `complete` says that no plan with other patterns is as good (to `slack` hours); it is False where
    the search was stopped, and there is one pattern per programme then.
    """

    rows: tuple[tuple[Courses, ...], ...]
    hours: float
    bound: float
    complete: bool


@dataclass(slots=True)
class VenueSetSearch:
    """The search over the lists of all programmes."""

    lists: list[Listed]
    most: int
    named: Sequence[Named]
    stopped: Stopped
    best: float = inf
    best_picks: tuple[int, ...] = ()
    numbers: Iterator[int] = field(default_factory=count)

    def run(self, slack: Callable[[float], float]) -> Together | None:
        """The best picks of all; None where none fit together."""
        named = sum({1 << at.town for at in self.named})
        root = self._node(Node(named, 0, {}, {}, ()))
        if root is None:
            return None
        self._dive(root)
        # some bounds are exact hours by now, and what was picked by its bound may be best no more
        root = self._node(replace(root, picks=()))
        assert root is not None, "it had picks before"
        heap = [(self._bound(root), next(self.numbers), root)]
        leaves: list[tuple[float, Node]] = []
        while heap and heap[0][0] <= self.best + slack(self.best):
            if self.stopped():
                return self._stopped_at(heap[0][0])
            _, _, node = heapq.heappop(heap)
            found = self._settled(node)
            if found is None:
                continue
            node, bound = found
            if bound > self.best + slack(self.best):
                continue
            children = self._children(node)
            if children is None:
                leaves.append((bound, node))
                self._keep(node, bound)
                continue
            for child in children:
                at = self._bound(child)
                if at <= self.best + slack(self.best):
                    heapq.heappush(heap, (at, next(self.numbers), child))
        if self.best == inf:
            return None
        return Together(self._rows(leaves, slack(self.best)), self.best, self.best, complete=True)

    def _stopped_at(self, bound: float) -> Together | None:
        if not self.best_picks:
            return None
        rows = tuple((part.row(n),) for part, n in zip(self.lists, self.best_picks, strict=True))
        return Together(rows, self.best, min(bound, self.best), complete=False)

    def _rows(self, leaves: list[tuple[float, Node]], slack: float) -> tuple[tuple[Courses, ...], ...]:
        """All patterns of plans that are as good: of each leaf those that its spare hours allow."""
        rows: list[set[Courses]] = [set() for _ in self.lists]
        for bound, node in leaves:
            spare = self.best + slack - bound
            if spare < 0:
                continue
            for k, part in enumerate(self.lists):
                most = part.hours[node.picks[k]] + spare
                for n in np.flatnonzero(self._allowed(node, k) & (part.hours <= most)):
                    while part.hours[n] <= most and part.known[n] != EXACT:
                        part.sharpen(int(n))
                    if part.hours[n] <= most:
                        rows[k].add(part.row(int(n)))
        return tuple(tuple(sorted(found)) for found in rows)

    def _keep(self, node: Node, hours: float) -> None:
        if hours < self.best:
            self.best, self.best_picks = hours, node.picks

    def _dive(self, node: Node) -> None:
        """A good plan early: again and again the child that loses least."""
        while True:
            found = self._settled(node)
            if found is None:
                return
            node, bound = found
            children = self._children(node)
            if children is None:
                self._keep(node, bound)
                return
            if not children:
                return
            node = min(children, key=self._bound)

    def _allowed(self, node: Node, k: int) -> NDArray[np.bool_]:
        masks = self.lists[k].masks
        closed = np.uint64(node.closed | node.must_not.get(k, 0))
        must = np.uint64(node.must.get(k, 0))
        others = masks & ~np.uint64(node.used)
        few = _bits(others) <= self.most - node.used.bit_count()
        return ((masks & closed) == 0) & ((masks & must) == must) & few

    def _fits(self, node: Node, k: int, index: int) -> bool:
        mask = int(self.lists[k].masks[index])
        must = node.must.get(k, 0)
        return (
            mask & (node.closed | node.must_not.get(k, 0)) == 0
            and mask & must == must
            and (mask | node.used).bit_count() <= self.most
        )

    def _pick(self, node: Node, k: int) -> int | None:
        hours = np.where(self._allowed(node, k), self.lists[k].hours, inf)
        index = int(hours.argmin()) if len(hours) else -1
        return index if index >= 0 and hours[index] < inf else None

    def _node(self, node: Node, parent: Node | None = None) -> Node | None:
        """A node with its picks, those of its parent where they still may be; None where none may."""
        picks = []
        for k in range(len(self.lists)):
            pick = parent.picks[k] if parent and self._fits(node, k, parent.picks[k]) else None
            pick = self._pick(node, k) if pick is None else pick
            if pick is None:
                return None
            picks.append(pick)
        if node.used.bit_count() > self.most:
            return None
        return replace(node, picks=tuple(picks))

    def _settled(self, node: Node) -> tuple[Node, float] | None:
        """A node whose picks are best by what is known by now; exact where they fit together."""
        while True:
            fresh = self._node(replace(node, picks=()))
            if fresh is None:
                return None
            node = fresh
            if self._union(node).bit_count() > self.most or self._missing(node):
                return node, self._bound(node)
            if not [k for k, n in enumerate(node.picks) if self.lists[k].sharpen(n)]:
                return node, self._hours(node)

    def _hours(self, node: Node) -> float:
        return float(sum(part.hours[n] for part, n in zip(self.lists, node.picks, strict=True)))

    def _bound(self, node: Node) -> float:
        """The picks' hours, and what the dearest of the named towns costs at least."""
        regrets = [min(self._regrets(node, at).values(), default=inf) for at in self._missing(node)]
        return self._hours(node) + max(regrets, default=0.0)

    def _union(self, node: Node) -> int:
        union = node.used
        for part, n in zip(self.lists, node.picks, strict=True):
            union |= int(part.masks[n])
        return union

    def _missing(self, node: Node) -> list[Named]:
        return [
            at
            for at in self.named
            if not any(int(self.lists[k].masks[node.picks[k]]) >> at.town & 1 for k in at.programmes)
        ]

    def _regrets(self, node: Node, at: Named) -> dict[int, float]:
        """Programme → hours more if it uses a named town; those that cannot are left out."""
        found = {}
        for k in at.programmes:
            part = self.lists[k]
            uses = (part.masks >> np.uint64(at.town)) & np.uint64(1) == 1
            hours = np.where(uses & self._allowed(node, k), part.hours, inf)
            least = float(hours.min(initial=inf))
            if least < inf:
                found[k] = least - float(part.hours[node.picks[k]])
        return found

    def _children(self, node: Node) -> list[Node] | None:
        """Nodes that share out a node's plans among them; None where its picks fit together."""
        union = self._union(node)
        if union.bit_count() > self.most:
            return self._by_town(node, union & ~node.used)
        missing = self._missing(node)
        if not missing:
            return None
        at = max(missing, key=lambda m: (min(self._regrets(node, m).values(), default=inf), -m.town))
        bit, earlier, children = 1 << at.town, dict(node.must_not), []
        for k, _ in sorted(self._regrets(node, at).items(), key=lambda item: (item[1], item[0])):
            must = {**node.must, k: node.must.get(k, 0) | bit}
            child = self._node(replace(node, must=must, must_not=dict(earlier)), node)
            if child is not None:
                children.append(child)
            earlier[k] = earlier.get(k, 0) | bit
        return children

    def _by_town(self, node: Node, free: int) -> list[Node]:
        """The town whose closing costs most: closed, and in use."""
        tried: list[tuple[float, int, Node | None]] = []
        for town in range(MOST_TOWNS):
            if free >> town & 1:
                child = self._node(replace(node, closed=node.closed | 1 << town), node)
                tried.append((inf if child is None else self._bound(child), town, child))
        _, town, closed = max(tried, key=lambda item: (item[0], -item[1]))
        opened = self._node(replace(node, used=node.used | 1 << town), node)
        return [child for child in (closed, opened) if child is not None]


def listed(
    search: PatternSearch, numbers: Sequence[int], towns_max: int, most_hours: float, stopped: Stopped
) -> Listed:
    """All course patterns of a programme with at most so many towns that `most_hours` might do for.

    `numbers` has the number of each of the search's own towns among those of all programmes.

    Raises:
        SearchStoppedError: `stopped` became true.
    """
    arrays = search.arrays
    widest = min(arrays.courses_max, len(numbers), towns_max)
    bits = np.array([1 << t for t in numbers], dtype=np.uint64)
    nothing = search.exact(())
    masks = [np.zeros(1, dtype=np.uint64)]
    hours = [np.array([nothing])]
    towns = [np.full((1, widest), -1, dtype=np.int16)]
    courses = [np.zeros((1, widest), dtype=np.int16)]
    for size in range(1, widest + 1):
        every = combinations(range(len(numbers)), size)
        counts = [np.array(extra) + 1 for extra in compositions(size, arrays.courses_max - size)]
        while chunk := list(islice(every, CHUNK)):
            if stopped():
                raise SearchStoppedError
            sets = np.array(chunk, dtype=np.int64)
            sets = sets[hours_of_set(arrays, sets) <= most_hours]
            for number in counts if len(sets) else ():
                bounds = hours_bound(arrays, sets, number)
                kept = bounds <= min(most_hours, MOST_HOURS)
                found = sets[kept]
                wide = np.full((len(found), widest), -1, dtype=np.int16)
                wide[:, :size] = found
                many = np.zeros((len(found), widest), dtype=np.int16)
                many[:, :size] = number
                masks.append(np.bitwise_or.reduce(bits[found], axis=1))
                hours.append(bounds[kept])
                towns.append(wide)
                courses.append(many)
    every_mask = np.concatenate(masks)
    return Listed(
        search,
        every_mask,
        np.concatenate(hours),
        np.where(every_mask == 0, EXACT, SORTED).astype(np.int8),
        np.concatenate(towns),
        np.concatenate(courses),
    )


def _bits(masks: Masks) -> NDArray[np.int64]:
    """How many bits are set in each."""
    total = np.zeros(len(masks), dtype=np.int64)
    for shift in (0, 16, 32, 48):
        total += SIXTEEN_BITS[(masks >> np.uint64(shift)) & np.uint64(0xFFFF)]
    return total
