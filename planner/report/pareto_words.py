"""The words of Pareto fronts, in bokmål and English."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from planner.report.explanation_words import Both
from planner.report.numbers import Lang

AXES: Mapping[str, tuple[Both, Both, int]] = MappingProxyType(
    {
        "travel": (("reisetid", "travel"), ("timer per år", "hours a year"), 1),
        "cost": (("kostnad", "cost"), ("kroner per år", "NOK a year"), 0),
        "worst_travel": (("lengste vei", "longest way"), ("minutter", "minutes"), 1),
        "equity": (
            ("middelvei i kommunen med lengst vei", "mean way of the worst-off municipality"),
            ("minutter", "minutes"),
            1,
        ),
        "reach": (
            ("deltakere uten lokalt kurs", "participants at no local course"),
            ("per år", "a year"),
            1,
        ),
        "unmet": (
            ("deltakere uten tilbud", "participants with no offer"),
            ("per år", "a year"),
            1,
        ),
    }
)
"""Objective → its name, its unit, and the decimals it is shown with."""

COUNTED: Mapping[str, tuple[Both, Both]] = MappingProxyType(
    {
        "travel": (("time", "hour"), ("timer", "hours")),
        "cost": (("krone", "NOK"), ("kroner", "NOK")),
        "worst_travel": (("minutt", "minute"), ("minutter", "minutes")),
        "equity": (("minutt", "minute"), ("minutter", "minutes")),
        "reach": (("deltaker", "participant"), ("deltakere", "participants")),
        "unmet": (("deltaker", "participant"), ("deltakere", "participants")),
    }
)
"""Objective → what is counted: one of it, several of it."""

PARETO_LABELS: Mapping[str, Both] = MappingProxyType(
    {
        "title": ("{name}: {first} mot {others}", "{name}: {first} against {others}"),
        "claim": (
            "{count} planer som ingen annen plan slår: det som er bedre i det ene, er dårligere i et "
            "annet. Alle er løst, kontrollert og vist å være best med sin grense.",
            "{count} plans that no other plan beats: what is better in one thing is worse in another. "
            "All are solved, verified and proven to be best under their limit.",
        ),
        "one": (
            "Én plan er best i alt: her er det ingenting å bytte.",
            "One plan is best in everything: there is nothing to trade.",
        ),
        "unproven": (
            "≈ betyr at søket tok slutt før det var vist at planen er best med sin grense.",
            "≈ means that the search ended before the plan was proven best under its limit.",
        ),
        "complete": (
            "Fronten er komplett: en plan som mangler her, er ikke mer enn {steps} bedre enn en som "
            "står her, og ikke bedre i {first}.",
            "The front is complete: a plan that is missing here is no more than {steps} better than "
            "one that stands here, and no better in {first}.",
        ),
        "step": ("{amount} {unit} ({name})", "{amount} {unit} ({name})"),
        "open": (
            "Ikke undersøkt til ende: {between}. Der kan det finnes planer med minst {least} {unit} "
            "({first}).",
            "Not searched to the end: {between}. There may be plans there with at least {least} {unit} "
            "({first}).",
        ),
        "between": ("{name} fra {low} til {high}", "{name} from {low} to {high}"),
        "from": ("{name} fra {low}", "{name} from {low}"),
        "knee": (
            "Kneet er {point}: den planen som ligger lengst fra linjen mellom endepunktene når hvert "
            "mål er strukket fra 0 (minst på fronten) til 1 (mest).",
            "The knee is {point}: the plan farthest from the line between the ends when each objective "
            "is stretched from 0 (least on the front) to 1 (most).",
        ),
        "no_knee": (
            "Ingen plan ligger på den gode siden av linjen mellom endepunktene, så fronten har ikke "
            "noe kne.",
            "No plan lies on the better side of the line between the ends, so the front has no knee.",
        ),
        "plan": ("plan", "plan"),
        "trade": (
            "{second} spart per {first} mer",
            "{second} saved per {first} more",
        ),
        "venues": ("lokaler i bruk", "venues in use"),
        "courses": ("kurs", "courses"),
        "knee_mark": ("← kneet", "← the knee"),
        "nothing": ("ingen", "none"),
        "third": (
            "Tegnet er {first} og {second}; planene er beste bytte når også {third} teller.",
            "Drawn are {first} and {second}; the plans are best trades when {third} counts as well.",
        ),
    }
)


def label(lang: Lang, key: str, /, **values: str) -> str:
    """A text by key, with values set in."""
    return PARETO_LABELS[key][0 if lang == "nb" else 1].format(**values)


def axis(lang: Lang, objective: str) -> tuple[str, str, int]:
    """Name, unit and decimals of an objective."""
    name, unit, decimals = AXES[objective]
    column = 0 if lang == "nb" else 1
    return name[column], unit[column], decimals


def one_of(lang: Lang, objective: str) -> str:
    """What an objective counts: one of it."""
    return COUNTED[objective][0][0 if lang == "nb" else 1]


def several_of(lang: Lang, objective: str) -> str:
    """What an objective counts: several of it."""
    return COUNTED[objective][1][0 if lang == "nb" else 1]
