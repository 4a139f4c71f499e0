"""Municipalities that fit into no unit are named, with their numbers, before anything is solved."""

from __future__ import annotations

from typing import Any

import pytest

from planner.errors import InfeasibleError
from planner.solve import solve
from tests.partition.cases import problem_of
from tests.small_region import make_region, make_scenario, make_unit
from tests.small_region.builders import place_id_of


def problem(persons: dict[str, int], borders: list[tuple[str, str]], **threshold: Any) -> Any:
    region = make_region(
        {code: (count,) for code, count in persons.items()},
        borders=borders,
        units=[
            make_unit(f"seat_{code}", place_id_of(code), (code,), eligible_codes=tuple(persons))
            for code in persons
        ],
    )
    scenario = make_scenario(
        units={"candidates": sorted(region.units), "assignment": "free", "outside": "forbidden"},
        threshold={
            "persons_min": 20,
            "persons_max": 40,
            "mode": "hard",
            "upper": "hard",
            **threshold,
        },
        venues={"strategy": "none"},
        objectives=("seat_travel",),
    )
    return problem_of(region, scenario)


def test_a_neighbour_too_large_to_join_leaves_a_pocket() -> None:
    with pytest.raises(InfeasibleError) as error:
        solve(problem({"m1": 5, "m2": 38, "m3": 25}, [("m1", "m2"), ("m2", "m3")]))
    assert "m1 (5 inhabitants) fits into no contiguous unit of 20 to 40 inhabitants" in str(error.value)
    assert "m2" not in str(error.value)


def test_a_municipality_above_the_upper_end_takes_its_neighbour_in() -> None:
    plan = solve(problem({"m1": 5, "m2": 45, "m3": 25}, [("m1", "m2"), ("m2", "m3")]))
    assert {unit.member_codes for unit in plan.units} == {("m1", "m2"), ("m3",)}
    assert plan.method == "partition"


def test_an_island_is_a_pocket_by_its_people() -> None:
    with pytest.raises(InfeasibleError) as error:
        solve(problem({"m1": 5, "m2": 30, "m3": 25}, [("m2", "m3")]))
    assert "m1 (5 inhabitants) has no neighbour to join and is 15 short of 20" in str(error.value)
    assert "fits into no" not in str(error.value)


def test_a_way_around_a_large_neighbour_is_found() -> None:
    borders = [("m1", "m2"), ("m1", "m3"), ("m2", "m4")]
    plan = solve(problem({"m1": 5, "m2": 38, "m3": 16, "m4": 22}, borders))
    assert ("m1", "m3") in {unit.member_codes for unit in plan.units}
