"""Problem → Plan: take the first method that keeps what the problem asks for, and what it proved."""

from __future__ import annotations

import time
from dataclasses import replace

from planner.errors import InfeasibleError, NoPlanError
from planner.messages import message
from planner.plan import Plan, Status
from planner.problem import Problem
from planner.solve.base import (
    Solved,
    Start,
    better_of,
    by_clock,
    few_enough_unmet,
    from_start,
    is_stopped,
    settled,
    solve_milp,
    start_of,
    stop_on_interrupt,
    to_plan,
)
from planner.solve.holders import (
    as_it_stands,
    better,
    bounded_by,
    by_nearness,
    one_more,
    with_hospital,
    without_posts,
)
from planner.solve.infeasible import certain_reasons, infeasible
from planner.solve.methods import methods
from planner.solve.programmes import Memo
from planner.solve.solver import Clock, Limits, Progress


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
        clock = Clock.of(limits)
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
        ended = clock.stopped()
        solved = settled(problem, solved, limits, whole=method == "milp")
        solved = replace(solved, stages=by_clock(solved.stages, ended=ended))
    if stop.is_set() and any(stage.status is Status.STOPPED for stage in solved.stages):
        messages = (*messages, message("stopped by the user; another run may find a better plan"))
    messages = (*_settled_by(problem.settled_by), *messages)
    return to_plan(problem, solved.solution, solved.stages, method, messages)


def _choose(
    problem: Problem, limits: Limits, memo: Memo, progress: Progress, first: Start | None
) -> tuple[Solved, str, tuple[str, ...]]:
    """What the first method finds that keeps all that the problem asks for; else the plain MILP."""
    nearer = by_nearness(problem) if problem.holders_are_open else None
    if nearer is not None:
        found = _nearest_holders(nearer, limits, memo, progress, first)
        if found is not None:
            return found
    start = time.monotonic()
    in_the_way: str | None = None
    main = "joint" if problem.free_units else "by_programme"
    for method in methods():
        reason = method.why_not(problem)
        if reason is None:
            solved = method.solve(problem, limits, memo, progress)
            if solved is not None and few_enough_unmet(problem, solved):
                return solved, method.name, solved.messages
            in_the_way = method.too_much or in_the_way
        elif method.name == main:
            in_the_way = in_the_way or reason
    progress(message("solving one MILP"), None)
    left = limits
    if limits.seconds is not None:
        left = replace(limits, seconds=max(1.0, limits.seconds - (time.monotonic() - start)))
    kept = None if first is None else from_start(problem, first, left)
    values = None if kept is None else kept.values
    try:
        solved = solve_milp(problem, left, start=values, progress=progress)
    except InfeasibleError:
        progress(message("which rules are in the way"), None)
        raise infeasible(problem, left.stop) from None
    return solved, "milp", _as_one(problem, in_the_way)


def _nearest_holders(
    problem: Problem, limits: Limits, memo: Memo, progress: Progress, first: Start | None
) -> tuple[Solved, str, tuple[str, ...]] | None:
    """The best plan if the nearer holder holds each programme, and hands over what posts do not let it
    hold; None where no such plan is found."""
    if problem.staffing is None:
        solved, method, told = _choose(problem, limits, memo, progress, first)
        return with_hospital(solved, problem), method, told
    clock = Clock.of(limits)
    free, _, _ = _choose(without_posts(problem), limits, memo, progress, first)
    best: tuple[Solved, str, tuple[str, ...]] | None = None
    tried = [problem]
    while tried and not clock.stopped():
        found = None
        for one in tried:
            try:
                solved, method, told = _choose(as_it_stands(one), clock.left(), memo, progress, first)
            except (InfeasibleError, NoPlanError):
                continue
            if best is None or better(solved, best[0]):
                bounded = bounded_by(problem, with_hospital(solved, one), free, limits.gap)
                best, found = (bounded, method, told), one
            if clock.stopped():
                break
        proven = best is not None and not is_stopped(best[0])
        tried = [] if proven or (found is None and best is not None) else one_more(found or problem)
        if found is None and best is None:
            break
    return best


def _settled_by(added: tuple[str, ...]) -> tuple[str, ...]:
    """Which stages were added, so that no figure depends on chance."""
    if not added:
        return ()
    words = {
        "unmet": message("fewest without an offer"),
        "travel": message("shortest travel"),
        "cost": message("lowest cost"),
    }
    names = words[added[0]]
    for name in added[1:]:
        names = message("{first}, then {last}", first=names, last=words[name])
    return (message("what the objectives leave open is settled by: {stages}", stages=names),)


def _as_one(problem: Problem, reason: str | None) -> tuple[str, ...]:
    """That everything was solved at once, and why."""
    if reason is None:
        return ()
    if problem.free_units:
        return (
            message("units, venues and courses solved together as one MILP: {reason}", reason=reason),
        )
    return (message("solved as one MILP: {reason}", reason=reason),) if problem.venues else ()


def _silent(_message: str, _share: float | None) -> None:
    return
