"""The rules of the model, one file each, in the order of their numbers."""

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
    single_source,
    staffing,
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
    staffing.RULE,
    policy.RULE,
    nearest.RULE,
    single_source.RULE,
)

__all__ = ["RULES", "Link", "Rule"]
