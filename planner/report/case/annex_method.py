"""Annex: the method in one page, for those who have to trust it without knowing the field."""

from __future__ import annotations

from collections.abc import Iterator

from planner.report.case.material import Material
from planner.report.case.tree import Block, Heading, PageBreak, Paragraph, Points
from planner.report.words import tell
from planner.texts import Texts

TEXTS = Texts(
    "case.annex_method",
    {
        "heading": "The method in one page",
        "question": (
            "Courses shall be near people, but not so near that groups get too small. The planner "
            "looks for the arrangement of courses and participants that gives the least travel of "
            "all that are allowed."
        ),
        "steps": "This is how it goes:",
        "step_people": (
            "Inhabitants are placed in settlements. For each of them and each programme, it is "
            "worked out how many take part a year: inhabitants times participants per 1000. That is "
            "a mean, and so seldom a whole number."
        ),
        "step_roads": (
            "Travel times follow the roads, by the fastest route. Where there is no road, no time is "
            "set."
        ),
        "step_choose": (
            "The computer chooses which venues are in use, how many courses of each programme they "
            "hold, and where people take part. It does not try all possibilities one by one, but "
            "proves along the way how good a plan can be at best (integer programming)."
        ),
        "step_rules": (
            "The rules are: groups have enough participants and no more than the room takes; venues "
            "hold no more meetings than they can; people attend courses of their own unit where "
            "nothing else is decided; everybody has an offer, takes part at {specialist} or is "
            "counted as without."
        ),
        "step_order": (
            "Goals are taken in order: first as few as possible without an offer, then as little "
            "travel as possible for participants and professionals, then the lowest cost. The way to "
            "{specialist} counts, so that sending people away does not pay."
        ),
        "step_check": (
            "The plan is checked rule by rule by code of its own, and every figure is worked out "
            "anew from the plan."
        ),
        "fill": (
            "A course with enough participants on average has too few in some years. So it is told for "
            "each how likely it is to fill."
        ),
        "mark": (
            "An alternative is marked best only where the difference is larger than what is proven, "
            "and never where the figure was earned by leaving people out."
        ),
        "again": (
            "The same data give the same plan. Anybody can check it: data, rules and program are open."
        ),
    },
)

STEPS = ("step_people", "step_roads", "step_choose", "step_rules", "step_order", "step_check")


def method(m: Material) -> Iterator[Block]:
    """The way from data to figures."""
    words = {"specialist": m.specialist}
    yield PageBreak()
    yield Heading(1, tell(TEXTS, m.lang, "heading"))
    yield Paragraph(tell(TEXTS, m.lang, "question"))
    yield Paragraph(tell(TEXTS, m.lang, "steps"))
    yield Points(tuple(tell(TEXTS, m.lang, step, **words) for step in STEPS), numbered=True)
    for key in ("fill", "mark", "again"):
        yield Paragraph(tell(TEXTS, m.lang, key))
