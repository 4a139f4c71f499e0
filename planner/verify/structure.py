"""structure: a plan names things that exist, once each, in numbers that make sense.

The rules look things up by id. So what names nothing known is told here and left out of what they see.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import isfinite
from typing import TypeVar

from planner.plan import AtHome, Attendance, CourseInPlan, SpecialistAttendance, Unmet
from planner.verify.facts import Facts
from planner.verify.violation import TOLERANCE, Violation

RULE = "structure"

Row = TypeVar("Row", Attendance, SpecialistAttendance, Unmet, AtHome)
AnyRow = TypeVar("AnyRow")


def check(facts: Facts) -> Iterator[Violation]:
    """Ids are known and stand once; counts and shares are numbers in their range."""
    yield from _names(facts)
    yield from _units(facts)
    yield from _courses(facts)
    plan = facts.plan
    for table, rows in (
        ("attendance", plan.attendance),
        ("specialist", plan.specialist),
        ("unmet", plan.unmet),
        ("at_home", plan.at_home),
    ):
        for row in rows:
            yield from _share_row(facts, table, row)
    yield from _twice("units", [(u.unit_id,) for u in plan.units])
    yield from _twice("outside_codes", [(code,) for code in plan.outside_codes])
    yield from _twice("courses", [(c.programme_id, c.venue_id, c.unit_id) for c in plan.courses])
    yield from _twice(
        "attendance",
        [(a.place_id, a.programme_id, a.course_programme_id, a.venue_id) for a in plan.attendance],
    )
    yield from _twice(
        "specialist", [(s.place_id, s.programme_id, s.service_id) for s in plan.specialist]
    )
    yield from _twice("unmet", [(u.place_id, u.programme_id) for u in plan.unmet])
    yield from _twice("at_home", [(h.place_id, h.programme_id) for h in plan.at_home])


def without_unknown(facts: Facts) -> Facts:
    """The same facts, less the rows of the plan that the other rules could make nothing of."""
    plan, region = facts.plan, facts.region
    units = tuple(
        replace(u, member_codes=tuple(c for c in u.member_codes if c in region.municipalities))
        for u in plan.units
        if u.unit_id in region.units
    )

    def usable(table: str, rows: Sequence[Row]) -> tuple[Row, ...]:
        return tuple(row for row in rows if not any(_share_row(facts, table, row)))

    return Facts(
        region,
        facts.travel,
        facts.scenario,
        replace(
            plan,
            units=units,
            outside_codes=tuple(c for c in plan.outside_codes if c in region.municipalities),
            courses=_keep(plan.courses, lambda row: not any(_course_row(facts, row))),
            attendance=usable("attendance", plan.attendance),
            specialist=usable("specialist", plan.specialist),
            unmet=usable("unmet", plan.unmet),
            at_home=usable("at_home", plan.at_home),
        ),
    )


def _keep(rows: Sequence[AnyRow], good: Callable[[AnyRow], bool]) -> tuple[AnyRow, ...]:
    return tuple(row for row in rows if good(row))


def _names(facts: Facts) -> Iterator[Violation]:
    plan = facts.plan
    for what, found, wanted in (
        ("scenario", plan.scenario, facts.scenario.name),
        ("region", plan.region, facts.region.id),
    ):
        if found != wanted:
            message = f"the plan is for {what} {found!r}, not for {wanted!r}"
            yield Violation(RULE, message, 1, "names")


def _units(facts: Facts) -> Iterator[Violation]:
    region = facts.region
    for row in facts.plan.units:
        if row.unit_id not in region.units:
            yield _unknown("units", "unit", row.unit_id)
            continue
        unit = region.units[row.unit_id]
        if row.seat_place_id != unit.seat_place_id:
            message = f"{row.unit_id} has its seat in {unit.seat_place_id}, not in {row.seat_place_id}"
            yield Violation(RULE, message, 1, "places")
        bases = set(unit.staff_base_place_ids or (unit.seat_place_id,))
        if set(row.staff_base_place_ids) != bases:
            message = (
                f"staff of {row.unit_id} set out from {', '.join(sorted(bases))}, not from "
                f"{', '.join(sorted(row.staff_base_place_ids)) or 'nowhere'}"
            )
            yield Violation(
                RULE, message, len(bases.symmetric_difference(row.staff_base_place_ids)), "places"
            )
        yield from _twice(f"members of {row.unit_id}", [(code,) for code in row.member_codes])
        for code in row.member_codes:
            if code not in region.municipalities:
                yield _unknown(f"members of {row.unit_id}", "municipality", code)
    for code in facts.plan.outside_codes:
        if code not in region.municipalities:
            yield _unknown("outside_codes", "municipality", code)


def _courses(facts: Facts) -> Iterator[Violation]:
    opened = {unit.unit_id for unit in facts.plan.units}
    for row in facts.plan.courses:
        yield from _course_row(facts, row)
        if row.unit_id in facts.region.units and row.unit_id not in opened:
            message = f"{row.unit_id} runs courses at {row.venue_id}, but it is not open"
            yield Violation(RULE, message, 1, "units")


def _course_row(facts: Facts, row: CourseInPlan) -> Iterator[Violation]:
    region = facts.region
    known: tuple[tuple[str, str, Mapping[str, object]], ...] = (
        ("programme", row.programme_id, facts.programmes),
        ("venue", row.venue_id, region.venues),
        ("unit", row.unit_id, region.units),
    )
    for what, found, table in known:
        if found not in table:
            yield _unknown("courses", what, found)
    where = f"{row.programme_id} at {row.venue_id}"
    if not isinstance(row.courses, int) or row.courses <= 0:
        message = f"{where} shall have a whole number of courses above 0; it has {row.courses}"
        yield Violation(RULE, message, 1, "rows")
    if row.programme_id in facts.programmes:
        years = facts.programmes[row.programme_id].cycle_years
        if row.cycle_years != years:
            message = f"{where} has a cycle of {years} year(s), not {row.cycle_years}"
            yield Violation(RULE, message, abs(years - row.cycle_years), "years")


def _share_row(
    facts: Facts, table: str, row: Attendance | SpecialistAttendance | Unmet | AtHome
) -> Iterator[Violation]:
    wanted: list[tuple[str, str, Mapping[str, object]]] = [
        ("demand point", row.place_id, facts.places),
        ("programme", row.programme_id, facts.programmes),
    ]
    if isinstance(row, Attendance):
        wanted.append(("programme", row.course_programme_id, facts.programmes))
        wanted.append(("venue", row.venue_id, facts.region.venues))
    elif isinstance(row, SpecialistAttendance):
        wanted.append(("specialist service", row.service_id, facts.region.specialist_services))
    for what, found, known in wanted:
        if found not in known:
            yield _unknown(table, what, found)
    if not isfinite(row.share) or row.share < -TOLERANCE or row.share > 1 + TOLERANCE:
        message = f"{table} of {row.place_id} for {row.programme_id} has the share {row.share:g}"
        beyond = max(-row.share, row.share - 1) if isfinite(row.share) else 1.0
        yield Violation(RULE, f"{message}; a share lies between 0 and 1", beyond, "share")


def _unknown(table: str, what: str, found: str) -> Violation:
    return Violation(RULE, f"{table}: {found!r} is no {what} of this scenario", 1, "ids")


def _twice(table: str, keys: Sequence[tuple[str, ...]]) -> Iterator[Violation]:
    for key, count in sorted(Counter(keys).items()):
        if count > 1:
            message = f"{table}: {', '.join(key)} stands {count} times"
            yield Violation(RULE, message, count - 1, "rows")
