"""Rule 9: the hours of work fit the posts."""

from __future__ import annotations

import pulp

from planner.model import Variables, constrain
from planner.problem import Problem


def build(problem: Problem, variables: Variables, lp: pulp.LpProblem) -> None:
    r"""Base hours, hours to develop and hours to repeat fit the posts of each unit.

    .. math::

        base \cdot open_u + \sum_h \frac{develop_h}{D} \cdot offered_{h,u}
            + \sum_{h,v} \frac{repeat_h}{Y_h} \cdot courses_{h,v,u}
            \le posts_u \cdot P \cdot open_u \quad \forall u

        courses_{h,v,u} \le \overline{courses}_{h,v,u} \cdot offered_{h,u} \quad \forall h, v, u

        \sum_{h,v,u} \frac{w_{q,h}}{Y_h} \cdot courses_{h,v,u} \le W_q \text{ where bounded},
        \qquad \sum_{h,v,u} \frac{r_h}{Y_h} \cdot courses_{h,v,u} \le R \text{ where bounded}

    | symbol | meaning |
    |---|---|
    | base | hours a year of a unit whatever its courses: hours a week · P / hours of a full week |
    | P | hours of a full-time post in a year |
    | posts_u | coordinators' posts of u |
    | develop_h, D | coordinator's hours to develop h, and the years over which they are spread |
    | offered[h, u] | u holds a course of h |
    | repeat_h | coordinator's hours for each course of h |
    | Y_h | cycle (years) |
    | w_{q,h}, W_q | hours of profession q in the meetings of one course of h; most hours a year |
    | r_h, R | user representatives' meetings at one course of h; most meetings a year |

    What the hospital holds is no work of the unit's coordinators.

    The base hours are the mean of eight centres in 2006 (Helse Nord); the other hours are assumptions.
    """
    staffing = problem.staffing
    if staffing is None:  # left aside where programmes are planned one at a time
        return
    years = {h: p.cycle_years for h, p in problem.programmes.items()}
    own = {key: c - variables.hospital_courses.get(key, 0) for key, c in variables.courses.items()}
    for u in problem.units:
        work = staffing.hours_base * variables.open[u]
        work += pulp.lpSum(
            staffing.hours_to_develop[h] * x
            for (h, w), x in variables.offered.items()
            if w == u and not problem.is_hospitals(h, u)
        )
        work += pulp.lpSum(
            staffing.hours_to_repeat[h] / years[h] * c
            for (h, _, w), c in own.items()
            if w == u and not problem.is_hospitals(h, u)
        )
        constrain(lp, work <= staffing.unit_hours[u] * variables.open[u], "staffing_posts", u)
    for (h, v, u), c in own.items():
        most = variables.courses_max[h, v, u]
        constrain(lp, c <= most * variables.offered[h, u], "staffing_offered", h, v, u)
    for q, most_hours in staffing.professional_hours_max.items():
        each = staffing.professional_hours.get(q, {})
        hours = pulp.lpSum(
            each.get(h, 0.0) / years[h] * c for (h, _, _), c in variables.courses.items()
        )
        constrain(lp, hours <= most_hours, "staffing_profession", q)
    most_meetings = staffing.user_representative_meetings_max
    if most_meetings is not None:
        meetings = pulp.lpSum(
            staffing.user_representative_meetings[h] / years[h] * c
            for (h, _, _), c in variables.courses.items()
        )
        constrain(lp, meetings <= most_meetings, "staffing_representatives")
