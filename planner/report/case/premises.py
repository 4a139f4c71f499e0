"""Section: on what the figures rest, in half a page; the annex on assumptions has the rest."""

from __future__ import annotations

from collections.abc import Iterator

from planner.report.case.material import Material
from planner.report.case.tree import Block, Heading, Paragraph, Points
from planner.report.case.uncertainty import attendance, demand_table, proof
from planner.report.words import tell
from planner.texts import Texts

TEXTS = Texts(
    "case.premises",
    {
        "heading": "What the figures rest on",
        "intro": (
            "For each alternative it has been worked out which courses get enough participants, where "
            "they had best be held, and who then travels how far, so that as few as possible are "
            "without an offer and the way is as short as possible. All are judged for the same "
            "people and under the same assumptions. {proof}"
        ),
        "demand": (
            "Nobody knows how many will take part. The text is about {level} participation ({rate} "
            "participants per 1000 inhabitants and year) where nothing else is said."
        ),
        "health": (
            "Gains in health, satisfaction and what the law asks are not in the figures. [What is "
            "known of the effect of such courses; experiences of users and professionals.]"
        ),
        "staff": "How many professionals the municipalities can spare is not known.",
        "future": "The population is that of the data set; nothing is projected.",
    },
)


def premises(m: Material) -> Iterator[Block]:
    """How the alternatives were worked out, levels of participation, and what is not in the figures."""
    yield Heading(1, tell(TEXTS, m.lang, "heading"))
    yield Paragraph(tell(TEXTS, m.lang, "intro", proof=proof(m)))
    rate = m.number(m.main_level.participants_per_1000, 1)
    yield Paragraph(tell(TEXTS, m.lang, "demand", level=m.main_level.label, rate=rate))
    yield demand_table(m)
    yield Points((attendance(m), *(tell(TEXTS, m.lang, key) for key in ("health", "staff", "future"))))
