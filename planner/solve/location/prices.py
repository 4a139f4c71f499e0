"""A bound on every choice of venues from prices on being served: the Lagrangian dual.

Let every place i be worth u[i] ≤ away[i] to whoever serves it, and let venues serve whom they like.
Then a venue in use earns or costs reduced[v] = fixed[v] + Σ_i min(0, ways[v, i] − u[i]), and

    bound(u) = Σ_i u[i] + the least Σ reduced[v] over choices of at most N venues

is a lower bound whatever the prices, since the one rule left out is that each place is served once. The
choice is made by sorting, so a bound costs one pass over the table. Prices are raised where nobody
serves a place and lowered where several do (subgradient steps after B. T. Polyak).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf

import numpy as np
import numpy.typing as npt

from planner.solve.location.costs import Costs, Pattern

Mask = npt.NDArray[np.bool_]

MEMORY = 0.3
"""How much of the last direction a step keeps."""

LEAST_STEP = 1e-3
"""Steps shorter than this (in the measure of Polyak) change nothing any more."""


@dataclass(frozen=True, slots=True)
class Table:
    """The venues of a node: those still possible, which of them are in use whatever happens."""

    ways: Pattern
    fixed: Pattern
    away: Pattern
    inside: Mask
    most: int


Count = Callable[[Mask], Pattern]
"""How many of the venues chosen serve each place."""

Serve = Callable[[Pattern], tuple[Pattern, Count]]
"""Prices → what each venue is worth when it serves whom it likes, and who is served by how many."""


@dataclass(frozen=True, slots=True)
class Steps:
    """How to look for prices: how many steps, how long the first, when and by what they are cut.

    `beyond` aims at a value that much (of its own size) above the best plan's.
    """

    count: int
    first: float
    patience: int
    cut: float
    beyond: float


ROOT = Steps(count=600, first=1.5, patience=15, cut=1.6, beyond=0.02)
NODE = Steps(count=30, first=0.5, patience=6, cut=2.0, beyond=0.0)
"""A node starts from its parent's prices, which are nearly its own. Measured on pmed1–20."""


@dataclass(frozen=True, slots=True)
class Priced:
    """The best bound found, its prices, what each venue is worth at them, and which it chose."""

    bound: float
    prices: Pattern
    reduced: Pattern
    chosen: Mask


def first_prices(costs: Costs) -> Pattern:
    """The cost of every place at its second best venue: where prices start."""
    ways = costs.ways
    second = np.partition(ways, 1, axis=0)[1] if len(ways) > 1 else ways[0]
    return np.minimum(costs.away, second)


def serve_all(table: Table) -> Serve:
    """Venues with room for everybody serve all whose price is above their cost."""

    def serve(prices: Pattern) -> tuple[Pattern, Count]:
        gains = np.minimum(table.ways - prices, 0.0)
        return gains.sum(axis=1) + table.fixed, lambda chosen: (gains[chosen] < 0).sum(axis=0)

    return serve


def price(
    table: Table,
    serve: Serve,
    prices: Pattern,
    value: float,
    target: float,
    steps: Steps,
    ended: Callable[[], bool],
) -> Priced:
    """The best bound within some steps, or the first one that reaches `target`.

    `value` is what the best plan known comes to; it only says how long the steps are.
    """
    best = Priced(-inf, prices, table.fixed, table.inside)
    share, stalled, before = steps.first, 0, np.zeros_like(prices)
    for number in range(steps.count):
        prices = np.minimum(prices, table.away)
        reduced, served = serve(prices)
        chosen = _chosen(reduced, table.inside, table.most)
        bound = float(prices.sum() + reduced[chosen].sum())
        stalled += 1
        if bound > best.bound:
            if bound > best.bound + 1e-4 * (value - bound):
                stalled = 0
            best = Priced(bound, prices, reduced, chosen)
        if best.bound >= target or (number % 32 == 31 and ended()):
            break
        if stalled >= steps.patience:
            share, stalled, prices = share / steps.cut, 0, best.prices
            if share < LEAST_STEP:
                break
        direction = (1.0 - served(chosen)) + MEMORY * before
        length = float(direction @ direction)
        if length == 0:
            break
        before = direction
        aim = value + steps.beyond * abs(value)
        prices = prices + share * max(aim - bound, 1e-9 * abs(value)) / length * direction
    return best


def _chosen(reduced: Pattern, inside: Mask, most: int) -> Mask:
    """The venues in use whatever happens, and of the others the most welcome, as long as they are."""
    worth = np.where(inside, -inf, reduced)
    found = inside | (worth < 0)
    if int(found.sum()) > most:
        found = np.zeros(len(worth), dtype=bool)
        found[np.argpartition(worth, most - 1)[:most]] = True
    return found


def forced(table: Table, priced: Priced) -> tuple[Pattern, Pattern]:
    """By how much the bound rises at least if a venue is taken in, and if it is left out.

    With N chosen, another one takes the place of the least welcome of them; a chosen one that is left
    out makes room for the best of the others, if that is welcome at all.
    """
    free, reduced = priced.chosen & ~table.inside, priced.reduced
    others = ~priced.chosen
    full = int(priced.chosen.sum()) >= table.most
    worst = float(reduced[free].max()) if full and free.any() else 0.0
    next_best = min(0.0, float(reduced[others].min())) if full and others.any() else 0.0
    taken_in = np.where(others, reduced - worst, 0.0)
    left_out = np.where(free, next_best - reduced, 0.0)
    if full and not free.any():
        taken_in = np.where(others, inf, 0.0)
    return taken_in, left_out
