"""The list of near-optimal plans as JSON, and as CSV with one row per plan."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from planner.decide import Alternative, Alternatives
from planner.decide.effects_scenario import Effect
from planner.region import Region
from planner.report.comparison import sentences
from planner.report.words import Names

ALTERNATIVES_SCHEMA_VERSION = 1

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


def alternatives_json(found: Alternatives, region: Region) -> str:
    """The list as JSON, with each plan in words in both languages."""
    names = (Names(region, "nb"), Names(region, "en"))
    data = {
        "schema_version": ALTERNATIVES_SCHEMA_VERSION,
        "scenario": found.scenario,
        "title": {"nb": found.title, "en": found.title_en or found.title},
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
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def alternatives_csv(found: Alternatives) -> str:
    """One row per plan; lists are joined by `;`. Ids and codes, not names."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for plan in found.plans:
        row = _plain(plan)
        writer.writerow(["" if row[c] is None else _cell(row[c]) for c in COLUMNS])
    return out.getvalue()


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return ";".join(map(str, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _plan(found: Alternatives, plan: Alternative, names: tuple[Names, Names]) -> dict[str, Any]:
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
