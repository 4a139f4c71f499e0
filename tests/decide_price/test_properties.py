"""Every price against brute force: the plan as it is, and the plan as it would be, each by itself."""

from __future__ import annotations

import json
import os
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, note, settings
from hypothesis import strategies as st

from planner.decide import Price, price
from planner.errors import InfeasibleError
from planner.region.types import Place, Region
from planner.scenario import effective_region
from planner.scenario.check import issues
from planner.scenario.schema import Scenario
from tests.oracle import Best, best_plan
from tests.small_region import EVERY_LEVEL, shortest_ways, small_problems

HUNT = int(os.environ.get("HUNT", "0"))
SETTINGS = settings(
    max_examples=HUNT or 16,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    print_blob=True,
    derandomize=not HUNT,
)
NOWHERE = "nowhere"


@st.composite
def problems(draw: st.DrawFn) -> tuple[Region, Scenario]:
    """Regions in which courses can be held, and scenarios with something in the way of a better plan.

    Everybody is in scope, so that the figures of a price are those of the whole plan.
    """
    region, scenario = draw(
        small_problems(
            assignment=draw(st.sampled_from(("fixed", "fixed", "fixed", "free"))),
            linking="some",
            nearest=draw(st.integers(0, 7)) == 7,
            unmet_shares=(None, None, 0.5),
            objectives=(("unmet", "travel"),),
            municipalities_max=3,
            venues_max=2,
            programmes_max=2,
            courses_max=2,
        )
    )
    programmes = {
        k: replace(p, pooled=True, levels=EVERY_LEVEL, venue_kinds=(), time_of_day="both")
        for k, p in region.programmes.items()
    }
    venues = {v: replace(venue, seats=120) for v, venue in region.venues.items()}
    units = scenario.units.model_copy(update={"fixed_members": {}})
    scenario = scenario.model_copy(update={"scope": "all", "units": units})
    region = replace(region, programmes=programmes, venues=venues)
    assume(scenario.units.candidates and not issues(region, scenario))
    return region, scenario


def brute_force(region: Region, scenario: Scenario) -> Best | None:
    if issues(region, scenario):
        return None
    seen = effective_region(region, scenario)
    return best_plan(seen, shortest_ways(seen, scenario), scenario)


def otherwise(region: Region, scenario: Scenario, one: Price) -> tuple[Region, Scenario]:
    """The region and the scenario that a price is about, made from what a user could type."""
    if one.key == "lose_only_base":
        (unit_id,) = one.values["units"]  # type: ignore[misc]
        units = {
            **region.units,
            unit_id: replace(region.units[unit_id], staff_base_place_ids=(NOWHERE,)),
        }
        code = next(iter(region.municipalities))
        island = Place(NOWHERE, NOWHERE, code, lon=18.02, lat=69.02, persons=0, kind="junction")
        region = replace(region, units=units, places={**region.places, NOWHERE: island})
        forced = _not_run_by_others(region, scenario, unit_id)
        venues = scenario.venues.model_copy(update={"in_use": forced})
        return region, scenario.model_copy(update={"venues": venues})
    data = scenario.model_dump(mode="json")
    for text in one.overrides:
        path, _, value = text.partition("=")
        here: Any = data
        *above, last = path.split(".")
        for part in above:
            here = here.setdefault(part, {})
        here[last] = json.loads(value)
    return region, Scenario.model_validate(data)


def _not_run_by_others(region: Region, scenario: Scenario, unit_id: str) -> tuple[str, ...]:
    """Of the venues in use, those that another unit could run; the others go with the base."""
    if scenario.venues.located_in == "anywhere":
        others = set(scenario.units.candidates) - {unit_id}
        return tuple(v for v in scenario.venues.in_use if others)
    free = scenario.units.assignment == "free"

    def may(other: str, venue_id: str) -> bool:
        unit = region.units[other]
        code = region.places[region.venues[venue_id].place_id].municipality_code
        codes = (unit.eligible_codes or tuple(region.municipalities)) if free else unit.member_codes
        return code in codes

    units = [u for u in scenario.units.candidates if u != unit_id]
    return tuple(v for v in scenario.venues.in_use if any(may(u, v) for u in units))


def test_every_price_is_the_difference_of_two_plans_solved_by_brute_force() -> None:
    seen: Counter[str] = Counter()

    @SETTINGS
    @given(problems())
    def check(case: tuple[Region, Scenario]) -> None:
        region, scenario = case
        now = brute_force(region, scenario)
        if now is None:
            with pytest.raises(InfeasibleError):
                price(region, scenario)
            seen["no plan"] += 1
            return
        found = price(region, scenario)
        assert found.complete
        assert found.as_it_is.proven
        assert found.as_it_is.travel_hours == pytest.approx(now.values["travel"], abs=1e-3, rel=1e-5)
        for one in found.prices:
            note(f"{one.part} {one.key} {dict(one.values)} {one.overrides}")
            other = brute_force(*otherwise(region, scenario, one))
            if one.otherwise is None:
                assert one.possible is False
                assert other is None
                seen[f"{one.key}: not possible"] += 1
                continue
            assert other is not None
            for name, difference in (
                ("travel", one.travel_hours),
                ("unmet", one.participants_unmet),
            ):
                expected = other.values[name] - now.values[name]
                assert difference == pytest.approx(expected, abs=1e-3, rel=1e-5), name
            assert right_way(scenario, one)
            seen[one.key] += 1
            seen[f"{one.part}: a difference"] += abs(one.travel_hours or 0.0) > 0.01

    check()
    for part in ("rules", "used", "unused"):
        assert seen[f"{part}: a difference"] > 0, seen
    assert len(seen) > 12, seen


def right_way(scenario: Scenario, one: Price) -> bool:
    """To give up a rule never costs, and to lose something never gains, in the order of the objectives.

    It need not be so where people must go to the nearest course, nor where who belongs where, which
    comes before the objectives, is decided anew; and what is lost may have been in use by force.
    """
    anew = scenario.units.assignment == "free" or one.key in ("given_units", "lose_unit")
    if scenario.rules.nearest.on or anew or one.part == "unused":
        return True
    assert one.participants_unmet is not None
    assert one.travel_hours is not None
    order = (round(one.participants_unmet, 4), round(one.travel_hours, 2))
    if one.part == "rules":
        return order <= (0, 0)
    return order >= (0, 0) or bool(scenario.venues.in_use)
