"""Plan → one row per place, programme and way: who goes where, how many, how long."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from math import fsum

from planner.evaluate.facts import Facts
from planner.evaluate.types import Assignment
from planner.evaluate.weighted import TOLERANCE


def assignments_of(facts: Facts) -> tuple[Assignment, ...]:
    """Rows by place, programme, kind and target.

    Demand that no row of the plan takes up (a plan by hand may leave it out) counts as unmet. Places
    and programmes without demand give no row.
    """
    going = [*_local(facts), *_specialist(facts)]
    rows = [*going, *_lost(facts, going), *_unmet(facts)]
    return tuple(
        sorted(
            (row for row in rows if row.participants_per_year > 0),
            key=lambda r: (
                r.place_id,
                r.programme_id,
                r.kind,
                r.venue_id or r.service_id or "",
                r.course_programme_id or "",
            ),
        )
    )


def _local(facts: Facts) -> list[Assignment]:
    rows = []
    for row in facts.plan.attendance:
        venue_place = facts.region.venues[row.venue_id].place_id
        course = facts.region.programmes[row.course_programme_id]
        rows.append(
            _assignment(
                facts,
                row.place_id,
                row.programme_id,
                row.share,
                to_place_id=venue_place,
                trips=float(course.meetings_per_course),
                course_programme_id=row.course_programme_id,
                venue_id=row.venue_id,
            )
        )
    return rows


def _specialist(facts: Facts) -> list[Assignment]:
    rows = []
    for row in facts.plan.specialist:
        service = facts.region.specialist_services[row.service_id]
        rows.append(
            _assignment(
                facts,
                row.place_id,
                row.programme_id,
                row.share,
                to_place_id=service.external_place_id,
                trips=service.trips_per_course,
                service_id=row.service_id,
            )
        )
    return rows


def _lost(facts: Facts, going: Iterable[Assignment]) -> list[Assignment]:
    """Those who would take part and do not come, for the way they have or by their own choice: one row
    for place and programme."""
    share: dict[tuple[str, str], float] = defaultdict(float)
    for stays in facts.plan.at_home:
        share[stays.place_id, stays.programme_id] += stays.share
    for row in going:
        missing = 1.0 - facts.comes(row.programme_id, row.minutes)
        if missing > 0:
            share[row.place_id, row.programme_id] += row.share * missing
    return [replace(_assignment(facts, i, k, x), kind="lost") for (i, k), x in share.items()]


def _unmet(facts: Facts) -> list[Assignment]:
    stated: dict[tuple[str, str], list[float]] = defaultdict(list)
    for gone in facts.plan.unmet:
        stated[gone.place_id, gone.programme_id].append(gone.share)
    taken: dict[tuple[str, str], list[float]] = defaultdict(list, {k: [*v] for k, v in stated.items()})
    for row in facts.plan.attendance:
        taken[row.place_id, row.programme_id].append(row.share)
    for trip in facts.plan.specialist:
        taken[trip.place_id, trip.programme_id].append(trip.share)
    for stays in facts.plan.at_home:
        taken[stays.place_id, stays.programme_id].append(stays.share)
    rows = []
    for place_id in facts.places:
        for programme_id in facts.rates:
            key = (place_id, programme_id)
            left = 1.0 - fsum(taken[key])
            share = fsum(stated[key]) + (left if left > TOLERANCE else 0.0)
            if share > 0:
                rows.append(_assignment(facts, place_id, programme_id, share))
    return rows


def _assignment(
    facts: Facts,
    place_id: str,
    programme_id: str,
    share: float,
    *,
    to_place_id: str | None = None,
    trips: float = 0.0,
    course_programme_id: str | None = None,
    venue_id: str | None = None,
    service_id: str | None = None,
) -> Assignment:
    code = facts.region.places[place_id].municipality_code
    minutes = mean = km = None
    if to_place_id is not None:
        minutes = facts.travel.minutes(place_id, to_place_id)
        mean = facts.travel.mean_minutes(place_id, to_place_id)
        km = facts.travel.mean_km(place_id, to_place_id)
    people = share * facts.participants(place_id, programme_id) * facts.comes(programme_id, minutes)
    return Assignment(
        place_id=place_id,
        municipality_code=code,
        programme_id=programme_id,
        kind="local" if venue_id else "specialist" if service_id else "unmet",
        course_programme_id=course_programme_id,
        venue_id=venue_id,
        service_id=service_id,
        share=share,
        participants_per_year=people,
        minutes=minutes,
        km=km,
        trips_per_participant=trips,
        travel_hours=people * trips * 2 * (mean or 0.0) / 60,
        in_scope=code in facts.scope_codes,
        outside=code not in facts.unit_of,
    )
