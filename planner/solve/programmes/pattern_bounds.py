"""Lower bounds on the hours of a course pattern, for many patterns at once.

For a set S of towns with courses, let everybody who saves by it go to the nearest town of S. Only two
facts about groups are kept: all courses together take at most Σ G[j] n[j] people, and need at least
g Σ n[j]. People then fill the courses in order of what each saves: a sum over sorted savings.

    hours ≥ Σ d[i] away[i] + Σ staff[j] n[j] − saving(L),
    saving(L) = the largest total saving of exactly L participants,
    L = as many as save anything, but no fewer than g Σ n[j] and no more than Σ G[j] n[j].

It is a relaxation (loads of single towns are free), hence a bound; `saving` is concave in L, hence the
clamp. On Midt-Troms it is so tight that one to ten patterns per programme need an exact evaluation.
Where only a share φ of those on the way come, groups count those who come: at least as many are on the
way, and at most 1 / min φ as many.

A town that nobody would choose, but that must hold a course, is where it is loose. There each town's
own group counts: let regret[i, j] be what a participant of i loses by going to j and not where it is
best for i, in S or at the specialist. At least g n[j] come to j, nobody comes to two towns, and so

    hours ≥ Σ d[i] best[i] + Σ staff[j] n[j] + Σ_j lost(j),

where lost(j) is the sum of the smallest regrets at j of g n[j] participants.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from planner.solve.programmes.course_patterns import PartArrays

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
    most = (arrays.group_max[sets] * courses / _fewest_come(arrays)[sets]).sum(axis=1)
    most /= arrays.cycle_years
    willing = np.where(savings > 0, people, 0.0).sum(axis=1)
    come = np.minimum(np.clip(willing, least, most), crowd)
    saved = _saving_of(np.where(may_come, savings, 0.0), np.where(may_come, people, 0.0), come)
    bound = _base(arrays) + (arrays.staff_hours[sets] * courses).sum(axis=1) - saved
    return np.where(crowd >= least - 1e-9, bound, np.inf)


def hours_of_groups(arrays: PartArrays, courses: Sequence[tuple[int, int]]) -> float:
    """Bound for one pattern, (town, courses) pairs, by each town's own group; inf where too few
    come."""
    towns = [j for j, _ in courses]
    number = np.array([n for _, n in courses], dtype=np.float64)
    hours = arrays.hours_local[:, towns]
    best = np.minimum(hours.min(axis=1), arrays.hours_away)
    bound = float(arrays.participants @ best + arrays.staff_hours[towns] @ number)
    order = np.argsort(hours - best[:, None], axis=0, kind="stable")
    regrets = np.take_along_axis(hours - best[:, None], order, axis=0)
    people = arrays.participants[order]
    least = arrays.group_min * number / arrays.cycle_years
    taken = np.clip(least - (np.cumsum(people, axis=0) - people), 0.0, people)
    if not np.all(taken.sum(axis=0) >= least - 1e-9) or np.any(np.isinf(regrets[taken > 0])):
        return inf
    return bound + float((taken * np.where(taken > 0, regrets, 0.0)).sum())


def _fewest_come(arrays: PartArrays) -> Array:
    """(J,) the smallest share that comes to a town: so many more may be on the way to a full group."""
    if arrays.come_local is None:
        return np.ones(len(arrays.venue_ids))
    shares = np.where(np.isfinite(arrays.hours_local), arrays.come_local, 1.0)
    fewest: Array = shares.min(axis=0, initial=1.0)
    return fewest


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
