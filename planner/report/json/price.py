"""The JSON of `price --format json`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.decide import Figures, Prices
from planner.region import Region
from planner.report.json.document import Document, Part, Texts, document
from planner.report.json.explanation import SettingJson
from planner.report.words import Names, table_of
from planner.texts import LANGS, name_in


class FiguresJson(Part):
    """What a plan is like."""

    travel_hours: float
    """Travel hours a year of the scope's people and of staff."""
    minutes_worst_municipality: float | None
    """Mean minutes one way of the municipality with the longest way; null: nobody travels."""
    worst_municipality: str | None
    """Which that is."""
    participants_unmet: float
    """Participants a year with no offer."""
    cost_nok: float | None
    """Cost a year; null: a price is missing."""
    travel_hours_plan: float
    """Travel hours of all whom the plan serves."""
    venues: tuple[str, ...]
    """Venues in use."""
    units: tuple[str, ...]
    """Units that are open."""
    proven: bool
    """Whether the plan is proven best."""


class PriceDifferenceJson(Part):
    """The plan without the thing, less the plan with it; null: it has no plan, or nothing to tell."""

    travel_hours: float | None
    """Travel hours a year."""
    minutes_worst_municipality: float | None
    """Mean minutes one way of the municipality with the longest way."""
    participants_unmet: float | None
    """Participants a year with no offer."""
    cost_nok: float | None
    """Cost a year."""


class OnePriceJson(Part):
    """What one thing costs."""

    part: str
    """rules, used or unused."""
    what: str
    """What is given up, lost or taken into use."""
    text: Texts
    """The same as a sentence."""
    values: dict[str, Any]
    """What the sentence is made of."""
    settings: tuple[SettingJson, ...]
    """Where it is set."""
    set: tuple[str, ...]
    """Overrides (`--set`) that do it."""
    possible: bool
    """Whether there is a plan then."""
    proven: bool
    """Whether that is proven."""
    difference: PriceDifferenceJson
    """What it changes."""
    otherwise: FiguresJson | None
    """What the plan is like then; null: there is none."""


class PriceJson(Document):
    """What `price --format json` gives: what each rule, venue, base and unit costs."""

    scenario: str
    """Name of the scenario."""
    title: Texts
    """Its title."""
    scope: tuple[str, ...]
    """Municipalities whose people are judged for."""
    as_it_is: FiguresJson
    """The plan as it is."""
    prices: tuple[OnePriceJson, ...]
    """The prices."""
    complete: bool
    """Whether every question was looked into."""


def price_json(prices: Prices, region: Region) -> str:
    """The prices as JSON, with what each is about in both languages."""
    names = {lang: Names(region, lang) for lang in LANGS}
    data = {
        "scenario": prices.scenario,
        "title": {lang: name_in(lang, prices.title, prices.title_en) for lang in LANGS},
        "scope": list(prices.scope_codes),
        "as_it_is": _figures(prices.as_it_is),
        "prices": [
            {
                "part": one.part,
                "what": one.key,
                "text": {
                    lang: name.say(table_of(one.key), one.key, one.values)
                    for lang, name in names.items()
                },
                "values": {k: list(v) if isinstance(v, tuple) else v for k, v in one.values.items()},
                "settings": [{"path": s.name, "origin": s.origin} for s in one.settings],
                "set": list(one.overrides),
                "possible": one.possible,
                "proven": one.proven,
                "difference": {
                    "travel_hours": one.travel_hours,
                    "minutes_worst_municipality": one.minutes_worst,
                    "participants_unmet": one.participants_unmet,
                    "cost_nok": one.cost_nok,
                },
                "otherwise": None if one.otherwise is None else _figures(one.otherwise),
            }
            for one in prices.prices
        ],
        "complete": prices.complete,
    }
    return document(PriceJson, data)


def _figures(figures: Figures) -> Mapping[str, Any]:
    return {
        "travel_hours": figures.travel_hours,
        "minutes_worst_municipality": figures.minutes_worst,
        "worst_municipality": figures.worst,
        "participants_unmet": figures.participants_unmet,
        "cost_nok": figures.cost_nok,
        "travel_hours_plan": figures.travel_hours_plan,
        "venues": list(figures.venues),
        "units": list(figures.units),
        "proven": figures.proven,
    }
