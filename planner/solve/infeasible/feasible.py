"""Is there any plan at all, and how little of one thing can a plan do with?

For explanations: the same scenario is asked again and again with one rule changed. Objectives do not
count, so the search is shorter than a solve. Three questions are asked in turn, each cheaper than the
next: arithmetic, memberships alone, the whole. And where nobody asks how many are without an offer,
only the venues that must be in use can matter (people may always go unmet), so the others are left out.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import inf
from typing import Literal

import pulp

from planner.model import OBJECTIVES, Affine, Variables, make_variables
from planner.plan import Plan
from planner.problem import Problem
from planner.rules import rules
from planner.solve.base import Solution, read_solution, stop_on_interrupt, to_plan
from planner.solve.infeasible.reasons import certain_findings
from planner.solve.programmes import without_venue_policy
from planner.solve.solver import Limits, Outcome, Termination, run

ALL_UNMET_KEEPS = frozenset(
    {
        "membership",
        "threshold",
        "contiguity",
        "attendance",
        "group_size",
        "capacity",
        "own_unit",
        "access",
        "staffing",
        "policy",
        "nearest",
        "single_source",
    }
)
"""Rules that a plan without any course keeps, but for the settings that `_courses_matter` names."""

EXACT = 1e-9
"""Relative gap of a question about a smallest number; nothing is asked of one about any plan."""


class Verdict(StrEnum):
    """Whether a problem has a plan."""

    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNDECIDED = "undecided"
    """The time limit or Ctrl-C came first."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Decisions to have as few of as can be, each with its weight, and who has to be a member.

    `member[m, u]` weighs that m belongs to u, `used[v]` that v holds a course, `opened[u]` that u is a
    unit. Municipalities in `inside` may not stand outside, whatever the scenario says.
    """

    member: Mapping[tuple[str, str], float] = field(default_factory=dict)
    used: Mapping[str, float] = field(default_factory=dict)
    opened: Mapping[str, float] = field(default_factory=dict)
    inside: frozenset[str] = frozenset()


Least = Literal["outside", "unmet", "specialist", "cost"] | Wish


@dataclass(frozen=True, slots=True)
class Found:
    """The answer: a plan without stages where there is one, and what was asked to be small.

    `value` is what the plan has of it, `bound` what no plan can have less of.
    """

    verdict: Verdict
    plan: Plan | None = None
    value: float = inf
    bound: float = -inf


def find_plan(problem: Problem, *, least: Least | None = None, seconds: float | None = None) -> Found:
    """Any plan that keeps every rule of a problem, or the one with least of something.

    Args:
        least: `outside` (persons in scope outside every unit), `unmet` and `specialist` (participants a
            year), `cost` (NOK a year), or a `Wish`.
        seconds: time limit; None: none.
    """
    if certain_findings(problem):
        return Found(Verdict.INFEASIBLE)
    deadline = None if seconds is None else time.monotonic() + seconds
    with stop_on_interrupt() as stop:
        limits = Limits(gap=1.0 if least is None else EXACT, seconds=seconds, stop=stop)
        inside = least.inside if isinstance(least, Wish) else frozenset()
        if problem.free_units:
            found = _memberships(problem, inside, least, limits)
            if found.verdict is not Verdict.FEASIBLE or not _courses_matter(problem, least):
                return found
        left = None if deadline is None else max(0.05, deadline - time.monotonic())
        return _whole(_needed(problem, least), problem, inside, least, replace(limits, seconds=left))


def _courses_matter(problem: Problem, least: Least | None) -> bool:
    """Whether a membership that the rules on units allow might have no plan, or not the least."""
    scenario = problem.scenario
    return (
        _unheard_of(problem)
        or bool(scenario.venues.in_use)
        or scenario.rules.access.unmet_share_max is not None
        or scenario.budget.nok_per_year_max is not None
        or problem.staffing is not None
        or bool(scenario.limits)
        or least in ("unmet", "specialist", "cost")
    )


def _unheard_of(problem: Problem) -> bool:
    """Whether a rule counts that people without an offer might not be enough for."""
    return any(rule.name not in ALL_UNMET_KEEPS and rule.binds(problem) for rule in rules())


def _needed(problem: Problem, least: Least | None) -> Problem:
    """The problem without the venues and services that some plan can always do without."""
    bounded = problem.scenario.rules.access.unmet_share_max is not None or problem.scenario.limits
    if bounded or least == "unmet" or _unheard_of(problem):
        return problem
    venues = tuple(v for v in problem.scenario.venues.in_use if v in problem.venues)
    return replace(
        problem.only(tuple(problem.programmes), venues),
        specialist_minutes={k: {i: {} for i in ways} for k, ways in problem.specialist_minutes.items()},
    )


def _memberships(
    problem: Problem, inside: frozenset[str], least: Least | None, limits: Limits
) -> Found:
    """Who belongs where, everybody unmet: all that the rules on units ask for."""
    bare = replace(
        problem, demand={}, venues={}, staffing=None, scenario=without_venue_policy(problem.scenario)
    )
    lp = pulp.LpProblem("memberships", pulp.LpMinimize)
    variables = make_variables(bare, lp)
    for rule in rules():
        if rule.subject == "units":
            rule.build(bare, variables, lp)
    _hold_inside(variables, inside, lp)
    courses = least in ("unmet", "specialist", "cost")
    lp.setObjective(pulp.lpSum([]) if courses else _expression(bare, variables, least))
    outcome = run(lp, limits)
    solution = None
    if outcome.values is not None:
        solution = replace(
            read_solution(bare, variables, outcome.values),
            unmet={(i, k): 1.0 for k, by_place in problem.demand.items() for i in by_place},
        )
    return _found(problem, outcome, solution)


def _whole(
    small: Problem, problem: Problem, inside: frozenset[str], least: Least | None, limits: Limits
) -> Found:
    lp = pulp.LpProblem("feasible", pulp.LpMinimize)
    variables = make_variables(small, lp)
    for rule in rules():
        rule.build(small, variables, lp)
    _hold_inside(variables, inside, lp)
    lp.setObjective(_expression(small, variables, least))
    outcome = run(lp, limits)
    solution = None if outcome.values is None else read_solution(small, variables, outcome.values)
    return _found(problem, outcome, solution)


def _expression(problem: Problem, variables: Variables, least: Least | None) -> Affine:
    if least is None:
        return pulp.lpSum([])
    if least == "specialist":
        ways = variables.specialist.items()
        return pulp.lpSum(problem.come_away(k, i, s) * x for (i, k, s), x in ways)
    if isinstance(least, str):
        return OBJECTIVES[least].expression(problem, variables)
    terms = [
        w * variables.member[key] for key, w in sorted(least.member.items()) if key in variables.member
    ]
    terms += [w * variables.used[v] for v, w in sorted(least.used.items()) if v in variables.used]
    terms += [w * variables.open[u] for u, w in sorted(least.opened.items()) if u in variables.open]
    return pulp.lpSum(terms)


def _hold_inside(variables: Variables, inside: frozenset[str], lp: pulp.LpProblem) -> None:
    for m in sorted(inside):
        units = [x for (code, _), x in variables.member.items() if code == m]
        lp += pulp.lpSum(units) == 1, f"inside__{m}"


def _found(problem: Problem, outcome: Outcome, solution: Solution | None) -> Found:
    if outcome.termination is Termination.INFEASIBLE:
        return Found(Verdict.INFEASIBLE)
    if solution is None:
        return Found(Verdict.UNDECIDED, bound=outcome.bound)
    plan = to_plan(problem, solution, (), "feasible", ())
    return Found(Verdict.FEASIBLE, plan, outcome.value, outcome.bound)
