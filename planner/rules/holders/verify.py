"""holders: the hospital holds what is given to it, and each programme in a unit has one holder."""

from __future__ import annotations

from collections.abc import Iterator

from planner.verify import Facts, Violation

RULE = "holders"


def check(facts: Facts) -> Iterator[Violation]:
    """Holder of every course by `units.second_line`, the catalogue's levels, a way to the room."""
    holders: dict[tuple[str, str], set[str]] = {}
    for row in facts.plan.courses:
        holders.setdefault((row.programme_id, row.unit_id), set()).add(row.holder)
    for (programme_id, unit_id), found in sorted(holders.items()):
        what = f"{programme_id} in {facts.unit(unit_id)}"
        if len(found) > 1:
            message = f"{what} is held by the unit and by the hospital; one of them may hold it"
            yield Violation(RULE, message, len(found) - 1, "holders")
        line = facts.scenario.units.second_line.get(unit_id)
        given = line is not None and programme_id in line.holds
        both = line is not None and not given and facts.both_lines_may_hold(programme_id)
        is_open = (
            both and line is not None and (line.may_hold == "all" or programme_id in line.may_hold)
        )
        if "hospital" in found and not given and not is_open:
            message = f"{what} is held by the hospital, which is not asked to"
            yield Violation(RULE, message, 1, "holders")
        if "unit" in found and given:
            message = f"{what} is held by the unit, but is given to the hospital"
            yield Violation(RULE, message, 1, "holders")
    for row in facts.plan.courses:
        if row.holder == "hospital" and facts.staff_way(row) is None:
            message = (
                f"no staff base of the hospital has a way to {facts.venue(row.venue_id)}, where it "
                f"holds {row.programme_id}"
            )
            yield Violation(RULE, message, 1, "venues")
