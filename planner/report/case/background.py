"""Section: what the matter is, who lives where, and what the writer has to add."""

from __future__ import annotations

from collections.abc import Iterator

from planner.report.case.build import plain_table
from planner.report.case.material import Material
from planner.report.case.tree import Block, Heading, Paragraph
from planner.report.words import apportioned, say, tell
from planner.texts import Texts

TEXTS = Texts(
    "case.background",
    {
        "heading": "Background",
        "mandate": "[Mandate, earlier decisions and who took part in the work.]",
        "law": (
            "[Legal basis: what the municipality and the specialist service are responsible for, "
            "forms of cooperation, data protection, procurement.] The figures do not judge what the "
            "law requires or allows."
        ),
        "open": "For the writer.",
        "service": (
            "Learning and mastery programmes are group courses in which professionals and "
            "experienced users together help people with long-term conditions, and their next of "
            "kin, to live better with them. Participants learn from each other too. That is why "
            "groups need a certain size, and why it matters how many inhabitants stand behind the "
            "offer. A long way, though, keeps many from coming. The matter is a balance of the two."
        ),
        "guideline": (
            "A sound service is estimated to need {low}–{high} inhabitants for each coordinating "
            "unit. The estimate is guiding and not exact. It is no legal requirement. A unit that is "
            "less than five per cent short of the lower end is spoken of here as about at it."
        ),
        "table": "Inhabitants in scope",
        "share": "Share",
        "seat": "Municipal centre",
        "together": "Together",
        "assumed": "* The population is estimated.",
    },
)


def background(m: Material) -> Iterator[Block]:
    """The service, the guideline, the people; mandate and law are left to the writer."""
    yield Heading(1, tell(TEXTS, m.lang, "heading"))
    lead = tell(TEXTS, m.lang, "open")
    yield Paragraph(tell(TEXTS, m.lang, "mandate"), kind="open", lead=lead)
    yield Paragraph(tell(TEXTS, m.lang, "law"), kind="open", lead=lead)
    yield Paragraph(tell(TEXTS, m.lang, "service"))
    threshold = m.proposed.scenario.threshold
    if threshold.mode != "off":
        yield Paragraph(
            tell(TEXTS, m.lang, "guideline", low=threshold.persons_min, high=threshold.persons_max)
        )
    rows, assumed = [], False
    found = sorted(m.proposed.indicators.per_municipality, key=lambda row: (-row.persons, row.name))
    persons = [row.persons for row in found]
    shares = apportioned([count / (sum(persons) or 1) for count in persons], 0.001)
    for row, share in zip(found, shares, strict=True):
        known = m.region.municipalities[row.code]
        star = "*" if "persons" in known.assumed else ""
        assumed = assumed or bool(star)
        rows.append(
            [
                row.name,
                m.region.place_name(known.seat_place_id),
                m.number(row.persons) + star,
                m.percent(share, 1),
            ]
        )
    rows.append([tell(TEXTS, m.lang, "together"), "", m.number(m.main.persons_in_scope), m.percent(1)])
    header = [
        say(m.lang, "column.municipality"),
        tell(TEXTS, m.lang, "seat"),
        say(m.lang, "column.persons"),
        tell(TEXTS, m.lang, "share"),
    ]
    yield plain_table(tell(TEXTS, m.lang, "table"), header, rows, words=(0, 1))
    if assumed:
        yield Paragraph(tell(TEXTS, m.lang, "assumed"), kind="note")
