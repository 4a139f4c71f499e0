"""Programmes within an hour: courses that people may attend near where they live."""

from __future__ import annotations

from planner.evaluate.facts import Facts, held_locally
from planner.evaluate.weighted import TOLERANCE

MINUTES_NEAR = 60.0
SHARE_OF_PERSONS = 0.5


def programmes_near(facts: Facts, code: str) -> tuple[str, ...]:
    """Programmes with a course within 60 minutes of at least half of a municipality's inhabitants.

    Only courses that its people may attend count (own unit, level, the scenario's limit on the way, and
    courses of the programme they may join); the nearest need not be the same one for all of them.
    """
    places = [p for p in facts.places.values() if p.municipality_code == code]
    persons = sum(p.persons for p in places)
    found = []
    for programme_id, rate in facts.rates.items():
        if rate <= 0 or persons == 0:
            continue
        venue_places = _venue_places(facts, code, programme_id)
        near = sum(p.persons for p in places if _reaches(facts, p.id, venue_places))
        if near >= SHARE_OF_PERSONS * persons:
            found.append(programme_id)
    return tuple(sorted(found))


def _venue_places(facts: Facts, code: str, programme_id: str) -> frozenset[str]:
    """Places with a course that people of a municipality may attend for a programme."""
    programme = facts.region.programmes[programme_id]
    own = held_locally(programme)
    joins = programme.joins_id if facts.scenario.rules.group_size.joins else None
    if not {"municipality", "shared"} & set(programme.levels):
        joins = None
    found = set()
    for course in facts.courses:
        place_id = facts.region.venues[course.venue_id].place_id
        at_home = facts.region.places[place_id].municipality_code == code
        if course.programme_id != programme_id or not own:
            too_few = course.programme_id == joins and facts.is_too_few(programme_id, course.unit_id)
            if not too_few:
                continue
        if facts.may_attend(code, course.unit_id) and (at_home or "shared" in programme.levels):
            found.add(place_id)
    return frozenset(found)


def _reaches(facts: Facts, place_id: str, venue_places: frozenset[str]) -> bool:
    limit = facts.scenario.rules.access.minutes_max
    most = (MINUTES_NEAR if limit is None else min(limit, MINUTES_NEAR)) + TOLERANCE
    ways = (facts.travel.minutes(place_id, to) for to in venue_places)
    return any(minutes is not None and minutes <= most for minutes in ways)
