"""Inhabitants per unit over the years against the guideline, with the spread of the projections."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.report.charts.picture import Page, write_picture
from planner.report.charts.rows import legend_line
from planner.report.charts.style import BAND_EDGE, GRID, INK, LINES, bare, base_of, frame, new_figure
from planner.report.terminal import projection_name
from planner.report.words import HORIZON_WORDS, Lang, number, tell

if TYPE_CHECKING:
    from planner.horizon import Horizon
    from planner.pipeline import Alternative

PAGE = Page(24.0, 14.0, 150)
BAND = "#e6efe6"
UNITS_MAX = 8
"""Units drawn one by one; of more, the smallest."""


def draw_horizon(
    found: Horizon, base: Alternative, path: Path, lang: Lang = "nb", *, page: Page | None = None
) -> None:
    """Write the picture of one scenario; the suffix of the path says in which form.

    Raises:
        InputError: no form of that name, or the file cannot be written.
    """
    write_picture(path, lambda: horizon_figure(found, base, lang, page=page), dpi=(page or PAGE).dpi)


def horizon_figure(
    found: Horizon, base: Alternative, lang: Lang = "nb", *, page: Page | None = None
) -> Any:
    """A line for each unit in the main projection, its spread over the others, and the guideline."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    from planner.horizon import unit_persons

    page = page or PAGE
    size = base_of(page)
    figure = new_figure(page)
    title = _told(lang, "chart.title", title=base.title(lang))
    main = found.projections[0]
    bottom, top = frame(figure, page, title, projection_name(main, lang), [_told(lang, "assumed")])
    persons = {
        u.unit_id: [unit_persons(found, base, p, u.unit_id) for p in found.projections]
        for u in base.plan.units
    }
    shown = sorted(persons, key=lambda unit: persons[unit][0][0])[:UNITS_MAX]
    threshold = base.scenario.threshold
    handles: list[Any] = []
    labels: list[str] = []
    for n, unit in enumerate(shown):
        handles.append(Line2D([], [], color=LINES[n % len(LINES)], linewidth=0.25 * size))
        labels.append(base.unit_name(unit))
    handles.append(Patch(facecolor=BAND, edgecolor=BAND_EDGE))
    least, most = (number(lang, n) for n in (threshold.persons_min, threshold.persons_max))
    labels.append(_told(lang, "chart.band", least=least, most=most))
    if len(found.projections) > 1:
        handles.append(Patch(facecolor=LINES[0], alpha=0.2))
        labels.append(_told(lang, "chart.spread"))
    top = legend_line(figure, handles, labels, top, size)
    axes = figure.add_axes((0.09, bottom + 0.07, 0.86, top - bottom - 0.11))
    bare(axes, size)
    axes.axhspan(threshold.persons_min, threshold.persons_max, color=BAND, zorder=0)
    for edge in (threshold.persons_min, threshold.persons_max):
        axes.axhline(edge, color=BAND_EDGE, linewidth=0.08 * size, zorder=1)
    for n, unit in enumerate(shown):
        lines = persons[unit]
        colour = LINES[n % len(LINES)]
        low, high = ([pick(year) for year in zip(*lines, strict=True)] for pick in (min, max))
        axes.fill_between(found.years, low, high, color=colour, alpha=0.2, linewidth=0, zorder=2)
        axes.plot(found.years, lines[0], color=colour, linewidth=0.25 * size, marker="o", zorder=3)
        for at in (0, -1):
            axes.annotate(
                number(lang, lines[0][at]),
                (found.years[at], lines[0][at]),
                xytext=(0, 0.6 * size),
                textcoords="offset points",
                ha="left" if at == 0 else "right",
                fontsize=0.9 * size,
                color=INK,
            )
    highest = max((max(line) for unit in shown for line in persons[unit]), default=0)
    axes.set_ylim(0, 1.12 * max(highest, threshold.persons_min))
    axes.set_xticks(found.years)
    axes.yaxis.set_major_formatter(lambda value, _position: number(lang, value))
    axes.tick_params(labelsize=0.9 * size)
    axes.grid(axis="y", color=GRID, linewidth=0.06 * size)
    return figure


def _told(lang: Lang, key: str, /, **values: str | int) -> str:
    return tell(HORIZON_WORDS, lang, key, **values)
