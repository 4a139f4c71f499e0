"""Geometry made plain: two dimensions, valid, polygons only, in the projection asked for."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from planner.messages import message

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from pyproj import Transformer
    from shapely.geometry import Polygon
    from shapely.geometry.base import BaseGeometry

METRES = "EPSG:25833"
"""ETRS89 / UTM zone 33N, metres: the projection of Norwegian national maps."""
DEGREES = "EPSG:4326"
"""WGS84, longitude before latitude."""
CRS84 = "OGC:CRS84"
"""What GeoJSON is in unless it says otherwise (RFC 7946)."""


def polygons_of(geometry: BaseGeometry) -> list[Polygon]:
    """The polygons of a geometry; points and lines (that an overlay left behind) are dropped."""
    from shapely.geometry import Polygon

    if isinstance(geometry, Polygon):
        return [] if geometry.is_empty else [geometry]
    return [part for sub in getattr(geometry, "geoms", ()) for part in polygons_of(sub)]


def plain_area(geometry: BaseGeometry | None) -> tuple[BaseGeometry | None, str | None]:
    """A geometry as one valid plane area, or why it is none.

    Nothing at all and an empty geometry give (None, None): there is no outline. Collections give their
    polygons; heights and measures are left out.
    """
    import numpy as np
    from shapely import force_2d, get_coordinates, make_valid, union_all
    from shapely.errors import ShapelyError

    if geometry is None or geometry.is_empty:
        return None, None
    if not np.isfinite(get_coordinates(geometry)).all():
        return None, message("has coordinates that are no numbers")
    kind = geometry.geom_type
    try:
        sound = force_2d(geometry)
        sound = sound if sound.is_valid else make_valid(sound)
        parts = polygons_of(sound)
        if kind in ("Polygon", "MultiPolygon") and parts:
            whole = sound if sound.geom_type in ("Polygon", "MultiPolygon") else union_all(parts)
        else:
            whole = union_all(parts)
    except (ShapelyError, ValueError) as error:
        return None, message("is damaged ({reason})", reason=str(error))
    if not parts and kind in ("Polygon", "MultiPolygon"):
        return None, message("is a polygon without any area")
    return (whole, None) if parts else (None, message("is a {kind}", kind=kind))


def projected(geometry: BaseGeometry, from_crs: str, to_crs: str) -> BaseGeometry:
    """A geometry in another projection, valid; both in any form that PROJ understands.

    Raises:
        pyproj.exceptions.CRSError: one of them is not known.
    """
    from shapely import make_valid, transform

    if _same(from_crs, to_crs):
        return geometry
    import numpy as np

    turn = _transformer(from_crs, to_crs)

    def turned(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return np.column_stack(turn.transform(points[:, 0], points[:, 1]))

    return make_valid(transform(geometry, turned))


@lru_cache(maxsize=16)
def _transformer(from_crs: str, to_crs: str) -> Transformer:
    from pyproj import CRS, Transformer

    return Transformer.from_crs(
        CRS.from_user_input(from_crs), CRS.from_user_input(to_crs), always_xy=True
    )


def _same(a: str, b: str) -> bool:
    """Whether two names are of one projection, seen without PROJ."""
    return a == b or {a, b} <= {CRS84, DEGREES}
