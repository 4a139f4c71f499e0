"""Problem → Plan: pick the method that covers the problem, keep what it proved."""

from __future__ import annotations

import time
from dataclasses import replace

from planner.errors import InfeasibleError, NoPlanError
from planner.messages import message
from planner.plan import Plan, Status
from planner.problem.types import Problem
from planner.solve.base.by_membership import solve_by_membership
from planner.solve.base.milp import Solved, solve_milp
from planner.solve.base.solution import to_plan
from planner.solve.base.stop import stop_on_interrupt
from planner.solve.base.unmet_limit import few_enough_unmet
from planner.solve.base.warm_start import Start, start_of
from planner.solve.base.warm_start_plan import better_of, from_start, is_stopped
from planner.solve.districting.partition import solve_partition
from planner.solve.districting.partition import why_not as why_not_partition
from planner.solve.infeasible.reasons import certain_reasons
from planner.solve.joint.joint import solve_joint
from planner.solve.joint.joint import why_not as why_not_joint
from planner.solve.location.location import solve_location
from planner.solve.programmes import cost_first
from planner.solve.programmes import lagrangian_budget as within_budget
from planner.solve.programmes.by_coming import solve_by_coming
from planner.solve.programmes.by_coming import why_not as why_not_by_coming
from planner.solve.programmes.by_programme import solve_by_programme, why_not
from planner.solve.programmes.memo import Memo
from planner.solve.solver.highs import Limits, Progress


def solve(
    problem: Problem,
    *,
    gap: float | None = None,
    seconds_max: float | None = None,
    progress: Progress | None = None,
    memo: Memo | None = None,
    threads: int = 1,
    start: Plan | None = None,
) -> Plan:
    """The best plan of a problem, with what was proved of every stage.

    Args:
        gap: relative gap at which a stage counts as done; the scenario's own by default.
        seconds_max: time limit for the whole solve; the scenario's own by default.
        progress: called with a sentence and the share done, where that is known.
        memo: parts solved before; give the same one to every solve of a comparison.
        threads: threads of the plain MILP. The answer does not depend on it where the gap was reached.
        start: an earlier plan. The plain MILP begins from it; another method gives it, its courses kept
            and the rest decided anew, where a limit leaves that method with less.

    Raises:
        InfeasibleError: no plan satisfies the scenario; the reasons are in words with numbers.
        NoPlanError: a limit or Ctrl-C ended the search before any plan was found.
    """
    choice = problem.scenario.solve
    limits = Limits(
        gap=choice.gap if gap is None else gap,
        seconds=choice.seconds_max if seconds_max is None else seconds_max,
        threads=threads,
    )
    reasons = certain_reasons(problem)
    if reasons:
        raise InfeasibleError(reasons)
    with stop_on_interrupt() as stop:
        limits = replace(limits, stop=stop)
        memo, told_to = Memo() if memo is None else memo, progress or _silent
        first = None if start is None else start_of(start)
        try:
            solved, method, messages = _choose(problem, limits, memo, told_to, first)
        except NoPlanError:
            kept = None if first is None else from_start(problem, first, limits)
            if kept is None:
                raise
            solved, method, messages = kept.solved, "start", ()
        if first is not None and method != "milp" and is_stopped(solved):
            solved = better_of(problem, solved, from_start(problem, first, limits), limits.gap)
    if stop.is_set() and any(stage.status is Status.STOPPED for stage in solved.stages):
        messages = (*messages, message("stopped by the user; another run may find a better plan"))
    return to_plan(problem, solved.solution, solved.stages, method, messages)


def _choose(
    problem: Problem, limits: Limits, memo: Memo, progress: Progress, first: Start | None
) -> tuple[Solved, str, tuple[str, ...]]:
    start = time.monotonic()
    messages: tuple[str, ...] = ()
    reason = why_not(problem)
    located = solve_location(problem, limits, progress)
    if located is not None:
        return located, "location", ()
    if problem.free_units and why_not_partition(problem) is None:
        solved = solve_partition(problem, limits, progress)
        if solved is not None and few_enough_unmet(problem, solved.stages):
            return solved, "partition", solved.messages
        messages = (message("too many clusters to list; units solved as one MILP"),)
    elif reason is None:
        solved = solve_by_programme(problem, limits, memo, progress)
        if solved is not None and few_enough_unmet(problem, solved.stages):
            return solved, "by_programme", ()
        messages = (message("capacity or policy ties the programmes together; solved as one MILP"),)
    elif (problem.decays or problem.places_are_limited) and why_not_by_coming(problem) is None:
        solved = solve_by_coming(problem, limits, progress)
        if solved is not None and few_enough_unmet(problem, solved.stages):
            return solved, "by_coming", ()
        messages = (message("places, capacity or policy tie the programmes together"),)
    elif cost_first.covers(problem):
        solved = cost_first.solve_cost_first(problem, limits, progress)
        if solved is not None and few_enough_unmet(problem, solved.stages):
            return solved, "cost_first", ()
        messages = (message("capacity or policy ties the programmes together; solved as one MILP"),)
    elif within_budget.covers(problem):
        solved = within_budget.solve_within_budget(problem, limits, progress)
        if solved is not None and few_enough_unmet(problem, solved.stages):
            return solved, "within_budget", ()
        messages = (message("a budget counts all programmes together"),)
    elif problem.free_units:
        apart = why_not_joint(problem)
        if apart is None:
            solved = solve_joint(problem, limits, memo, progress)
            if solved is not None and few_enough_unmet(problem, solved.stages):
                return solved, "joint", solved.messages
            apart = message("too many groups of municipalities, or too many left without an offer")
        solved = solve_by_membership(problem, limits, memo, progress)
        if solved is not None and few_enough_unmet(problem, solved.stages):
            return solved, "by_membership", solved.messages
        messages = (
            message("units, venues and courses solved together as one MILP: {reason}", reason=apart),
        )
    elif problem.venues:
        messages = (message("solved as one MILP: {reason}", reason=reason),)
    left = limits
    if limits.seconds is not None:
        left = replace(limits, seconds=max(1.0, limits.seconds - (time.monotonic() - start)))
    progress("solving one MILP", None)
    kept = None if first is None else from_start(problem, first, left)
    values = None if kept is None else kept.values
    return solve_milp(problem, left, start=values, progress=progress), "milp", messages


def _silent(_message: str, _share: float | None) -> None:
    return
