"""An earlier plan as the start of a search: its whole-number decisions held, the rest decided anew.

Members, units and courses are taken over as far as the problem still knows them; who attends what, and
everything that follows from it, is decided by the solver under the rules as they are now. What comes
out is therefore a plan of this problem, at least as good as the earlier one was, or nothing where the
rules no longer allow those courses.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pulp

from planner.model import Affine, CourseKey, Variables
from planner.plan import Plan
from planner.solve.solver import Limits, Outcome, run

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS = 20.0
"""With the whole numbers held hardly anything is left to search."""


@dataclass(frozen=True, slots=True)
class Start:
    """Decisions to begin from, by id; what is absent is zero."""

    members: frozenset[tuple[str, str]]
    """(municipality, unit)"""
    courses: Mapping[CourseKey, int]


def start_of(plan: Plan) -> Start:
    """What a search takes over from an earlier plan."""
    return Start(
        members=frozenset((code, unit.unit_id) for unit in plan.units for code in unit.member_codes),
        courses={(row.programme_id, row.venue_id, row.unit_id): row.courses for row in plan.courses},
    )


def begin(
    lp: pulp.LpProblem, variables: Variables, start: Start, expression: Affine, limits: Limits
) -> Outcome | None:
    """The best plan with the whole numbers of a start, or None where no plan has them."""
    lp.setObjective(expression)
    with held(variables, start):
        # a start is worth its few seconds even where the limit is nearly reached: it is a plan
        outcome = run(lp, replace(limits, seconds=SECONDS, stop=None, tell=None))
    return None if outcome.values is None else outcome


@contextmanager
def held(variables: Variables, start: Start) -> Iterator[None]:
    """The decisions of a start as bounds, for as long as the block runs."""
    wanted: list[tuple[pulp.LpVariable, int]] = [
        (x, int(key in start.members))
        for key, x in variables.member.items()
        if isinstance(x, pulp.LpVariable)
    ]
    wanted += [(x, start.courses.get(key, 0)) for key, x in variables.courses.items()]
    before = [(x, x.lowBound, x.upBound) for x, _ in wanted]
    try:
        for (x, value), (_, low, high) in zip(wanted, before, strict=True):
            # a decision that the problem rules out is left out, the others are kept
            kept = max(low or 0, value if high is None else min(value, high))
            x.lowBound = x.upBound = kept
        yield
    finally:
        for x, low, high in before:
            x.lowBound, x.upBound = low, high
