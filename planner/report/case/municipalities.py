"""Section: what the alternatives mean for each municipality."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from planner.decide import State
from planner.evaluate import MunicipalityIndicators
from planner.pipeline import Alternative
from planner.report.case.build import first_wide, merged, plain_table
from planner.report.case.illustrations import illustration
from planner.report.case.material import Material
from planner.report.case.offers import short
from planner.report.case.tree import Block, Cell, Heading, Paragraph, Points, Table
from planner.report.terminal import summary_sentences
from planner.report.words import say, tell
from planner.report.words.effects import told
from planner.texts import Texts

TEXTS = Texts(
    "case.municipalities",
    {
        "heading": "Effects for each municipality",
        "intro": (
            "An equal offer does not mean an equally long way, but nobody's should be unreasonable. "
            "The tables show what the alternatives mean for the inhabitants of each municipality, at "
            "{level} participation. The annex has a page for each."
        ),
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
        "minutes": "Mean minutes one way of the participants in each municipality",
        "near": "Programmes within 60 minutes of the inhabitants of each municipality",
        "longest": "Longest way in minutes of participants in each municipality",
        "note": (
            "Minutes count those who take part at {specialist} too. Programmes within 60 minutes are "
            "local courses that at least half of the inhabitants may attend within that time; courses "
            "at {specialist} are not among them. Neighbouring cells with the same figure are one."
        ),
    },
)

COLUMNS_MAX = 9


def municipalities(m: Material) -> Iterator[Block]:
    """The change from today, then every alternative side by side."""
    yield Heading(1, tell(TEXTS, m.lang, "heading"))
    yield Paragraph(tell(TEXTS, m.lang, "intro", level=m.main_level.label))
    if m.effects is None:
        yield Paragraph(tell(TEXTS, m.lang, "no_today" if m.today is None else "is_today"))
    else:
        names = {"before": m.effects.before, "after": m.effects.after}
        yield Heading(2, tell(TEXTS, m.lang, "effects", **names))
        yield Points(summary_sentences(m.effects, m.lang))
        yield _change(m)
        yield Paragraph(tell(TEXTS, m.lang, "verdicts"), kind="note")
        yield from illustration(m, "difference")
    tables: tuple[tuple[str, Callable[[MunicipalityIndicators], float | None]], ...] = (
        ("minutes", lambda row: row.minutes_mean),
        ("longest", lambda row: row.minutes_max),
        ("near", lambda row: float(row.programmes_within_60)),
    )
    for key, of in tables:
        for start in range(0, len(m.alternatives), COLUMNS_MAX):
            yield _across(m, m.alternatives[start : start + COLUMNS_MAX], key, of)
    yield Paragraph(tell(TEXTS, m.lang, "note", specialist=m.specialist), kind="note")
    yield from illustration(m, "worst-off")


def changed(m: Material, before: float | None, after: float | None, decimals: int) -> str:
    """`before → after`, or the one figure where they read the same."""
    first, second = m.number(before, decimals), m.number(after, decimals)
    return first if first == second else told(m.lang, "arrow", before=first, after=second)


def _change(m: Material) -> Table:
    assert m.effects is not None
    columns: list[tuple[str, Callable[[State], float | None], int]] = [
        ("hours", lambda s: s.hours, 0),
        ("minutes", lambda s: s.minutes_mean, 0),
        ("served", lambda s: s.participants_served, 1),
        ("unmet", lambda s: s.participants_unmet, 1),
        ("near", lambda s: float(s.programmes_within_60), 0),
    ]
    rows = [
        [
            row.name,
            *(changed(m, of(row.before), of(row.after), decimals) for _, of, decimals in columns),
            told(m.lang, f"verdict.{row.service}"),
        ]
        for row in m.effects.municipalities
    ]
    header = [say(m.lang, "column.municipality")]
    header += [_capital(told(m.lang, f"column.{name}")) for name, _, _ in columns]
    header.append(_capital(told(m.lang, "column.verdict")))
    caption = tell(TEXTS, m.lang, "effects_table", before=m.effects.before, after=m.effects.after)
    return plain_table(caption, header, rows, words=(0, 6), widths=first_wide(7, 0.16))


def _across(
    m: Material,
    shown: Sequence[Alternative],
    key: str,
    of: Callable[[MunicipalityIndicators], float | None],
) -> Table:
    header = (
        Cell(say(m.lang, "column.municipality"), head=True),
        *(Cell(short(a.name, m), head=True, align="center") for a in shown),
    )
    rows: list[tuple[Cell, ...]] = [header]
    for n, known in enumerate(m.proposed.indicators.per_municipality):
        texts = [m.number(of(a.indicators.per_municipality[n])) for a in shown]
        rows.append((Cell(known.name), *merged(texts)))
    return Table(tell(TEXTS, m.lang, key), tuple(rows), first_wide(len(shown) + 1, 0.16), small=True)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
