"""specialist_places: nobody takes part at a specialist service that has no place left."""

from __future__ import annotations

from collections.abc import Iterator

from planner.verify.facts import Facts
from planner.verify.violation import TOLERANCE, Violation

RULE = "specialist_places"


def check(facts: Facts) -> Iterator[Violation]:
    """Participants a year at each service, in all and by programme, within the places stated."""
    for service_id, service in sorted(facts.region.specialist_services.items()):
        by_programme: dict[str, float] = {}
        for row in facts.plan.specialist:
            if row.service_id == service_id:
                come = facts.coming_to_service(row)
                by_programme[row.programme_id] = by_programme.get(row.programme_id, 0.0) + come
        limits = [(service.participants_per_year_max, sum(by_programme.values()), "")]
        limits += [
            (most, by_programme.get(k, 0.0), f" in {k}")
            for k, most in sorted(service.programme_places.items())
        ]
        for most_or_none, come, what in limits:
            if most_or_none is not None and come > most_or_none + TOLERANCE * max(1.0, come):
                message = (
                    f"{come:.6g} participants a year take part at {service.name}{what}; it has places "
                    f"for {most_or_none:g}"
                )
                yield Violation(RULE, message, come - most_or_none, "participants/year")
