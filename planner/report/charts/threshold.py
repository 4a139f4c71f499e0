"""Threshold bars: the inhabitants of every unit against the band of the guideline (20 000–40 000)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planner.evaluate import UnitIndicators
from planner.pipeline import Alternative
from planner.report.charts.picture import Page
from planner.report.charts.rows import legend_line, number_axis, page_of, row_axes, titles_of, widest
from planner.report.charts.style import ALMOST, BAND, BAND_EDGE, INK, SOFT_INK, frame, new_figure
from planner.report.comparison import unit_assumed, unit_cell
from planner.report.words import DASH, Lang, number
from planner.report.words.pictures import told

LOOKS = {
    "within": ("#0b5a75", ""),
    "about": ("#4f93ab", "///"),
    "below": ("#d5dde1", "..."),
    "above": ("#e69f00", "xx"),
}
NAMED_MOST = 3
"""So many units get their number each; of more the smallest and the largest are told."""
ALMOST_SHARE = 0.05
"""Less than so much short of the lower end is about at it."""


def threshold_figure(
    alternatives: Sequence[Alternative], *, lang: Lang = "nb", page: Page | None = None
) -> Any:
    """A bar for every unit; the band is that of each alternative's own scenario."""
    from matplotlib.patches import Patch, Rectangle

    heights = [max(1.0, 0.34 * len(a.indicators.units) + 0.3) for a in alternatives]
    page, base = page_of(sum(heights), page)
    figure = new_figure(page)
    first = alternatives[0].scenario.threshold
    band = told(lang, "threshold.band", low=first.persons_min, high=first.persons_max)
    notes = [told(lang, "assumed")] if _assumed(alternatives) else []
    bottom, top = frame(
        figure, page, told(lang, "threshold.title"), told(lang, "threshold.subtitle"), notes, base=base
    )
    statuses = [
        s
        for s in LOOKS
        if any(u.threshold_status == s for a in alternatives for u in a.indicators.units)
    ]
    handles: list[Any] = [
        Patch(facecolor=LOOKS[s][0], hatch=LOOKS[s][1], edgecolor=INK, linewidth=0.4) for s in statuses
    ]
    labels = [told(lang, f"threshold.{s}") for s in statuses]
    handles.append(Patch(facecolor=BAND, edgecolor=BAND_EDGE, linewidth=0.6))
    labels.append(band)
    top = legend_line(figure, handles, labels, top, base)
    axes, middles = row_axes(
        figure, page, (bottom, top), titles_of(alternatives, lang), heights, base=base
    )
    texts = [_texts(a, lang) for a in alternatives]
    size = 0.9 * base
    most = max(
        [u.persons for a in alternatives for u in a.indicators.units]
        + [a.scenario.threshold.persons_max for a in alternatives]
    )
    longest = [t for row in texts for t in row]
    number_axis(
        axes, told(lang, "threshold.axis"), lang, base, most=most, room=widest(longest, size) * 0.55
    )
    for alternative, middle, height, row in zip(alternatives, middles, heights, texts, strict=True):
        guide = alternative.scenario.threshold
        low, high = guide.persons_min, guide.persons_max
        edge, top_of = low * (1 - ALMOST_SHARE), middle - height / 2
        almost = Rectangle((edge, top_of), low - edge, height, facecolor=ALMOST, hatch="////")
        almost.set_edgecolor(BAND)
        inner = Rectangle((low, top_of), high - low, height, facecolor=BAND)
        for area in (almost, inner):
            area.set(linewidth=0, zorder=1)
            axes.add_patch(area)
        for end in (low, high):
            axes.plot(
                [end, end], [middle - height / 2, middle + height / 2], color=BAND_EDGE,
                linewidth=0.1 * base, zorder=1.5,
            )  # fmt: skip
        _bars(axes, alternative, middle, height, row, size)
        if not alternative.indicators.units:
            axes.text(
                0.006 * axes.get_xlim()[1], middle, told(lang, "multiples.no_unit"), fontsize=size,
                va="center", color=SOFT_INK, zorder=4,
            )  # fmt: skip
    return figure


def _assumed(alternatives: Sequence[Alternative]) -> bool:
    return any(unit_assumed(a, unit) for a in alternatives for unit in a.indicators.units)


def _ordered(alternative: Alternative) -> list[UnitIndicators]:
    return sorted(alternative.indicators.units, key=lambda u: (-u.persons, u.unit_id))


def _texts(alternative: Alternative, lang: Lang) -> list[str]:
    """What stands after the bars: each unit's number and verdict, or the range of many."""
    units = _ordered(alternative)
    if len(units) > NAMED_MOST:
        span = f"{number(lang, units[-1].persons)}{DASH}{number(lang, units[0].persons)}"
        star = "*" if any(unit_assumed(alternative, unit) for unit in units) else ""
        return [told(lang, "threshold.range", count=len(units), span=f"{span}{star}")]
    return [
        f"{number(lang, u.persons)}{'*' if unit_assumed(alternative, u) else ''}  {unit_cell(u, lang)}"
        for u in units
    ]


def _bars(
    axes: Any, alternative: Alternative, middle: float, height: float, texts: Sequence[str], size: float
) -> None:
    from matplotlib.patheffects import withStroke

    units = _ordered(alternative)
    if not units:
        return
    step = min(0.62, (height - 0.3) / len(units))
    start = middle - step * (len(units) - 1) / 2
    gap = 0.008 * axes.get_xlim()[1]
    for row, unit in enumerate(units):
        colour, hatch = LOOKS[unit.threshold_status]
        y = start + row * step
        axes.barh(
            y, unit.persons, height=step * 0.8, color=colour, hatch=hatch, edgecolor=INK,
            linewidth=0.4, zorder=2,
        )  # fmt: skip
    for row, text in enumerate(texts):
        one = len(texts) == len(units)
        axes.text(
            units[row].persons + gap,
            start + row * step if one else middle,
            text,
            fontsize=size if step > 0.3 or not one else 0.8 * size,
            va="center",
            color=INK,
            zorder=4,
            path_effects=[withStroke(linewidth=0.35 * size, foreground="white", alpha=0.9)],
        )
