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

    Where programmes may join a general one (h ≠ k), only a programme that fills no group of its own in
    a unit joins there. With fixed memberships other pairs have no variable; where the optimiser forms
    the units,

    .. math::

        \sum_m would_{k,m} \cdot member_{m,u} \le g_k - \delta
            + (\sum_m would_{k,m}) (1 - joining_{k,u}) \quad \forall k, u

        attend_{i,k,h,v} \le \sum_u joined_{k,v,u}, \qquad
        joined_{k,v,u} \le joining_{k,u}, \qquad joined_{k,v,u} \le runs_{v,u}

    | symbol | meaning |
    |---|---|
    | would[k, m] | persons of m who would take part in k in a cycle |
    | joining[k, u] | k fills no group of its own in u, and joins |
    | joined[k, v, u] | k joins what u runs at v |
    | δ | what counts as equal (persons) |

    A programme whose people cannot meet as a group always joins; of one that is held for each
    municipality's own people, no member may fill a group by itself.
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
    _joins(problem, variables, lp)


def _joins(problem: Problem, variables: Variables, lp: pulp.LpProblem) -> None:
    """Only what is too small for a group of its own joins; units are free."""
    for (k, u), joining in variables.joining.items():
        programme, would = problem.programmes[k], problem.would_by_code[k]
        least = programme.group_min_persons - TOLERANCE
        members = {m: x for (m, w), x in variables.member.items() if w == u and would.get(m, 0.0) > 0}
        if programme.own_municipality_only:
            for m, x in members.items():
                if would[m] >= least:
                    constrain(lp, joining + x <= 1, "group_joins_own", k, u, m)
            continue
        everybody = sum(would[m] for m in members)
        if everybody >= least:
            persons = pulp.lpSum(would[m] * x for m, x in members.items())
            room = least - TOLERANCE + everybody * (1 - joining)
            constrain(lp, persons <= room, "group_joins", k, u)
    for (k, v, u), joined in variables.joined.items():
        constrain(lp, joined <= variables.joining[k, u], "group_joined", k, v, u)
        constrain(lp, joined <= variables.runs[v, u], "group_joined_runs", k, v, u)
    for (i, k, h, v), x in variables.attend.items():
        if h != k and (any((k, v, u) in variables.joined for u in problem.units)):
            some = [y for (j, w, _), y in variables.joined.items() if (j, w) == (k, v)]
            constrain(lp, x <= pulp.lpSum(some), "group_joined_attend", i, k, h, v)
