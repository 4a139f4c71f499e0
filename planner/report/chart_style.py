"""How charts look: colours with hatches and markers for grey print, headings, and a foot with notes."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from planner.report.picture import Page

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
    for word in text.split(" ") if text else []:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, weight) <= points:
            lines[-1] = longer
        elif lines or width_of(word, size, weight) <= points:
            lines.append(word)
        else:
            share = points / width_of(word, size, weight)
            lines += textwrap.wrap(word, max(1, int(len(word) * share * 0.9)))
    return lines


def width_of(text: str, size: float, weight: str = "normal") -> float:
    """How wide a text is, in points; at the most, as letters of a PNG are fitted to its dots."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(family="DejaVu Sans", weight=weight, size=size)
    return 1.05 * float(text_to_path.get_text_width_height_descent(text, font, False)[0])


def bare(axes: Any, base: float) -> None:
    """An Axes without a box, with light lines to read values by."""
    axes.spines[["top", "right"]].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(SOFT_INK)
        axes.spines[side].set_linewidth(0.08 * base)
    axes.tick_params(labelsize=0.9 * base, color=SOFT_INK, length=0.35 * base, width=0.08 * base)
    axes.set_axisbelow(True)
