"""A row that nothing satisfies."""

from __future__ import annotations

import pulp

from planner.model.rows import constrain
from planner.model.variables import Variables
from planner.problem.types import Problem


def build(_problem: Problem, _variables: Variables, lp: pulp.LpProblem) -> None:
    """0 ≥ 1."""
    constrain(lp, pulp.lpSum([]) >= 1, "no_plan_at_all")
