"""Rule 3: the members of a unit hang together."""

from __future__ import annotations

import pulp

from planner.model import Variables, constrain
from planner.problem import Problem


def build(problem: Problem, variables: Variables, lp: pulp.LpProblem) -> None:
    r"""Every member receives a token sent from the unit's seat through members only.

    .. math::

        \sum_n flow_{n,m,u} - \sum_n flow_{m,n,u} = member_{m,u}
            \quad \forall u, m \ne seat(u)

        \sum_n flow_{n,m,u} \le (|M| - 1) \cdot member_{m,u} \quad \forall u, m \ne seat(u)

        \sum_n flow_{n,seat(u),u} = 0 \quad \forall u

    | symbol | meaning |
    |---|---|
    | flow[m, n, u] | tokens of u from m to its neighbour n |
    | seat(u) | the municipality in which u has its seat |

    Source: the single-commodity flow formulation of contiguity, T. Shirabe (2005), "A model of
    contiguity for spatial unit allocation", Geographical Analysis 37. With fixed memberships contiguity
    is a fact, checked before anything is solved.
    """
    if not variables.flow and not (problem.free_units and problem.scenario.contiguity.on):
        return
    most = len(problem.distributable_codes) - 1
    for u, unit in problem.units.items():
        arcs = {(m, n): x for (m, n, w), x in variables.flow.items() if w == u}
        for (m, w), x in variables.member.items():
            if w != u:
                continue
            into = pulp.lpSum(f for (_, n), f in arcs.items() if n == m)
            out = pulp.lpSum(f for (n, _), f in arcs.items() if n == m)
            if m == unit.seat_code:
                constrain(lp, into <= 0, "contiguity_seat", m, u)
            else:
                constrain(lp, into - out - x == 0, "contiguity", m, u)
                constrain(lp, into <= most * x, "contiguity_members", m, u)
