"""What a skilled user would otherwise write: one MILP in PuLP, plain, and with rows that tighten it.

Both have the same whole solutions as the model's rules. The plain one has only the rows that the rules
need. The tightened one has those that the planner's own MILP adds (a person attends no more than there
are courses; no more courses than all people together could fill) and two more: a person attends only
where the room is in use, and a room's meetings are rounded down to what whole courses can take.
"""

from __future__ import annotations

from time import perf_counter
from typing import Any

import pulp

from planner.model.variables import Variables
from planner.plan import Stage
from planner.problem.types import Problem
from planner.solve.base import milp
from planner.solve.programmes.linking_constraints import largest_load, meetings_of
from planner.solve.solver.highs import Limits

Built = tuple[pulp.LpProblem, Variables]

TIGHTENING = ("group_somewhere", "group_total")
"""Rows of rule 5 that leave out no whole solution; the text before the ids in their names."""


class _Plain(pulp.LpProblem):  # type: ignore[misc]
    """A problem that takes no row which only tightens."""

    def addConstraint(self, constraint: Any, name: str | None = None) -> Any:  # noqa: N802 - PuLP's name
        if name is not None and name.startswith(TIGHTENING):
            return None
        return super().addConstraint(constraint, name)


def plain(problem: Problem, name: str = "lms", until: float | None = None) -> Built:
    """Without the rows that only tighten."""
    lp = _Plain(name, pulp.LpMinimize)
    return lp, milp.build_into(problem, lp, until)


def tightened(problem: Problem, name: str = "lms", until: float | None = None) -> Built:
    """With attend ≤ used, and room for whole courses only."""
    lp = pulp.LpProblem(name, pulp.LpMinimize)
    variables = milp.build_into(problem, lp, until)
    for number, ((_, _, _, v), x) in enumerate(variables.attend.items()):
        lp += x <= variables.used[v], f"tight_used_{number}"
    for number, (v, used) in enumerate(variables.used.items()):
        most = problem.venues[v].meetings_per_year
        if most is None:
            continue
        held = {key: c for key, c in variables.courses.items() if key[1] == v}
        each = {h: meetings_of(problem, h) for h, _, _ in held}
        whole = largest_load(set(each.values()), most)
        meetings = pulp.lpSum(each[h] * c for (h, _, _), c in held.items())
        lp += meetings <= whole * used, f"tight_room_{number}"
    return lp, variables


def solved(problem: Problem, kind: str, seconds_max: float) -> tuple[float, tuple[Stage, ...]]:
    """Seconds and stages of the MILP, `plain` or `tightened`, within a limit; building counts."""
    build = milp.build_lp
    start = perf_counter()
    milp.build_lp = {"plain": plain, "tightened": tightened}[kind]
    try:
        stages = milp.solve_milp(
            problem, Limits(gap=problem.scenario.solve.gap, seconds=seconds_max)
        ).stages
    finally:
        milp.build_lp = build
    return perf_counter() - start, stages
