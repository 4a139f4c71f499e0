"""Rule 7: people attend where their own unit runs the venue."""

from __future__ import annotations

import pulp

from planner.model import Variables, constrain
from planner.problem import Problem


def build(problem: Problem, variables: Variables, lp: pulp.LpProblem) -> None:
    r"""A venue is run by one unit, and people come only where they belong.

    .. math::

        \sum_u runs_{v,u} \le 1 \quad \forall v

        courses_{h,v,u} \le \overline{courses}_{h,v,u} \cdot runs_{v,u} \quad \forall h, v, u

        runs_{v,u} \le open_u, \qquad
        runs_{v,u} \le member_{m(v),u} \text{ where venues lie in member municipalities}

        attend_{i,k,h,v} \le \sum_u together_{m(i),v,u}, \qquad
        member_{m,u} + runs_{v,u} - 1 \le together_{m,v,u} \le member_{m,u}, \qquad
        together_{m,v,u} \le runs_{v,u}

    | symbol | meaning |
    |---|---|
    | runs[v, u] | v is run by u |
    | together[m, v, u] | municipality m and venue v both belong to u |
    | m(i), m(v) | municipality of a place, of a venue |

    With guests, `1 − Σ_u member[m, u]` is added to the right-hand side of the last line. With fixed
    memberships only pairs that may be are variables, and the last line is Σ of `runs` over the units
    where the place may attend.
    """
    for v in sorted({v for v, _ in variables.runs}):
        runs = {u: x for (w, u), x in variables.runs.items() if w == v}
        if all(isinstance(x, float) for x in runs.values()):
            continue
        constrain(lp, pulp.lpSum(runs.values()) <= 1, "own_unit_one", v)
        for u, x in runs.items():
            constrain(lp, x <= variables.open[u], "own_unit_open", v, u)
            if problem.scenario.venues.located_in == "members":
                member = variables.member.get((problem.venues[v].code, u), 0.0)
                constrain(lp, x <= member, "own_unit_located", v, u)
        for (h, w, u), c in variables.courses.items():
            if w == v:
                constrain(lp, c <= variables.courses_max[h, v, u] * runs[u], "own_unit_runs", h, v, u)
        _keep_to_own(problem, variables, lp, v, runs)


def _keep_to_own(
    problem: Problem,
    variables: Variables,
    lp: pulp.LpProblem,
    venue_id: str,
    runs: dict[str, pulp.LpVariable | float],
) -> None:
    mode = problem.scenario.rules.own_unit.mode
    if mode == "anywhere":
        return
    for m, v, u in variables.together:
        if v == venue_id:
            x = variables.together[m, v, u]
            constrain(lp, x <= variables.member[m, u], "own_unit_member", m, v, u)
            constrain(lp, x <= runs[u], "own_unit_venue", m, v, u)
            both = variables.member[m, u] + runs[u] - 1
            constrain(lp, x >= both, "own_unit_both", m, v, u)
    for (i, k, h, v), x in variables.attend.items():
        if v != venue_id:
            continue
        code = problem.place_code[i]
        if problem.free_units:
            allowed = pulp.lpSum(
                variables.together[code, v, u] for u in runs if (code, v, u) in variables.together
            )
            if mode == "guests":
                members = (y for (m, _), y in variables.member.items() if m == code)
                allowed = allowed + 1 - pulp.lpSum(members)
        else:
            allowed = pulp.lpSum(y for u, y in runs.items() if problem.may_come(i, k, h, u))
        constrain(lp, x <= allowed, "own_unit", i, k, h, v)
