"""Rule 2: the guideline of inhabitants per unit."""

from __future__ import annotations

import pulp

from planner.model import Variables, constrain
from planner.problem import Problem


def build(problem: Problem, variables: Variables, lp: pulp.LpProblem) -> None:
    r"""A unit serves between L and U inhabitants.

    .. math::

        short_u \ge L \cdot open_u - \sum_m persons_m \cdot member_{m,u} \quad \forall u

        \text{hard: } short_u = 0

        \text{hard upper end: } \sum_m persons_m \cdot member_{m,u}
            \le U \cdot open_u + \sum_{b \in B} (persons_b - L) \cdot member_{b,u},
            \quad \sum_{b \in B} member_{b,u} \le 1

    | symbol | meaning |
    |---|---|
    | L, U | lower and upper end of the guideline (persons) |
    | short[u] | persons that u is below L |
    | B | municipalities larger than U: a unit around one may take up to U − L others |
    """
    guideline = problem.scenario.threshold
    low, high = guideline.persons_min, guideline.persons_max
    large = {m for m, persons in problem.persons.items() if persons > high}
    for u in problem.units:
        members = {m: x for (m, w), x in variables.member.items() if w == u}
        persons = pulp.lpSum(problem.persons[m] * x for m, x in members.items())
        if problem.free_units and guideline.mode != "off":
            short = variables.short[u]
            constrain(lp, short + persons >= low * variables.open[u], "threshold_low", u)
            if guideline.mode == "hard":
                constrain(lp, short <= 0, "threshold_hard", u)
        elif guideline.mode == "hard":
            constrain(lp, persons >= low, "threshold_low", u)
        if guideline.upper == "hard":
            hosting = {b: members[b] for b in sorted(large & set(members))}
            room = pulp.lpSum((problem.persons[b] - low) * x for b, x in hosting.items())
            constrain(lp, persons - room <= high * variables.open[u], "threshold_high", u)
            constrain(lp, pulp.lpSum(hosting.values()) <= 1, "threshold_one_host", u)
