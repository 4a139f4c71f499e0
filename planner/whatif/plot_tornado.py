"""A tornado diagram: how far each thing moves a figure when it goes to either end by itself."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from planner.errors import Finding, InputError
from planner.report.chart_style import GRID, INK, bare, base_of, frame, new_figure
from planner.report.numbers import Lang, joined
from planner.report.picture import Page
from planner.whatif.columns import column, ordered, shown
from planner.whatif.points import BASE, END, HIGH, LOW, VARIED
from planner.whatif.words import path_label, say, value_label

if TYPE_CHECKING:
    import pandas as pd

BARS_MAX = 24
FACTORS = ("assumed.", "population.factor", "demand.factor")
"""Beginnings of paths whose values multiply what is there."""
LOW_LOOK, HIGH_LOOK = ("#56b4e9", ""), ("#e69f00", "//")


@dataclass(frozen=True, slots=True)
class Bar:
    """What became of a figure at either end; None where there was no plan."""

    name: str
    low: float | None
    high: float | None
    low_value: Any
    high_value: Any

    @property
    def unknown(self) -> bool:
        """Whether there was no plan at an end."""
        return self.low is None or self.high is None

    def swing(self, base: float) -> float:
        """The farthest it goes from the base."""
        return max((abs(v - base) for v in (self.low, self.high) if v is not None), default=0.0)


def swings(
    table: pd.DataFrame, value: str, *, scenario: str | None = None, minus: str | None = None
) -> tuple[float, tuple[Bar, ...]]:
    """The figure at the base, and a bar for everything that varied, the widest first.

    With `minus` the figure is that of `scenario` less that of another.

    Raises:
        InputError: the study did not vary one thing at a time, or a scenario is missing.
    """
    if VARIED not in table or END not in table:
        raise InputError(
            [
                Finding(
                    "the study",
                    "did not vary one thing at a time: there is no tornado diagram of it",
                    mend="Write `one_at_a_time` or `every_assumption` in the study file.",
                )
            ]
        )
    names = ordered(table["scenario"])
    scenario = scenario or names[0]
    found = _figures(table, value, scenario, names, "--scenario")
    if minus is not None:
        others = _figures(table, value, minus, names, "--minus")
        found = {key: (_less(v, others[key][0]), told) for key, (v, told) in found.items()}
    base = found.get(("", BASE), (None, None))[0]
    if base is None:
        raise InputError([Finding("the study", "has no plan at its base", found=scenario)])
    bars = []
    for name in dict.fromkeys(name for name, _ in found if name):
        (low, low_value), (high, high_value) = found[name, LOW], found[name, HIGH]
        bars.append(Bar(name, low, high, low_value, high_value))
    return base, tuple(sorted(bars, key=lambda bar: (-bar.swing(base), bar.name)))


def _less(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other


def _figures(
    table: pd.DataFrame, value: str, scenario: str, names: list[str], option: str
) -> dict[tuple[str, str], tuple[float | None, Any]]:
    if scenario not in names:
        raise InputError(
            [Finding(option, "is not in the study", found=scenario, expected=", ".join(names))]
        )
    rows = table[table["scenario"] == scenario]
    values = column(rows, value, "--value")
    told = rows["value"] if "value" in rows else [None] * len(rows)
    return {
        (str(name or ""), str(end)): (None if v is None or v != v else float(v), _at(name, at))
        for name, end, v, at in zip(rows[VARIED], rows[END], values, told, strict=True)
    }


def _at(name: Any, value: Any) -> Any:
    """A value as the diagram names it; numbers in a column of mixed values are text."""
    with contextlib.suppress(TypeError, ValueError):
        return _Times(value) if str(name).startswith(FACTORS) else float(value)
    return value


class _Times(float):
    """A number that something else is multiplied by."""


def _shown(value: Any, lang: Lang) -> str:
    return f"× {shown(float(value), lang)}" if isinstance(value, _Times) else shown(value, lang)


def tornado(
    table: pd.DataFrame,
    value: str,
    *,
    scenario: str | None = None,
    minus: str | None = None,
    lang: Lang = "nb",
    title: str = "",
    page: Page | None = None,
) -> Any:
    """A figure with a bar for everything that moves a figure, the widest at the top.

    Raises:
        InputError: as `swings`.
    """
    page = page or Page()
    base_value, bars = swings(table, value, scenario=scenario, minus=minus)
    name = scenario or ordered(table["scenario"])[0]
    # What moves the figure less than the solver's accuracy moves it not at all.
    small = 1e-6 * max(1.0, abs(base_value))
    moving = [bar for bar in bars if bar.unknown or bar.swing(base_value) > small]
    moved = moving[:BARS_MAX]
    still = [path_label(lang, bar.name) for bar in bars if bar not in moving]
    figure, base = new_figure(page), base_of(page)
    what = f"{name}: {value_label(lang, value)}"
    if minus:
        what = f"{value_label(lang, value)}: {say(lang, 'minus', one=name, other=minus)}"
    notes = [say(lang, "flips")] if minus else []
    if len(moving) > len(moved):
        notes.append(say(lang, "more", count=len(moving) - len(moved)))
    if still:
        notes.append(say(lang, "unmoved", names=joined(lang, still)))
    told = say(lang, "base", value=shown(base_value, lang, value))
    bottom, top = frame(figure, page, title or what, f"{what}. {told[:1].upper()}{told[1:]}.", notes)
    longest = max((len(path_label(lang, bar.name)) for bar in moved), default=10)
    left = min(0.4, 0.05 + 0.56 * longest * base / (page.inches[0] * 72))
    low_edge = bottom + 3.4 * base / 72 / page.inches[1]
    axes = figure.add_axes((left, low_edge, 0.93 - left, top - low_edge - 0.03))
    bare(axes, base)
    axes.grid(axis="x", color=GRID, linewidth=0.08 * base)
    ends = [v for bar in moved for v in (bar.low, bar.high) if v is not None] or [base_value]
    low_end, high_end = min([*ends, base_value]), max([*ends, base_value])
    room = 0.09 * ((high_end - low_end) or 1.0)
    for row, bar in enumerate(moved):
        _draw(axes, row, bar, base_value, lang, base, room)
    axes.axvline(base_value, color=INK, linewidth=0.15 * base)
    if minus:
        axes.axvline(0, color=INK, linewidth=0.12 * base, linestyle=":")
    axes.set_xlim(low_end - 1.2 * room, high_end + 1.2 * room)
    axes.set_ylim(max(len(moved), 1) - 0.4, -0.6)
    axes.set_yticks(range(len(moved)), [path_label(lang, bar.name) for bar in moved])
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.xaxis.set_major_formatter(lambda v, _: shown(round(v, 9), lang, value))
    axes.set_xlabel(value_label(lang, value), fontsize=base)
    _key(axes, lang, base)
    return figure


def _draw(
    axes: Any, row: int, bar: Bar, base_value: float, lang: Lang, base: float, room: float
) -> None:
    # The wider end lies behind where both go the same way.
    ends = [(bar.low, bar.low_value, LOW_LOOK), (bar.high, bar.high_value, HIGH_LOOK)]
    ends.sort(key=lambda end: -abs((end[0] if end[0] is not None else base_value) - base_value))
    sides = set()
    for value, at, (colour, hatch) in ends:
        if value is None:
            # On the side that the other end leaves free.
            other = bar.high if bar.low is None else bar.low
            left = other is not None and other >= base_value
            axes.text(
                base_value + (-0.08 if left else 0.08) * room,
                row,
                f"{_shown(at, lang)}: {say(lang, 'no_plan')}",
                fontsize=0.75 * base,
                ha="right" if left else "left",
                va="center",
            )
            continue
        axes.barh(
            row,
            value - base_value,
            left=base_value,
            height=0.72,
            color=colour,
            hatch=hatch,
            edgecolor="white",
            linewidth=0.5,
            zorder=2,
        )
        side = value >= base_value
        if side not in sides and abs(value - base_value) > 0:
            sides.add(side)
            axes.text(
                value + (0.08 if side else -0.08) * room,
                row,
                _shown(at, lang),
                ha="left" if side else "right",
                va="center",
                fontsize=0.75 * base,
            )


def _key(axes: Any, lang: Lang, base: float) -> None:
    from matplotlib.patches import Patch

    axes.legend(
        handles=[
            Patch(facecolor=LOW_LOOK[0], hatch=LOW_LOOK[1], edgecolor="white", label=say(lang, "low")),
            Patch(
                facecolor=HIGH_LOOK[0], hatch=HIGH_LOOK[1], edgecolor="white", label=say(lang, "high")
            ),
        ],
        loc="lower right",
        fontsize=0.85 * base,
        frameon=False,
    )
