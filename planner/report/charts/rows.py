"""Charts with a row for each alternative: the page that they need, and the names at the left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planner.pipeline import Alternative
from planner.report.charts.picture import Page, measure_of
from planner.report.charts.style import INK, bare, base_of, width_of, wrapped
from planner.report.words import Lang, number

WIDTH_CM = 25.0
ROW = 3.0
"""Height of an ordinary row, in sizes of type."""
AROUND = 13.0
"""Height of heading, axis and foot, in sizes of type."""


def page_of(rows: float, page: Page | None) -> tuple[Page, float]:
    """A page for so many ordinary rows, and the size of its type in points.

    A page that is given keeps its size: rows and type become smaller until they have room.
    """
    if page is None:
        base = 9.0
        high = (rows * ROW + AROUND) * base / 72 * 2.54
        return Page(WIDTH_CM, min(max(high, 8.0), 120.0)), base
    base = base_of(page)
    room = page.inches[1] * 72
    return page, min(base, max(0.45 * base, room / (rows * 0.75 * ROW + AROUND)))


def row_axes(
    figure: Any,
    page: Page,
    between: tuple[float, float],
    titles: Sequence[str],
    heights: Sequence[float],
    *,
    base: float,
    left: float = 0.27,
    right: float = 0.97,
) -> tuple[Any, list[float]]:
    """An Axes with the names of its rows beside it, and the middle of each row along its y.

    `heights` are those of the rows in ordinary rows; y counts them, from the top down.
    """
    bottom, top = between
    high = page.inches[1] * 72
    foot = bottom + 3.6 * base / high
    axes = figure.add_axes((left, foot, right - left, top - foot))
    bare(axes, base)
    total = sum(heights)
    axes.set_ylim(total, 0)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    middles = []
    done = 0.0
    row_points = (top - foot) * high / total
    for title, height in zip(titles, heights, strict=True):
        middle = done + height / 2
        middles.append(middle)
        _write_title(figure, page, axes, title, middle, left, height * row_points, base)
        if done:
            axes.axhline(done, color="#ececec", linewidth=0.06 * base, zorder=0)
        done += height
    return axes, middles


def _write_title(
    figure: Any,
    page: Page,
    axes: Any,
    title: str,
    y: float,
    left: float,
    room_high: float,
    base: float,
) -> None:
    room_wide = (left - 0.035) * page.inches[0] * 72
    size = base
    lines = wrapped(title, room_wide, size)
    while len(lines) * 1.2 * size > room_high and size > 0.5 * base:
        size *= 0.92
        lines = wrapped(title, room_wide, size)
    area = axes.get_position()
    low, high = sorted(axes.get_ylim())
    at = area.y1 - (y - low) / (high - low) * area.height
    figure.text(
        left - 0.01,
        at,
        "\n".join(lines),
        fontsize=size,
        ha="right",
        va="center",
        linespacing=1.15,
        color=INK,
    )


def number_axis(
    axes: Any, title: str, lang: Lang, base: float, *, most: float, room: float = 0.0
) -> None:
    """A number axis from 0 along the foot; `room` is what texts after the bars need, in points."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    wide = axes.get_window_extent().width / axes.figure.dpi * 72
    share = min(0.5, room / wide)
    axes.set_xlim(0, (most or 1.0) / (1 - share) * 1.02)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=max(2, int(wide / (7 * base))), steps=[1, 2, 5, 10]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: number(lang, value)))
    axes.set_xlabel(title, fontsize=base, color=INK)
    axes.grid(axis="x", color="#e2e2e2", linewidth=0.06 * base)


def widest(texts: Sequence[str], size: float) -> float:
    """Points that the longest of some texts takes."""
    return max((width_of(text, size) for text in texts), default=0.0)


def legend_line(
    figure: Any, handles: Sequence[Any], labels: Sequence[str], top: float, base: float
) -> float:
    """A legend across the page under the heading; returns where there is room below it."""
    if not handles:
        return top
    measure = measure_of(figure)
    for columns in range(len(handles), 0, -1):
        legend = figure.legend(
            handles,
            labels,
            loc="upper left",
            bbox_to_anchor=(0.025, top),
            ncols=columns,
            fontsize=0.9 * base,
            frameon=False,
            borderaxespad=0,
            borderpad=0,
            handlelength=1.8,
            columnspacing=1.4,
            labelspacing=0.35,
        )
        box = legend.get_window_extent(measure)
        if box.width <= 0.95 * figure.bbox.width or columns == 1:
            break
        legend.remove()
    return top - float(box.height + 0.8 * base * figure.dpi / 72) / float(figure.bbox.height)


def titles_of(alternatives: Sequence[Alternative], lang: Lang) -> list[str]:
    """What the alternatives are called."""
    return [alternative.title(lang) for alternative in alternatives]
