"""Layers → GeoPackage (OGC 12-128r18, version 1.3), written with SQLite alone.

The same layers give the same bytes with one version of SQLite: nothing of the clock, the machine or a
random number goes in. Beside the layers stand what every attribute means (extension *schema*), sources
and licences (extension *metadata*), and a style for each layer in the table that QGIS looks into.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from pyproj import CRS
from shapely.geometry.base import BaseGeometry

from planner.report.gis.columns import LayerDoc
from planner.report.gis.layers import Layer
from planner.report.words.numbers import Lang

SRS = 25833
APPLICATION_ID = 0x47504B47  # "GPKG"
USER_VERSION = 10300
LAST_CHANGE = "2000-01-01T00:00:00.000Z"
"""In the place of the clock, so that the same run gives the same file."""
SQL_TYPES = {"text": "TEXT", "integer": "INTEGER", "real": "REAL", "boolean": "BOOLEAN"}
CENTIMETRE = 0.01

_TABLES = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,
  organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL,
  description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL,
  identifier TEXT UNIQUE, description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT
  (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
  srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL,
  definition TEXT NOT NULL, scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT,
  title TEXT, description TEXT, mime_type TEXT, constraint_name TEXT,
  CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
  CONSTRAINT gdc_tn UNIQUE (table_name, name));
CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL,
  value TEXT, min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN,
  description TEXT, CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));
CREATE TABLE gpkg_metadata (id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL,
  md_scope TEXT NOT NULL DEFAULT 'dataset', md_standard_uri TEXT NOT NULL,
  mime_type TEXT NOT NULL DEFAULT 'text/xml', metadata TEXT NOT NULL DEFAULT '');
CREATE TABLE gpkg_metadata_reference (reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT,
  row_id_value INTEGER, timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  md_file_id INTEGER NOT NULL, md_parent_id INTEGER,
  CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
  CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id));
CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256),
  f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30),
  styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
  update_time DATETIME);
"""
_EXTENSIONS = (
    ("gpkg_data_columns", "gpkg_schema", "extension_schema"),
    ("gpkg_data_column_constraints", "gpkg_schema", "extension_schema"),
    ("gpkg_metadata", "gpkg_metadata", "extension_metadata"),
    ("gpkg_metadata_reference", "gpkg_metadata", "extension_metadata"),
)


def write_gpkg(
    layers: Sequence[Layer],
    styles: dict[str, str],
    metadata: str,
    path: Path,
    lang: Lang,
) -> None:
    """Write layers to an empty or missing file. `styles` maps a layer to its QML."""
    database = sqlite3.connect(path, isolation_level=None)
    try:
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute(f"PRAGMA user_version = {USER_VERSION}")
        database.execute("PRAGMA journal_mode = MEMORY")
        database.executescript(_TABLES)
        database.execute("BEGIN")
        _reference_systems(database)
        for layer in layers:
            _layer(database, layer, lang)
        _styles(database, layers, styles, lang)
        _metadata(database, metadata)
        database.execute("COMMIT")
    finally:
        database.close()


def _insert(database: sqlite3.Connection, table: str, rows: Iterable[Sequence[Any]]) -> None:
    for row in rows:
        marks = ", ".join("?" * len(row))
        database.execute(f"INSERT INTO {table} VALUES ({marks})", row)


def _reference_systems(database: sqlite3.Connection) -> None:
    undefined = (("Undefined Cartesian SRS", -1), ("Undefined geographic SRS", 0))
    rows: list[Sequence[Any]] = [
        (name, number, "NONE", number, "undefined", None) for name, number in undefined
    ]
    for number in (4326, SRS):
        system = CRS.from_epsg(number)
        rows.append((system.name, number, "EPSG", number, system.to_wkt("WKT1_GDAL"), None))
    _insert(database, "gpkg_spatial_ref_sys", rows)


def _layer(database: sqlite3.Connection, layer: Layer, lang: Lang) -> None:
    doc = layer.doc
    has_shape = doc.geometry != "NONE"
    columns = [f'"{c.name}" {SQL_TYPES[c.kind]}' for c in doc.columns]
    shape = [f'"geom" {doc.geometry}'] if has_shape else []
    body = ", ".join(['"fid" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL', *shape, *columns])
    database.execute(f'CREATE TABLE "{doc.name}" ({body})')
    bounds = _bounds(layer) if has_shape else (None, None, None, None)
    kind = "features" if has_shape else "attributes"
    srs = SRS if has_shape else None
    about = (doc.name, kind, doc.name, doc.about(lang), LAST_CHANGE, *bounds, srs)
    _insert(database, "gpkg_contents", [about])
    if has_shape:
        _insert(database, "gpkg_geometry_columns", [(doc.name, "geom", doc.geometry, SRS, 0, 0)])
    _insert(
        database,
        "gpkg_data_columns",
        [(doc.name, c.name, c.name, None, c.meaning(lang), None, None) for c in doc.columns],
    )
    _insert(database, f'"{doc.name}"', _rows(layer, doc, has_shape))


def _rows(layer: Layer, doc: LayerDoc, has_shape: bool) -> Iterable[list[Any]]:
    for number, row in enumerate(layer.rows, start=1):
        shape = [_blob(row.geometry)] if has_shape else []
        yield [number, *shape, *(row.values[c.name] for c in doc.columns)]


def _bounds(layer: Layer) -> tuple[float | None, ...]:
    shapes = [in_centimetres(row.geometry) for row in layer.rows if row.geometry is not None]
    shapes = [shape for shape in shapes if not shape.is_empty]
    if not shapes:
        return None, None, None, None
    return tuple(float(v) for v in shapely.total_bounds(np.array(shapes, dtype=object)))


def in_centimetres(shape: BaseGeometry) -> BaseGeometry:
    """Coordinates on whole centimetres, so that no library's last digit tells."""
    return shapely.transform(shape, lambda points: np.round(points, 2))


def _blob(shape: BaseGeometry | None) -> bytes | None:
    """A geometry as a GeoPackage holds it: a header with its bounds, then WKB, little-endian."""
    if shape is None:
        return None
    shape = in_centimetres(shape)
    empty = 0b10000 if shape.is_empty else 0
    with_bounds = not shape.is_empty and shape.geom_type != "Point"
    head = struct.pack("<2sBBi", b"GP", 0, 0b1 | (0b10 if with_bounds else 0) | empty, SRS)
    if with_bounds:
        west, south, east, north = shape.bounds
        head += struct.pack("<4d", west, east, south, north)
    return head + bytes(shapely.to_wkb(shape, byte_order=1, include_srid=False))


def _styles(
    database: sqlite3.Connection, layers: Sequence[Layer], styles: dict[str, str], lang: Lang
) -> None:
    rows = [
        (
            number,
            "",
            "",
            layer.doc.name,
            "geom",
            layer.doc.name,
            styles[layer.doc.name],
            "",
            1,
            layer.doc.about(lang),
            "",
            None,
            LAST_CHANGE,
        )
        for number, layer in enumerate((x for x in layers if x.doc.name in styles), start=1)
    ]
    _insert(database, "layer_styles", rows)
    about = (
        "layer_styles",
        "attributes",
        "layer_styles",
        "",
        LAST_CHANGE,
        None,
        None,
        None,
        None,
        None,
    )
    _insert(database, "gpkg_contents", [about])


def _metadata(database: sqlite3.Connection, text: str) -> None:
    _insert(
        database,
        "gpkg_extensions",
        [
            (table, None, name, f"http://www.geopackage.org/spec130/#{where}", "read-write")
            for table, name, where in _EXTENSIONS
        ],
    )
    _insert(
        database, "gpkg_metadata", [(1, "dataset", "https://www.dublincore.org/", "text/plain", text)]
    )
    _insert(
        database,
        "gpkg_metadata_reference",
        [("geopackage", None, None, None, LAST_CHANGE, 1, None)],
    )
