"""One-way curves: an indicator along one parameter, a line for each value of another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planner.errors import Finding, InputError
from planner.messages import message
from planner.report.charts import GRID, Page, bare, base_of, frame, new_figure, strokes
from planner.report.words import Lang, percent
from planner.whatif.columns import column, is_number, left_out, ordered, shown, varying
from planner.whatif.words import path_label, say, value_label

if TYPE_CHECKING:
    import pandas as pd

LINES_MAX = 20


def curve(
    table: pd.DataFrame,
    x: str,
    value: str,
    *,
    by: str | None = None,
    lang: Lang = "nb",
    title: str = "",
    page: Page | None = None,
) -> Any:
    """A figure of `value` along `x`, one line for each value of `by`.

    Where other inputs vary too, the line is the median and a band the span. Points without a plan leave
    a gap, and are counted below.

    Raises:
        InputError: a column that there is not, a value that is no number, or too many lines.
    """
    page = page or Page()
    data = table.assign(
        _x=column(table, x, "--x"),
        _y=column(table, value, "--value"),
        _by=column(table, by, "--by") if by else "",
    )
    data["_apart"], most = left_out(table, value)
    if not is_number(data["_y"]):
        raise InputError([Finding("--value", message("is no number, and has no curve"), found=value)])
    groups = ordered(data["_by"])
    if len(groups) > LINES_MAX:
        found = message("{count} values of {by}", count=len(groups), by=by)
        raise InputError(
            [
                Finding(
                    "--by", message("gives too many lines"), found=found, expected=message("at most 20")
                )
            ]
        )
    figure, base = new_figure(page), base_of(page)
    numeric = is_number(data["_x"])
    places = {v: (v if numeric else n) for n, v in enumerate(ordered(data["_x"]))}
    notes, drawn, banded = [], [], False
    for group, stroke in zip(groups, strokes(len(groups)), strict=True):
        rows = data[data["_by"] == group]
        known = rows.dropna(subset=["_y"])
        by_x = known[~known["_apart"]].groupby("_x", sort=False)["_y"]
        told = by_x.agg(["median", "min", "max"]).to_dict("index")
        xs = [v for v in places if v in set(rows["_x"])]
        ys = [told[v]["median"] if v in told else float("nan") for v in xs]
        band: list[list[float]] = []
        if len(told) and (by_x.agg("max") > by_x.agg("min")).any():
            banded = True
            band = [[told[v][end] if v in told else float("nan") for v in xs] for end in ("min", "max")]
        alone = known[known["_apart"]].groupby("_x", sort=False)["_y"].median().to_dict()
        apart = [(places[v], y) for v, y in alone.items()]
        drawn.append((group, stroke, [places[v] for v in xs], ys, band, apart))
    if data["_apart"].any():
        notes.append(say(lang, "apart", share=percent(lang, most)))
    if banded:
        notes.append(say(lang, "median"))
    notes.append(counted(table, lang))
    bottom, top = frame(
        figure,
        page,
        title or value_label(lang, value),
        subject(table, f"{value_label(lang, value)} – {path_label(lang, x)}"),
        notes,
    )
    right = 0.74 if len(groups) > 1 else 0.97
    low_edge = bottom + 4.0 * base / 72 / page.inches[1]
    axes = figure.add_axes((0.085, low_edge, right - 0.085, top - low_edge - 0.02))
    bare(axes, base)
    axes.grid(color=GRID, linewidth=0.08 * base)
    for group, stroke, along, ys, band, apart in drawn:
        if band:
            axes.fill_between(along, *band, color=stroke.colour, alpha=0.15, linewidth=0)
        axes.plot(
            along,
            ys,
            color=stroke.colour,
            linestyle=stroke.dashes,
            marker=stroke.marker,
            markersize=0.55 * base,
            linewidth=0.2 * base,
            label=shown(group, lang),
        )
        axes.plot(
            *zip(*apart, strict=True) if apart else ([], []),
            color=stroke.colour,
            linestyle="none",
            marker=stroke.marker,
            markersize=0.7 * base,
            markerfacecolor="white",
            markeredgewidth=0.12 * base,
        )
    ticks(axes, places, numeric, lang)
    axes.yaxis.set_major_formatter(lambda v, _: shown(round(v, 9), lang, value))
    axes.set_xlabel(path_label(lang, x), fontsize=base)
    if len(groups) > 1:
        axes.legend(
            loc="upper left",
            bbox_to_anchor=(1.01, 1.0),
            fontsize=0.85 * base,
            frameon=False,
            title=path_label(lang, by or ""),
            title_fontsize=0.85 * base,
            alignment="left",
            handlelength=3.2,
        )
    return figure


def subject(table: pd.DataFrame, text: str) -> str:
    """What a picture is of; of a study of one alternative its name comes first."""
    names = list(table["scenario"].unique()) if "scenario" in table else []
    return f"{names[0]}: {text}" if len(names) == 1 else text


def ticks(axes: Any, places: dict[Any, Any], numeric: bool, lang: Lang) -> None:
    """Marks along x: numbers in the language's style, or the values by name."""
    if numeric:
        axes.xaxis.set_major_formatter(lambda v, _: shown(round(v, 9), lang))
    else:
        axes.set_xticks(list(places.values()), [shown(v, lang) for v in places])


def counted(table: pd.DataFrame, lang: Lang) -> str:
    """How many points there are, and how many of them have no plan."""
    without = int(table["unit_ids"].isna().sum()) if "unit_ids" in table else len(table)
    text = say(lang, "points", count=len(table))
    return f"{text}, {say(lang, 'without', count=without)}." if without else f"{text}."


def guessed(table: pd.DataFrame) -> tuple[str, str | None]:
    """What to draw along, and what to tell lines apart by, where nobody says.

    Raises:
        InputError: nothing varies.
    """
    names = varying(table)
    if not names:
        raise InputError(
            [Finding("the table", message("has nothing that varies: there is no picture of it"))]
        )
    along = [name for name in names if is_number(table[name])] or names
    x = max(along, key=lambda name: len(ordered(table[name])))
    others = [name for name in names if name != x and table[name].nunique() <= LINES_MAX]
    return x, others[0] if others else None
