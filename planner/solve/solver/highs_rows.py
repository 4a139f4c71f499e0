"""The seam to HiGHS for MILPs given as arrays: built from blocks of rows, without PuLP's names.

PuLP takes longer to state a model of ten thousand columns than HiGHS to solve it. As in `highs`, status
and bound are HiGHS's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf

import highspy
import numpy as np
from numpy.typing import NDArray

from planner.solve.solver.highs import Limits
from planner.solve.solver.highs_columns import Answer, search

Array = NDArray[np.float64]

Entries = tuple[NDArray[np.int64], NDArray[np.int64], Array]
"""Row within its block, column, coefficient."""


@dataclass(slots=True)
class Model:
    """Minimise offset + costs · x with 0 ≤ x ≤ high, some of x whole, and rows between two ends."""

    costs: Array
    high: Array
    whole: Array
    """1 where a column is whole."""
    offset: float = 0.0
    _entries: list[Entries] = field(default_factory=list)
    _low: list[Array] = field(default_factory=list)
    _high: list[Array] = field(default_factory=list)
    _count: int = 0

    def rows(self, entries: Entries, low: Array, high: float) -> None:
        """A block of rows, as many as `low` has ends."""
        numbers, columns, values = entries
        self._entries.append((numbers + self._count, columns, values))
        self._low.append(low)
        self._high.append(np.full(len(low), high))
        self._count += len(low)

    def row(self, entries: Mapping[int, float], low: float, high: float) -> None:
        """One row, by column."""
        columns = np.array(sorted(entries), dtype=np.int64)
        values = np.array([entries[c] for c in sorted(entries)], dtype=np.float64)
        self.rows((np.zeros(len(columns), dtype=np.int64), columns, values), np.array([low]), high)

    def column(self, cost: float, high: float, *, whole: bool) -> int:
        """A further column; its number."""
        self.costs = np.append(self.costs, cost)
        self.high = np.append(self.high, high)
        self.whole = np.append(self.whole, float(whole))
        return len(self.costs) - 1

    def to_highs(self) -> highspy.HighsLp:
        """The model as HiGHS takes it."""
        numbers, columns, values = (np.concatenate(block) for block in zip(*self._entries, strict=True))
        order = np.lexsort((columns, numbers))
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.costs), self._count
        lp.col_cost_, lp.offset_ = self.costs, self.offset
        lp.col_lower_, lp.col_upper_ = np.zeros(len(self.costs)), self.high
        lp.row_lower_, lp.row_upper_ = np.concatenate(self._low), np.concatenate(self._high)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.num_col_, lp.a_matrix_.num_row_ = lp.num_col_, lp.num_row_
        lp.a_matrix_.start_ = np.searchsorted(numbers[order], np.arange(self._count + 1))
        lp.a_matrix_.index_, lp.a_matrix_.value_ = columns[order].astype(np.int32), values[order]
        kinds = highspy.HighsVarType
        lp.integrality_ = [kinds.kInteger if x else kinds.kContinuous for x in self.whole]
        return lp


def minimise(model: Model, limits: Limits, enough: float = inf) -> Answer:
    """The least value within the limits; the search ends once no plan costs `enough` or less.

    Raises:
        SolverFailureError: HiGHS reported an error, or the model is unbounded.
    """
    return search(model.to_highs(), limits, enough, whole=bool(model.whole.any()))
