"""Regions and travel times from what a script holds: DataFrames, a graph, a matrix, outlines."""

from __future__ import annotations

from collections.abc import Iterable
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.errors import Finding, InputError
from planner.geo import DEGREES, METRES, GeoLayer, GeoRow, few, neighbours, outlines_in, plain_area
from planner.messages import message
from planner.region import Region, region_of_tables
from planner.travel import Travel

if TYPE_CHECKING:
    import geopandas
    import networkx
    import pandas as pd

LINK_COLUMNS = ("from_id", "to_id", "km", "minutes", "kind", "road", "winter_exposed", "id", "assumed")


def region_from_frames(
    name: str,
    *,
    municipalities: pd.DataFrame,
    places: pd.DataFrame,
    links: pd.DataFrame | networkx.Graph[Any] | None = None,
    outlines: geopandas.GeoDataFrame | None = None,
    title: str = "",
    source_lines: Iterable[str] = (),
    **tables: pd.DataFrame,
) -> Region:
    """A region from tables in memory, checked as one on disk is; no file is read or written.

    The columns are those of the files (docs/region-tables.md, with units in their names: `persons`,
    `km`, `minutes`, `nok_per_year`). Lists stand as lists or joined by `;`.

    Args:
        name: id of the region.
        municipalities: `code`, `name`, `persons`, `seat_place_id`. A GeoDataFrame of areas gives the
            outlines too.
        places: `id`, `name`, `municipality_code`, `persons`, and `lon` and `lat` in degrees, or points
            in a GeoDataFrame of any projection.
        links: roads and boats: a table, or a graph whose nodes are ids of places and whose edges have
            `km` and `minutes` (and `kind`, `road`, `winter_exposed` where they matter). Without any,
            give travel times to `solve_scenario` (`travel_from_matrix`).
        outlines: areas with the municipality codes in a column of any name.
        title: title for tables and maps; the name where it is left out.
        source_lines: sources and licences to print under maps.
        tables: further tables: `units`, `venues`, `external_places`, `adjacency`, `scopes`,
            `specialist_services`, … Where there are outlines and no `adjacency`, municipalities with a
            common border are neighbours. The programme catalogue is the shipped one where its tables
            are left out.

    Returns:
        The region, for `solve_scenario(…, region=…)`, `compare_scenarios` and studies.

    Raises:
        InputError: every problem, with table, row (the first is 2, as below a header) and column.
    """
    if outlines is None and _has_areas(municipalities):
        outlines = municipalities
    layer = None if outlines is None else _layer(outlines)
    held: dict[str, list[dict[str, Any]]] = {
        "municipalities": _rows(municipalities),
        "places": _rows(_with_positions(places)),
        **{key: _rows(_with_positions(frame)) for key, frame in tables.items()},
    }
    outside = {str(row.get("id")) for row in held.get("external_places", ())}
    for row in _links(links):
        if str(row.get("from_id")) in outside:  # an edge of a graph has no direction; a table does
            row |= {"from_id": row.get("to_id"), "to_id": row.get("from_id")}
        ends = {str(row.get("from_id")), str(row.get("to_id"))}
        held.setdefault("links" if ends.isdisjoint(outside) else "links_external", []).append(row)
    if layer is not None and "adjacency" not in tables:
        held["adjacency"] = _borders(layer, [str(row.get("code")) for row in held["municipalities"]])
    about = {"name": name, "title": title or name, "source_lines": list(source_lines)}
    return region_of_tables(held, about, layer)


def travel_from_matrix(
    region: Region, minutes: pd.DataFrame, km: pd.DataFrame, *, season: str = "summer"
) -> Travel:
    """Travel times in memory, for `solve_scenario(…, travel=…)` and `compare_scenarios`.

    Args:
        region: whose places the ids are of.
        minutes: one-way minutes, from the places of the index to those of the columns. NaN or infinity:
            no way. The two directions may differ.
        km: lengths in the same form, for what travel costs.
        season: `summer` or `winter`, for the words of maps and reports.

    Raises:
        InputError: unknown places, negative figures, a place that is not 0 from itself, or a way with
            minutes and no km; all at once.
    """
    known = {*region.places, *region.external_places}
    findings = [*_wrong_matrix("minutes", minutes, known), *_wrong_matrix("km", km, known)]
    if findings:
        raise InputError(findings)
    minutes_table, km_table = _table(minutes), _table(km)
    for table in (minutes_table, km_table):
        for key in known:
            table.setdefault(key, {})[key] = 0.0
    without = [
        f"{start} – {end}"
        for start, row in minutes_table.items()
        for end in row
        if end not in km_table.get(start, {})
    ]
    if without:
        raise InputError(
            [Finding("km", message("ways with minutes have no length"), found=few(without))]
        )
    cut_off = tuple(
        sorted(
            place.id
            for place in region.places.values()
            if place.persons > 0 and len(minutes_table[place.id]) < 2
        )
    )
    warnings = (f"No way from {', '.join(cut_off)} in the travel matrix.",) if cut_off else ()
    return Travel(
        minutes_table, km_table, season, "matrix", unreachable_place_ids=cut_off, warnings=warnings
    )


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    names = [str(name) for name in frame.columns if name != _geometry_name(frame)]
    return [
        dict(zip(names, row, strict=True)) for row in frame[names].itertuples(index=False, name=None)
    ]


def _geometry_name(frame: pd.DataFrame) -> str | None:
    return getattr(frame, "_geometry_column_name", None)


def _has_areas(frame: pd.DataFrame) -> bool:
    name = _geometry_name(frame)
    return name is not None and bool(frame[name].geom_type.isin(["Polygon", "MultiPolygon"]).any())


def _with_positions(frame: pd.DataFrame) -> pd.DataFrame:
    """Points as longitude and latitude, where a table has them and no such columns."""
    name = _geometry_name(frame)
    if (
        name is None
        or {"lon", "lat"} <= set(frame.columns)
        or not (frame[name].geom_type == "Point").any()
    ):
        return frame
    points = frame.to_crs(DEGREES)[name]  # type: ignore[operator]
    return frame.assign(lon=points.x.round(7), lat=points.y.round(7))


def _layer(frame: Any) -> GeoLayer:
    """A GeoDataFrame as a layer; its index counts as a column, codes often stand there."""
    geometry = frame.geometry
    columns = frame.drop(columns=_geometry_name(frame)).reset_index()
    rows = tuple(
        GeoRow(n, {str(k): v for k, v in values.items()}, *plain_area(shape))
        for n, (values, shape) in enumerate(
            zip(columns.to_dict("records"), geometry, strict=True), start=1
        )
    )
    return GeoLayer("outlines", None if frame.crs is None else frame.crs.to_wkt(), rows)


def _borders(layer: GeoLayer, codes: list[str]) -> list[dict[str, Any]]:
    """Rows of `adjacency` for municipalities with a common border."""
    found, _ = outlines_in(
        [layer], Path("outlines"), dict.fromkeys(codes, ""), crs=METRES, share_min=0.0
    )
    return [{"code_a": a, "code_b": b, "kind": "land"} for a, b in neighbours(found.shapes)]


def _links(links: Any) -> list[dict[str, Any]]:
    if links is None:
        return []
    if not hasattr(links, "edges"):
        return _rows(links)
    rows: dict[tuple[str, ...], dict[str, Any]] = {}
    findings = []
    several = links.is_multigraph()
    for number, edge in enumerate(links.edges(data=True, **({"keys": True} if several else {}))):
        start, end, data = str(edge[0]), str(edge[1]), edge[-1]
        row = {"from_id": start, "to_id": end, **{k: data[k] for k in LINK_COLUMNS[2:] if k in data}}
        missing = [key for key in ("km", "minutes") if key not in data]
        if missing:
            findings.append(
                Finding(
                    "links",
                    message(
                        "the edge {start} – {end} has no {names}",
                        start=start,
                        end=end,
                        names=" and no ".join(missing),
                    ),
                    found=", ".join(map(str, data)) or "no attributes",
                    expected=message("the attributes km and minutes"),
                )
            )
        key = (*sorted((start, end)), str(number) if several else "")
        back = rows.get(key)
        if back is not None and any(back.get(k) != row.get(k) for k in ("km", "minutes")):
            findings.append(
                Finding(
                    "links",
                    message(
                        "the way from {start} to {end} differs from the way back", start=start, end=end
                    ),
                    expected=message("links that are used both ways"),
                    fix=message(
                        "Give times that differ to solve_scenario as a matrix (travel_from_matrix)."
                    ),
                )
            )
        rows.setdefault(key, row)
    if findings:
        raise InputError(findings)
    return list(rows.values())


def _wrong_matrix(name: str, frame: pd.DataFrame, known: set[str]) -> list[Finding]:
    findings = []
    for axis, keys in (("index", frame.index), ("columns", frame.columns)):
        unknown = [str(key) for key in keys if str(key) not in known]
        twice = [str(key) for key in dict.fromkeys(keys[keys.duplicated()])]
        if unknown:
            findings.append(
                Finding(
                    name,
                    message("unknown place in the {axis}", axis=axis),
                    found=few(unknown),
                    expected=message("ids of places"),
                )
            )
        if twice:
            findings.append(
                Finding(
                    name, message("a place stands twice in the {axis}", axis=axis), found=few(twice)
                )
            )
    if findings:
        return findings
    for start, row in _table(frame).items():
        for end, value in row.items():
            if value < 0 or (start == end and value != 0):
                findings.append(
                    Finding(
                        name,
                        message("from {start} to {end}", start=start, end=end),
                        found=f"{value:g}",
                        expected="0"
                        if start == end
                        else message("a figure of at least 0, or NaN for no way"),
                    )
                )
    return findings


def _table(frame: pd.DataFrame) -> dict[str, dict[str, float]]:
    """From → to → figure, without pairs that have none."""
    columns = [str(key) for key in frame.columns]
    return {
        str(start): {end: float(v) for end, v in zip(columns, row, strict=True) if _known(v)}
        for start, row in zip(frame.index, frame.itertuples(index=False, name=None), strict=True)
    }


def _known(value: Any) -> bool:
    return isinstance(value, int | float) and isfinite(value)
