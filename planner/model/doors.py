"""Whether people of a place may attend at a venue, as the model knows it."""

from __future__ import annotations

import pulp

from planner.model.variables import Variables
from planner.problem import Problem


def may_attend(
    problem: Problem, variables: Variables, place_id: str, venue_id: str
) -> pulp.LpAffineExpression | float:
    """1 where the venue is run by a unit whose venues people of the place may attend."""
    mode = problem.scenario.rules.own_unit.mode
    if mode == "anywhere":
        return 1.0
    runs = {u: x for (w, u), x in variables.runs.items() if w == venue_id}
    if not problem.free_units:
        return pulp.lpSum(x for u, x in runs.items() if problem.may_attend(place_id, u))
    code = problem.place_code[place_id]
    own = pulp.lpSum(
        variables.together[code, venue_id, u] for u in runs if (code, u) in variables.member
    )
    if mode == "guests":
        return own + 1 - pulp.lpSum(x for (m, _), x in variables.member.items() if m == code)
    return own
