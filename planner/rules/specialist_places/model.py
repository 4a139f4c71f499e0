"""Rule 13: a specialist service takes no more than it has places for."""

from __future__ import annotations

import pulp

from planner.model.variables import Variables
from planner.problem.types import Problem
from planner.rules.rule import Link, Rule, constrain


def asks(problem: Problem) -> str:
    """The rule in a sentence."""
    parts = []
    for service in problem.services.values():
        if service.participants_max is not None:
            parts.append(
                f"{service.id} takes at most {service.participants_max:g} participants a year."
            )
        for k, most in service.programme_places.items():
            parts.append(f"{service.id} takes at most {most:g} participants a year in {k}.")
    return " ".join(parts) or "Everybody finds a place at the specialist service (an assumption)."


def build(problem: Problem, variables: Variables, lp: pulp.LpProblem) -> None:
    r"""Those who come to a specialist service find a place there, in all and in each programme.

    .. math::

        \sum_{i,k} come_{i,k,s} \cdot specialist_{i,k,s} \le places_s \quad \forall s, \qquad
        \sum_i come_{i,k,s} \cdot specialist_{i,k,s} \le places_{k,s} \quad \forall k, s

    | symbol | meaning |
    |---|---|
    | come[i, k, s] | participants a year of place i in programme k who come to s, if all are sent there |
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


def links(problem: Problem) -> frozenset[Link]:
    """Places count all units together, and all programmes where they are stated for all of them."""
    services = problem.services.values()
    if any(service.participants_max is not None for service in services):
        return frozenset({"programmes", "units"})
    return frozenset({"units"}) if any(s.programme_places for s in services) else frozenset()


RULE = Rule(13, "specialist_places", asks, build, links)
