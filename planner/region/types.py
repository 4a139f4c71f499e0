"""A region as frozen values: people, places, roads, venues, units, programmes.

Every record carries `assumed`: the names of those of its fields that rest on an assumption and not on
a source. Outputs mark what rests on them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal

LinkKind = Literal["road", "ferry", "express_boat"]
AdjacencyKind = Literal["land", "bridge", "tunnel", "ferry", "express_boat"]
TimeOfDay = Literal["day", "evening", "both"]
Level = Literal["municipality", "shared", "specialist"]


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality; `persons` is its population and the sum over its places."""

    code: str
    name: str
    persons: int
    seat_place_id: str
    assumed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Place:
    """A demand point or a junction (`persons` 0). `lon`, `lat` in degrees, WGS84."""

    id: str
    name: str
    municipality_code: str
    lon: float
    lat: float
    persons: int
    kind: str
    assumed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ExternalPlace:
    """A place outside the region that people travel to (a hospital town)."""

    id: str
    name: str
    lon: float
    lat: float
    assumed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Link:
    """A stretch of road or a boat between two places, usable both ways."""

    id: str
    from_id: str
    to_id: str
    km: float
    minutes: float
    road: str
    kind: LinkKind
    winter_exposed: bool
    assumed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Adjacency:
    """Two municipalities that hang together; boats count only where a scenario lets them."""

    code_a: str
    code_b: str
    kind: AdjacencyKind


@dataclass(frozen=True, slots=True)
class Venue:
    """A candidate room (*lokale*). `meetings_per_year` over day and evening together."""

    id: str
    name: str
    place_id: str
    kind: str
    seats: int
    nok_per_year: float | None
    time_of_day: TimeOfDay
    meetings_per_year: float
    off_by_default: bool = False
    assumed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Unit:
    """A candidate coordinating unit (*samordningsenhet*).

    `member_codes` is who belongs to it in its alternative, `eligible_codes` who may belong.
    `payer` is who pays its posts: `municipalities` or `hospital_trust`.
    """

    id: str
    name: str
    seat_place_id: str
    kind: str
    member_codes: tuple[str, ...]
    eligible_codes: tuple[str, ...]
    exists_today: bool | None
    legal_form: str
    coordinator_fte: float
    staff_base_place_ids: tuple[str, ...]
    nok_per_year: float | None = None
    payer: str = "municipalities"
    assumed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class UnitQualification:
    """A reading, 0–4, of how far a unit holds a qualification; the evidence stands in words."""

    unit_id: str
    criterion_id: str
    score_0_4: int
    evidence: str
    section: str
    assumed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme (*læringstilbud*) and what one course of it takes.

    `pooled` is False where the source row adds up people who cannot meet as one group: no local course
    is planned for them. `joins_id` names the general programme that may take in groups too small for
    their own. `levels` says where it may be offered; `venue_kinds` is empty where every kind suits.
    """

    id: str
    name_en: str
    name_nb: str
    pooled: bool
    group_min_persons: int
    group_max_persons: int
    meetings_per_course: int
    cycle_years: int
    time_of_day: TimeOfDay
    levels: tuple[Level, ...]
    venue_kinds: tuple[str, ...]
    joins_id: str | None
    target_group: str
    age_band: str
    persons_per_case: float
    professionals_per_meeting: int
    user_representatives_per_meeting: int
    professions: tuple[str, ...]
    hours_per_meeting: float
    hours_to_develop: float
    hours_to_repeat: float
    assumed: frozenset[str] = frozenset()

    @property
    def staff_per_meeting(self) -> int:
        """Seats that the staff take beside the participants."""
        return self.professionals_per_meeting + self.user_representatives_per_meeting


@dataclass(frozen=True, slots=True)
class MixShare:
    """The share (0..1) of all participants that a programme has in a named mix."""

    mix_id: str
    programme_id: str
    share: float
    assumed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DemandLevel:
    """A named level of participation, in participants per 1000 inhabitants and year."""

    id: str
    name_nb: str
    participants_per_1000: float
    derivation: str
    assumed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SpecialistService:
    """A hospital's service outside the region. `programme_ids` empty means that it holds them all.

    `participants_per_year_max` is the most people of the region that it takes in a year; None where
    nobody has stated it, and then everybody is assumed to find a place. `programme_places` says the
    same of single programmes.
    """

    id: str
    name: str
    external_place_id: str
    programme_ids: tuple[str, ...]
    trips_per_course: float
    participants_per_year_max: float | None = None
    programme_places: Mapping[str, float] = field(default_factory=dict)
    assumed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CostRate:
    """A price; `id` says of what, `unit` in what (for example NOK per km)."""

    id: str
    value: float
    unit: str
    assumed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Assumption:
    """One field of one row that no source gives."""

    table: str
    row_id: str
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Region:
    """Everything known of a region. Mappings are keyed by id and iterate in sorted id order."""

    id: str
    title: str
    municipalities: Mapping[str, Municipality]
    places: Mapping[str, Place]
    external_places: Mapping[str, ExternalPlace]
    links: Mapping[str, Link]
    adjacency: tuple[Adjacency, ...]
    venues: Mapping[str, Venue]
    units: Mapping[str, Unit]
    qualifications: tuple[UnitQualification, ...]
    criteria: Mapping[str, str]
    """Criterion id → its wording in Norwegian."""
    programmes: Mapping[str, Programme]
    mixes: tuple[MixShare, ...]
    demand_levels: Mapping[str, DemandLevel]
    specialist_services: Mapping[str, SpecialistService]
    cost_rates: Mapping[str, CostRate]
    scopes: Mapping[str, tuple[str, ...]]
    """Scope name → municipality codes; the first row of the table names the default."""
    default_scope: str
    scope_titles: Mapping[str, str] = field(default_factory=dict)
    """Scope name → its title in reports (Norwegian in the shipped regions)."""
    source_lines: tuple[str, ...] = ()
    """Source and licence lines to print under a map or report."""
    boundaries_path: Path | None = None
    """File of the municipalities' outlines, in any format of `planner.geo.SUFFIXES`."""
    boundaries_note: str = ""
    warnings: tuple[str, ...] = ()
    path: Path | None = field(default=None, compare=False)
    """Where the region was read from."""
    outlines: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """Outlines in degrees (WGS84) by municipality code, of a region that was made in memory; those of a
    region on disk stand in `boundaries_path`."""
    members_in_table: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict, compare=False, repr=False
    )
    """Unit id → members as the region's own table has them. Kept when a scenario gives a unit other
    members (`dataclasses.replace`), so that agreements that exist can be told from new ones."""

    def __post_init__(self) -> None:
        if not self.members_in_table:
            named = {unit.id: unit.member_codes for unit in self.units.values()}
            object.__setattr__(self, "members_in_table", named)

    @property
    def persons(self) -> int:
        """Population of all municipalities."""
        return sum(m.persons for m in self.municipalities.values())

    def persons_of(self, codes: tuple[str, ...] | list[str] | frozenset[str]) -> int:
        """Population of some municipalities (KeyError for an unknown code)."""
        return sum(self.municipalities[code].persons for code in codes)

    def places_of(self, code: str) -> tuple[Place, ...]:
        """Places of a municipality, junctions included, in id order."""
        return tuple(p for p in self.places.values() if p.municipality_code == code)

    def place_name(self, place_id: str) -> str:
        """Name of a place in or outside the region (KeyError for an unknown id)."""
        if place_id in self.places:
            return self.places[place_id].name
        return self.external_places[place_id].name

    def mix(self, mix_id: str) -> dict[str, float]:
        """Programme id → share of a named mix; empty for an unknown mix."""
        return {row.programme_id: row.share for row in self.mixes if row.mix_id == mix_id}

    def assumptions(self) -> Iterator[Assumption]:
        """Every field of every record that rests on an assumption, in table and id order."""
        tables: dict[str, list[tuple[str, object]]] = {
            "municipalities": [(r.code, r) for r in self.municipalities.values()],
            "places": [(r.id, r) for r in self.places.values()],
            "external_places": [(r.id, r) for r in self.external_places.values()],
            "links": [(r.id, r) for r in self.links.values()],
            "venues": [(r.id, r) for r in self.venues.values()],
            "units": [(r.id, r) for r in self.units.values()],
            "unit_qualifications": [(f"{r.unit_id}/{r.criterion_id}", r) for r in self.qualifications],
            "programmes": [(r.id, r) for r in self.programmes.values()],
            "programme_mix": [(f"{r.mix_id}/{r.programme_id}", r) for r in self.mixes],
            "demand_levels": [(r.id, r) for r in self.demand_levels.values()],
            "specialist_services": [(r.id, r) for r in self.specialist_services.values()],
            "cost_rates": [(r.id, r) for r in self.cost_rates.values()],
        }
        for table, rows in tables.items():
            for row_id, record in rows:
                names = {f.name for f in fields(record)}  # type: ignore[arg-type]
                for name in sorted(record.assumed):  # type: ignore[attr-defined]
                    value = getattr(record, name) if name in names else ""
                    yield Assumption(table, row_id, name, _plain(value))


def _plain(value: object) -> str:
    """A field's value as it would stand in a CSV cell."""
    if isinstance(value, tuple | frozenset | list):
        return ";".join(sorted(str(v) for v in value))
    return "" if value is None else str(value)
