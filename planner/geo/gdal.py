"""Geodata through GDAL (pyogrio): GeoPackage, file geodatabase, GML, shapefile, FlatGeobuf, zipped."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from planner.geo.layers import SUFFIXES, GeoLayer, GeoRow, unusable
from planner.geo.plain import plain_area
from planner.messages import message

DRIVERS = {
    ".gpkg": "GPKG",
    ".gdb": "OpenFileGDB",
    ".gml": "GML",
    ".shp": "ESRI Shapefile",
    ".fgb": "FlatGeobuf",
    ".geojson": "GeoJSON",
    ".json": "GeoJSON",
}
"""Suffix → the only driver of GDAL that may read it: the name decides, not what is hidden in it."""
UNPACKED_BYTES_MAX = 4_000_000_000
"""An archive that says it unpacks to more than this is refused."""
_NO_PROJECTION = ("Undefined", "Unknown")
_HEAD_BYTES = 4096
_AWAY = b"<OGRVRTDataSource"
"""A description of data that stand elsewhere, which GDAL would follow."""


def read_with_gdal(path: Path) -> tuple[GeoLayer, ...]:
    """The layers of a file, curves turned into straight lines by GDAL, heights left out.

    Lines are not read where there are areas: the official files hold every border once more as lines.

    Raises:
        InputError: the file is not what its name says, or is damaged.
    """
    source, suffix = (
        _in_archive(path) if path.suffix.lower() == ".zip" else (str(path), path.suffix.lower())
    )
    _check_head(path)
    with _told(path, suffix):
        return tuple(_layer(path, source, suffix, name) for name in _layer_names(source))


@contextmanager
def _told(path: Path, suffix: str) -> Iterator[None]:
    """What GDAL cannot read as an error of the user's; what it only remarks on is left unsaid."""
    from pyogrio.errors import CRSError, DataLayerError, DataSourceError, FeatureError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except (DataSourceError, DataLayerError, FeatureError, CRSError, ValueError, OSError) as error:
        raise unusable(
            path,
            message("the boundaries cannot be read"),
            found=str(error).splitlines()[0][:160] if str(error) else type(error).__name__,
            expected=_EXPECTED.get(suffix, message("a file with a layer of polygons")),
            fix=message("Save it again from the program that it comes from, or choose another file."),
        ) from error


_EXPECTED = {
    ".shp": message("a shapefile of polygons: .shp with .shx, .dbf and .prj beside it"),
    ".gpkg": message("a GeoPackage with a layer of polygons"),
}


def _layer_names(source: str) -> list[str]:
    import pyogrio

    listed = [(str(name), str(kind)) for name, kind in pyogrio.list_layers(source) if kind is not None]
    areas = [name for name, kind in listed if "Point" not in kind and "Line" not in kind]
    return areas or [name for name, _ in listed]


def _layer(path: Path, source: str, suffix: str, name: str) -> GeoLayer:
    import pyogrio
    import shapely

    options: dict[str, Any] = {"DOWNLOAD_SCHEMA": "NO"} if suffix == ".gml" else {}
    about = pyogrio.read_info(source, layer=name, force_feature_count=True, **options)
    if about["driver"] != DRIVERS[suffix]:
        raise unusable(
            path,
            message("is not what its name says"),
            found=about["driver"],
            expected=DRIVERS[suffix],
            fix=message("Give the file the ending of its format."),
        )
    meta, _, shapes, fields = pyogrio.raw.read(source, layer=name, force_2d=True, **options)
    columns = [str(field) for field in meta["fields"]]
    rows = []
    for number, packed in enumerate(shapes if shapes is not None else (), start=1):
        values = {
            column: _cell(cells[number - 1]) for column, cells in zip(columns, fields, strict=True)
        }
        shape = None if packed is None else shapely.from_wkb(packed, on_invalid="ignore")
        damaged = packed is not None and shape is None
        area = (None, message("is damaged")) if damaged else plain_area(shape)
        rows.append(GeoRow(number, values, *area))
    crs = meta["crs"]
    named = crs if crs and not any(word in crs[:60] for word in _NO_PROJECTION) else None
    return GeoLayer(name, named, tuple(rows), max(0, about["features"] - len(rows)))


def _cell(value: Any) -> Any:
    """A cell as a plain value of Python; what numpy has for nothing is None."""
    value = value.item() if hasattr(value, "item") else value
    return None if value != value else value


def _check_head(path: Path) -> None:
    """Refuse, before GDAL opens it, a file that only points to others."""
    if path.is_file():
        with path.open("rb") as file:
            if _AWAY in file.read(_HEAD_BYTES):
                raise unusable(
                    path,
                    message("describes data that stand elsewhere"),
                    expected=message("the boundaries themselves"),
                    fix=message("Save them as GeoPackage or GeoJSON."),
                )


def _in_archive(path: Path) -> tuple[str, str]:
    """GDAL's name of the one file of geodata in an archive, and its suffix."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise unusable(
            path,
            message("is no zip archive"),
            found=str(error),
            fix=message("Download it again, or unpack it."),
        ) from error
    if sum(entry.file_size for entry in entries) > UNPACKED_BYTES_MAX:
        raise unusable(
            path,
            message("unpacks to more than 4 GB"),
            expected=message("the boundaries of the municipalities alone"),
            fix=message("Unpack it, and name the file of the municipalities."),
        )
    found = sorted({name for entry in entries if (name := _dataset(entry.filename))})
    if len(found) != 1:
        raise unusable(
            path,
            message("holds several files of geodata") if found else message("holds no geodata"),
            found=", ".join(found[:6]) or None,
            expected=message("one of {formats}", formats=", ".join(s for s in SUFFIXES if s != ".zip")),
            fix=message("Unpack it, and name the file of the municipalities."),
        )
    return f"/vsizip/{path.absolute()}/{found[0]}", PurePosixPath(found[0]).suffix.lower()


def _dataset(entry: str) -> str | None:
    """The file (or the folder of a file geodatabase) that an entry belongs to; None: no geodata."""
    parts = PurePosixPath(entry).parts
    if any(part.startswith(("__MACOSX", ".", "..")) for part in parts):
        return None
    for n, part in enumerate(parts, start=1):
        if part.lower().endswith(".gdb"):
            return "/".join(parts[:n])
    suffix = PurePosixPath(entry).suffix.lower()
    return entry if suffix in DRIVERS and suffix != ".gdb" else None
