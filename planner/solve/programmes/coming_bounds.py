"""What no plan can beat where people may not come and places are few: prices by column generation.

The programmes know of each other only by the limits on places and by the stages before (nobody more
unmet than need be, …). In the terms of G. B. Dantzig and P. Wolfe (1960), "Decomposition principle for
linear programs", Operations Research 8: a column is one part with its courses and who goes where, a row
a limit or an earlier stage. The duals of the LP over few columns are prices; at these each part finds
its best pattern among all, exactly. For every prices λ ≥ 0

    Σ over parts of (the least of stage + λ · what is limited) − λ · limits

is a bound for every plan (Lagrangian duality), and a pattern whose own least lies more than δ above
that of its part has no plan within δ of the bound.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

import numpy as np

from planner.solve.programmes.coming import Column, People, Place, Weights
from planner.solve.programmes.course_patterns import Courses, PatternSearch
from planner.solve.solver import GrowingLp, Rows

Stopped = Callable[[], bool]

MOST_ROUNDS = 80
CLOSE = 1e-7
"""Columns that gain less than this share are not looked for."""


@dataclass(slots=True)
class Master:
    """The parts, the limits, and every column found so far."""

    people: Sequence[People]
    places: Mapping[Place, float]
    stopped: Stopped
    columns: list[Column] = field(default_factory=list)

    def bound(self, stage: str, before: Mapping[str, float]) -> Bound:
        """The best bound on a stage, with the stages before at most at these values.

        Raises:
            SearchStoppedError: `stopped` became true.
        """
        limits = list(self.places.items())
        names = list(before)
        count = len(self.people)
        high = [1.0] * count + [most for _, most in limits] + [before[name] for name in names]
        low = [1.0] * count + [-inf] * (len(limits) + len(names))
        lp = GrowingLp(Rows(np.array(low), np.array(high)))
        if not self.columns:
            self._begin()
        for column in self.columns:
            self._add(lp, column, stage, limits, names)
        best = Bound(stage, -inf, Weights({stage: 1.0}, {}), ())
        for _ in range(MOST_ROUNDS):
            relaxed = lp.solve()
            if relaxed is None:
                break
            prices = np.maximum(-relaxed.duals[count:], 0.0)
            weights = Weights(
                {
                    stage: 1.0,
                    **{name: float(w) for name, w in zip(names, prices[len(limits) :], strict=True)},
                },
                {key: float(w) for (key, _), w in zip(limits, prices, strict=False)},
            )
            found = self._priced(weights)
            value = sum(least for least, _ in found) - float(prices @ np.array(high[count:]))
            if value > best.value:
                best = Bound(stage, value, weights, tuple(least for least, _ in found))
            if relaxed.value - best.value <= CLOSE * (1 + abs(relaxed.value)):
                break
            better = 0
            for n, (least, column) in enumerate(found):
                if least < relaxed.duals[n] - CLOSE * (1 + abs(least)):
                    self.columns.append(column)
                    self._add(lp, column, stage, limits, names)
                    better += 1
            if not better:
                break
        return best

    def near(self, bound: Bound, extra: float) -> list[tuple[Courses, ...]]:
        """Per part every pattern that a plan no more than `extra` above the bound may have.

        Raises:
            SearchStoppedError: `stopped` became true.
        """
        searches = [PatternSearch(one.weighed(bound.weights)) for one in self.people]
        return [
            tuple(pattern.courses for pattern in search.within(extra, self.stopped))
            for search in searches
        ]

    def _begin(self) -> None:
        """Everybody with no offer, which keeps every limit; and each part as it would be alone."""
        nobody = Weights({"unmet": 0.0, "reach": 0.0, "travel": 1.0}, dict.fromkeys(self.places, 1e6))
        alone = Weights({"unmet": 1e4, "reach": 1e2, "travel": 1.0}, {})
        for weights in (nobody, alone):
            self.columns += [column for _, column in self._priced(weights)]

    def _priced(self, weights: Weights) -> list[tuple[float, Column]]:
        """Per part the least that it weighs, and the column that does."""
        found = []
        for one in self.people:
            search = PatternSearch(one.weighed(weights))
            pattern = search.best(self.stopped)
            column = one.column(pattern.courses, search.flow(pattern), weights)
            found.append((pattern.hours, column))
        return found

    def _add(
        self,
        lp: GrowingLp,
        column: Column,
        stage: str,
        limits: Sequence[tuple[Place, float]],
        names: Sequence[str],
    ) -> None:
        count = len(self.people)
        entries = {column.part: 1.0}
        for n, (key, _) in enumerate(limits):
            if column.places.get(key):
                entries[count + n] = column.places[key]
        for n, name in enumerate(names):
            if column.of[name]:
                entries[count + len(limits) + n] = column.of[name]
        lp.add(column.of[stage], entries)


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound on a stage, the weights that prove it, and what each part weighs at them."""

    stage: str
    value: float
    weights: Weights
    least: tuple[float, ...]
