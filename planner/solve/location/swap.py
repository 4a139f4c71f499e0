"""Good choices of venues, quickly: greedy, then one venue added, left out or exchanged while it helps.

The vertex substitution of M. B. Teitz and P. Bart (1968), with all exchanges valued at once (M. G. C.
Resende and R. F. Werneck 2007). It proves nothing; it gives the tree (`tree`) a plan to beat.
"""

from __future__ import annotations

from math import inf

import numpy as np

from planner.solve.location.costs import Costs, Numbers, Pattern

LITTLE = 1e-9
"""An improvement smaller than this share of the value is rounding."""


def greedy(costs: Costs) -> Numbers:
    """Venues added one at a time, the one that saves most first, as long as one saves anything.

    Where nobody could go anywhere else, the first is the one that costs least.
    """
    chosen: list[int] = []
    nearest = costs.away.copy()
    while len(chosen) < costs.most:
        if np.all(np.isfinite(nearest)):
            saved = np.maximum(nearest - costs.ways, 0.0).sum(axis=1) - costs.fixed
            best = int(np.argmax(saved))
            if saved[best] <= LITTLE:
                break
        else:
            best = int(np.argmin(costs.ways.sum(axis=1) + costs.fixed))
        chosen.append(best)
        nearest = np.minimum(nearest, costs.ways[best])
    return np.array(sorted(chosen), dtype=np.intp)


def improve(costs: Costs, chosen: Numbers) -> Numbers:
    """The choice after the best exchange, addition or omission, again and again until none helps."""
    least = LITTLE * max(1.0, abs(costs.value(chosen)))
    while True:
        better = _step(costs, chosen, least)
        if better is None:
            return chosen
        chosen = better


def _step(costs: Costs, chosen: Numbers, least: float) -> Numbers | None:
    if not len(chosen):
        return None
    first, second, nearest = _two_nearest(costs, chosen)
    lost = _by_venue(nearest, (second - first)[None, :], len(chosen))[:, 0]  # infinite for the last one
    left_out = costs.fixed[chosen] - lost
    added = np.maximum(first - costs.ways, 0.0).sum(axis=1) - costs.fixed
    added[chosen] = -inf
    exchanged = np.full((len(chosen), len(added)), -inf)
    if np.all(np.isfinite(second)):
        # of what leaving r out loses, an added v gives back to the people of r what it is better than
        # their second nearest
        back = np.maximum(second - np.maximum(costs.ways, first), 0.0)
        exchanged = left_out[:, None] + added[None, :] + _by_venue(nearest, back, len(chosen))
    elif len(chosen) == 1:
        alone = costs.ways.sum(axis=1) + costs.fixed
        exchanged = (costs.value(chosen) - alone)[None, :]
    r, v = np.unravel_index(int(np.argmax(exchanged)), exchanged.shape)
    out, more = int(np.argmax(left_out)), int(np.argmax(added))
    gains = (exchanged[r, v], left_out[out], added[more] if len(chosen) < costs.most else -inf)
    move = int(np.argmax(gains))
    if gains[move] <= least:
        return None
    kept = [
        x for n, x in enumerate(chosen) if not (move == 0 and n == r) and not (move == 1 and n == out)
    ]
    new = [[int(v)], [], [more]][move]
    return np.array(sorted([*kept, *new]), dtype=np.intp)


def _two_nearest(costs: Costs, chosen: Numbers) -> tuple[Pattern, Pattern, Numbers]:
    """Cost at the best and second best option of every place, and which chosen venue is its best."""
    table = costs.ways[chosen]
    nearest = table.argmin(axis=0)
    first = np.minimum(table[nearest, np.arange(table.shape[1])], costs.away)
    rest = table.copy()
    rest[nearest, np.arange(table.shape[1])] = inf
    return first, np.minimum(rest.min(axis=0), costs.away), nearest


def _by_venue(nearest: Numbers, table: Pattern, count: int) -> Pattern:
    """Sums over the places of each chosen venue: (chosen venue, row of `table`)."""
    found = np.zeros((count, table.shape[0]))
    order = np.argsort(nearest, kind="stable")
    present, starts = np.unique(nearest[order], return_index=True)
    found[present] = np.add.reduceat(table[:, order], starts, axis=1).T
    return found
