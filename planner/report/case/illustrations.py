"""Charts and maps that several sections show, with their captions."""

from __future__ import annotations

from collections.abc import Iterator

from planner.report.case.material import Material
from planner.report.case.tree import Block, Figure
from planner.report.words import Texts, tell

TEXTS: Texts = {
    "multiples": ("Alternativene i samme målestokk", "The alternatives at one scale"),
    "threshold": (
        "Innbyggere per samordningsenhet mot veiledende befolkningsgrunnlag",
        "Inhabitants per coordinating unit against the population guideline",
    ),
    "travel-time": (
        "Andel av deltakerne som når et tilbud innen et visst antall minutter",
        "Share of the participants who reach an offer within so many minutes",
    ),
    "worst-off": ("Kommunene med lengst vei", "The municipalities with the longest way"),
    "cost": ("Hvem som betaler, og hva kostnaden består av", "Who pays, and what cost is made of"),
    "trade-off": ("Reisetimer mot kostnad", "Travel hours against cost"),
    "difference": (
        "Hvem som får kortere og lengre vei fra «{before}» til «{after}»",
        "Who gets nearer and who farther from “{before}” to “{after}”",
    ),
    "told": (
        "{caption}. Tallene står i tabellene i samme kapittel.",
        "{caption}. The figures stand in the tables of the same section.",
    ),
}


def illustration(m: Material, name: str) -> Iterator[Block]:
    """The picture of a name with its caption, where there is one."""
    if name not in m.pictures:
        return
    names = {}
    if m.effects is not None:
        names = {"before": m.effects.before, "after": m.effects.after}
    caption = tell(TEXTS, m.lang, name, **names)
    yield Figure(caption, m.pictures[name], tell(TEXTS, m.lang, "told", caption=caption))
