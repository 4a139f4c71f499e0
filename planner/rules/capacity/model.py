"""Rule 6: what a venue can take, and what it means to be in use."""

from __future__ import annotations

import pulp

from planner.model import Variables, constrain
from planner.problem import Problem


def build(problem: Problem, variables: Variables, lp: pulp.LpProblem) -> None:
    r"""Meetings a year within the venue's capacity; a venue in use holds at least one course.

    .. math::

        \sum_{h,u} \frac{n_h}{Y_h} \cdot courses_{h,v,u} \le meetings_v \cdot used_v \quad \forall v

        courses_{h,v,u} \le \overline{courses}_{h,v,u} \cdot used_v \quad \forall h, v, u

        used_v \le \sum_{h,u} courses_{h,v,u} \quad \forall v

    | symbol | meaning |
    |---|---|
    | n_h | meetings per course |
    | Y_h | cycle (years) |
    | meetings_v | meetings a year that v takes, day and evening together |
    | used[v] | v holds at least one course |

    Only venues whose kind and hours suit the programme have course variables at all.
    """
    for v, used in variables.used.items():
        held = [(h, key, c) for key, c in variables.courses.items() for h in [key[0]] if key[1] == v]
        limit = problem.venues[v].meetings_per_year
        if limit is not None:
            meetings = pulp.lpSum(
                problem.programmes[h].meetings_per_course / problem.programmes[h].cycle_years * c
                for h, _, c in held
            )
            constrain(lp, meetings <= limit * used, "capacity", v)
        for _, key, c in held:
            constrain(lp, c <= variables.courses_max[key] * used, "capacity_used", *key)
        constrain(lp, used <= pulp.lpSum(c for _, _, c in held), "capacity_unused", v)
