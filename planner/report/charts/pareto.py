"""The Pareto front as a picture: plain points in, a chart out.

    draw_pareto(points, x, y, path, lang=…, title=…, page=…)     a file
    pareto_figure(points, x, y, lang=…, title=…, page=…)         the same as a matplotlib Figure

Which points are on the front follows from the values; the knee is the caller's to name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import numpy as np

from planner.report.charts.picture import Page, write_picture
from planner.report.charts.style import (
    BAND_EDGE,
    GRID,
    HIGHLIGHT,
    INK,
    SOFT_INK,
    bare,
    base_of,
    frame,
    new_figure,
    width_of,
)
from planner.report.maps import Box, Want, distance, place_labels
from planner.report.words import Lang, number
from planner.report.words.pictures import told

PAGE = Page(24.0, 16.0, 150)


@dataclass(frozen=True, slots=True)
class ParetoPoint:
    """One plan: its name as a reader shall see it, and its two values."""

    name: str
    x: float
    y: float
    knee: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """What an axis measures: its title, its unit ("" where it has none), which way is better."""

    title: str
    unit: str = ""
    decimals: int = 0
    better: Literal["lower", "higher"] = "lower"

    @property
    def heading(self) -> str:
        """Title and unit."""
        return f"{self.title} ({self.unit})" if self.unit else self.title


def draw_pareto(
    points: Sequence[ParetoPoint],
    x: Axis,
    y: Axis,
    path: Path,
    *,
    lang: Lang = "nb",
    title: str | None = None,
    notes: Sequence[str] = (),
    page: Page = PAGE,
) -> None:
    """Write the chart as .png, .svg or .pdf by the suffix of `path`; same points, same bytes.

    Raises:
        InputError: the suffix is another one, or the file cannot be written.
        ValueError: there is no point.
    """
    write_picture(
        path,
        lambda: pareto_figure(points, x, y, lang=lang, title=title, notes=notes, page=page),
        dpi=page.dpi,
    )


def front_of(points: Sequence[ParetoPoint], x: Axis, y: Axis) -> tuple[ParetoPoint, ...]:
    """The points that no other one beats, from the best to the worst along x.

    A point beats another where it is no worse in both values and better in one. Equal points stand
    together.
    """
    sign_x, sign_y = (1.0 if axis.better == "lower" else -1.0 for axis in (x, y))

    def beats(a: ParetoPoint, b: ParetoPoint) -> bool:
        dx, dy = sign_x * (a.x - b.x), sign_y * (a.y - b.y)
        return dx <= 0 and dy <= 0 and (dx < 0 or dy < 0)

    left = [p for p in points if not any(beats(other, p) for other in points)]
    return tuple(sorted(left, key=lambda p: (sign_x * p.x, sign_y * p.y, p.name)))


def pareto_figure(
    points: Sequence[ParetoPoint],
    x: Axis,
    y: Axis,
    *,
    lang: Lang = "nb",
    title: str | None = None,
    notes: Sequence[str] = (),
    page: Page = PAGE,
) -> Any:
    """The chart as a matplotlib Figure: the front as a staircase, others pale, the knee marked."""
    if not points:
        raise ValueError("a Pareto front needs at least one point")
    base = base_of(page)
    figure = new_figure(page)
    bottom, top = frame(
        figure, page, title if title is not None else told(lang, "pareto.title"), "", notes
    )
    front = front_of(points, x, y)
    others = [p for p in points if p not in front]
    axes = _axes(figure, page, bottom, top, points, (x, y), lang)
    stairs = _staircase(axes, front, base)
    handles = [
        axes.plot(
            [p.x for p in front], [p.y for p in front], "o", color=HIGHLIGHT, ms=0.8 * base, zorder=4
        )[0]
    ]
    labels = [told(lang, "pareto.front")]
    if others:
        handles += axes.plot(
            [p.x for p in others], [p.y for p in others], "o",
            mfc="white", mec=SOFT_INK, ms=0.65 * base, zorder=3,
        )  # fmt: skip
        labels.append(told(lang, "pareto.dominated"))
    knees = [p for p in points if p.knee]
    if knees:
        handles += axes.plot(
            [p.x for p in knees], [p.y for p in knees], "*",
            mfc="#e69f00", mec=INK, ms=1.9 * base, mew=0.1 * base, zorder=5, linestyle="none",
        )  # fmt: skip
        labels.append(told(lang, "pareto.knee"))
    figure.legend(
        handles, labels, loc="upper left", bbox_to_anchor=(0.02, top), ncols=3,
        fontsize=0.9 * base, frameon=False, borderaxespad=0, columnspacing=1.6, handletextpad=0.5,
    )  # fmt: skip
    _name(axes, points, front, stairs, base)
    return figure


def _axes(
    figure: Any,
    page: Page,
    bottom: float,
    top: float,
    points: Sequence[ParetoPoint],
    both: tuple[Axis, Axis],
    lang: Lang,
) -> Any:
    base = base_of(page)
    wide, high = (side * 72 for side in page.inches)
    left, foot = 7.2 * base / wide, bottom + 3.6 * base / high
    axes = figure.add_axes((left, foot, 0.965 - left, top - 2.2 * base / high - foot))
    bare(axes, base)
    axes.grid(color=GRID, linewidth=0.07 * base)
    for axis, side, values, limits in (
        (both[0], axes.xaxis, [p.x for p in points], axes.set_xlim),
        (both[1], axes.yaxis, [p.y for p in points], axes.set_ylim),
    ):
        low, most = min(values), max(values)
        span = (most - low) or max(abs(most), 1.0)
        limits(low - 0.09 * span, most + 0.14 * span)
        arrow = {"lower": "←", "higher": "→"}[axis.better]  # turned with the text along y
        side.set_label_text(
            f"{axis.heading}   {arrow} {told(lang, 'pareto.better')}", fontsize=base, color=INK
        )
        side.set_major_formatter(_ticks(lang, axis.decimals))
        side.set_major_locator(_locator(axis.decimals))
    return axes


def _ticks(lang: Lang, decimals: int) -> Any:
    from matplotlib.ticker import FuncFormatter

    return FuncFormatter(lambda value, _: number(lang, value, decimals))


def _locator(decimals: int) -> Any:
    """Ticks that differ in the decimals shown."""
    from matplotlib.ticker import MaxNLocator

    return MaxNLocator(nbins=7, steps=[1, 2, 2.5, 5, 10], integer=decimals == 0)


def _staircase(axes: Any, front: Sequence[ParetoPoint], base: float) -> Any:
    """What can be had: between two points of the front no plan is known. Returns it as pixels."""
    corners: list[tuple[float, float]] = []
    for here, there in pairwise(front):
        corners += [(here.x, here.y), (there.x, here.y)]
    corners.append((front[-1].x, front[-1].y))
    axes.plot(
        [c[0] for c in corners],
        [c[1] for c in corners],
        color=BAND_EDGE,
        linewidth=0.2 * base,
        linestyle=(0, (4, 2)),
        zorder=2,
    )
    rows = np.asarray(axes.transData.transform(corners))
    parts = [np.linspace(a, b, max(2, int(np.abs(b - a).max() / 4))) for a, b in pairwise(rows)]
    along = np.concatenate(parts) if parts else np.zeros((0, 2))
    return np.column_stack([along, np.full(len(along), 0.3)])


def _name(
    axes: Any,
    points: Sequence[ParetoPoint],
    front: Sequence[ParetoPoint],
    stairs: Any,
    base: float,
) -> None:
    """Names beside their points, none on another; those with the same values are named together."""
    from matplotlib.patheffects import withStroke

    pixels = axes.figure.dpi / 72
    at: dict[tuple[float, float], list[ParetoPoint]] = {}
    for point in points:
        at.setdefault((point.x, point.y), []).append(point)
    size = 0.95 * base
    wants, lines, soft = [], {}, []
    for number_, ((x, y), group) in enumerate(sorted(at.items())):
        px, py = (float(v) for v in axes.transData.transform((x, y)))
        names = list(dict.fromkeys(p.name for p in group))
        key = f"{number_:04d}"
        on_front = any(p in front for p in group)
        weight = "bold" if on_front else "normal"
        lines[key] = ("\n".join(names), weight)
        wants.append(
            Want(
                id=key,
                x=px,
                y=py,
                width=max(width_of(name, size, weight) for name in names) * pixels,
                height=1.25 * size * len(names) * pixels,
                clear=0.75 * base * pixels,
                rank=0.0 if on_front else 1.0,
                required=True,
            )
        )
        half = 0.5 * base * pixels
        soft.append(Box(px - half, py - half, px + half, py + half))
    area = axes.get_window_extent()
    placed = place_labels(
        wants,
        frame=Box(area.x0, area.y0, axes.figure.bbox.width, area.y1),
        hard=soft,
        busy=stairs,
        step=0.6 * base * pixels,
        gap=0.2 * base * pixels,
    )
    spots = {want.id: want for want in wants}
    back = axes.transData.inverted()
    for label in placed:
        text, weight = lines[label.id]
        box = label.box
        want = spots[label.id]
        if distance(box, want.x, want.y) > 1.6 * want.clear:
            end = (min(max(want.x, box.x0), box.x1), min(max(want.y, box.y0), box.y1))
            (x0, y0), (x1, y1) = back.transform([(want.x, want.y), end])
            axes.plot([x0, x1], [y0, y1], color=SOFT_INK, linewidth=0.06 * base, zorder=2.5)
        x, y = back.transform((box.x0, (box.y0 + box.y1) / 2))
        axes.text(
            x, y, text, fontsize=size, fontweight=weight, va="center", ha="left",
            linespacing=1.2, color=INK, zorder=6, gid=f"point:{label.id}",
            path_effects=[withStroke(linewidth=0.3 * base, foreground="white", alpha=0.9)],
        )  # fmt: skip
