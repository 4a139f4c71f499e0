"""Layers → GeoPackage, written by GDAL (pyogrio), with what GDAL leaves out laid in afterwards.

The same layers give the same bytes with one version of GDAL: its clock is set still. Every layer with
geometry has a spatial index. Beside the layers stand what every attribute means (extension *schema*),
sources and licences (extension *metadata*), and a style for each layer where QGIS looks for it.
"""

from __future__ import annotations

import sqlite3
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely
from shapely.geometry.base import BaseGeometry

from planner.report.gis.frames import frame_of
from planner.report.gis.layers import Layer
from planner.report.words import Lang

LAST_CHANGE = "2000-01-01T00:00:00.000Z"
"""In the place of the clock, so that the same run gives the same file."""
VERSION = "1.3"
GEOMETRY_TYPES = {"MULTIPOLYGON": "MultiPolygon", "POINT": "Point", "LINESTRING": "LineString"}
SPEC = "http://www.geopackage.org/spec130/#"

_TABLES = """
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
    layers: Sequence[Layer], styles: Mapping[str, str], metadata: str, path: Path, lang: Lang
) -> None:
    """Write layers to a file that is not there yet. `styles` maps a layer's name to its QML."""
    with _clock_still(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for n, layer in enumerate(layers):
            _write_layer(layer, path, lang, append=n > 0)
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = MEMORY")
        database.executescript(_TABLES)
        database.execute("BEGIN")
        _meanings(database, layers, lang)
        _styles(database, layers, styles, lang)
        _metadata(database, metadata)
        database.execute("COMMIT")


@contextmanager
def _clock_still() -> Iterator[None]:
    """Have GDAL write one fixed date of change."""
    name = "OGR_CURRENT_DATE"
    before = pyogrio.get_gdal_config_option(name)
    pyogrio.set_gdal_config_options({name: LAST_CHANGE})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({name: before})


def _write_layer(layer: Layer, path: Path, lang: Lang, *, append: bool) -> None:
    doc = layer.doc
    frame = frame_of(layer)
    options: dict[str, Any] = {
        "layer_options": {"DESCRIPTION": layer.about(lang), "IDENTIFIER": layer.name}
    }
    if doc.geometry != "NONE":
        frame["geometry"] = [
            None if shape is None else in_centimetres(shape) for shape in frame.geometry
        ]
        options["geometry_type"] = GEOMETRY_TYPES[doc.geometry]
        options["layer_options"] |= {"GEOMETRY_NAME": "geom", "SPATIAL_INDEX": "YES"}
    if not append:
        options["dataset_options"] = {"VERSION": VERSION}
    pyogrio.write_dataframe(frame, path, layer=layer.name, driver="GPKG", append=append, **options)


def in_centimetres(shape: BaseGeometry) -> BaseGeometry:
    """Coordinates on whole centimetres, so that no library's last digit tells."""
    return shapely.transform(shape, lambda points: np.round(points, 2))


def _insert(database: sqlite3.Connection, table: str, rows: Iterable[Sequence[Any]]) -> None:
    for row in rows:
        marks = ", ".join("?" * len(row))
        database.execute(f"INSERT INTO {table} VALUES ({marks})", row)


def _meanings(database: sqlite3.Connection, layers: Sequence[Layer], lang: Lang) -> None:
    for layer in layers:
        _insert(
            database,
            "gpkg_data_columns",
            [
                (layer.name, c.name, c.name, None, c.meaning(lang), None, None)
                for c in layer.doc.columns
            ],
        )


def _styles(
    database: sqlite3.Connection, layers: Sequence[Layer], styles: Mapping[str, str], lang: Lang
) -> None:
    rows = []
    for n, layer in enumerate((x for x in layers if x.name in styles), start=1):
        where = ("", "", layer.name, "geom", layer.name[:30])
        rows.append((n, *where, styles[layer.name], "", 1, layer.about(lang), "", None, LAST_CHANGE))
    _insert(database, "layer_styles", rows)
    about = ("layer_styles", "attributes", "layer_styles", "", LAST_CHANGE, None, None, None, None, 0)
    _insert(database, "gpkg_contents", [about])


def _metadata(database: sqlite3.Connection, text: str) -> None:
    extensions = [(table, None, name, SPEC + where, "read-write") for table, name, where in _EXTENSIONS]
    _insert(database, "gpkg_extensions", extensions)
    _insert(
        database, "gpkg_metadata", [(1, "dataset", "https://www.dublincore.org/", "text/plain", text)]
    )
    _insert(
        database,
        "gpkg_metadata_reference",
        [("geopackage", None, None, None, LAST_CHANGE, 1, None)],
    )
