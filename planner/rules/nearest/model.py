"""Rule 11, by option: people go to the nearest course of their programme."""

from __future__ import annotations

import pulp

from planner.model import Variables, constrain, may_attend
from planner.problem import TOLERANCE, Problem


def build(problem: Problem, variables: Variables, lp: pulp.LpProblem) -> None:
    r"""Where a course is held, nobody who may attend it travels farther.

    .. math::

        \sum_{o:\, t_{i,o} > t_{i,v}} x_{i,k,o} \le 1 - held_{k,v} \quad \forall i, k, v

        held_{k,v} \le \sum_u courses_{k,v,u} \le \overline{courses}_{k,v} \cdot held_{k,v}

    | symbol | meaning |
    |---|---|
    | x[i, k, o] | share of i's demand for k that uses option o: a venue or a specialist service |
    | held[k, v] | v holds a course of k |

    A course at which people may not attend does not count as near: to the right-hand side
    `1 − Σ_u together[m(i), v, u]` is added where the optimiser forms the units (with guests less
    `1 − Σ_u member[m(i), u]`), and with fixed memberships `1 − Σ_u runs[v, u]` over the units where the
    place may attend. Source: the closest-assignment constraints of J. L. Wagner and L. M. Falkson
    (1975), "The optimal nodal location of public facilities with price-sensitive demand", Geographical
    Analysis 7.
    """
    for (k, v), held in variables.held.items():
        count = pulp.lpSum(variables.courses_by_venue[k, v])
        most = sum(n for (h, w, _), n in variables.courses_max.items() if (h, w) == (k, v))
        constrain(lp, held <= count, "nearest_held", k, v)
        constrain(lp, count <= most * held, "nearest_open", k, v)
    for (i, k, h, v), _ in variables.attend.items():
        if h != k:
            continue
        minutes = problem.local_minutes[i][v]
        farther = [
            x
            for kind, target, x in variables.options[i, k]
            if kind in ("venue", "service")
            and _minutes(problem, i, k, kind, target) > minutes + TOLERANCE
        ]
        if not farther:
            continue
        room = 1 - variables.held[k, v] + 1 - may_attend(problem, variables, i, v)
        constrain(lp, pulp.lpSum(farther) <= room, "nearest", i, k, v)


def _minutes(problem: Problem, place_id: str, programme_id: str, kind: str, target: str) -> float:
    if kind == "venue":
        return problem.local_minutes[place_id][target]
    return problem.specialist_minutes[programme_id][place_id][target]
