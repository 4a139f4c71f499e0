"""Units in words: their form of organisation, and how they stand against the guideline, in a cell."""

from __future__ import annotations

from planner.evaluate import UnitIndicators
from planner.pipeline import Alternative
from planner.report.words import DASH, WORDS, Lang, joined, number, say

NEW_BY_NAME = ("new", "seat")
"""Kinds of units whose name says that they are new."""
LISTED_UNITS_MAX = 2
"""So many units stand one by one in a cell; more as a range."""


def form_of(alternative: Alternative, lang: Lang) -> str:
    """The forms of organisation of an alternative's units, each once."""
    forms = []
    for unit in alternative.plan.units:
        known = alternative.region.units.get(unit.unit_id)
        kind = known.kind if known else "new"
        form = unit_form(kind, lang)
        if known is not None and not known.exists_today and kind not in NEW_BY_NAME:
            form = say(lang, "form.founded", form=form)
        partners = partner_names(alternative, unit.unit_id)
        if partners:
            form = say(lang, "form.partners", form=form, names=joined(lang, partners))
        if form not in forms:
            forms.append(form)
    return " / ".join(forms) or say(lang, "form.none")


def partner_names(alternative: Alternative, unit_id: str) -> list[str]:
    """The names of a unit's partners, in the scenario's order."""
    units = alternative.region.units
    partner_ids = alternative.scenario.units.partners.get(unit_id, ())
    return [units[partner_id].name for partner_id in partner_ids if partner_id in units]


def unit_form(kind: str, lang: Lang) -> str:
    """A kind of unit in words; a kind that the planner does not know keeps its own."""
    key = f"form.{kind}"
    return say(lang, key) if key in WORDS else kind.replace("_", " ")


def unit_assumed(alternative: Alternative, unit: UnitIndicators) -> bool:
    """Whether a unit's number of inhabitants rests on assumptions: who its members are, or how many."""
    region = alternative.region
    known = region.units.get(unit.unit_id)
    return (known is not None and "member_codes" in known.assumed) or any(
        "persons" in region.municipalities[code].assumed for code in unit.member_codes
    )


def units_assumed(alternative: Alternative) -> bool:
    """Whether a whole cell on units rests on assumptions (else its parts carry their own asterisk)."""
    units = alternative.indicators.units
    if len(units) <= LISTED_UNITS_MAX:
        return bool(units) and all(unit_assumed(alternative, unit) for unit in units)
    return any(unit_assumed(alternative, unit) for unit in units)


def persons_cell(alternative: Alternative, lang: Lang) -> str:
    """Inhabitants of each unit, or the range of many."""
    units = alternative.indicators.units
    if not units:
        return say(lang, "table.absent")
    if len(units) <= LISTED_UNITS_MAX:
        return _listed(alternative, [number(lang, unit.persons) for unit in units])
    persons = [unit.persons for unit in units]
    return f"{number(lang, min(persons))}{DASH}{number(lang, max(persons))}"


def guideline_cell(alternative: Alternative, lang: Lang) -> str:
    """Each unit's verdict, or one for many."""
    units = alternative.indicators.units
    if not units:
        return say(lang, "table.absent")
    if len(units) <= LISTED_UNITS_MAX:
        return _listed(alternative, [unit_cell(unit, lang) for unit in units])
    statuses = {unit.threshold_status for unit in units}
    if statuses == {"below"}:
        return say(lang, "guideline.all_below")
    if statuses == {"within"}:
        return say(lang, "guideline.all_within")
    within = sum(unit.threshold_status == "within" for unit in units)
    return say(lang, "guideline.some_within", within=within, units=len(units))


def unit_cell(unit: UnitIndicators, lang: Lang) -> str:
    """One unit against the guideline."""
    return say(
        lang,
        f"guideline.{unit.threshold_status}",
        short=unit.persons_short,
        above=unit.persons_above,
    )


def _listed(alternative: Alternative, texts: list[str]) -> str:
    """One text per unit; where some rest on assumptions and some do not, those that do are marked."""
    assumed = [unit_assumed(alternative, unit) for unit in alternative.indicators.units]
    if all(assumed):
        return " / ".join(texts)
    return " / ".join(f"{text}*" if known else text for text, known in zip(texts, assumed, strict=True))
