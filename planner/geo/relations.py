"""What lies in what, and what borders on what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

TOUCHING_METRES = 50.0
"""Outlines that were simplified each by itself leave slits and overlaps of this order."""
BORDER_METRES_MIN = 100.0
"""A common border shorter than this is a corner where more than two meet."""


def neighbours(
    outlines: Mapping[str, BaseGeometry],
    *,
    within_metres: float = TOUCHING_METRES,
    border_metres_min: float = BORDER_METRES_MIN,
) -> tuple[tuple[str, str], ...]:
    """Pairs of ids whose outlines (in metres) share a border, each pair and the whole sorted.

    Two outlines are neighbours where at least `border_metres_min` of the one's edge lies within
    `within_metres` of the other. That is contiguity over land (rook's case, not queen's: a common
    corner is not enough); borders in the sea count as far as the outlines reach there.

    >>> from shapely import box
    >>> squares = {"a": box(0, 0, 1e4, 1e4), "b": box(1e4, 0, 2e4, 1e4), "c": box(1e4, 1e4, 2e4, 2e4)}
    >>> neighbours(squares)
    (('a', 'b'), ('b', 'c'))
    """
    from shapely import STRtree

    ids = sorted(outlines)
    tree = STRtree([outlines[key] for key in ids])
    found = set()
    for n, key in enumerate(ids):
        reach = outlines[key].buffer(within_metres)
        for m in tree.query(reach, predicate="intersects"):
            if m > n:
                shared = outlines[ids[m]].boundary.intersection(reach)
                # A corner that touches lies in the reach for twice its width and no more.
                if shared.length >= border_metres_min + 2 * within_metres:
                    found.add((key, ids[m]))
    return tuple(sorted(found))


def containing(
    outlines: Mapping[str, BaseGeometry], points: Mapping[str, tuple[float, float]]
) -> dict[str, str | None]:
    """Point id → id of the outline that it lies in (on the edge of several: the first), or None.

    Points and outlines are in one projection.

    >>> from shapely import box
    >>> containing({"a": box(0, 0, 1, 1)}, {"p": (0.5, 0.5), "q": (2.0, 0.5)})
    {'p': 'a', 'q': None}
    """
    from shapely import STRtree
    from shapely.geometry import Point

    ids = sorted(outlines)
    tree = STRtree([outlines[key] for key in ids])
    found: dict[str, str | None] = {}
    for name, at in points.items():
        hits = sorted(tree.query(Point(at), predicate="covered_by"))
        found[name] = ids[hits[0]] if hits else None
    return found
