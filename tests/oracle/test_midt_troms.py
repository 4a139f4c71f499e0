"""Figures of Midt-Troms that only a solver gives, each checked by going through every possibility."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pytest

from planner.plan import Plan, Status
from planner.problem import build_problem
from planner.region import read_region
from planner.region.types import Region
from planner.scenario import effective_region, read_scenario
from planner.scenario.schema import Scenario
from planner.solve import solve
from planner.travel import build_travel
from planner.travel.types import Travel
from planner.verify import verify_plan
from tests.oracle import Best, best_course_plan, best_partition, hang_together, partitions
from tests.small_region import shortest_ways

THE_EIGHT = 29_678


def resolved(name: str, overrides: Sequence[str] = ()) -> tuple[Region, Scenario]:
    """A shipped scenario and its effective region."""
    scenario = read_scenario(name, list(overrides)).scenario
    return effective_region(read_region(scenario.region), scenario), scenario


def solved(region: Region, scenario: Scenario) -> Plan:
    """The optimiser's plan, proved and verified."""
    travel = build_travel(region, scenario)
    plan = solve(build_problem(region, travel, scenario))
    assert verify_plan(region, travel, scenario, plan) == ()
    assert plan.status in (Status.OPTIMAL, Status.WITHIN_GAP)
    return plan


def value(plan: Plan, name: str) -> float:
    return next(stage.value for stage in plan.stages if stage.name == name)


def neighbours_by_land(region: Region) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {code: set() for code in region.municipalities}
    for row in region.adjacency:
        if row.kind in ("land", "bridge", "tunnel"):
            found[row.code_a].add(row.code_b)
            found[row.code_b].add(row.code_a)
    return found


def person_minutes(region: Region, travel: Travel, part: frozenset[str]) -> float:
    """From every place of the part, one way, to the municipal centre in it that suits them best."""

    def to(seat: str) -> float:
        ways = [
            (place.persons, travel.minutes(place.id, seat))
            for place in region.places.values()
            if place.municipality_code in part and place.persons > 0
        ]
        return sum(persons * minutes for persons, minutes in ways if minutes is not None)

    return min(to(region.municipalities[code].seat_place_id) for code in part)


def test_the_best_split_of_the_ten_into_two_units() -> None:
    """All 511 splits of the ten, and every seat, against the optimiser's."""
    region, scenario = resolved("split-two")
    plan = solved(region, scenario)
    travel = shortest_ways(region, scenario)
    codes = sorted(region.scopes["ten"])
    assert len(codes) == 10
    best = best_partition(
        codes,
        {code: region.municipalities[code].persons for code in codes},
        neighbours_by_land(region),
        lambda part: person_minutes(region, travel, part),
        persons_min=10_000,
        parts=2,
    )
    assert best is not None
    assert value(plan, "seat_travel") == pytest.approx(best[0], rel=1e-6)
    assert {frozenset(unit.member_codes) for unit in plan.units} == set(best[1])
    # It is the split of 4c, the catchments of the two DMS, each about its own town.
    assert {u.seat_place_id: region.persons_of(u.member_codes) for u in plan.units} == {
        "finnsnes": 19_219,
        "setermoen": 13_681,
    }
    assert value(plan, "seat_travel") == pytest.approx(811_911.4)


def test_one_unit_is_the_only_way_for_the_eight_to_reach_the_guideline() -> None:
    """Of the 4 140 partitions of the eight, one has 20 000 inhabitants in every part."""
    region, _ = resolved("alt-2-lokta")
    codes = sorted(region.scopes["eight"])
    assert region.persons_of(tuple(codes)) == THE_EIGHT
    everyone = list(partitions(codes))
    assert len(everyone) == 4_140
    large_enough = [
        partition
        for partition in everyone
        if all(region.persons_of(tuple(part)) >= 20_000 for part in partition)
    ]
    assert large_enough == [(frozenset(codes),)]
    assert hang_together(codes, neighbours_by_land(region))


def test_the_optimiser_finds_the_one_unit_of_the_eight() -> None:
    """With the guideline hard, everyone a member and the seat free, in the nearest municipal centre."""
    region, scenario = resolved(
        "free", ["threshold.mode=hard", "venues.strategy=none", "objectives=[seat_travel]"]
    )
    plan = solved(region, scenario)
    assert [len(unit.member_codes) for unit in plan.units] == [8]
    whole = frozenset(plan.units[0].member_codes)
    best = person_minutes(region, shortest_ways(region, scenario), whole)
    assert value(plan, "seat_travel") == pytest.approx(best, rel=1e-6)


PROGRAMMES = ("diabetes", "mental_health", "stomach_bowel")


@cache
def brute_force_alone(programme_id: str) -> Best:
    """The best plan of LØKTA for one programme over all its venues."""
    region, scenario = resolved(
        "alt-2-lokta", [f"demand.programmes=[{programme_id}]", "objectives=[unmet,travel]"]
    )
    best = best_course_plan(region, shortest_ways(region, scenario), scenario)
    assert best is not None
    return best


def test_the_travel_hours_of_lokta_over_all_venues() -> None:
    """Three programmes, every venue of the eight, every number of courses.

    Each programme is best by itself; their sum bounds any common plan from below, and a common plan
    that attains it is best.
    """
    region, scenario = resolved("alt-2-lokta", [f"demand.programmes=[{','.join(PROGRAMMES)}]"])
    assert scenario.demand.level == "low"
    plan = solved(region, scenario)
    for name in ("unmet", "travel"):
        alone = sum(brute_force_alone(k).values[name] for k in PROGRAMMES)
        assert value(plan, name) == pytest.approx(alone, rel=1e-6, abs=1e-6)
    assert len({c.venue_id for c in plan.courses}) > 1
    together = {(c.programme_id, c.courses) for c in plan.courses}
    assert {k for k, _ in together} == set(PROGRAMMES)


@pytest.mark.parametrize(
    "rules",
    [
        ["venues.count_max=1"],
        ["venues.in_use=[v_dms_setermoen]"],
        ["venues.count_max=1", "venues.in_use=[v_dms_setermoen]"],
        ["rules.access.specialist_share_max=0.3", "rules.access.minutes_max=60"],
    ],
    ids=["one venue", "Setermoen in use", "Setermoen alone", "few at the hospital, an hour at most"],
)
def test_policies_that_tie_programmes_on_a_few_venues(rules: list[str]) -> None:
    """Two programmes every other year in three rooms, with what ties the programmes together."""
    region, scenario = resolved(
        "alt-2-lokta",
        [
            "demand.programmes=[diabetes,stomach_bowel]",
            "demand.all_programmes.cycle_years=2",
            "venues.strategy=listed",
            "venues.listed=[v_dms_finnsnes,v_dms_setermoen,v_malselv_town_hall]",
            *rules,
        ],
    )
    plan = solved(region, scenario)
    best = best_course_plan(region, shortest_ways(region, scenario), scenario)
    assert best is not None
    assert list(best.values) == [stage.name for stage in plan.stages]
    # Each stage is held to one part in a million; two ways that take as long may differ in kilometres.
    closeness = {"cost": 1e-5}
    for name, wanted in best.values.items():
        close = closeness.get(name, 2e-6)
        assert value(plan, name) == pytest.approx(wanted, rel=close, abs=1e-5)
    assert plan.venues_in_use == best.plan.venues_in_use
