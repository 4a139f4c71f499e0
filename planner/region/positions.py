"""Slips in the coordinates of a place: lon and lat exchanged, or metres of UTM for degrees."""

from __future__ import annotations

from dataclasses import dataclass

NORWAY = (4.0, 57.0, 32.0, 81.5)
"""West, south, east and north in degrees: the mainland and Svalbard. Where a region is elsewhere
(municipality numbers of another form), positions are not held against it."""

_EASTING = (-200_000.0, 1_300_000.0)
_NORTHING = (6_300_000.0, 9_100_000.0)


@dataclass(frozen=True, slots=True)
class InMetres:
    """A place given in metres of UTM, and the degrees that it has in the zone that fits best."""

    lon: float
    lat: float
    zone: int


def exchanged(lon: float, lat: float) -> bool:
    """Whether a place lies in Norway only when lon and lat change places.

    >>> exchanged(69.2296, 17.9812), exchanged(17.9812, 69.2296)
    (True, False)
    """
    return not _in_norway(lon, lat) and _in_norway(lat, lon)


def _in_norway(lon: float, lat: float) -> bool:
    west, south, east, north = NORWAY
    return west <= lon <= east and south <= lat <= north


def in_metres(lon: float, lat: float) -> InMetres | None:
    """A place whose figures are easting and northing, in either order; None where they are not.

    >>> found = in_metres(617000, 7680123)
    >>> found.zone, round(found.lon, 1), round(found.lat, 1)
    (33, 18.0, 69.2)
    """
    for east, north in ((lon, lat), (lat, lon)):
        if _EASTING[0] <= east <= _EASTING[1] and _NORTHING[0] <= north <= _NORTHING[1]:
            break
    else:
        return None
    if abs(east) < 1000:
        return None
    from pyproj import Transformer

    zone = 33  # the zone of the official maps of the whole country
    to_degrees = Transformer.from_crs(f"EPSG:258{zone}", "EPSG:4326", always_xy=True)
    x, y = to_degrees.transform(east, north)
    return InMetres(x, y, zone)
