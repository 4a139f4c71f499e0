"""What every map of a region shares: outlines, land and positions in metres, worked out once.

A comparison draws many maps of one region; `read_backdrop` does the reading and the geometry, and the
frozen `Backdrop` is handed from map to map.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import hypot
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from pyproj import Transformer
from shapely import MultiPoint, MultiPolygon, box, make_valid, union_all, voronoi_polygons
from shapely.geometry import LinearRing, LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from planner.data import geodata_dir
from planner.geo import DEGREES, METRES, polygons_of, projected, read_layers
from planner.region import Region, region_outlines

if TYPE_CHECKING:
    from planner.geo import Outlines

CRS = METRES
LAND_FILE = Path("land") / "nordic_land_10m.geojson"

REACH_METRES = 12_000.0
"""Without outlines: how far from its places a municipality is drawn."""
SLIVER_METRES = 1_600.0
"""Coarse land thinner than this beside an exact coast is the two coasts disagreeing, not land."""
SCRAP_SQUARE_METRES = 12e6
"""Pieces of coarse land smaller than this beside an exact coast are left out for the same reason."""
NEAR_METRES = 9_000.0
"""How far from the region's own outlines such disagreement is looked for."""
AROUND_METRES = 250_000.0
"""Land farther from the region than this is on none of its maps."""


@dataclass(frozen=True, slots=True)
class Backdrop:
    """Geometry of a region in metres (EPSG:25833).

    `points` holds every place, the external ones too; `shapes` the outline of every municipality, and
    `drawn_codes` names those that no boundary file gives and that are drawn around their places.
    `land` is the land beside them; where the land file does not cover the region it is empty and
    `land_source` None: then nothing may be called sea.
    """

    region_id: str
    points: Mapping[str, tuple[float, float]]
    shapes: Mapping[str, BaseGeometry]
    drawn_codes: frozenset[str]
    land: BaseGeometry
    land_source: str | None
    outlines_file: str | None = None
    """Name of the file of boundaries that a user laid in."""

    @property
    def land_known(self) -> bool:
        """Whether sea can be told from land."""
        return self.land_source is not None

    def north_at(self, x: float, y: float) -> tuple[float, float]:
        """Unit vector towards true north at a point of the map."""
        to_degrees = Transformer.from_crs(CRS, "EPSG:4326", always_xy=True)
        to_metres = Transformer.from_crs("EPSG:4326", CRS, always_xy=True)
        lon, lat = to_degrees.transform(x, y)
        x1, y1 = to_metres.transform(lon, lat + 0.01)
        length = hypot(x1 - x, y1 - y)
        return (x1 - x) / length, (y1 - y) / length


def read_backdrop(
    region: Region, *, land_path: Path | None = None, boundaries: Outlines | None = None
) -> Backdrop:
    """Read outlines and land of a region and bring them, and its places, to metres.

    `boundaries` (`planner.region.read_boundaries`) take the place of the region's own
    outlines, municipality by municipality.

    `land_path` is a GeoJSON of land (WGS84); left out, the one that ships with the planner. Where
    `region.boundaries_path` is None, or lacks a municipality, that municipality is the ground nearest
    to its own places (Voronoi cells within 12 km of them), cut by the coast where the land is known.

    Raises:
        InputError: a file of boundaries or land cannot be read.
    """
    to_metres = Transformer.from_crs("EPSG:4326", CRS, always_xy=True)
    points: dict[str, tuple[float, float]] = {}
    for place in region.places.values():
        points[place.id] = to_metres.transform(place.lon, place.lat)
    for town in region.external_places.values():
        points[town.id] = to_metres.transform(town.lon, town.lat)
    known = region_outlines(region)
    if boundaries is not None:
        known = _laid_in(known, boundaries.shapes)
    inner = MultiPoint([points[place_id] for place_id in region.places])
    whole = union_all([inner, *known.values()])
    raw, source = _land(land_path if land_path is not None else geodata_dir() / LAND_FILE, whole)
    # The land file covers the region when most of its places lie on, or close to, its land.
    near = sum(raw.distance(Point(points[p])) < NEAR_METRES for p in region.places)
    land_known = not raw.is_empty and 2 * near >= len(region.places)
    drawn = _around_places(region, points, known, raw if land_known else None)
    shapes = {code: (known | drawn)[code] for code in sorted(known | drawn)}
    return Backdrop(
        region_id=region.id,
        points=points,
        shapes=shapes,
        drawn_codes=frozenset(drawn),
        land=_beside(raw, known, shapes) if land_known else MultiPolygon(),
        land_source=source if land_known else None,
        outlines_file=boundaries.path.name if boundaries is not None else None,
    )


def _laid_in(
    known: Mapping[str, BaseGeometry], laid: Mapping[str, BaseGeometry]
) -> dict[str, BaseGeometry]:
    """Outlines with others laid over them; those that stay give way where the two overlap."""
    whole = union_all(list(laid.values()))
    return {
        **{code: shape.difference(whole) for code, shape in known.items() if code not in laid},
        **laid,
    }


def lines_of(geometry: BaseGeometry) -> list[LineString]:
    """The lines of a geometry; points and polygons that an overlay left behind are dropped."""
    if isinstance(geometry, LineString):
        return [] if geometry.is_empty else [geometry]
    return [part for sub in getattr(geometry, "geoms", ()) for part in lines_of(sub)]


def _rounded(land: BaseGeometry) -> BaseGeometry:
    """Corners of a coarse coast cut twice (Chaikin), so that it does not look like a drawn fence."""
    for _ in range(2):
        land = MultiPolygon(
            [
                Polygon(_cut_corners(p.exterior), [_cut_corners(ring) for ring in p.interiors])
                for p in polygons_of(land)
            ]
        )
    return make_valid(land)


def _cut_corners(ring: LinearRing) -> npt.NDArray[np.float64]:
    points = np.asarray(ring.coords)
    here, there = points[:-1], points[1:]
    corners = np.empty((2 * len(here), 2))
    corners[0::2] = 0.75 * here + 0.25 * there
    corners[1::2] = 0.25 * here + 0.75 * there
    return corners


def _land(path: Path, whole: BaseGeometry) -> tuple[BaseGeometry, str]:
    """Land around the region and its source; nothing where there is no land file."""
    if not path.is_file():
        return MultiPolygon(), ""
    around = box(*whole.buffer(AROUND_METRES).bounds)
    to_degrees = Transformer.from_crs(CRS, "EPSG:4326", always_xy=True)
    window = box(*to_degrees.transform_bounds(*around.bounds, densify_pts=21))
    rows = [row for layer in read_layers(path) for row in layer.rows if row.area is not None]
    land = union_all([row.area for row in rows]).intersection(window)
    sources = sorted({str(row.values["source"]) for row in rows if row.values.get("source")})
    return _rounded(projected(land, DEGREES, CRS)), "; ".join(sources)


def _around_places(
    region: Region,
    points: Mapping[str, tuple[float, float]],
    known: Mapping[str, BaseGeometry],
    land: BaseGeometry | None,
) -> dict[str, BaseGeometry]:
    """Shapes for the municipalities that no file outlines: the ground nearest to their places."""
    missing = [code for code in region.municipalities if code not in known]
    if not missing:
        return {}
    by_point = {points[place.id]: place.municipality_code for place in region.places.values()}
    dots = MultiPoint(sorted(by_point))
    reach = dots.buffer(REACH_METRES)
    # A frame of far points closes the cells of the outermost places, also where there is one only.
    frame = box(*dots.buffer(20 * REACH_METRES).bounds)
    cells = voronoi_polygons(MultiPoint([*sorted(by_point), *frame.exterior.coords[:-1]]))
    taken = union_all(list(known.values()))
    cell_of = {point: cell for cell in cells.geoms for point in by_point if cell.covers(Point(point))}
    shapes: dict[str, BaseGeometry] = {}
    for code in missing:
        own = [p for p in sorted(by_point) if by_point[p] == code]
        area = union_all([cell_of[p] for p in own]).intersection(reach).difference(taken)
        if land is not None:
            on_land = area.intersection(land)
            # An island that the coarse land file lacks is still drawn, as a disc around its places.
            alone = union_all([Point(p).buffer(1_500) for p in own if land.distance(Point(p)) > 0])
            area = on_land.union(alone.intersection(area))
        # Ground across a fjord, where the municipality has no place, is not claimed for it.
        shapes[code] = MultiPolygon(
            [part for part in polygons_of(area) if any(part.covers(Point(p)) for p in own)]
        )
    return shapes


def _beside(
    land: BaseGeometry, known: Mapping[str, BaseGeometry], shapes: Mapping[str, BaseGeometry]
) -> BaseGeometry:
    """Land that is not of the region's municipalities, without the slivers along their coasts."""
    rest = land.difference(union_all(list(shapes.values())))
    if not known:
        return rest
    near = rest.intersection(union_all(list(known.values())).buffer(NEAR_METRES))
    half = SLIVER_METRES / 2
    solid = near.buffer(-half).buffer(half * 1.2).intersection(near)
    cleaned = union_all([rest.difference(near), solid]).buffer(0)
    close = union_all(list(known.values())).buffer(SLIVER_METRES)
    return MultiPolygon(
        [p for p in polygons_of(cleaned) if p.area > SCRAP_SQUARE_METRES or not p.intersects(close)]
    )
