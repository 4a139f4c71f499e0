"""Brute force: the best plan found by trying everything, in plain Python, numpy and scipy.

    best_course_plan(region, travel, scenario, members)  every way to hold courses, units given
    best_plan(region, travel, scenario)                  every membership too, where it is free
    best_partition(...)                                  every way to split municipalities into units

Nothing is shared with the planner's model, solver or verifier. Slow on purpose: no bound, no cut, no
reduction but those that a reader sees to be true.
"""

from tests.oracle.courses import Best, best_course_plan
from tests.oracle.memberships import best_plan, memberships
from tests.oracle.partitions import best_partition, hang_together, partitions

__all__ = [
    "Best",
    "best_course_plan",
    "best_partition",
    "best_plan",
    "hang_together",
    "memberships",
    "partitions",
]
