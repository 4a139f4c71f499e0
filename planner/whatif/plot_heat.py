"""A heat map: an indicator, or the verdict on the guideline, over two parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planner.report.charts import INK, Page, base_of, frame, new_figure
from planner.report.words import Lang, joined, percent
from planner.whatif.columns import NONE, VERDICTS, column, is_number, left_out, ordered, shown
from planner.whatif.plot_curve import counted, subject
from planner.whatif.rankings import FIRST
from planner.whatif.words import path_label, say, value_label

if TYPE_CHECKING:
    import pandas as pd

CELLS_WITH_TEXT = 20
"""In a row: more than so many leave no room for numbers."""
COLOURS = {
    "within": ("#7fbf8e", ""),
    "about": ("#cfe7d3", "//"),
    "above": ("#9ecae1", ".."),
    "below": ("#f2b58f", "\\\\"),
    NONE: ("#eeeeee", ""),
}
"""Verdict → fill and hatch: told apart in grey print too."""


def heat_map(
    table: pd.DataFrame,
    x: str,
    y: str,
    value: str,
    *,
    lang: Lang = "nb",
    title: str = "",
    page: Page | None = None,
) -> Any:
    """A figure with a cell for each pair of values of `x` and `y`.

    Where other inputs vary too, a cell is the mean; of verdicts the one that stands worst, and of who
    comes first the most frequent. A cell without a plan is left white with a dash.

    Raises:
        InputError: a column that there is not.
    """
    page = page or Page()
    data = table.assign(
        _x=column(table, x, "--x"), _y=column(table, y, "--y"), _v=column(table, value, "--value")
    )
    xs, ys = ordered(data["_x"]), ordered(data["_y"])
    words = not is_number(data["_v"])
    apart, most = left_out(table, value)
    data["_apart"] = apart
    # a cell is a mean of what can be compared, and of what cannot only where nothing else is there
    mixed = data.groupby(["_x", "_y"], sort=False)["_apart"].transform("all")
    data = data[~data["_apart"] | mixed]
    hatched = set(data[data["_apart"]].groupby(["_x", "_y"], sort=False).groups)
    known = data.dropna(subset=["_v"]).groupby(["_x", "_y"], sort=False)["_v"]
    told = known.mean() if not words else known.agg(_most_frequent if value == FIRST else _worst)
    cells: dict[Any, Any] = told.to_dict()
    figure, base = new_figure(page), base_of(page)
    notes = []
    if value == FIRST and known.nunique().max() > 1:
        notes = [say(lang, "most")]
    elif not words and known.size().max() > 1:
        notes = [say(lang, "mean")]
    if hatched:
        notes.append(say(lang, "apart_cells", share=percent(lang, most)))
    bottom, top = frame(
        figure,
        page,
        title or value_label(lang, value),
        subject(table, value_label(lang, value)),
        [*notes, counted(table, lang)],
    )
    high = page.inches[1] * 72
    low = bottom + 3.6 * base / high
    named = max((len(shown(v, lang)) for v in ys), default=0)
    left = min(0.3, 0.06 + 0.62 * named * base / (page.inches[0] * 72))
    right = 0.80 if words else 0.87
    axes = figure.add_axes((left, low, right - left, top - low - 0.01))
    if words:
        _verdicts(axes, cells, xs, ys, lang, base)
    else:
        _numbers(figure, axes, cells, hatched, xs, ys, value, lang, base, right)
    axes.set_xlim(-0.5, len(xs) - 0.5)
    upwards = is_number(ys)
    axes.set_ylim(*((-0.5, len(ys) - 0.5) if upwards else (len(ys) - 0.5, -0.5)))
    every = max(1, -(-len(xs) // 16))
    axes.set_xticks(range(0, len(xs), every), [shown(v, lang) for v in xs[::every]])
    axes.set_yticks(range(len(ys)), [shown(v, lang) for v in ys])
    axes.tick_params(labelsize=0.85 * base, length=0)
    axes.spines[:].set_visible(False)
    axes.set_xlabel(path_label(lang, x), fontsize=base)
    if y != "scenario":
        axes.set_ylabel(path_label(lang, y), fontsize=base)
    return figure


def _most_frequent(values: Any) -> Any:
    counts = values.value_counts()
    return min(counts.index, key=lambda name: (-counts[name], name))


def _worst(values: Any) -> Any:
    found = set(values)
    return next((v for v in (*VERDICTS, NONE) if v in found), min(found, key=str))


def _verdicts(
    axes: Any, cells: dict[Any, Any], xs: list[Any], ys: list[Any], lang: Lang, base: float
) -> None:
    from matplotlib.patches import Patch, Rectangle

    used = [word for word in ("within", "about", "below", "above", NONE) if word in set(cells.values())]
    used += sorted({str(v) for v in cells.values()} - set(used))
    spare = ("#d3cbea", "#e6eb9a", "#f4c3cc", "#a9d8d3", "#d9cf9b", "#c9c3bd")
    looks = {word: COLOURS.get(word, (spare[n % len(spare)], "")) for n, word in enumerate(used)}
    for i, a in enumerate(xs):
        for j, b in enumerate(ys):
            word = cells.get((a, b))
            if word is None:
                axes.text(i, j, "–", ha="center", va="center", fontsize=0.9 * base)
                continue
            colour, hatch = looks[str(word)]
            box = Rectangle(
                (i - 0.5, j - 0.5),
                1,
                1,
                facecolor=colour,
                edgecolor="white",
                hatch=hatch,
                linewidth=0.8,
            )
            axes.add_patch(box)
    handles = [
        Patch(facecolor=looks[w][0], hatch=looks[w][1], edgecolor="white", label=_word(w, lang))
        for w in used
    ]
    axes.legend(
        handles=handles,
        loc="upper left",
        bbox_to_anchor=(1.01, 1.0),
        fontsize=0.85 * base,
        frameon=False,
    )


def _word(word: str, lang: Lang) -> str:
    return say(lang, word) if word in COLOURS else joined(lang, word.split(";"))


def _numbers(
    figure: Any,
    axes: Any,
    cells: dict[Any, Any],
    hatched: set[Any],
    xs: list[Any],
    ys: list[Any],
    value: str,
    lang: Lang,
    base: float,
    right: float,
) -> None:
    import numpy as np
    from matplotlib.patches import Rectangle

    texts = np.array([[cells.get((a, b), np.nan) for a in xs] for b in ys], dtype=float)
    grid = np.array(
        [[np.nan if (a, b) in hatched else cells.get((a, b), np.nan) for a in xs] for b in ys],
        dtype=float,
    )
    shown_grid = np.ma.masked_invalid(grid)
    for i, a in enumerate(xs):
        for j, b in enumerate(ys):
            if (a, b) in hatched:
                box = Rectangle((i - 0.5, j - 0.5), 1, 1, facecolor="white", edgecolor="#bbbbbb",
                                hatch="//", linewidth=0)  # fmt: skip
                axes.add_patch(box)
    image = axes.imshow(shown_grid, cmap="cividis", aspect="auto", interpolation="nearest")
    box = axes.get_position()
    bar = figure.add_axes((right + 0.015, box.y0, 0.018, box.height))
    figure.colorbar(image, cax=bar)
    bar.tick_params(labelsize=0.8 * base, length=0.2 * base)
    bar.yaxis.set_major_formatter(lambda v, _: shown(round(v, 9), lang, value))
    if len(xs) > CELLS_WITH_TEXT:
        return
    known = grid[np.isfinite(grid)]
    low, high = (known.min(), known.max()) if known.size else (0.0, 0.0)
    for j in range(len(ys)):
        for i in range(len(xs)):
            dark = np.isfinite(grid[j, i]) and (grid[j, i] - low) < 0.55 * (high - low)
            text = shown(float(texts[j, i]), lang, value)
            axes.text(
                i,
                j,
                text,
                ha="center",
                va="center",
                fontsize=min(0.9, 9 / len(xs)) * base,
                color="white" if dark and high > low else INK,
            )
