"""No figure of a plan depends on the order in which things stand or on what they are called."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from planner.evaluate import evaluate
from planner.problem import build_problem
from planner.region import Region
from planner.solve import solve
from tests.model.cases import problem_of, two_towns
from tests.small_region import make_scenario, make_venue, travel_of

FIGURES = (
    "travel_hours_total",
    "cost_nok",
    "participants_unmet",
    "participants_specialist",
    "venues_in_use",
    "minutes_mean",
    "minutes_max",
)


def shuffled(region: Region, seed: int) -> Region:
    """The same region with its tables in another order, and its venues under other names."""
    draw = random.Random(seed)

    def mixed(table: dict[str, object]) -> dict[str, object]:
        keys = list(table)
        draw.shuffle(keys)
        return {key: table[key] for key in keys}

    ids = list(region.venues)
    names = [f"w{n}" for n in range(len(ids))]
    draw.shuffle(names)
    venues = {new: replace(region.venues[old], id=new) for old, new in zip(ids, names, strict=True)}
    return replace(
        region,
        venues=dict(sorted(venues.items())),
        places=mixed(region.places),
        programmes=mixed(region.programmes),
    )


@pytest.mark.parametrize("objectives", [["cost"], ["travel"], ["reach"], ["unmet"], ["worst_travel"]])
def test_the_same_region_in_another_order_has_the_same_figures(objectives: list[str]) -> None:
    region = two_towns(
        venues=[
            make_venue(v, at, nok_per_year=1000.0)
            for v, at in (("v1", "m1_a"), ("v2", "m2_a"), ("v3", "m1_a"))
        ],
        participants_per_1000={"low": 14.0},
    )
    scenario = make_scenario(
        units={"candidates": ["u_all"]}, demand={"level": "low"}, objectives=objectives
    )
    seen = set()
    for seed in range(4):
        mixed = region if seed == 0 else shuffled(region, seed)
        travel = travel_of(mixed, scenario)
        plan = solve(build_problem(mixed, travel, scenario))
        found = evaluate(mixed, travel, scenario, plan)
        seen.add(tuple(round(float(getattr(found, name) or 0), 3) for name in FIGURES))
    assert len(seen) == 1


def test_the_plan_says_what_was_added() -> None:
    plan = solve(problem_of(two_towns(), objectives=["cost"]))
    assert [stage.name for stage in plan.stages] == ["outside", "cost", "unmet", "travel", "venues"]
    assert (
        "what the objectives leave open is settled by: fewest without an offer, then shortest travel"
        in (plan.messages)
    )
    assert solve(problem_of(two_towns(), objectives=["unmet", "travel", "cost"])).messages == ()
