"""What a skilled user would otherwise write: one MILP in PuLP, plain, and with rows that tighten it.

Both have the same whole solutions as the model's rules. The plain one has only the rows that the rules
need. The tightened one has those that the planner's own MILP adds (a person attends no more than there
are courses; no more courses than all people together could fill) and two more: a person attends only
where the room is in use, and a room's meetings are rounded down to what whole courses can take.
"""

from __future__ import annotations

from time import perf_counter

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


def plain(problem: Problem, built: Built) -> Built:
    """Without the rows that only tighten."""
    lp, variables = built
    for name in [name for name in lp.constraints if name.startswith(TIGHTENING)]:
        del lp.constraints[name]
    return lp, variables


def tightened(problem: Problem, built: Built) -> Built:
    """With attend ≤ used, and room for whole courses only."""
    lp, variables = built
    for (i, k, h, v), x in variables.attend.items():
        lp += x <= variables.used[v], f"tight_used_{len(lp.constraints)}"
        del i, k, h
    for v, used in variables.used.items():
        most = problem.venues[v].meetings_per_year
        if most is None:
            continue
        held = {key: c for key, c in variables.courses.items() if key[1] == v}
        each = {h: meetings_of(problem, h) for h, _, _ in held}
        whole = largest_load(set(each.values()), most)
        meetings = pulp.lpSum(each[h] * c for (h, _, _), c in held.items())
        lp += meetings <= whole * used, f"tight_room_{len(lp.constraints)}"
    return lp, variables


def solved(problem: Problem, kind: str, seconds_max: float) -> tuple[float, tuple[Stage, ...]]:
    """Seconds and stages of the MILP, `plain` or `tightened`, within a limit; building counts."""
    change = {"plain": plain, "tightened": tightened}[kind]
    build = milp.build_lp
    start = perf_counter()
    milp.build_lp = lambda problem, name="lms": change(problem, build(problem, name))
    try:
        stages = milp.solve_milp(
            problem, Limits(gap=problem.scenario.solve.gap, seconds=seconds_max)
        ).stages
    finally:
        milp.build_lp = build
    return perf_counter() - start, stages
