"""Section: what it takes for the order to turn, for the pairs that the choice is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planner.pipeline import Alternative
from planner.report.case.grouping import groups, ranking
from planner.report.case.material import Material
from planner.report.case.tree import Block, Cell, Heading, Paragraph, Points, Table
from planner.report.comparison import subject_of, turn_rows
from planner.report.words import joined, tell
from planner.texts import Texts

TEXTS = Texts(
    "case.what_it_takes",
    {
        "heading": "What it takes for the order to turn",
        "intro": (
            "For each of the others that leave nobody out: what would have to be otherwise for it to "
            "do better than “{name}”, one thing at a time. Prices and trips are tried from half to "
            "twice what is assumed, weights from none to all."
        ),
        "table": "At what the order of “{a}” and each of the others turns",
        "band": "Against “{other}”",
        "measure": "Measure",
        "now": "Better now",
        "turns": "The order turns when",
        "levels_same": (
            "Participation: “{better}” has fewer hours on the road than {others} at {levels} "
            "participation alike."
        ),
        "levels_turn": ("Participation: of “{a}” and “{b}” fewer hours on the road has {told}."),
        "level_one": "“{better}” at {level} participation",
        "level_tie": "neither at {level} participation",
        "solved": (
            "Demand, group size and attendance by distance move the plans themselves; lms-planner "
            "what-if-better finds at what values of them the order turns, by solving again."
        ),
    },
)

OTHERS_MAX = 6


def what_it_takes(m: Material) -> Iterator[Block]:
    """A band for each of the others that leave nobody out: who is better now, and when that turns."""
    others = [
        group.shown
        for group in groups(m)
        if group.shown.name != m.proposed.name
        and group.shown.indicators.venues_used
        and group.shown.name not in m.main.uncovered
    ][:OTHERS_MAX]
    if not others:
        return
    yield Heading(1, tell(TEXTS, m.lang, "heading"))
    yield Paragraph(tell(TEXTS, m.lang, "intro", name=m.proposed.name))
    yield _table(m, others)
    if len(m.levels) > 1:
        yield Points(_at_levels(m, others))
    yield Paragraph(tell(TEXTS, m.lang, "solved"), kind="note")


def _table(m: Material, others: Sequence[Alternative]) -> Table:
    header = tuple(Cell(tell(TEXTS, m.lang, key), head=True) for key in ("measure", "now", "turns"))
    rows: list[tuple[Cell, ...]] = [header]
    scores = {row.name: dict(row.scores) for row in ranking(m).rows}
    for other in others:
        rows.append((Cell(tell(TEXTS, m.lang, "band", other=other.name), columns=3, band=True),))
        a, b = subject_of(m.proposed), subject_of(other)
        rows += [
            (Cell(row.measure), Cell(row.now), Cell(row.turns))
            for row in turn_rows(a, b, scores, ranking(m).weights, m.lang)
        ]
    return Table(
        tell(TEXTS, m.lang, "table", a=m.proposed.name), tuple(rows), (0.16, 0.32, 0.52), small=True
    )


def _at_levels(m: Material, others: Sequence[Alternative]) -> tuple[str, ...]:
    """Who has fewer hours on the road at every level of participation compared; one sentence for all
    that do better, or worse, at every level."""
    better, worse, turning = [], [], []
    labels: list[str] = []
    for other in others:
        found = _fewest(m, other)
        names = {name for _, name in found}
        labels = [label for label, _ in found]
        if names == {m.proposed.name}:
            worse.append(other.name)
        elif names == {other.name}:
            better.append(other.name)
        else:
            turning.append(_turning(m, other, found))
    levels = joined(m.lang, labels)
    told = []
    if worse:
        names_ = joined(m.lang, [m.quote(name) for name in worse])
        told.append(
            tell(TEXTS, m.lang, "levels_same", better=m.proposed.name, others=names_, levels=levels)
        )
    told += [
        tell(
            TEXTS,
            m.lang,
            "levels_same",
            better=name,
            others=m.quote(m.proposed.name),
            levels=levels,
        )
        for name in better
    ]
    return (*told, *turning)


def _fewest(m: Material, other: Alternative) -> list[tuple[str, str | None]]:
    """Level → which of the proposed and another has fewer hours; None where they are as many."""
    found: list[tuple[str, str | None]] = []
    for level in m.levels:
        pair = [m.at_level(level, a.name) for a in (m.proposed, other)]
        if any(a is None for a in pair):
            continue
        hours = [a.indicators.travel_hours_total for a in pair if a is not None]
        tie = abs(hours[0] - hours[1]) < 0.5
        name = None if tie else (m.proposed, other)[hours[0] > hours[1]].name
        found.append((level.label, name))
    return found


def _turning(m: Material, other: Alternative, found: Sequence[tuple[str, str | None]]) -> str:
    """Which has fewer at which levels, those of one name together."""
    at: dict[str | None, list[str]] = {}
    for label, name in found:
        at.setdefault(name, []).append(label)
    told = []
    for name, labels in at.items():
        level = joined(m.lang, labels)
        if name is None:
            told.append(tell(TEXTS, m.lang, "level_tie", level=level))
        else:
            told.append(tell(TEXTS, m.lang, "level_one", better=name, level=level))
    return tell(
        TEXTS, m.lang, "levels_turn", a=m.proposed.name, b=other.name, told=joined(m.lang, told)
    )
