"""Rule 5: a course needs a group, and a room holds only so many."""

from __future__ import annotations

from math import floor

import pulp

from planner.model import Variables, constrain
from planner.problem import TOLERANCE, Problem


def build(problem: Problem, variables: Variables, lp: pulp.LpProblem) -> None:
    r"""Between the smallest and the largest group for every course of a cycle.

    .. math::

        g_h \sum_u courses_{h,v,u}
            \le \sum_{i,k} Y_h \cdot come_{i,k,v} \cdot attend_{i,k,h,v}
            \le G'_{h,v} \sum_u courses_{h,v,u} \quad \forall h, v

        attend_{i,k,h,v} \le \sum_u courses_{h,v,u} \quad \forall i, k, h, v

        \sum_{v,u} courses_{h,v,u}
            \le \lfloor \sum_{i,k} Y_h \cdot \max_v come_{i,k,v} / g_h \rfloor

    | symbol | meaning |
    |---|---|
    | come[i, k, v] | participants a year of place i in programme k who come, if all are sent to v |
    | Y_h | cycle of h (years) |
    | g_h | smallest group; where a probability of filling is asked for, the expectation that gives it |
    | G'_{h,v} | largest group, or the seats of v left beside the staff where they are fewer |

    The second and third lines say nothing new about whole courses; they make the relaxation tighter.
    """
    crowd: dict[str, float] = {}
    for (h, v), courses in variables.courses_by_venue.items():
        programme = problem.programmes[h]
        people = variables.attend_by_course[h, v]
        count = pulp.lpSum(courses)
        participants = pulp.lpSum(
            programme.cycle_years * problem.come(k, i, v) * x for i, k, x in people
        )
        constrain(lp, participants >= programme.group_min_persons * count, "group_min", h, v)
        constrain(lp, participants <= programme.group_max_persons[v] * count, "group_max", h, v)
        for i, k, x in people:
            constrain(lp, x <= count, "group_somewhere", i, k, h, v)
    for h, programme in problem.programmes.items():
        held = [c for (p, _), courses in variables.courses_by_venue.items() if p == h for c in courses]
        if not held:
            continue
        who: dict[tuple[str, str], float] = {}
        for i, k, p, v in variables.attend:
            if p == h:
                who[i, k] = max(who.get((i, k), 0.0), problem.come(k, i, v))
        crowd[h] = sum(who.values()) * programme.cycle_years
        most = floor((crowd[h] + TOLERANCE) / programme.group_min_persons)
        constrain(lp, pulp.lpSum(held) <= most, "group_total", h)
