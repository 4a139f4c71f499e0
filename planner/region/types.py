"""A region as frozen values: people, places, roads, venues, units, programmes.

The records stand with the columns of their tables in `records_*.py`. Each carries `assumed`: the names
of those of its fields that rest on an assumption and not on a source. Outputs mark what rests on them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from planner.region.records_alternatives import AlternativeRow
from planner.region.records_catalogue import CostRate, DemandLevel, Level, MixShare, Programme
from planner.region.records_places import (
    Adjacency,
    AdjacencyKind,
    ExternalPlace,
    Link,
    LinkKind,
    Municipality,
    Place,
    TravelTime,
)
from planner.region.records_population import PopulationRow
from planner.region.records_services import (
    SpecialistService,
    TimeOfDay,
    Unit,
    UnitQualification,
    Venue,
)

__all__ = [
    "Adjacency",
    "AdjacencyKind",
    "AlternativeRow",
    "Assumption",
    "CostRate",
    "DemandLevel",
    "ExternalPlace",
    "Level",
    "Link",
    "LinkKind",
    "MixShare",
    "Municipality",
    "Place",
    "PopulationRow",
    "Programme",
    "Region",
    "SpecialistService",
    "TimeOfDay",
    "TravelTime",
    "Unit",
    "UnitQualification",
    "Venue",
]


@dataclass(frozen=True, slots=True)
class Assumption:
    """One field of one row that no source gives."""

    table: str
    row_id: str
    field: str
    value: str


@dataclass(frozen=True, slots=True, repr=False)
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
    travel_times: tuple[TravelTime, ...] = ()
    """Ready travel times, which take the place of the links; empty where the links count."""
    scope_titles: Mapping[str, str] = field(default_factory=dict)
    """Scope name → its title in reports (Norwegian in the shipped regions)."""
    source_lines: tuple[str, ...] = ()
    """Source and licence lines to print under a map or report."""
    boundaries_path: Path | None = None
    """File of the municipalities' outlines, in any format of `planner.geo.SUFFIXES`."""
    boundaries_note: str = ""
    warnings: tuple[str, ...] = ()
    population_by_year: tuple[PopulationRow, ...] = ()
    """Inhabitants by year, counted and projected; empty where the region has no such table."""
    alternatives: tuple[AlternativeRow, ...] = ()
    """Alternatives that its own table names, in the order they stand there."""
    assumptions_not_stated: frozenset[str] = frozenset()
    """Tables in which no row says what it assumes, so that nothing is known of it."""
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

    def __repr__(self) -> str:
        return (
            f"<region {self.id}: {len(self.municipalities)} municipalities, {self.persons} persons, "
            f"{len(self.places)} places, {len(self.venues)} venues, {len(self.units)} units>"
        )

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
            "travel_times": [(f"{r.from_id}/{r.to_id}", r) for r in self.travel_times],
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
