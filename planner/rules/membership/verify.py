"""membership: every municipality in scope belongs to one unit it is eligible for, or stands outside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from planner.plan import UnitInPlan
from planner.verify import Facts, Violation

RULE = "membership"


def check(facts: Facts) -> Iterator[Violation]:
    """Units have the members they may or must have; those who stand outside are named as such."""
    owners = Counter(code for unit in facts.plan.units for code in set(unit.member_codes))
    for code, count in sorted(owners.items()):
        if count > 1:
            names = ", ".join(u.unit_id for u in facts.plan.units if code in u.member_codes)
            message = f"{facts.municipality(code)} shall belong to one unit and belongs to {names}"
            yield Violation(RULE, message, count - 1, "units")
    for unit in facts.plan.units:
        yield from _members_of(facts, unit)
    yield from _fixed_members(facts)
    yield from _outside(facts)


def _members_of(facts: Facts, unit: UnitInPlan) -> Iterator[Violation]:
    if not unit.member_codes:
        yield Violation(RULE, f"{facts.unit(unit.unit_id)} is open without members", 1, "units")
    eligible = set(facts.region.units[unit.unit_id].eligible_codes) or set(facts.region.municipalities)
    for code in sorted(set(unit.member_codes) - eligible):
        message = f"{facts.municipality(code)} is not eligible for {facts.unit(unit.unit_id)}"
        yield Violation(RULE, message, facts.persons_of((code,)), "persons")
    if facts.scenario.units.assignment == "free":
        seat_code = facts.seat_code(unit.unit_id)
        if unit.member_codes and seat_code is not None and seat_code not in unit.member_codes:
            message = (
                f"{facts.unit(unit.unit_id)} has its seat in {facts.municipality(seat_code)}, which "
                "shall be one of its members"
            )
            yield Violation(RULE, message, facts.persons_of((seat_code,)), "persons")
        for code in sorted((set(unit.member_codes) & eligible) - facts.codes_to_distribute):
            message = f"{facts.municipality(code)} is a member, but the scenario does not distribute it"
            yield Violation(RULE, message, facts.persons_of((code,)), "persons")
    elif unit.unit_id in facts.named_members:
        named = set(facts.named_members[unit.unit_id])
        for code in sorted(named ^ set(unit.member_codes)):
            verb = "shall be" if code in named else "shall not be"
            message = f"{facts.municipality(code)} {verb} a member of {facts.unit(unit.unit_id)}"
            yield Violation(RULE, message, facts.persons_of((code,)), "persons")


def _fixed_members(facts: Facts) -> Iterator[Violation]:
    if facts.scenario.units.assignment != "free":
        return
    for code, unit_id in sorted(facts.scenario.units.fixed_members.items()):
        found = facts.unit_of.get(code)
        if found != unit_id:
            message = (
                f"{facts.municipality(code)} shall belong to {unit_id} and "
                f"{'stands outside' if found is None else f'belongs to {found}'}"
            )
            yield Violation(RULE, message, facts.persons_of((code,)), "persons")


def _outside(facts: Facts) -> Iterator[Violation]:
    in_play = set(facts.scope_codes) | facts.codes_to_distribute
    truly = in_play - set(facts.unit_of)
    listed = set(facts.plan.outside_codes)
    for code in sorted(truly - listed):
        message = f"{facts.municipality(code)} is neither a member of a unit nor named as outside"
        yield Violation(RULE, message, facts.persons_of((code,)), "persons")
    for code in sorted(listed - truly):
        why = f"is a member of {facts.unit_of[code]}" if code in facts.unit_of else "is not in play"
        message = f"{facts.municipality(code)} is named as outside, but {why}"
        yield Violation(RULE, message, facts.persons_of((code,)), "persons")
    if facts.scenario.units.outside == "forbidden":
        for code in sorted(truly & set(facts.scope_codes)):
            message = f"{facts.municipality(code)} stands outside, which the scenario forbids"
            yield Violation(RULE, message, facts.persons_of((code,)), "persons")
