"""What each period of an order is worth: the best order beside the greedy one, year by year."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.report.charts.picture import Page, write_picture
from planner.report.charts.rows import legend_line
from planner.report.charts.style import GRID, HIGHLIGHT, INK, SOFT_INK, bare, base_of, frame, new_figure
from planner.report.terminal import opens_text
from planner.report.words import PHASING_WORDS, Lang, number, tell

if TYPE_CHECKING:
    from planner.phasing import Period, Phasing

PAGE = Page(24.0, 13.0, 150)
PANELS = ("served", "hours")


def draw_phasing(found: Phasing, path: Path, lang: Lang = "nb", *, page: Page | None = None) -> None:
    """Write the picture; the suffix of the path says in which form.

    Raises:
        InputError: no form of that name, or the file cannot be written.
    """
    write_picture(path, lambda: phasing_figure(found, lang, page=page), dpi=(page or PAGE).dpi)


def phasing_figure(found: Phasing, lang: Lang = "nb", *, page: Page | None = None) -> Any:
    """Two panels of steps over the years: participants in the region, and hours on the road."""
    page = page or PAGE
    base = base_of(page)
    figure = new_figure(page)
    title = _told(lang, "chart.title", title=found.end.title(lang))
    opens = [f"{p.number}: {opens_text(found, p.opened, lang)}" for p in found.best]
    bottom, top = frame(figure, page, title, "", opens)
    handles, labels = [], []
    middle = None
    for n, key in enumerate(PANELS):
        axes = figure.add_axes((0.07 + 0.48 * n, bottom + 0.13, 0.42, top - bottom - 0.24))
        bare(axes, base)
        lines = []
        for periods, colour, style in (
            (found.greedy, SOFT_INK, (0, (4, 2))),
            (found.best, HIGHLIGHT, "-"),
        ):
            if not periods:
                continue
            x, y = _steps(periods, key)
            [line] = axes.plot(x, y, color=colour, linestyle=style, linewidth=0.22 * base)
            lines.append(line)
        for period, spot in zip(found.best, _middles(found.best, key), strict=True):
            axes.annotate(
                number(lang, _value(period, key)),
                spot,
                xytext=(0, 0.4 * base),
                textcoords="offset points",
                ha="center",
                fontsize=0.9 * base,
                color=INK,
            )
        axes.set_ylim(0, 1.18 * max(_value(p, key) for p in (*found.best, *found.greedy)))
        axes.set_xlim(0.5, 0.5 + sum(p.years for p in found.best))
        axes.set_xticks(range(1, sum(p.years for p in found.best) + 1))
        axes.tick_params(labelsize=0.85 * base)
        axes.grid(axis="y", color=GRID, linewidth=0.07 * base)
        axes.set_xlabel(_told(lang, "chart.year"), fontsize=0.9 * base)
        axes.set_title(_told(lang, f"chart.{key}"), fontsize=base, loc="left", color=INK)
        if middle is None:
            middle = axes
            handles = lines[::-1]
            labels = [_told(lang, "chart.best"), _told(lang, "chart.greedy")][: len(lines)]
    legend_line(figure, handles, labels, top, base)
    return figure


def _value(period: Period, key: str) -> float:
    of = period.alternative.indicators
    return of.participants_served if key == "served" else of.travel_hours_total


def _steps(periods: Sequence[Period], key: str) -> tuple[list[float], list[float]]:
    x, y, at = [], [], 0.5
    for period in periods:
        x += [at, at + period.years]
        y += [_value(period, key)] * 2
        at += period.years
    return x, y


def _middles(periods: Sequence[Period], key: str) -> list[tuple[float, float]]:
    found, at = [], 0.5
    for period in periods:
        found.append((at + period.years / 2, _value(period, key)))
        at += period.years
    return found


def _told(lang: Lang, key: str, /, **values: str | int) -> str:
    return tell(PHASING_WORDS, lang, key, **values)
