"""Section: what would change the conclusion."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planner.decide import CRITERIA
from planner.decide.weights import Ranked
from planner.report.case.assessment import model_assessment
from planner.report.case.build import merged, plain_table
from planner.report.case.illustrations import illustration
from planner.report.case.material import Material
from planner.report.case.tree import Block, Cell, Heading, Paragraph, Points, Table
from planner.report.comparison import differences, row_label
from planner.report.terminal import criterion_name, result_sentences
from planner.report.words import in_list, joined, known, tell
from planner.texts import Texts

TEXTS = Texts(
    "case.sensitivity",
    {
        "heading": "Sensitivity: what changes the conclusion",
        "demand": "How many take part",
        "demand_text": "The table shows “{name}” at every level of participation compared.",
        "demand_table": "“{name}” at different participation",
        "figure": "Figure",
        "first": "First when all criteria count alike: {told}.",
        "first_at": "{names} at {level} participation",
        "nobody": "none can be ranked",
        "holds": "Who comes first is the same at all levels.",
        "changes": "So who comes first depends on how many take part.",
        "one_level": (
            "Only one level is compared, so it cannot be told here whether participation changes the "
            "conclusion."
        ),
        "weights": "What is to weigh most",
        "weights_text": (
            "The alternatives are weighed by {count} criteria: {names}. With equal weights the "
            "result is as below. Other weights can be tried with lms-planner compare --weights."
        ),
        "ranking": "Ranking with equal weights, and share of all weightings in which it comes first",
        "rank": "No.",
        "alternative": "Alternative",
        "score": "Score (0–1)",
        "share": "First in",
        "without": "No. without qualifications",
        "separates_nobody": "These criteria separate nobody, for all have the same figure: {names}.",
        "apart": (
            "Not ranked: {names}. Alternatives that cover fewer inhabitants, or rest on other "
            "assumptions, cannot be weighed against the others."
        ),
        "other": "Other assumptions",
        "other_text": (
            "These alternatives rest on other assumptions than the rest, and show what the assumptions "
            "mean:"
        ),
        "other_one": (
            "“{name}” ({what}): {hours} travel hours a year, {programmes} programmes held locally."
        ),
        "none": (
            "The comparison has no alternatives under other assumptions than participation (winter "
            "roads, courses held less often, other group sizes). They can be added in lms-planner "
            "compare."
        ),
    },
)

FIGURES = (
    "participants_served",
    "participants_specialist",
    "participants_unmet",
    "programmes_held",
    "courses",
    "minutes_mean",
    "travel_hours_total",
    "professional_hours",
    "coordinator_posts_needed",
    "cost_nok",
)


def sensitivity(m: Material) -> Iterator[Block]:
    """Participation, weights, and alternatives under other assumptions."""
    yield Heading(1, tell(TEXTS, m.lang, "heading"))
    yield Heading(2, tell(TEXTS, m.lang, "demand"))
    yield Paragraph(tell(TEXTS, m.lang, "demand_text", name=m.proposed.name))
    yield _levels(m)
    yield Paragraph(_first(m))
    yield Heading(2, tell(TEXTS, m.lang, "weights"))
    names = [criterion_name(c, m.lang) for c in CRITERIA]
    lower = joined(m.lang, [name[0].lower() + name[1:] for name in names])
    yield Paragraph(tell(TEXTS, m.lang, "weights_text", count=len(names), names=lower))
    if m.weighing.judgement.with_qualifications.rows:
        yield _ranking(m)
    yield Points(result_sentences(m.quoted, m.lang))
    rows = m.weighing.judgement.with_qualifications.rows
    level = [c for c in m.weighing.judgement.with_qualifications.weights if _separates_nobody(rows, c)]
    if rows and level:
        same = joined(m.lang, [in_list(criterion_name(c, m.lang)) for c in level])
        yield Paragraph(tell(TEXTS, m.lang, "separates_nobody", names=same), kind="note")
    apart = [m.quote(name) for name in m.weighing.judgement.with_qualifications.apart]
    if apart:
        yield Paragraph(tell(TEXTS, m.lang, "apart", names=joined(m.lang, apart)), kind="note")
    yield from model_assessment(m)
    yield from illustration(m, "trade-off")
    yield Heading(2, tell(TEXTS, m.lang, "other"))
    yield from _others(m)


def _separates_nobody(rows: Sequence[Ranked], criterion: str) -> bool:
    return len({row.scores[criterion] for row in rows}) == 1


def _levels(m: Material) -> Table:
    header = (
        Cell(tell(TEXTS, m.lang, "figure"), head=True),
        *(Cell(level.label, head=True, align="center") for level in m.levels),
    )
    rows: list[tuple[Cell, ...]] = [header]
    for name in FIGURES:
        texts = []
        for level in m.levels:
            there = m.at_level(level, m.proposed.name)
            value = None if there is None else getattr(there.indicators, name)
            texts.append(known(m.lang, name, value))
        label = row_label(name, m.lang, m.specialist)
        rows.append((Cell(label), *merged(texts)))
    width = 0.5 / len(m.levels)
    caption = tell(TEXTS, m.lang, "demand_table", name=m.proposed.name)
    return Table(caption, tuple(rows), (0.5, *((width,) * len(m.levels))))


def _first(m: Material) -> str:
    if len(m.levels) == 1:
        return tell(TEXTS, m.lang, "one_level")
    found = []
    for level, weighed in zip(m.levels, m.weighing.levels, strict=True):
        first = weighed.judgement.with_qualifications.first
        names = joined(m.lang, [m.quote(name) for name in first]) or tell(TEXTS, m.lang, "nobody")
        found.append((first, tell(TEXTS, m.lang, "first_at", names=names, level=level.label)))
    told = tell(TEXTS, m.lang, "first", told="; ".join(text for _, text in found))
    same = len({first for first, _ in found}) == 1
    return f"{told} {tell(TEXTS, m.lang, 'holds' if same else 'changes')}"


def _ranking(m: Material) -> Table:
    first, second = m.weighing.rankings
    without = {row.name: row.rank for row in second.rows}
    rows = [
        [
            m.number(row.rank),
            row.name,
            m.number(row.score, 2),
            m.percent(row.share_first),
            m.number(without.get(row.name)),
        ]
        for row in first.rows
    ]
    header = [tell(TEXTS, m.lang, k) for k in ("rank", "alternative", "score", "share", "without")]
    caption = tell(TEXTS, m.lang, "ranking")
    return plain_table(caption, header, rows, words=(1,), widths=(0.08, 0.44, 0.15, 0.13, 0.2))


def _others(m: Material) -> Iterator[Block]:
    by_name = {a.name: a for a in m.alternatives}
    others = [by_name[name] for name in m.main.other_basis]
    if not others:
        yield Paragraph(tell(TEXTS, m.lang, "none"))
        return
    yield Paragraph(tell(TEXTS, m.lang, "other_text"))
    yield Points(
        tuple(
            tell(
                TEXTS,
                m.lang,
                "other_one",
                name=a.name,
                what=joined(m.lang, differences(m.lang, a, m.main.basis)),
                hours=m.number(a.indicators.travel_hours_total),
                programmes=a.indicators.programmes_held,
            )
            for a in others
        )
    )
