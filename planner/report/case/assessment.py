"""Section: assessment, recommendation, pilot and evaluation; what is not the model's is left open."""

from __future__ import annotations

from collections.abc import Iterator

from planner.evaluate import INDICATORS
from planner.report.case.build import plain_table
from planner.report.case.grouping import choice
from planner.report.case.key_table import KEY_ROWS
from planner.report.case.material import Material
from planner.report.case.tree import Block, Heading, Paragraph, Points
from planner.report.comparison import (
    EXTRA_ROWS,
    recommendation_label,
    recommendation_of,
    recommendation_sections,
    recommendation_title,
    row_label,
)
from planner.report.words import at_places, in_list, joined, known, tell
from planner.texts import Texts, name_in

TEXTS = Texts(
    "case.assessment",
    {
        "heading": "Assessment and recommendation",
        "pilot_heading": "Pilot and evaluation",
        "two": (
            "Who coordinates and where courses are held are two choices. The first decides how many "
            "inhabitants stand behind the offer, which agreements are needed and how vulnerable the "
            "unit is. The second decides the way."
        ),
        "best": "“{name}” is best, or shares the mark, in: {rows}.",
        "best_none": "“{name}” is best in no single figure of the table.",
        "worse": "“{name}” is better in: {rows}.",
        "coverage": (
            "{names} leave inhabitants out; a good figure for the rest has to be read with that in "
            "mind."
        ),
        "values": (
            "[The writer's judgement: what is to weigh most of nearness, equal offer, cost, "
            "professional environment and anchoring.]"
        ),
        "open": "Open for the writer.",
        "recommend_text": (
            "The figures point to “{name}” as the ground of the draft decision. They do not say that "
            "it should be chosen: gains in health, quality, law and what the municipalities want are "
            "not in them."
        ),
        "chosen_text": (
            "The draft decision rests on “{name}”, chosen by whoever made this document. The figures "
            "do not say that it should be chosen: gains in health, quality, law and what the "
            "municipalities want are not in them."
        ),
        "recommend_open": "[The writer's recommendation.]",
        "pilot_text": (
            "As so many assumptions are not known, an arrangement had better be tried in small "
            "before it is made lasting. A pilot should last long enough for each programme to be "
            "held at least once, and begin with those that most easily fill a group:"
        ),
        "pilot_one": "{programme}: {courses} × a year, {persons} participants each time, {place}",
        "pilot_none": (
            "At {level} participation no programme fills a group in “{name}”. A pilot then has to "
            "begin with courses held less often, or across diagnoses."
        ),
        "pilot_open": "[How long, who is responsible, funding and who takes part.]",
        "evaluation": "Evaluation",
        "evaluation_text": (
            "The table shows what should be measured, and what the figures expect. That is how they "
            "can be checked and worked out anew when more is known."
        ),
        "measures": "What should be measured",
        "measure": "Measure",
        "expected": "Expected in “{name}” a year",
        "attendance": "Participants at local courses, by municipality and programme",
        "per_course": "Participants per course, mean",
        "way": "Minutes one way to local courses, mean",
        "hospital": "Participants at {specialist}",
        "hours": "Professionals' hours in meetings",
        "cost": "NOK a year, total",
        "stay": "How many decline or drop out because of the way",
        "outcome": "Coping, health and satisfaction of participants",
        "not_known": "not worked out",
    },
)

PILOT_MAX = 5


def assessment(m: Material) -> Iterator[Block]:
    """Where the proposal stands, what it is good and poor at, and what is left for the writer."""
    lead = tell(TEXTS, m.lang, "open")
    yield Heading(1, tell(TEXTS, m.lang, "heading"))
    yield Paragraph(tell(TEXTS, m.lang, "two"))
    yield Points(tuple(_strengths(m)))
    key = "chosen_text" if m.proposed_by == "writer" else "recommend_text"
    yield Paragraph(tell(TEXTS, m.lang, key, name=m.proposed.name))
    yield Paragraph(tell(TEXTS, m.lang, "values"), kind="open", lead=lead)
    yield Paragraph(tell(TEXTS, m.lang, "recommend_open"), kind="open", lead=lead)


def model_assessment(m: Material) -> Iterator[Block]:
    """Of the annex on sensitivity: the model's recommendation in full."""
    yield Heading(2, recommendation_title(m.lang))
    yield Paragraph(recommendation_label(m.lang))
    for section in recommendation_sections(m.quoted, recommendation_of(m.quoted), m.lang):
        if section.key != "choice":  # that is what the heading above it says
            yield Heading(3, section.heading)
        yield Points(section.sentences)


def pilot(m: Material) -> Iterator[Block]:
    """The annex: a pilot, and what should be measured."""
    lead = tell(TEXTS, m.lang, "open")
    yield Heading(1, tell(TEXTS, m.lang, "pilot_heading"))
    yield from _pilot(m)
    yield Paragraph(tell(TEXTS, m.lang, "pilot_open"), kind="open", lead=lead)
    yield Heading(2, tell(TEXTS, m.lang, "evaluation"))
    yield Paragraph(tell(TEXTS, m.lang, "evaluation_text"))
    yield _measures(m)


def _strengths(m: Material) -> Iterator[str]:
    """In what the proposed alternative is best, and in what others of the choice are better."""
    shown = [group.shown.name for group in choice(m)]
    names = [a.name for a in m.alternatives]
    place = names.index(m.proposed.name)
    best: list[str] = []
    worse: dict[str, list[str]] = {}
    for name, cells in m.main.rows.items():
        marked = [n for n, cell in enumerate(cells) if cell.best]
        if name not in KEY_ROWS or not marked or len(marked) == len(cells):
            continue
        if cells[place].best:
            best.append(_label(m, name))
        elif cells[place].value is not None:
            for n in marked:
                if names[n] in shown:
                    worse.setdefault(names[n], []).append(_label(m, name))
    if best:
        yield tell(TEXTS, m.lang, "best", name=m.proposed.name, rows=joined(m.lang, best))
    else:
        yield tell(TEXTS, m.lang, "best_none", name=m.proposed.name)
    for name, rows in worse.items():
        yield tell(TEXTS, m.lang, "worse", name=name, rows=joined(m.lang, rows))
    left = [m.quote(name) for name in m.main.uncovered if name in shown]
    if left:
        yield tell(TEXTS, m.lang, "coverage", names=joined(m.lang, left))


def _label(m: Material, name: str) -> str:
    if name in EXTRA_ROWS:
        label = row_label(name, m.lang, m.specialist)
    else:
        doc = INDICATORS[name]
        label = doc.label_in(m.lang)
    return in_list(label)


def _pilot(m: Material) -> Iterator[Block]:
    a = m.proposed
    found = sorted(a.indicators.per_course, key=lambda row: (-row.fill_probability, row.programme_id))[
        :PILOT_MAX
    ]
    if not found:
        text = tell(TEXTS, m.lang, "pilot_none", level=m.main_level.label, name=a.name)
        yield Paragraph(text)
        return
    yield Paragraph(tell(TEXTS, m.lang, "pilot_text"))
    items = []
    for row in found:
        programme = a.region.programmes[row.programme_id]
        times = row.courses_per_year
        items.append(
            tell(
                TEXTS,
                m.lang,
                "pilot_one",
                programme=name_in(m.lang, programme.name_nb, programme.name_en),
                courses=m.number(times, 0 if times == int(times) else 1),
                persons=m.number(row.participants_per_course),
                place=at_places(m.lang, a.region, [a.region.venues[row.venue_id].place_id]),
            )
        )
    yield Points(tuple(items))


def _measures(m: Material) -> Block:
    found = m.proposed.indicators
    each = found.participants_served / found.courses if found.courses else None
    unknown = tell(TEXTS, m.lang, "not_known")
    figures = (
        ("attendance", "participants_served", found.participants_served),
        ("per_course", "participants_served", each),
        ("way", "minutes_mean_local", found.minutes_mean_local),
        ("hospital", "participants_specialist", found.participants_specialist),
        ("hours", "professional_hours", found.professional_hours),
        ("cost", "cost_nok", found.cost_nok),
    )
    rows = [
        [tell(TEXTS, m.lang, key, specialist=m.specialist), known(m.lang, name, value)]
        for key, name, value in figures
    ]
    rows += [
        [tell(TEXTS, m.lang, "stay"), unknown],
        [tell(TEXTS, m.lang, "outcome"), unknown],
    ]
    header = [
        tell(TEXTS, m.lang, "measure"),
        tell(TEXTS, m.lang, "expected", name=m.proposed.name),
    ]
    return plain_table(tell(TEXTS, m.lang, "measures"), header, rows, widths=(0.65, 0.35))
