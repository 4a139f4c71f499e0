"""The layers of a file of geodata: GeoJSON with shapely, every other format with GDAL (pyogrio).

read_layers(path)    each layer: its name, its projection, its rows of attributes and plain polygons
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.errors import Finding, InputError
from planner.messages import message

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

SUFFIXES = (".geojson", ".json", ".gpkg", ".gdb", ".gml", ".shp", ".fgb", ".zip")
"""Formats that are read; `.gdb` is a folder, and a `.zip` holds any of the others."""


@dataclass(frozen=True, slots=True)
class GeoRow:
    """A row: its number from 1, its attributes, and its area.

    `area` is None where there is none: then `trouble` says why, or is None where the file has no or an
    empty geometry there.
    """

    number: int
    values: Mapping[str, Any]
    area: BaseGeometry | None
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class GeoLayer:
    """A layer; `crs` in any form that PROJ understands, None where the file names none.

    `rows_damaged` counts rows that the file has and nobody can read.
    """

    name: str
    crs: str | None
    rows: tuple[GeoRow, ...]
    rows_damaged: int = 0


def read_layers(path: Path) -> tuple[GeoLayer, ...]:
    """The layers of a file that have areas, or all there are where none has.

    Raises:
        InputError: no such file, another format, or a file that cannot be read.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise unusable(
            path,
            message("boundaries cannot be read from this format"),
            found=path.suffix or message("no suffix"),
            expected=", ".join(SUFFIXES),
            fix=message("Save the municipalities as GeoJSON or GeoPackage."),
        )
    if not path.exists():
        raise unusable(path, message("there is no such file"), fix=message("Check the path."))
    if path.is_dir() and suffix != ".gdb":
        raise unusable(
            path,
            message("is a folder"),
            expected=message("a file"),
            fix=message("Name the file in it."),
        )
    if suffix in (".geojson", ".json"):
        from planner.geo.geojson import read_geojson

        layers = read_geojson(path)
    else:
        from planner.geo.gdal import read_with_gdal

        layers = read_with_gdal(path)
    with_areas = tuple(layer for layer in layers if any(row.area is not None for row in layer.rows))
    return with_areas or layers


def unusable(
    path: Path,
    message: str,
    *,
    fix: str,
    found: str | None = None,
    expected: str | None = None,
    line: int | None = None,
    column: int | None = None,
) -> InputError:
    """The error for a file that cannot be used."""
    finding = Finding(
        str(path), message, line=line, column=column, found=found, expected=expected, fix=fix
    )
    return InputError([finding])
