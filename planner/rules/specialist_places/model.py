"""Rule 13: a specialist service takes no more than it has places for."""

from __future__ import annotations

import pulp

from planner.model import Variables, constrain
from planner.problem import Problem


def build(problem: Problem, variables: Variables, lp: pulp.LpProblem) -> None:
    r"""Those who come to a specialist service find a place there, in all and in each programme.

    .. math::

        \sum_{i,k} come_{i,k,s} \cdot specialist_{i,k,s} \le places_s \quad \forall s, \qquad
        \sum_i come_{i,k,s} \cdot specialist_{i,k,s} \le places_{k,s} \quad \forall k, s

    | symbol | meaning |
    |---|---|
    | come[i, k, s] | participants a year of place i in programme k who come to s, if all are sent |
    | places[s], places[k, s] | most participants a year at s, and there in programme k, where stated |

    Where no number is stated there is no row: everybody is assumed to find a place. Who finds none is
    without an offer.
    """
    ways: dict[str, dict[str, list[pulp.LpAffineExpression]]] = {}
    for (i, k, s), x in variables.specialist.items():
        ways.setdefault(s, {}).setdefault(k, []).append(problem.come_away(k, i, s) * x)
    for s, by_programme in ways.items():
        service = problem.services[s]
        if service.participants_max is not None:
            everybody = pulp.lpSum(x for rows in by_programme.values() for x in rows)
            constrain(lp, everybody <= service.participants_max, "specialist_places", s)
        for k, rows in by_programme.items():
            if k in service.programme_places:
                most = service.programme_places[k]
                constrain(lp, pulp.lpSum(rows) <= most, "specialist_places", s, k)


def binds(problem: Problem) -> bool:
    """Whether any service takes only so many."""
    return problem.places_are_limited
