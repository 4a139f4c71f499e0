"""A Pareto front as a table for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from planner.decide import Front, Open, Point
from planner.region import Region
from planner.report.terminal.text import WIDTH, page, paragraph, text_of, words_table
from planner.report.words import ONE, SEVERAL, Lang, Names, axis, joined, label, number
from planner.texts import name_in

if TYPE_CHECKING:
    from rich.console import Console


def point_id(position: int) -> str:
    """The name of a point by its position from 0, in tables, pictures and folders: `p1`, `p2`, …"""
    return f"p{position + 1}"


def pareto_text(
    front: Front, region: Region, lang: Lang = "nb", *, width: int = WIDTH, color: bool = False
) -> str:
    """The points in a table, the knee, and what is complete or open. `region` is the effective one."""
    console = page(width, color)
    title = name_in(lang, front.title, front.title_en)
    names = [axis(lang, f)[0] for f in front.objectives]
    paragraph(console, title_of(front, lang, f"{front.scenario} ({title})"), style="bold")
    if len(front.points) == 1 and front.complete:
        paragraph(console, label(lang, "one"))
    else:
        paragraph(console, label(lang, "claim", count=number(lang, len(front.points))))
    _table(console, front, Names(region, lang))
    if any(not point.proven for point in front.points):
        paragraph(console, label(lang, "unproven"))
    if front.knee is not None:
        paragraph(console, label(lang, "knee", point=point_id(front.knee)))
    elif len(front.points) > 2:
        paragraph(console, label(lang, "no_knee"))
    if front.complete:
        steps = [_amount(lang, f, step) for f, step in front.steps.items()]
        paragraph(console, label(lang, "complete", steps=joined(lang, steps), first=names[0]))
    for part in front.open:
        paragraph(console, open_text(front, part, lang))
    return text_of(console)


def title_of(front: Front, lang: Lang, name: str) -> str:
    """`NAME: travel against cost`."""
    first, *others = [axis(lang, f)[0] for f in front.objectives]
    return label(lang, "title", name=name, first=first, others=joined(lang, others))


def open_text(front: Front, part: Open, lang: Lang) -> str:
    """A part of the front that is open, in a sentence."""
    first, unit, decimals = axis(lang, front.objectives[0])
    pieces = []
    for f in front.objectives[1:]:
        name, _, places = axis(lang, f)
        low = number(lang, part.above[f], places)
        if f in part.below:
            high = number(lang, part.below[f], places)
            pieces.append(label(lang, "between", name=name, low=low, high=high))
        else:
            pieces.append(label(lang, "from", name=name, low=low))
    return label(
        lang,
        "open",
        between=joined(lang, pieces),
        least=number(lang, part.least, decimals),
        unit=unit,
        first=first,
    )


def _amount(lang: Lang, objective: str, amount: float) -> str:
    name, unit, decimals = axis(lang, objective)
    shown = number(lang, amount, decimals) if amount >= 10**-decimals else f"{amount:.2g}"
    return label(lang, "step", amount=shown, unit=unit, name=name)


def _table(console: Console, front: Front, names: Names) -> None:
    lang = names.lang
    two = len(front.objectives) == 2
    heads = [f"{axis(lang, f)[0]} ({axis(lang, f)[1]})" for f in front.objectives]
    header = [label(lang, "plan"), *heads]
    if two:
        one, several = ONE.text(lang, front.objectives[0]), SEVERAL.text(lang, front.objectives[1])
        header.append(label(lang, "trade", first=one, second=several))
    header += [label(lang, "courses"), label(lang, "venues"), ""]
    rows = []
    for n, point in enumerate(front.points):
        cells = [point_id(n), *_cells(front, point, lang)]
        if two:
            cells.append(_trade(front, n, lang))
        venues = [names.call("venue", v) for v in point.solved.plan.venues_in_use]
        courses = sum(row.courses for row in point.solved.plan.courses)
        cells += [
            number(lang, courses),
            "; ".join(venues) or label(lang, "nothing"),
            label(lang, "knee_mark") if n == front.knee else "",
        ]
        rows.append(cells)
    words_table(console, "", header, rows, right=range(1, len(front.objectives) + 2 + two))


def _cells(front: Front, point: Point, lang: Lang) -> Sequence[str]:
    about = "" if point.proven else "≈ "
    return [about + number(lang, point.values[f], axis(lang, f)[2]) for f in front.objectives]


def _trade(front: Front, position: int, lang: Lang) -> str:
    """How much of the second objective the step from the point before saves for a unit of the first."""
    if position == 0:
        return ""
    first, second = front.objectives
    before, here = front.points[position - 1].values, front.points[position].values
    more = here[first] - before[first]
    if more <= 0:
        return ""
    return number(lang, (before[second] - here[second]) / more, 0 if second == "cost" else 3)
