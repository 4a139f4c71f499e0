"""Rule 15: each programme has one holder in a unit, the unit itself or the hospital."""

from __future__ import annotations

import pulp

from planner.model import Variables, constrain
from planner.problem import Problem


def build(problem: Problem, variables: Variables, lp: pulp.LpProblem) -> None:
    r"""Where it is decided who holds a programme in a unit, all its courses there are one holder's.

    .. math::

        \overline{courses}_{h,v,u} (hospital_{h,u} - 1) \le hospitalcourses_{h,v,u} - courses_{h,v,u}
            \le 0, \qquad
        hospitalcourses_{h,v,u} \le \overline{courses}_{h,v,u} \, hospital_{h,u}
            \quad \forall h, v, u

    | symbol | meaning |
    |---|---|
    | hospital[h, u] | the hospital holds h in u |
    | hospitalcourses[h, v, u] | those of courses[h, v, u] that the hospital holds: all or none |

    Rooms, groups and people are the same whoever holds the courses. The holder's staff travel, from
    its own bases, and the holder pays them; coordinators work with what the unit itself holds. A holder
    that is given is part of the numbers and has no row.
    """
    for (h, v, u), count in variables.hospital_courses.items():
        most, hospital = variables.courses_max[h, v, u], variables.hospital[h, u]
        courses = variables.courses[h, v, u]
        constrain(lp, count <= courses, "holders_some", h, v, u)
        constrain(lp, count <= most * hospital, "holders_none", h, v, u)
        constrain(lp, courses - count <= most * (1 - hospital), "holders_all", h, v, u)


def binds(problem: Problem) -> bool:
    """Whether any holder is still to be decided."""
    return problem.holders_are_open
