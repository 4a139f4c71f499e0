"""A region from tables that a script holds, checked as files are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from planner.data import geodata_dir
from planner.errors import Finding, InputError
from planner.geo import DEGREES, GeoLayer, Outlines, outlines_in
from planner.messages import message
from planner.region.build import build_region
from planner.region.cells import nearest
from planner.region.check import CATALOGUE, OutlinesOf, check_source
from planner.region.check_references import EVERY
from planner.region.schema import TableSpec, table_specs
from planner.region.source import Record, Source, add_rows
from planner.region.types import Region

Rows = Iterable[Mapping[str, Any]]
"""Records of a table: column → value, with None or NaN for a blank."""


def region_of_tables(
    tables: Mapping[str, Rows], about: Mapping[str, Any], outlines: GeoLayer | None = None
) -> Region:
    """The region that some tables describe.

    Args:
        tables: the tables of a region (docs/region-tables.md) by name; those of the programme catalogue
            may be left out, and so may all but `municipalities` and `places`.
        about: `name`, `title`, `source_lines` and the like, as in a datapackage.json.
        outlines: a layer of areas with the municipality codes in one of its columns.

    Raises:
        InputError: every problem, with table, row (the first is 2, as below a header) and column.
    """
    specs = {spec.name: spec for spec in table_specs()}
    unknown = [name for name in tables if name not in specs]
    if unknown:
        raise InputError(_no_such_table(name, specs) for name in unknown)
    source = Source(Path(str(about.get("name") or "region")))
    for name, spec in specs.items():
        if name in tables or spec.required:
            add_rows(source, spec, name, _records(spec, tables.get(name, ())))
    found: Outlines | None = None

    def outlines_of(names: Mapping[str, str]) -> tuple[Outlines | None, Iterable[Finding]]:
        nonlocal found
        if outlines is None:
            return None, ()
        found, findings = outlines_in([outlines], Path("outlines"), names, crs=DEGREES, share_min=0.0)
        return found, findings

    reader: OutlinesOf = outlines_of
    checked = check_source(source, geodata_dir() / CATALOGUE, about, reader)
    if checked.check.findings:
        raise InputError(checked.check.findings)
    region = build_region(checked, None)
    return replace(region, outlines=dict(found.shapes)) if found is not None else region


def _no_such_table(name: str, specs: Mapping[str, TableSpec]) -> Finding:
    near = nearest(name, list(specs))
    return Finding(
        name,
        message("there is no table of this name in a region"),
        fix=message("Did you mean {name}?", name=near)
        if near
        else message("There are: {names}.", names=", ".join(specs)),
    )


def _records(spec: TableSpec, rows: Rows) -> Iterable[Record]:
    """The header, then a record for each row."""
    rows = [dict(row) for row in rows]
    header = list(dict.fromkeys(name for row in rows for name in row))
    yield Record(1, header or [column.name for column in spec.columns if column.needed])
    for number, row in enumerate(rows, start=2):
        yield Record(number, [cell_of(row.get(name)) for name in header])


def cell_of(value: Any) -> str:
    """A value as it stands in a cell of a file.

    >>> [cell_of(value) for value in (None, float("nan"), 4.0, 2.5, True, ["b", "a"], "0301")]
    ['', '', '4', '2.5', 'yes', 'b;a', '0301']
    """
    if hasattr(value, "item") and not isinstance(value, str):
        value = value.item()
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        if value != value:
            return ""
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, list | tuple):
        return ";".join(cell_of(item) for item in value)
    if isinstance(value, set | frozenset):
        return ";".join(sorted(cell_of(item) for item in value))
    return str(value)


def check_in_memory(region: Region) -> tuple[Finding, ...]:
    """Every problem of a region that a script made or changed (`dataclasses.replace`)."""
    source = Source(Path(region.id))
    specs = {spec.name: spec for spec in table_specs()}
    tables = tables_of(region)
    for name, rows in tables.items():
        if rows or specs[name].required:
            add_rows(source, specs[name], name, _records(specs[name], rows))
    about: dict[str, Any] = {"name": region.id}
    digits = {len(code) for code in region.municipalities if code.isdecimal()}
    if len(digits) == 1:
        about["code_digits"] = digits.pop()
    findings = check_source(source, geodata_dir() / CATALOGUE, about).check.findings
    return tuple(_by_id(finding, tables) for finding in findings)


def _by_id(finding: Finding, tables: Mapping[str, list[dict[str, Any]]]) -> Finding:
    """A finding that names a record by its id: there are no rows in memory."""
    rows = tables.get(finding.file, [])
    if finding.line is None or not 0 <= finding.line - 2 < len(rows):
        return finding
    row = rows[finding.line - 2]
    key = row.get("id") or row.get("code")
    return replace(finding, file=f"{finding.file} {key}", line=None) if key else finding


def tables_of(region: Region) -> dict[str, list[dict[str, Any]]]:
    """A region as the tables that it could have been read from, but for `about`."""
    inside = [
        link for link in region.links.values() if {link.from_id, link.to_id} <= set(region.places)
    ]
    outside = [link for link in region.links.values() if link not in inside]
    records: dict[str, Iterable[Any]] = {
        "municipalities": region.municipalities.values(),
        "adjacency": region.adjacency,
        "places": region.places.values(),
        "external_places": region.external_places.values(),
        "links": inside,
        "links_external": outside,
        "travel_times": region.travel_times,
        "population_by_year": region.population_by_year,
        "venues": region.venues.values(),
        "units": region.units.values(),
        "unit_qualifications": region.qualifications,
        "specialist_services": region.specialist_services.values(),
        "programmes": region.programmes.values(),
        "programme_mix": region.mixes,
        "demand_levels": region.demand_levels.values(),
        "cost_rates": region.cost_rates.values(),
    }
    tables = {name: [_row_of(record) for record in found] for name, found in records.items()}
    tables["specialist_places"] = [
        {"service_id": s.id, "programme_id": key, "participants_per_year_max": most}
        for s in region.specialist_services.values()
        for key, most in s.programme_places.items()
    ]
    tables["criteria"] = [{"id": key, "label_nb": text} for key, text in region.criteria.items()]
    first = [region.default_scope, *(s for s in region.scopes if s != region.default_scope)]
    tables["scopes"] = [
        {
            "scope_id": scope,
            "scope_name": region.scope_titles.get(scope, scope),
            "municipality_code": code,
        }
        for scope in first
        for code in region.scopes[scope]
    ]
    return tables


def _row_of(record: Any) -> dict[str, Any]:
    """The columns of a record; a service that holds every programme says so."""
    row = {f.name: getattr(record, f.name) for f in fields(record) if f.name != "programme_places"}
    if row.get("programme_ids") == ():
        row["programme_ids"] = EVERY
    return row
