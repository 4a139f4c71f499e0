"""What a map shows and what frames it: the extent, the ways out of it, scale bar and north arrow."""

from __future__ import annotations

from collections.abc import Mapping
from math import hypot
from typing import Any

import numpy as np
import numpy.typing as npt

from planner.region import Region
from planner.report.maps import layers, style
from planner.report.maps.backdrop import Backdrop
from planner.report.maps.flows import Flows
from planner.report.maps.label_placement import Box
from planner.report.maps.labels import Label, Line
from planner.report.maps.layers import Extent, Point
from planner.report.maps.text import WORDS, amount, service_name
from planner.report.words import Lang

NEAR_EDGE = 0.13
"""A hospital town this close outside the frame (as a share of its span) is taken into it."""
Way = tuple[Point, Point | None]
"""Where the ways to a service end on the map, and the direction on from there (None: it is on it)."""


def frame_of(region: Region, backdrop: Backdrop, codes: frozenset[str], used: list[str]) -> Extent:
    """The municipalities in play and hospital towns just outside them, with a margin."""
    bounds = [backdrop.shapes[c].bounds for c in codes if not backdrop.shapes[c].is_empty]
    own = [backdrop.points[p.id] for p in region.places.values() if p.municipality_code in codes]
    bounds += [(x, y, x, y) for x, y in own]
    west, south = min(b[0] for b in bounds), min(b[1] for b in bounds)
    east, north = max(b[2] for b in bounds), max(b[3] for b in bounds)
    wide, high = east - west, north - south
    for service_id in used:
        x, y = backdrop.points[region.specialist_services[service_id].external_place_id]
        if (
            west - NEAR_EDGE * wide <= x <= east + NEAR_EDGE * wide
            and south - NEAR_EDGE * high <= y <= north + NEAR_EDGE * high
        ):
            west, east = min(west, x), max(east, x)
            south, north = min(south, y), max(north, y)
    margin = max(0.045 * max(east - west, north - south), 1_000.0)
    return west - margin, south - margin, east + margin, north + margin


def fitted(axes: Any, extent: Extent) -> Extent:
    """The extent, widened or heightened to the shape of the Axes."""
    area = axes.get_window_extent()
    west, south, east, north = extent
    wide, high = east - west, north - south
    ratio = area.width / area.height
    if wide / high < ratio:
        extra = (high * ratio - wide) / 2
        return west - extra, south, east + extra, north
    extra = (wide / ratio - high) / 2
    return west, south - extra, east, north + extra


def inside(x: float, y: float, extent: Extent) -> bool:
    return extent[0] <= x <= extent[2] and extent[1] <= y <= extent[3]


def way_to(
    region: Region,
    backdrop: Backdrop,
    found: Flows,
    service_id: str,
    extent: Extent,
) -> Way:
    """Where the ways to a service end on the map, and the direction on from there (None: it is on it).

    Outside the frame the end is where the line from the middle of those who go there leaves it.
    """
    x, y = backdrop.points[region.specialist_services[service_id].external_place_id]
    if inside(x, y, extent):
        return (x, y), None
    weights = {
        backdrop.points[region.municipalities[code].seat_place_id]: n
        for (code, service), n in found.specialist.items()
        if service == service_id
    }
    total = sum(weights.values())
    from_x = sum(p[0] * n for p, n in weights.items()) / total
    from_y = sum(p[1] * n for p, n in weights.items()) / total
    inset = 0.035 * min(extent[2] - extent[0], extent[3] - extent[1])
    west, south, east, north = (
        extent[0] + inset,
        extent[1] + inset,
        extent[2] - inset,
        extent[3] - inset,
    )
    dx, dy = x - from_x, y - from_y
    reach = min(
        [(east - from_x) / dx if dx > 0 else (west - from_x) / dx] * (dx != 0)
        + [(north - from_y) / dy if dy > 0 else (south - from_y) / dy] * (dy != 0)
    )
    length = hypot(dx, dy)
    return (from_x + reach * dx, from_y + reach * dy), (dx / length, dy / length)


def service_labels(
    axes: Any,
    region: Region,
    found: Flows,
    ends: Mapping[str, Way],
    lang: Lang,
    base: float,
) -> list[Label]:
    """A hospital sign, or an arrow at the edge, with how many go there."""
    words = WORDS.every(lang)
    labels = []
    for service_id, ((x, y), onward) in ends.items():
        if onward is None:
            layers.symbol(axes, x, y, "P", 1.7 * base, style.SPECIALIST, base, layers.Z_VENUE)
        else:
            axes.annotate(
                "",
                xy=(x, y),
                xytext=(-onward[0] * 3 * base, -onward[1] * 3 * base),
                textcoords="offset points",
                arrowprops={
                    "arrowstyle": "-|>,head_width=0.45,head_length=0.8",
                    "color": style.SPECIALIST,
                    "linewidth": 0.3 * base,
                    "shrinkA": 0,
                    "shrinkB": 0,
                },
                zorder=layers.Z_VENUE,
            )
        text = (
            f"{words['to']} {service_name(region.specialist_services[service_id])}: "
            f"{amount(lang, found.specialist_of(service_id))} {words['per_year']}"
        )
        labels.append(
            Label(
                id=f"service:{service_id}",
                lines=(Line(text, base, "bold", colour="#7a2f07"),),
                x=x,
                y=y,
                clear=1.2 * base,
                rank=-10.0,
                required=True,
            )
        )
    return labels


def furniture(
    axes: Any,
    backdrop: Backdrop,
    extent: Extent,
    crowd: npt.NDArray[np.float64],
    lang: Lang,
    base: float,
) -> list[Box]:
    """Scale bar and north arrow, each in the corner where it covers the least; their boxes in pixels.

    `crowd` holds rows of x, y, weight in metres: what is drawn already.
    """
    west, south, east, north = extent
    wide, high = east - west, north - south
    km = layers.round_km(wide / 1000 / 4)
    pad = 0.03 * high
    bar_wide, bar_high = km * 1000 + 3.5 * pad, 0.05 * high
    bar = _emptiest(
        [
            (east - bar_wide, south, east, south + bar_high + pad),
            (west, south, west + bar_wide, south + bar_high + pad),
            (west, north - bar_high - pad, west + bar_wide, north),
        ],
        crowd,
    )
    layers.scale_bar(axes, extent, km, (bar[0] + 1.5 * pad, bar[1] + pad), base)
    arrow_wide, arrow_high = 0.075 * high, 0.13 * high
    arrow = _emptiest(
        [
            (east - arrow_wide, north - arrow_high, east, north),
            (west, north - arrow_high, west + arrow_wide, north),
            (
                east - arrow_wide,
                south + bar_high + 2 * pad,
                east,
                south + bar_high + 2 * pad + arrow_high,
            ),
        ],
        crowd,
    )
    foot = ((arrow[0] + arrow[2]) / 2, arrow[1] + 0.02 * high)
    layers.north_arrow(axes, backdrop, extent, foot, WORDS.text(lang, "north"), base)
    boxes = []
    for x0, y0, x1, y1 in (bar, arrow):
        (left, bottom), (right, top) = axes.transData.transform([(x0, y0), (x1, y1)])
        boxes.append(Box(left, bottom, right, top))
    return boxes


def _emptiest(corners: list[Extent], crowd: npt.NDArray[np.float64]) -> Extent:
    """The box that covers the least weight of `crowd`; the first of equals."""

    def weight(box: Extent) -> float:
        x0, y0, x1, y1 = box
        inside = (crowd[:, 0] >= x0) & (crowd[:, 0] <= x1) & (crowd[:, 1] >= y0) & (crowd[:, 1] <= y1)
        return float(crowd[inside, 2].sum())

    return min(corners, key=weight)
