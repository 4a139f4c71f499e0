"""Section: the case on one page."""

from __future__ import annotations

from collections.abc import Iterator

from planner.pipeline import Alternative
from planner.report.case.build import plain_table
from planner.report.case.material import Material
from planner.report.case.tree import Block, Heading, Paragraph, Points
from planner.report.comparison import judged_remarks, row_label, verdict
from planner.report.comparison.rows import figure
from planner.report.terminal import summary_sentences
from planner.report.words import say, tell
from planner.texts import Texts

TEXTS = Texts(
    "case.brief",
    {
        "heading": "The case in brief",
        "question": (
            "Together or each by itself, the municipalities shall offer group courses in learning "
            "and mastery to people with long-term conditions and their next of kin. Two things are "
            "to be decided: who coordinates for which municipalities, and where courses are held. "
            "The case is about {persons} inhabitants of {names}. {count} alternatives have been "
            "worked out."
        ),
        "found": "This is what the figures show:",
        "proposed": "“{name}”: {text}",
        "table": "Today and the draft's alternative, at {level} participation",
        "rests": (
            "Nearly all figures rest on assumptions about how many take part, how large groups are "
            "and how long the way is. They serve to compare alternatives, not to set budgets."
        ),
        "unknown": (
            "Whether courses give better health, what participants think of them, and what the law "
            "allows, the figures do not say."
        ),
    },
)

FIGURES = (
    "participants_served",
    "participants_specialist",
    "participants_unmet",
    "programmes_held",
    "minutes_mean",
    "minutes_mean_worst_municipality",
    "travel_hours_total",
    "cost_nok",
    "posts_fte",
)
REMARKS_MAX = 3


def brief(m: Material) -> Iterator[Block]:
    """What the case is about, what was found, and what nobody has worked out."""
    yield Heading(1, tell(TEXTS, m.lang, "heading"))
    yield Paragraph(
        tell(
            TEXTS,
            m.lang,
            "question",
            persons=m.main.persons_in_scope,
            names=m.scope_names,
            count=len(m.alternatives),
        )
    )
    yield Paragraph(tell(TEXTS, m.lang, "found"))
    told = " ".join(verdict(m.proposed, m.lang))
    points = [tell(TEXTS, m.lang, "proposed", name=m.proposed.name, text=told)]
    if m.effects is not None:
        points += summary_sentences(m.effects, m.lang)
    points += [_short(m, text) for text in judged_remarks(m.quoted.comparison, m.lang)[:REMARKS_MAX]]
    yield Points(tuple(points))
    shown = [m.proposed] if m.today in (None, m.proposed) else [m.today, m.proposed]
    yield plain_table(
        tell(TEXTS, m.lang, "table", level=m.main_level.label),
        ["", *(a.name for a in shown if a is not None)],
        [_row(m, name, [a for a in shown if a is not None]) for name in FIGURES],
    )
    yield Paragraph(f"{tell(TEXTS, m.lang, 'rests')} {tell(TEXTS, m.lang, 'unknown')}")


def _short(m: Material, remark: str) -> str:
    """A remark without the figures that its alternatives differ in: those stand in the comparison."""
    differ = say(m.lang, "remark.differ", what="\0").partition("\0")[0]
    return remark.partition(differ)[0].strip()


def _row(m: Material, name: str, shown: list[Alternative]) -> list[str]:
    names = [a.name for a in m.alternatives]
    cells = [m.main.rows[name][names.index(a.name)] for a in shown]
    return [
        row_label(name, m.lang, m.specialist),
        *(figure(name, cell.value, m.lang) for cell in cells),
    ]
