"""Rule 8: nobody travels too far, and not too many go to the specialist or without an offer."""

from __future__ import annotations

import pulp

from planner.model import Variables, constrain
from planner.problem import Problem


def build(problem: Problem, variables: Variables, lp: pulp.LpProblem) -> None:
    r"""A limit on minutes, on the share at the specialist and on the share without an offer.

    .. math::

        attend_{i,k,h,v} = 0 \text{ where } t_{i,v} > t_{max}, \qquad
        specialist_{i,k,s} = 0 \text{ where } t_{i,s} > t_{max}

        \sum_{i,k,s} come_{i,k,s} \cdot specialist_{i,k,s}
            \le \sigma \sum_{i,k} participants_{i,k}

        \sum_{i,k} participants_{i,k} \cdot unmet_{i,k} \le \rho \sum_{i,k} participants_{i,k}
            \qquad (unmet_{i,k} = 0 \text{ where } \rho = 0)

    | symbol | meaning |
    |---|---|
    | participants[i, k], come[i, k, s] | those who would take part, and of them those who come to s |
    | t_max | longest one-way trip (minutes); "within" is at most |
    | σ | largest share of the participants that may go to the specialist |
    | ρ | largest share of the participants that may be without an offer |

    Pairs beyond the limit have no variable, so only the shares are constraints here.
    """
    limit = problem.scenario.rules.access
    everybody = problem.participants_per_year
    if limit.specialist_share_max is not None:
        away = pulp.lpSum(
            problem.come_away(k, i, s) * x for (i, k, s), x in variables.specialist.items()
        )
        constrain(lp, away <= limit.specialist_share_max * everybody, "access_specialist")
    if limit.unmet_share_max is not None and limit.unmet_share_max > 0:
        without = pulp.lpSum(problem.demand[k][i] * x for (i, k), x in variables.unmet.items())
        constrain(lp, without <= limit.unmet_share_max * everybody, "access_unmet")
    elif limit.unmet_share_max is not None:
        # a row that says that a sum of things above zero is zero is as tight as the solver's tolerance
        for (i, k), x in variables.unmet.items():
            constrain(lp, pulp.lpSum([x]) == 0, "access_unmet", i, k)
