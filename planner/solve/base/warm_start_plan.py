"""An earlier plan beside what a search found in its time: the better of the two, and what is proved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from planner.model import OBJECTIVES, objective_order
from planner.plan import Status
from planner.problem import Problem
from planner.solve.base.milp import Solved, build_lp, hold_stage
from planner.solve.base.solution import measure, read_solution
from planner.solve.base.stages import make_stage, slack
from planner.solve.base.warm_start import Start, begin
from planner.solve.solver import Limits


def is_stopped(solved: Solved) -> bool:
    """Whether a limit left something unproved."""
    return any(stage.status is Status.STOPPED for stage in solved.stages)


@dataclass(frozen=True, slots=True)
class Kept:
    """A plan with the whole-number decisions of a start; nothing is proved of it."""

    solved: Solved
    values: Mapping[str, float]
    """The same as values of the model's variables by name."""


def from_start(problem: Problem, start: Start, limits: Limits) -> Kept | None:
    """The best plan with the members and courses of a start, stage by stage.

    None where the rules allow no plan with them.
    """
    lp, variables = build_lp(problem)
    values: Mapping[str, float] | None = None
    names = objective_order(problem)
    for name in names:
        expression = OBJECTIVES[name].expression(problem, variables)
        if not expression.keys() and values is not None:
            continue
        outcome = begin(lp, variables, start, expression, limits)
        if outcome is None or outcome.values is None:
            break
        values = outcome.values
        if expression.keys():
            hold_stage(problem, lp, variables, name, expression, outcome.value)
    if values is None:
        return None
    solution = read_solution(problem, variables, values)
    stages = (make_stage(problem, n, measure(problem, solution, n), None, limits.gap) for n in names)
    return Kept(Solved(solution, tuple(stages)), values)


def better_of(problem: Problem, solved: Solved, kept: Kept | None, gap: float) -> Solved:
    """The better plan in the order of the stages, with the bounds that the search has proved.

    A bound holds for every plan that is as good in the stages before: it stays where the kept plan is
    better only from that stage on, and nothing is known of the stages after.
    """
    if kept is None:
        return solved
    for number, (found, other) in enumerate(zip(solved.stages, kept.solved.stages, strict=True)):
        room = slack(problem, found.name, found.value)
        if other.value > found.value + room:
            return solved
        if other.value < found.value - room:
            stages = [
                make_stage(problem, s.name, o.value, s.bound if n <= number else None, gap)
                for n, (s, o) in enumerate(zip(solved.stages, kept.solved.stages, strict=True))
            ]
            return replace(solved, solution=kept.solved.solution, stages=tuple(stages))
    return solved
