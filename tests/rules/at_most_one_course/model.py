"""Rule 101 in the model."""

from __future__ import annotations

import pulp

from planner.model.rows import constrain
from planner.model.variables import Variables
from planner.problem.types import Problem


def build(problem: Problem, variables: Variables, lp: pulp.LpProblem) -> None:
    """Σ courses[h, v, u] / Y[h] ≤ 1."""
    a_year = pulp.lpSum(
        c / problem.programmes[h].cycle_years for (h, _, _), c in variables.courses.items()
    )
    constrain(lp, a_year <= 1, "at_most_one_course")
