"""Rule 8: nobody travels too far, and not too many go to the specialist."""

from __future__ import annotations

import pulp

from planner.model.rules.rule import Link, Rule, constrain
from planner.model.variables import Variables
from planner.problem.types import Problem


def asks(problem: Problem) -> str:
    """The rule in a sentence."""
    limit = problem.scenario.rules.access
    parts = []
    if limit.minutes_max is not None:
        parts.append(f"Nobody travels more than {limit.minutes_max:g} minutes one way.")
    if limit.specialist_share_max is not None:
        share = limit.specialist_share_max
        parts.append(f"At most {share:.0%} of the participants take part at the specialist service.")
    return " ".join(parts) or "There is no limit on the way people travel."


def build(problem: Problem, variables: Variables, lp: pulp.LpProblem) -> None:
    r"""A limit on minutes and on the share at the specialist.

    .. math::

        attend_{i,k,h,v} = 0 \text{ where } t_{i,v} > t_{max}, \qquad
        specialist_{i,k,s} = 0 \text{ where } t_{i,s} > t_{max}

        \sum_{i,k,s} participants_{i,k} \cdot specialist_{i,k,s}
            \le \sigma \sum_{i,k} participants_{i,k}

    | symbol | meaning |
    |---|---|
    | t_max | longest one-way trip (minutes); "within" is at most |
    | σ | largest share of the participants that may go to the specialist |

    Pairs beyond the limit have no variable, so only the share is a constraint here.
    """
    share = problem.scenario.rules.access.specialist_share_max
    if share is None:
        return
    away = pulp.lpSum(problem.demand[k][i] * x for (i, k, _), x in variables.specialist.items())
    constrain(lp, away <= share * problem.participants_per_year, "access_specialist")


def links(problem: Problem) -> frozenset[Link]:
    """A limit on the share at the specialist counts all programmes and units together."""
    limited = problem.scenario.rules.access.specialist_share_max is not None
    return frozenset({"programmes", "units"}) if limited else frozenset()


RULE = Rule(8, "access", asks, build, links)
