"""The seam to HiGHS for MILPs given as arrays: built from blocks of rows, without PuLP's names.

PuLP takes longer to state a model of ten thousand columns than HiGHS to solve it. As in `highs`, status
and bound are HiGHS's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf, isfinite

import highspy
import numpy as np
from numpy.typing import NDArray

from planner.solve.highs import Limits, SolverFailureError, Termination
from planner.solve.highs_columns import _run, _silent_model

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


@dataclass(frozen=True, slots=True)
class Answer:
    """What HiGHS proved; `values` is None where no feasible point is known."""

    termination: Termination
    value: float
    bound: float
    values: Array | None


def minimise(model: Model, limits: Limits, enough: float = inf) -> Answer:
    """The least value within the limits; the search ends once no plan costs `enough` or less.

    Raises:
        SolverFailureError: HiGHS reported an error, or the model is unbounded.
    """
    solver = _silent_model()
    solver.setOptionValue("threads", limits.threads)
    solver.setOptionValue("mip_rel_gap", limits.gap)
    solver.setOptionValue("mip_abs_gap", 0.0)
    if limits.seconds is not None:
        solver.setOptionValue("time_limit", limits.seconds)
    solver.passModel(model.to_highs())
    if limits.stop is not None or enough < inf:

        def interrupt(_kind: int, _message: str, out: object, reply: object, _data: object) -> None:
            pressed = limits.stop is not None and limits.stop.is_set()
            if reply is not None and (pressed or out.mip_dual_bound > enough):  # type: ignore[attr-defined]
                reply.user_interrupt = True  # type: ignore[attr-defined]

        solver.setCallback(interrupt, None)
        solver.startCallback(highspy.cb.HighsCallbackType.kCallbackMipInterrupt)
    status = _run(solver)
    kinds = highspy.HighsModelStatus
    if status in (kinds.kInfeasible, kinds.kUnboundedOrInfeasible):
        return Answer(Termination.INFEASIBLE, inf, inf, None)
    stopped = status in (kinds.kTimeLimit, kinds.kInterrupt, kinds.kSolutionLimit)
    if not stopped and status != kinds.kOptimal:
        raise SolverFailureError(f"HiGHS ended with {solver.modelStatusToString(status)}")
    info = solver.getInfo()
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    value = float(info.objective_function_value) if found else inf
    # without a whole column there is no bound of a search: the optimum of the LP is its own
    proven = float(info.mip_dual_bound) if model.whole.any() else (-inf if stopped else value)
    return Answer(
        Termination.STOPPED if stopped else Termination.OPTIMAL,
        value,
        min(proven, value) if isfinite(proven) else -inf,
        np.array(solver.getSolution().col_value) if found else None,
    )
