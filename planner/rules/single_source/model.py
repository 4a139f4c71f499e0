"""Rule 12, by option: people of a place keep together."""

from __future__ import annotations

import pulp

from planner.model import Variables, constrain
from planner.problem import Problem


def build(problem: Problem, variables: Variables, lp: pulp.LpProblem) -> None:
    r"""Every share is nothing or all, so a place uses one option for a programme.

    .. math::

        \sum_o x_{i,k,o} \le 1, \quad x_{i,k,o} \in \{0, 1\} \quad \forall i, k, o

    | symbol | meaning |
    |---|---|
    | x[i, k, o] | share of i's demand for k that uses option o: a venue, a service, or no offer |

    The sum says nothing new beside attendance; whole shares are the rule. In the terms of the field
    this is single sourcing, as in the capacitated p-median.
    """
    for (i, k), options in variables.options.items():
        for _, _, x in options:
            x.cat = pulp.LpInteger
        constrain(lp, pulp.lpSum(x for _, _, x in options) <= 1, "single_source", i, k)
