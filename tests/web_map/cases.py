"""Alternatives for the map in a browser, with plans drawn by hand: nothing is solved."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from planner.evaluate import evaluate
from planner.pipeline.alternative import Alternative
from planner.plan import Plan
from planner.region.types import Region
from planner.report.maps.backdrop import Backdrop, read_backdrop
from planner.scenario.loaded import LoadedScenario
from planner.travel import build_travel
from planner.travel.types import Travel
from tests.report_map.plans import hand_plan, midt_troms, scenario_of, shipped_plans, summer

CLOSED = "a_senja--skrolsvik"
"""A weather-exposed link at the end of Senja."""


def alternative(
    name: str,
    plan: Plan,
    *,
    region: Region | None = None,
    ways: Travel | None = None,
    **values: Any,
) -> Alternative:
    """A plan as an alternative of the shipped region, judged for the eight."""
    region = region or midt_troms()
    scenario = scenario_of(
        **{"name": name, "title": f"Tittel {name}", "title_en": f"Title {name}", **values}
    )
    travel = ways or summer()
    found = evaluate(region, travel, scenario, plan, region.scopes["eight"])
    loaded = LoadedScenario(
        scenario=scenario, path=Path(f"{name}.yaml"), files=(), overrides=(), places={}, origins={}
    )
    return Alternative(loaded, region, travel, plan, found)


@cache
def five() -> tuple[Alternative, ...]:
    """Today, one unit, some outside, two units on winter roads with a road closed, everyone alone."""
    plans = shipped_plans()
    region = midt_troms()
    roads = {"season": "winter", "boats": True, "winter": {"closed": [CLOSED]}}
    winter = build_travel(region, scenario_of(travel=roads))
    halves = {key: region.units[key].member_codes for key in ("u4a_dms_finnsnes", "u4b_dms_setermoen")}
    pooled = [key for key, programme in region.programmes.items() if programme.pooled]
    in_winter = hand_plan(
        region,
        winter,
        halves,
        {"v_dms_finnsnes": "u4a_dms_finnsnes", "v_dms_setermoen": "u4b_dms_setermoen"},
        scope=region.scopes["eight"],
        local=pooled[:5],
    )
    return (
        alternative("today", plans["today"]),
        alternative("one-unit", plans["one unit"]),
        alternative("some-outside", plans["some outside"]),
        alternative("winter", in_winter, ways=winter, travel=roads),
        alternative("alone", plans["everyone alone"]),
    )


@cache
def backdrop() -> Backdrop:
    """Outlines and coast of the shipped region."""
    return read_backdrop(midt_troms())
