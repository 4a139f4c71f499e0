"""nearest: people go to the nearest course of their programme, not past it to fill another."""

from __future__ import annotations

from collections.abc import Iterator

from planner.verify import Facts, Violation, exceeds

RULE = "nearest"


def check(facts: Facts) -> Iterator[Violation]:
    """Nobody uses a venue or service farther away than a course of their programme they may attend."""
    if not _people_take_it(facts):
        return
    trips = [
        (row.place_id, row.programme_id, row.venue_id, minutes)
        for row in facts.attending
        if (minutes := facts.minutes_to_venue(row.place_id, row.venue_id)) is not None
    ] + [
        (row.place_id, row.programme_id, row.service_id, minutes)
        for row in facts.at_specialist
        if (minutes := facts.minutes_to_service(row.place_id, row.service_id)) is not None
    ]
    for place_id, programme_id, to_id, minutes in trips:
        near = _nearest_course(facts, place_id, programme_id)
        if near is not None and exceeds(minutes, near[0]):
            message = (
                f"people of {facts.place(place_id)} travel {minutes:g} minutes to {to_id} for "
                f"{programme_id}, past the course at {facts.venue(near[1])}, {near[0]:g} minutes away"
            )
            yield Violation(RULE, message, minutes - near[0], "minutes")


def _people_take_it(facts: Facts) -> bool:
    """Whether the scenario has people go to the nearest, by the rule or by their own choice."""
    return facts.scenario.rules.nearest.on or facts.scenario.participation.choice == "nearest"


def _nearest_course(facts: Facts, place_id: str, programme_id: str) -> tuple[float, str] | None:
    """Minutes to, and venue of, the nearest course of a programme that people of a place may attend."""
    limit = facts.scenario.rules.access.minutes_max
    programme = facts.region.programmes[programme_id]
    ways = []
    for course_programme_id, venue_id in facts.course_rows:
        minutes = facts.minutes_to_venue(place_id, venue_id)
        if course_programme_id != programme_id or minutes is None:
            continue
        if limit is not None and exceeds(minutes, limit):
            continue
        if facts.may_attend(place_id, venue_id) and facts.level_allows(programme, place_id, venue_id):
            ways.append((minutes, venue_id))
    return min(ways, default=None)
