"""The brute force on cases worked out on paper."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from planner.region.types import Region
from planner.scenario.schema import Scenario
from tests.oracle import Best, best_partition, best_plan, hang_together, partitions
from tests.small_region import (
    make_programme,
    make_region,
    make_scenario,
    make_unit,
    make_venue,
    shortest_ways,
)


def two_towns(**programme: Any) -> Region:
    """Two towns with 10 participants each, 30 minutes (36 km) apart; no hospital in reach."""
    values: dict[str, Any] = {"group_min_persons": 8, "group_max_persons": 12, "meetings_per_course": 1}
    return make_region(
        {"m1": (1000,), "m2": (1000,)},
        roads=[("m1_a", "m2_a", 30.0)],
        venues=[
            make_venue("v1", "m1_a", seats=60, nok_per_year=5_000.0),
            make_venue("v2", "m2_a", seats=60, nok_per_year=1_000.0),
        ],
        units=[
            make_unit("u_all", "m1_a", ["m1", "m2"]),
            make_unit("u_one", "m1_a", ["m1"], eligible_codes=("m1", "m2")),
            make_unit("u_two", "m2_a", ["m2"], eligible_codes=("m1", "m2")),
        ],
        programmes=[make_programme("p1", **{**values, **programme})],
        services=[],
        external_place_ids=(),
        participants_per_1000={"low": 10.0},
    )


def solve(region: Region, scenario: Scenario | None = None) -> Best | None:
    scenario = scenario or make_scenario(units={"candidates": ["u_all"]})
    return best_plan(region, shortest_ways(region, scenario), scenario)


def values(best: Best | None) -> dict[str, float]:
    assert best is not None
    return {name: pytest.approx(value, rel=1e-6, abs=1e-6) for name, value in best.values.items()}  # type: ignore[misc]


def courses(best: Best | None) -> list[tuple[str, str, int]]:
    assert best is not None
    return [(c.programme_id, c.venue_id, c.courses) for c in best.plan.courses]


def test_a_course_in_each_town_costs_the_way_of_one_professional() -> None:
    best = solve(two_towns())
    assert courses(best) == [("p1", "v1", 1), ("p1", "v2", 1)]
    assert values(best) == {"outside": 0, "unmet": 0, "travel": 1.0, "cost": 608_362.8, "venues": 2}
    # post 600 000; rooms 6 000; 2 courses · 3 h · 350 = 2 100; 72 km · 3.65 = 262.80


def test_one_common_course_where_groups_must_be_large() -> None:
    """20 people in one group: those of the second town drive an hour each, the staff stays at home."""
    best = solve(two_towns(group_min_persons=15, group_max_persons=20))
    assert courses(best) == [("p1", "v1", 1)]
    assert values(best)["travel"] == 10.0


def test_who_finds_no_seat_is_unmet() -> None:
    best = solve(two_towns(group_min_persons=15, group_max_persons=15))
    found = values(best)
    assert (found["unmet"], found["travel"]) == (5.0, 5.0)
    seats = two_towns(group_min_persons=15, group_max_persons=20)
    seats = replace(seats, venues={v: replace(venue, seats=17) for v, venue in seats.venues.items()})
    assert values(solve(seats))["unmet"] == 4.0  # one seat of 17 is the professional's


def test_a_group_that_never_fills_is_not_held() -> None:
    best = solve(two_towns(group_min_persons=21, group_max_persons=30))
    assert courses(best) == []
    assert values(best)["unmet"] == 20.0
    every_other_year = solve(two_towns(group_min_persons=21, group_max_persons=40, cycle_years=2))
    assert values(every_other_year)["unmet"] == 0.0


def test_the_order_of_the_objectives_counts() -> None:
    cheapest = make_scenario(units={"candidates": ["u_all"]}, objectives=["unmet", "cost"])
    best = solve(two_towns(group_max_persons=20), cheapest)
    # v2 alone: room 1 000, hours 1 050, km 72 for staff and 720 for the ten of the first town;
    # both rooms: 6 000 + 2 100 + 262.80 = 8 362.80 is dearer, v1 alone too (5 000 + 1 050 + 2 628)
    assert courses(best) == [("p1", "v2", 1)]
    assert values(best)["cost"] == 600_000 + 1_000 + 1_050 + 792 * 3.65


def test_capacity_and_numbers_of_venues() -> None:
    units = {"candidates": ["u_all"]}
    region = two_towns(group_max_persons=20, meetings_per_course=2)
    one = make_scenario(units=units, venues={"count_max": 1})
    assert courses(solve(region, one)) == [("p1", "v1", 1)]
    forced = make_scenario(units=units, venues={"count_max": 1, "in_use": ["v2"]})
    assert courses(solve(region, forced)) == [("p1", "v2", 1)]
    small = replace(region, venues={"v1": replace(region.venues["v1"], meetings_per_year=1.0)})
    assert courses(solve(small, make_scenario(units=units))) == []
    any_number = make_scenario(units=units, rules={"capacity": {"on": False}})
    assert courses(solve(small, any_number)) == [("p1", "v1", 1)]
    never = make_scenario(units=units, venues={"count_max": 0, "in_use": ["v1"]})
    assert solve(region, never) is None


def test_a_course_must_fill_even_where_no_objective_asks_who_comes() -> None:
    region = two_towns(group_min_persons=21, group_max_persons=30)
    forced = {"units": {"candidates": ["u_all"]}, "venues": {"in_use": ["v1"]}}
    assert solve(region, make_scenario(**forced, objectives=["seat_travel"])) is None
    smaller = two_towns(group_min_persons=20, group_max_persons=30)
    assert courses(solve(smaller, make_scenario(**forced, objectives=["seat_travel"])))


def test_own_unit_and_guests() -> None:
    region = two_towns(group_max_persons=20)
    lonely = {"candidates": ["u_one"]}
    assert values(solve(region, make_scenario(units=lonely)))["unmet"] == 10.0
    open_door = make_scenario(units=lonely, rules={"own_unit": {"mode": "guests"}})
    found = values(solve(region, open_door))
    assert (found["unmet"], found["travel"], found["outside"]) == (0.0, 10.0, 1000.0)
    too_far = make_scenario(
        units=lonely, rules={"own_unit": {"mode": "guests"}, "access": {"minutes_max": 29.0}}
    )
    assert values(solve(region, too_far))["unmet"] == 10.0


def test_nearest_keeps_people_from_filling_a_course_farther_away() -> None:
    """The room of the second town seats 8 of its 10, once a year; two would drive to the first."""
    region = two_towns(group_min_persons=5, group_max_persons=12)
    small = make_venue("v2", "m2_a", seats=9, meetings_per_year=1.0)
    region = replace(region, venues={"v1": region.venues["v1"], "v2": small})
    units = {"candidates": ["u_all"]}
    found = values(solve(region, make_scenario(units=units)))
    assert (found["unmet"], found["travel"]) == (0.0, 3.0)  # two people and the professional
    nearest = solve(region, make_scenario(units=units, rules={"nearest": {"on": True}}))
    assert courses(nearest) == [("p1", "v1", 2)]  # then v2 holds none, so that all may go to v1
    assert values(nearest)["travel"] == 10.0


def test_free_units_are_chosen_by_guideline_first() -> None:
    region = two_towns()
    units = {"candidates": ["u_one", "u_two"], "assignment": "free"}
    guideline = {"mode": "soft", "persons_min": 2000, "persons_max": 4000}
    best = solve(region, make_scenario(units=units, threshold=guideline))
    assert best is not None
    assert [u.member_codes for u in best.plan.units] == [("m1", "m2")]
    each = solve(region, make_scenario(units={**units, "count_min": 2}, threshold=guideline))
    assert values(each)["shortfall"] == 2000.0
    assert values(each)["travel"] == 0.0  # each unit's staff is at home
    hard = make_scenario(units={**units, "count_min": 2}, threshold={**guideline, "mode": "hard"})
    assert solve(region, hard) is None
    apart = replace(region, adjacency=())
    assert values(solve(apart, make_scenario(units=units, threshold=guideline)))["shortfall"] == 2000.0


def test_all_partitions_are_tried_once() -> None:
    bell = [1, 1, 2, 5, 15, 52, 203]
    for count, number in enumerate(bell):
        found = list(partitions([f"m{n}" for n in range(count)]))
        assert len(found) == len({frozenset(partition) for partition in found}) == number


def test_hanging_together() -> None:
    chain = {"a": ["b"], "b": ["a", "c"], "c": ["b"]}
    assert hang_together("abc", chain)
    assert hang_together("ab", chain)
    assert not hang_together("ac", chain)


def test_the_best_partition_of_a_chain() -> None:
    """Four in a row, 10 persons each; the best pairs hang together and meet the size."""
    persons = dict.fromkeys("abcd", 10)
    chain = {"a": "b", "b": "ac", "c": "bd", "d": "c"}
    distance = {("a", "b"): 1, ("c", "d"): 1, ("a", "c"): 0, ("b", "d"): 0, ("b", "c"): 5}

    def value(part: frozenset[str]) -> float:
        return sum(n for pair, n in distance.items() if set(pair) <= part)

    best = best_partition("abcd", persons, chain, value, persons_min=20, parts=2)
    assert best is not None
    assert best[0] == 2
    assert set(best[1]) == {frozenset("ab"), frozenset("cd")}
    anywhere = best_partition("abcd", persons, None, value, persons_min=20, parts=2)
    assert anywhere is not None
    assert anywhere[0] == 0
    assert best_partition("abcd", persons, chain, value, persons_min=21, parts=2) is None
    crowded = best_partition("abcd", persons, chain, value, persons_min=0, persons_max=10)
    assert crowded is not None
    assert len(crowded[1]) == 4
