"""The list of near-optimal plans as JSON, and as CSV with one row per plan."""

from __future__ import annotations

from typing import Any

from planner.decide import Alternative, Alternatives, Effect, Verdict
from planner.files import csv_text
from planner.region import Region
from planner.report.comparison import sentences
from planner.report.json.document import Document, Part, Texts, document
from planner.report.words import Names
from planner.texts import LANGS, name_in

COLUMNS = (
    "plan",
    "value",
    "extra",
    "extra_share",
    "proven",
    "places",
    "places_in",
    "places_out",
    "improved_by",
    "venues",
    "units",
    "moved",
    "differs",
    "travel_hours_total",
    "travel_hours_staff",
    "participants_served",
    "participants_unmet",
    "cost_nok",
    "gains",
    "loses",
)


class MunicipalityJson(Part):
    """A municipality under a plan, beside the best one."""

    code: str
    """Its number."""
    name: str
    """Its name."""
    service: Verdict
    """gains, loses, mixed or same, against the best plan."""
    travel_hours: float
    """Travel hours a year of its participants."""
    travel_hours_change: float
    """Less those under the best plan."""
    minutes_mean: float | None
    """Mean minutes one way; null: nobody travels."""
    minutes_mean_change: float | None
    """Less those under the best plan."""


class PlanUnitJson(Part):
    """A unit of a plan."""

    unit: str
    """Its id."""
    seat: str
    """Place of its seat."""
    members: tuple[str, ...]
    """Municipalities that belong to it."""


class NearPlanJson(Part):
    """A plan that is nearly as good as the best."""

    plan: int
    """Number in the list, from 1."""
    value: float
    """Its value of the objective."""
    extra: float
    """What it is worse by."""
    extra_share: float | None
    """The same as a share of the best value; null: that is 0."""
    proven: bool
    """Whether it is proven that no other comes before it."""
    places: tuple[str, ...]
    """Places with courses."""
    places_in: tuple[str, ...]
    """Those that the best plan has not."""
    places_out: tuple[str, ...]
    """Those that only the best plan has."""
    improved_by: tuple[str, ...]
    """Places that would make it better with courses too."""
    venues: tuple[str, ...]
    """Venues in use."""
    units: tuple[PlanUnitJson, ...]
    """Units that are open."""
    moved: tuple[str, ...]
    """Municipalities that belong to another unit than in the best plan."""
    differs: int
    """Least number of differences (places and municipalities) from any plan above it."""
    travel_hours_total: float
    """All travel hours a year."""
    travel_hours_staff: float
    """Those of staff."""
    participants_served: float
    """Participants a year at local courses."""
    participants_unmet: float
    """Participants a year with no offer."""
    cost_nok: float | None
    """Cost a year; null: a price is missing."""
    gains: tuple[str, ...]
    """Municipalities that gain against the best plan."""
    loses: tuple[str, ...]
    """Those that lose."""
    text: Texts
    """What sets it apart, in sentences."""
    municipalities: tuple[MunicipalityJson, ...]
    """What it means for each."""
    seat_minutes: dict[str, float | None]
    """Municipality → minutes to its unit's seat."""
    rooms: dict[str, tuple[str, ...]]
    """Place → venues that serve it."""
    set: tuple[str, ...]
    """Overrides (`--set`) that give the plan again."""


class AlternativesJson(Document):
    """What `alternatives --format json` gives: the plans that are nearly as good as the best."""

    scenario: str
    """Name of the scenario."""
    title: Texts
    """Its title, by language."""
    scope: tuple[str, ...]
    """Municipalities whose people the plans are judged for."""
    objective: str
    """The objective whose value the slack is a share of."""
    unit: str
    """Its unit."""
    within: float
    """The slack, as a share of the best value."""
    wanted: int
    """Plans asked for at the most."""
    most_different: bool
    """Whether those that differ most were asked for, not the best."""
    complete: bool
    """Whether it is proven that no plan within the slack is missing."""
    bound: float | None
    """What no plan that is not listed can beat; null: there is none within the slack."""
    gap: float
    """Largest relative gap of the plans solved."""
    every_membership: bool
    """Whether every division into units was looked at."""
    found: int
    """Plans found within the slack."""
    left_out_improvable: int
    """Plans left out since courses in one more place make them better."""
    plans: tuple[NearPlanJson, ...]
    """The plans, best first."""


def alternatives_json(found: Alternatives, region: Region) -> str:
    """The list as JSON, with each plan in words in both languages."""
    names = tuple(Names(region, lang) for lang in LANGS)
    data = {
        "scenario": found.scenario,
        "title": {lang: name_in(lang, found.title, found.title_en) for lang in LANGS},
        "scope": list(found.plans[0].solved.indicators.scope_codes),
        "objective": found.objective,
        "unit": found.unit,
        "within": found.within,
        "wanted": found.wanted,
        "most_different": found.most_different,
        "complete": found.complete,
        "bound": found.bound,
        "gap": found.gap,
        "every_membership": found.every_membership,
        "found": found.found,
        "left_out_improvable": found.improvable,
        "plans": [_plan(found, plan, names) for plan in found.plans],
    }
    return document(AlternativesJson, data)


def alternatives_csv(found: Alternatives) -> str:
    """One row per plan; lists are joined by `;`. Ids and codes, not names."""
    rows = [_plain(plan) for plan in found.plans]
    return csv_text(COLUMNS, [[row[column] for column in COLUMNS] for row in rows])


def _plan(found: Alternatives, plan: Alternative, names: tuple[Names, ...]) -> dict[str, Any]:
    row = _plain(plan)
    rows = () if plan.effects is None else plan.effects.municipalities
    return {
        **row,
        "text": {name.lang: sentences(found, plan, name) for name in names},
        "units": [
            {"unit": u.unit_id, "seat": u.seat_place_id, "members": list(u.member_codes)}
            for u in plan.solved.plan.units
        ],
        "municipalities": [
            {
                "code": e.code,
                "name": e.name,
                "service": e.service,
                "travel_hours": e.after.hours,
                "travel_hours_change": e.after.hours - e.before.hours,
                "minutes_mean": e.after.minutes_mean,
                "minutes_mean_change": _minutes(e),
            }
            for e in rows
        ],
        "seat_minutes": dict(plan.seat_minutes),
        "rooms": {place: list(venues) for place, venues in plan.rooms.items()},
        "set": list(plan.overrides),
    }


def _plain(plan: Alternative) -> dict[str, Any]:
    now = plan.solved.indicators
    best = plan.value - plan.extra
    effects = plan.effects
    return {
        "plan": plan.number,
        "value": plan.value,
        "extra": plan.extra,
        "extra_share": plan.extra / best if best > 0 else None,
        "proven": plan.proven,
        "places": sorted(plan.place_ids),
        "places_in": list(plan.places_in),
        "places_out": list(plan.places_out),
        "improved_by": list(plan.improved_by),
        "venues": list(plan.solved.plan.venues_in_use),
        "units": sorted(plan.members),
        "moved": list(plan.moved),
        "differs": plan.differs,
        "travel_hours_total": now.travel_hours_total,
        "travel_hours_staff": now.travel_hours_staff,
        "participants_served": now.participants_served,
        "participants_unmet": now.participants_unmet,
        "cost_nok": now.cost_nok,
        "gains": [] if effects is None else [e.code for e in effects.with_verdict("gains")],
        "loses": [] if effects is None else [e.code for e in effects.with_verdict("loses")],
    }


def _minutes(effect: Effect) -> float | None:
    before, after = effect.before.minutes_mean, effect.after.minutes_mean
    return None if before is None or after is None else after - before
