"""From the LP's bound to a proven division: all clusters within the gap, and a choice of them.

With prices π and the bound B that they prove, any division costs B plus the reduced costs of its
clusters, none of which is below zero. A division that costs at most V therefore holds clusters of at
most V − B only. Once all of those are listed (`price` is exhaustive), the best choice from
them is the best of all; with all of at most r listed, no division beats the smaller of that choice's
bound and B + r.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import inf, isfinite

from planner.messages import message
from planner.solve.districting.columns import Column, Generated, Master, price
from planner.solve.districting.price import Budget, Members, TooManyNodesError
from planner.solve.solver import Limits, Termination, choose_columns

FIRST_REACH = 0.001
"""Clusters of so small a reduced cost (a share of the bound) are the first to be listed."""

WIDER = 3.0
"""How many times wider the next list is at the most: the list itself grows much faster than that."""

MOST_LISTS = 12
MOST_COLUMNS = 150_000
"""A list longer than this is not chosen from; value and bound are then what is known."""

FINER = 0.1
"""The share of the gap asked for that the choice itself may leave."""


@dataclass(frozen=True, slots=True)
class Division:
    """Units with their members, the cost of all, and what no division can beat."""

    columns: tuple[Column, ...]
    value: float
    bound: float
    listed: int
    """Clusters that the last choice was made from; 0 where none were listed (`hess`)."""


def choose_division(
    master: Master,
    generated: Generated,
    limits: Limits,
    seconds_left: Callable[[], float | None],
    budget: Budget,
    tell: Callable[[str], object],
) -> Division | None:
    """The best division to within the gap asked for, or None where none was found."""
    base = generated.bound
    known = generated.columns
    best: Division | None = None
    bound = base
    reach = 0.0
    for _ in range(MOST_LISTS):
        columns: tuple[Column, ...] = known
        if reach > 0:  # the first choice is from the clusters that pricing came upon
            try:
                listed = _within(master, generated, reach, budget)
            except TooManyNodesError:
                break
            if len(listed) > MOST_COLUMNS:
                break
            # what else is known can only help to find a division early, or again
            columns = _merged(listed, known if best is None else best.columns)
        tell(message("{value} connected clusters to choose from", value=len(columns)))
        found = choose_columns(
            master.rows,
            [column.cost for column in columns],
            [column.entries for column in columns],
            replace(limits, gap=limits.gap * FINER, seconds=seconds_left()),
        )
        if reach > 0:
            bound = max(bound, min(found.bound, base + reach))
        if found.numbers is not None and (best is None or found.value < best.value):
            chosen = tuple(columns[n] for n in found.numbers)
            best = Division(chosen, sum(c.cost for c in chosen), bound, len(columns))
        if best is not None:
            best = replace(best, bound=min(bound, best.value), listed=len(columns))
            wanted = best.value * (1 - limits.gap)
            if bound >= wanted - 1e-9 * abs(best.value) or (reach > 0 and reach >= wanted - base):
                return best
        if found.termination is Termination.STOPPED or not isfinite(base):
            return best
        needed = inf if best is None else (best.value * (1 - limits.gap) - base) * (1 + 1e-7)
        reach = min(max(needed, reach + 1e-9 * abs(base)), max(WIDER * reach, FIRST_REACH * abs(base)))
    return best


def _within(master: Master, generated: Generated, reach: float, budget: Budget) -> list[Column]:
    """Every cluster with a reduced cost of at most `reach`; of those with equal members the cheapest.

    A unit that must open keeps its own column beside a cheaper one.

    Raises:
        TooManyNodesError: the budget ran out.
    """
    found: dict[tuple[Members, int], Column] = {}
    slack = 1e-9 * abs(generated.bound)
    total = 0
    for unit in range(len(master.areas.unit_ids)):
        for one in price(master, unit, generated.prices, reach + slack, budget):
            total += 1
            if total > 20 * MOST_COLUMNS:
                raise TooManyNodesError
            key = (one.members, unit if unit in master.must_rows else -1)
            column = master.column(unit, one.members)
            if key not in found or column.cost < found[key].cost:
                found[key] = column
    return [found[key] for key in sorted(found)]


def _merged(listed: list[Column], more: tuple[Column, ...]) -> tuple[Column, ...]:
    """Both, each cluster of a unit once."""
    known = {(column.unit, column.members) for column in listed}
    return (*listed, *(c for c in more if (c.unit, c.members) not in known))
