"""The municipalities to divide into units, as arrays: sizes, neighbours, and the way to every seat.

The guideline becomes one pair of bounds. A municipality b above U may take up to U − L others
(`planner.rules.threshold.model`): counted with *size* L in place of its persons, that is the same as
size ≤ U of the whole, as long as there is one such municipality in a unit at the most.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, log10

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from planner.problem import Problem

USUAL = 5000.0
"""About the mean of the costs as the solver gets them."""


@dataclass(frozen=True)
class Areas:
    """Areas (municipalities) and units by number, both in id order."""

    codes: tuple[str, ...]
    unit_ids: tuple[str, ...]
    seat: tuple[int, ...]
    """Unit → its seat's area; −1 where it cannot be a member, and the unit cannot open."""
    persons: tuple[int, ...]
    size: tuple[int, ...]
    """What counts towards `low` and `high` (persons)."""
    host: tuple[bool, ...]
    """Above U: at most one of them in a unit."""
    low: int
    """Least size of a unit: L, less what the scenario lets the shortfall be exceeded by."""
    guideline: int
    """L: below it a unit is short."""
    high: float
    neighbours: tuple[frozenset[int], ...]
    cost: npt.NDArray[np.float64]
    """Area × unit: way to the seat; inf where the area cannot belong to the unit."""
    person_minutes: float
    """Person-minutes in one of `cost`: a power of ten that keeps numbers where the solver is exact."""
    size_between: npt.NDArray[np.float64]
    """Area × area: least size of a connected set that holds both, less that of the first."""

    def short(self, members: tuple[int, ...]) -> int:
        """Persons that a unit of these is below the guideline."""
        return max(0, self.guideline - sum(self.persons[i] for i in members))


def areas_of(problem: Problem, low: int) -> Areas:
    """The areas of a problem with free units; `low` is the least size of a unit."""
    guideline = problem.scenario.threshold
    codes = tuple(sorted(problem.distributable_codes))
    number = {code: i for i, code in enumerate(codes)}
    persons = tuple(problem.persons[code] for code in codes)
    size, host = sizes_of(problem, codes)
    neighbours = neighbours_of(problem, number)
    cost, person_minutes = _scaled(_cost(problem, number))
    seat = [number.get(problem.units[u].seat_code, -1) for u in sorted(problem.units)]
    return Areas(
        codes=codes,
        unit_ids=tuple(sorted(problem.units)),
        seat=tuple(s if s >= 0 and np.isfinite(cost[s, j]) else -1 for j, s in enumerate(seat)),
        persons=persons,
        size=size,
        host=host,
        low=low,
        guideline=guideline.persons_min if guideline.mode != "off" else 0,
        high=float(guideline.persons_max) if guideline.upper == "hard" else inf,
        neighbours=neighbours,
        cost=cost,
        person_minutes=person_minutes,
        size_between=_size_between(size, neighbours),
    )


def sizes_of(problem: Problem, codes: tuple[str, ...]) -> tuple[tuple[int, ...], tuple[bool, ...]]:
    """Size of each area, and whether it is a host: above a hard upper end, counted as L."""
    guideline = problem.scenario.threshold
    persons = [problem.persons[code] for code in codes]
    host = tuple(guideline.upper == "hard" and n > guideline.persons_max for n in persons)
    size = (guideline.persons_min if large else n for n, large in zip(persons, host, strict=True))
    return tuple(size), host


def neighbours_of(problem: Problem, number: dict[str, int]) -> tuple[frozenset[int], ...]:
    """Area → those it may hang together with: all the others where contiguity is off."""
    everyone = frozenset(range(len(number)))
    if not problem.scenario.contiguity.on:
        return tuple(everyone - {i} for i in range(len(number)))
    found: list[set[int]] = [set() for _ in number]
    for a, b in problem.adjacent:
        if a in number and b in number and a != b:
            found[number[a]].add(number[b])
    return tuple(frozenset(one) for one in found)


def _cost(problem: Problem, number: dict[str, int]) -> npt.NDArray[np.float64]:
    fixed = problem.scenario.units.fixed_members
    cost = np.zeros((len(number), len(problem.units)))
    for j, u in enumerate(sorted(problem.units)):
        ways = problem.seat_minutes[u]
        for place_id, code in problem.place_code.items():
            if code in number:
                cost[number[code], j] += problem.place_persons[place_id] * ways.get(place_id, inf)
        for code, i in number.items():
            if code not in problem.units[u].eligible_codes or fixed.get(code, u) != u:
                cost[i, j] = inf
    return cost


def _scaled(cost: npt.NDArray[np.float64]) -> tuple[npt.NDArray[np.float64], float]:
    """The same cost with a mean of a few thousand, and what it was divided by."""
    known = cost[np.isfinite(cost)]
    mean = float(known.mean()) if known.size else 0.0
    scale = 10.0 ** round(log10(mean / USUAL)) if mean > 0 else 1.0
    return cost / scale, scale


def _size_between(
    size: tuple[int, ...], neighbours: tuple[frozenset[int], ...]
) -> npt.NDArray[np.float64]:
    """Shortest paths in which entering an area costs its size (a trifle where nobody lives)."""
    pairs = [(i, j) for i, near in enumerate(neighbours) for j in sorted(near)]
    weights = [size[j] + 1e-6 for _, j in pairs]
    rows, columns = [i for i, _ in pairs], [j for _, j in pairs]
    graph = csr_matrix((weights, (rows, columns)), shape=(len(size), len(size)))
    found: npt.NDArray[np.float64] = np.floor(dijkstra(graph))
    return found
