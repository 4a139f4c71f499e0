"""attendance: all demand of every place is accounted for, and only offers that exist are used."""

from __future__ import annotations

from collections.abc import Iterator

from planner.plan import AtHome, Attendance, SpecialistAttendance, Unmet
from planner.verify import TOLERANCE, Facts, Violation

RULE = "attendance"


def check(facts: Facts) -> Iterator[Violation]:
    """Shares add up to 1 for every place and programme; courses attended are held, and for them."""
    yield from _sums(facts)
    for row in facts.attending:
        yield from _local(facts, row)
    for trip in facts.at_specialist:
        yield from _specialist(facts, trip)
    for course in facts.plan.courses:
        programme = facts.region.programmes[course.programme_id]
        where = f"a course of {course.programme_id} at {facts.venue(course.venue_id)}"
        if not programme.pooled:
            message = f"{where}, though people of this programme cannot meet as one group"
            yield Violation(RULE, message, course.courses, "courses")
        if not {"municipality", "shared"} & set(programme.levels):
            message = f"{where}, though this programme is not offered locally"
            yield Violation(RULE, message, course.courses, "courses")


def _sums(facts: Facts) -> Iterator[Violation]:
    total = {(i, k): 0.0 for i in facts.places for k in facts.rates}
    rows: list[Attendance | SpecialistAttendance | Unmet | AtHome] = [
        *facts.plan.attendance,
        *facts.plan.specialist,
        *facts.plan.unmet,
        *facts.plan.at_home,
    ]
    for row in rows:
        key = (row.place_id, row.programme_id)
        if key in total:
            total[key] += row.share
    for (place_id, programme_id), share in total.items():
        if abs(share - 1) > TOLERANCE:
            message = (
                f"the demand of {facts.place(place_id)} for {programme_id} shall be accounted for "
                f"to 1; attendance, specialist, unmet and those at home add up to {share:.7g}"
            )
            yield Violation(RULE, message, abs(share - 1), "share")


def _local(facts: Facts, row: Attendance) -> Iterator[Violation]:
    who = f"people of {facts.place(row.place_id)} for {row.programme_id}"
    where = f"a course of {row.course_programme_id} at {facts.venue(row.venue_id)}"
    programme = facts.region.programmes[row.programme_id]
    if (row.course_programme_id, row.venue_id) not in facts.course_rows:
        yield Violation(RULE, f"{who} attend {where}, which is not held", row.share, "share")
    if row.course_programme_id != row.programme_id:
        joins = facts.scenario.rules.group_size.joins
        if not joins or row.course_programme_id != programme.joins_id:
            why = "may not join that programme" if joins else "may not join other programmes"
            yield Violation(RULE, f"{who} attend {where}, but {why}", row.share, "share")
    if not facts.level_allows(programme, row.place_id, row.venue_id):
        levels = ", ".join(programme.levels)
        message = f"{who} attend {where}, but the programme is offered only at: {levels}"
        yield Violation(RULE, message, row.share, "share")
    if facts.minutes_to_venue(row.place_id, row.venue_id) is None:
        yield Violation(RULE, f"{who} attend {where}, but no way leads there", row.share, "share")


def _specialist(facts: Facts, row: SpecialistAttendance) -> Iterator[Violation]:
    who = f"people of {facts.place(row.place_id)} for {row.programme_id}"
    service = facts.region.specialist_services[row.service_id]
    if service.programme_ids and row.programme_id not in service.programme_ids:
        message = f"{who} take part at {service.name}, which does not hold this programme"
        yield Violation(RULE, message, row.share, "share")
    if "specialist" not in facts.region.programmes[row.programme_id].levels:
        message = f"{who} take part at {service.name}, but this programme is not offered there"
        yield Violation(RULE, message, row.share, "share")
    if facts.minutes_to_service(row.place_id, row.service_id) is None:
        message = f"{who} take part at {service.name}, but no way leads there"
        yield Violation(RULE, message, row.share, "share")
