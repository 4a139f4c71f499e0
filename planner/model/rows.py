"""Rows of the model under the names of their rule."""

from __future__ import annotations

import pulp

from planner.model.variables import name_of


def constrain(lp: pulp.LpProblem, expression: pulp.LpConstraint, *name: str) -> None:
    """Add a constraint under a rule's name and ids."""
    lp += expression, name_of(*name)
