"""Section: the proposed decision, a draft in every word."""

from __future__ import annotations

from collections.abc import Iterator

from planner.report.case.brief import thin_courses
from planner.report.case.material import Material
from planner.report.case.tree import Block, Heading, Paragraph, Points
from planner.report.words import at_places, joined, tell
from planner.texts import Texts

TEXTS = Texts(
    "case.decision",
    {
        "heading": "Proposed decision (draft)",
        "draft": (
            "This draft was made by lms-planner from the figures. It is a proposal for the writer to "
            "go through. What stands in [square brackets] has to be filled in or struck out."
        ),
        "draft_lead": "Draft.",
        "by_weights": (
            "The draft is written for “{name}”, which comes first when all criteria count alike. "
            "That is a starting point for discussion and no recommendation: what is to weigh most is "
            "for the municipalities to choose."
        ),
        "tied": "{names} do just as well; the figures do not tell them apart.",
        "by_writer": "The draft is written for “{name}”, chosen by whoever made this document.",
        "by_order": (
            "The draft is written for “{name}”. Nothing could be weighed, so it was not chosen for "
            "being best."
        ),
        "council": "The municipal council of [municipality] decides:",
        "one_unit": (
            "{unit} shall be the coordinating unit of learning and mastery programmes for the "
            "inhabitants of {members}."
        ),
        "many_units": (
            "Each municipality shall itself coordinate learning and mastery programmes for its "
            "inhabitants ({units} units)."
        ),
        "no_unit": (
            "Today's arrangement goes on: people take part at {specialist}, without a coordinating "
            "unit of the municipalities."
        ),
        "places": (
            "Courses are held {places} to begin with. The plan is {courses} courses a year of "
            "{programmes} programmes at {level} participation."
        ),
        "no_places": (
            "No group is large enough for courses of its own at {level} participation; people take "
            "part at {specialist}."
        ),
        "posts": (
            "{posts} full-time posts are set aside for coordination. Costs are shared among the "
            "municipalities by [key: by head, a fixed part and the rest by head, or by use]."
        ),
        "agreements_new": (
            "{chief} is authorised to make the agreements that are needed: {new} new "
            "ones between municipalities beside {existing} that exist, and one with {specialist} on "
            "who does what."
        ),
        "agreements_old": (
            "The municipalities already cooperate in this unit ({existing} agreements exist). {chief} "
            "is authorised to fit them to the task, and to make an agreement with "
            "{specialist} on who does what."
        ),
        "agreement_specialist": (
            "{chief} is authorised to make an agreement with {specialist} on who does what."
        ),
        "chief_director": "The chief executive",
        "chief_alderman": "The chief administrator",
        "trial": (
            "The arrangement is tried out in [period] and evaluated by [date], before the council "
            "decides on a lasting one."
        ),
    },
)

LISTED_MAX = 3


def decision(m: Material) -> Iterator[Block]:
    """The draft, how its alternative was chosen, and what is left for the writer."""
    yield Heading(1, tell(TEXTS, m.lang, "heading"))
    yield Paragraph(tell(TEXTS, m.lang, "draft"), kind="open", lead=tell(TEXTS, m.lang, "draft_lead"))
    yield Paragraph(tell(TEXTS, m.lang, "council"))
    yield Points(tuple(_points(m)), numbered=True)
    chosen = [tell(TEXTS, m.lang, f"by_{m.proposed_by}", name=m.proposed.name)]
    if m.tied:
        names = joined(m.lang, [m.quote(name) for name in m.tied])
        chosen.append(tell(TEXTS, m.lang, "tied", names=names))
    yield Paragraph(" ".join(chosen), kind="note")


def _points(m: Material) -> Iterator[str]:
    a, found = m.proposed, m.proposed.indicators
    words = {
        "specialist": m.specialist,
        "level": m.main_level.label,
        "chief": tell(TEXTS, m.lang, f"chief_{m.chief}"),
    }
    if not found.units:
        yield tell(TEXTS, m.lang, "no_unit", **words)
    elif len(found.units) > LISTED_MAX:
        yield tell(TEXTS, m.lang, "many_units", units=len(found.units))
    for unit in found.units if len(found.units) <= LISTED_MAX else ():
        members = joined(m.lang, a.municipality_names(unit.member_codes))
        yield tell(TEXTS, m.lang, "one_unit", unit=a.unit_name(unit.unit_id), members=members)
    places = [a.region.venues[v].place_id for v in found.venues_used]
    if places:
        yield tell(
            TEXTS,
            m.lang,
            "places",
            places=at_places(m.lang, a.region, places),
            courses=m.number(found.courses, 0 if found.courses == int(found.courses) else 1),
            programmes=found.programmes_held,
            **words,
        )
        told = thin_courses(m, a)
        if told:
            yield told
    elif found.units:
        yield tell(TEXTS, m.lang, "no_places", **words)
    if found.units:
        yield tell(TEXTS, m.lang, "posts", posts=m.number(found.posts_fte, 1))
    counts = {"existing": found.agreements_existing, "new": found.agreements_new}
    if found.agreements_new:
        yield tell(TEXTS, m.lang, "agreements_new", **counts, **words)
    elif found.agreements_existing:
        yield tell(TEXTS, m.lang, "agreements_old", existing=found.agreements_existing, **words)
    else:
        yield tell(TEXTS, m.lang, "agreement_specialist", **words)
    yield tell(TEXTS, m.lang, "trial")
