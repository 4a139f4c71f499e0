"""Sentences and labels of effects, in bokmål and English."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from planner.report.numbers import Lang, number

LANGS: tuple[Lang, ...] = ("nb", "en")


def told(lang: Lang, key: str, /, **values: str | int) -> str:
    """A text by key, with values set in: whole numbers in the language's style, texts as they are."""
    shown = {name: number(lang, v) if isinstance(v, int) else v for name, v in values.items()}
    return EFFECTS_WORDS[key][LANGS.index(lang)].format(**shown)


EFFECTS_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "title": ("Virkninger: fra {before} til {after}", "Effects: from {before} to {after}"),
        "scope": (
            "Sammenligningsgrunnlag: {persons} innbyggere i {names}. Tallene er per år.",
            "Scope: {persons} inhabitants of {names}. Figures are per year.",
        ),
        "summary": ("Hvem vinner og hvem taper", "Who gains and who loses"),
        "gains": ("Vinner på tilbudet: {names}.", "Gain in the service: {names}."),
        "loses": ("Taper på tilbudet: {names}.", "Lose in the service: {names}."),
        "mixed": (
            "Vinner på noe og taper på noe: {names}.",
            "Gain in some and lose in some: {names}.",
        ),
        "same": ("Uendret: {names}.", "Unchanged: {names}."),
        "hours": (
            "Deltakernes reisetimer går fra {before} til {after} ({change}); {more} får flere timer.",
            "Participants' travel hours go from {before} to {after} ({change}); {more} get more hours.",
        ),
        "hours_none": (
            "Deltakernes reisetimer går fra {before} til {after} ({change}); ingen kommune får "
            "flere timer.",
            "Participants' travel hours go from {before} to {after} ({change}); no municipality "
            "gets more hours.",
        ),
        "served": (
            "Deltakere på kurs i regionen: fra {before} til {after} ({change}).",
            "Participants at courses in the region: from {before} to {after} ({change}).",
        ),
        "unmet": (
            "Deltakere uten tilbud: fra {before} til {after} ({change}).",
            "Participants with no offer: from {before} to {after} ({change}).",
        ),
        "table": (
            "Tilbudet til innbyggerne, før → etter",
            "The service to the inhabitants, before → after",
        ),
        "municipality": ("kommune", "municipality"),
        "column.hours": ("reisetimer", "travel hours"),
        "column.minutes": ("min. én vei", "min. one way"),
        "column.served": ("på kurs i regionen", "at local courses"),
        "column.unmet": ("uten tilbud", "no offer"),
        "column.near": ("tilbud innen 60 min.", "programmes within 60 min."),
        "column.verdict": ("samlet", "together"),
        "verdict.gains": ("vinner", "gains"),
        "verdict.loses": ("taper", "loses"),
        "verdict.mixed": ("begge deler", "mixed"),
        "verdict.same": ("uendret", "same"),
        "total": ("i alt", "total"),
        "costs": (
            "Hva kommunene betaler, før → etter, i kroner",
            "What the municipalities pay, before → after, in NOK",
        ),
        "key.head": ("per innbygger", "by head"),
        "key.fixed_and_head": (
            "{fixed} likt, resten per innbygger",
            "{fixed} alike, the rest by head",
        ),
        "key.use": ("etter bruk", "by use"),
        "column.users": ("deltakernes skyss", "participants' mileage"),
        "other": ("{name} (utenfor grunnlaget)", "{name} (outside the scope)"),
        "payers": (
            "Hvem betaler, for innbyggerne i sammenligningsgrunnlaget, i kroner",
            "Who pays, for the inhabitants in scope, in NOK",
        ),
        "payer": ("betaler", "payer"),
        "before": ("før", "before"),
        "after": ("etter", "after"),
        "change": ("endring", "change"),
        "payer.municipalities": ("kommunene", "municipalities"),
        "payer.hospital_trust": (
            "helseforetaket (uten sykehusets egne kurs)",
            "hospital trust (its own courses aside)",
        ),
        "payer.grants": ("tilskudd", "grants"),
        "payer.users": ("brukerne (skyss)", "users (mileage)"),
        "no_cost": (
            "Kostnaden i {name} oppgis ikke, fordi priser mangler ({reasons}).",
            "Cost of {name} is not told, because prices are missing ({reasons}).",
        ),
        "no_use": (
            "I {name} går ingen på kurs hos {units}; der er også «etter bruk» delt per innbygger.",
            "In {name} nobody attends courses of {units}; there “by use” is shared by head too.",
        ),
        "basis": (
            "Forutsetningene er ikke de samme: {names}. Noe av endringen er forutsetningenes.",
            "The assumptions are not the same: {names}. Some of the change is theirs.",
        ),
        "basis_of": ("{name} har {what}", "{name} has {what}"),
        "note": (
            "Samlet: bedre på minst ett av reisetimer, deltakere på kurs, deltakere uten tilbud og "
            "tilbud innen 60 minutter, og ikke dårligere på noe (vinner), eller omvendt (taper). "
            "Færre timer er ingen gevinst der flere står uten tilbud. Delingsnøklene fordeler det "
            "enhetenes kommuner betaler; hvilken nøkkel som skal gjelde, er ikke avgjort.",
            "Together: better in at least one of travel hours, participants at courses, "
            "participants with no offer and programmes within 60 minutes, and worse in none "
            "(gains), or the other way round (loses). Fewer hours are no gain where more have no "
            "offer. The keys share what the units' municipalities pay; which key shall hold is not "
            "decided.",
        ),
        "rests": ("Alt her {note}", "Everything here {note}"),
        "absent": ("–", "–"),
        "arrow": ("{before} → {after}", "{before} → {after}"),
    }
)
