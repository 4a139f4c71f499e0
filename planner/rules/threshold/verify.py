"""threshold: where it is hard, every unit has persons_min to persons_max inhabitants."""

from __future__ import annotations

from collections.abc import Iterator

from planner.verify import Facts, Violation

RULE = "threshold"


def check(facts: Facts) -> Iterator[Violation]:
    """Hard ends only; a soft shortfall is a stage and checked with the stages.

    A unit around a municipality larger than persons_max may take up to persons_max − persons_min
    others.
    """
    threshold = facts.scenario.threshold
    low, high = threshold.persons_min, threshold.persons_max
    for unit in facts.plan.units:
        persons = facts.persons_of(unit.member_codes)
        name = facts.unit(unit.unit_id)
        if threshold.mode == "hard" and persons < low:
            message = f"{name} shall have at least {low} inhabitants and has {persons}"
            yield Violation(RULE, message, low - persons, "persons")
        if threshold.upper != "hard" or persons <= high:
            continue
        largest = max(facts.persons_of((code,)) for code in unit.member_codes)
        if largest <= high:
            message = f"{name} shall have at most {high} inhabitants and has {persons}"
            yield Violation(RULE, message, persons - high, "persons")
        elif persons - largest > high - low:
            message = (
                f"{name} lies around a municipality of {largest} and may take {high - low} others; "
                f"it has {persons - largest}"
            )
            yield Violation(RULE, message, persons - largest - (high - low), "persons")
