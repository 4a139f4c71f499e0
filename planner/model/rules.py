"""The rules of the model, one file each, in the order of their numbers."""

from planner.rules.access import model as access
from planner.rules.attendance import model as attendance
from planner.rules.capacity import model as capacity
from planner.rules.contiguity import model as contiguity
from planner.rules.group_size import model as group_size
from planner.rules.membership import model as membership
from planner.rules.nearest import model as nearest
from planner.rules.own_unit import model as own_unit
from planner.rules.policy import model as policy
from planner.rules.rule import Link, Rule
from planner.rules.single_source import model as single_source
from planner.rules.specialist_places import model as specialist_places
from planner.rules.staffing import model as staffing
from planner.rules.threshold import model as threshold

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
    specialist_places.RULE,
)

__all__ = ["RULES", "Link", "Rule"]
