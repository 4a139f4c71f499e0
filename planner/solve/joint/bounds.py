"""Lower bounds on the travel of a unit, for all units and sets of members before any is planned.

A course of programme h at venue v takes at most G people and costs its staff a way, so each of its
people costs at least a G-th of that. Whoever takes part goes to the cheapest of the unit's venues, that
share counted in, or to the specialist:

    hours(C, u) ≥ Σ_k Σ_{i in C} d[i, k] · min(away[i, k], min_v (way[i, v] + staff[u, v] / G[v]))

Sharper, and dearer to have: everybody in C fills c courses of k at the most, so at most c towns hold
any, and the staff comes to each of them for one course at least. Nothing else is asked of groups:

    hours(C, u) ≥ Σ_k min over towns V of C, |V| ≤ c[k], of
                  Σ_{v in V} staff[u, v] / Y[k]
                  + Σ_{i in C} d[i, k] · min(away[i, k], min_{v in V} way[i, v])
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from math import comb, floor, inf

import numpy as np
from numpy.typing import NDArray

from planner.problem import TOLERANCE, Problem

Array = NDArray[np.float64]
Numbers = NDArray[np.int64]

MOST_SETS = 6_000
"""Where there are more sets of towns than this, a programme keeps the bound by shares."""


@dataclass(frozen=True, slots=True)
class Least:
    """Bounds on what a unit's people go without (participants a year), and on its hours (U,) a year."""

    unmet: float
    hours: Array


@dataclass(frozen=True, slots=True)
class _Way:
    """Courses of a programme that people of one (the same, or one that joins it) may attend."""

    host_id: str
    hours: Array
    """(P, V) of a participant, both ways of all meetings; inf where it cannot be."""
    staff: Array
    """(U, V) a year, of one course in a cycle."""
    share: Array
    """(U, V) of the staff's way, of one participant in a course that is full."""


@dataclass(frozen=True, slots=True)
class _Programme:
    """The people of a programme, (P,): participants a year, hours at the specialist, who has none."""

    participants: Array
    away: Array
    """0 where no specialist is within reach: they may be without an offer."""
    without: NDArray[np.bool_]
    ways: tuple[_Way, ...]


@dataclass(frozen=True)
class Bounds:
    """Everything that a bound is made of, in arrays (P places, V towns with venues, U units)."""

    unit_number: Mapping[str, int]
    place_codes: NDArray[np.str_]
    venue_codes: NDArray[np.str_]
    programmes: Mapping[str, _Programme]
    fills: Mapping[str, float]
    """Programme → participants a year that one course in a cycle takes at least."""

    def least(self, codes: frozenset[str], *, sharper: bool) -> Least:
        """What no unit with these members can beat."""
        wanted = sorted(codes)
        places = np.flatnonzero(np.isin(self.place_codes, wanted))
        towns = np.flatnonzero(np.isin(self.venue_codes, wanted))
        hours, unmet = np.zeros(len(self.unit_number)), 0.0
        for k, programme in self.programmes.items():
            people, away = programme.participants[places], programme.away[places]
            ways = [w for w in programme.ways if len(towns) and self._courses(w.host_id, places)]
            local = np.full(len(places), inf)
            for way in ways:
                local = np.minimum(local, way.hours[np.ix_(places, towns)].min(axis=1))
            unmet += float(people[programme.without[places] & np.isinf(local)].sum())
            least = _by_shares(ways, places, towns, people, away)
            if sharper and k in self._by_themselves and ways:
                most = self._courses(k, places)
                sets = _by_sets(ways[0], places, towns, people, away, most)
                least = least if sets is None else np.maximum(least, sets)
            hours += least
        return Least(unmet, hours)

    def _courses(self, host_id: str, places: Numbers) -> int:
        """Courses in a cycle that all who may come fill at the most."""
        people = sum(
            float(programme.participants[places].sum())
            for programme in self.programmes.values()
            if any(way.host_id == host_id for way in programme.ways)
        )
        return floor((people + TOLERANCE) / self.fills[host_id])

    @cached_property
    def _by_themselves(self) -> frozenset[str]:
        """Programmes with courses of their own, for their own people only."""
        comers: dict[str, set[str]] = {}
        for k, programme in self.programmes.items():
            for way in programme.ways:
                comers.setdefault(way.host_id, set()).add(k)
        return frozenset(
            k
            for k, programme in self.programmes.items()
            if [way.host_id for way in programme.ways] == [k] and comers[k] == {k}
        )


def _by_shares(
    ways: list[_Way], places: Numbers, towns: Numbers, people: Array, away: Array
) -> Array | float:
    """(U,) hours where everybody pays a share of the staff's way."""
    least = away[None, :]
    for way in ways:
        there = way.hours[np.ix_(places, towns)][None] + way.share[:, None, towns]
        least = np.minimum(least, there.min(axis=2))
    return np.asarray(least @ people)


def _by_sets(
    way: _Way, places: Numbers, towns: Numbers, people: Array, away: Array, most: int
) -> Array | None:
    """(U,) hours where each town in use has its staff come once; None where sets of towns are many."""
    towns = towns[np.isfinite(way.hours[np.ix_(places, towns)]).any(axis=0)]
    sizes = range(1, min(most, len(towns)) + 1)
    if sum(comb(len(towns), size) for size in sizes) > MOST_SETS:
        return None
    hours = np.minimum(way.hours[np.ix_(places, towns)], away[:, None])
    staff = way.staff[:, towns]
    least = np.full(len(staff), float(people @ away))
    for size in sizes:
        sets = np.array(list(combinations(range(len(towns)), size)))
        there = people @ hours[:, sets].min(axis=2)
        least = np.minimum(least, (there[None] + staff[:, sets].sum(axis=2)).min(axis=1))
    return least


def bounds_of(problem: Problem) -> Bounds:
    """The arrays of a problem in which units run venues among their members only."""
    place_ids, unit_ids = sorted(problem.place_code), sorted(problem.units)
    # rooms of a town have the same ways: one stands for all of them
    room = {problem.venues[v].place_id: v for v in sorted(problem.venues, reverse=True)}
    venue_ids = sorted(room.values())
    code = np.array([problem.place_code[i] for i in place_ids], dtype=np.str_)
    venue_code = np.array([problem.venues[v].code for v in venue_ids], dtype=np.str_)
    minutes = np.array(
        [[problem.local_mean_minutes[i].get(v, inf) for v in venue_ids] for i in place_ids]
    ).reshape(len(place_ids), len(venue_ids))
    staff = np.array(
        [[problem.staff_minutes[u].get(v, inf) for v in venue_ids] for u in unit_ids]
    ).reshape(len(unit_ids), len(venue_ids))
    programmes = {}
    for k in sorted(k for k, by_place in problem.demand.items() if by_place):
        may_come = np.ones((len(place_ids), len(venue_ids)), dtype=np.bool_)
        if problem.programmes[k].own_municipality_only:
            may_come = code[:, None] == venue_code[None, :]
        programmes[k] = _Programme(
            participants=np.array([problem.demand[k].get(i, 0.0) for i in place_ids]),
            away=np.array([_hours_away(problem, k, i) for i in place_ids]),
            without=np.array([not problem.specialist_minutes.get(k, {}).get(i) for i in place_ids]),
            ways=tuple(
                _way(problem, h, venue_ids, np.where(may_come, minutes, inf), staff)
                for h in problem.programmes[k].hosts
                if h in problem.programmes
            ),
        )
    return Bounds(
        unit_number={u: n for n, u in enumerate(unit_ids)},
        place_codes=code,
        venue_codes=venue_code,
        programmes=programmes,
        fills={h: p.group_min_persons / p.cycle_years for h, p in problem.programmes.items()},
    )


def _way(problem: Problem, host_id: str, venue_ids: list[str], minutes: Array, staff: Array) -> _Way:
    host = problem.programmes[host_id]
    largest: dict[str, float] = {}
    for v, most in host.group_max_persons.items():
        town = problem.venues[v].place_id
        largest[town] = max(largest.get(town, 0.0), most)
    group = np.array([largest.get(problem.venues[v].place_id, 0.0) for v in venue_ids])
    held = group > 0
    trips = host.meetings_per_course * 2 / 60
    course = trips * (host.staff_travelling * staff if host.staff_travelling else 0.0 * held)
    course = np.where(held & np.isfinite(staff), np.broadcast_to(course, staff.shape), inf)
    return _Way(
        host_id=host_id,
        hours=np.where(held, trips * minutes, inf),
        staff=course / host.cycle_years,
        share=course / np.where(held, group, 1.0),
    )


def _hours_away(problem: Problem, programme_id: str, place_id: str) -> float:
    ways = problem.specialist_mean_minutes.get(programme_id, {}).get(place_id, {})
    return min((problem.services[s].trips_per_course * t for s, t in ways.items()), default=0.0) / 30
