"""Symbols and names at places: who is seated where, which rooms hold courses, the names of towns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
from matplotlib.font_manager import FontProperties
from matplotlib.patheffects import withStroke
from shapely import intersects_xy, maximum_inscribed_circle, prepare
from shapely.geometry.base import BaseGeometry

from planner.plan import Plan
from planner.region import Region
from planner.report.charts import measure_of
from planner.report.maps import layers, style
from planner.report.maps.backdrop import Backdrop
from planner.report.maps.flows import Flows
from planner.report.maps.label_placement import SPOT, Box, Placed, Want, nearest_corner, place_labels
from planner.report.maps.text import SHORT_KINDS, WORDS, amount, kind_name
from planner.report.words import Lang

OUTSIDE = 12.0
"""What a name costs that lies wholly outside its area (see `map_labels.WORTH`)."""
LINE = 1.22
"""Height of a line of text, in sizes of its type."""
HAIR_SPACE = "\u200a"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a label; `size` in points."""

    text: str
    size: float
    weight: str = "normal"
    slant: Literal["normal", "italic"] = "normal"
    colour: str = style.INK


@dataclass(frozen=True, slots=True)
class Label:
    """The lines of a label and where it wants to stand; the point in metres, `clear` in points."""

    id: str
    lines: tuple[Line, ...]
    x: float
    y: float
    clear: float
    rank: float
    required: bool
    spots: tuple[tuple[float, float], ...] = ()
    area: BaseGeometry | None = None
    """What the label should not reach out of, in metres."""


@dataclass(frozen=True, slots=True)
class Symbols:
    """What was drawn at places: boxes in pixels that names keep off."""

    boxes: tuple[Box, ...]
    clear: Mapping[str, float]
    """Place id → half the height of its row of symbols, in points."""


def seats_and_venues(
    axes: Any,
    region: Region,
    plan: Plan,
    found: Flows,
    backdrop: Backdrop,
    fills: Mapping[str, style.Fill],
    base: float,
) -> Symbols:
    """A star per unit seated in a place and a symbol per venue in use, side by side on the place."""
    marks = style.markers([v.kind for v in region.venues.values()])
    rows: dict[str, list[tuple[str, float, str]]] = {}
    for unit in plan.units:
        rows.setdefault(unit.seat_place_id, []).append(("*", 2.0 * base, fills[unit.unit_id].colour))
    for venue_id in found.courses:
        venue = region.venues[venue_id]
        face = "white" if "place_id" in venue.assumed else style.INK
        rows.setdefault(venue.place_id, []).append((marks[venue.kind], 1.25 * base, face))
    pixels = axes.figure.dpi / 72
    to_pixels, to_metres = axes.transData, axes.transData.inverted()
    boxes = []
    clear = {}
    for place_id in sorted(rows):
        row = rows[place_id]
        width = sum(size + 0.25 * base for _, size, _ in row)
        height = max(size for _, size, _ in row)
        centre_x, centre_y = to_pixels.transform(backdrop.points[place_id])
        left = centre_x - width * pixels / 2
        for marker, size, face in row:
            advance = (size + 0.25 * base) * pixels
            x, y = to_metres.transform((left + advance / 2, centre_y))
            layers.symbol(axes, x, y, marker, size, face, base, layers.Z_VENUE)
            left += advance
        half_w, half_h = width * pixels / 2, height * pixels / 2
        boxes.append(Box(centre_x - half_w, centre_y - half_h, centre_x + half_w, centre_y + half_h))
        clear[place_id] = height / 2
    return Symbols(tuple(boxes), clear)


def place_names(
    region: Region,
    plan: Plan,
    found: Flows,
    backdrop: Backdrop,
    symbols: Symbols,
    codes: frozenset[str],
    *,
    lang: Lang,
    base: float,
    most_names: int,
) -> list[Label]:
    """Every seat, venue and municipal centre in play, then the larger places where there is room."""
    seats = {unit.seat_place_id for unit in plan.units}
    centres = {region.municipalities[c].seat_place_id for c in codes}
    at: dict[str, list[str]] = {}
    for venue_id in found.courses:
        at.setdefault(region.venues[venue_id].place_id, []).append(venue_id)
    needed = seats | centres | set(at)
    others = sorted(
        (p for p in region.places.values() if p.persons > 0 and p.id not in needed),
        key=lambda p: (p.municipality_code not in codes, -p.persons, p.id),
    )[:most_names]
    labels = []
    for place_id in sorted(needed & set(region.places)) + [p.id for p in others]:
        place = region.places[place_id]
        x, y = backdrop.points[place_id]
        heavy = place_id in needed
        lines = [Line(place.name, base if heavy else 0.86 * base, "bold" if heavy else "normal")]
        lines += _venue_lines(region, found, at.get(place_id, []), lang, base)
        labels.append(
            Label(
                id=f"place:{place_id}",
                lines=tuple(lines),
                x=x,
                y=y,
                clear=max(
                    symbols.clear.get(place_id, 0.0),
                    layers.dot_size(place.persons, base) / 2,
                )
                + 0.3 * base,
                rank=-place.persons / 1e6 - len(lines),
                required=heavy,
            )
        )
    return labels


def _venue_lines(
    region: Region, found: Flows, venue_ids: Sequence[str], lang: Lang, base: float
) -> list[Line]:
    """Courses a year, one line per kind of venue in a place."""
    by_kind: dict[str, float] = {}
    for venue_id in venue_ids:
        kind = region.venues[venue_id].kind
        by_kind[kind] = by_kind.get(kind, 0.0) + found.courses[venue_id]
    courses = WORDS.text(lang, "courses")
    return [
        Line(f"{kind_name(lang, kind, SHORT_KINDS)}: {amount(lang, n)} {courses}", 0.86 * base)
        for kind, n in sorted(by_kind.items())
    ]


def municipality_names(
    region: Region, backdrop: Backdrop, codes: frozenset[str], base: float
) -> list[Label]:
    """Names of municipalities in capitals, inside their own area where there is room; those not among
    `codes` pale and last."""
    labels = []
    for code, shape in backdrop.shapes.items():
        if shape.is_empty:
            continue
        spots = inner_points(shape)
        ink = style.MUNICIPALITY_INK if code in codes else style.PALE_INK
        name = HAIR_SPACE.join(region.municipalities[code].name.upper())
        labels.append(
            Label(
                id=f"municipality:{code}",
                lines=(Line(name, 0.9 * base, slant="italic", colour=ink),),
                x=spots[0][0],
                y=spots[0][1],
                clear=0.0,
                rank=-5.0 if code in codes else 5.0,
                required=False,
                spots=spots,
                area=shape,
            )
        )
    return labels


@lru_cache(maxsize=256)
def inner_points(shape: Any) -> tuple[tuple[float, float], ...]:
    """Points inside a shape, the one farthest from its edge first, then a grid by distance from it.

    Remembered: many maps show the same municipalities.
    """
    radius = maximum_inscribed_circle(shape)
    best = (float(radius.coords[0][0]), float(radius.coords[0][1]))
    prepare(shape)
    x0, y0, x1, y1 = shape.bounds
    xs, ys = (a.ravel() for a in np.meshgrid(np.linspace(x0, x1, 26), np.linspace(y0, y1, 26)))
    inside = intersects_xy(shape, xs, ys)
    grid = [(float(x), float(y)) for x, y in zip(xs[inside], ys[inside], strict=True)]
    grid.sort(key=lambda p: ((p[0] - best[0]) ** 2 + (p[1] - best[1]) ** 2, p))
    return (best, *grid)


def write_labels(
    axes: Any,
    labels: Sequence[Label],
    *,
    hard: Sequence[Box],
    soft: Sequence[Box],
    busy: npt.NDArray[np.float64],
    base: float,
) -> tuple[Placed, ...]:
    """Find room for labels and write them; returns the boxes (pixels of the figure) of those written.

    `busy` holds rows of x, y (metres) and points wide, sampled along the arcs.
    """
    figure = axes.figure
    pixels = figure.dpi / 72
    measure = measure_of(figure)
    sizes = {label.id: _size(label, measure, pixels) for label in labels}
    to_pixels = axes.transData
    wants = []
    for label in labels:
        x, y = to_pixels.transform((label.x, label.y))
        width, height = sizes[label.id]
        spots, costs = _spots(label, width, height, to_pixels)
        wants.append(
            Want(
                id=label.id,
                x=float(x),
                y=float(y),
                width=width,
                height=height,
                clear=label.clear * pixels,
                rank=label.rank,
                required=label.required,
                spots=spots,
                spot_costs=costs,
            )
        )
    area = axes.get_window_extent()
    frame = Box(area.x0, area.y0, area.x1, area.y1).grown(-0.5 * base * pixels)
    weights = busy.copy()
    if len(weights):
        weights[:, :2] = to_pixels.transform(weights[:, :2])
        weights[:, 2] *= 0.04
    placed = place_labels(
        wants,
        frame=frame,
        hard=hard,
        soft=soft,
        busy=weights,
        step=0.7 * base * pixels,
        gap=0.45 * base * pixels,
    )
    by_id = {label.id: label for label in labels}
    for spot in placed:
        _write(axes, by_id[spot.id], spot, pixels, base)
    return placed


def _spots(
    label: Label, width: float, height: float, to_pixels: Any
) -> tuple[tuple[tuple[float, float], ...], tuple[float, ...]]:
    """Centres (pixels) that a label may take, cheapest first, and what each costs.

    Dear is what reaches out of the label's area, sampled over its box.
    """
    if not label.spots:
        return (), ()
    centres = np.asarray(to_pixels.transform(label.spots))
    costs = SPOT * np.arange(len(centres))
    if label.area is not None:
        grid = [(a, b) for a in np.linspace(-0.5, 0.5, 7) for b in (-0.45, 0.0, 0.45)]
        offsets = np.array(grid) * (width, height)
        samples = to_pixels.inverted().transform((centres[:, None, :] + offsets).reshape(-1, 2))
        inside = intersects_xy(label.area, samples[:, 0], samples[:, 1]).reshape(len(centres), -1)
        costs = costs + OUTSIDE * (1 - inside.mean(axis=1))
    order = np.argsort(costs, kind="stable")
    return (
        tuple((float(x), float(y)) for x, y in centres[order]),
        tuple(float(cost) for cost in costs[order]),
    )


def _size(label: Label, measure: Any, pixels: float) -> tuple[float, float]:
    """Width and height of a label in pixels."""
    width = 0.0
    for line in label.lines:
        font = FontProperties(size=line.size, weight=line.weight, style=line.slant)
        wide, _, _ = measure.get_text_width_height_descent(line.text, font, False)
        width = max(width, float(wide))
    return width, sum(line.size * LINE for line in label.lines) * pixels


def _write(axes: Any, label: Label, spot: Placed, pixels: float, base: float) -> None:
    to_metres = axes.transData.inverted()
    box = spot.box
    px, py = axes.transData.transform((label.x, label.y))
    if spot.leader:
        end = to_metres.transform(nearest_corner(box, px, py))
        axes.plot(
            [label.x, end[0]],
            [label.y, end[1]],
            color=style.INK,
            linewidth=0.07 * base,
            zorder=layers.Z_TEXT - 0.5,
        )
    # Several lines stand flush with the side that faces their point.
    right = (box.x0 + box.x1) / 2 < px - 1
    anchor = "right" if right else "left"
    top = box.y1
    for line in label.lines:
        x, y = to_metres.transform((box.x1 if right else box.x0, top - 0.95 * line.size * pixels))
        axes.text(
            x,
            y,
            line.text,
            fontsize=line.size,
            fontweight=line.weight,
            fontstyle=line.slant,
            color=line.colour,
            ha=anchor,
            va="baseline",
            zorder=layers.Z_TEXT,
            path_effects=[withStroke(linewidth=0.3 * base, foreground="white", alpha=0.85)],
            gid=label.id,
        )
        top -= line.size * LINE * pixels
