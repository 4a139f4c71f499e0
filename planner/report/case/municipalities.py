"""Section: what the alternatives mean for each municipality."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from planner.decide import Effects, State, effects
from planner.pipeline import Alternative
from planner.report.case.build import first_wide, merged, plain_table
from planner.report.case.grouping import choice, groups, runner_up
from planner.report.case.illustrations import illustration
from planner.report.case.material import Material
from planner.report.case.offers import short
from planner.report.case.tree import Block, Cell, Heading, Paragraph, Table
from planner.report.comparison import subject_of
from planner.report.words import known, say, tell
from planner.report.words.effects import told
from planner.texts import Texts

TEXTS = Texts(
    "case.municipalities",
    {
        "heading": "Effects for each municipality",
        "intro": (
            "An equal offer does not mean an equally long way, but nobody's should be unreasonable. "
            "The tables show what the alternatives mean for the inhabitants of each municipality, at "
            "{level} participation."
        ),
        "intro_annex": "An annex has a page for each.",
        "effects": "From “{before}” to “{after}”",
        "effects_table": "The service to the inhabitants, “{before}” → “{after}”",
        "no_today": (
            "The comparison does not have today's situation (an alternative without a unit), so the "
            "change from today cannot be shown."
        ),
        "is_today": "The draft's alternative is today's situation, so there is no change to show.",
        "verdicts": (
            "Together: better in at least one of travel hours, participants at local courses, "
            "participants with no offer and programmes within 60 minutes, and worse in none (gains), "
            "or the other way round (loses)."
        ),
        "runner_up": (
            "“{before}” comes first, or next, in the model's own order among alternatives with another "
            "travel plan. The table shows who fares better and who worse."
        ),
        "way_local": "Minutes to local courses",
        "way_away": "Minutes to {specialist}",
        "ways": "Mean minutes one way of those who attend local courses, by municipality",
        "ways_note": (
            "Only those who attend: where more of a municipality's people get a local course, those "
            "who live farther out are among them. The last column is the way of those who go to "
            "{specialist}."
        ),
        "minutes_local": "Mean minutes one way to local courses",
        "near": "Programmes within 60 minutes of the inhabitants of each municipality",
        "longest": "Longest way in minutes of participants in each municipality",
        "note": (
            "The longest way counts those who go to {specialist} too. Programmes within 60 minutes are "
            "local courses that at least half of the inhabitants may attend within that time; courses "
            "at {specialist} are not among them. Neighbouring cells with the same figure are one."
        ),
    },
)

COLUMNS_MAX = 9
Columns = Sequence[tuple[str, Callable[[State], float | None], str]]
"""Heading (of the effects' words), figure, and the indicator whose rounding it takes."""
CHANGE: Columns = (
    ("hours", lambda s: s.hours, "travel_hours"),
    ("served", lambda s: s.participants_served, "participants_served"),
    ("unmet", lambda s: s.participants_unmet, "participants_unmet"),
    ("near", lambda s: float(s.programmes_within_60), "programmes_within_60"),
)


def municipalities(m: Material) -> Iterator[Block]:
    """The change from today, the change from the runner-up, and the ways to local courses."""
    yield Heading(1, tell(TEXTS, m.lang, "heading"))
    intro = tell(TEXTS, m.lang, "intro", level=m.main_level.label)
    if "municipalities" in m.annexes:
        intro += " " + tell(TEXTS, m.lang, "intro_annex")
    yield Paragraph(intro)
    if m.effects is None:
        yield Paragraph(tell(TEXTS, m.lang, "no_today" if m.today is None else "is_today"))
    else:
        names = {"before": m.effects.before, "after": m.effects.after}
        yield Heading(2, tell(TEXTS, m.lang, "effects", **names))
        yield _change(m, m.effects)
        yield Paragraph(tell(TEXTS, m.lang, "verdicts"), kind="note")
        yield from illustration(m, "difference")
    other = runner_up(m)
    if other is not None:
        found = effects(subject_of(other), subject_of(m.proposed))
        yield Heading(2, tell(TEXTS, m.lang, "effects", before=found.before, after=found.after))
        yield Paragraph(tell(TEXTS, m.lang, "runner_up", before=found.before))
        yield _change(m, found)
    yield _ways(m)
    yield Paragraph(tell(TEXTS, m.lang, "ways_note", specialist=m.specialist), kind="note")


def across_alternatives(m: Material) -> Iterator[Block]:
    """The annex: every travel plan side by side."""
    shown = [group.shown for group in groups(m)]
    tables: tuple[tuple[str, str], ...] = (
        ("minutes_local", "minutes_mean_local"),
        ("longest", "minutes_max"),
        ("near", "programmes_within_60"),
    )
    for key, name in tables:
        for start in range(0, len(shown), COLUMNS_MAX):
            yield _across(m, shown[start : start + COLUMNS_MAX], key, name)
    yield Paragraph(tell(TEXTS, m.lang, "note", specialist=m.specialist), kind="note")
    yield from illustration(m, "worst-off")


def changed(m: Material, before: float | None, after: float | None, name: str) -> str:
    """`before → after` in an indicator's rounding, or the one figure where they read the same."""
    first, second = known(m.lang, name, before), known(m.lang, name, after)
    return first if first == second else told(m.lang, "arrow", before=first, after=second)


def _change(m: Material, found: Effects) -> Table:
    columns = [
        column
        for column in CHANGE
        if column[0] != "unmet"
        or any(column[1](s) for row in found.municipalities for s in (row.before, row.after))
    ]
    rows = [
        [
            row.name,
            *(changed(m, of(row.before), of(row.after), name) for _, of, name in columns),
            *(changed(m, *_minutes(m, found, row.code, name), name) for name in WAYS),
            told(m.lang, f"verdict.{row.service}"),
        ]
        for row in found.municipalities
    ]
    header = [say(m.lang, "column.municipality")]
    header += [_capital(told(m.lang, f"column.{name}")) for name, _, _ in columns]
    header += [tell(TEXTS, m.lang, key, specialist=m.specialist) for key in ("way_local", "way_away")]
    header.append(_capital(told(m.lang, "column.verdict")))
    caption = tell(TEXTS, m.lang, "effects_table", before=found.before, after=found.after)
    count = len(header)
    return plain_table(caption, header, rows, words=(0, count - 1), widths=first_wide(count, 0.14))


WAYS = ("minutes_mean_local", "minutes_mean_specialist")


def _minutes(m: Material, found: Effects, code: str, name: str) -> tuple[float | None, float | None]:
    """A mean way of one municipality under both alternatives."""
    by_name = {a.name: a for a in m.alternatives}
    values = []
    for title in (found.before, found.after):
        rows = by_name[title].indicators.per_municipality
        values.append(next(getattr(row, name) for row in rows if row.code == code))
    return values[0], values[1]


def _ways(m: Material) -> Table:
    """Mean way to local courses in the alternatives of the choice; farthest first, as proposed."""
    shown = [g.shown for g in choice(m) if g.shown.indicators.venues_used]
    header = (
        Cell(say(m.lang, "column.municipality"), head=True),
        *(Cell(short(a.name, m), head=True, align="center") for a in shown),
        Cell(tell(TEXTS, m.lang, "way_away", specialist=m.specialist), head=True, align="center"),
    )
    rows: list[tuple[Cell, ...]] = [header]
    order = sorted(
        range(len(m.proposed.indicators.per_municipality)),
        key=lambda n: -(m.proposed.indicators.per_municipality[n].minutes_mean or 0.0),
    )
    for n in order:
        row = m.proposed.indicators.per_municipality[n]
        texts = [
            known(m.lang, WAYS[0], a.indicators.per_municipality[n].minutes_mean_local) for a in shown
        ]
        away = [
            found
            for a in m.alternatives
            if (found := a.indicators.per_municipality[n].minutes_mean_specialist) is not None
        ]
        texts.append(known(m.lang, WAYS[1], max(away, default=None)))
        rows.append((Cell(row.name), *(Cell(text, align="center") for text in texts)))
    return Table(tell(TEXTS, m.lang, "ways"), tuple(rows), first_wide(len(header), 0.18))


def _across(
    m: Material,
    shown: Sequence[Alternative],
    key: str,
    name: str,
) -> Table:
    header = (
        Cell(say(m.lang, "column.municipality"), head=True),
        *(Cell(short(a.name, m), head=True, align="center") for a in shown),
    )
    rows: list[tuple[Cell, ...]] = [header]
    for n, row in enumerate(m.proposed.indicators.per_municipality):
        texts = [known(m.lang, name, getattr(a.indicators.per_municipality[n], name)) for a in shown]
        rows.append((Cell(row.name), *merged(texts)))
    return Table(tell(TEXTS, m.lang, key), tuple(rows), first_wide(len(shown) + 1, 0.16), small=True)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
