"""Few large units: one MILP of who belongs to which seat, with separators where a unit falls apart.

The model is that of S. W. Hess et al. (1965), "Nonpartisan political redistricting by computer",
Operations Research 13: x[i, u] says that area i belongs to unit u. Contiguity is asked for where it is
broken: an area a of a unit with seat s needs one of the areas C that separate it from s,
x[a, u] ≤ Σ over C of x[c, u]. Sources: M. Fischetti et al. (2017), "Thinning out Steiner trees",
Mathematical Programming Computation 9; H. Validi, A. Buchanan and E. Lykhovyd (2022), "Imposing
contiguity constraints in political districting models", Operations Research 70.

With too few separators the model has more divisions than there are, so what it proves is a bound on
all of them, and an answer whose units are connected is the best. What the units are short of the
guideline together is bounded in the same way: a row for those that are short in an answer. A pair whose
reduced cost in the LP is above what is left between its bound and the best division known is in no
better one, and is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import inf, isfinite

import numpy as np

from planner.messages import message
from planner.solve.districting.columns import Master
from planner.solve.districting.start import Cluster
from planner.solve.solver import GrowingLp, Limits, Rows, Termination, choose_columns

Pair = tuple[int, int]
"""Area and unit."""

LITTLE = 1e-7
"""A reduced cost must be above the room by such a share of the bound."""


@dataclass(frozen=True, slots=True)
class Seated:
    """The best division known, and what no division can beat (∞ where there is proven to be none)."""

    clusters: tuple[Cluster, ...] | None
    value: float
    bound: float
    separators: int


def divide_by_seats(
    master: Master,
    start: tuple[Cluster, ...] | None,
    limits: Limits,
    seconds_left: Callable[[], float | None],
    tell: Callable[[str], bool],
) -> Seated:
    """The best division to within the gap asked for, or what is known when the limits end it."""
    model = _Model(master)
    best, bound = start, 0.0
    value = inf if start is None else model.value(start)
    if start is not None:
        model.leave_out(value, {(i, u) for u, members in start for i in members})
    while not tell(message("seats and members, {value} separators", value=model.separators)):
        columns = [model.column(pair) for pair in model.pairs]
        costs = [float(master.areas.cost[pair]) for pair in model.pairs]
        at = {pair: n for n, pair in enumerate(model.pairs)}
        known = None if best is None else [at[i, u] for u, members in best for i in members]
        found = choose_columns(
            Rows(np.array(model.low), np.array(model.high)),
            costs,
            columns,
            replace(limits, seconds=seconds_left()),
            start=known,
        )
        if found.termination is Termination.INFEASIBLE:
            return Seated(best, value, inf if best is None else value, model.separators)
        bound = max(bound, found.bound)
        if found.numbers is not None:
            clusters = model.clusters(found.numbers)
            added = sum(model.separate(unit, members) for unit, members in clusters)
            added += model.bound_shortfall(clusters)
            if not added and found.value < value:
                best, value = clusters, found.value
            short = bound < value * (1 - limits.gap)
            if added and short and found.termination is not Termination.STOPPED:
                continue
        break
    return Seated(best, value, min(bound, value), model.separators)


class _Model:
    """Rows by number, and what each pair has in them."""

    def __init__(self, master: Master) -> None:
        self._master, self._areas = master, master.areas
        self.low, self.high = list(map(float, master.rows.low)), list(map(float, master.rows.high))
        self._entries: dict[Pair, dict[int, float]] = {}
        self.separators = 0
        areas = self._areas
        for unit, seat in enumerate(areas.seat):
            if seat < 0 or areas.size[seat] > areas.high:
                continue
            room = areas.high - areas.size[seat]
            members = [
                i
                for i in range(len(areas.codes))
                if np.isfinite(areas.cost[i, unit])
                and areas.size_between[seat, i] <= room
                and not (areas.host[i] and areas.host[seat] and i != seat)
            ]
            if seat in members:
                self._add_unit(unit, seat, members)
        self.pairs = sorted(self._entries)

    def _add_unit(self, unit: int, seat: int, members: list[int]) -> None:
        areas, master = self._areas, self._master
        for i in members:
            self._entries[i, unit] = {i: 1.0}
        first = self._entries[seat, unit]
        for row in (master.count_row, master.must_rows.get(unit)):
            if row is not None:
                first[row] = 1.0
        size = {i: float(areas.size[i]) / max(1.0, float(areas.low)) for i in members}
        scale = max(1.0, float(areas.low))
        if areas.low > 0:
            least = {**size, seat: size[seat] - areas.low / scale}
            self._row(0.0, inf, {(i, unit): n for i, n in least.items()})
        if isfinite(areas.high):
            most = {**size, seat: size[seat] - areas.high / scale}
            self._row(-inf, 0.0, {(i, unit): n for i, n in most.items()})
        hosts = [i for i in members if areas.host[i]]
        if len(hosts) > 1:
            self._row(-inf, 1.0, {(i, unit): 1.0 for i in hosts})
        for i in members:
            if i != seat:
                self._row(-inf, 0.0, {(i, unit): 1.0, (seat, unit): -1.0})
                if i not in areas.neighbours[seat]:
                    self._separator(unit, i, areas.neighbours[i])

    def _row(self, low: float, high: float, entries: Mapping[Pair, float]) -> None:
        number = len(self.low)
        self.low.append(low)
        self.high.append(high)
        for pair, entry in entries.items():
            if pair in self._entries:
                self._entries[pair][number] = entry

    def _separator(self, unit: int, area: int, separator: frozenset[int]) -> None:
        self._row(-inf, 0.0, {(area, unit): 1.0, **{(c, unit): -1.0 for c in separator}})

    def column(self, pair: Pair) -> dict[int, float]:
        """What a pair has in the rows."""
        return self._entries[pair]

    def value(self, clusters: tuple[Cluster, ...]) -> float:
        """The cost of a division."""
        return float(sum(self._areas.cost[list(m), u].sum() for u, m in clusters))

    def clusters(self, numbers: tuple[int, ...]) -> tuple[Cluster, ...]:
        """The division of the pairs chosen."""
        members: dict[int, list[int]] = {}
        for n in numbers:
            area, unit = self.pairs[n]
            members.setdefault(unit, []).append(area)
        return tuple((u, tuple(sorted(m))) for u, m in sorted(members.items()))

    def separate(self, unit: int, members: tuple[int, ...]) -> int:
        """A row for each piece of a unit that does not hang together with its seat; how many."""
        seat, left, added = self._areas.seat[unit], set(members), 0
        left -= self._reached({seat}, left)
        while left:
            piece = self._reached({min(left)}, left)
            left -= piece
            # of the piece's neighbours only those that the seat reaches without crossing another
            edge = frozenset(j for i in piece for j in self._areas.neighbours[i]) - piece
            everyone = set(range(len(self._areas.codes))) - edge
            beyond = self._reached({seat}, everyone)
            separator = frozenset(c for c in edge if c == seat or self._areas.neighbours[c] & beyond)
            side = self._reached({min(piece)}, set(range(len(self._areas.codes))) - separator)
            for other, at in enumerate(self._areas.seat):
                if at >= 0 and at not in side and at not in separator:
                    for area in piece:
                        if (area, other) in self._entries:
                            self._separator(other, area, separator)
            self.separators += 1
            added += 1
        return added

    def bound_shortfall(self, clusters: tuple[Cluster, ...]) -> int:
        """A row for the units that are short together by more than they may; 1 where there was need."""
        areas, row = self._areas, self._master.short_row
        if row is None:
            return 0
        short = {unit: areas.short(members) for unit, members in clusters if areas.short(members)}
        most = float(self._master.rows.high[row])
        if sum(short.values()) <= most:
            return 0
        # Σ over these units of guideline · open − persons ≤ most, in guidelines
        guideline = float(areas.guideline)
        entries = {
            (i, u): (guideline * (i == areas.seat[u]) - areas.persons[i]) / guideline
            for i, u in self._entries
            if u in short
        }
        self._row(-inf, most / guideline, entries)
        return 1

    def _reached(self, start: set[int], within: set[int]) -> set[int]:
        found, edge = set(start), list(start)
        while edge:
            for j in self._areas.neighbours[edge.pop()]:
                if j in within and j not in found:
                    found.add(j)
                    edge.append(j)
        return found

    def leave_out(self, value: float, kept: set[Pair]) -> None:
        """Drop pairs that are in no division better than one of this value, which has those `kept`."""
        lp = GrowingLp(Rows(np.array(self.low), np.array(self.high)))
        for pair in self.pairs:
            lp.add(float(self._areas.cost[pair]), self._entries[pair])
        relaxed = lp.solve()
        if relaxed is None:
            return
        duals = relaxed.duals
        # y·b, each row at the end that its price holds it to
        ends = np.where(duals > 0, np.array(self.low), np.array(self.high))
        held = (duals != 0) & np.isfinite(ends)
        bound = float((duals[held] * ends[held]).sum())
        reduced = {
            pair: float(self._areas.cost[pair])
            - sum(duals[r] * n for r, n in self._entries[pair].items())
            for pair in self.pairs
        }
        bound += sum(min(0.0, r) for r in reduced.values())
        room = value - bound + LITTLE * abs(value)
        self.pairs = [pair for pair in self.pairs if reduced[pair] <= room or pair in kept]
