"""Checks of `venues`: rooms that exist, and wishes that do not exclude each other."""

from __future__ import annotations

from collections.abc import Iterator

from planner.messages import message
from planner.region import Region
from planner.scenario.issue import Known, ScenarioIssue, each, unknown
from planner.scenario.paths import KeyPath
from planner.scenario.schema import Scenario


def check_venues(region: Region, scenario: Scenario, known: Known) -> Iterator[ScenarioIssue]:
    """Everything in `venues` that does not fit."""
    yield from _bases(region, scenario, known)
    yield from _lists(scenario, known)
    taken = set(region.venues) | set(known.mobile_places)
    for index, venue in enumerate(scenario.venues.new):
        path: KeyPath = ("venues", "new", index)
        if venue.id in taken:
            yield ScenarioIssue(
                (*path, "id"),
                message("a venue with this id exists already"),
                venue.id,
                fix=message("Choose another id."),
            )
        taken.add(venue.id)
        if venue.place_id not in known.places:
            yield unknown((*path, "place_id"), "place", venue.place_id, known.places)


def _lists(scenario: Scenario, known: Known) -> Iterator[ScenarioIssue]:
    choice = scenario.venues
    lists = {"listed": choice.listed, "on": choice.on, "off": choice.off, "in_use": choice.in_use}
    for name, ids in lists.items():
        yield from each(("venues", name), ids, known.venues, "venue")
    for index, venue_id in enumerate(choice.off):
        for name in ("in_use", "on", "listed"):
            if venue_id in lists[name]:
                yield ScenarioIssue(
                    ("venues", "off", index),
                    message("the venue is left out (off) and asked for ({name}) at once", name=name),
                    venue_id,
                    fix=message("Take it out of venues.off or of venues.{name}.", name=name),
                )
    in_use = sorted(set(choice.in_use))
    if choice.strategy == "none" and in_use:
        yield ScenarioIssue(
            ("venues", "in_use"),
            message("venues must be in use, but strategy none allows no local course"),
            ", ".join(in_use),
            fix=message("Choose another venues.strategy, or empty venues.in_use."),
        )
    if choice.count_max is not None and choice.count_max < len(in_use):
        yield ScenarioIssue(
            ("venues", "count_max"),
            message("fewer venues may be in use than venues.in_use asks for"),
            str(choice.count_max),
            message("at least {count}", count=str(len(in_use))),
        )


def _bases(region: Region, scenario: Scenario, known: Known) -> Iterator[ScenarioIssue]:
    choice = scenario.venues
    yield from each(("venues", "bases"), choice.bases, known.places, "place")
    if choice.strategy not in ("one_base", "two_bases"):
        return
    let_in = {*choice.on, *choice.in_use, *choice.listed}
    usable = {v.place_id for v in choice.new} | set(known.mobile_places.values())
    usable |= {
        v.place_id
        for v in region.venues.values()
        if v.id not in choice.off and (not v.off_by_default or v.id in let_in)
    }
    for index, place_id in enumerate(choice.bases):
        if place_id in known.places and place_id not in usable:
            yield ScenarioIssue(
                ("venues", "bases", index),
                message(
                    "the base {places} has no venue that may be used", places=known.places[place_id]
                ),
                place_id,
                message("one of {names}", names=", ".join(sorted(usable))),
                message("Choose a place with a venue, or add one in venues.new."),
            )
