"""A part with one programme, searched by its course patterns: how many courses where.

A unit's people fill few courses of one programme, so the patterns can be listed: with C courses at most
and J towns there are (J + C choose C). Each has a bound that costs almost nothing (`pattern_bounds`).
Exact hours are those of a transport problem (`pattern_transport`); taken in the order of their bounds,
only the first few patterns need it. Unlike a MILP this gives *every* pattern within a given distance
of the optimum, which is what the stages and rules that tie programmes together need.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import combinations, islice
from math import comb, floor, inf, isfinite

import numpy as np
from numpy.typing import NDArray

from planner.problem import TOLERANCE, Problem
from planner.solve.programmes.pattern_bounds import hours_bound, hours_of_set
from planner.solve.programmes.pattern_transport import Flow, fewest_hours, transport
from planner.solve.programmes.subproblems import Subproblem, runner_of

Array = NDArray[np.float64]

MOST_VECTORS = 300_000
"""Parts with more course patterns than this are left to the MILP."""

CHUNK = 4096
"""Sets looked at together; it bounds memory, not the answer."""


Courses = tuple[tuple[int, int], ...]
"""(town, courses) by the towns' indices, in order."""

Stopped = Callable[[], bool]
"""Whether the search should end now: the clock, or Ctrl-C."""


class SearchStoppedError(Exception):
    """The search was ended before it knew anything."""


@dataclass(frozen=True, slots=True)
class PartArrays:
    """A part as arrays: P places, J towns. Hours are per participant or course and year, both ways."""

    programme_id: str
    place_ids: tuple[str, ...]
    venue_ids: tuple[str, ...]
    """One room for each town."""
    service_ids: tuple[str, ...]
    """The best specialist service of each place."""
    participants: Array
    """(P,) participants a year."""
    hours_away: Array
    """(P,) at the specialist."""
    hours_local: Array
    """(P, J) at a town's courses; inf where people may not or cannot go."""
    nok_away: Array
    """(P,) cost of the way to the specialist."""
    nok_local: Array
    """(P, J) cost of the way to a town."""
    staff_hours: Array
    """(J,) hours a year of one course in a cycle."""
    group_min: float
    group_max: Array
    """(J,) most participants per course."""
    cycle_years: int
    pairs: tuple[tuple[tuple[str, str], ...], ...] = ()
    """(P,) places and programmes whose people are in a row; empty: each place's of the programme."""
    come_local: Array | None = None
    """(P, J) share of those who go to a town's courses that come; None where everybody does."""

    @property
    def courses_max(self) -> int:
        """Courses in a cycle that all the people together could fill."""
        most = 1.0 if self.come_local is None else self.come_local.max(axis=1, initial=0.0)
        crowd = float((self.participants * most).sum()) * self.cycle_years
        return floor((crowd + TOLERANCE) / self.group_min)

    def come(self, places: NDArray[np.int64], towns: NDArray[np.int64]) -> Array:
        """The shares that come, for pairs of places and towns."""
        return np.ones(len(places)) if self.come_local is None else self.come_local[places, towns]


@dataclass(frozen=True, slots=True)
class Pattern:
    """Courses in a cycle per town (index), and the fewest hours a year that they allow."""

    courses: Courses
    hours: float


@dataclass(slots=True)
class PatternSearch:
    """The patterns of one part, evaluated as far as somebody has asked."""

    arrays: PartArrays
    hours: dict[Courses, float] = field(default_factory=dict)
    """Exact hours of the patterns evaluated so far; inf where no division of people fits."""
    flows: dict[Courses, Flow] = field(default_factory=dict)
    """The cheapest flow of the patterns that somebody wanted in full."""

    def within(self, extra_hours: float, stopped: Stopped) -> tuple[Pattern, ...]:
        """Every pattern at most `extra_hours` worse than the best, best first.

        Raises:
            SearchStoppedError: `stopped` became true; what was evaluated so far is in `hours`.
        """
        best = self.exact(())
        listed: list[tuple[float, Courses]] = [(best, ())]
        for size in range(1, min(self.arrays.courses_max, len(self.arrays.venue_ids)) + 1):
            found = sorted(self.of_size(size, best + extra_hours, stopped))
            # the first few of each size give a good value early, so that larger sets can be passed over
            best = min([best, *(self.exact(row) for _, row in found[:3])])
            listed += found
        listed.sort()
        kept: list[Pattern] = []
        for bound, row in listed:
            if bound > best + extra_hours + 1e-7:
                continue
            if stopped():
                raise SearchStoppedError
            hours = self.exact(row)
            best = min(best, hours)
            if hours < inf:
                kept.append(Pattern(row, hours))
        near = [v for v in kept if v.hours <= best + extra_hours + 1e-7]
        return tuple(sorted(near, key=lambda v: (v.hours, v.courses)))

    def best(self, stopped: Stopped) -> Pattern:
        """One best pattern; those that tie with it are not looked at.

        Raises:
            SearchStoppedError: `stopped` became true.
        """
        best = Pattern((), self.exact(()))
        for size in range(1, min(self.arrays.courses_max, len(self.arrays.venue_ids)) + 1):
            enough = best.hours - 1e-9 * (1 + abs(best.hours))
            for bound, row in sorted(self.of_size(size, enough - 1e-7, stopped)):
                if bound >= best.hours - 1e-9 * (1 + abs(best.hours)):
                    break
                if stopped():
                    raise SearchStoppedError
                hours = self.exact(row)
                if hours < best.hours:
                    best = Pattern(row, hours)
        return best

    def best_known(self) -> Pattern | None:
        """The best pattern evaluated so far."""
        known = [(hours, row) for row, hours in self.hours.items() if hours < inf]
        if not known:
            return None
        hours, row = min(known)
        return Pattern(row, hours)

    def flow(self, pattern: Pattern) -> Flow:
        """Who goes where, with the fewest hours and then the least cost of the way."""
        if pattern.courses not in self.flows:
            found = transport(self.arrays, pattern.courses)
            assert found is not None, "a pattern with finite hours has a flow"
            self.flows[pattern.courses] = found
        return self.flows[pattern.courses]

    def exact(self, row: Courses) -> float:
        """The fewest hours a year of a pattern; inf where no division of people fits."""
        if row not in self.hours:
            self.hours[row] = fewest_hours(self.arrays, row)
        return self.hours[row]

    def of_size(
        self, size: int, most_hours: float, stopped: Stopped
    ) -> Iterator[tuple[float, Courses]]:
        """Bounds and patterns with courses in exactly `size` towns that `most_hours` might do for."""
        arrays = self.arrays
        every = combinations(range(len(arrays.venue_ids)), size)
        counts = list(compositions(size, arrays.courses_max - size))
        while chunk := list(islice(every, CHUNK)):
            if stopped():
                raise SearchStoppedError
            sets = np.array(chunk)
            sets = sets[hours_of_set(arrays, sets) <= most_hours + 1e-7]
            for extra in counts:
                if not len(sets):
                    break
                number = np.array(extra) + 1
                bounds = hours_bound(arrays, sets, number)
                for n in np.flatnonzero(bounds <= most_hours + 1e-7):
                    towns = sets[n].tolist()
                    yield float(bounds[n]), tuple(zip(towns, number.tolist(), strict=True))


def rounding(hours: float) -> float:
    """Hours that agree to within this tie."""
    return 1e-6 * hours + 1e-6 if hours < inf else 0.0


def compositions(size: int, spare: int) -> Iterator[tuple[int, ...]]:
    """Every way to hand out at most `spare` further courses to `size` towns."""
    if size == 0:
        yield ()
        return
    for first in range(spare + 1):
        for rest in compositions(size - 1, spare - first):
            yield (first, *rest)


def search_of(
    part: Subproblem, most_vectors: float = MOST_VECTORS, *, joined: bool = False
) -> PatternSearch | None:
    """The search of a part, or None where this method does not cover it.

    It covers one programme whose people all could go to a specialist (so nobody need be without an
    offer), whose rooms need not be the nearest, with at most `most_vectors` course patterns; with
    `joined` also a general programme with those that join it and hold no courses of their own.
    """
    problem = part.problem
    if problem.scenario.nearest:
        return None
    if len(part.programme_ids) != 1:
        return _joined_search(part, most_vectors) if joined else None
    (k,) = part.programme_ids
    if problem.programmes[k].hosts not in ((), (k,)):
        return None
    away = problem.specialist_minutes.get(k, {})
    if any(not away.get(i) for i in problem.demand[k]):
        return None
    arrays = arrays_of(problem, k)
    towns, most = len(arrays.venue_ids), arrays.courses_max
    if comb(towns + most, most) > most_vectors:
        return None
    return PatternSearch(arrays)


def _joined_search(part: Subproblem, most_vectors: float) -> PatternSearch | None:
    """One programme holds all courses: people of the others are more people of its places."""
    problem = part.problem
    programmes = {k: problem.programmes[k] for k in part.programme_ids}
    holding = [h for h, programme in programmes.items() if programme.group_max_persons]
    wanted = [k for k in programmes if problem.demand.get(k)]
    if problem.decays or problem.places_are_limited:
        return None
    if len(holding) != 1 or any(set(programmes[k].hosts) - {k, *holding} for k in wanted):
        return None
    if any(not problem.specialist_minutes.get(k, {}).get(i) for k in wanted for i in problem.demand[k]):
        return None
    arrays = _joined_arrays(problem, holding[0], wanted)
    towns, most = len(arrays.venue_ids), arrays.courses_max
    return None if comb(towns + most, most) > most_vectors else PatternSearch(arrays)


def _joined_arrays(problem: Problem, host_id: str, programme_ids: Iterable[str]) -> PartArrays:
    """The arrays of a general programme and those that join it.

    People of a place whose specialist service and ways are the same are one row: what is best for one
    of them is best for all, in the same shares.
    """
    parts: dict[tuple[str, str, frozenset[str]], list[tuple[str, str]]] = {}
    single: dict[tuple[str, str], tuple[PartArrays, int]] = {}
    for k in programme_ids:
        # with the host's groups and trips: what people of k meet at its courses
        host = replace(
            problem.programmes[host_id],
            own_municipality_only=problem.programmes[k].own_municipality_only,
        )
        alone = arrays_of(replace(problem, programmes={k: host}), k)
        for p, i in enumerate(alone.place_ids):
            single[i, k] = (alone, p)
            open_to = frozenset(
                v for j, v in enumerate(alone.venue_ids) if isfinite(alone.hours_local[p, j])
            )
            parts.setdefault((i, alone.service_ids[p], open_to), []).append((i, k))
    rows = [pairs for _, pairs in sorted(parts.items(), key=lambda item: item[0][:2])]
    first = [single[pairs[0]] for pairs in rows]
    base = first[0][0]
    return replace(
        base,
        programme_id=host_id,
        place_ids=tuple(pairs[0][0] for pairs in rows),
        service_ids=tuple(alone.service_ids[p] for alone, p in first),
        participants=np.array([sum(problem.demand[k][i] for i, k in pairs) for pairs in rows]),
        hours_away=np.array([alone.hours_away[p] for alone, p in first]),
        hours_local=np.array([alone.hours_local[p] for alone, p in first]),
        nok_away=np.array([alone.nok_away[p] for alone, p in first]),
        nok_local=np.array([alone.nok_local[p] for alone, p in first]),
        pairs=tuple(tuple(pairs) for pairs in rows),
    )


def arrays_of(problem: Problem, k: str) -> PartArrays:
    """The arrays of a part with one programme `k`; every place of it has a specialist service."""
    programme = problem.programmes[k]
    places = tuple(sorted(problem.demand[k]))
    venues = tuple(sorted(programme.group_max_persons)) if programme.hosts else ()
    services = tuple(next(iter(problem.specialist_minutes[k][i])) for i in places)
    trips = [problem.services[s].trips_per_course for s in services]
    per_km = problem.nok_per_km or 0.0
    minutes_away = [
        problem.specialist_mean_minutes[k][i][s] for i, s in zip(places, services, strict=True)
    ]
    km_away = [problem.service_km[i].get(s, 0.0) for i, s in zip(places, services, strict=True)]
    hours = np.full((len(places), len(venues)), inf)
    nok = np.zeros((len(places), len(venues)))
    ways = ways_of(problem, k, places, venues)
    for p, i in enumerate(places):
        for j, v in enumerate(venues):
            if v in ways[i]:
                hours[p, j] = programme.meetings_per_course * 2 * problem.local_mean_minutes[i][v] / 60
                nok[p, j] = per_km * 2 * problem.local_km[i][v] * programme.meetings_per_course
    staff = programme.meetings_per_course * programme.staff_travelling / programme.cycle_years
    return PartArrays(
        programme_id=k,
        place_ids=places,
        venue_ids=venues,
        service_ids=services,
        participants=np.array([problem.demand[k][i] for i in places]),
        hours_away=np.array(trips) * 2 * np.array(minutes_away) / 60,
        hours_local=hours,
        nok_away=per_km * 2 * np.array(trips) * np.array(km_away),
        nok_local=nok,
        staff_hours=np.array(
            [
                staff * 2 * problem.way_of_staff(k, runner_of(problem, v) or "", v)[0] / 60
                for v in venues
            ]
        ),
        group_min=programme.group_min_persons,
        group_max=np.array([programme.group_max_persons[v] for v in venues]),
        cycle_years=programme.cycle_years,
    )


def ways_of(
    problem: Problem, k: str, place_ids: Iterable[str], venue_ids: Iterable[str]
) -> dict[str, set[str]]:
    """Place id → the venues whose courses of a programme its people may attend, and can get to."""
    venues = [(v, problem.venues[v].code, runner_of(problem, v) or "") for v in venue_ids]
    own_only = problem.programmes[k].own_municipality_only
    found: dict[str, set[str]] = {}
    open_to: dict[tuple[str, str], bool] = {}
    for i in place_ids:
        within, code = problem.local_minutes[i], problem.place_code[i]
        found[i] = set()
        for v, there, unit in venues:
            if v not in within or (own_only and code != there):
                continue
            if (code, unit) not in open_to:
                open_to[code, unit] = problem.may_attend(i, unit)
            if open_to[code, unit]:
                found[i].add(v)
    return found
