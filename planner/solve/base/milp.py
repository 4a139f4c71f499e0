"""The plain method: one MILP with every rule, solved stage by stage. It covers every scenario."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import isfinite

import pulp

from planner.errors import InfeasibleError, NoPlanError
from planner.messages import message
from planner.model import OBJECTIVES, Variables, make_variables, objective_order
from planner.plan import Stage
from planner.problem import TOLERANCE, Problem
from planner.rules import rules
from planner.solve.base.solution import Solution, measure, read_solution
from planner.solve.base.stages import make_stage, slack, tolerance
from planner.solve.solver import Limits, Outcome, Progress, Tell, Termination, run

ROUNDOFF = 1e-12
"""What a sum of some thousand numbers is known to (as a share)."""


BUILD_SECONDS = 1.0
"""What building the model may take though the limit is shorter."""


@dataclass(frozen=True, slots=True)
class Solved:
    """A solution with what was proved of every stage, first to last."""

    solution: Solution
    stages: tuple[Stage, ...]
    messages: tuple[str, ...] = ()
    """What else was proved on the way, in words."""


def build_lp(
    problem: Problem, name: str = "lms", until: float | None = None
) -> tuple[pulp.LpProblem, Variables]:
    """Every variable and every rule of a problem, with no objective yet.

    Raises:
        NoPlanError: the moment `until` (of `time.monotonic`) came before all rules were built.
    """
    lp = pulp.LpProblem(name, pulp.LpMinimize)
    return lp, build_into(problem, lp, until)


def build_into(problem: Problem, lp: pulp.LpProblem, until: float | None = None) -> Variables:
    """The same in a PuLP problem that is given, and still empty."""
    variables = make_variables(problem, lp)
    for rule in rules():
        if until is not None and time.monotonic() > until:
            raise NoPlanError(message("the search was stopped before any plan was found"))
        rule.build(problem, variables, lp)
    for objective in OBJECTIVES.values():
        if objective.rows is not None:
            objective.rows(problem, variables, lp)
    return variables


def solve_milp(
    problem: Problem,
    limits: Limits,
    order: tuple[str, ...] | None = None,
    ties: bool = True,
    *,
    start: Mapping[str, float] | None = None,
    progress: Progress | None = None,
) -> Solved:
    """Solve the stages one after the other, each with those before it held.

    `order` defaults to the scenario's. `ties` adds the last stage, ids in order, which is not reported.
    A stage that the limit stops keeps its best value, and the stages after it are not searched: the
    plan's own value stands with the bound that is known. The search begins from `start`, a plan as the
    values of the variables by name; a limit that comes before anything better is found leaves it.
    `progress` hears of the best plan and the bound of each stage.

    Raises:
        InfeasibleError: no plan satisfies the rules.
        NoPlanError: the limit came before any plan was found.
    """
    began = time.monotonic()
    deadline = None if limits.seconds is None else began + limits.seconds
    # a plan to begin from is not lost because the model takes long to build
    until = None if deadline is None or start is not None else max(deadline, began + BUILD_SECONDS)
    lp, variables = build_lp(problem, until=until)
    names = objective_order(problem) if order is None else order
    first = None if start is None else read_solution(problem, variables, start)
    solution: Solution | None = None
    bounds: dict[str, float] = {}
    stopped = False
    for name in (*names, "ids") if ties else names:
        expression = OBJECTIVES[name].expression(problem, variables)
        if stopped:
            break
        if not expression.keys():
            bounds[name] = float(expression.constant)
            if solution is not None or name != names[-1]:
                continue
        telling = replace(limits, tell=_teller(name, progress))
        outcome = _run_stage(lp, expression, telling, deadline, start)
        if outcome.termination is Termination.INFEASIBLE and solution is None:
            raise InfeasibleError([message("no plan satisfies all the rules of the scenario together")])
        if outcome.values is None:
            # a later stage found nothing within its limit: what the stages before found stands
            if solution is None:
                if first is None:
                    raise NoPlanError(message("the search was stopped before any plan was found"))
                solution, bounds[name] = first, outcome.bound
            stopped = True
            break
        if first is not None and name in names:
            # a start that is as good up to here may be the best in the stages to come
            worse = measure(problem, first, name) > outcome.value + slack(problem, name, outcome.value)
            if worse:
                start, first = outcome.values, read_solution(problem, variables, outcome.values)
        solution = read_solution(problem, variables, outcome.values)
        bounds[name] = outcome.bound
        stopped = outcome.termination is Termination.STOPPED
        hold_stage(problem, lp, variables, name, expression, outcome.value)
    if solution is None:
        solution = _any_solution(problem, lp, variables, limits)
    stages = tuple(
        make_stage(problem, name, measure(problem, solution, name), bounds.get(name), limits.gap)
        for name in names
    )
    return Solved(solution, stages)


def hold_stage(
    problem: Problem,
    lp: pulp.LpProblem,
    variables: Variables,
    name: str,
    expression: pulp.LpAffineExpression,
    value: float,
    *,
    exactly: bool = False,
) -> None:
    """Keep a stage's value for the stages that follow, within its slack or without any.

    Where nobody need go unmet, nobody may. A row that bounds a sum by the solver's own tolerance is
    worse than none: HiGHS was seen to return 14.7 hours as optimal where 4.7 was possible.
    """
    if name == "unmet" and value <= 1e-6:
        for x in variables.unmet.values():
            x.upBound = 0
    elif name == "worst_travel":
        for minutes, x in variables.beyond.items():
            if minutes > value + TOLERANCE:
                x.upBound = 0
    else:
        spare = (
            tolerance(problem, name) + ROUNDOFF * abs(value) if exactly else slack(problem, name, value)
        )
        lp += expression <= value + spare, f"stage__{name}"


def _any_solution(
    problem: Problem, lp: pulp.LpProblem, variables: Variables, limits: Limits
) -> Solution:
    """Every stage is a constant: any feasible point is a best one."""
    outcome = _run_stage(lp, pulp.lpSum([]), limits, None)
    if outcome.values is None:
        raise InfeasibleError([message("no plan satisfies all the rules of the scenario together")])
    return read_solution(problem, variables, outcome.values)


def _run_stage(
    lp: pulp.LpProblem,
    expression: pulp.LpAffineExpression,
    limits: Limits,
    deadline: float | None,
    start: Mapping[str, float] | None = None,
) -> Outcome:
    lp.setObjective(expression)
    left = limits.seconds if deadline is None else max(0.01, deadline - time.monotonic())
    return run(lp, replace(limits, seconds=left), start)


def _teller(stage: str, progress: Progress | None) -> Tell | None:
    """The best plan so far and the bound of a stage, in a line of progress."""
    if progress is None:
        return None
    say, unit = progress, OBJECTIVES[stage].unit

    def tell(value: float, bound: float) -> None:
        best = f"best so far {_shown(value)} {unit}" if isfinite(value) else "no plan yet"
        proven = f", none below {_shown(max(0.0, bound))}" if isfinite(bound) else ""
        say(f"{stage}: {best}{proven}", None)

    return tell


def _shown(value: float) -> str:
    return f"{value:,.1f}".replace(",", " ")
