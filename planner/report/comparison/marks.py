"""Which values of a row are best, and which of them share the mark.

A value is known to lie in an interval: from the bound that the solver proved to the value of the plan.
Two alternatives whose intervals overlap cannot be told apart, and share the mark; so do values that
read the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from planner.report.words import rounded

TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Candidate:
    """One alternative's value in a row.

    `slack` is how much better the value could be at most for all that the solver has proved (0 for a
    proven value; infinite where nothing was proved). `eligible` is False where the value may have been
    earned by leaving people out, or rests on other assumptions.
    """

    value: float | None
    slack: float = 0.0
    eligible: bool = True


def best_of(
    candidates: Sequence[Candidate], better: Literal["lower", "higher"] | None, decimals: int = 0
) -> tuple[bool, ...]:
    """Which candidates are best. Nobody is where neither direction is better, or one stands alone.

    >>> best_of([Candidate(10.0), Candidate(12.0, slack=2.5), Candidate(9.0, eligible=False)], "lower")
    (True, True, False)
    >>> best_of([Candidate(0.81), Candidate(0.64)], "higher", decimals=2)
    (True, False)
    """
    if better is None or len(candidates) < 2:
        return (False,) * len(candidates)
    sign = 1.0 if better == "lower" else -1.0
    values = [sign * c.value for c in candidates if c.eligible and c.value is not None]
    if not values:
        return (False,) * len(candidates)
    least = min(values)
    reads = rounded(least, decimals)

    def shares_mark(candidate: Candidate) -> bool:
        if not candidate.eligible or candidate.value is None:
            return False
        value = sign * candidate.value
        overlaps = value - candidate.slack <= least + TOLERANCE * max(1.0, abs(least))
        return overlaps or rounded(value, decimals) == reads

    return tuple(shares_mark(candidate) for candidate in candidates)
