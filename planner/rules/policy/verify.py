"""policy: units and venues are the ones the scenario lets in, in the numbers it lets in."""

from __future__ import annotations

from collections.abc import Iterator

from planner.verify import Facts, Violation, exceeds, measures, nok_per_year, venue_is_candidate

RULE = "policy"


def check(facts: Facts) -> Iterator[Violation]:
    """Candidates, what must be open or in use, numbers, where units run venues, and bounds."""
    yield from _units(facts)
    yield from _venues(facts)
    yield from _runners(facts)
    yield from _budget(facts)
    yield from _limits(facts)


def _units(facts: Facts) -> Iterator[Violation]:
    choice = facts.scenario.units
    opened = {unit.unit_id for unit in facts.plan.units}
    for unit_id in sorted(opened - set(facts.candidate_units)):
        yield Violation(RULE, f"{facts.unit(unit_id)} is open but no candidate", 1, "units")
    if choice.assignment == "fixed":
        wanted = {u for u, codes in facts.named_members.items() if codes}
        for unit_id in sorted(wanted - opened):
            yield Violation(RULE, f"{facts.unit(unit_id)} shall be open and is not", 1, "units")
        return
    for unit_id in sorted(set(choice.must_open) - opened):
        yield Violation(RULE, f"{unit_id} must be open and is not", 1, "units")
    if choice.count_min is not None and len(opened) < choice.count_min:
        message = f"at least {choice.count_min} units shall be open; {len(opened)} are"
        yield Violation(RULE, message, choice.count_min - len(opened), "units")
    if choice.count_max is not None and len(opened) > choice.count_max:
        message = f"at most {choice.count_max} units may be open; {len(opened)} are"
        yield Violation(RULE, message, len(opened) - choice.count_max, "units")


def _venues(facts: Facts) -> Iterator[Violation]:
    choice = facts.scenario.venues
    used = set(facts.runners)
    for venue_id in sorted(used):
        if not venue_is_candidate(facts, facts.region.venues[venue_id]):
            message = (
                f"{facts.venue(venue_id)} holds courses, but the scenario leaves it out "
                f"(strategy {choice.strategy})"
            )
            yield Violation(RULE, message, 1, "venues")
    for venue_id in sorted(set(choice.in_use) - used):
        yield Violation(RULE, f"{venue_id} must hold a course and holds none", 1, "venues")
    if choice.count_max is not None and len(used) > choice.count_max:
        message = f"at most {choice.count_max} venues may be in use; {len(used)} are"
        yield Violation(RULE, message, len(used) - choice.count_max, "venues")


def _runners(facts: Facts) -> Iterator[Violation]:
    for venue_id, unit_ids in sorted(facts.runners.items()):
        where = facts.venue(venue_id)
        if len(unit_ids) > 1:
            message = f"{where} is run by {' and '.join(sorted(unit_ids))}; one unit may run it"
            yield Violation(RULE, message, len(unit_ids) - 1, "units")
        for unit_id in sorted(unit_ids):
            if facts.unit_way(unit_id, venue_id) is None:
                message = f"no staff base of {facts.unit(unit_id)} has a way to {where}"
                yield Violation(RULE, message, 1, "venues")
            code = facts.venue_code(venue_id)
            if facts.scenario.venues.located_in == "members" and facts.unit_of.get(code) != unit_id:
                message = (
                    f"{where} lies in {facts.municipality(code)}, which is no member of "
                    f"{facts.unit(unit_id)}; a unit runs venues of its members only"
                )
                yield Violation(RULE, message, 1, "venues")


def _budget(facts: Facts) -> Iterator[Violation]:
    most = facts.scenario.budget.nok_per_year_max
    if most is None:
        return
    nok, missing = nok_per_year(facts)
    if nok is None:
        message = f"the budget cannot be checked: {'; '.join(missing)}"
        yield Violation(RULE, message, float(len(missing)), "figures")
    elif exceeds(nok, most):
        message = f"the plan costs {nok:.0f} NOK a year; at most {most:.0f} are allowed"
        yield Violation(RULE, message, nok - most, "NOK/year")


def _limits(facts: Facts) -> Iterator[Violation]:
    for name, most in sorted(facts.scenario.limits.items()):
        if name == "cost":
            value, missing = nok_per_year(facts)
            unit = "NOK/year"
            if value is None:
                message = f"the limit on cost cannot be checked: {'; '.join(missing)}"
                yield Violation(RULE, message, float(len(missing)), "figures")
                continue
        else:
            unit, measure = measures.LIMITED[name]
            value = measure(facts)
        if exceeds(value, most):
            message = f"{name} of the plan is {value:.9g} {unit}; at most {most:.9g} is allowed"
            yield Violation(RULE, message, value - most, unit)
