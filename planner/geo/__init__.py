"""Geodata in and out: whatever GDAL reads becomes plain polygons by municipality code.

    read_layers(path)                 every layer of a file: attributes and plain polygons
    read_outlines(path, names, …)     the outlines of some municipalities, found by their codes
    neighbours(outlines)              pairs that share a border
    containing(outlines, points)      the outline that each point lies in

GeoJSON is read with shapely alone, so that a region with such outlines is read and solved without
GDAL; every other format goes through pyogrio. The frames of `planner.api` are made from these values.
"""

from planner.geo.layers import SUFFIXES, GeoLayer, GeoRow, read_layers
from planner.geo.measure import great_circle_km, metres_outside
from planner.geo.outlines import Outlines, few, outlines_in, read_outlines
from planner.geo.plain import DEGREES, METRES, plain_area, polygons_of, projected
from planner.geo.relations import containing, neighbours

__all__ = [
    "DEGREES",
    "METRES",
    "SUFFIXES",
    "GeoLayer",
    "GeoRow",
    "Outlines",
    "containing",
    "few",
    "great_circle_km",
    "metres_outside",
    "neighbours",
    "outlines_in",
    "plain_area",
    "polygons_of",
    "projected",
    "read_layers",
    "read_outlines",
]
