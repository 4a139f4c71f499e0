"""choice: where people choose for themselves, every offer has its share by the logit."""

from __future__ import annotations

from collections.abc import Iterator
from math import exp

from planner.verify import Facts, Violation, exceeds

RULE = "choice"

CLOSE = 1e-5
"""Shares that differ by less are equal: ratios of shares are kept to the solver's accuracy."""


def check(facts: Facts) -> Iterator[Violation]:
    """Shares of every place and programme: local courses and home as chosen, and the specialist's too
    but for those who find no place in a service whose places are limited."""
    if facts.scenario.participation.choice != "logit":
        for stays in facts.plan.at_home:
            text = f"people of {facts.place(stays.place_id)} stay at home, but the plan decides"
            yield Violation(RULE, text, stays.share, "share")
        return
    found: dict[tuple[str, str], dict[tuple[str, str], float]] = {}
    for row in facts.plan.attendance:
        key = found.setdefault((row.place_id, row.programme_id), {})
        key["venue", row.venue_id] = key.get(("venue", row.venue_id), 0.0) + row.share
    for trip in facts.plan.specialist:
        found.setdefault((trip.place_id, trip.programme_id), {})["service", trip.service_id] = (
            trip.share
        )
    for stays in facts.plan.at_home:
        found.setdefault((stays.place_id, stays.programme_id), {})["home", ""] = stays.share
    for place_id in facts.places:
        for programme_id in facts.rates:
            shares = found.get((place_id, programme_id), {})
            yield from _one(facts, place_id, programme_id, shares)


def _one(
    facts: Facts, place_id: str, programme_id: str, shares: dict[tuple[str, str], float]
) -> Iterator[Violation]:
    minutes = {**_local(facts, place_id, programme_id), **_away(facts, place_id, programme_id)}
    logit = facts.scenario.participation.logit
    if logit.home_minutes is not None:
        minutes["home", ""] = logit.home_minutes
    shortest = min(minutes.values(), default=0.0)
    pull = {o: exp(-logit.rate_per_minute * (t - shortest)) for o, t in minutes.items()}
    whole = sum(pull.values())
    if set(minutes) == {("home", "")}:
        pull = {}  # who is offered nothing is without an offer
    for option in sorted(set(pull) | set(shares)):
        kind, target = option
        wanted, has = pull.get(option, 0.0) / whole if whole else 0.0, shares.get(option, 0.0)
        may_be_less = kind == "service" and _is_limited(facts, target, programme_id)
        if has > wanted + CLOSE or (has < wanted - CLOSE and not may_be_less):
            where = facts.venue(target) if kind == "venue" else target or "home"
            message = (
                f"of the people of {facts.place(place_id)} for {programme_id} a share of {wanted:.6g} "
                f"chooses {where}; the plan has {has:.6g}"
            )
            yield Violation(RULE, message, abs(has - wanted), "share")


def _local(facts: Facts, place_id: str, programme_id: str) -> dict[tuple[str, str], float]:
    """Minutes to every course of the programme that people of the place may attend."""
    programme = facts.region.programmes[programme_id]
    found = {}
    for course_programme_id, venue_id in facts.course_rows:
        minutes = facts.minutes_to_venue(place_id, venue_id)
        if course_programme_id != programme_id or minutes is None or _too_far(facts, minutes):
            continue
        if facts.may_attend(place_id, venue_id) and facts.level_allows(programme, place_id, venue_id):
            found["venue", venue_id] = minutes
    return found


def _away(facts: Facts, place_id: str, programme_id: str) -> dict[tuple[str, str], float]:
    """Minutes to every specialist service that holds the programme and takes anybody at all."""
    if "specialist" not in facts.region.programmes[programme_id].levels:
        return {}
    found = {}
    for service_id, service in facts.region.specialist_services.items():
        minutes = facts.minutes_to_service(place_id, service_id)
        if minutes is None or _too_far(facts, minutes):
            continue
        if service.programme_ids and programme_id not in service.programme_ids:
            continue
        if 0 in (service.participants_per_year_max, service.programme_places.get(programme_id)):
            continue
        found["service", service_id] = minutes
    return found


def _is_limited(facts: Facts, service_id: str, programme_id: str) -> bool:
    service = facts.region.specialist_services[service_id]
    return service.participants_per_year_max is not None or programme_id in service.programme_places


def _too_far(facts: Facts, minutes: float) -> bool:
    limits = (facts.scenario.rules.access.minutes_max, facts.scenario.limits.get("worst_travel"))
    return any(limit is not None and exceeds(minutes, limit) for limit in limits)
