"""Rule 10: what is decided beforehand."""

from __future__ import annotations

import pulp

from planner.model import OBJECTIVES, Variables, constrain, nok_per_year
from planner.problem import TOLERANCE, Problem


def build(problem: Problem, variables: Variables, lp: pulp.LpProblem) -> None:
    r"""Units and venues in use or not, memberships fixed, numbers and budgets bounded.

    .. math::

        used_v = 1 \quad \forall v \in \text{in use}, \qquad \sum_v used_v \le N

        open_u = 1 \quad \forall u \in \text{must open}, \qquad
        N_{min} \le \sum_u open_u \le N_{max}

        member_{m,u(m)} = 1 \text{ where fixed}, \qquad cost \le budget, \qquad
        f \le \epsilon_f \quad \forall f \in \text{limits}

    | symbol | meaning |
    |---|---|
    | used[v] | v holds at least one course |
    | open[u] | u is a coordinating unit |
    | N, N_min, N_max | most venues in use; fewest and most units |
    | f, ε | an objective that is bounded, and the most that it may come to |

    A bound on `worst_travel` needs no row: ways that are longer have no variable.
    """
    units, venues = problem.scenario.units, problem.scenario.venues
    for v in venues.in_use:
        constrain(lp, pulp.lpSum([variables.used.get(v, 0.0)]) >= 1, "policy_in_use", v)
    if venues.count_max is not None:
        constrain(lp, pulp.lpSum(variables.used.values()) <= venues.count_max, "policy_venues")
    if problem.scenario.budget.nok_per_year_max is not None:
        budget = problem.scenario.budget.nok_per_year_max
        constrain(lp, nok_per_year(problem, variables) <= budget, "policy_budget")
    for name, most in sorted(problem.scenario.limits.items()):
        _bound(problem, variables, lp, name, most)
    if not problem.free_units:
        return
    count = pulp.lpSum(variables.open.values())
    if units.count_min is not None:
        constrain(lp, count >= units.count_min, "policy_count_min")
    if units.count_max is not None:
        constrain(lp, count <= units.count_max, "policy_count_max")
    for u in units.must_open:
        constrain(lp, pulp.lpSum([variables.open[u]]) >= 1, "policy_open", u)
    for m, u in sorted(units.fixed_members.items()):
        constrain(lp, pulp.lpSum([variables.member.get((m, u), 0.0)]) >= 1, "policy_member", m, u)


def _bound(problem: Problem, variables: Variables, lp: pulp.LpProblem, name: str, most: float) -> None:
    if name == "worst_travel":
        return
    if name == "unmet" and most <= 0:
        # a row that says that a sum of things above zero is zero is as tight as the solver's tolerance
        for (i, k), x in variables.unmet.items():
            constrain(lp, pulp.lpSum([x]) == 0, "policy_limit", name, i, k)
        return
    expression = OBJECTIVES[name].expression(problem, variables)
    if expression.keys():
        constrain(lp, expression <= most, "policy_limit", name)
    elif expression.constant > most + TOLERANCE * max(1.0, most):
        constrain(lp, pulp.lpSum([]) >= 1, "policy_limit", name)
