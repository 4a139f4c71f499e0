"""Travel time: the cumulative share of the inhabitants within t minutes, a line for each alternative.

A place's people count by programme as they take part in it, so the lines pass through the shares within
30, 45 and 60 minutes of the comparison. People with no offer are never reached: a line that ends below
100 % leaves somebody out.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, fsum
from typing import Any

import numpy as np
import numpy.typing as npt

from planner.pipeline import Alternative
from planner.report.charts.picture import Page
from planner.report.charts.rows import widest
from planner.report.charts.style import GRID, INK, bare, base_of, frame, new_figure, strokes, wrapped
from planner.report.words import Lang, percent
from planner.report.words.pictures import told

PAGE = Page(27.0, 17.0)
MARKS_MINUTES = (30, 45, 60)
SAME_SHARE = 1e-6

Curve = npt.NDArray[np.float64]
"""Rows of minutes and the share (0..1) of all that is reached within them, minutes rising."""


def curve_of(alternative: Alternative) -> Curve:
    """The distribution of one-way minutes of everybody in scope; empty where nobody takes part."""
    rows = [row for row in alternative.indicators.assignments if row.in_scope]
    total = fsum(row.participants_per_year for row in rows)
    ways = sorted(
        (row.minutes, row.participants_per_year)
        for row in rows
        if row.minutes is not None and row.participants_per_year > 0
    )
    if total <= 0 or not ways:
        return np.zeros((0, 2))
    minutes = np.array([m for m, _ in ways])
    reached = np.cumsum([n for _, n in ways]) / total
    last = np.append(minutes[1:] > minutes[:-1] + 1e-9, True)
    return np.column_stack([minutes[last], np.minimum(reached[last], 1.0)])


def share_within(curve: Curve, minutes: float) -> float:
    """The share of all that is reached within some minutes."""
    at = int(np.searchsorted(curve[:, 0], minutes + SAME_SHARE, side="right"))
    return float(curve[at - 1, 1]) if at else 0.0


def groups_of(alternatives: Sequence[Alternative]) -> list[tuple[Curve, list[Alternative]]]:
    """Alternatives with one and the same curve together; who reach most within an hour first."""
    groups: list[tuple[Curve, list[Alternative]]] = []
    for alternative in alternatives:
        curve = curve_of(alternative)
        for known, group in groups:
            if known.shape == curve.shape and np.allclose(known, curve, atol=1e-6):
                group.append(alternative)
                break
        else:
            groups.append((curve, [alternative]))
    order = {id(group): n for n, (_, group) in enumerate(groups)}
    groups.sort(key=lambda g: (-share_within(g[0], 60.0), -share_within(g[0], 30.0), order[id(g[1])]))
    return groups


def travel_figure(
    alternatives: Sequence[Alternative], *, lang: Lang = "nb", page: Page | None = None
) -> Any:
    """The lines, those that are alike drawn and named as one, with the names at the right."""
    page = page if page is not None else PAGE
    base = base_of(page)
    figure = new_figure(page)
    notes = [told(lang, "travel.note")]
    if any(a.rests_on_assumptions("share_within_60") for a in alternatives):
        notes.append(told(lang, "all_assumed"))
    bottom, top = frame(
        figure, page, told(lang, "travel.title"), told(lang, "travel.subtitle"), notes, base=base
    )
    wide, high = (side * 72 for side in page.inches)
    left, foot = 6.4 * base / wide, bottom + 3.6 * base / high
    groups = groups_of(alternatives)
    names = [alternative.title(lang) for alternative in alternatives]
    beside = min(0.30, (widest(names, 0.9 * base) + 4.5 * base) / wide + 0.02)
    axes = figure.add_axes((left, foot, 0.965 - beside - left, top - base / high - foot))
    bare(axes, base)
    longest = max((curve[-1, 0] for curve, _ in groups if len(curve)), default=60.0)
    most = 30.0 * ceil(longest / 30.0 + 1e-9)
    handles = []
    for number_, ((curve, _), look) in enumerate(zip(groups, strokes(len(groups)), strict=True)):
        points = np.vstack([[0.0, 0.0], curve, [most, curve[-1, 1] if len(curve) else 0.0]])
        handles += axes.plot(
            points[:, 0],
            points[:, 1],
            drawstyle="steps-post",
            color=look.colour,
            linestyle=look.dashes,
            linewidth=0.22 * base,
            marker=look.marker,
            ms=0.65 * base,
            mfc="white",
            mew=0.1 * base,
            # Marks at other minutes on every line, so that lines close together keep theirs apart.
            markevery=_every(points, most, number_, len(groups)),
            zorder=3 + number_ / 100,
        )
    _scales(axes, most, lang, base)
    room = (beside - 0.01) * wide - 4.0 * base
    labels = [_label([a.title(lang) for a in group], room, 0.9 * base) for _, group in groups]
    size = 0.9 * base
    lines = sum(label.count("\n") + 1 for label in labels)
    space = (top - bottom) * high / (lines * 1.2 + len(labels) * 0.7 + 2)
    if space < size:
        size = max(0.45 * base, space)
        labels = [_label([a.title(lang) for a in group], room * 0.99, size) for _, group in groups]
    figure.legend(
        handles, labels, loc="upper left", bbox_to_anchor=(0.972 - beside, top - base / high),
        fontsize=size, frameon=False, borderaxespad=0, borderpad=0, labelspacing=0.7, handlelength=2.8,
    )  # fmt: skip
    return figure


def _every(points: Curve, most: float, number_: int, count: int) -> list[int]:
    """Which steps of a line carry its mark: about eight, at other minutes from line to line."""
    step = most / 8
    wanted = np.arange(step * (number_ + 0.5) / max(count, 1), most, step)
    return sorted({int(np.argmin(np.abs(points[:, 0] - at))) for at in wanted})


def _scales(axes: Any, most: float, lang: Lang, base: float) -> None:
    axes.set_xlim(0, most)
    axes.set_ylim(0, 1.02)
    ticks = list(range(0, int(most) + 1, 30 if most <= 300 else 60))
    axes.set_xticks(ticks, [str(t) for t in ticks])
    shares = [n / 5 for n in range(6)]
    axes.set_yticks(shares, [percent(lang, s) for s in shares])
    axes.grid(color=GRID, linewidth=0.06 * base)
    for minutes in MARKS_MINUTES:
        if minutes <= most:
            axes.axvline(
                minutes, color="#999999", linewidth=0.09 * base, linestyle=(0, (2, 2)), zorder=1
            )
    axes.set_xlabel(told(lang, "travel.axis"), fontsize=base, color=INK)
    axes.set_ylabel(told(lang, "travel.share"), fontsize=base, color=INK)


def _label(titles: Sequence[str], points: float, size: float) -> str:
    return "\n".join(line for title in titles for line in wrapped(title, points, size))
