"""Venues within reach: set covering, maximal covering and p-centre, by choices of venues alone.

Nobody's way counts beside whether it is short enough, so only venues are chosen, in small MILPs with a
row for each place. The longest way is looked for by halving: whether N venues reach everybody within t
minutes can only change from no to yes as t grows, and t is one of the ways there are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import ceil, inf

import numpy as np
import numpy.typing as npt

from planner.problem import TOLERANCE, Problem
from planner.solve.location.costs import Numbers, Pattern, asks_for_more, reached, rooms_count
from planner.solve.location.tree import ROUNDING
from planner.solve.solver import Chosen, Entries, Limits, Rows, Termination, choose_columns

Mask = npt.NDArray[np.bool_]

OBJECTIVES = (("unmet",), ("reach",), ("unmet", "worst_travel"))
"""Orders of objectives that this covers."""


@dataclass(frozen=True, slots=True)
class Ways:
    """`minutes[v, i]`: the way of place i to venue v, infinite where there is none."""

    programme_id: str
    place_ids: tuple[str, ...]
    venue_ids: tuple[str, ...]
    runner_ids: tuple[str, ...]
    minutes: Pattern
    persons: Pattern
    most: int


@dataclass(frozen=True, slots=True)
class Cover:
    """The venue of each place (None: none within reach), and what is proved of every stage."""

    serves: tuple[int | None, ...]
    unmet_bound: float
    minutes_bound: float
    venues_bound: float


def ways_of(problem: Problem) -> Ways | None:
    """The ways of a problem that asks for no more than venues within reach; None of any other."""
    objectives = problem.scenario.objectives
    if objectives not in OBJECTIVES or asks_for_more(problem) is not None:
        return None
    if "unmet" not in objectives and problem.scenario.rules.access.unmet_share_max is not None:
        return None
    [k] = [k for k, by_place in problem.demand.items() if by_place]
    programme = problem.programmes[k]
    if rooms_count(problem, programme) or any(problem.specialist_minutes.get(k, {}).values()):
        return None
    places = tuple(sorted(problem.demand[k]))
    venues = tuple(v for v in sorted(programme.group_max_persons) if len(problem.runners(v)) == 1)
    runners = tuple(problem.runners(v)[0] for v in venues)
    most = problem.scenario.venues.count_max
    if not venues or most == 0:
        return None
    ways = Ways(
        programme_id=k,
        place_ids=places,
        venue_ids=venues,
        runner_ids=runners,
        minutes=np.array(
            [
                reached(problem, programme, problem.local_minutes, v, u, places)
                for v, u in zip(venues, runners, strict=True)
            ]
        ),
        persons=np.array([problem.demand[k][i] for i in places]),
        most=len(venues) if most is None else min(most, len(venues)),
    )
    centre = "worst_travel" in objectives
    return None if centre and not np.all(np.isfinite(ways.minutes)) else ways


def most_people(ways: Ways, left: Callable[[], Limits]) -> Cover | None:
    """At most N venues within reach of most people, then the fewest; None where a limit came first."""
    near = np.isfinite(ways.minutes)
    best = _choose(ways, near, left(), ways.most)
    if best is None:
        return None
    chosen, unmet_bound = best
    reaches = near[chosen].any(axis=0)
    served = float(ways.persons[reaches].sum())
    unmet = float(ways.persons.sum()) - served
    fewest = _fewest(ways, near, left(), served)
    if fewest is not None and len(fewest[0]) <= len(chosen):
        chosen = fewest[0]
    return Cover(_nearest(ways, chosen), min(unmet_bound, unmet), 0.0, fewest[1] if fewest else 0.0)


def shortest_longest(ways: Ways, left: Callable[[], Limits], ended: Callable[[], bool]) -> Cover:
    """At most N venues with the shortest longest way, then the fewest of them."""
    lengths = np.unique(ways.minutes)
    everybody = float(ways.persons.sum())
    # nobody can do better than everybody at their own nearest venue, nor need do worse than at the one
    # venue from which the longest way is shortest
    low = int(np.searchsorted(lengths, ways.minutes.min(axis=0).max()))
    high = int(np.searchsorted(lengths, ways.minutes.max(axis=1).min()))
    chosen, at_least = np.array([int(ways.minutes.max(axis=1).argmin())]), 1.0
    while low < high and not ended():
        middle = (low + high) // 2
        found = _fewest(ways, ways.minutes <= lengths[middle] + TOLERANCE, left(), everybody)
        if found is None:
            break
        if len(found[0]) <= ways.most:
            (chosen, at_least), high = found, middle
        elif found[1] > ways.most:
            low = middle + 1
        else:
            break
    return Cover(_nearest(ways, chosen), 0.0, float(lengths[low]), at_least if low == high else 0.0)


def _choose(ways: Ways, near: Mask, limits: Limits, most: int) -> tuple[Numbers, float] | None:
    """Venues that leave out fewest people, and a bound on how many."""
    venues = len(ways.venue_ids)
    somewhere = np.flatnonzero(near.any(axis=0))
    nowhere = float(ways.persons[~near.any(axis=0)].sum())
    columns = _columns(near, somewhere)
    for column in columns:
        column[len(somewhere)] = 1.0
    out: list[Entries] = [{row: 1.0} for row in range(len(somewhere))]
    rows = Rows(
        np.array([1.0] * len(somewhere) + [-inf]), np.array([inf] * len(somewhere) + [float(most)])
    )
    prices = [0.0] * venues + [float(n) for n in ways.persons[somewhere]]
    found = choose_columns(rows, prices, [*columns, *out], replace(limits, gap=0.0))
    chosen = _venues(found, venues)
    return None if chosen is None else (chosen, max(0.0, found.bound) + nowhere)


def _fewest(ways: Ways, near: Mask, limits: Limits, served: float) -> tuple[Numbers, float] | None:
    """The fewest venues within reach of so many people, and a bound on their number."""
    venues = len(ways.venue_ids)
    somewhere = np.flatnonzero(near.any(axis=0))
    columns = _columns(near, somewhere)
    spare = float(ways.persons[somewhere].sum()) - served
    low, high, out = [1.0] * len(somewhere), [inf] * len(somewhere), list[Entries]()
    if spare > ROUNDING * (1.0 + served):
        out = [{row: 1.0, len(somewhere): float(ways.persons[i])} for row, i in enumerate(somewhere)]
        low.append(-inf)
        high.append(spare + ROUNDING * (1.0 + served))
    rows = Rows(np.array(low), np.array(high))
    found = choose_columns(
        rows, [1.0] * venues + [0.0] * len(out), [*columns, *out], replace(limits, gap=0.0)
    )
    chosen = _venues(found, venues)
    if chosen is None:
        return None
    return chosen, float(ceil(found.bound - ROUNDING))


def _columns(near: Mask, somewhere: Numbers) -> list[dict[int, float]]:
    return [{int(row): 1.0 for row in np.flatnonzero(reach[somewhere])} for reach in near]


def _venues(found: Chosen, venues: int) -> Numbers | None:
    if found.numbers is None or found.termination is Termination.INFEASIBLE:
        return None
    return np.array([n for n in found.numbers if n < venues], dtype=np.intp)


def _nearest(ways: Ways, chosen: Numbers) -> tuple[int | None, ...]:
    """Everybody at the nearest venue in use, ids breaking ties."""
    if not len(chosen):
        return (None,) * len(ways.place_ids)
    table = ways.minutes[chosen]
    near = table.argmin(axis=0)
    return tuple(int(chosen[n]) if np.isfinite(table[n, i]) else None for i, n in enumerate(near))
