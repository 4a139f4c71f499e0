"""Comparing lists of values in order of importance, with room for rounding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

Item = TypeVar("Item")

SAME_RELATIVE = 1e-7
SAME_ABSOLUTE = 1e-7


def no_worse(value: float, best: float) -> bool:
    """Whether a value is as small as the best one, to within rounding."""
    return value <= best + SAME_ABSOLUTE + SAME_RELATIVE * abs(best)


def first_by(items: Iterable[Item], values: Callable[[Item], Sequence[float]]) -> Item | None:
    """The item with the smallest first value, of those the smallest second one, and so on."""
    left = [(tuple(values(item)), item) for item in items]
    if not left:
        return None
    for position in range(len(left[0][0])):
        best = min(row[position] for row, _ in left)
        left = [(row, item) for row, item in left if no_worse(row[position], best)]
    return left[0][1]
