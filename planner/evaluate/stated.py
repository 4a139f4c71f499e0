"""Figures that comparisons and criteria both tell of a plan, each defined once."""

from __future__ import annotations

from planner.evaluate.staffing import POSTS_MIN
from planner.evaluate.types import Indicators

UNMET_TOLERANCE = 1e-4
"""Shares of participants with no offer that differ by less than this are the same."""


def worst_municipality(indicators: Indicators) -> tuple[str, float] | None:
    """Name and mean one-way minutes of the municipality in scope that has the longest way."""
    means = [
        (row.minutes_mean, row.name)
        for row in indicators.per_municipality
        if row.minutes_mean is not None
    ]
    if not means:
        return None
    minutes = max(m for m, _ in means)
    return min(name for m, name in means if m == minutes), minutes


def units_small(indicators: Indicators) -> int:
    """Units with fewer than two posts: vulnerable to one person's absence."""
    return sum(unit.coordinator_fte < POSTS_MIN for unit in indicators.units)


def unmet_share(indicators: Indicators) -> float:
    """Share of the participants in scope with no offer; 0 where nobody would take part."""
    total = indicators.participants_total
    return indicators.participants_unmet / total if total > 0 else 0.0
