"""What programmes share, as rows of an LP whose columns are course patterns (`column_generation`).

Rooms that take so many meetings, rooms that must be in use, at most so many rooms, hours of work. The
rooms themselves are columns too: courses of a programme in a room, and, where rooms are counted or cost
something, whether a room is in use.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import floor, inf

import numpy as np
from numpy.typing import NDArray

from planner.problem import TOLERANCE, Problem
from planner.solve.programmes.subproblems import runner_of
from planner.solve.programmes.venue_set_search import Listed

Array = NDArray[np.float64]

NO_ROW = -1

MOST_LOADS = 20_000
"""Sums of meetings that a room is tried for at the most; beyond, its limit stands as it is."""


@dataclass(slots=True)
class Place:
    """Where one programme's patterns stand in the rows.

    `courses` and `uses` (its towns + 1,) are the rows that count its courses in a town and whether it
    is there, `NO_ROW` where nothing asks; `extra` are further rows, with a coefficient for each
    pattern.
    """

    one: int
    courses: NDArray[np.int64]
    uses: NDArray[np.int64]
    extra: list[tuple[int, Array]] = field(default_factory=list)


@dataclass(slots=True)
class LinkingConstraints:
    """Lower and upper ends of rows, columns of rooms (cost, row → coefficient), and each programme."""

    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    rooms: list[tuple[float, dict[int, float]]] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)

    def row(self, low: float, high: float) -> int:
        """A further row."""
        self.low.append(low)
        self.high.append(high)
        return len(self.low) - 1


def shared_rows(
    problem: Problem, lists: Sequence[Listed], venue_costs: Mapping[str, float] | None = None
) -> LinkingConstraints:
    """The rows for programmes with these patterns; `venue_costs` are of each room in use.

    Hours of patterns that no rooms of a town could hold become infinite.
    """
    rows = LinkingConstraints()
    ids = [part.search.arrays.programme_id for part in lists]
    capacity, in_use, used = _venues(problem, rows, ids, venue_costs)
    for part in lists:
        rows.places.append(_place(problem, rows, part, capacity, in_use, used))
    _staffing(problem, rows, lists)
    return rows


def meetings_of(problem: Problem, programme_id: str) -> float:
    """Meetings a year of one course in a cycle."""
    programme = problem.programmes[programme_id]
    return programme.meetings_per_course / programme.cycle_years


def _venues(
    problem: Problem, rows: LinkingConstraints, ids: Sequence[str], costs: Mapping[str, float] | None
) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    """Rows by venue: its meetings, that it is in use, and (as a column) whether it is."""
    policy = problem.scenario.venues
    counted = policy.count_max is not None or costs is not None
    capacity, in_use, used = {}, {}, {}
    count = rows.row(-inf, float(policy.count_max)) if policy.count_max is not None else NO_ROW
    for v, venue in problem.venues.items():
        suits = [k for k in ids if v in problem.programmes[k].group_max_persons]
        entries: dict[int, float] = {}
        if venue.meetings_per_year is not None:
            loads = {meetings_of(problem, k) for k in suits}
            most = largest_load(loads, venue.meetings_per_year)
            capacity[v] = rows.row(-inf, 0.0 if counted else most)
            entries[capacity[v]] = -most
        if v in policy.in_use:
            in_use[v] = rows.row(1.0, inf)
        if counted and suits:
            used[v] = rows.row(1.0 if v in policy.in_use else 0.0, 1.0)
            entries[used[v]] = 1.0
            if count != NO_ROW:
                entries[count] = 1.0
            rows.rooms.append(((costs or {}).get(v, 0.0), entries))
    return capacity, in_use, used


def _place(
    problem: Problem,
    rows: LinkingConstraints,
    part: Listed,
    capacity: Mapping[str, int],
    in_use: Mapping[str, int],
    used: Mapping[str, int],
) -> Place:
    arrays = part.search.arrays
    k, towns = arrays.programme_id, len(arrays.venue_ids)
    place = Place(rows.row(1.0, 1.0), np.full(towns + 1, NO_ROW), np.full(towns + 1, NO_ROW))
    for town, largest in enumerate(arrays.venue_ids):
        site = (problem.venues[largest].place_id, runner_of(problem, largest))
        rooms = [
            v
            for v in problem.programmes[k].group_max_persons
            if (problem.venues[v].place_id, runner_of(problem, v)) == site
        ]
        _leave_out(part, town, _most_courses(problem, k, rooms))
        if any(v in capacity or v in in_use for v in rooms):
            place.courses[town] = rows.row(0.0, 0.0)
            for v in rooms:
                entries = {int(place.courses[town]): -1.0}
                if v in capacity:
                    entries[capacity[v]] = meetings_of(problem, k)
                if v in in_use:
                    entries[in_use[v]] = 1.0
                rows.rooms.append((0.0, entries))
        if used:
            place.uses[town] = rows.row(-inf, 0.0)
            _one_of_them_in_use(rows, [used[v] for v in rooms], int(place.uses[town]))
    return place


def _one_of_them_in_use(rows: LinkingConstraints, used: Sequence[int], row: int) -> None:
    """A programme is in a town only if one of its rooms there is in use."""
    for _, entries in rows.rooms:
        if any(entries.get(number) == 1.0 for number in used):
            entries[row] = -1.0


def _most_courses(problem: Problem, k: str, rooms: Sequence[str]) -> float:
    """Courses of one programme that the rooms of a town hold with nothing else in them."""
    each = meetings_of(problem, k)
    limits = [problem.venues[v].meetings_per_year for v in rooms]
    if each == 0:
        return inf
    return sum(inf if most is None else floor((most + TOLERANCE) / each) for most in limits)


def _leave_out(part: Listed, town: int, most: float) -> None:
    too_many = ((part.towns == town) & (part.courses > most)).any(axis=1)
    part.hours[too_many] = inf


def largest_load(loads: set[float], most: float) -> float:
    """The largest sum of whole multiples of `loads` that is no more than `most`.

    Whole courses cannot take more of a room, so the row that says so leaves out no plan.

    >>> largest_load({4.0}, 10.0), largest_load({4.0, 3.0}, 10.0), largest_load({2.5, 4.0}, 6.0)
    (8.0, 10.0, 5.0)
    """
    steps = sorted(x for x in loads if x > 0)
    reached, new = {0.0}, [0.0]
    while new:
        further = []
        for at in new:
            for step in steps:
                total = round(at + step, 9)
                if total <= most + TOLERANCE and total not in reached:
                    reached.add(total)
                    further.append(total)
        new = further
        if len(reached) > MOST_LOADS:
            return most
    return max(reached)


def _staffing(problem: Problem, rows: LinkingConstraints, lists: Sequence[Listed]) -> None:
    """Coordinators' hours of each unit; hours of professions and users' meetings over all units."""
    staffing = problem.staffing
    if staffing is None:
        return
    for u in problem.units:
        row = rows.row(-inf, staffing.unit_hours[u] - staffing.hours_base)
        for place, part in zip(rows.places, lists, strict=True):
            k = part.search.arrays.programme_id
            held = _courses_of(problem, part, u)
            if problem.is_hospitals(k, u):
                continue
            hours = staffing.hours_to_repeat[k] / problem.programmes[k].cycle_years * held
            place.extra.append((row, hours + staffing.hours_to_develop[k] * (held > 0)))
    bounded = [
        (staffing.professional_hours.get(q, {}), most)
        for q, most in staffing.professional_hours_max.items()
    ]
    if staffing.user_representative_meetings_max is not None:
        bounded.append(
            (staffing.user_representative_meetings, staffing.user_representative_meetings_max)
        )
    for each, most in bounded:
        row = rows.row(-inf, most)
        for place, part in zip(rows.places, lists, strict=True):
            k = part.search.arrays.programme_id
            per_course = each.get(k, 0.0) / problem.programmes[k].cycle_years
            place.extra.append((row, per_course * part.courses.sum(axis=1)))


def _courses_of(problem: Problem, part: Listed, unit_id: str) -> Array:
    """(N,) courses of each pattern in towns where this unit runs the rooms."""
    own = [runner_of(problem, v) == unit_id for v in part.search.arrays.venue_ids]
    return (np.array([*own, False])[part.towns] * part.courses).sum(axis=1).astype(np.float64)
