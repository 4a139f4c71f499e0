"""Geometry for the map in a browser: cut to what it can show, simplified, and packed into few bytes.

Coordinates become whole steps of `STEP_METRES` from the corner of the window, each ring one flat list
`[x, y, dx, dy, dx, dy, …]`: a tenth of what GeoJSON would take, and the same bytes every time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import hypot

import numpy as np
import numpy.typing as npt
import shapely
from shapely import MultiPoint, box, maximum_inscribed_circle, union_all, voronoi_polygons
from shapely.geometry import LineString, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from planner.geo import polygons_of
from planner.report.maps import Backdrop, lines_of

STEP_METRES = 10.0
"""Smallest step of a coordinate: finer than any outline here is known."""
REACH_METRES = 9_000.0
"""How far around a place its travel time is coloured; beyond it hardly anybody lives."""
LAND_POINTS_MAX = 9_000
"""Points that the land beside the region may take; a coast with more is drawn more coarsely."""
SHAPE_POINTS_MAX = 12_000
"""Points that the outlines of the municipalities may take together."""
CELL_TOLERANCE_METRES = 120.0
MARGIN_SHARE = 0.3
"""Ground shown around what there is to see, as a share of its span."""
SIDE_SHARE = 0.75
"""The same to the west and east: screens are wider than high, and land and sea fill them."""

Extent = tuple[float, float, float, float]
Packed = list[int]


@dataclass(frozen=True, slots=True)
class Window:
    """The part of the ground that the map holds, in metres (EPSG:25833): west, south, east, north."""

    extent: Extent

    @property
    def origin(self) -> tuple[float, float]:
        """The south-western corner, from which packed coordinates count."""
        return self.extent[0], self.extent[1]

    def steps(self, x: float, y: float) -> tuple[int, int]:
        """A point in steps from the corner."""
        west, south = self.origin
        return round((x - west) / STEP_METRES), round((y - south) / STEP_METRES)


def window_around(backdrop: Backdrop, points: Iterable[tuple[float, float]]) -> Window:
    """All municipalities and the points given, with a margin, on whole kilometres."""
    bounds = [shape.bounds for shape in backdrop.shapes.values() if not shape.is_empty]
    bounds += [(x, y, x, y) for x, y in points]
    west, south = min(b[0] for b in bounds), min(b[1] for b in bounds)
    east, north = max(b[2] for b in bounds), max(b[3] for b in bounds)
    span = max(east - west, north - south)
    margin, side = max(MARGIN_SHARE * span, 20_000.0), max(SIDE_SHARE * span, 20_000.0)
    km = 1_000.0
    return Window(
        (
            np.floor((west - side) / km) * km,
            np.floor((south - margin) / km) * km,
            np.ceil((east + side) / km) * km,
            np.ceil((north + margin) / km) * km,
        )
    )


def packed_line(line: LineString, window: Window) -> Packed:
    """One line or ring; points that fall on the one before are left out."""
    return _packed(np.asarray(line.coords), window)


def packed_polygons(geometry: BaseGeometry, window: Window) -> list[list[Packed]]:
    """Polygons → their rings, the outer one first; what is too small to have an area is left out."""
    found = []
    for polygon in polygons_of(geometry):
        rings = [_packed(np.asarray(r.coords), window) for r in (polygon.exterior, *polygon.interiors)]
        if len(rings[0]) >= 8:
            found.append([ring for ring in rings if len(ring) >= 8])
    return found


def _packed(points: npt.NDArray[np.float64], window: Window) -> Packed:
    west, south = window.origin
    steps = np.rint((points[:, :2] - (west, south)) / STEP_METRES).astype(int)
    changes = np.diff(steps, axis=0)
    changes = changes[np.any(changes != 0, axis=1)]
    return [int(n) for n in np.concatenate([steps[:1], changes]).ravel()]


def land_in(backdrop: Backdrop, window: Window) -> BaseGeometry:
    """The land beside the municipalities within the window."""
    land = backdrop.land.intersection(box(*window.extent))
    return _coarser(
        lambda metres: MultiPolygon(polygons_of(land.simplify(metres))), LAND_POINTS_MAX, 30.0
    )


def outlines(backdrop: Backdrop) -> dict[str, BaseGeometry]:
    """The municipalities' outlines. Where they have to be simplified, shared borders stay shared."""
    codes = list(backdrop.shapes)
    shapes = [backdrop.shapes[code] for code in codes]
    count = sum(int(shapely.get_num_coordinates(shape)) for shape in shapes)
    metres = 25.0
    while count > SHAPE_POINTS_MAX and metres < 3_000:
        shapes = _simplified_together([backdrop.shapes[code] for code in codes], metres)
        count = sum(int(shapely.get_num_coordinates(shape)) for shape in shapes)
        metres *= 2
    return dict(zip(codes, shapes, strict=True))


def _simplified_together(shapes: list[BaseGeometry], metres: float) -> list[BaseGeometry]:
    if hasattr(shapely, "coverage_simplify"):
        return list(shapely.coverage_simplify(np.array(shapes, dtype=object), metres))
    return [shape.simplify(metres) for shape in shapes]


def _coarser(simplified: Callable[[float], BaseGeometry], most: int, metres: float) -> BaseGeometry:
    found = simplified(metres)
    while shapely.get_num_coordinates(found) > most and metres < 3_000:
        metres *= 1.6
        found = simplified(metres)
    return found


def label_point(shape: BaseGeometry) -> tuple[float, float] | None:
    """The point inside a shape that is farthest from its edge; None for an empty shape."""
    parts = polygons_of(shape)
    if not parts:
        return None
    x, y = maximum_inscribed_circle(MultiPolygon(parts), tolerance=50.0).coords[0][:2]
    return float(x), float(y)


def unit_border(backdrop: Backdrop, codes: Iterable[str]) -> list[LineString]:
    """Where the municipalities of a unit meet other ground. Its coast stays a coast."""
    own = {code for code in codes if code in backdrop.shapes}
    whole = union_all([backdrop.shapes[code] for code in sorted(own)])
    if whole.is_empty:
        return []
    others = [shape for code, shape in backdrop.shapes.items() if code not in own]
    near = box(*whole.bounds).buffer(1_000)
    beside = union_all([*others, backdrop.land.intersection(near)]).intersection(near).buffer(150)
    edge = whole.buffer(30).buffer(-30).boundary.intersection(beside)
    return [
        part for line in lines_of(edge) if line.length > 400 for part in lines_of(line.simplify(40.0))
    ]


def cells(
    points: Mapping[str, tuple[float, float]],
    code_of: Mapping[str, str],
    shapes: Mapping[str, BaseGeometry],
) -> dict[str, BaseGeometry]:
    """Place id → the ground of its municipality that is nearer to it than to any other place.

    It ends `REACH_METRES` from the place. A place at the very point of another has none of its own.
    """
    owner: dict[tuple[float, float], str] = {}
    for place_id in sorted(points):
        owner.setdefault(points[place_id], place_id)
    if not owner:
        return {}
    dots = MultiPoint(sorted(owner))
    # A frame of far points closes the cells of the outermost places, also where there is one only.
    frame = box(*dots.buffer(20 * REACH_METRES).bounds)
    parts = voronoi_polygons(MultiPoint([*sorted(owner), *frame.exterior.coords[:-1]]))
    tree = shapely.STRtree(list(parts.geoms))
    found = {}
    for (x, y), place_id in owner.items():
        cell = parts.geoms[int(tree.nearest(Point(x, y)))]
        ground = shapes.get(code_of[place_id], Polygon())
        near = Point(x, y).buffer(REACH_METRES, quad_segs=6)
        area = cell.intersection(near).intersection(ground).simplify(CELL_TOLERANCE_METRES)
        if not area.is_empty:
            found[place_id] = MultiPolygon(polygons_of(area))
    return dict(sorted(found.items()))


def degrees_to_north(backdrop: Backdrop, x: float, y: float) -> float:
    """How far true north leans to the right of straight up, in degrees."""
    east, north = backdrop.north_at(x, y)
    return float(np.degrees(np.arctan2(east / hypot(east, north), north / hypot(east, north))))
