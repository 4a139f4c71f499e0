"""GeoJSON without GDAL: one FeatureCollection, or one per type as in Kartverket's downloads."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from planner.geo.layers import GeoLayer, GeoRow, unusable
from planner.geo.plain import CRS84, plain_area
from planner.messages import message

_AGAIN = message("Export the outlines as GeoJSON again.")


def read_geojson(path: Path) -> tuple[GeoLayer, ...]:
    """The collections of a file, each with its projection.

    Coordinates are in longitude and latitude unless the collection names another projection (the
    member `crs` of GeoJSON before RFC 7946); where they cannot be that either, there is no projection.

    Raises:
        InputError: not UTF-8, not JSON, or no features in it.
    """
    tree = _parsed(path)
    collections = {
        name: found for name, found in _named(path, tree).items() if isinstance(found["features"], list)
    }
    if not collections:
        raise unusable(
            path,
            message("holds no features"),
            expected=message("a GeoJSON FeatureCollection with one feature per municipality"),
            fix=_AGAIN,
        )
    return tuple(_layer(name, found, tree) for name, found in collections.items())


def _parsed(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise unusable(
            path,
            message("cannot be read ({reason})", reason=error.strerror),
            fix=message("Check the file's permissions."),
        ) from error
    except UnicodeDecodeError as error:
        raise unusable(
            path,
            message("is not UTF-8 text"),
            found=message(
                "byte {byte} at position {position}",
                byte=f"0x{error.object[error.start]:02X}",
                position=str(error.start),
            ),
            expected=message("UTF-8"),
            fix=message("Save it as UTF-8."),
        ) from error
    except json.JSONDecodeError as error:
        raise unusable(
            path,
            message("is not JSON ({reason})", reason=error.msg),
            line=error.lineno,
            column=error.colno,
            expected=message("GeoJSON"),
            fix=_AGAIN,
        ) from error
    except (
        RecursionError,
        ValueError,
    ) as error:  # nested without end, or a number of thousands of digits
        raise unusable(
            path,
            message("cannot be read as JSON"),
            found=type(error).__name__,
            expected=message("GeoJSON"),
            fix=_AGAIN,
        ) from error


def _named(path: Path, tree: Any) -> dict[str, Mapping[str, Any]]:
    """Name → collection: the file itself, or each member of it that is one."""
    if not isinstance(tree, dict):
        return {}
    if "features" in tree:
        return {path.stem: tree}
    if tree.get("type") == "Feature":
        return {path.stem: {"features": [tree], "crs": tree.get("crs")}}
    return {
        str(name): found
        for name, found in tree.items()
        if isinstance(found, dict) and "features" in found
    }


def _layer(name: str, collection: Mapping[str, Any], tree: Mapping[str, Any]) -> GeoLayer:
    rows = tuple(_row(n, feature) for n, feature in enumerate(collection["features"], start=1))
    crs = _crs(collection) or _crs(tree)
    if crs is None:
        bounds = [row.area.bounds for row in rows if row.area is not None]
        degrees = all(w >= -180 and s >= -90 and e <= 180 and n <= 90 for w, s, e, n in bounds)
        crs = CRS84 if degrees else None
    return GeoLayer(name, crs, rows)


def _crs(holder: Mapping[str, Any]) -> str | None:
    crs = holder.get("crs")
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    return name if isinstance(name, str) and name else None


def _row(number: int, feature: Any) -> GeoRow:
    from shapely.errors import ShapelyError
    from shapely.geometry import shape

    if not isinstance(feature, dict):
        return GeoRow(number, {}, None, message("is no feature"))
    values = feature.get("properties")
    values = values if isinstance(values, dict) else {}
    geometry = feature.get("geometry")
    if geometry is None:
        return GeoRow(number, values, None)
    try:
        found = shape(geometry)
    except (
        *(ShapelyError, KeyError, TypeError, ValueError, AttributeError, IndexError),
        *(RecursionError, OverflowError),
    ):
        kind = geometry.get("type") if isinstance(geometry, dict) else geometry
        return GeoRow(number, values, None, message("is damaged ({reason})", reason=str(kind)[:40]))
    return GeoRow(number, values, *plain_area(found))
