"""Region + Scenario → the effective region: the region as the scenario sees it.

    effective_region(region, scenario) -> Region
    scope_codes(region, scenario)      -> the municipalities a plan is judged for

Units, venues, programmes and populations that the scenario adds or changes are marked as assumed: they
are the scenario writer's, not the sources'.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from planner.errors import Finding, InputError
from planner.region import (
    Municipality,
    Place,
    Programme,
    Region,
    SpecialistService,
    Unit,
    Venue,
)
from planner.scenario.check import issues, resolve_scope
from planner.scenario.issue import SEAT_PREFIX, ScenarioIssue, mobile_venues
from planner.scenario.partners import (
    best_qualifications,
    members_with_agreements,
    with_partner_bases,
)
from planner.scenario.population import persons_stated, place_persons
from planner.scenario.schema import ProgrammeChange, Scenario
from planner.scenario.schema_people import ServiceChange

SEAT_KIND = "seat"
"""Kind of the units that `units.seats_in_every_municipality` adds, with ids `seat_<code>`."""
MOBILE_KIND = "mobile"
"""Kind of the venues that `venues.mobile` adds, with ids `mobile_<place id>`."""


def scope_codes(region: Region, scenario: Scenario) -> tuple[str, ...]:
    """The municipalities in scope, sorted.

    An empty `scope` is the region's default, a name is one of the region's scopes, `all` is every
    municipality (unless the region has a scope of that name), a list is itself.

    Raises:
        InputError: the scope names what the region does not have.
    """
    codes, found = resolve_scope(region, scenario)
    if found:
        raise InputError(_without_place(scenario, found))
    return codes


def effective_region(region: Region, scenario: Scenario) -> Region:
    """The region with the scenario's units, venues, programmes and populations in it.

    Added are the units in `units.new` (no eligible municipality named: all; no staff base named: the
    seat), one unit per municipality in play where `units.seats_in_every_municipality`, the venues in
    `venues.new`, and one venue in every place of at least `venues.mobile.place_persons_min` persons
    where `venues.mobile.on`. Replaced are members and staff bases of units, values of programmes,
    meetings that venues take (`rules.capacity.share`), and populations, whose places are scaled by
    largest remainder. Only the programmes in
    `demand.programmes` stay; shares of the mix stay as they are, so that what is left out is left out.

    Raises:
        InputError: the scenario does not fit the region; every problem at once. A scenario that was
            read from a file is better checked first with `check_against_region`, whose findings carry
            line and column.
    """
    found = issues(region, scenario)
    if found:
        raise InputError(_without_place(scenario, found))
    municipalities, places = _populations(region, persons_stated(region, scenario))
    programmes = _programmes(region.programmes, scenario)
    return replace(
        region,
        municipalities=municipalities,
        places=places,
        units=with_partner_bases(_units(region, scenario), scenario),
        qualifications=best_qualifications(region, scenario),
        members_in_table=members_with_agreements(region, scenario),
        venues=_venues(region, scenario),
        programmes=programmes,
        specialist_services=_services(region.specialist_services, scenario),
        mixes=tuple(row for row in region.mixes if row.programme_id in programmes),
    )


def _without_place(scenario: Scenario, found: Iterable[ScenarioIssue]) -> list[Finding]:
    return [issue.finding(f"scenario {scenario.name}") for issue in found]


def _all_fields(record: type[Any]) -> frozenset[str]:
    """Every field that a scenario writer sets, for marking a record as assumed."""
    return frozenset(f.name for f in fields(record)) - {"id", "name", "assumed", "off_by_default"}


def _units(region: Region, scenario: Scenario) -> dict[str, Unit]:
    every_code = tuple(sorted(region.municipalities))
    units = dict(region.units)
    for new in scenario.units.new:
        units[new.id] = Unit(
            id=new.id,
            name=new.name,
            seat_place_id=new.seat_place_id,
            kind=new.kind,
            member_codes=tuple(sorted(new.member_codes)),
            eligible_codes=tuple(sorted(new.eligible_codes)) or every_code,
            exists_today=new.exists_today,
            legal_form=new.legal_form,
            coordinator_fte=new.coordinator_fte,
            staff_base_place_ids=tuple(sorted(new.staff_base_place_ids)) or (new.seat_place_id,),
            nok_per_year=new.nok_per_year,
            payer=new.payer,
            assumed=_all_fields(Unit),
        )
    if scenario.units.seats_in_every_municipality:
        for unit in _seats(region, scenario):
            units[unit.id] = unit
    for unit_id, codes in scenario.units.members.items():
        unit = units[unit_id]
        units[unit_id] = replace(
            unit, member_codes=tuple(sorted(codes)), assumed=unit.assumed | {"member_codes"}
        )
    for unit_id, place_ids in scenario.units.staff_bases.items():
        unit = units[unit_id]
        units[unit_id] = replace(
            unit,
            staff_base_place_ids=tuple(sorted(place_ids)),
            assumed=unit.assumed | {"staff_base_place_ids"},
        )
    return dict(sorted(units.items()))


def _seats(region: Region, scenario: Scenario) -> list[Unit]:
    in_play = tuple(sorted(scenario.units.municipalities)) or scope_codes(region, scenario)
    return [
        Unit(
            id=f"{SEAT_PREFIX}{code}",
            name=f"Enhet med sete i {region.place_name(region.municipalities[code].seat_place_id)}",
            seat_place_id=region.municipalities[code].seat_place_id,
            kind=SEAT_KIND,
            member_codes=(),
            eligible_codes=in_play,
            exists_today=False,
            legal_form="to be decided",
            coordinator_fte=1.0,
            staff_base_place_ids=(region.municipalities[code].seat_place_id,),
            assumed=_all_fields(Unit),
        )
        for code in in_play
    ]


def _venues(region: Region, scenario: Scenario) -> dict[str, Venue]:
    venues = dict(region.venues)
    for new in scenario.venues.new:
        venues[new.id] = Venue(
            id=new.id,
            name=new.name,
            place_id=new.place_id,
            kind=new.kind,
            seats=new.seats,
            nok_per_year=new.nok_per_year,
            time_of_day=new.time_of_day,
            meetings_per_year=new.meetings_per_year,
            assumed=_all_fields(Venue),
        )
    mobile = scenario.venues.mobile
    for venue_id, place_id in mobile_venues(region, scenario).items():
        venues[venue_id] = Venue(
            id=venue_id,
            name=f"Lokalt rom, {region.places[place_id].name}",
            place_id=place_id,
            kind=MOBILE_KIND,
            seats=mobile.seats,
            nok_per_year=mobile.nok_per_year,
            time_of_day="both",
            meetings_per_year=mobile.meetings_per_year,
            assumed=_all_fields(Venue),
        )
    share = scenario.rules.capacity.share
    if share < 1:
        venues = {
            v: replace(
                venue,
                meetings_per_year=share * venue.meetings_per_year,
                assumed=venue.assumed | {"meetings_per_year"},
            )
            for v, venue in venues.items()
        }
    return dict(sorted(venues.items()))


def _programmes(programmes: Mapping[str, Programme], scenario: Scenario) -> dict[str, Programme]:
    kept = set(scenario.demand.programmes) or set(programmes)
    result = {}
    for programme_id in sorted(kept):
        changed = {
            **_changes(scenario.demand.all_programmes),
            **_changes(scenario.demand.changes.get(programme_id, ProgrammeChange())),
        }
        if changed.get("joins_id") == programme_id:
            # A change to every programme names the general programme; it cannot join itself.
            del changed["joins_id"]
        if changed.get("joins_id") == "":
            changed["joins_id"] = None
        programme = programmes[programme_id]
        programme = replace(programme, **changed, assumed=programme.assumed | set(changed))
        if programme.joins_id is not None and programme.joins_id not in kept:
            programme = replace(programme, joins_id=None)
        result[programme_id] = programme
    return result


def _services(
    services: Mapping[str, SpecialistService], scenario: Scenario
) -> dict[str, SpecialistService]:
    """The specialist services with what the scenario says of them; it is the scenario writer's."""
    result = {}
    for service_id, service in services.items():
        own = scenario.specialist.services.get(service_id, ServiceChange())
        stated: dict[str, Any] = {}
        for change in (scenario.specialist.all_services, own):
            for name in ("trips_per_course", "participants_per_year_max"):
                if getattr(change, name) is not None:
                    stated[name] = getattr(change, name)
            if change.programme_places:
                earlier = stated.get("programme_places", service.programme_places)
                stated["programme_places"] = dict(
                    sorted({**earlier, **change.programme_places}.items())
                )
        result[service_id] = replace(service, **stated, assumed=service.assumed | set(stated))
    return result


def _changes(change: ProgrammeChange) -> dict[str, Any]:
    """The values that a scenario states; None is not stated."""
    stated = {name: getattr(change, name) for name in ProgrammeChange.model_fields}
    return {name: value for name, value in stated.items() if value is not None}


def _populations(
    region: Region, persons: Mapping[str, int]
) -> tuple[dict[str, Municipality], dict[str, Place]]:
    municipalities, places = dict(region.municipalities), dict(region.places)
    for code, count in persons.items():
        old = municipalities[code]
        municipalities[code] = replace(old, persons=count, assumed=old.assumed | {"persons"})
    for place_id, count in place_persons(region, persons).items():
        place = places[place_id]
        if place.municipality_code in persons:
            places[place_id] = replace(place, persons=count, assumed=place.assumed | {"persons"})
    return municipalities, places
