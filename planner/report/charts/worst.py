"""The worst-off municipalities: how long the way is from each, and which have the longest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planner.evaluate import MunicipalityIndicators
from planner.pipeline import Alternative
from planner.report.charts.picture import Page
from planner.report.charts.rows import legend_line, number_axis, page_of, row_axes, titles_of, widest
from planner.report.charts.style import HIGHLIGHT, INK, SOFT_INK, frame, new_figure
from planner.report.maps import amount
from planner.report.words import Lang, number
from planner.report.words.pictures import told

WORST = 3
"""So many are named."""


def worst_of(alternative: Alternative, count: int = WORST) -> tuple[MunicipalityIndicators, ...]:
    """The municipalities in scope with the longest mean one-way way, the worst first."""
    rows = [r for r in alternative.indicators.per_municipality if r.minutes_mean is not None]
    return tuple(sorted(rows, key=lambda r: (-(r.minutes_mean or 0.0), r.name))[:count])


def worst_figure(
    alternatives: Sequence[Alternative], *, lang: Lang = "nb", page: Page | None = None
) -> Any:
    """For each alternative a mark for every municipality, and the worst named with their minutes."""
    from matplotlib.lines import Line2D

    page, base = page_of(len(alternatives), page)
    figure = new_figure(page)
    notes = [told(lang, "worst.note")]
    if any(a.rests_on_assumptions("minutes_mean") for a in alternatives):
        notes.append(told(lang, "all_assumed"))
    bottom, top = frame(
        figure, page, told(lang, "worst.title"), told(lang, "worst.subtitle"), notes, base=base
    )

    def sample(marker: str, size: float, face: str, edge: str) -> Any:
        return Line2D(
            [], [], linestyle="none", marker=marker, ms=size * base, mfc=face, mec=edge, mew=0.1 * base
        )

    handles = [
        sample("o", 0.75, HIGHLIGHT, HIGHLIGHT),
        sample("|", 0.9, SOFT_INK, SOFT_INK),
        sample("D", 0.6, "white", INK),
    ]
    keys = ("worst.three", "worst.others", "worst.mean")
    labels = [told(lang, key, count=WORST) for key in keys]
    top = legend_line(figure, handles, labels, top, base)
    texts = [_named(a, lang) for a in alternatives]
    size = 0.88 * base
    wide = page.inches[0] * 72
    names = min(0.42, widest(texts, size) / wide + 0.01)
    right = 0.975 - names
    axes, middles = row_axes(
        figure,
        page,
        (bottom, top),
        titles_of(alternatives, lang),
        [1.0] * len(alternatives),
        base=base,
        right=right,
        left=0.24,
    )
    rows = [worst_of(a, len(a.indicators.per_municipality)) for a in alternatives]
    most = max((r.minutes_mean or 0.0 for found in rows for r in found), default=0.0)
    number_axis(axes, told(lang, "worst.axis"), lang, base, most=most * 1.02)
    box = axes.get_position()
    for alternative, found, y, text in zip(alternatives, rows, middles, texts, strict=True):
        minutes = [r.minutes_mean or 0.0 for r in found]
        if minutes:
            axes.plot(
                [minutes[-1], minutes[0]], [y, y], color="#bbbbbb", linewidth=0.12 * base, zorder=1
            )
            axes.plot(
                minutes[WORST:],
                [y] * len(minutes[WORST:]),
                "|",
                color=SOFT_INK,
                ms=0.9 * base,
                zorder=2,
            )
            axes.plot(
                minutes[:WORST], [y] * len(minutes[:WORST]), "o", color=HIGHLIGHT, ms=0.75 * base,
                zorder=3,
            )  # fmt: skip
        mean = alternative.indicators.minutes_mean
        if mean is not None:
            axes.plot([mean], [y], "D", mfc="white", mec=INK, ms=0.6 * base, mew=0.1 * base, zorder=4)
        at = box.y1 - y / len(alternatives) * box.height
        figure.text(right + 0.01, at, text, fontsize=size, va="center", color=INK)
    return figure


def _named(alternative: Alternative, lang: Lang) -> str:
    """The worst with their minutes, and how many have no offer."""
    parts = [f"{r.name} {number(lang, r.minutes_mean or 0.0)}" for r in worst_of(alternative)]
    text = ", ".join(parts)
    unmet = alternative.indicators.participants_unmet
    if unmet > 0.05:
        text += told(lang, "worst.unmet", unmet=amount(lang, unmet))
    return text
