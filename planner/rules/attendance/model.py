"""Rule 4: everybody is accounted for."""

from __future__ import annotations

import pulp

from planner.model.variables import Variables
from planner.problem.types import Problem
from planner.rules.rule import Link, Rule, constrain


def asks(problem: Problem) -> str:
    """The rule in a sentence."""
    return (
        "Everybody who would take part does so locally or at the specialist service, "
        "or is counted as without an offer."
    )


def build(problem: Problem, variables: Variables, lp: pulp.LpProblem) -> None:
    r"""The shares of every place and programme add up to one.

    .. math::

        \sum_{h,v} attend_{i,k,h,v} + \sum_s specialist_{i,k,s} + unmet_{i,k} = 1
            \quad \forall i, k

    | symbol | meaning |
    |---|---|
    | attend[i, k, h, v] | share of i's demand for k at courses of h at venue v |
    | specialist[i, k, s] | share that goes to specialist service s, where s holds k |
    | unmet[i, k] | share with no offer |
    """
    for (i, k), options in variables.options.items():
        constrain(lp, pulp.lpSum(x for _, _, x in options) == 1, "attendance", i, k)


def links(problem: Problem) -> frozenset[Link]:
    """Nothing: every place and programme by itself."""
    return frozenset()


RULE = Rule(4, "attendance", asks, build, links)
