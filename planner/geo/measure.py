"""Distances on the earth: between two points, and from a point to an outline."""

from __future__ import annotations

from math import asin, cos, pi, radians, sin, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

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


def metres_outside(outline: BaseGeometry, lon: float, lat: float) -> float:
    """How far a point lies outside an outline in degrees, in metres; 0 inside.

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
