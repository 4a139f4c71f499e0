"""Which rules cannot hold together, where the MILP proves that no plan keeps them all.

The deletion filter for an irreducible infeasible set (J. W. Chinneck and E. W. Dravnieks, 1991,
"Locating minimal infeasible constraint sets in linear programs", ORSA Journal on Computing 3), over
whole rules in the place of single rows: a rule without which there is still no plan has no part in it.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pulp

from planner.errors import InfeasibleError
from planner.messages import message
from planner.model import make_variables
from planner.problem import Problem
from planner.rules import Rule, rules
from planner.solve.solver import Limits, Termination, run

SECONDS_EACH = 5.0
"""A question that takes longer leaves its rule among those that may be in the way."""


def infeasible(problem: Problem, stop: threading.Event | None = None) -> InfeasibleError:
    """The error of a problem that has no plan: what the rules ask that cannot hold together."""
    told: list[str] = [message("no plan satisfies all the rules of the scenario together")]
    for rule in conflicting_rules(problem, stop):
        told += rule.asks(problem.scenario)
    return InfeasibleError(told)


def conflicting_rules(problem: Problem, stop: threading.Event | None = None) -> tuple[Rule, ...]:
    """Rules of a problem without a plan that cannot hold together, in the order of their numbers."""
    kept = [rule for rule in rules() if rule.binds(problem)]
    for rule in tuple(kept):
        if stop is not None and stop.is_set():
            break
        without = [one for one in kept if one is not rule]
        if _is_impossible(problem, without, stop):
            kept = without
    return tuple(kept)


def _is_impossible(problem: Problem, kept: Sequence[Rule], stop: threading.Event | None) -> bool:
    lp = pulp.LpProblem("conflict", pulp.LpMinimize)
    variables = make_variables(problem, lp)
    for rule in kept:
        rule.build(problem, variables, lp)
    lp.setObjective(pulp.lpSum([]))
    outcome = run(lp, Limits(gap=1.0, seconds=SECONDS_EACH, stop=stop))
    return outcome.termination is Termination.INFEASIBLE
