"""The facts of the 2011 report, from its organisation alone: no course needs to be planned for them."""

from __future__ import annotations

from functools import cache

import pytest

from planner.evaluate import Indicators, evaluate
from planner.plan import Plan, UnitInPlan
from planner.problem import candidate_unit_ids
from planner.region import read_region
from planner.scenario import effective_region, read_scenario
from planner.travel.types import Travel

NOWHERE = Travel({}, {}, "summer", "roads")
EIGHT = 29_678


@cache
def organisation(name: str) -> Indicators:
    """A shipped scenario's units and members, with no courses: what it says of inhabitants."""
    scenario = read_scenario(name).scenario
    region = effective_region(read_region(scenario.region), scenario)
    units = tuple(
        UnitInPlan(u, region.units[u].seat_place_id, (), tuple(sorted(region.units[u].member_codes)))
        for u in candidate_unit_ids(region, scenario)
    )
    plan = Plan(scenario.name, region.id, units, (), (), (), (), (), (), "given")
    return evaluate(region, NOWHERE, scenario, plan)


FACTS = [
    ("alt-1-new-unit", [(29_678, "within", 0)], 1.0),
    ("alt-2-lokta", [(29_678, "within", 0)], 1.0),
    ("pilot", [(29_678, "within", 0)], 1.0),
    ("alt-3-senjalegen", [(14_620, "below", 5_380)], 14_620 / EIGHT),
    ("alt-3-six", [(19_219, "about", 781)], 19_219 / EIGHT),
    ("alt-3-eight", [(29_678, "within", 0)], 1.0),
    ("alt-4a-dms-finnsnes", [(29_678, "within", 0)], 1.0),
    ("alt-4a-catchment", [(19_219, "about", 781)], 19_219 / EIGHT),
    ("alt-4b-dms-inland", [(32_900, "within", 0)], 1.0),
    ("alt-4b-catchment", [(13_681, "below", 6_319)], 10_459 / EIGHT),
    ("alt-4c-both-dms", [(19_219, "about", 781), (13_681, "below", 6_319)], 1.0),
    ("alt-0-today", [], 0.0),
]


@pytest.mark.parametrize(("name", "units", "coverage"), FACTS, ids=[row[0] for row in FACTS])
def test_inhabitants_against_the_guideline(
    name: str, units: list[tuple[int, str, int]], coverage: float
) -> None:
    found = organisation(name)
    assert [(u.persons, u.threshold_status, u.persons_short) for u in found.units] == units
    assert found.persons_in_scope == EIGHT
    assert found.coverage_share == pytest.approx(coverage)


def test_alone_every_municipality_is_below() -> None:
    found = organisation("solo")
    assert [u.threshold_status for u in found.units] == ["below"] * 8
    assert sorted(u.persons for u in found.units)[:1] == [899]
    assert max(u.persons for u in found.units) == 11_243
    assert found.coverage_share == 1
    assert found.agreements_new == found.agreements_existing == 0


def test_the_ten_together() -> None:
    found = organisation("extended")
    assert [(u.persons, u.threshold_status) for u in found.units] == [(32_900, "within")]


@pytest.mark.parametrize(
    ("name", "existing", "new"),
    [
        ("alt-1-new-unit", 0, 7),
        ("alt-2-lokta", 7, 0),
        ("alt-3-senjalegen", 3, 0),
        ("alt-3-six", 3, 2),
        ("alt-3-eight", 3, 4),
        ("alt-4b-dms-inland", 3, 6),
    ],
)
def test_agreements(name: str, existing: int, new: int) -> None:
    found = organisation(name)
    assert (found.agreements_existing, found.agreements_new) == (existing, new)


def test_one_unit_can_fill_more_than_many() -> None:
    together, apart = organisation("alt-2-lokta"), organisation("solo")
    assert together.programmes_viable > apart.programmes_viable
    assert (together.viable_share or 0) > (apart.viable_share or 0)
    twice = organisation("two-year")
    assert twice.programmes_viable > together.programmes_viable


def test_what_is_assumed_of_populations_counts_only_where_it_is_used() -> None:
    lokta = {(row.table, row.field) for row in organisation("alt-2-lokta").rests_on}
    inland = {(row.table, row.field) for row in organisation("alt-4b-dms-inland").rests_on}
    assert ("municipalities", "persons") not in lokta
    assert ("municipalities", "persons") in inland
