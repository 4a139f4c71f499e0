"""Charts and maps that several sections show, with their captions."""

from __future__ import annotations

from collections.abc import Iterator

from planner.report.case.material import Material
from planner.report.case.tree import Block, Figure, Paragraph
from planner.report.words import tell
from planner.texts import Texts

TEXTS = Texts(
    "case.illustrations",
    {
        "multiples": "The alternatives at one scale",
        "threshold": "Inhabitants per coordinating unit against the population guideline",
        "travel-time": "Share of the participants who reach an offer within so many minutes",
        "worst-off": "The municipalities with the longest way",
        "cost": "Who pays, and what cost is made of",
        "trade-off": "Travel hours against cost",
        "difference": "Who gets nearer and who farther from “{before}” to “{after}”",
        "told": "{caption}. The figures stand in the tables of the same section.",
    },
)


def illustration(m: Material, name: str) -> Iterator[Block]:
    """The picture of a name with its caption, where there is one."""
    if name not in m.pictures:
        return
    names = {}
    if m.effects is not None:
        names = {"before": m.effects.before, "after": m.effects.after}
    caption = tell(TEXTS, m.lang, name, **names)
    yield Figure(caption, m.pictures[name], tell(TEXTS, m.lang, "told", caption=caption))
    if name in m.picture_notes:
        yield Paragraph(m.picture_notes[name], kind="note")
