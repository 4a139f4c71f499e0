"""Polygons with attributes from GeoJSON, GeoPackage and shapefile, with their projection.

    read_tables(path)    the tables of a file: one, or each layer of a GeoPackage

GeoPackage is read with SQLite alone; a shapefile needs the small library pyshp (the extra `shapefile`).
"""

from __future__ import annotations

import json
import sqlite3
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.errors import Finding, InputError

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

FORMS = (".geojson", ".json", ".gpkg", ".shp")
ENVELOPE_BYTES = (0, 32, 48, 48, 64)


@dataclass(frozen=True, slots=True)
class Table:
    """A layer: its name, its projection in any form that PROJ understands (None: it names none), and
    its rows of attributes and geometry."""

    name: str
    crs: str | None
    rows: tuple[tuple[Mapping[str, Any], BaseGeometry], ...]


def read_tables(path: Path) -> tuple[Table, ...]:
    """The polygon tables of a file.

    Raises:
        InputError: no such file, another format, or a file that cannot be read.
    """
    path = Path(path)
    kind = path.suffix.lower()
    readers = {".geojson": _geojson, ".json": _geojson, ".gpkg": _geopackage, ".shp": _shapefile}
    if kind not in readers:
        raise _unusable(
            path,
            "boundaries cannot be read from this format",
            found=path.suffix or "no suffix",
            expected=", ".join(FORMS),
            fix="Save the municipalities as GeoJSON, GeoPackage or shapefile.",
        )
    if not path.is_file():
        raise _unusable(path, "there is no such file", fix="Check the path.")
    found = (_areas(table) for table in readers[kind](path))
    return tuple(table for table in found if table.rows)


def _areas(table: Table) -> Table:
    """A table without its points and lines: a layer of towns may have municipality numbers too."""
    rows = tuple(row for row in table.rows if row[1].geom_type in ("Polygon", "MultiPolygon"))
    return Table(table.name, table.crs, rows)


def _unusable(
    path: Path, message: str, *, fix: str, found: str | None = None, expected: str | None = None
) -> InputError:
    return InputError([Finding(str(path), message, found=found, expected=expected, fix=fix)])


def _geojson(path: Path) -> tuple[Table, ...]:
    from shapely.geometry import shape

    try:
        collection = json.loads(path.read_text(encoding="utf-8-sig"))
        named = (collection.get("crs") or {}).get("properties", {}).get("name")
        rows = tuple(
            (dict(row.get("properties") or {}), shape(row["geometry"]))
            for row in collection["features"]
            if row.get("geometry")
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise _unusable(
            path,
            "the boundaries cannot be read",
            found=f"{type(error).__name__}: {error}",
            expected="a GeoJSON FeatureCollection",
            fix="Save it as GeoJSON again.",
        ) from error
    bounds = [geometry.bounds for _, geometry in rows if not geometry.is_empty]
    degrees = all(w >= -180 and s >= -90 and e <= 180 and n <= 90 for w, s, e, n in bounds)
    # RFC 7946: longitude and latitude; coordinates that cannot be these need to say what they are.
    return (Table(path.stem, named or ("OGC:CRS84" if degrees else None), rows),)


def _geopackage(path: Path) -> tuple[Table, ...]:
    tables = []
    try:
        database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            for name, column, srs_id in database.execute(
                "SELECT c.table_name, g.column_name, g.srs_id FROM gpkg_contents c "
                "JOIN gpkg_geometry_columns g ON g.table_name = c.table_name "
                "WHERE c.data_type = 'features' ORDER BY c.table_name"
            ).fetchall():
                tables.append(
                    Table(name, _srs(database, srs_id), tuple(_features(database, name, column)))
                )
        finally:
            database.close()
    except (sqlite3.Error, ValueError, struct.error) as error:
        raise _unusable(
            path,
            "the boundaries cannot be read",
            found=f"{type(error).__name__}: {error}",
            expected="a GeoPackage with a layer of polygons",
            fix="Save it as GeoPackage again.",
        ) from error
    return tuple(tables)


def _srs(database: sqlite3.Connection, srs_id: int) -> str | None:
    """The projection of a layer; 0 and −1 stand for an undefined one."""
    if srs_id in (0, -1):
        return None
    row = database.execute(
        "SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys "
        "WHERE srs_id = ?",
        (srs_id,),
    ).fetchone()
    if row is None:
        return None
    organization, number, definition = row
    return f"EPSG:{number}" if str(organization).upper() == "EPSG" else str(definition)


def _features(
    database: sqlite3.Connection, name: str, column: str
) -> list[tuple[Mapping[str, Any], BaseGeometry]]:
    quoted = name.replace('"', '""')
    cursor = database.execute(f'SELECT * FROM "{quoted}"')
    names = [field[0] for field in cursor.description]
    rows: list[tuple[Mapping[str, Any], BaseGeometry]] = []
    for values in cursor:
        row = dict(zip(names, values, strict=True))
        blob = row.pop(column, None)
        if blob is not None:
            rows.append((row, _geometry(bytes(blob))))
    return rows


def _geometry(blob: bytes) -> BaseGeometry:
    """A GeoPackage geometry: a head with flags, perhaps an envelope, then well-known binary."""
    from shapely import from_wkb

    if blob[:2] != b"GP":
        raise ValueError("a geometry does not begin as one of a GeoPackage")
    size = (blob[3] >> 1) & 0b111
    if size >= len(ENVELOPE_BYTES):
        raise ValueError("a geometry has an envelope of an unknown kind")
    return from_wkb(blob[8 + ENVELOPE_BYTES[size] :])


def _shapefile(path: Path) -> tuple[Table, ...]:
    from shapely.geometry import shape

    try:
        import shapefile
    except ImportError as error:
        raise _unusable(
            path,
            "a shapefile needs the library pyshp, which is not installed",
            fix="Install it (pip install 'lms-planner[shapefile]'), or save the boundaries as "
            "GeoPackage or GeoJSON.",
        ) from error
    projection = path.with_suffix(".prj")
    codes = path.with_suffix(".cpg")
    encoding = codes.read_text("ascii", "replace").strip() if codes.is_file() else "utf-8"
    try:
        with shapefile.Reader(str(path), encoding=encoding, encodingErrors="replace") as reader:
            rows = tuple(
                (record.record.as_dict(), shape(record.shape.__geo_interface__))
                for record in reader.iterShapeRecords()
                if record.shape.shapeType != shapefile.NULL
            )
    except (
        OSError,
        ValueError,
        KeyError,
        LookupError,
        struct.error,
        shapefile.ShapefileException,
    ) as error:
        raise _unusable(
            path,
            "the boundaries cannot be read",
            found=f"{type(error).__name__}: {error}",
            expected="a shapefile of polygons: .shp with .shx, .dbf and .prj beside it",
            fix="Copy all files of the shapefile into one folder.",
        ) from error
    crs = projection.read_text("utf-8", "replace").strip() if projection.is_file() else None
    return (Table(path.stem, crs or None, rows),)
