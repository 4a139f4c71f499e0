"""The exact hours of a course pattern: a transport problem from places to towns and the specialist."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import coo_array

from planner.solve.solver import Rows, Sparse, least_cost

if TYPE_CHECKING:
    from planner.solve.programmes.course_patterns import PartArrays

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Flow:
    """Participants a year from each place: `local` (P, towns of the pattern) and `away` (P,)."""

    hours: float
    local: Array
    away: Array


def fewest_hours(arrays: PartArrays, courses: tuple[tuple[int, int], ...]) -> float:
    """The fewest hours a year for these courses, staff included; inf where groups cannot be filled."""
    if not courses:
        return float(arrays.participants @ arrays.hours_away)
    towns = np.array([j for j, _ in courses], dtype=np.int64)
    number = np.array([n for _, n in courses], dtype=np.float64)
    hours = arrays.hours_local[:, towns]
    # who loses by a town may still fill its group, so every way counts
    places, slots = np.nonzero(np.isfinite(hours))
    count, ways = len(arrays.participants), len(places)
    rows = np.empty(2 * ways + count, dtype=np.int32)
    rows[: 2 * ways : 2], rows[1 : 2 * ways : 2] = places, count + slots
    rows[2 * ways :] = np.arange(count)
    values = np.ones(len(rows))
    values[1 : 2 * ways : 2] = arrays.come(places, towns[slots])
    starts = np.concatenate([np.arange(0, 2 * ways, 2), 2 * ways + np.arange(count + 1)])
    least = arrays.group_min * number / arrays.cycle_years
    most = arrays.group_max[towns] * number / arrays.cycle_years
    found = least_cost(
        np.concatenate([hours[places, slots], arrays.hours_away]),
        Sparse(starts.astype(np.int32), rows, values),
        Rows(np.concatenate([arrays.participants, least]), np.concatenate([arrays.participants, most])),
    )
    return inf if found is None else found + float(arrays.staff_hours[towns] @ number)


def transport(arrays: PartArrays, courses: tuple[tuple[int, int], ...]) -> Flow | None:
    """Who goes where for the fewest hours, of all ways that do the one that costs least.

    None where groups cannot be filled.
    """
    towns = np.array([j for j, _ in courses], dtype=np.int64)
    number = np.array([n for _, n in courses], dtype=np.float64)
    staff = float(arrays.staff_hours[towns] @ number) if len(towns) else 0.0
    if not len(towns):
        away = arrays.participants.copy()
        return Flow(float(away @ arrays.hours_away), np.zeros((len(away), 0)), away)
    places, slots = np.nonzero(np.isfinite(arrays.hours_local[:, towns]))
    hours = np.concatenate([arrays.hours_local[places, towns[slots]], arrays.hours_away])
    count, ways = len(arrays.participants), len(places)
    people = coo_array(
        (np.ones(ways + count), (np.concatenate([places, np.arange(count)]), np.arange(ways + count)))
    ).tocsr()
    load = coo_array(
        (arrays.come(places, towns[slots]), (slots, np.arange(ways))),
        shape=(len(towns), ways + count),
    ).tocsr()
    most = arrays.group_max[towns] * number / arrays.cycle_years
    least = arrays.group_min * number / arrays.cycle_years
    rows = [load, -load]
    limits = [most, -least]
    solved = _minimise(hours, rows, limits, people, arrays.participants)
    if solved is None:
        return None
    total = float(hours @ solved)
    nok = np.concatenate([arrays.nok_local[places, towns[slots]], arrays.nok_away])
    keep = coo_array(hours[None, :]).tocsr()
    again = _minimise(
        nok, [*rows, keep], [*limits, np.array([total + 1e-7])], people, arrays.participants
    )
    solved = solved if again is None else again
    local = np.zeros((count, len(towns)))
    local[places, slots] = solved[:ways]
    return Flow(float(hours @ solved) + staff, local, solved[ways:])


def _minimise(
    cost: Array, rows: list[object], limits: list[Array], people: object, participants: Array
) -> Array | None:
    from scipy.sparse import vstack

    solved = linprog(
        cost,
        A_ub=vstack(rows),
        b_ub=np.concatenate(limits),
        A_eq=people,
        b_eq=participants,
        bounds=(0, None),
        method="highs",
    )
    return solved.x if solved.status == 0 else None
