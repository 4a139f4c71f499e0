"""What the checks of a scenario against its region share: a issue, and the ids that are valid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from planner.errors import Finding
from planner.messages import message
from planner.region import Region
from planner.scenario.paths import KeyPath, dotted
from planner.scenario.population import persons_stated, place_persons
from planner.scenario.schema import Scenario
from planner.scenario.suggestions import suggestion

SEAT_PREFIX = "seat_"
MOBILE_PREFIX = "mobile_"


@dataclass(frozen=True, slots=True)
class ScenarioIssue:
    """One thing in a scenario that does not fit, at a path of the schema."""

    path: KeyPath
    message: str
    found: str | None = None
    expected: str | None = None
    fix: str | None = None

    def finding(self, file: str, line: int | None = None, column: int | None = None) -> Finding:
        """The issue as it is told to the user."""
        return Finding(
            file, self.message, line, column, dotted(self.path), self.found, self.expected, self.fix
        )


def unknown(path: KeyPath, what: str, found: str, valid: Mapping[str, str]) -> ScenarioIssue:
    """An id that does not exist; `valid` maps those that do to their names."""
    return ScenarioIssue(
        path, message("there is no {what} with this id", what=what), found, fix=suggestion(found, valid)
    )


def each(
    path: KeyPath, found: Iterable[str], valid: Mapping[str, str], what: str
) -> Iterator[ScenarioIssue]:
    """Unknown and repeated ids of a list."""
    seen: set[str] = set()
    for index, value in enumerate(found):
        if value not in valid:
            yield unknown((*path, index), what, value, valid)
        elif value in seen:
            yield ScenarioIssue(
                (*path, index),
                message("the {what} is named twice", what=what),
                value,
                fix=message("Leave one out."),
            )
        seen.add(value)


@dataclass(frozen=True)
class Known:
    """Ids of a region and its scenario, each with its name (empty where it has none)."""

    municipalities: Mapping[str, str]
    places: Mapping[str, str]
    """Places of the region."""
    bases: Mapping[str, str]
    """Places that staff may set out from: those of the region and external ones."""
    units: Mapping[str, str]
    seat_units: tuple[str, ...]
    """Those that `units.seats_in_every_municipality` adds."""
    candidates: Mapping[str, str]
    """Units that may open."""
    eligible_codes: Mapping[str, frozenset[str]]
    """Unit id → municipalities that may belong to it."""
    member_codes: Mapping[str, tuple[str, ...]]
    """Unit id → municipalities that belong to it where memberships are fixed."""
    in_play: tuple[str, ...]
    """Municipalities to distribute where memberships are free."""
    venues: Mapping[str, str]
    mobile_places: Mapping[str, str]
    """Id of a mobile venue → its place."""

    def named(self, code: str) -> str:
        """A municipality as a reader knows it."""
        name = self.municipalities.get(code)
        return code if name is None else f"{code} ({name})"


def known_ids(region: Region, scenario: Scenario, scope: tuple[str, ...]) -> Known:
    """Collect what a scenario may refer to."""
    units = scenario.units
    municipalities = {m.code: m.name for m in region.municipalities.values()}
    places = {p.id: p.name for p in region.places.values()}
    in_play = tuple(sorted(set(units.municipalities))) or scope
    seats = (
        tuple(f"{SEAT_PREFIX}{code}" for code in in_play) if units.seats_in_every_municipality else ()
    )
    names = {u.id: u.name for u in region.units.values()} | {u.id: u.name for u in units.new}
    names |= dict.fromkeys(seats, "")
    eligible = {u.id: frozenset(u.eligible_codes) for u in region.units.values()}
    eligible |= {u.id: frozenset(u.eligible_codes or municipalities) for u in units.new}
    eligible |= {unit_id: frozenset(in_play) for unit_id in seats}
    members = {u.id: tuple(u.member_codes) for u in region.units.values()}
    members |= {u.id: u.member_codes for u in units.new}
    members |= dict.fromkeys(seats, ())
    members |= units.members
    mobile = mobile_venues(region, scenario)
    venues = {v.id: v.name for v in region.venues.values()}
    venues |= {v.id: v.name for v in scenario.venues.new}
    venues |= {venue_id: places[place_id] for venue_id, place_id in mobile.items()}
    return Known(
        municipalities=municipalities,
        places=places,
        bases=places | {p.id: p.name for p in region.external_places.values()},
        units=names,
        seat_units=seats,
        candidates={unit_id: names.get(unit_id, "") for unit_id in (*units.candidates, *seats)},
        eligible_codes=eligible,
        member_codes=members,
        in_play=in_play,
        venues=venues,
        mobile_places=mobile,
    )


def mobile_venues(region: Region, scenario: Scenario) -> dict[str, str]:
    """Id → place of the venues that `venues.mobile` adds: one in every place that is large enough."""
    mobile = scenario.venues.mobile
    if not mobile.on:
        return {}
    new = persons_stated(region, scenario)
    return {
        f"{MOBILE_PREFIX}{place_id}": place_id
        for place_id, persons in sorted(place_persons(region, new).items())
        if persons > 0 and persons >= mobile.place_persons_min
    }
