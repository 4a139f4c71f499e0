"""Rows of the model under the names of their rule."""

from __future__ import annotations

from typing import Any

import pulp

from planner.model.variables import name_of

Row = Any
"""An expression of PuLP with a sense and a right-hand side: an `LpConstraint` until 3.3, from 4.0 on an
`LpAffineExpression`."""


def constrain(lp: pulp.LpProblem, expression: Row, *name: str) -> None:
    """Add a constraint under a rule's name and ids."""
    lp += expression, name_of(*name)
