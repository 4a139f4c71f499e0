"""The corners of what the people of one programme can have of hours and NOK, given its courses.

For a course pattern the hours and the NOK of all ways to share people out form a convex shape. Its
corners towards less of both are found by weighing the two: the two ends first, then between any two
neighbours the weights at which both are equally good, until no better one turns up (Aneja and Nair,
"Bicriteria transportation problem", Management Science 25, 1979).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import inf
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import coo_array, vstack

from planner.problem import Problem
from planner.solve.base import NOTHING
from planner.solve.programmes.subproblems import runner_of

if TYPE_CHECKING:
    from planner.solve.programmes.course_patterns import Courses, PartArrays, Stopped

Array = NDArray[np.float64]

SAME_HOURS = 1e-5
SAME_NOK = 1e-3
"""Corners that differ by less are the solver's rounding of one."""


@dataclass(frozen=True, slots=True)
class Corner:
    """Hours and NOK a year of one programme, staff and courses included, rooms not; who goes where."""

    hours: float
    nok: float
    attend: Mapping[tuple[str, str, str, str], float]
    specialist: Mapping[tuple[str, str, str], float]


@dataclass(frozen=True, slots=True)
class _Flows:
    """The transport problem of a pattern: W ways from places to its towns and to services."""

    hours: Array
    nok: Array
    rows: Any
    most: Array
    people: Any
    participants: Array

    def solve(self, weight: Array, keep: tuple[Array, float] | None = None) -> Array | None:
        rows = [*([self.rows] if self.rows is not None else [])]
        most = [self.most] if self.rows is not None else []
        if keep is not None:
            rows.append(coo_array(keep[0][None, :]).tocsr())
            most.append(np.array([keep[1]]))
        found = linprog(
            weight,
            A_ub=vstack(rows) if rows else None,
            b_ub=np.concatenate(most) if most else None,
            A_eq=self.people,
            b_eq=self.participants,
            bounds=(0, None),
            method="highs",
        )
        return found.x if found.status == 0 else None


def nok_arrays(problem: Problem, arrays: PartArrays) -> PartArrays:
    """The part with NOK in the place of hours: the search by patterns then finds the cheapest."""
    k = arrays.programme_id
    per_km = problem.nok_per_km or 0.0
    return replace(
        arrays,
        hours_away=np.array([_cheapest_away(problem, k, i) for i in arrays.place_ids]),
        hours_local=np.where(np.isfinite(arrays.hours_local), arrays.nok_local, inf),
        staff_hours=np.array([_course_nok(problem, k, v, per_km) for v in arrays.venue_ids]),
    )


def corners(problem: Problem, arrays: PartArrays, row: Courses, stopped: Stopped) -> tuple[Corner, ...]:
    """The corners of a pattern that can be filled, from the least hours to the least NOK.

    Raises:
        SearchStoppedError: `stopped` became true.
    """
    from planner.solve.programmes.course_patterns import SearchStoppedError

    flows, ways = _flows(problem, arrays, row)
    quickest = _end(flows, flows.hours, flows.nok)
    cheapest = _end(flows, flows.nok, flows.hours)

    def values(x: Array) -> tuple[float, float]:
        return float(flows.hours @ x), float(flows.nok @ x)

    def between(one: Array, other: Array) -> list[Array]:
        if stopped():
            raise SearchStoppedError
        (h1, n1), (h2, n2) = values(one), values(other)
        if h2 - h1 < SAME_HOURS or n1 - n2 < SAME_NOK:
            return []
        weight = (n1 - n2) * flows.hours + (h2 - h1) * flows.nok
        found = flows.solve(weight / np.abs(weight).max())
        if found is None:
            return []
        h, n = values(found)
        # how far the corner lies from the line between the two, along either axis
        gain = (n1 - n2) * (h1 - h) + (h2 - h1) * (n1 - n)
        if gain < SAME_HOURS * (n1 - n2) and gain < SAME_NOK * (h2 - h1):
            return []
        if not (h1 < h < h2 and n2 < n < n1):
            return []
        return [*between(one, found), found, *between(found, other)]

    found = [quickest, *between(quickest, cheapest)]
    (h1, n1), (h2, n2) = values(quickest), values(cheapest)
    if h2 - h1 >= SAME_HOURS or n1 - n2 >= SAME_NOK:
        found.append(cheapest)
    return tuple(_corner(problem, arrays, row, ways, flows, x) for x in found)


def _flows(
    problem: Problem, arrays: PartArrays, row: Courses
) -> tuple[_Flows, list[tuple[int, str, str]]]:
    """The transport problem, and of each way its place, its venue ("" for none) and its service."""
    k = arrays.programme_id
    towns = np.array([j for j, _ in row], dtype=np.int64)
    number = np.array([n for _, n in row], dtype=np.float64)
    ways: list[tuple[int, str, str]] = []
    hours: list[float] = []
    nok: list[float] = []
    slot_of: list[int] = []
    for p, i in enumerate(arrays.place_ids):
        for slot, j in enumerate(towns):
            if np.isfinite(arrays.hours_local[p, j]):
                ways.append((p, arrays.venue_ids[j], ""))
                hours.append(float(arrays.hours_local[p, j]))
                nok.append(float(arrays.nok_local[p, j]))
                slot_of.append(slot)
        for s, minutes in problem.specialist_mean_minutes[k][i].items():
            ways.append((p, "", s))
            hours.append(problem.services[s].trips_per_course * 2 * minutes / 60)
            nok.append(_away_nok(problem, i, s))
            slot_of.append(-1)
    count = len(ways)
    place = np.array([p for p, _, _ in ways])
    people = coo_array((np.ones(count), (place, np.arange(count)))).tocsr()
    rows, most = None, np.zeros(0)
    if len(towns):
        local = np.flatnonzero(np.array(slot_of) >= 0)
        load = coo_array(
            (np.ones(len(local)), (np.array(slot_of)[local], local)), shape=(len(towns), count)
        ).tocsr()
        rows = vstack([load, -load])
        most = np.concatenate(
            [
                arrays.group_max[towns] * number / arrays.cycle_years,
                -arrays.group_min * number / arrays.cycle_years,
            ]
        )
    flows = _Flows(np.array(hours), np.array(nok), rows, most, people, arrays.participants)
    return flows, ways


def _end(flows: _Flows, first: Array, then: Array) -> Array:
    """The least of one, and of those the least of the other."""
    found = flows.solve(first)
    assert found is not None, "a pattern that is listed can be filled"
    again = flows.solve(then, (first, float(first @ found) + 1e-7))
    return found if again is None else again


def _corner(
    problem: Problem,
    arrays: PartArrays,
    row: Courses,
    ways: list[tuple[int, str, str]],
    flows: _Flows,
    x: Array,
) -> Corner:
    k = arrays.programme_id
    per_km = problem.nok_per_km or 0.0
    hours = sum(float(arrays.staff_hours[j]) * n for j, n in row)
    nok = sum(_course_nok(problem, k, arrays.venue_ids[j], per_km) * n for j, n in row)
    attend: dict[tuple[str, str, str, str], float] = {}
    specialist: dict[tuple[str, str, str], float] = {}
    everybody = np.zeros(len(arrays.place_ids))
    for (p, _, _), persons in zip(ways, x, strict=True):
        everybody[p] += max(0.0, float(persons))
    for (p, v, s), persons in zip(ways, x, strict=True):
        share = float(persons) / float(everybody[p])
        if share <= NOTHING:
            continue
        if v:
            attend[arrays.place_ids[p], k, k, v] = share
        else:
            specialist[arrays.place_ids[p], k, s] = share
    return Corner(float(flows.hours @ x) + hours, float(flows.nok @ x) + nok, attend, specialist)


def _cheapest_away(problem: Problem, programme_id: str, place_id: str) -> float:
    ways = problem.specialist_minutes[programme_id][place_id]
    return min(_away_nok(problem, place_id, s) for s in ways)


def _away_nok(problem: Problem, place_id: str, service_id: str) -> float:
    trips = problem.services[service_id].trips_per_course
    km = problem.service_km[place_id].get(service_id, 0.0)
    return (problem.nok_per_km or 0.0) * 2 * trips * km


def _course_nok(problem: Problem, programme_id: str, venue_id: str, per_km: float) -> float:
    """NOK a year of one course in a cycle: those who lead it, and their way."""
    programme = problem.programmes[programme_id]
    unit_id = runner_of(problem, venue_id) or ""
    km = 2 * problem.way_of_staff(programme_id, unit_id, venue_id)[1] * programme.meetings_per_course
    nok = (programme.nok_per_course or 0.0) + per_km * km * programme.staff_travelling
    return nok / programme.cycle_years
