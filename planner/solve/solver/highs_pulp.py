"""A PuLP problem as HiGHS takes it: the same columns and rows, whichever PuLP states it.

PuLP's own way to HiGHS orders the columns by name up to 3.3 and by when they were made from 4.0 on, and
where several plans are equally good the order of the columns decides which of them HiGHS finds. Here it
is by name always, so a plan does not change with PuLP.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite

import highspy
import numpy as np
import pulp

NOTHING = "__nothing"
"""A column that is zero, where there is nothing to minimise: HiGHS calls rows without columns no model,
whether they hold or not."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A problem to minimise, with what HiGHS is not told of it.

    `names` are those of the columns, in order; `offset` is the constant of the objective, which the
    gap that HiGHS searches for does not count.
    """

    lp: highspy.HighsLp
    names: tuple[str, ...]
    offset: float
    whole: bool
    """Whether some column is whole: only then is there a bound beside the value."""

    def point(self, values: Mapping[str, float]) -> list[float]:
        """Values by name as values by column; zero where there is none."""
        return [values.get(name, 0.0) for name in self.names]


def state(problem: pulp.LpProblem) -> Stated:
    """Variables that stand in the objective or in a row, by name; rows in the order they were added."""
    objective = problem.objective
    costs = {} if objective is None else {x.name: float(c) for x, c in objective.items()}
    found = {} if objective is None else {x.name: x for x in objective.keys()}  # noqa: SIM118 - no dict
    rows = problem.constraints()
    entries = []
    for row in rows:
        terms = row.items()
        found.update((x.name, x) for x, _ in terms)
        entries.append([(x.name, float(c)) for x, c in terms if c != 0])
    names = tuple(sorted(found)) if costs else (NOTHING, *sorted(found))
    column = {name: number for number, name in enumerate(names)}
    variables = [found.get(name) for name in names]
    whole = [x is not None and x.cat == pulp.LpInteger for x in variables]
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(names), len(rows)
    lp.col_cost_ = np.array([costs.get(name, 0.0) for name in names])
    lp.col_lower_ = np.array([_low(x) for x in variables])
    lp.col_upper_ = np.array([_high(x) for x in variables])
    lp.row_lower_ = np.array([_end(row.getLb(), -highspy.kHighsInf) for row in rows])
    lp.row_upper_ = np.array([_end(row.getUb(), highspy.kHighsInf) for row in rows])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.num_col_, lp.a_matrix_.num_row_ = len(names), len(rows)
    lp.a_matrix_.start_ = np.cumsum([0, *(len(terms) for terms in entries)])
    lp.a_matrix_.index_ = np.array([column[x] for terms in entries for x, _ in terms], dtype=np.int32)
    lp.a_matrix_.value_ = np.array([c for terms in entries for _, c in terms])
    if any(whole):
        kinds = highspy.HighsVarType
        lp.integrality_ = [kinds.kInteger if x else kinds.kContinuous for x in whole]
    offset = 0.0 if objective is None else float(objective.constant)
    return Stated(lp, names, offset, any(whole))


def _low(x: pulp.LpVariable | None) -> float:
    return 0.0 if x is None else _end(x.lowBound, -highspy.kHighsInf)


def _high(x: pulp.LpVariable | None) -> float:
    return 0.0 if x is None else _end(x.upBound, highspy.kHighsInf)


def _end(value: float | None, none: float) -> float:
    """An end of a range; PuLP has None or ∞ where there is none."""
    return none if value is None or not isfinite(value) else float(value)
