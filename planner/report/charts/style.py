"""How charts look: colours with hatches and markers for grey print, headings, and a foot with notes."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from planner.report.charts.picture import Page

INK = "#111111"
SOFT_INK = "#555555"
GRID = "#d7d7d7"
BAND = "#d3e8d6"
BAND_EDGE = "#5c9467"
ALMOST = "#eef6ef"
HIGHLIGHT = "#0b5a75"

# Okabe and Ito's scheme, without its yellow, which does not show on white: safe with the common colour
# blindnesses. Dashes and markers differ as well, for grey print.
LINES = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#000000", "#56b4e9", "#e69f00")
DASHES: tuple[Any, ...] = ("-", (0, (5, 2)), (0, (1.2, 1.2)), (0, (6, 1.5, 1.2, 1.5)))
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "<", ">", "h")
_WIDEST = 1.05
"""Letters of a PNG are fitted to its dots: a text may come out wider than it measures by this."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """One line of a chart: no two of the first 28 have the same colour and dashes."""

    colour: str
    dashes: Any
    marker: str


def strokes(count: int) -> tuple[Stroke, ...]:
    """A stroke for each line, in order."""
    return tuple(
        Stroke(LINES[n % len(LINES)], DASHES[n % len(DASHES)], MARKERS[n % len(MARKERS)])
        for n in range(count)
    )


def new_figure(page: Page) -> Any:
    """An empty page; sizes of type are given by `base_of`."""
    from matplotlib.figure import Figure

    return Figure(figsize=page.inches, dpi=page.dpi, facecolor="white")


def base_of(page: Page) -> float:
    """Size of ordinary type in points."""
    return 9.0 * page.scale


def frame(
    figure: Any,
    page: Page,
    title: str,
    subtitle: str = "",
    foot: Sequence[str] = (),
    *,
    base: float | None = None,
) -> tuple[float, float]:
    """Write heading and foot; returns the shares of the height between which there is room to draw.

    A title is broken where it is too long for the page, never cut.
    """
    base = base if base is not None else base_of(page)
    room = page.inches[0] * 72 * 0.95
    high = page.inches[1] * 72
    top = high - 0.8 * base
    for text, size, weight, colour in (
        (title, 1.55 * base, "bold", INK),
        (subtitle, base, "normal", SOFT_INK),
    ):
        for line in wrapped(text, room, size, weight):
            top -= 1.25 * size
            figure.text(
                0.025, (top + 0.25 * size) / high, line, fontsize=size, fontweight=weight, color=colour
            )
    small = 0.72 * base
    lines = [line for text in foot for line in wrapped(text, room, small)]
    bottom = 0.9 * base
    for line in reversed(lines):
        figure.text(0.025, bottom / high, line, fontsize=small, color=SOFT_INK)
        bottom += 1.3 * small
    return (bottom + 0.6 * base) / high, (top - 0.5 * base) / high


def wrapped(text: str, points: float, size: float, weight: str = "normal") -> list[str]:
    """A text in lines of at most so many points, measured in the type that it is drawn in."""
    lines: list[str] = []
    so_far = 0.0
    for word in text.split(" ") if text else []:
        step = _WIDEST * size * _advance(word, weight)
        if lines and so_far + step <= points:
            lines[-1] += f" {word}"
            so_far += step
            continue
        so_far = width_of(word, size, weight)
        if lines or so_far <= points:
            lines.append(word)
        else:
            share = points / so_far
            lines += textwrap.wrap(word, max(1, int(len(word) * share * 0.9)))
            so_far = width_of(lines[-1], size, weight)
    return lines


def width_of(text: str, size: float, weight: str = "normal") -> float:
    """How wide a text is, in points; at the most, as letters of a PNG are fitted to its dots."""
    return _WIDEST * size * _ems(text, weight)


def _advance(word: str, weight: str) -> float:
    """How much longer a line becomes by a space and this word, in sizes of its type.

    Word by word: to measure every line anew as it grows takes longer than to draw the page.
    """
    return _ems(f"n {word} n", weight) - _ems("n n", weight)


@lru_cache(maxsize=8192)
def _ems(text: str, weight: str) -> float:
    """Width in sizes of the type; the same words come again on every page."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(family="DejaVu Sans", weight=weight, size=100)
    return float(text_to_path.get_text_width_height_descent(text, font, False)[0]) / 100


def bare(axes: Any, base: float) -> None:
    """An Axes without a box, with light lines to read values by."""
    axes.spines[["top", "right"]].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(SOFT_INK)
        axes.spines[side].set_linewidth(0.08 * base)
    axes.tick_params(labelsize=0.9 * base, color=SOFT_INK, length=0.35 * base, width=0.08 * base)
    axes.set_axisbelow(True)
