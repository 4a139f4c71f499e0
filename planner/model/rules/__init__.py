"""The rules of the model, one file each, in the order of their numbers.

Rule 9 (staffing) is not part of the model yet; `RULES` leaves room for it.
"""

from planner.model.rules import (
    access,
    attendance,
    capacity,
    contiguity,
    group_size,
    membership,
    nearest,
    own_unit,
    policy,
    threshold,
)
from planner.model.rules.rule import Link, Rule

RULES: tuple[Rule, ...] = (
    membership.RULE,
    threshold.RULE,
    contiguity.RULE,
    attendance.RULE,
    group_size.RULE,
    capacity.RULE,
    own_unit.RULE,
    access.RULE,
    policy.RULE,
    nearest.RULE,
)

__all__ = ["RULES", "Link", "Rule"]
