"""Rule 14, by option: people choose for themselves among what is offered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp

import pulp

from planner.model import Variables, constrain, may_attend
from planner.problem import Problem, log_pull

TINY = 1e-6
"""A share below this is none: the accuracy to which HiGHS keeps a row."""


def build(problem: Problem, variables: Variables, lp: pulp.LpProblem) -> None:
    r"""Every offer has the share that its attractiveness has among all that are open.

    .. math::

        x_{i,k,v} \le \rho_{i,k,v} \, aside_{i,k}, \qquad
        aside_{i,k} \le x_{i,k,v} / \rho_{i,k,v} + 1 - open_{i,k,v}, \qquad
        x_{i,k,v} \le \frac{\rho_{i,k,v}}{1 + \rho_{i,k,v}} held_{k,v}

        home_{i,k} = \frac{w_0}{W_{i,k}} aside_{i,k}, \qquad
        specialist_{i,k,s} \le \frac{w_{i,s}}{W_{i,k}} aside_{i,k}, \qquad
        aside_{i,k} = home_{i,k} + \sum_s specialist_{i,k,s} + unmet_{i,k}

    | symbol | meaning |
    |---|---|
    | w[i, o] | exp(−θ · t[i, o]): how attractive option o is; w_0 of staying at home, exp(−θ · t_0) |
    | W[i, k] | Σ w over what is always there: the specialist services that hold k, and home |
    | ρ[i, k, v] | w[i, v] / W[i, k] |
    | aside[i, k] | share that chooses none of the local courses |
    | held[k, v] | v holds a course of k |
    | open[i, k, v] | held, and people of i may attend there |

    The ratio of the shares of two open options does not depend on what else is open: that makes the
    logit linear. Each row is divided by ρ where ρ is above 1. The specialist has exactly its share
    where its places are not limited; otherwise those who choose it and find no place are without an
    offer. Where no specialist is within reach, nobody is at home for want of an offer: then
    home ≤ Σ held, and who is offered nothing is without an offer. Where home is no choice either, the
    same ratios hold between every two venues,

    .. math::

        x_{i,k,v} \le \rho \, x_{i,k,o} + 1 - open_{i,k,o}, \qquad
        \rho \, x_{i,k,o} \le x_{i,k,v} + \rho (1 - open_{i,k,v}), \qquad
        unmet_{i,k} \le 1 - open_{i,k,v},

    with ρ = w[i, v] / w[i, o] for every o that is at least as near as v. A course takes everybody who
    chooses it, so a course may be held only where the choices of all fill its groups. Sources: Y.
    Zhang, O. Berman, V. Verter (2012), "The impact of client choice on preventive healthcare facility
    network design", OR Spectrum 34, for the choice with a smallest workload; K. Haase, S. Müller
    (2015), "Insights into clients' choice in preventive health care facility location planning", OR
    Spectrum 37, for the linear form.
    """
    for (h, v), held in variables.held.items():
        count = pulp.lpSum(variables.courses_by_venue[h, v])
        most = sum(n for (p, w, _), n in variables.courses_max.items() if (p, w) == (h, v))
        constrain(lp, held <= count, "choice_held", h, v)
        constrain(lp, count <= most * held, "choice_open", h, v)
    for (i, k), options in variables.options.items():
        local = {v: x for kind, v, x in options if kind == "venue"}
        aside = {kind: x for kind, _, x in options if kind in ("home", "unmet")}
        away = {s: x for kind, s, x in options if kind == "service"}
        doors = [_door(problem, variables, i, k, v, x) for v, x in sorted(local.items())]
        if not away and "home" not in aside:
            _among(lp, i, k, doors, aside["unmet"])
            continue
        always = {s: log_pull(problem.scenario, problem.specialist_minutes[k][i][s]) for s in away}
        if "home" in aside:
            always["home"] = log_pull(
                problem.scenario, problem.scenario.participation.logit.home_minutes or 0.0
            )
        most_of = max(always.values())
        weights = {o: _not_tiny(exp(pull - most_of)) for o, pull in always.items()}
        whole = sum(weights.values())
        rest = pulp.lpSum([*aside.values(), *away.values()])
        if not away:
            rest = pulp.lpSum([aside["home"]])
            _home_alone(problem, lp, (i, k), doors, aside, most_of)
        elif "home" in aside:
            constrain(lp, aside["home"] == weights["home"] / whole * rest, "choice_home", i, k)
        for s, x in away.items():
            share = weights[s] / whole * rest
            exactly = x <= share if problem.services[s].is_limited(k) else x == share
            constrain(lp, exactly, "choice_specialist", i, k, s)
        for door in doors:
            # ρ = w / (whole · exp(most_of)), or its inverse: never a large number
            ratio = door.pull - most_of
            if exp(min(ratio, 700.0)) <= whole:
                rho = _not_tiny(exp(ratio) / whole)
                if rho == 0:
                    constrain(lp, pulp.lpSum([door.x]) == 0, "choice_too_far", i, k, door.venue_id)
                    continue
                constrain(lp, door.x <= rho * rest, "choice_at_most", i, k, door.venue_id)
                constrain(
                    lp, rho * rest <= door.x + rho * door.shut, "choice_least", i, k, door.venue_id
                )
                most_here = rho / (1 + rho)
            else:
                part = _not_tiny(whole * exp(-ratio))
                constrain(lp, part * door.x <= rest, "choice_at_most", i, k, door.venue_id)
                constrain(lp, rest <= part * door.x + door.shut, "choice_least", i, k, door.venue_id)
                most_here = 1 / (1 + part)
            constrain(lp, door.x <= most_here * door.held, "choice_share", i, k, door.venue_id)


def _home_alone(
    problem: Problem,
    lp: pulp.LpProblem,
    key: tuple[str, str],
    doors: list[_Door],
    aside: Mapping[str, pulp.LpVariable],
    home: float,
) -> None:
    """Where no specialist is within reach: without an offer, or at home although there is one."""
    for door in doors:
        constrain(lp, aside["unmet"] <= door.shut, "choice_unmet", *key, door.venue_id)
    if problem.free_units:
        offers = pulp.lpSum(exp(min(home - door.pull, 20.0)) * door.x for door in doors)
    else:
        offers = pulp.lpSum(door.held for door in doors if door.may)
    constrain(lp, aside["home"] <= offers, "choice_offered", *key)


def _not_tiny(ratio: float) -> float:
    """A ratio that a solver can tell from nothing, else 0: who is that far away does not come."""
    return ratio if ratio >= TINY else 0.0


@dataclass(frozen=True, slots=True)
class _Door:
    """A local option of a place: its share, its attractiveness (a logarithm), whether it is shut."""

    venue_id: str
    x: pulp.LpVariable
    pull: float
    held: pulp.LpVariable
    shut: pulp.LpAffineExpression
    may: bool
    """Whether anybody of the place may ever attend there."""


def _door(
    problem: Problem, variables: Variables, i: str, k: str, venue_id: str, x: pulp.LpVariable
) -> _Door:
    held = variables.held[k, venue_id]
    may = may_attend(problem, variables, i, venue_id)
    pull = log_pull(problem.scenario, problem.local_minutes[i][venue_id])
    never = not isinstance(may, float) and not may.keys() and not may.constant
    return _Door(venue_id, x, pull, held, 2 - held - may, not never)


def _among(lp: pulp.LpProblem, i: str, k: str, doors: list[_Door], unmet: pulp.LpVariable) -> None:
    """The ratios between every two venues, where nothing else is always there."""
    nearest_first = sorted(doors, key=lambda door: -door.pull)
    for n, near in enumerate(nearest_first):
        constrain(lp, unmet <= near.shut, "choice_unmet", i, k, near.venue_id)
        constrain(lp, near.x <= near.held, "choice_share", i, k, near.venue_id)
        for far in nearest_first[n + 1 :]:
            rho = _not_tiny(exp(far.pull - near.pull))
            ids = (i, k, near.venue_id, far.venue_id)
            constrain(lp, far.x <= rho * near.x + near.shut, "choice_far", *ids)
            constrain(lp, rho * near.x <= far.x + rho * far.shut, "choice_near", *ids)
