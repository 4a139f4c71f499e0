"""Lower bounds on the hours of a course vector, for many vectors at once.

For a set S of towns with courses, let everybody who saves by it go to the nearest town of S. Only two
facts about groups are kept: all courses together take at most Σ G[j] n[j] people, and need at least
g Σ n[j]. People then fill the courses in order of what each saves: a sum over sorted savings.

    hours ≥ Σ d[i] away[i] + Σ staff[j] n[j] − saving(L),
    saving(L) = the largest total saving of exactly L participants,
    L = as many as save anything, but no fewer than g Σ n[j] and no more than Σ G[j] n[j].

It is a relaxation (loads of single towns are free), hence a bound; `saving` is concave in L, hence the
clamp. On Midt-Troms it is so tight that one to ten vectors per programme need an exact evaluation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from planner.solve.vectors import PartArrays

Array = NDArray[np.float64]


def hours_of_set(arrays: PartArrays, sets: NDArray[np.int64]) -> Array:
    """(S,) bound for sets of towns (S, size): one course each, no limit on who comes."""
    saved = np.maximum(_savings(arrays, sets), 0.0) @ arrays.participants
    return _base(arrays) + arrays.staff_hours[sets].sum(axis=1) - saved


def hours_bound(arrays: PartArrays, sets: NDArray[np.int64], courses: NDArray[np.int64]) -> Array:
    """(S,) bound for sets of towns (S, size) with `courses` (size,) each; inf where too few come."""
    savings = _savings(arrays, sets)
    order = np.argsort(-savings, axis=1, kind="stable")
    savings = np.take_along_axis(savings, order, axis=1)
    people = arrays.participants[order]
    may_come = np.isfinite(savings)
    crowd = np.where(may_come, people, 0.0).sum(axis=1)
    least = arrays.group_min * float(courses.sum()) / arrays.cycle_years
    most = (arrays.group_max[sets] * courses).sum(axis=1) / arrays.cycle_years
    willing = np.where(savings > 0, people, 0.0).sum(axis=1)
    come = np.minimum(np.clip(willing, least, most), crowd)
    saved = _saving_of(np.where(may_come, savings, 0.0), np.where(may_come, people, 0.0), come)
    bound = _base(arrays) + (arrays.staff_hours[sets] * courses).sum(axis=1) - saved
    return np.where(crowd >= least - 1e-9, bound, np.inf)


def _base(arrays: PartArrays) -> float:
    return float(arrays.participants @ arrays.hours_away)


def _savings(arrays: PartArrays, sets: NDArray[np.int64]) -> Array:
    """(S, P) hours that a participant of each place saves at the nearest town of each set."""
    nearest = arrays.hours_local[:, sets].min(axis=2).T
    return arrays.hours_away[None, :] - nearest


def _saving_of(savings: Array, people: Array, come: Array) -> Array:
    """(S,) the total saving of the first `come` participants, in the order given."""
    upto = np.cumsum(people, axis=1)
    before = upto - people
    taken = np.clip(come[:, None] - before, 0.0, people)
    return (taken * savings).sum(axis=1)
