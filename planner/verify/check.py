"""Check a plan against every rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from planner.plan import Plan
from planner.region import Region
from planner.rules import rules
from planner.scenario import Scenario
from planner.travel import Travel
from planner.verify import stages, structure
from planner.verify.facts import Facts
from planner.verify.violation import Violation


def checks() -> Mapping[str, Callable[[Facts], Iterator[Violation]]]:
    """Rule → its check, in the order of the model."""
    return {rule.name: rule.check for rule in rules()}


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
    for check in checks().values():
        found += check(known)
    found += stages.check(known)
    return tuple(found)
