"""Places at the specialist services, and the queue that grows where they are few."""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum

from planner.evaluate.facts import Facts
from planner.evaluate.types import Assignment


def places_of(facts: Facts) -> float | None:
    """Participants a year that all services together take; None where one takes everybody.

    A service counts by what it takes in all or, where only single programmes are limited and it holds
    no other, by those.
    """
    total = 0.0
    for service in facts.region.specialist_services.values():
        held = set(service.programme_ids) or set(facts.region.programmes)
        limits = []
        if service.participants_per_year_max is not None:
            limits.append(service.participants_per_year_max)
        if held <= set(service.programme_places):
            limits.append(fsum(service.programme_places[k] for k in held))
        if not limits:
            return None
        total += min(limits)
    return total


def backlog_years(facts: Facts, rows: Iterable[Assignment]) -> float | None:
    """By how many years' work of the services the queue to them grows in a year.

    Those without an offer whom a service would hold the programme for, over those who take part at a
    service; None where nobody does, or nothing limits the places.
    """
    services = facts.region.specialist_services.values()
    limited = [s for s in services if s.participants_per_year_max is not None or s.programme_places]
    if not limited:
        return None
    at_service = frozenset(
        k
        for k, programme in facts.region.programmes.items()
        if "specialist" in programme.levels
        and any(not s.programme_ids or k in s.programme_ids for s in limited)
    )
    rows = tuple(rows)
    there = fsum(r.participants_per_year for r in rows if r.kind == "specialist")
    queue = [r for r in rows if r.kind == "unmet" and r.programme_id in at_service]
    return fsum(r.participants_per_year for r in queue) / there if there > 0 else None
