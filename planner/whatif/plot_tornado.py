"""A tornado diagram: how far each thing moves a figure when it goes to either end by itself."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from planner.errors import Finding, InputError
from planner.messages import message
from planner.report.charts import GRID, INK, Page, bare, base_of, frame, new_figure, width_of
from planner.report.words import Lang, joined
from planner.whatif.columns import column, ordered, shown
from planner.whatif.points import BASE, END, HIGH, LOW, VARIED
from planner.whatif.rankings import FIRST, LEAD, RANKED
from planner.whatif.words import path_label, said, say, value_label

if TYPE_CHECKING:
    import pandas as pd

BARS_MAX = 24
FACTORS = ("assumed.", "population.factor", "demand.factor")
"""Beginnings of paths whose values multiply what is there."""
PLAIN = {"facecolor": "white", "edgecolor": "none", "pad": 0.5}
"""Behind letters that may stand on a line."""
LOW_LOOK, HIGH_LOOK = ("#56b4e9", ""), ("#e69f00", "//")


@dataclass(frozen=True, slots=True)
class At:
    """A value as the diagram names it, and who comes first there where that is what is drawn."""

    value: Any
    times: bool
    """Whether it is a number that something else is multiplied by."""
    first: str | None
    missing: str = ""
    """Why there is no figure, as a key of the words; nothing where there is one."""

    def shown(self, lang: Lang, lead: str) -> str:
        """In words; `lead` comes first where nothing is said of it."""
        text = said(lang, self.value) or shown(self.value, lang)
        text = f"× {text}" if self.times else text
        first = joined(lang, self.first.split(";")) if self.first and self.first != lead else ""
        if self.missing:
            told = say(lang, self.missing)
            return f"{text}: {told} ({first})" if first else f"{text}: {told}"
        return f"{text}: {first}" if first else text


@dataclass(frozen=True, slots=True)
class Bar:
    """What became of a figure at either end; None where there was no plan."""

    name: str
    low: float | None
    high: float | None
    low_value: At
    high_value: At

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
                    message("did not vary one thing at a time: there is no tornado diagram of it"),
                    fix=message("Write `one_at_a_time` or `every_assumption` in the study file."),
                )
            ]
        )
    names = ordered(table["scenario"])
    scenario = scenario or leading(table, value)
    found = _figures(table, value, scenario, names, "--scenario")
    if minus is not None:
        others = _figures(table, value, minus, names, "--minus")
        found = {key: _less(figure, others[key]) for key, figure in found.items()}
    base = found["", BASE][0] if ("", BASE) in found else None
    if base is None:
        raise InputError([Finding("the study", message("has no plan at its base"), found=scenario)])
    bars = []
    for name in dict.fromkeys(name for name, _ in found if name):
        (low, low_value), (high, high_value) = found[name, LOW], found[name, HIGH]
        bars.append(Bar(name, low, high, low_value, high_value))
    return base, tuple(sorted(bars, key=lambda bar: (-bar.swing(base), bar.name)))


def leading(table: pd.DataFrame, value: str) -> str:
    """The scenario to draw where nobody says: who leads at the base, or the first of the study."""
    if value == LEAD:
        for row in table[table[END] == BASE].itertuples():
            if row.rank == 1:
                return str(row.scenario)
    return str(table["scenario"].iloc[0])


Figure = tuple[float | None, At]


def _less(one: Figure, other: Figure) -> Figure:
    value = None if one[0] is None or other[0] is None else one[0] - other[0]
    return value, replace(one[1], missing=one[1].missing or other[1].missing)


def _figures(
    table: pd.DataFrame, value: str, scenario: str, names: list[str], option: str
) -> dict[tuple[str, str], Figure]:
    if scenario not in names:
        raise InputError(
            [Finding(option, message("is not in the study"), found=scenario, expected=", ".join(names))]
        )
    rows = table[table["scenario"] == scenario]
    values = column(rows, value, "--value")
    told = rows["value"] if "value" in rows else [None] * len(rows)
    firsts = rows[FIRST] if value == LEAD else [None] * len(rows)
    found = {}
    columns = (rows[VARIED], rows[END], values, told, firsts, rows["unit_ids"])
    for name, end, v, at, first, units in zip(*columns, strict=True):
        figure = None if v is None or v != v else float(v)
        apart = value in RANKED and isinstance(units, str)
        missing = "" if figure is not None else "no_rank" if apart else "no_plan"
        found[str(name or ""), str(end)] = (figure, _at(name, at, first, missing))
    return found


def _at(name: Any, value: Any, first: Any, missing: str) -> At:
    """Numbers in a column of mixed values are text."""
    first = first if isinstance(first, str) else None
    with contextlib.suppress(TypeError, ValueError):
        return At(float(value), str(name).startswith(FACTORS), first, missing)
    return At(value, False, first, missing)


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
    name = scenario or leading(table, value)
    # What moves the figure less than the solver's accuracy moves it not at all.
    small = 1e-6 * max(1.0, abs(base_value))
    moving = [bar for bar in bars if bar.unknown or bar.swing(base_value) > small]
    moved = moving[:BARS_MAX]
    still = [path_label(lang, bar.name) for bar in bars if bar not in moving]
    figure, base = new_figure(page), base_of(page)
    what = f"{name}: {value_label(lang, value)}"
    if minus:
        what = f"{value_label(lang, value)}: {say(lang, 'minus', one=name, other=minus)}"
    crosses = bool(minus) or value == LEAD
    notes = [say(lang, "flips" if minus else "lead_flips")] if crosses else []
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
    labels = []
    for row, bar in enumerate(moved):
        _draw(axes, row, bar, base_value)
        labels += _labels(row, bar, base_value, lang, name)
    for label in labels:
        axes.annotate(
            label.text, (label.at, label.row), (0.3 * base if label.right else -0.3 * base, 0),
            textcoords="offset points", fontsize=0.75 * base, va="center", bbox=PLAIN, zorder=3,
            ha="left" if label.right else "right",
        )  # fmt: skip
    axes.axvline(base_value, color=INK, linewidth=0.15 * base, zorder=4)
    if crosses:
        axes.axvline(0, color=INK, linewidth=0.12 * base, linestyle=":", zorder=1)
    across = (0.93 - left) * page.inches[0] * 72
    axes.set_xlim(*_with_room(low_end, high_end, labels, across, 0.75 * base))
    axes.set_ylim(max(len(moved), 1) - 0.4, -0.6)
    axes.set_yticks(range(len(moved)), [path_label(lang, bar.name) for bar in moved])
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.xaxis.set_major_formatter(lambda v, _: shown(round(v, 9), lang, value))
    axes.set_xlabel(value_label(lang, value), fontsize=base)
    _key(axes, lang, base)
    return figure


def _draw(axes: Any, row: int, bar: Bar, base_value: float) -> None:
    # The wider end lies behind where both go the same way.
    ends = [(bar.low, LOW_LOOK), (bar.high, HIGH_LOOK)]
    known = [(value, look) for value, look in ends if value is not None]
    for value, (colour, hatch) in sorted(known, key=lambda end: -abs(end[0] - base_value)):
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


@dataclass(frozen=True, slots=True)
class _Label:
    row: int
    at: float
    right: bool
    """Whether it stands to the right of where it belongs."""
    text: str


def _labels(row: int, bar: Bar, base_value: float, lang: Lang, lead: str) -> list[_Label]:
    """What stands beside a bar: on either side the outermost value, and where there is no figure."""
    found: dict[bool, _Label] = {}
    ends = [(bar.low, bar.low_value), (bar.high, bar.high_value)]
    known = [(value, at) for value, at in ends if value is not None and value != base_value]
    for value, at in sorted(known, key=lambda end: -abs(end[0] - base_value)):
        right = value >= base_value
        found.setdefault(right, _Label(row, value, right, at.shown(lang, lead)))
    for end, at in ends:
        if end is None:
            # on the side that the other end leaves free
            right = True in found and False not in found
            label = _Label(row, base_value, not right, at.shown(lang, lead))
            found.setdefault(not right, label)
    return list(found.values())


def _with_room(
    low: float, high: float, labels: list[_Label], points: float, size: float
) -> tuple[float, float]:
    """Ends of an axis so many points long, with room for the labels outside the bars."""
    room = {True: 2 * size, False: 2 * size}
    for label in labels:
        outermost = high if label.right else low
        inside = abs(label.at - outermost) / ((high - low) or 1.0) * points * 0.6
        room[label.right] = max(room[label.right], width_of(label.text, size) + 2 * size - inside)
    scale = ((high - low) or 1.0) / max(points - room[True] - room[False], 0.3 * points)
    return low - room[False] * scale, high + room[True] * scale


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
