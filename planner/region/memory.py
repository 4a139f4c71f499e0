"""A region from tables that a script holds, checked as files are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from planner.data import geodata_dir
from planner.errors import Finding, InputError
from planner.geo import DEGREES, GeoLayer, Outlines, outlines_in
from planner.messages import message
from planner.region.build import build_region
from planner.region.cells import nearest
from planner.region.check import CATALOGUE, OutlinesOf, check_source
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
