"""Means, quantiles and shares of travel times, weighted by participants.

A way is a pair (minutes, participants a year); pairs without participants do not count. An empty or
weightless collection has no mean: the answer is None, not 0.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum

TOLERANCE = 1e-6
"""What counts as equal in minutes and shares."""

Ways = Iterable[tuple[float, float]]


def weighted_mean(ways: Ways) -> float | None:
    """Σ w·t / Σ w.

    >>> weighted_mean([(10.0, 3.0), (50.0, 1.0)])
    20.0
    """
    rows = [(t, w) for t, w in ways if w > 0]
    weight = fsum(w for _, w in rows)
    if weight <= 0:
        return None
    mean = fsum(t * w for t, w in rows) / weight
    # Rounding must not put a mean outside what it is the mean of.
    return min(max(mean, min(t for t, _ in rows)), max(t for t, _ in rows))


def weighted_quantile(ways: Ways, share: float) -> float | None:
    """The shortest time that at least this share (0..1) of the weight does not exceed.

    The inverse of the weighted distribution function: always a time that occurs, never one between two.

    >>> weighted_quantile([(10.0, 8.0), (20.0, 1.0), (30.0, 1.0)], 0.9)
    20.0
    """
    rows = sorted((t, w) for t, w in ways if w > 0)
    weight = fsum(w for _, w in rows)
    if weight <= 0:
        return None
    wanted = share * weight * (1 - 1e-12)
    reached = 0.0
    for t, w in rows:
        reached += w
        if reached >= wanted:
            return t
    return rows[-1][0]


def share_within(ways: Ways, minutes: float, weight_all: float) -> float | None:
    """Weight of the ways of at most `minutes`, as a share of `weight_all`; None where that is 0.

    >>> share_within([(10.0, 3.0), (30.0, 1.0), (31.0, 1.0)], 30.0, 8.0)
    0.5
    """
    if weight_all <= 0:
        return None
    return min(1.0, fsum(w for t, w in ways if t <= minutes + TOLERANCE) / weight_all)
