"""Values that a scenario states and that do nothing, because another value switches them off.

They are no error (a variant may switch a strategy and leave the rest), but nobody should believe that
they count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planner.messages import Message, message
from planner.scenario.document import Place
from planner.scenario.loaded import origin
from planner.scenario.paths import KeyPath, dotted
from planner.scenario.schema import Scenario


def without_effect(scenario: Scenario, places: Mapping[KeyPath, Place]) -> tuple[str, ...]:
    """A message for every stated value that has no effect, with its origin."""
    return tuple(
        message(
            "{path} has no effect: {why} ({origin})",
            path=dotted(path),
            why=why,
            origin=origin(path, places),
        )
        for path, why in _idle(scenario)
        if path in places
    )


def _idle(scenario: Scenario) -> Iterator[tuple[KeyPath, Message]]:
    units, venues, travel = scenario.units, scenario.venues, scenario.travel
    if units.assignment == "fixed":
        for key in ("fixed_members", "must_open", "count_min", "count_max", "municipalities"):
            if getattr(units, key):
                yield ("units", key), message("it is for units.assignment free")
    else:
        for unit_id in units.members:
            yield (
                ("units", "members", unit_id),
                message("with free assignment the optimiser chooses members"),
            )
    open_ids = {*units.candidates, *(u for u in units.members if units.seats_in_every_municipality)}
    for unit_id in units.members:
        if units.assignment == "fixed" and unit_id not in open_ids:
            yield ("units", "members", unit_id), message("the unit is not in units.candidates")
    partner_ids = {partner_id for ids in units.partners.values() for partner_id in ids}
    for index, unit in enumerate(units.new):
        if unit.id not in {*units.candidates, *partner_ids}:
            yield (
                ("units", "new", index),
                message("unit {unit} is not in units.candidates", unit=unit.id),
            )
    if venues.strategy not in ("one_base", "two_bases") and venues.bases:
        yield (
            ("venues", "bases"),
            message("it is not for venues.strategy {strategy}", strategy=venues.strategy),
        )
    if venues.strategy == "none":
        for key in ("new", "on", "listed", "count_max"):
            if getattr(venues, key):
                yield ("venues", key), message("venues.strategy none allows no local course")
    if not venues.mobile.on:
        for key in ("place_persons_min", "seats", "meetings_per_year", "nok_per_year"):
            yield ("venues", "mobile", key), message("venues.mobile.on is false")
    if not scenario.rules.capacity.on:
        yield ("rules", "capacity", "share"), message("rules.capacity.on is false")
    if travel.season != "winter":
        for key in ("factor", "closed"):
            yield ("travel", "winter", key), message("travel.season is summer")
    if travel.where_no_road != "great_circle":
        for key in ("factor", "km_per_hour"):
            yield ("travel", "great_circle", key), message("travel.where_no_road is report")
    if travel.matrix is not None:
        for key in ("closed", "boats", "season"):
            yield ("travel", key), message("a ready matrix (travel.matrix) replaces the roads")
    if scenario.threshold.mode == "off":
        yield ("threshold", "tolerance_share"), message("threshold.mode is off")
