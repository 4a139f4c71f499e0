"""A first division, found at once: random spanning trees are cut where both sides have room for units.

Source: recombination, D. DeFord, M. Duchin and J. Solomon (2021), "Recombination: A family of Markov
chains for redistricting", Harvard Data Science Review 3(1). A cut of a spanning tree leaves two
connected sides, so every division is contiguous by construction; it is kept where each side has a size
that so many units can have. Two neighbouring units are then merged and cut anew, again and again, as
long as the way to the seats becomes shorter. Nothing is proved: it is a plan to begin from.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor, inf

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import breadth_first_order, connected_components, minimum_spanning_tree

from planner.solve.districting.areas import Areas
from planner.solve.districting.price import Members

Numbers = npt.NDArray[np.intp]
Cluster = tuple[int, Members]
"""A unit and its members by number."""

SEED = 1
TREES_FIRST = 200
"""Trees for each area cut until a division is found, at the most: some seconds for a hundred areas."""

TREES_BETTER = 50
"""Trees of two merged units cut afterwards, for each area."""

TRIES = 25
"""Trees of one part before its parent is cut elsewhere."""


def first_division(
    areas: Areas,
    counts: tuple[int, int],
    must: frozenset[int],
    ended: Callable[[], bool] = lambda: False,
) -> tuple[Cluster, ...] | None:
    """Units with all areas as members, within size, connected, their number between `counts`.

    `must` are units that must open. None: none was found, which proves nothing. The same areas give the
    same division on every machine, unless `ended` breaks off.
    """
    search = _Search(areas, must, ended, np.random.default_rng(SEED))
    parts = search.connected_parts(np.arange(len(areas.codes)))
    while search.goes_on(TREES_FIRST):
        clusters: list[Cluster] | None = []
        numbers = search.numbers_of_units(parts, counts)
        if numbers is None:
            return None
        for part, units in zip(parts, numbers, strict=True):
            found = search.cut(part, units)
            if found is None:
                clusters = None
                break
            clusters += found  # type: ignore[operator]
        if clusters is not None:
            return tuple(sorted(search.improved(clusters)))
    return None


@dataclass(slots=True)
class _Tree:
    """A spanning tree, nodes breadth first; sizes and seats are those at and under each."""

    nodes: Numbers
    parent: Numbers
    sizes: npt.NDArray[np.float64]
    seats: Numbers

    def below(self, n: int) -> npt.NDArray[np.bool_]:
        """Which nodes hang at the nth."""
        inside = np.zeros(len(self.nodes), dtype=bool)
        inside[n] = True
        for m in range(n + 1, len(self.nodes)):
            inside[m] = inside[self.parent[m]]
        return inside


class _Search:
    def __init__(
        self,
        areas: Areas,
        must: frozenset[int],
        ended: Callable[[], bool],
        random: np.random.Generator,
    ) -> None:
        self._areas, self._must, self._ended, self._random = areas, must, ended, random
        self._size = np.array(areas.size, dtype=np.float64)
        pairs = [(i, j) for i, near in enumerate(areas.neighbours) for j in near if i < j]
        self._from = np.array([i for i, _ in pairs], dtype=np.intp)
        self._to = np.array([j for _, j in pairs], dtype=np.intp)
        self._units_at: dict[int, list[int]] = {}
        for unit, seat in enumerate(areas.seat):
            if seat >= 0:
                self._units_at.setdefault(seat, []).append(unit)
        self._is_seat = np.array([i in self._units_at for i in range(len(areas.codes))])
        self._host = np.array(areas.host)
        self._trees = 0

    def goes_on(self, most: int) -> bool:
        """Whether so many trees for each area have not been cut, and nothing ended the search."""
        return self._trees < most * len(self._size) and not self._ended()

    def connected_parts(self, nodes: Numbers) -> list[Numbers]:
        """Nodes that hang together."""
        count, label = connected_components(self._graph(nodes, weights=False), directed=False)
        return [nodes[label == n] for n in range(count)]

    def numbers_of_units(self, parts: Sequence[Numbers], counts: tuple[int, int]) -> list[int] | None:
        """How many units each part is divided into, at random; None where no numbers fit."""
        low, high = max(self._areas.low, 1), self._areas.high
        ends = []
        for part in parts:
            total, seats = float(self._size[part].sum()), int(self._is_seat[part].sum())
            least = 1 if high == inf else max(1, ceil(total / high))
            most = min(seats, floor(total / low)) if self._areas.low > 0 else seats
            if least > most:
                return None
            ends.append((least, most))
        numbers, least, most = [], sum(a for a, _ in ends), sum(b for _, b in ends)
        if least > counts[1] or most < counts[0]:
            return None
        wanted = int(self._random.integers(max(least, counts[0]), min(most, counts[1]) + 1))
        for a, b in ends:
            least, most = least - a, most - b
            chosen = int(self._random.integers(max(a, wanted - most), min(b, wanted - least) + 1))
            numbers.append(chosen)
            wanted -= chosen
        return numbers

    def cut(self, nodes: Numbers, units: int) -> list[Cluster] | None:
        """A part divided into so many units, or None where a few trees gave none."""
        if units == 1:
            unit = self._unit_of(nodes)
            return None if unit is None else [(unit[1], tuple(map(int, np.sort(nodes))))]
        for _ in range(TRIES):
            if not self.goes_on(TREES_FIRST):
                return None
            tree = self._tree(nodes)
            places = [(n, a) for a in range(1, units) for n in self._cuts(tree, a, units - a)]
            if not places:
                continue
            n, a = places[int(self._random.integers(len(places)))]
            inside = tree.below(n)
            one = self.cut(tree.nodes[inside], a)
            other = None if one is None else self.cut(tree.nodes[~inside], units - a)
            if one is not None and other is not None:
                return one + other
        return None

    def improved(self, clusters: list[Cluster]) -> list[Cluster]:
        """Neighbouring units merged and cut anew where the way becomes shorter."""
        members = [np.array(m, dtype=np.intp) for _, m in clusters]
        known = [self._unit_of(m) for m in members]
        self._trees = 0
        while self.goes_on(TREES_BETTER) and len(members) > 1:
            unit_at = np.empty(len(self._size), dtype=np.intp)
            for n, m in enumerate(members):
                unit_at[m] = n
            one, other = unit_at[self._from], unit_at[self._to]
            border = np.flatnonzero(one != other)
            if not len(border):
                break
            edge = border[int(self._random.integers(len(border)))]
            a, b = int(one[edge]), int(other[edge])
            tree = self._tree(np.concatenate([members[a], members[b]]))
            before, after = known[a], known[b]
            assert before is not None
            assert after is not None
            best = before[0] + after[0] - 1e-9 * (1 + before[0] + after[0])
            for n in self._cuts(tree, 1, 1):
                inside = tree.below(n)
                left, right = tree.nodes[inside], tree.nodes[~inside]
                first, second = self._unit_of(left), self._unit_of(right)
                if first is not None and second is not None and first[0] + second[0] < best:
                    best = first[0] + second[0]
                    members[a], members[b], known[a], known[b] = left, right, first, second
        return [
            (unit[1], tuple(map(int, np.sort(m))))
            for unit, m in zip(known, members, strict=True)
            if unit is not None
        ]

    def _graph(self, nodes: Numbers, *, weights: bool) -> csr_matrix:
        """The edges among some nodes, by their place in `nodes`; random weights or ones."""
        place = np.full(len(self._size), -1, dtype=np.intp)
        place[nodes] = np.arange(len(nodes))
        a, b = place[self._from], place[self._to]
        kept = (a >= 0) & (b >= 0)
        length = self._random.random(int(kept.sum())) + 0.01 if weights else np.ones(int(kept.sum()))
        return csr_matrix((length, (a[kept], b[kept])), shape=(len(nodes), len(nodes)))

    def _tree(self, nodes: Numbers) -> _Tree:
        self._trees += 1
        tree = minimum_spanning_tree(self._graph(nodes, weights=True))
        order, before = breadth_first_order(tree, 0, directed=False)
        place = np.empty(len(nodes), dtype=np.intp)
        place[order] = np.arange(len(order))
        ordered = nodes[order]
        parent = np.array([place[before[n]] if before[n] >= 0 else -1 for n in order], dtype=np.intp)
        sizes, seats = self._size[ordered].copy(), self._is_seat[ordered].astype(np.intp)
        for n in range(len(ordered) - 1, 0, -1):
            sizes[parent[n]] += sizes[n]
            seats[parent[n]] += seats[n]
        return _Tree(ordered, parent, sizes, seats)

    def _cuts(self, tree: _Tree, below: int, above: int) -> list[int]:
        """Nodes whose edge upwards leaves sizes and seats for so many units on either side."""
        low, high = self._areas.low, self._areas.high
        under, over = tree.sizes[1:], tree.sizes[0] - tree.sizes[1:]
        fits = (under >= below * low) & (under <= below * high)
        fits &= (over >= above * low) & (over <= above * high)
        fits &= (tree.seats[1:] >= below) & (tree.seats[0] - tree.seats[1:] >= above)
        return [int(n) + 1 for n in np.flatnonzero(fits)]

    def _unit_of(self, members: Numbers) -> tuple[float, int] | None:
        """The cheapest unit that these can be, and its cost; None where they can be none."""
        areas = self._areas
        size = float(self._size[members].sum())
        if not areas.low <= size <= areas.high or int(self._host[members].sum()) > 1:
            return None
        able = [u for i in members for u in self._units_at.get(int(i), ())]
        asked = [u for u in able if u in self._must]
        if len(asked) > 1 or not able:
            return None
        units = np.array(asked or able, dtype=np.intp)
        costs = areas.cost[np.ix_(members, units)].sum(axis=0)
        best = int(np.argmin(costs))
        return (float(costs[best]), int(units[best])) if np.isfinite(costs[best]) else None
