"""capacity: a venue takes no more meetings than it can, and only programmes that it suits."""

from __future__ import annotations

from collections.abc import Iterator

from planner.verify import Facts, Violation, exceeds

RULE = "capacity"


def check(facts: Facts) -> Iterator[Violation]:
    """Meetings a year within the venue's; the kind of room and the time of day suit the programme."""
    meetings: dict[str, float] = {}
    for row in facts.plan.courses:
        programme = facts.region.programmes[row.programme_id]
        venue = facts.region.venues[row.venue_id]
        held = row.courses / programme.cycle_years * programme.meetings_per_course
        meetings[row.venue_id] = meetings.get(row.venue_id, 0.0) + held
        if programme.venue_kinds and venue.kind not in programme.venue_kinds:
            message = (
                f"{facts.venue(venue.id)} is of kind {venue.kind}; courses of {programme.id} need "
                f"{' or '.join(programme.venue_kinds)}"
            )
            yield Violation(RULE, message, row.courses, "courses")
        times = {programme.time_of_day, venue.time_of_day}
        if times == {"day", "evening"}:
            message = (
                f"courses of {programme.id} meet by {programme.time_of_day}, but "
                f"{facts.venue(venue.id)} is open by {venue.time_of_day}"
            )
            yield Violation(RULE, message, row.courses, "courses")
    if not facts.scenario.rules.capacity.on:
        return
    for venue_id, held in sorted(meetings.items()):
        most = facts.region.venues[venue_id].meetings_per_year
        if exceeds(held, most):
            message = f"{facts.venue(venue_id)} takes {most:g} meetings a year and has {held:g}"
            yield Violation(RULE, message, held - most, "meetings/year")
