"""Checked tables → Region."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, TypeVar

from planner.region.about import describe_source
from planner.region.check import CheckedTables
from planner.region.check_references import EVERY
from planner.region.check_roads import LINK_TABLES, link_id
from planner.region.outlines import find_boundaries
from planner.region.records_catalogue import LEVELS
from planner.region.rows import Row
from planner.region.schema import ASSUMED, columns_of
from planner.region.types import (
    Adjacency,
    AlternativeRow,
    CostRate,
    DemandLevel,
    ExternalPlace,
    Link,
    MixShare,
    Municipality,
    Place,
    PopulationRow,
    Programme,
    Region,
    SpecialistService,
    TravelTime,
    Unit,
    UnitQualification,
    Venue,
)

T = TypeVar("T")

WHOLE_REGION = "all"
"""Id of the only scope of a region without the table scopes."""


def build_region(checked: CheckedTables, path: Path | None) -> Region:
    """The region that tables without findings describe; `path` is where they were read, if anywhere."""
    tables = checked.tables
    codes = tuple(sorted(tables.ids("municipalities")))
    boundaries = find_boundaries(path)[0] if path is not None and path.is_dir() else None
    about = describe_source(tables, checked.about, path or Path("region"))
    scopes, titles, default = _scopes(tables.rows("scopes"), codes)
    links = [_link(row) for name in LINK_TABLES for row in tables.rows(name)]
    return Region(
        id=about.id,
        title=about.title,
        municipalities=_by_id(_municipalities(tables.rows("municipalities")), "code"),
        places=_by_id(_records(Place, tables.rows("places"))),
        external_places=_by_id(_records(ExternalPlace, tables.rows("external_places"))),
        links=_by_id(links),
        adjacency=_adjacency(tables.rows("adjacency")),
        venues=_by_id(_records(Venue, tables.rows("venues"))),
        units=_by_id(_unit(row, codes) for row in tables.rows("units")),
        qualifications=tuple(
            sorted(
                _records(UnitQualification, tables.rows("unit_qualifications")),
                key=lambda q: (q.unit_id, q.criterion_id),
            )
        ),
        criteria={row.values["id"]: row.values["label_nb"] for row in _sorted(tables.rows("criteria"))},
        programmes=_by_id(_programme(row) for row in tables.rows("programmes")),
        mixes=tuple(
            sorted(
                _records(MixShare, tables.rows("programme_mix")),
                key=lambda m: (m.mix_id, m.programme_id),
            )
        ),
        demand_levels=_by_id(_records(DemandLevel, tables.rows("demand_levels"))),
        specialist_services=_by_id(
            _service(row, tables.rows("specialist_places"))
            for row in tables.rows("specialist_services")
        ),
        cost_rates=_by_id(_records(CostRate, tables.rows("cost_rates"))),
        travel_times=tuple(
            sorted(
                _records(TravelTime, tables.rows("travel_times")),
                key=lambda time: (time.from_id, time.to_id),
            )
        ),
        scopes=scopes,
        default_scope=default,
        scope_titles=titles,
        source_lines=about.source_lines,
        boundaries_path=boundaries,
        boundaries_note=about.boundaries_note,
        warnings=tuple(str(warning) for warning in checked.check.warnings),
        population_by_year=tuple(
            sorted(
                _records(PopulationRow, tables.rows("population_by_year")),
                key=lambda r: (r.alternative, r.year, r.municipality_code, r.age_from or 0),
            )
        ),
        alternatives=tuple(_records(AlternativeRow, tables.rows("alternatives"))),
        assumptions_not_stated=frozenset(
            name
            for name, table in tables.tables.items()
            if table.spec.assumes and table.rows and not table.assumed_stated
        ),
        path=path,
    )


def _records(kind: type[T], rows: Iterable[Row]) -> list[T]:
    return [_record(kind, row) for row in rows]


def _record(kind: type[T], row: Row, **changes: Any) -> T:
    """A record whose fields are the columns of the same name; a blank is what the record has for it."""
    values: dict[str, Any] = {}
    for column in columns_of(kind):
        value = row.get(column.name)
        if value is None and column.kind in ("ids", "codes"):
            value = ()
        elif value is None and column.kind == "text":
            value = ""
        values[column.name] = value
    names = {f.name for f in fields(kind)}  # type: ignore[arg-type]
    if ASSUMED in names:
        values[ASSUMED] = frozenset(row.get(ASSUMED) or ()) & names
    return kind(**{**values, **changes})


def _municipalities(rows: Iterable[Row]) -> list[Municipality]:
    """Two of one name are told apart by their county or, where none is stated, by their number."""
    records = _records(Municipality, rows)
    namesakes = Counter(record.name for record in records)
    places = Counter((record.name, record.county) for record in records)

    def name_of(record: Municipality) -> str:
        if namesakes[record.name] == 1:
            return record.name
        alone = record.county and places[record.name, record.county] == 1
        return f"{record.name} ({record.county if alone else record.code})"

    return [replace(record, name=name_of(record)) for record in records]


def _by_id(records: Iterable[T], key: str = "id") -> dict[str, T]:
    return {getattr(r, key): r for r in sorted(records, key=lambda r: str(getattr(r, key)))}


def _sorted(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: str(row.get("id")))


def _list(row: Row, name: str) -> tuple[str, ...]:
    return tuple(sorted(row.get(name) or ()))


def _link(row: Row) -> Link:
    return _record(Link, row, id=row.get("id") or link_id(row))


def _adjacency(rows: Iterable[Row]) -> tuple[Adjacency, ...]:
    pairs = {
        (*sorted((row.values["code_a"], row.values["code_b"])), row.values["kind"]) for row in rows
    }
    return tuple(Adjacency(a, b, kind) for a, b, kind in sorted(pairs))


def _unit(row: Row, codes: tuple[str, ...]) -> Unit:
    return _record(
        Unit,
        row,
        member_codes=_list(row, "member_codes"),
        eligible_codes=_list(row, "eligible_codes") or codes,
        staff_base_place_ids=_list(row, "staff_base_place_ids") or (row.values["seat_place_id"],),
    )


def _programme(row: Row) -> Programme:
    levels = row.get("levels") or ()
    return _record(
        Programme,
        row,
        levels=tuple(level for level in LEVELS if level in levels),
        venue_kinds=_list(row, "venue_kinds"),
        professions=_list(row, "professions"),
    )


def _service(row: Row, places: Iterable[Row]) -> SpecialistService:
    held = _list(row, "programme_ids")
    own = {
        place.values["programme_id"]: place.values["participants_per_year_max"]
        for place in places
        if place.values["service_id"] == row.values["id"]
    }
    service = _record(
        SpecialistService,
        row,
        programme_ids=() if held == (EVERY,) else held,
        programme_places=dict(sorted(own.items())),
    )
    if service.participants_per_year_max is not None or own:
        return service
    return replace(service, assumed=service.assumed | {"participants_per_year_max"})


def _scopes(
    rows: tuple[Row, ...], codes: tuple[str, ...]
) -> tuple[dict[str, tuple[str, ...]], dict[str, str], str]:
    """Scope id → codes, scope id → title, and the default."""
    if not rows:
        return {WHOLE_REGION: codes}, {WHOLE_REGION: "Hele regionen"}, WHOLE_REGION
    members: dict[str, list[str]] = {}
    titles: dict[str, str] = {}
    for row in rows:
        members.setdefault(row.values["scope_id"], []).append(row.values["municipality_code"])
        titles.setdefault(row.values["scope_id"], row.values["scope_name"])
    return (
        {scope: tuple(sorted(members[scope])) for scope in sorted(members)},
        {scope: titles[scope] for scope in sorted(titles)},
        rows[0].values["scope_id"],
    )
