"""Sentences and labels of effects."""

from __future__ import annotations

from planner.report.words.tables import tell
from planner.texts import Lang, Texts


def told(lang: Lang, key: str, /, **values: str | int) -> str:
    """A text by key, with values set in: whole numbers in the language's style, texts as they are."""
    return tell(EFFECTS_WORDS, lang, key, **values)


EFFECTS_WORDS = Texts(
    "effects",
    {
        "title": "Effects: from {before} to {after}",
        "scope": "Scope: {persons} inhabitants of {names}. Figures are per year.",
        "summary": "Who gains and who loses",
        "gains": "Gain in the service: {names}.",
        "loses": "Lose in the service: {names}.",
        "mixed": "Gain in some and lose in some: {names}.",
        "same": "Unchanged: {names}.",
        "pays_only": "Pay more and gain nothing in the service: {names}.",
        "hours": (
            "Participants' travel hours go from {before} to {after} ({change}); {more} get more hours."
        ),
        "hours_none": (
            "Participants' travel hours go from {before} to {after} ({change}); no municipality "
            "gets more hours."
        ),
        "served": "Participants at courses in the region: from {before} to {after} ({change}).",
        "unmet": "Participants with no offer: from {before} to {after} ({change}).",
        "table": "The service to the inhabitants, before → after",
        "municipality": "municipality",
        "column.hours": "travel hours",
        "column.minutes": "min. one way",
        "column.served": "at local courses",
        "column.unmet": "no offer",
        "column.near": "programmes within 60 min.",
        "column.verdict": "together",
        "verdict.gains": "gains",
        "verdict.loses": "loses",
        "verdict.mixed": "mixed",
        "verdict.same": "same",
        "total": "total",
        "costs": "What the municipalities pay, before → after, in NOK",
        "key.head": "by head",
        "key.fixed_and_head": "{fixed} alike, the rest by head",
        "key.use": "by use",
        "column.users": "participants' mileage",
        "other": "{name} (outside the scope)",
        "payers": "Who pays, for the inhabitants in scope, in NOK",
        "payer": "payer",
        "before": "before",
        "after": "after",
        "change": "change",
        "payer.municipalities": "municipalities",
        "payer.hospital_trust": "hospital trust (its own courses aside)",
        "payer.grants": "grants",
        "payer.users": "users (mileage)",
        "no_cost": "Cost of {name} is not told, because prices are missing ({reasons}).",
        "no_use": "In {name} nobody attends courses of {units}; there “by use” is shared by head too.",
        "basis": "The assumptions are not the same: {names}. Some of the change is theirs.",
        "basis_of": "{name} has {what}",
        "note": (
            "Together: better in at least one of travel hours, participants at courses, "
            "participants with no offer and programmes within 60 minutes, and worse in none "
            "(gains), or the other way round (loses). Fewer hours are no gain where more have no "
            "offer, nor are programmes near by that nobody of the municipality attends. The "
            "keys share what the units' municipalities pay; which key shall hold is not decided."
        ),
        "rests": "Everything here {note}",
        "absent": "–",
        "arrow": "{before} → {after}",
    },
)
