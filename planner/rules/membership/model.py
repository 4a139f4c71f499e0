"""Rule 1: who belongs to which unit."""

from __future__ import annotations

import pulp

from planner.model import Variables, constrain
from planner.problem import Problem


def build(problem: Problem, variables: Variables, lp: pulp.LpProblem) -> None:
    r"""Every municipality belongs to one open unit it is eligible for, or stands outside.

    .. math::

        \sum_u member_{m,u} \le 1 \quad \forall m
        \qquad (= 1 \text{ for those in scope where standing outside is forbidden})

        member_{m,u} \le open_u \quad \forall m, u

        member_{seat(u),u} \ge open_u \quad \forall u

    | symbol | meaning |
    |---|---|
    | member[m, u] | municipality m belongs to unit u |
    | open[u] | u is a coordinating unit |
    | seat(u) | the municipality in which u has its seat |

    The last line keeps a unit's seat among its members. It binds only where the optimiser forms the
    units; with fixed memberships everything here is a constant.
    """
    if not problem.free_units:
        return
    inside = problem.scope_codes if problem.scenario.units.outside == "forbidden" else ()
    for m in problem.distributable_codes:
        total = pulp.lpSum(x for (code, _), x in variables.member.items() if code == m)
        constrain(lp, total == 1 if m in inside else total <= 1, "membership", m)
    for (m, u), x in variables.member.items():
        constrain(lp, x <= variables.open[u], "membership_open", m, u)
    for u, unit in problem.units.items():
        seat = variables.member.get((unit.seat_code, u), 0.0)
        constrain(lp, pulp.lpSum([seat]) >= variables.open[u], "membership_seat", u)
