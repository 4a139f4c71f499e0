"""How a stage is reported, and how much of it later stages may give away."""

from __future__ import annotations

from dataclasses import replace
from math import inf

from planner.model import OBJECTIVES
from planner.plan import EXACT_GAP, Stage, Status, relative_gap
from planner.problem import Problem


def make_stage(
    problem: Problem, name: str, value: float, bound: float | None, gap_wanted: float
) -> Stage:
    """A stage from the plan's value and the proven bound (None where nothing was proved).

    All objectives are sums of things that cannot be negative, so 0 is always a bound. What the scenario
    lets later stages give away (the tolerance of the shortfall) is no gap. A stage short of the gap
    wanted is called stopped for the time being: only who holds the clock knows (`by_clock`).
    """
    proven = max(0.0, -inf if bound is None else bound)
    proven = min(proven, value)
    gap = relative_gap(max(proven, value - tolerance(problem, name)), proven)
    if gap <= EXACT_GAP:
        status = Status.OPTIMAL
    elif gap <= gap_wanted:
        status = Status.WITHIN_GAP
    else:
        status = Status.STOPPED
    return Stage(name, OBJECTIVES[name].unit, value, proven, gap, status)


def by_clock(stages: tuple[Stage, ...], *, ended: bool) -> tuple[Stage, ...]:
    """The stages of a search that a limit or Ctrl-C `ended`, or that came to its own end.

    In the latter case nothing stopped what is not proved: the method has no more to give.
    """
    if ended:
        return stages
    return tuple(
        replace(stage, status=Status.UNPROVEN) if stage.status is Status.STOPPED else stage
        for stage in stages
    )


def tolerance(problem: Problem, name: str) -> float:
    """How far the scenario lets later stages exceed a stage: a share of L for the shortfall."""
    guideline = problem.scenario.threshold
    return guideline.tolerance_share * guideline.persons_min if name == "shortfall" else 0.0


def slack(problem: Problem, name: str, value: float) -> float:
    """How far later stages may exceed a stage's value: its tolerance, and the solver's rounding."""
    return 1e-6 * abs(value) + 1e-6 + tolerance(problem, name)
