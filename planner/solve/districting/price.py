"""Every cluster of a seat that costs at most so much at given prices: branch and bound, exhaustive.

A cluster is a connected set of municipalities around a seat, of a size that the guideline allows. At
prices π its reduced cost is Σ (cost[i, seat] − π[i]) over its members. A node of the search is a
connected set and the areas banned from it; it branches on a neighbour of the set: with it or without.
Every cluster stands at one node only.

What may still be added costs at least the optimum of a fractional knapsack over the areas that can
still be reached (ratio by ratio, at least up to the least size, at most up to the largest): dropping
connectivity and wholeness can only make it cheaper. What is pruned is therefore worse than the
threshold, and nothing else is lost.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf

import numpy as np
import numpy.typing as npt

from planner.solve.districting.areas import Areas

Members = tuple[int, ...]

TRIFLE = 1e-6
"""The size of an area where nobody lives, for ratios."""


class TooManyNodesError(Exception):
    """The search grew past what was allowed: nothing was proved."""


@dataclass(frozen=True, slots=True)
class Priced:
    """A cluster with its reduced cost; members are area numbers, sorted."""

    reduced: float
    unit: int
    members: Members


@dataclass(slots=True)
class Budget:
    """Nodes that searches may still visit, and whether time or the user has ended them."""

    nodes: int
    stopped: Callable[[], bool] = lambda: False

    def take(self, nodes: int) -> None:
        """Use some up.

        Raises:
            TooManyNodesError: there were not so many left, or the search is to end.
        """
        self.nodes -= nodes
        if self.nodes < 0 or self.stopped():
            raise TooManyNodesError


@dataclass(frozen=True, slots=True)
class _Local:
    """The areas that a cluster of a seat may hold, by ratio; bit n of a mask is the nth of them."""

    areas: list[int]
    size: list[int]
    weight: list[float]
    ratio: list[float]
    near: list[int]
    """Mask of neighbours."""
    hosts: int
    first: int
    """Mask of the seat's neighbours."""


def clusters_of(
    areas: Areas,
    unit: int,
    prices: npt.NDArray[np.float64],
    most: float,
    budget: Budget,
    count: int | None = None,
    patience: int | None = None,
) -> list[Priced]:
    """Clusters of a unit with a reduced cost of at most `most`, cheapest first.

    With `count` the cheapest so many only (and no fewer than there are). With `patience` the search
    ends after so many nodes, and what it has found need not be all there is.

    Raises:
        TooManyNodesError: the budget ran out.
    """
    seat = areas.seat[unit]
    if seat < 0 or areas.size[seat] > areas.high:
        return []
    weight = areas.cost[:, unit] - prices
    local = _local(areas, seat, weight, most)
    if local is None:
        return []
    found = _search(areas, local, areas.size[seat], float(weight[seat]), most, budget, count, patience)
    priced = []
    for reduced, mask in found:
        members = [seat]
        while mask:
            bit = mask & -mask
            mask ^= bit
            members.append(local.areas[bit.bit_length() - 1])
        priced.append(Priced(reduced, unit, tuple(sorted(members))))
    return priced


def _local(areas: Areas, seat: int, weight: npt.NDArray[np.float64], most: float) -> _Local | None:
    """The areas that can be with the seat in a cluster of at most `most`; None where none can exist."""
    size = np.maximum(np.array(areas.size, dtype=np.float64), TRIFLE)
    room = areas.high - areas.size[seat]
    able = np.isfinite(weight) & (areas.size_between[seat] <= room)
    able[seat] = False
    if areas.host[seat]:
        able &= ~np.array(areas.host)
    ratio = np.where(able, weight / size, inf)
    order = [int(i) for i in np.argsort(ratio, kind="stable") if able[i]]
    base, need = float(weight[seat]), areas.low - areas.size[seat]
    least = _relaxed(order, ratio, size, need, room, None)
    if base + least > most:
        return None
    cheapest = _relaxed(order, ratio, size, 0.0, room, None)
    kept = []
    for i in order:
        if weight[i] > 0:  # one that makes the cluster dearer: is it worth having for anything?
            if base + float(weight[i]) + cheapest > most:
                continue
            rest = _relaxed(order, ratio, size, need - size[i], room - size[i], i)
            if base + float(weight[i]) + rest > most:
                continue
        kept.append(i)
    reached, edge = {seat}, [seat]
    wanted = set(kept)
    while edge:
        for j in areas.neighbours[edge.pop()] & wanted:
            if j not in reached:
                reached.add(j)
                edge.append(j)
    kept = [i for i in kept if i in reached]
    bit = {i: 1 << n for n, i in enumerate(kept)}
    return _Local(
        areas=kept,
        size=[areas.size[i] for i in kept],
        weight=[float(weight[i]) for i in kept],
        ratio=[float(ratio[i]) for i in kept],
        near=[sum(bit[j] for j in areas.neighbours[i] if j in bit) for i in kept],
        hosts=sum(bit[i] for i in kept if areas.host[i]),
        first=sum(bit[j] for j in areas.neighbours[seat] if j in bit),
    )


def _relaxed(
    order: list[int],
    ratio: npt.NDArray[np.float64],
    size: npt.NDArray[np.float64],
    need: float,
    room: float,
    without: int | None,
) -> float:
    """The fractional knapsack over some areas, cheapest ratio first; inf where it cannot be met."""
    total = taken = 0.0
    if room < 0:
        return inf
    for i in order:
        if i == without:
            continue
        each = float(ratio[i])
        if each >= 0 and taken >= need:
            return total
        part = min(float(size[i]), (need if each >= 0 else room + 1e-3) - taken)
        if part <= 0:
            return total
        total += each * part
        taken += part
    return total if taken >= need - 1e-9 else inf


def _search(
    areas: Areas,
    local: _Local,
    seat_size: int,
    seat_weight: float,
    most: float,
    budget: Budget,
    count: int | None,
    patience: int | None,
) -> list[tuple[float, int]]:
    """(Reduced cost, mask) of every cluster, cheapest first. One long loop: it is where time goes."""
    sizes, weights, ratios, near, hosts = local.size, local.weight, local.ratio, local.near, local.hosts
    low, high, roomy = areas.low, areas.high, areas.high + 1e-3
    found = [(seat_weight, 0)] if seat_size >= low and seat_weight <= most else []
    open_nodes = (
        [(0, (1 << len(sizes)) - 1, local.first, seat_size, seat_weight)] if local.first else []
    )
    nodes, pause = 0, 4096 if patience is None else patience
    while open_nodes:
        inside, free, edge, size, cost = open_nodes.pop()
        nodes += 1
        if nodes == pause:
            if patience is not None:
                break
            budget.take(nodes)
            nodes = 0
        reach = new = edge
        while new:
            bit = new & -new
            more = near[bit.bit_length() - 1] & free & ~reach
            reach |= more
            new = (new ^ bit) | more
        bound, taken = cost, float(size)
        while reach:
            bit = reach & -reach
            reach ^= bit
            n = bit.bit_length() - 1
            ratio = ratios[n]
            part = sizes[n] or TRIFLE
            if ratio >= 0:
                if taken >= low:
                    break
                if part > low - taken:
                    part = low - taken
            elif part > roomy - taken:
                part = roomy - taken
            bound += ratio * part
            taken += part
            if taken >= roomy:
                break
        if taken < low - 1e-9 or bound > most:
            continue
        bit = edge & -edge
        n = bit.bit_length() - 1
        free ^= bit
        edge ^= bit
        if edge:
            open_nodes.append((inside, free, edge, size, cost))
        size += sizes[n]
        if size > high:
            continue
        cost += weights[n]
        inside |= bit
        if hosts & bit:
            free &= ~hosts
        if size >= low and cost <= most:
            found.append((cost, inside))
            if count is not None and len(found) >= 4 * count:
                found.sort()
                del found[count:]
                most = min(most, found[-1][0])
        edge = (edge | near[n]) & free
        if edge:
            open_nodes.append((inside, free, edge, size, cost))
    budget.take(nodes)
    found.sort()
    return found if count is None else found[:count]
