"""Rule 4: everybody is accounted for."""

from __future__ import annotations

import pulp

from planner.model import Variables, constrain
from planner.problem import Problem


def build(problem: Problem, variables: Variables, lp: pulp.LpProblem) -> None:
    r"""The shares of every place and programme add up to one.

    .. math::

        \sum_{h,v} attend_{i,k,h,v} + \sum_s specialist_{i,k,s} + unmet_{i,k} + home_{i,k} = 1
            \quad \forall i, k

    | symbol | meaning |
    |---|---|
    | attend[i, k, h, v] | share of i's demand for k at courses of h at venue v |
    | specialist[i, k, s] | share that goes to specialist service s, where s holds k |
    | unmet[i, k] | share with no offer |
    | home[i, k] | share that has an offer and chooses to stay at home; only where people choose |
    """
    for (i, k), options in variables.options.items():
        constrain(lp, pulp.lpSum(x for _, _, x in options) == 1, "attendance", i, k)
