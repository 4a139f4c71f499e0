"""The seam to HiGHS for models that grow by columns: a warm-started LP, and a choice of columns.

PuLP builds a model anew for every solve; here the same model is solved tens of times with a few more
columns each time. As in `highs`, status and bound are HiGHS's own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf, isfinite

import highspy
import numpy as np
import numpy.typing as npt

from planner.solve.solver.highs import Limits, SolverFailureError, Termination
from planner.solve.solver.silent import new_highs

Pattern = npt.NDArray[np.float64]

Entries = Mapping[int, float]
"""Row number → coefficient."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Lower and upper ends of the rows."""

    low: Pattern
    high: Pattern


@dataclass(frozen=True, slots=True)
class Relaxed:
    """An optimum of the LP: its value, the price of every row and the amount of every column."""

    value: float
    duals: Pattern
    amounts: Pattern


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was proved of a choice of whole columns; `numbers` is None where none is known."""

    termination: Termination
    value: float
    bound: float
    numbers: tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class Sparse:
    """A matrix by columns: column c has `values[starts[c]:starts[c + 1]]` in those rows of `rows`."""

    starts: npt.NDArray[np.int32]
    rows: npt.NDArray[np.int32]
    values: Pattern


def least_cost(costs: Pattern, matrix: Sparse, ends: Rows) -> float | None:
    """The least Σ cost · amount with amounts ≥ 0 that meets the rows; None where nothing does.

    Raises:
        SolverFailureError: HiGHS reported an error, or the LP is unbounded.
    """
    model = _silent_model()
    # models this small are solved before presolve has looked at them
    model.setOptionValue("presolve", "off")
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(costs), len(ends.low)
    lp.col_cost_ = costs
    lp.col_lower_, lp.col_upper_ = np.zeros(len(costs)), np.full(len(costs), highspy.kHighsInf)
    lp.row_lower_, lp.row_upper_ = ends.low, ends.high
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.num_col_, lp.a_matrix_.num_row_ = lp.num_col_, lp.num_row_
    lp.a_matrix_.start_, lp.a_matrix_.index_ = matrix.starts, matrix.rows
    lp.a_matrix_.value_ = matrix.values
    model.passModel(lp)
    status = _run(model)
    kinds = highspy.HighsModelStatus
    if status == kinds.kInfeasible:
        return None
    if status != kinds.kOptimal:
        raise SolverFailureError(f"HiGHS ended with {model.modelStatusToString(status)}")
    return float(model.getInfo().objective_function_value)


class GrowingLp:
    """Minimise Σ cost · amount over columns with amounts ≥ 0, and add columns between solves."""

    def __init__(self, rows: Rows) -> None:
        """Start without columns."""
        self._model = _silent_model()
        none_i, none_f = np.array([], dtype=np.int32), np.array([])
        for low, high in zip(rows.low, rows.high, strict=True):
            self._model.addRow(float(low), float(high), 0, none_i, none_f)

    def add(self, cost: float, entries: Entries) -> None:
        """Append a column."""
        numbers, values = _arrays(entries)
        self._model.addCol(cost, 0.0, highspy.kHighsInf, len(numbers), numbers, values)

    def reprice(self, number: int, cost: float) -> None:
        """Change the cost of a column."""
        self._model.changeColCost(number, cost)

    def solve(self) -> Relaxed | None:
        """The optimum from where the last solve ended, or None where the rows cannot be met.

        Raises:
            SolverFailureError: HiGHS reported an error, or the LP is unbounded.
        """
        status = _run(self._model)
        kinds = highspy.HighsModelStatus
        if status in (kinds.kInfeasible, kinds.kUnboundedOrInfeasible):
            return None
        if status != kinds.kOptimal:
            raise SolverFailureError(f"HiGHS ended with {self._model.modelStatusToString(status)}")
        solution = self._model.getSolution()
        return Relaxed(
            float(self._model.getInfo().objective_function_value),
            np.array(solution.row_dual),
            np.array(solution.col_value),
        )


def choose_columns(
    rows: Rows,
    costs: Sequence[float],
    columns: Sequence[Entries],
    limits: Limits,
    start: Sequence[int] | None = None,
    apart: float = 0.0,
) -> Chosen:
    """Choose whole columns (each at most once) at the least cost so that every row is met.

    `start` are the numbers of a choice known to meet them; the answer is never dearer. `apart` is what
    may be left between value and bound: just under 1 where every choice costs a whole number.

    Raises:
        SolverFailureError: HiGHS reported an error.
    """
    if not columns:
        met = bool(np.all(rows.low <= 0) and np.all(rows.high >= 0))
        return Chosen(
            Termination.OPTIMAL if met else Termination.INFEASIBLE,
            0.0 if met else inf,
            0.0 if met else inf,
            () if met else None,
        )
    known = None
    if start is not None:
        known = np.zeros(len(columns))
        known[list(start)] = 1.0
    found = search(_lp(rows, costs, columns), limits, start=known, apart=apart)
    picked = None if found.values is None else np.flatnonzero(found.values > 0.5)
    return Chosen(
        found.termination,
        found.value,
        found.bound,
        None if picked is None else tuple(int(number) for number in picked),
    )


@dataclass(frozen=True, slots=True)
class Answer:
    """What HiGHS proved; `values` is None where no feasible point is known."""

    termination: Termination
    value: float
    bound: float
    values: Pattern | None


def search(
    lp: highspy.HighsLp,
    limits: Limits,
    enough: float = inf,
    whole: bool = True,
    start: Pattern | None = None,
    apart: float = 0.0,
) -> Answer:
    """The least value of a model within the limits; the search ends once no plan has `enough` or less.

    `whole`: whether any column must be whole. Without one there is no bound of a search: the optimum of
    the LP is its own. `start` is a feasible point to begin from; the search ends once value and bound
    are no more than `apart` from each other.

    Raises:
        SolverFailureError: HiGHS reported an error, or the model is unbounded.
    """
    model = _silent_model()
    model.setOptionValue("threads", limits.threads)
    model.setOptionValue("mip_rel_gap", limits.gap)
    model.setOptionValue("mip_abs_gap", apart)
    if limits.seconds is not None:
        model.setOptionValue("time_limit", limits.seconds)
    model.passModel(lp)
    if start is not None:
        given = highspy.HighsSolution()
        given.col_value = start.tolist()
        model.setSolution(given)
    if limits.stop is not None or enough < inf:

        def interrupt(_kind: int, _message: str, out: object, reply: object, _data: object) -> None:
            pressed = limits.stop is not None and limits.stop.is_set()
            if reply is not None and (pressed or out.mip_dual_bound > enough):  # type: ignore[attr-defined]
                reply.user_interrupt = True  # type: ignore[attr-defined]

        model.setCallback(interrupt, None)
        model.startCallback(highspy.cb.HighsCallbackType.kCallbackMipInterrupt)
    status = _run(model)
    kinds = highspy.HighsModelStatus
    if status in (kinds.kInfeasible, kinds.kUnboundedOrInfeasible):
        return Answer(Termination.INFEASIBLE, inf, inf, None)
    stopped = status in (kinds.kTimeLimit, kinds.kInterrupt, kinds.kSolutionLimit)
    if not stopped and status != kinds.kOptimal:
        raise SolverFailureError(f"HiGHS ended with {model.modelStatusToString(status)}")
    info = model.getInfo()
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    value = float(info.objective_function_value) if found else inf
    proven = float(info.mip_dual_bound) if whole else (-inf if stopped else value)
    return Answer(
        Termination.STOPPED if stopped else Termination.OPTIMAL,
        value,
        min(proven, value) if isfinite(proven) else -inf,
        np.array(model.getSolution().col_value) if found else None,
    )


def _silent_model() -> highspy.Highs:
    model = new_highs()
    for name, value in (
        ("output_flag", False),
        ("threads", 1),
        ("random_seed", 0),
        ("mip_feasibility_tolerance", 1e-7),
        ("primal_feasibility_tolerance", 1e-7),
    ):
        model.setOptionValue(name, value)
    return model


def _run(model: highspy.Highs) -> highspy.HighsModelStatus:
    model.run()
    if model.getModelStatus() == highspy.HighsModelStatus.kNotset:
        # another number of threads than in HiGHS's first run: it is told to start afresh (see `highs`)
        highspy.Highs.resetGlobalScheduler(True)
        model.run()
    return model.getModelStatus()


def _lp(rows: Rows, costs: Sequence[float], columns: Sequence[Entries]) -> highspy.HighsLp:
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(columns), len(rows.low)
    lp.col_cost_ = np.array(costs, dtype=np.float64)
    lp.col_lower_, lp.col_upper_ = np.zeros(len(columns)), np.ones(len(columns))
    lp.row_lower_, lp.row_upper_ = rows.low, rows.high
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.num_col_, lp.a_matrix_.num_row_ = lp.num_col_, lp.num_row_
    lp.a_matrix_.start_ = np.cumsum([0, *(len(entries) for entries in columns)])
    lp.a_matrix_.index_ = np.array([r for entries in columns for r in sorted(entries)], dtype=np.int32)
    lp.a_matrix_.value_ = np.array([entries[r] for entries in columns for r in sorted(entries)])
    lp.integrality_ = [highspy.HighsVarType.kInteger] * len(columns)
    return lp


def _arrays(entries: Entries) -> tuple[npt.NDArray[np.int32], Pattern]:
    numbers = sorted(entries)
    return np.array(numbers, dtype=np.int32), np.array([entries[r] for r in numbers], dtype=np.float64)
