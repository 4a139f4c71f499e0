"""The outlines of the municipalities: reading them, and how far outside a point lies."""

from __future__ import annotations

import json
from math import asin, cos, pi, radians, sin, sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.errors import Finding

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

BOUNDARIES = "boundaries.geojson"

EARTH_RADIUS_M = 6_371_008.8
"""Mean radius of the earth (IUGG)."""


def great_circle_km(lon_a: float, lat_a: float, lon_b: float, lat_b: float) -> float:
    """Straight-line distance over a sphere, in km (haversine).

    >>> round(great_circle_km(17.9812, 69.2296, 18.5151, 69.0645), 1)
    28.0
    """
    phi_a, phi_b = radians(lat_a), radians(lat_b)
    half = sin((phi_b - phi_a) / 2) ** 2
    half += cos(phi_a) * cos(phi_b) * sin(radians(lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_RADIUS_M / 1000 * asin(min(1.0, sqrt(half)))


def read_outlines(path: Path) -> tuple[dict[str, BaseGeometry], list[Finding]]:
    """Municipality code → outline in degrees (WGS84), and what is wrong with the file."""
    try:
        collection = json.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        return {}, [
            Finding(
                path.name,
                "is not UTF-8 text",
                found=f"byte 0x{error.object[error.start]:02X} at position {error.start}",
                expected="UTF-8",
                fix="Save it as UTF-8.",
            )
        ]
    except json.JSONDecodeError as error:
        return {}, [
            Finding(
                path.name,
                f"is not JSON ({error.msg})",
                line=error.lineno,
                column=error.colno,
                expected="GeoJSON",
                fix="Export the outlines as GeoJSON again.",
            )
        ]
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list):
        return {}, [
            Finding(
                path.name,
                "holds no features",
                expected="a GeoJSON FeatureCollection with one feature per municipality",
                fix="Export the outlines as GeoJSON again.",
            )
        ]
    outlines: dict[str, BaseGeometry] = {}
    findings: list[Finding] = []
    for number, feature in enumerate(features, start=1):
        code, outline, finding = _read_feature(path.name, number, feature)
        if finding is not None:
            findings.append(finding)
        elif code in outlines:
            outlines[code] = outlines[code].union(outline)
        else:
            outlines[code] = outline
    return outlines, findings


def _read_feature(label: str, number: int, feature: Any) -> tuple[str, Any, Finding | None]:
    from shapely import make_valid
    from shapely.errors import ShapelyError
    from shapely.geometry import shape

    code = ((feature or {}).get("properties") or {}).get("code")
    if not isinstance(code, str) or not code:
        return (
            "",
            None,
            Finding(
                label,
                f"feature {number} has no municipality number",
                found=f"code = {code!r}",
                expected="a property `code` with the number as text",
                fix="Add the property `code`, in quotation marks so that a leading zero stays.",
            ),
        )
    try:
        outline = shape(feature["geometry"])
        outline = outline if outline.is_valid else make_valid(outline)
        west, south, east, north = outline.bounds
    except (ShapelyError, KeyError, TypeError, ValueError, AttributeError, IndexError):
        finding = Finding(
            label,
            f"the outline of {code} (feature {number}) cannot be read",
            expected="a Polygon or MultiPolygon",
            fix="Export the outline again.",
        )
        return code, None, finding
    if west < -180 or east > 180 or south < -90 or north > 90:
        finding = Finding(
            label,
            f"the outline of {code} (feature {number}) is not in degrees",
            found=f"coordinates from {west:g}, {south:g} to {east:g}, {north:g}",
            expected="longitude and latitude in WGS84 (EPSG:4326)",
            fix="Reproject the file to EPSG:4326.",
        )
        return code, None, finding
    return code, outline, None


def metres_outside(outline: BaseGeometry, lon: float, lat: float) -> float:
    """How far a point lies outside an outline, in metres; 0 inside.

    Measured in a plane that touches the earth at the point, right to within 0.1 % for distances of a
    few km.
    """
    from shapely import transform
    from shapely.geometry import Point

    point = Point(lon, lat)
    if outline.covers(point):
        return 0.0
    metres_per_degree = pi * EARTH_RADIUS_M / 180
    scale = (metres_per_degree * cos(radians(lat)), metres_per_degree)
    local = transform(outline, lambda degrees: (degrees - (lon, lat)) * scale)
    return float(local.distance(Point(0, 0)))
