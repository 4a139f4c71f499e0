"""Which units and venues of a region a scenario lets take part."""

from __future__ import annotations

from planner.region import Region
from planner.scenario import Scenario


def candidate_unit_ids(region: Region, scenario: Scenario) -> tuple[str, ...]:
    """Ids of the units that may open: those listed, and those seated in every municipal centre."""
    ids = set(scenario.units.candidates)
    if scenario.units.seats_in_every_municipality:
        ids |= {u for u, unit in region.units.items() if unit.kind == "seat"}
    return tuple(sorted(ids))


def candidate_venue_ids(region: Region, scenario: Scenario) -> tuple[str, ...]:
    """Ids of the venues that may hold courses under the scenario's venue strategy."""
    choice = scenario.venues
    if choice.strategy == "none":
        return ()
    always = set(choice.in_use) | {v.id for v in choice.new} | set(choice.listed)
    seats = {m.seat_place_id for m in region.municipalities.values()}
    found = []
    for venue in region.venues.values():
        if venue.id in choice.off:
            continue
        if venue.id in always:
            found.append(venue.id)
            continue
        if venue.off_by_default and venue.id not in choice.on:
            continue
        if choice.strategy == "listed":
            continue
        if choice.strategy in ("one_base", "two_bases") and venue.place_id not in choice.bases:
            continue
        if choice.strategy == "municipal_seats" and venue.place_id not in seats:
            continue
        found.append(venue.id)
    return tuple(sorted(found))
