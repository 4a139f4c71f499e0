"""Check a plan against every rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from planner.plan import Plan
from planner.region.types import Region
from planner.rules.access import verify as access
from planner.rules.attendance import verify as attendance
from planner.rules.capacity import verify as capacity
from planner.rules.contiguity import verify as contiguity
from planner.rules.group_size import verify as group_size
from planner.rules.membership import verify as membership
from planner.rules.nearest import verify as nearest
from planner.rules.own_unit import verify as own_unit
from planner.rules.policy import verify as policy
from planner.rules.single_source import verify as single_source
from planner.rules.specialist_places import verify as specialist_places
from planner.rules.staffing import verify as staffing
from planner.rules.threshold import verify as threshold
from planner.scenario.schema import Scenario
from planner.travel.types import Travel
from planner.verify import stages, structure
from planner.verify.facts import Facts
from planner.verify.violation import Violation

RULES: Mapping[str, Callable[[Facts], Iterator[Violation]]] = {
    membership.RULE: membership.check,
    threshold.RULE: threshold.check,
    contiguity.RULE: contiguity.check,
    attendance.RULE: attendance.check,
    group_size.RULE: group_size.check,
    capacity.RULE: capacity.check,
    own_unit.RULE: own_unit.check,
    access.RULE: access.check,
    staffing.RULE: staffing.check,
    policy.RULE: policy.check,
    nearest.RULE: nearest.check,
    single_source.RULE: single_source.check,
    specialist_places.RULE: specialist_places.check,
}
"""Rule → its check, in the order of the model."""


def verify_plan(
    region: Region, travel: Travel, scenario: Scenario, plan: Plan
) -> tuple[Violation, ...]:
    """Every way in which a plan breaks a rule; empty for a sound plan.

    `region` is the effective region of the scenario. Participants, times, distances and the values of
    the stages are recomputed from the four arguments alone; nothing is shared with the optimiser.
    Tolerances stand in `planner.verify.violation`. A plan without stages, drawn by hand, is checked
    against the rules only.

    Raises:
        KeyError: the scenario names a scope or demand level that the region does not have.
    """
    facts = Facts(region, travel, scenario, plan)
    found = list(structure.check(facts))
    known = structure.without_unknown(facts)
    for check in RULES.values():
        found += check(known)
    found += stages.check(known)
    return tuple(found)
