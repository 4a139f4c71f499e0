"""Alternatives of the small region, with plans drawn by hand: quick, and every figure foreseeable.

Four municipalities with 4600 people in a row, 30 minutes apart, the hospital 100 minutes beyond the
last. `u_all` serves them all from the first, `u_west` the first two, `u_east` the last two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import inf
from pathlib import Path
from typing import Any

from planner.evaluate import evaluate
from planner.pipeline.alternative import Alternative
from planner.plan import (
    Attendance,
    CourseInPlan,
    Plan,
    SpecialistAttendance,
    Stage,
    Status,
    UnitInPlan,
    Unmet,
)
from planner.region.types import Region
from planner.scenario.loaded import LoadedScenario
from planner.scenario.schema import Scenario
from tests.small_region import make_region, make_scenario, shortest_ways

GUIDELINE = {"persons_min": 4000, "persons_max": 10_000}


def region_of(**values: Any) -> Region:
    """The small region, with some rows assumed so that there is something to mark."""
    region = make_region(**values)
    programmes = {
        k: replace(p, assumed=frozenset({"group_min_persons", "meetings_per_course"}))
        for k, p in region.programmes.items()
    }
    return replace(region, programmes=programmes)


def scenario_of(name: str, **values: Any) -> Scenario:
    """A scenario of the small region with a guideline of 4000 to 10 000 inhabitants."""
    defaults: dict[str, Any] = {"threshold": GUIDELINE, "title": f"Tittel {name}"}
    return make_scenario(name=name, **{**defaults, **values})


def plan_of(
    region: Region,
    scenario: Scenario,
    venue_of: Mapping[str, str | None],
    *,
    members: Mapping[str, Sequence[str]] | None = None,
    stages: Sequence[Stage] = (),
    unmet_places: Sequence[str] = (),
    messages: Sequence[str] = (),
    programme_ids: Sequence[str] | None = None,
) -> Plan:
    """Each unit holds one course of every programme at its venue (None: no course).

    Everybody of its members comes there, all others go to the hospital, and people of `unmet_places`
    have no offer.
    """
    units, courses, attendance, specialist, unmet = [], [], [], [], []
    unit_of: dict[str, str] = {}
    held = tuple(programme_ids or region.programmes)
    for unit_id in sorted(venue_of):
        known = region.units[unit_id]
        codes = tuple(sorted((members or {}).get(unit_id, known.member_codes)))
        unit_of |= dict.fromkeys(codes, unit_id)
        bases = known.staff_base_place_ids or (known.seat_place_id,)
        units.append(UnitInPlan(unit_id, known.seat_place_id, bases, codes))
        if (venue_id := venue_of[unit_id]) is not None:
            courses += [CourseInPlan(k, venue_id, unit_id, 1, 1) for k in held]
    for place in region.places.values():
        if place.persons == 0:
            continue
        for k in region.programmes:
            venue = venue_of.get(unit_of.get(place.municipality_code, ""))
            if place.id in unmet_places:
                unmet.append(Unmet(place.id, k, 1.0))
            elif venue is not None and k in held:
                attendance.append(Attendance(place.id, k, k, venue, 1.0))
            else:
                service = next(iter(region.specialist_services))
                specialist.append(SpecialistAttendance(place.id, k, service, 1.0))
    outside = tuple(c for c in region.municipalities if c not in unit_of)
    return Plan(
        scenario=scenario.name,
        region=region.id,
        units=tuple(units),
        outside_codes=outside,
        courses=tuple(sorted(courses, key=lambda c: (c.programme_id, c.venue_id))),
        attendance=tuple(attendance),
        specialist=tuple(specialist),
        unmet=tuple(unmet),
        stages=tuple(stages),
        method="given" if not stages else "milp",
        messages=tuple(messages),
    )


def alternative_of(
    name: str,
    venue_of: Mapping[str, str | None],
    *,
    region: Region | None = None,
    scenario: Mapping[str, Any] | None = None,
    gap: float | None = 0.0,
    scope_codes: tuple[str, ...] | None = None,
    **plan: Any,
) -> Alternative:
    """A judged alternative. `gap` is that of the travel stage (None: the plan is given, not solved)."""
    region = region or region_of()
    chosen = scenario_of(name, **(scenario or {}))
    travel = shortest_ways(region, chosen)
    found = plan_of(region, chosen, venue_of, **plan)
    first = evaluate(region, travel, chosen, found, scope_codes)
    if gap is not None and not found.stages:
        found = replace(found, stages=(_travel_stage(first.travel_hours_plan, gap),), method="milp")
    loaded = LoadedScenario(
        scenario=chosen, path=Path(f"{name}.yaml"), files=(), overrides=(), places={}, origins={}
    )
    indicators = evaluate(region, travel, chosen, found, scope_codes)
    return Alternative(loaded, region, travel, found, indicators)


def _travel_stage(hours: float, gap: float) -> Stage:
    if gap == inf:
        return Stage("travel", "hours/year", hours, -inf, inf, Status.STOPPED)
    status = Status.OPTIMAL if gap == 0 else Status.WITHIN_GAP if gap <= 0.01 else Status.STOPPED
    return Stage("travel", "hours/year", hours, hours * (1 - gap), gap, status)


def today() -> Alternative:
    """No unit: everybody goes to the hospital."""
    return alternative_of("today", {}, scenario={"units": {"candidates": []}})


def together(name: str = "together", venue: str = "v_m1", **values: Any) -> Alternative:
    """One unit for all, which meets in one place."""
    return alternative_of(name, {"u_all": venue}, **values)


def west_only() -> Alternative:
    """The western half together; the eastern half stands outside."""
    return alternative_of("west-only", {"u_west": "v_m1"})


def halves() -> Alternative:
    """Two units, each meeting at its own seat."""
    return alternative_of("halves", {"u_west": "v_m1", "u_east": "v_m4"})
