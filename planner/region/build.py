"""Checked tables → Region."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, TypeVar

from planner.region.check import CheckedTables
from planner.region.check_references import EVERY
from planner.region.check_roads import LINK_TABLES, link_id
from planner.region.frames import Row
from planner.region.outlines import find_boundaries
from planner.region.schema import ASSUMED
from planner.region.schema_catalogue import LEVELS
from planner.region.types import (
    Adjacency,
    CostRate,
    DemandLevel,
    ExternalPlace,
    Link,
    MixShare,
    Municipality,
    Place,
    Programme,
    Region,
    SpecialistService,
    Unit,
    UnitQualification,
    Venue,
)

T = TypeVar("T")

WHOLE_REGION = "all"
"""Id of the only scope of a region without the table scopes."""


def build_region(checked: CheckedTables, path: Path) -> Region:
    """The region that tables without findings describe."""
    tables = checked.tables
    codes = tuple(sorted(tables.ids("municipalities")))
    boundaries = find_boundaries(path)[0] if path.is_dir() else None
    about = describe_source(checked, path)
    scopes, titles, default = _scopes(tables.rows("scopes"), codes)
    links = [_link(row) for name in LINK_TABLES for row in tables.rows(name)]
    return Region(
        id=about.id,
        title=about.title,
        municipalities=_by_id(_records(Municipality, tables.rows("municipalities")), "code"),
        places=_by_id(_records(Place, tables.rows("places"))),
        external_places=_by_id(_records(ExternalPlace, tables.rows("external_places"))),
        links=_by_id(links),
        adjacency=_adjacency(tables.rows("adjacency")),
        venues=_by_id(_records(Venue, tables.rows("venues"))),
        units=_by_id(_unit(row, codes) for row in tables.rows("units")),
        qualifications=tuple(
            sorted(
                (_qualification(row) for row in tables.rows("unit_qualifications")),
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
        demand_levels=_by_id(_level(row) for row in tables.rows("demand_levels")),
        specialist_services=_by_id(
            _service(row, tables.rows("specialist_places"))
            for row in tables.rows("specialist_services")
        ),
        cost_rates=_by_id(_records(CostRate, tables.rows("cost_rates"))),
        scopes=scopes,
        default_scope=default,
        scope_titles=titles,
        source_lines=about.source_lines,
        boundaries_path=boundaries,
        boundaries_note=about.boundaries_note,
        warnings=tuple(str(warning) for warning in checked.check.warnings),
        path=path,
    )


def _records(kind: type[T], rows: Iterable[Row]) -> list[T]:
    return [_record(kind, row) for row in rows]


def _record(kind: type[T], row: Row, **changes: Any) -> T:
    """A record whose fields are the columns of the same name; blanks are None."""
    names = [f.name for f in fields(kind)]  # type: ignore[arg-type]
    values = {name: row.get(name) for name in names if name != ASSUMED}
    if ASSUMED in names:
        values[ASSUMED] = frozenset(row.get(ASSUMED) or ()) & frozenset(names)
    return kind(**{**values, **changes})


def _by_id(records: Iterable[T], key: str = "id") -> dict[str, T]:
    return {getattr(r, key): r for r in sorted(records, key=lambda r: str(getattr(r, key)))}


def _sorted(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: str(row.get("id")))


def _list(row: Row, name: str) -> tuple[str, ...]:
    return tuple(sorted(row.get(name) or ()))


def _link(row: Row) -> Link:
    return _record(Link, row, id=row.get("id") or link_id(row), road=row.get("road") or "")


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
        legal_form=row.get("legal_form") or "",
    )


def _qualification(row: Row) -> UnitQualification:
    return _record(
        UnitQualification, row, evidence=row.get("evidence") or "", section=row.get("section") or ""
    )


def _programme(row: Row) -> Programme:
    levels = row.get("levels") or ()
    return _record(
        Programme,
        row,
        levels=tuple(level for level in LEVELS if level in levels),
        venue_kinds=_list(row, "venue_kinds"),
        professions=_list(row, "professions"),
        target_group=row.get("target_group") or "",
        age_band=row.get("age_band") or "",
    )


def _level(row: Row) -> DemandLevel:
    return _record(DemandLevel, row, derivation=row.get("derivation") or "")


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


@dataclass(frozen=True, slots=True)
class About:
    """What a data set is called, and what is printed under its maps."""

    id: str
    title: str
    source_lines: tuple[str, ...]
    boundaries_note: str


def describe_source(checked: CheckedTables, path: Path) -> About:
    """Name and sources; the table about wins over datapackage.json, and that over the file's name."""
    name = path.name if path.is_dir() else path.stem
    rows = checked.tables.rows("about")
    given = {row.values["key"]: row.values["value"] for row in reversed(rows)}
    lines = tuple(row.values["value"] for row in rows if row.values["key"] == "source_line")
    return About(
        id=given.get("id") or checked.about.get("name") or name,
        title=given.get("title") or checked.about.get("title") or name,
        source_lines=lines or tuple(checked.about.get("source_lines") or ()),
        boundaries_note=given.get("boundaries_note") or checked.about.get("boundaries_note") or "",
    )
