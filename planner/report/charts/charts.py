"""The charts of a comparison, as files or as figures.

write_charts(alternatives, folder, form="png", lang=…)    a folder with all of them
draw_chart(name, alternatives, path, lang=…, page=…)      one of them, by its name in `CHARTS`
chart_figure(name, alternatives, lang=…, page=…)          the same as a matplotlib Figure
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from planner.errors import Finding, InputError
from planner.files import MARKER, WRITTEN_BY, listing, replaced_folder, stable_json, write_text
from planner.messages import message
from planner.pipeline import Alternative
from planner.progress import Report, silent
from planner.report.charts.picture import Page, write_picture
from planner.report.comparison import compare
from planner.report.words import Lang, percent
from planner.report.words.pictures import told

CHARTS: tuple[str, ...] = ("travel-time", "threshold", "worst-off", "cost", "trade-off")
"""Names of the charts, which name the files too."""


def write_charts(
    alternatives: Sequence[Alternative],
    folder: Path,
    *,
    form: str = "png",
    lang: Lang = "nb",
    page: Page | None = None,
    progress: Report = silent,
) -> None:
    """Write every chart of some alternatives to a folder; an earlier folder of ours is replaced whole.

    Each chart takes the page that its contents need where `page` is left out.

    Raises:
        InputError: no alternative, two of one name, other regions or scopes, or the folder is not one
            of ours or cannot be written.
    """
    alternatives = compare(alternatives).alternatives
    with replaced_folder(Path(folder)) as inner:
        fill_charts(alternatives, inner, form=form, lang=lang, page=page, progress=progress)
        marker = {"written_by": WRITTEN_BY, "kind": "charts", "files": listing(inner)}
        write_text(inner / MARKER, stable_json(marker))


def fill_charts(
    alternatives: Sequence[Alternative],
    folder: Path,
    *,
    form: str = "png",
    lang: Lang = "nb",
    page: Page | None = None,
    progress: Report = silent,
) -> None:
    """Write every chart that these alternatives have into a folder that is there."""
    for n, name in enumerate(CHARTS):
        progress(message("drawing {name}", name=name), n / len(CHARTS))
        if has_chart(name, alternatives):
            draw_chart(name, alternatives, folder / f"{name}.{form}", lang=lang, page=page)


def has_chart(name: str, alternatives: Sequence[Alternative]) -> bool:
    """Whether there is anything to show: the trade-off needs two alternatives whose cost is known."""
    return name != "trade-off" or len(_trade_off(alternatives, "nb")) > 1


def draw_chart(
    name: str,
    alternatives: Sequence[Alternative],
    path: Path,
    *,
    lang: Lang = "nb",
    page: Page | None = None,
) -> None:
    """Write one chart as .png, .svg or .pdf by the suffix of `path`; same input, same bytes.

    Raises:
        InputError: no such chart or format, alternatives that cannot be compared, or a file that cannot
            be written.
    """

    def make() -> Any:
        return chart_figure(name, alternatives, lang=lang, page=page)

    write_picture(path, make, dpi=(page or Page()).dpi)


def chart_figure(
    name: str, alternatives: Sequence[Alternative], *, lang: Lang = "nb", page: Page | None = None
) -> Any:
    """One chart as a matplotlib Figure.

    Raises:
        InputError: no such chart, or alternatives that cannot be compared.
    """
    from planner.report.charts.cost import cost_figure
    from planner.report.charts.threshold import threshold_figure
    from planner.report.charts.travel import travel_figure
    from planner.report.charts.worst import worst_figure

    makers: dict[str, Callable[..., Any]] = {
        "travel-time": travel_figure,
        "threshold": threshold_figure,
        "worst-off": worst_figure,
        "cost": cost_figure,
        "trade-off": _trade_off_figure,
    }
    if name not in makers:
        raise InputError(
            [
                Finding(
                    "charts", message("there is no such chart"), found=name, expected=", ".join(CHARTS)
                )
            ]
        )
    return makers[name](compare(alternatives).alternatives, lang=lang, page=page)


def _trade_off(alternatives: Sequence[Alternative], lang: Lang) -> list[Any]:
    """Travel hours and cost; those that cover fewer people than the best say so in their name."""
    from planner.report.charts.pareto import ParetoPoint

    covered = max(a.indicators.coverage_share for a in alternatives)

    def name(alternative: Alternative) -> str:
        title, share = alternative.title(lang), alternative.indicators.coverage_share
        if share >= covered - 1e-9:
            return title
        return told(lang, "tradeoff.covers", name=title, share=percent(lang, share))

    return [
        ParetoPoint(name(a), a.indicators.travel_hours_total, a.indicators.cost_nok)
        for a in alternatives
        if a.indicators.cost_nok is not None
    ]


def _trade_off_figure(
    alternatives: Sequence[Alternative], *, lang: Lang = "nb", page: Page | None = None
) -> Any:
    """Travel hours against cost: which alternatives no other one beats in both."""
    from planner.report.charts.pareto import PAGE, Axis, pareto_figure

    hours = Axis(told(lang, "tradeoff.hours"), told(lang, "tradeoff.hours_unit"))
    cost = Axis(told(lang, "tradeoff.cost"), told(lang, "tradeoff.cost_unit"))
    notes = [told(lang, "tradeoff.note")]
    if any(a.assumed_groups for a in alternatives):
        notes.append(told(lang, "all_assumed"))
    points = _trade_off(alternatives, lang)
    title = told(lang, "tradeoff.title")
    return pareto_figure(points, hours, cost, lang=lang, title=title, notes=notes, page=page or PAGE)
