"""The exact hours of a course pattern: a transport problem from places to towns and the specialist."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import coo_array, vstack

from planner.solve.solver import Rows, Sparse, least_cost

if TYPE_CHECKING:
    from planner.solve.programmes.course_patterns import PartArrays

Array = NDArray[np.float64]
PRICED = 1e-9
"""Hours by which a way or a limit has to cost something to count as priced."""


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
    rows = vstack([load, -load])
    limits = np.concatenate([most, -least])
    found = _minimise(hours, rows, limits, people, arrays.participants)
    if found is None:
        return None
    # The second goal on the optimal face of the first: who pays for going a way does not go it, and a
    # limit that costs something is met. A row "no more hours than before" would be bought with its
    # tolerance: a hundred-thousandth of a person sent the cheaper way.
    tight = np.abs(found.ineqlin.marginals) > PRICED
    nok = np.concatenate([arrays.nok_local[places, towns[slots]], arrays.nok_away])
    again = _minimise(
        nok,
        rows[~tight] if not tight.all() else None,
        limits[~tight],
        vstack([people, rows[tight]]) if tight.any() else people,
        np.concatenate([arrays.participants, limits[tight]]),
        open_ways=found.lower.marginals <= PRICED,
    )
    solved = found.x if again is None else again.x
    local = np.zeros((count, len(towns)))
    local[places, slots] = solved[:ways]
    return Flow(float(hours @ solved) + staff, local, solved[ways:])


def _minimise(
    cost: Array,
    rows: Any,
    limits: Array,
    people: Any,
    participants: Array,
    open_ways: NDArray[np.bool_] | None = None,
) -> Any:
    """SciPy's answer (`x`, marginals) or None; ways that are not open carry nobody."""
    most = np.full(len(cost), inf) if open_ways is None else np.where(open_ways, inf, 0.0)
    solved = linprog(
        cost,
        A_ub=rows,
        b_ub=None if rows is None else limits,
        A_eq=people,
        b_eq=participants,
        bounds=np.column_stack([np.zeros(len(cost)), most]),
        method="highs",
    )
    return solved if solved.status == 0 else None
