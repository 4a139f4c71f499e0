"""Column generation over connected clusters: the LP bound of set partitioning, with its prices.

The LP chooses amounts of clusters so that every municipality is covered once. Its prices find the
clusters that would improve it (`price`, which searches all there are); when none is left,
the LP's value is a bound on every division into units.

Source: A. Mehrotra, E. L. Johnson and G. L. Nemhauser (1998), "An optimization based heuristic for
political districting", Management Science 44.

Prices are kept within a box: beside the clusters stand columns that cover, or uncover, a municipality
at a high price. They keep prices from running wild, which they do where few people decide whether a
unit reaches the guideline, and wild prices make the search long. They can only lower the bound, never
make it wrong; where the LP's optimum still uses one, the box is widened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from math import inf

import numpy as np
import numpy.typing as npt

from planner.problem import Problem
from planner.solve.districting.areas import Areas
from planner.solve.districting.price import (
    Budget,
    Members,
    Priced,
    TooManyNodesError,
    clusters_of,
)
from planner.solve.solver import GrowingLp, Rows

PER_ROUND = 8
"""Clusters of each seat that a round of pricing adds at the most."""

PATIENCE = 100
"""Nodes of a search in the first rounds, while such short ones find anything; then ten times more."""

PATIENCE_MOST = 10_000
"""After searches of so many nodes that find nothing, the search is exhaustive."""

BOX_UNITS, BOX_PERSONS = 0.25, 2.0
"""The first box: so many times the median cost of a first cluster, and of one of its persons."""

BOX_WIDER, BOX_TIMES = 2.0, 12
"""How much wider a box is made, and how often at the most."""

ROUNDING = 1e-9
"""Reduced costs above −ROUNDING × the median cost of a first cluster are not below zero."""


@dataclass(frozen=True, slots=True)
class Column:
    """A unit with its members (area numbers, sorted) and its cost (see `Areas.cost`)."""

    unit: int
    members: Members
    cost: float
    entries: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Master:
    """The rows of set partitioning: areas, and what counts units or their shortfall together."""

    areas: Areas
    rows: Rows
    count_row: int | None
    must_rows: Mapping[int, int]
    """Unit that must open → its row."""
    short_row: int | None

    def column(self, unit: int, members: Members) -> Column:
        """The column of a cluster."""
        entries = dict.fromkeys(members, 1.0)
        if self.count_row is not None:
            entries[self.count_row] = 1.0
        if unit in self.must_rows:
            entries[self.must_rows[unit]] = 1.0
        if self.short_row is not None:
            entries[self.short_row] = float(self.areas.short(members))
        cost = float(self.areas.cost[list(members), unit].sum())
        return Column(unit, members, cost, entries)

    def offset(self, unit: int, prices: npt.NDArray[np.float64]) -> float:
        """What the rows beside the areas pay for opening a unit."""
        paid = 0.0 if self.count_row is None else float(prices[self.count_row])
        return paid + (float(prices[self.must_rows[unit]]) if unit in self.must_rows else 0.0)

    def of_rows(self, prices: npt.NDArray[np.float64]) -> float:
        """Σ over rows of price × the end of the row that it holds at."""
        ends = np.where(prices > 0, self.rows.low, self.rows.high)
        held = prices != 0
        return float((prices[held] * ends[held]).sum())


@dataclass(frozen=True, slots=True)
class Generated:
    """Columns with the prices of the last, exhaustive pricing, and the bound that it proved."""

    columns: tuple[Column, ...]
    prices: npt.NDArray[np.float64]
    bound: float
    rounds: int
    feasible: bool
    """Whether the LP covers every area with clusters alone."""


def make_master(problem: Problem, areas: Areas, short_most: float) -> Master:
    """The rows for a problem in which nobody in scope stands outside.

    Municipalities to distribute that are not in scope may stand outside at no cost.
    `short_most` is the most that all units may be below the guideline together.
    """
    units = problem.scenario.units
    inside = set(problem.scope_codes) | set(units.fixed_members)
    low = [1.0 if code in inside else 0.0 for code in areas.codes]
    high = [1.0] * len(low)
    count_row: int | None = None
    if units.count_min is not None or units.count_max is not None:
        count_row = len(low)
        low.append(float(units.count_min or 0))
        high.append(inf if units.count_max is None else float(units.count_max))
    must_rows = {}
    for u in sorted(set(units.must_open)):
        must_rows[areas.unit_ids.index(u)] = len(low)
        low.append(1.0)
        high.append(1.0)
    short_row: int | None = None
    if areas.low < areas.guideline:
        short_row = len(low)
        low.append(-inf)
        high.append(short_most)
    return Master(areas, Rows(np.array(low), np.array(high)), count_row, must_rows, short_row)


@dataclass
class _Pool:
    """The LP with its columns; each cluster once."""

    master: Master
    lp: GrowingLp
    columns: list[Column] = field(default_factory=list)
    known: set[tuple[int, Members]] = field(default_factory=set)

    def add(self, unit: int, members: Members) -> bool:
        if (unit, members) in self.known:
            return False
        self.known.add((unit, members))
        column = self.master.column(unit, members)
        self.columns.append(column)
        self.lp.add(column.cost, column.entries)
        return True


def generate(
    master: Master,
    budget: Budget,
    stopped: Callable[[str], bool] = lambda _told: False,
    known: Iterable[tuple[int, Members]] = (),
) -> Generated | None:
    """Price clusters until none improves the LP; None where there is no cluster to begin with.

    `known` are clusters to begin with beside those around every seat.
    `stopped` is told of every round and may end it: what is known then stands without a bound.

    Raises:
        TooManyNodesError: the budget ran out; no bound is known.
    """
    areas = master.areas
    first = _first_clusters(areas)
    if not first:
        return None
    typical, box = _first_box(master, first)
    pool = _Pool(master, GrowingLp(master.rows))
    for row, dear in enumerate(box):
        pool.lp.add(float(dear), {row: 1.0})
        pool.lp.add(float(dear), {row: -1.0})
    slacks = 2 * len(box)
    for unit, members in (*first, *known):
        pool.add(unit, members)
    rounds = widened = 0
    patience: int | None = PATIENCE
    while True:
        relaxed = pool.lp.solve()
        if relaxed is None:
            return None
        rounds += 1
        if stopped(f"connected clusters, round {rounds}: {len(pool.columns)} priced"):
            return Generated(tuple(pool.columns), relaxed.duals, -inf, rounds, feasible=True)
        # a price that only rounding puts on the wrong side of an open end
        prices = np.where(np.isinf(master.rows.low), np.minimum(relaxed.duals, 0.0), relaxed.duals)
        prices = np.where(np.isinf(master.rows.high), np.maximum(prices, 0.0), prices)
        reduced = added = 0.0
        try:
            for unit in range(len(areas.unit_ids)):
                best = price(master, unit, prices, -ROUNDING * typical, budget, PER_ROUND, patience)
                if best:
                    reduced += min(one.reduced for one in best)
                added += sum(pool.add(unit, one.members) for one in best)
        except TooManyNodesError:
            if not budget.stopped():
                raise
            return Generated(tuple(pool.columns), prices, -inf, rounds, feasible=True)
        if added:
            continue
        slack = float(relaxed.amounts[:slacks].sum())
        if slack > 1e-6 and widened < BOX_TIMES:
            widened += 1
            box *= BOX_WIDER
            for row, cost in enumerate(box):
                pool.lp.reprice(2 * row, float(cost))
                pool.lp.reprice(2 * row + 1, float(cost))
            continue
        if patience is not None:
            patience = patience * 10 if patience < PATIENCE_MOST else None
            continue
        # a trifle below zero in every seat is taken off the bound, so that it holds to the last digit
        bound = master.of_rows(prices) + reduced - ROUNDING * typical * len(areas.unit_ids)
        return Generated(tuple(pool.columns), prices, bound, rounds, slack <= 1e-6)


def price(
    master: Master,
    unit: int,
    prices: npt.NDArray[np.float64],
    most: float,
    budget: Budget,
    count: int | None = None,
    patience: int | None = None,
) -> list[Priced]:
    """Clusters of a unit with a reduced cost of at most `most`, all rows counted (see `clusters_of`).

    Raises:
        TooManyNodesError: the budget ran out.
    """
    areas = master.areas
    offset = master.offset(unit, prices)
    found = clusters_of(areas, unit, prices[: len(areas.codes)], most + offset, budget, count, patience)
    dear = 0.0 if master.short_row is None else -float(prices[master.short_row])
    priced = []
    for one in found:
        reduced = one.reduced - offset + (dear * areas.short(one.members) if dear else 0.0)
        if reduced <= most:
            priced.append(Priced(reduced, unit, one.members))
    return priced


def _first_box(
    master: Master, first: list[tuple[int, Members]]
) -> tuple[float, npt.NDArray[np.float64]]:
    """The cost of a typical cluster, and how dear it is to leave a row unmet."""
    areas = master.areas
    costs = np.array([float(areas.cost[list(members), unit].sum()) for unit, members in first])
    sizes = np.array([max(1, sum(areas.size[i] for i in members)) for _, members in first])
    typical = max(float(np.median(costs)), 1e-3)
    box = np.full(len(master.rows.low), BOX_UNITS * typical)
    box[: len(areas.codes)] += BOX_PERSONS * float(np.median(costs / sizes)) * np.array(areas.size)
    return typical, box


def _first_clusters(areas: Areas) -> list[tuple[int, Members]]:
    """Around every seat: the nearest neighbour joins, again and again; each stand of the right size."""
    found = []
    for unit, seat in enumerate(areas.seat):
        if seat < 0:
            continue
        way = areas.cost[:, unit] / np.maximum(np.array(areas.persons), 1)
        members, edge = {seat}, set(areas.neighbours[seat])
        size, host = areas.size[seat], areas.host[seat]
        while True:
            if areas.low <= size <= areas.high:
                found.append((unit, tuple(sorted(members))))
                if size >= areas.low and len(members) > 1 and size > 2 * areas.low > 0:
                    break
            able = [
                i
                for i in edge
                if np.isfinite(way[i])
                and size + areas.size[i] <= areas.high
                and not (host and areas.host[i])
            ]
            if not able:
                break
            nearest = min(able, key=lambda i: (float(way[i]), i))
            members.add(nearest)
            size += areas.size[nearest]
            host = host or areas.host[nearest]
            edge = (edge | areas.neighbours[nearest]) - members
    return found
