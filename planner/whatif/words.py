"""Words of a study's pictures, and what paths are called."""

from __future__ import annotations

from planner.decide import CRITERIA
from planner.evaluate import INDICATORS
from planner.report.words import number
from planner.texts import Lang, Texts

_PATHS = Texts(
    "whatif.path",
    {
        "threshold.persons_min": "lower estimate, inhabitants per unit",
        "threshold.persons_max": "upper estimate, inhabitants per unit",
        "demand.factor": "demand, times the estimate",
        "demand.level": "demand level",
        "demand.mix": "mix of programmes",
        "demand.all_programmes.group_min_persons": "smallest group, persons",
        "demand.all_programmes.group_max_persons": "largest group, persons",
        "demand.all_programmes.cycle_years": "years between courses",
        "participation.decay.rate_per_minute": "distance decay, share lost per minute",
        "participation.decay.free_minutes": "minutes that keep nobody away",
        "participation.decay.half_minutes": "minutes at which half come",
        "participation.decay.steepness_per_minute": "how sharply fewer come, per minute",
        "participation.logit.rate_per_minute": "how much less attractive a minute makes an offer",
        "participation.logit.home_minutes": "minutes as attractive as staying at home",
        "specialist.all_services.trips_per_course": "trips to a course at the hospital",
        "specialist.all_services.participants_per_year_max": "places a year at each hospital",
        "rules.access.minutes_max": "longest way to an offer, minutes",
        "rules.access.unmet_share_max": "most without an offer, share of the participants",
        "rules.access.specialist_share_max": "most at the specialist, share of the participants",
        "budget.nok_per_year_max": "budget, NOK a year",
        "travel.season": "season",
        "travel.winter.factor": "winter travel time, times summer",
        "population.factor": "inhabitants, times today",
        "population.year": "year",
        "population.growth_share_per_year": "population growth a year",
        "assumed.places.persons": "where in a municipality people live",
        "assumed.links.minutes": "travel time on the roads",
        "assumed.links.km": "length of the roads",
        "assumed.venues.meetings_per_year": "meetings a venue can take",
        "assumed.venues.nok_per_year": "rent of venues",
        "assumed.venues.seats": "seats of venues",
        "assumed.units.coordinator_fte": "coordinators' posts",
        "assumed.programmes.cycle_years": "years between courses",
        "assumed.programmes.group_max_persons": "largest group",
        "assumed.programmes.group_min_persons": "smallest group",
        "assumed.programmes.hours_per_meeting": "hours per meeting",
        "assumed.programmes.hours_to_develop": "hours to develop a programme",
        "assumed.programmes.hours_to_repeat": "hours to repeat a course",
        "assumed.programmes.meetings_per_course": "meetings per course",
        "assumed.programmes.persons_per_case": "persons per case",
        "assumed.programmes.professionals_per_meeting": "professionals per meeting",
        "assumed.programmes.user_representatives_per_meeting": "user representatives per meeting",
        "assumed.demand_levels.participants_per_1000": "participants per 1000",
        "assumed.specialist_services.trips_per_course": "trips to a course at the hospital",
        "assumed.specialist_services.participants_per_year_max": "places a year at each hospital",
        "assumed.cost_rates.value": "wages and rates",
        "assumed.unit_qualifications.score_0_4": "qualifications of the units",
        "score": "weighted sum, 0–1",
        "lead": "lead in the weighted sum",
        "rank": "place",
        "weights": "weights",
        "scenario": "alternative",
        "variant": "variant",
    },
)

_WORDS = Texts(
    "whatif",
    {
        "within": "within",
        "about": "about at the lower estimate",
        "below": "below",
        "above": "above",
        "none": "no unit",
        "no_plan": "no plan",
        "guideline": "Against the population guideline: the unit that stands worst",
        "median": "Lines are the median, and bands the span, over whatever else varies.",
        "mean": "Each cell is the mean over whatever else varies.",
        "apart": "Hollow marks stand apart: up to {share} of the participants are without an offer "
        "there, and what that saves is no gain.",
        "apart_cells": "Hatched cells stand apart: up to {share} of the participants are without an "
        "offer there, and what that saves is no gain.",
        "points": "{count} points of the study",
        "without": "{count} without a plan",
        "low": "low value",
        "high": "high value",
        "base": "the base: {value}",
        "unmoved": "Without effect: {names}.",
        "more": "Left out: {count} with less effect.",
        "minus": "{one} minus {other}",
        "flips": "Where a bar crosses zero, the alternatives change places.",
        "venues": "How often each venue is in use",
        "units": "How often each unit is open",
        "first": "Who comes first",
        "of_rankings": "share of {count} rankings",
        "most": "Each cell shows who comes first most often, over whatever else varies.",
        "lead_flips": "Where a bar crosses zero, another alternative comes first.",
        "is.True": "yes",
        "is.False": "no",
        "is.summer": "summer",
        "is.winter": "winter",
        "is.day": "day",
        "is.evening": "evening",
        "is.national": "the country as a whole",
        "is.helse_nord": "northern Norway",
        "no_rank": "not ranked",
        "weight": "weight of {name}",
        "of_plans": "share of {count} plans",
    },
)


def say(lang: Lang, key: str, /, **values: object) -> str:
    """A text by key, with values set in: whole numbers in the language's style."""
    shown = {name: number(lang, v) if isinstance(v, int) else v for name, v in values.items()}
    return _WORDS.text(lang, key).format(**shown)


def said(lang: Lang, value: object) -> str | None:
    """What a value that is no number is called; None where it has no name."""
    key = f"is.{value}"
    return say(lang, key) if key in _WORDS else None


def path_label(lang: Lang, path: str) -> str:
    """What a path or column is called; the path itself where it has no name."""
    if path.startswith("weights.") and (criterion := CRITERIA.get(path.removeprefix("weights."))):
        name = criterion.label_in(lang)
        return say(lang, "weight", name=name[:1].lower() + name[1:])
    if path.startswith("criterion.") and (criterion := CRITERIA.get(path.removeprefix("criterion."))):
        return criterion.label_in(lang)
    return _PATHS.text(lang, path) if path in _PATHS else path.removeprefix("assumed.")


def value_label(lang: Lang, column: str) -> str:
    """What an indicator is called, with its unit; the column itself where it is no indicator."""
    doc = INDICATORS.get(column)
    if doc is None:
        return say(lang, column) if column in ("guideline", "first") else path_label(lang, column)
    label = doc.label_in(lang)
    return f"{label} ({doc.unit_in(lang)})"
