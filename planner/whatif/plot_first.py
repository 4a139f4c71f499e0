"""Who comes first: the share of a study's rankings that each alternative leads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planner.errors import Finding, InputError
from planner.messages import message
from planner.report.charts import GRID, INK, LINES, Page, bare, base_of, frame, new_figure, width_of
from planner.report.words import Lang, joined, percent
from planner.whatif.columns import column, ordered, shown
from planner.whatif.plot_curve import counted
from planner.whatif.rankings import FIRST
from planner.whatif.words import path_label, say

if TYPE_CHECKING:
    import pandas as pd

ROWS_MAX = 30
LABEL_MIN = 0.06
"""Share of the bar below which there is no room for a number in it."""
HATCHES = ("", "//", "..", "\\\\")
LIGHT = ("#56b4e9", "#e69f00", "#cc79a7")
"""Colours on which dark letters are read better than white ones."""


def firsts(table: pd.DataFrame, by: str | None = None) -> dict[Any, dict[str, int]]:
    """Value of `by` → who comes first (joined by `;` where they tie) → in how many rankings.

    One ranking is one combination of what varies; the most frequent leader of all comes first.

    Raises:
        InputError: the study ranks nothing, or there is no such column.
    """
    if FIRST not in table:
        fix = message("Write `weights: equal`, or the name of a weights file, in the study file.")
        raise InputError([Finding("the study", message("has no weights: it ranks nothing"), fix=fix)])
    # every alternative has a row for each ranking, so that those of one are all of them
    rows = table[table["scenario"] == table["scenario"].iloc[0]]
    rows = rows[rows[FIRST].notna()]
    if not len(rows):
        raise InputError([Finding("the study", message("has ranked nothing yet"))])
    order = [str(name) for name in rows[FIRST].value_counts(sort=True).index]
    if by is None:
        groups = [("", rows)]
    else:
        values = column(rows, by, "--by")
        groups = [(value, rows[values == value]) for value in ordered(values)]
    found = {}
    for value, some in groups:
        counts = some[FIRST].value_counts()
        found[value] = {name: int(counts[name]) for name in order if name in counts}
    return found


def first_chart(
    table: pd.DataFrame,
    *,
    by: str | None = None,
    lang: Lang = "nb",
    title: str = "",
    page: Page | None = None,
) -> Any:
    """A figure with a bar for each value of `by`, cut by who comes first.

    Raises:
        InputError: as `firsts`, or too many bars.
    """
    page = page or Page()
    found = firsts(table, by)
    if len(found) > ROWS_MAX:
        told = message("{count} values of {by}", count=len(found), by=by)
        raise InputError(
            [
                Finding(
                    "--by",
                    message("gives too many bars"),
                    found=told,
                    expected=message("at most {rows_max}", rows_max=ROWS_MAX),
                )
            ]
        )
    figure, base = new_figure(page), base_of(page)
    count = sum(sum(row.values()) for row in found.values())
    heading = say(lang, "first")
    subtitle = f"{heading}, {say(lang, 'of_rankings', count=count)}"
    bottom, top = frame(figure, page, title or heading, subtitle, [counted(table, lang)])
    wide, high = (72 * inches for inches in page.inches)
    labels = [shown(value, lang) for value in found]
    left = (
        0.04 + max(width_of(text, 0.9 * base) for text in labels) / wide + 1.8 * base / wide * bool(by)
    )
    names = list(dict.fromkeys(name for row in _by_count(found) for name in row))
    looks = {name: (LINES[n % len(LINES)], HATCHES[n // len(LINES) % len(HATCHES)])
             for n, name in enumerate(names)}  # fmt: skip
    called = {name: joined(lang, name.split(";")) for name in names}
    key = max(width_of(text, 0.9 * base) for text in called.values()) + 6 * base
    low = bottom + 3.6 * base / high
    axes = figure.add_axes((left, low, 1 - left - min(0.4, key / wide) - 0.03, top - low - 0.01))
    bare(axes, base)
    axes.grid(axis="x", color=GRID, linewidth=0.08 * base)
    for row, counts in enumerate(found.values()):
        _bar(axes, row, counts, looks, lang, base)
    axes.set_xlim(0, 1)
    axes.set_ylim(max(len(found), 3) - 0.4, -0.6)
    axes.set_yticks(range(len(found)), labels)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.xaxis.set_major_formatter(lambda v, _: percent(lang, v))
    if by:
        axes.set_ylabel(path_label(lang, by), fontsize=base)
    _key(axes, looks, called, base)
    return figure


def _by_count(found: dict[Any, dict[str, int]]) -> list[dict[str, int]]:
    """One row: everybody who comes first anywhere, the most frequent at the start."""
    total: dict[str, int] = {}
    for row in found.values():
        for name, count in row.items():
            total[name] = total.get(name, 0) + count
    return [dict(sorted(total.items(), key=lambda item: -item[1]))]


def _bar(
    axes: Any,
    row: int,
    counts: dict[str, int],
    looks: dict[str, tuple[str, str]],
    lang: Lang,
    base: float,
) -> None:
    whole, start = sum(counts.values()), 0.0
    for name, count in counts.items():
        share = count / whole
        colour, hatch = looks[name]
        axes.barh(
            row, share, left=start, height=0.72, color=colour, hatch=hatch, edgecolor="white",
            linewidth=0.6, zorder=2,
        )  # fmt: skip
        if share >= LABEL_MIN:
            ink = INK if colour in LIGHT or hatch else "white"
            box = {"facecolor": "white", "edgecolor": "none", "pad": 1.5} if hatch else None
            axes.text(
                start + share / 2, row, percent(lang, share), ha="center", va="center",
                fontsize=0.85 * base, color=ink, bbox=box, zorder=3,
            )  # fmt: skip
        start += share


def _key(axes: Any, looks: dict[str, tuple[str, str]], called: dict[str, str], base: float) -> None:
    from matplotlib.patches import Patch

    axes.legend(
        handles=[
            Patch(facecolor=colour, hatch=hatch, edgecolor="white", label=called[name])
            for name, (colour, hatch) in looks.items()
        ],
        loc="upper left",
        bbox_to_anchor=(1.01, 1.0),
        fontsize=0.9 * base,
        frameon=False,
    )
