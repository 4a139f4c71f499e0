"""Slivers of people taken out of a plan: what a later stage bought with an earlier one's tolerance.

A solver keeps an earlier stage to its value within a tolerance, and a later stage uses it up: of people
with an offer at the optimum, three millionths are left without one, since that saves as many hours.
Such a plan has its whole numbers kept and its people shared out once more, stage by stage, each stage
held without a tolerance. What is left below the solver's accuracy is rounding, and goes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from planner.model import OBJECTIVES, objective_order
from planner.plan import Status
from planner.problem import Problem
from planner.solve.base.milp import Solved, build_lp, hold_stage
from planner.solve.base.solution import Solution, measure, read_solution
from planner.solve.base.stages import make_stage
from planner.solve.base.warm_start import Start, held
from planner.solve.solver import Limits, run

SLIVER_PERSONS = 1e-5
"""Fewer participants a year than this …"""

SLIVER_SHARE = 0.01
"""… and a smaller share of those of a place, the others doing something else, may be a sliver."""

ROUNDING = 1e-6
"""A share at or below this, with the whole numbers held and each stage exact, is rounding."""

SECONDS = 20.0
"""With the whole numbers held hardly anything is left to search."""


def settled(problem: Problem, solved: Solved, limits: Limits, *, whole: bool) -> Solved:
    """The same plan without slivers; as it is where it has none, or where the rules ask for them (few
    choose what is far away).

    Where the plan is not from the whole model (`whole`), people were shared out exactly, by flows: only
    slivers without an offer are looked for. A bound that was proved with the earlier stages'
    tolerances is proved anew without them.
    """
    if problem.chosen or not any(_slivers(problem, solved.solution, whole=whole)):
        return solved
    anew = _Anew(problem, limits)
    if not anew.share_out(solved.solution):
        return solved
    stages = []
    for stage in solved.stages:
        value = measure(problem, anew.solution, stage.name)
        one = make_stage(problem, stage.name, value, stage.bound, limits.gap)
        if stage.status is Status.OPTIMAL and one.status is not Status.OPTIMAL:
            bound = anew.prove(stage.name)
            value = measure(problem, anew.solution, stage.name)
            one = make_stage(problem, stage.name, value, max(bound, stage.bound), limits.gap)
        anew.hold(stage.name, value)
        stages.append(one)
    return replace(solved, solution=anew.solution, stages=tuple(stages))


def _slivers(problem: Problem, solution: Solution, *, whole: bool) -> Iterator[tuple[str, str]]:
    """Places and programmes of whose people hardly anybody does something else than the others."""
    shares = list(solution.unmet.items())
    if whole:
        shares += [((i, k), share) for (i, k, _, _), share in solution.attend.items()]
        shares += [((i, k), share) for (i, k, _), share in solution.specialist.items()]
    for (i, k), share in shares:
        if share < SLIVER_SHARE and share * problem.demand[k][i] < SLIVER_PERSONS:
            yield i, k


class _Anew:
    """The whole model once more, with stages held exactly."""

    def __init__(self, problem: Problem, limits: Limits) -> None:
        self.problem = problem
        self.limits = replace(limits, gap=0.0, tell=None)
        self.solution: Solution
        self._values: Mapping[str, float]

    def share_out(self, solution: Solution) -> bool:
        """Best shares for the whole numbers of a plan; whether there are any."""
        lp, variables = build_lp(self.problem, "settle")
        found = False
        with held(variables, Start(solution.members, solution.courses)):
            for name in objective_order(self.problem):
                expression = OBJECTIVES[name].expression(self.problem, variables)
                if found and not expression.keys():
                    continue
                lp.setObjective(expression)
                outcome = run(lp, Limits(gap=0.0, seconds=SECONDS))
                if outcome.values is None:
                    break
                found, self._values = True, outcome.values
                hold_stage(self.problem, lp, variables, name, expression, outcome.value, exactly=True)
        if found:
            self._lp, self._variables = build_lp(self.problem, "settle")
            self.solution = self._read()
        return found

    def prove(self, name: str) -> float:
        """What no plan that is as good in the stages held can go below; takes a better plan over."""
        expression = OBJECTIVES[name].expression(self.problem, self._variables)
        value = measure(self.problem, self.solution, name)
        self._lp.setObjective(expression)
        outcome = run(self._lp, self.limits, self._values)
        if outcome.values is not None and outcome.value < value - ROUNDING:
            self._values = outcome.values
            self.solution = self._read()
        # rows as tight as these have misled HiGHS: a bound above a plan that exists is none
        return outcome.bound if outcome.bound <= value + ROUNDING * max(1.0, value) else 0.0

    def hold(self, name: str, value: float) -> None:
        """Keep a stage for those that follow."""
        expression = OBJECTIVES[name].expression(self.problem, self._variables)
        if expression.keys():
            hold_stage(self.problem, self._lp, self._variables, name, expression, value, exactly=True)

    def _read(self) -> Solution:
        return read_solution(self.problem, self._variables, self._values, nothing=ROUNDING)
