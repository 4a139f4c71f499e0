"""What a rule of the model is: a name, a sentence, what it ties together, and its constraints."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import pulp

from planner.model.variables import Variables, name_of
from planner.problem.types import Problem

Link = Literal["programmes", "venues", "units"]
"""What a rule ties together: programmes with each other, venues with each other, units with each
other. A rule that ties programmes cannot be kept by solving one programme at a time."""

Row = Any
"""An expression of PuLP with a sense and a right-hand side: `LpConstraint` until 3.3, from 4.0 on an
`LpAffineExpression`."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of `model.md`. `formula` is the docstring of its `build` function.

    `links(problem)` says what the rule ties together in that problem (nothing where it is off or
    cannot bind); `asks(problem)` says in a sentence what it asks for.
    """

    number: int
    name: str
    asks: Callable[[Problem], str]
    build: Callable[[Problem, Variables, pulp.LpProblem], None]
    links: Callable[[Problem], frozenset[Link]]

    @property
    def formula(self) -> str:
        """The formula with its symbols, for the reference documentation."""
        return self.build.__doc__ or ""


def constrain(lp: pulp.LpProblem, expression: Row, *name: str) -> None:
    """Add a constraint under a rule's name and ids."""
    lp += expression, name_of(*name)
