"""The layers of a map, from the ground up: each function draws one onto an Axes in metres.

Sizes are in points; `base` is the size of ordinary text, and symbols and lines scale with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import sqrt
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Polygon
from matplotlib.path import Path as Outline
from matplotlib.patheffects import withStroke
from shapely import box, union_all
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from planner.geo import polygons_of
from planner.plan import Plan
from planner.region import Region
from planner.report.maps import style
from planner.report.maps.backdrop import Backdrop, lines_of
from planner.report.maps.flows import Flows
from planner.travel import Travel

Point = tuple[float, float]
Extent = tuple[float, float, float, float]
"""West, south, east, north, in metres."""

BESIDE_METRES = 150
"""Shapes of different files that lie no farther apart than this meet."""
Z_LAND, Z_FILL, Z_EDGE, Z_ROAD, Z_FLOW, Z_PLACE, Z_VENUE, Z_TEXT = 1, 2, 3, 4, 5, 6, 7, 9


@lru_cache(maxsize=512)
def outline_path(geometry: BaseGeometry) -> Outline | None:
    """A shape as one path with its holes; None where there is nothing to draw.

    Remembered, as what else stays the same from map to map of a region: a comparison has many.
    """
    rings = []
    for polygon in polygons_of(geometry):
        turned = orient(polygon)
        rings += [np.asarray(ring.coords) for ring in (turned.exterior, *turned.interiors)]
    return (
        Outline.make_compound_path(*[Outline(ring, closed=True) for ring in rings]) if rings else None
    )


def patch(axes: Any, geometry: BaseGeometry, **look: Any) -> None:
    """Draw a shape."""
    path = outline_path(geometry)
    if path is not None:
        # Not add_patch: that works out data limits point by point, and the limits are set already.
        axes.add_artist(PathPatch(path, **look))


def ground(axes: Any, backdrop: Backdrop, extent: Extent) -> None:
    """Sea and the land beside the region; plain white where no coast is known."""
    axes.set_facecolor(style.SEA if backdrop.land_known else style.NO_COAST)
    patch(
        axes,
        _land_within(backdrop.land, extent),
        facecolor=style.LAND,
        edgecolor=style.LAND_EDGE,
        linewidth=0.4,
        zorder=Z_LAND,
    )


def municipalities(axes: Any, backdrop: Backdrop, plan: Plan, fills: Mapping[str, style.Fill]) -> None:
    """Members in the fill of their unit, those outside in hatched grey, others plain; then borders."""
    unit_of = plan.member_of()
    for code, shape in backdrop.shapes.items():
        fill = fills.get(unit_of.get(code, ""))
        if fill is not None:
            filled(axes, shape, fill.colour, fill.hatch, fill.hatch_colour)
        elif code in plan.outside_codes:
            filled(axes, shape, style.OUTSIDE, style.OUTSIDE_HATCH, "#b4b4b4")
        else:
            filled(axes, shape, style.NOT_IN_PLAY, "", "none")
        patch(axes, shape, facecolor="none", edgecolor=style.OUTLINE, linewidth=0.5, zorder=Z_EDGE)
    for unit in plan.units:
        own = {c for c in unit.member_codes if c in backdrop.shapes}
        others = [shape for code, shape in backdrop.shapes.items() if code not in own]
        lines = _border([backdrop.shapes[c] for c in sorted(own)], others, backdrop.land)
        axes.add_collection(
            LineCollection(
                [np.asarray(line.coords) for line in lines],
                color=style.UNIT_EDGE,
                linewidth=1.1,
                capstyle="projecting",
                zorder=Z_EDGE + 0.1,
            ),
            autolim=False,
        )


def _border(
    own: Sequence[BaseGeometry], others: Sequence[BaseGeometry], land: BaseGeometry
) -> list[LineString]:
    """Where the ground of a unit meets other ground; its coast stays a coast."""
    edge = _edge(tuple(own))
    bounds = [shape.bounds for shape in (*own, *others) if not shape.is_empty]
    if edge.is_empty or not bounds:
        return []
    west, south = (min(b[n] for b in bounds) for n in (0, 1))
    east, north = (max(b[n] for b in bounds) for n in (2, 3))
    met = [_reach(shape) for shape in (*others, _land_within(land, (west, south, east, north)))]
    return lines_of(union_all([edge.intersection(shape) for shape in met if not shape.is_empty]))


@lru_cache(maxsize=256)
def _edge(shapes: tuple[BaseGeometry, ...]) -> BaseGeometry:
    """The outer line around shapes, with no gap where two of them meet."""
    return union_all(shapes).buffer(30).buffer(-30).boundary


@lru_cache(maxsize=512)
def _reach(shape: BaseGeometry) -> BaseGeometry:
    """A shape and what lies beside it."""
    return shape.buffer(BESIDE_METRES)


@lru_cache(maxsize=512)
def _land_within(land: BaseGeometry, extent: Extent) -> BaseGeometry:
    """What a map of this extent shows of a shape, and a little around it."""
    return land.intersection(box(*extent).buffer(1_000))


def filled(axes: Any, shape: BaseGeometry, colour: str, hatch: str, hatch_colour: str) -> None:
    """Draw ground in a colour, with a hatch in another."""
    patch(axes, shape, facecolor=colour, edgecolor="none", linewidth=0, zorder=Z_FILL)
    if hatch:
        patch(
            axes,
            shape,
            facecolor="none",
            edgecolor=hatch_colour,
            hatch=hatch,
            linewidth=0,
            zorder=Z_FILL + 0.1,
        )


def roads(
    axes: Any, region: Region, travel: Travel, backdrop: Backdrop, *, boats: bool, base: float
) -> None:
    """Links as lines: thin roads, weather-exposed ones on a broad light one, boats dashed, closed ones
    dotted with a cross; roads out of the region fine dots, because only their ends are known. Boats
    that the scenario leaves out are not drawn."""
    closed = set(travel.closed_link_ids)
    drawn: dict[str, list[list[Point]]] = {}
    for link in region.links.values():
        if link.kind != "road" and not boats:
            continue
        line = [backdrop.points[link.from_id], backdrop.points[link.to_id]]
        if link.id in closed:
            drawn.setdefault("closed", []).append(line)
        elif link.kind != "road":
            drawn.setdefault("boat", []).append(line)
        elif {link.from_id, link.to_id} & set(region.external_places):
            drawn.setdefault("out", []).append(line)
        else:
            drawn.setdefault("road", []).append(line)
            if link.winter_exposed:
                drawn.setdefault("exposed", []).append(line)
    for name, lines in drawn.items():
        axes.add_collection(
            LineCollection(lines, zorder=Z_ROAD + 0.1 * (name != "exposed"), **road_look(name, base)),
            autolim=False,
        )
    for (x0, y0), (x1, y1) in drawn.get("closed", []):
        axes.add_line(
            Line2D(
                [(x0 + x1) / 2],
                [(y0 + y1) / 2],
                marker="x",
                markersize=0.9 * base,
                markeredgewidth=0.24 * base,
                color=style.CLOSED,
                zorder=Z_VENUE + 0.5,
                path_effects=[withStroke(linewidth=0.5 * base, foreground="white")],
            )
        )


def road_look(name: str, base: float) -> dict[str, Any]:
    """Colour, width and dashes of `road`, `exposed`, `boat`, `closed` and `out`, on map and legend."""
    dotted = (0, (1, 1.6))
    return {
        "road": {"color": style.ROAD, "linewidth": 0.12 * base},
        "exposed": {"color": style.EXPOSED, "linewidth": 0.42 * base, "alpha": 0.6},
        "boat": {"color": style.EXPOSED, "linewidth": 0.18 * base, "linestyle": (0, (5, 3))},
        "closed": {"color": style.CLOSED, "linewidth": 0.18 * base, "linestyle": dotted},
        "out": {"color": style.ROAD, "linewidth": 0.10 * base, "linestyle": (0, (1, 3))},
    }[name]


def arc(start: Point, end: Point, bend: float = 0.10) -> Outline:
    """A gently bent line; always to the same hand, so that the ways there and back stay apart."""
    (x0, y0), (x1, y1) = start, end
    middle = ((x0 + x1) / 2 - bend * (y1 - y0), (y0 + y1) / 2 + bend * (x1 - x0))
    return Outline([start, middle, end], [Outline.MOVETO, Outline.CURVE3, Outline.CURVE3])


def line_width(participants: float, most: float, base: float) -> float:
    """Points; grows as the square root of the participants, so that few and many both show.

    Never thinner than can be printed.
    """
    return max(0.06 * base, 0.62 * base * sqrt(participants / most)) if most > 0 else 0.06 * base


def flows(
    axes: Any,
    ways: Iterable[tuple[Point, Point, float]],
    *,
    colour: str,
    most: float,
    base: float,
    dashed: bool,
    alpha: float,
) -> npt.NDArray[np.float64]:
    """Arcs from home to course, as wide as people are many; the thin on top of the broad.

    Returns the arcs sampled along their way (rows of x, y, points wide), for names to keep off.
    """
    drawn = sorted((n, start, end) for start, end, n in ways if start != end)
    drawn.reverse()
    if not drawn:
        return np.zeros((0, 3))
    paths = [arc(start, end) for _, start, end in drawn]
    widths = [line_width(n, most, base) for n, _, _ in drawn]
    axes.add_collection(
        PathCollection(
            paths,
            facecolors="none",
            edgecolors=colour,
            linewidths=widths,
            linestyles=[(0, (2.2, 1.1))] if dashed else "solid",
            alpha=alpha,
            zorder=Z_FLOW,
        ),
        autolim=False,
    )
    steps = np.linspace(0, 1, 40)[:, None]
    rows = []
    for path, width in zip(paths, widths, strict=True):
        p0, p1, p2 = np.asarray(path.vertices)
        along = (1 - steps) ** 2 * p0 + 2 * steps * (1 - steps) * p1 + steps**2 * p2
        rows.append(np.column_stack([along, np.full(len(along), width)]))
    return np.concatenate(rows)


def dot_size(persons: int, base: float) -> float:
    """Diameter in points of a place's dot; its area is as its inhabitants."""
    return max(0.28 * base, 0.022 * base * sqrt(persons))


def places(axes: Any, region: Region, backdrop: Backdrop, codes: frozenset[str], base: float) -> None:
    """Inhabited places as dots by size: white where the position is assumed, pale where the
    municipality is not among `codes`."""
    inhabited = [p for p in region.places.values() if p.persons > 0]
    for assumed in (False, True):
        for in_play in (False, True):
            chosen = [
                p
                for p in inhabited
                if bool(p.assumed & {"lon", "lat"}) is assumed
                and (p.municipality_code in codes) is in_play
            ]
            ink = style.INK if in_play else style.PALE_INK
            if chosen:
                xy = np.array([backdrop.points[p.id] for p in chosen])
                axes.scatter(
                    xy[:, 0],
                    xy[:, 1],
                    s=[dot_size(p.persons, base) ** 2 for p in chosen],
                    facecolors="white" if assumed else ink,
                    edgecolors=ink,
                    linewidths=0.09 * base,
                    zorder=Z_PLACE,
                )


def unmet_rings(axes: Any, region: Region, backdrop: Backdrop, found: Flows, base: float) -> None:
    """A ring around the dot of every place where people have no offer, thicker where they are more."""
    if not found.unmet or found.most_of_a_place <= 0:
        return
    xy = np.array([backdrop.points[place_id] for place_id in found.unmet])
    axes.scatter(
        xy[:, 0],
        xy[:, 1],
        s=[
            (dot_size(region.places[place_id].persons, base) + 0.7 * base) ** 2
            for place_id in found.unmet
        ],
        facecolors="none",
        edgecolors=style.UNMET,
        linewidths=[
            base * (0.12 + 0.4 * sqrt(n / found.most_of_a_place)) for n in found.unmet.values()
        ],
        zorder=Z_PLACE + 0.2,
    )


def symbol(
    axes: Any, x: float, y: float, marker: str, size: float, face: str, base: float, z: float
) -> None:
    """One symbol with a dark edge and a white rim, readable on lines and fills alike."""
    axes.add_line(
        Line2D(
            [x],
            [y],
            marker=marker,
            markersize=size,
            markerfacecolor=face,
            markeredgecolor=style.INK,
            markeredgewidth=0.12 * base,
            linestyle="none",
            zorder=z,
            path_effects=[withStroke(linewidth=0.32 * base, foreground="white")],
        )
    )


SCALE_STEP_SIZES = 2.0
"""Sizes of type that half a scale bar is long where its middle is named too."""


def scale_bar(axes: Any, extent: Extent, km: float, corner: Point, base: float) -> None:
    """A bar of `km` kilometres, half dark and half light, from `corner` to the right (metres)."""
    x, y = corner
    height = 0.006 * (extent[3] - extent[1])
    half = km * 500
    for number, face in enumerate((style.INK, "white")):
        left = x + number * half
        part = [(left, y), (left + half, y), (left + half, y + height), (left, y + height)]
        axes.add_patch(Polygon(part, facecolor=face, edgecolor=style.INK, linewidth=0.6, zorder=Z_TEXT))
    points = half * axes.bbox.width / (extent[2] - extent[0]) * 72 / axes.figure.dpi
    middle = ((km / 2, x + half),) if points >= SCALE_STEP_SIZES * base else ()
    for value, at in ((0.0, x), *middle, (km, x + 2 * half)):
        text = f"{value:g}".replace(".", ",") + (" km" if value == km else "")
        axes.text(
            at,
            y + 1.8 * height,
            text,
            fontsize=0.9 * base,
            ha="center",
            va="bottom",
            color=style.INK,
            zorder=Z_TEXT,
            path_effects=[withStroke(linewidth=2, foreground="white")],
        )


def round_km(km: float) -> float:
    """The largest of 1, 2, 5, 10, 20, … (and tenths) that is at most `km`.

    >>> round_km(34), round_km(3.0), round_km(0.7)
    (20.0, 2.0, 0.5)
    """
    power = 10.0 ** np.floor(np.log10(km))
    return float(max(step * power for step in (1, 2, 5) if step * power <= km * (1 + 1e-9)))


def north_arrow(
    axes: Any, backdrop: Backdrop, extent: Extent, foot: Point, letter: str, base: float
) -> None:
    """An arrow towards true north, which is not straight up away from the zone's middle."""
    dx, dy = backdrop.north_at(*foot)
    length = 0.055 * (extent[3] - extent[1])
    tip = (foot[0] + dx * length, foot[1] + dy * length)
    side = 0.22 * length
    left = (foot[0] - dy * -side, foot[1] - dx * side)
    right = (foot[0] + dy * -side, foot[1] + dx * side)
    notch = (foot[0] + dx * 0.25 * length, foot[1] + dy * 0.25 * length)
    for corner, face in ((left, style.INK), (right, "white")):
        axes.add_patch(
            Polygon(
                [tip, corner, notch],
                facecolor=face,
                edgecolor=style.INK,
                linewidth=0.6,
                zorder=Z_TEXT,
            )
        )
    axes.text(
        foot[0] + dx * 1.12 * length,
        foot[1] + dy * 1.12 * length,
        letter,
        fontsize=1.1 * base,
        fontweight="bold",
        ha="center",
        va="bottom",
        zorder=Z_TEXT,
        path_effects=[withStroke(linewidth=2, foreground="white")],
    )
