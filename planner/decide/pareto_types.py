"""What a Pareto front is: points with their plans, what is still open, and the knee."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from planner.decide.trials import Solved

OBJECTIVES = ("travel", "cost", "worst_travel", "equity", "reach", "unmet")
"""What a front may be drawn of; each is made as small as possible."""


@dataclass(frozen=True, slots=True)
class Point:
    """A plan that none beats: whatever is better in one objective is worse in another.

    `values` and `bounds` are by objective; a bound is what was proved of it given those before it.
    """

    values: Mapping[str, float]
    bounds: Mapping[str, float]
    solved: Solved
    overrides: tuple[str, ...]
    """What to set, beside the scenario, to be given this plan by `solve`."""
    proven: bool
    """Whether every stage reached the gap that was asked for."""


@dataclass(frozen=True, slots=True)
class Open:
    """A part of the front where nothing was proved.

    Plans there have at least `least` of the first objective, and of every other objective at least
    `above` and less than `below`; a bound that is not known is missing.
    """

    least: float
    above: Mapping[str, float]
    below: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Front:
    """The front of a scenario. `points` stand from the least to the most of the first objective.

    A plan that no other beats and that is not here is, in every objective but the first, less than
    `steps` better than a point that is here and no worse than it in the first; or it lies in what is
    `open`.
    """

    scenario: str
    title: str
    title_en: str
    objectives: tuple[str, ...]
    units: Mapping[str, str]
    points: tuple[Point, ...]
    steps: Mapping[str, float]
    open: tuple[Open, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing is open."""
        return not self.open

    @property
    def knee(self) -> int | None:
        """The point farthest from the chord between the ends, on its better side; None where none is.

        Every objective is stretched to 0 at its least and 1 at its most on the front. With two
        objectives the chord runs from (0, 1) to (1, 0); with p of them it is the plane on which they
        add up to p − 1.
        """
        if len(self.points) < 3:
            return None
        low = {f: min(p.values[f] for p in self.points) for f in self.objectives}
        high = {f: max(p.values[f] for p in self.points) for f in self.objectives}
        if any(high[f] - low[f] <= 0 for f in self.objectives):
            return None
        count = len(self.objectives)

        def distance(point: Point) -> float:
            total = sum((point.values[f] - low[f]) / (high[f] - low[f]) for f in self.objectives)
            return (count - 1 - total) / sqrt(count)

        best = max(range(len(self.points)), key=lambda n: (round(distance(self.points[n]), 9), -n))
        return best if distance(self.points[best]) > 1e-9 else None
