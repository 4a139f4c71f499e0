"""Where people choose for themselves: against the enumeration, and each rule that a plan could break.

`HUNT=200 pytest tests/participation/test_who_chooses.py` draws that many regions.
"""

from __future__ import annotations

import os
import random
from dataclasses import replace
from itertools import product
from math import exp

import pytest

from planner.errors import InfeasibleError, InputError
from planner.evaluate import evaluate, plan_from_json, plan_to_json
from planner.plan import AtHome, Plan
from planner.problem import Problem, build_problem
from planner.region.types import Region
from planner.scenario import effective_region
from planner.scenario.schema import Scenario
from planner.solve import solve
from planner.solve.base import solve_milp
from planner.solve.solver import Limits
from planner.travel import build_travel
from planner.verify import verify_plan
from tests.participation.brute import Brute
from tests.participation.test_against_brute import drawn
from tests.small_region import make_programme, make_region, make_scenario, make_unit, make_venue

SEEDS = range(int(os.environ.get("HUNT", "16")))
CHOICE = {"choice": "logit", "logit": {"rate_per_minute": 0.05, "home_minutes": 60}}


def chosen(seed: int) -> tuple[Region, Scenario]:
    """The random regions of the other test, whose people choose for themselves."""
    region, scenario = drawn(seed)
    dice = random.Random(seed)
    logit = {
        "rate_per_minute": dice.choice((0.0, 0.02, 0.05, 0.1)),
        "home_minutes": dice.choice((None, 30, 90, 90)),
    }
    participation: dict[str, object] = {"choice": "logit", "logit": logit}
    if dice.random() < 0.3:
        participation["reach"] = dice.choice(("local", "anywhere"))
    if dice.random() < 0.25:
        region = replace(region, specialist_services={})
    again = make_scenario(
        units={"candidates": list(scenario.units.candidates)},
        participation=participation,
        objectives=["unmet", "reach", "travel"],
    )
    return region, again


@pytest.mark.parametrize("seed", SEEDS)
def test_the_same_stages(seed: int) -> None:
    region, scenario = chosen(seed)
    travel = build_travel(region, scenario)
    wanted = Brute(region, travel, scenario).best()
    problem = build_problem(region, travel, scenario)
    plan = solve(problem)
    assert verify_plan(region, travel, scenario, plan) == ()
    by_milp = solve_milp(problem, Limits(gap=0.0, seconds=20.0)).stages
    bought = 2e-3 * (1 + wanted["unmet"] + wanted["reach"])
    for stages in (plan.stages, by_milp):
        found = {stage.name: stage.value for stage in stages}
        for name, value in wanted.items():
            near = 5e-4 + (bought if name == "travel" else 0.0)
            assert found[name] == pytest.approx(value, rel=2e-5, abs=near), (wanted, found)


def two_towns(**values: object) -> tuple[Region, Scenario, Problem, Plan]:
    """Two towns half an hour apart, each with a room, an hour and a half from the hospital."""
    region = make_region(
        {"m1": (2000,), "m2": (1500,)},
        programmes=[make_programme("p1", group_min_persons=4, group_max_persons=20)],
    )
    region = replace(
        region,
        units={"u_all": make_unit("u_all", "m1_a", ("m1", "m2"))},
        venues={v: make_venue(v, f"{v[2:]}_a") for v in ("v_m1", "v_m2")},
    )
    scenario = make_scenario(units={"candidates": ["u_all"]}, **{"participation": CHOICE, **values})
    region = effective_region(region, scenario)
    problem = build_problem(region, build_travel(region, scenario), scenario)
    return region, scenario, problem, solve(problem)


def test_the_shares_are_those_of_the_logit() -> None:
    region, scenario, _, plan = two_towns()
    travel = build_travel(region, scenario)
    ways = {v: travel.minutes("m1_a", f"{v[2:]}_a") or 0.0 for v in plan.venues_in_use}
    away = travel.minutes("m1_a", "x_hospital") or 0.0
    pulls = {
        t: exp(-0.05 * minutes) for t, minutes in (*ways.items(), ("hospital", away), ("home", 60))
    }
    whole = sum(pulls.values())
    assert len(ways) == 2
    for row in plan.attendance:
        if row.place_id == "m1_a":
            assert row.share == pytest.approx(pulls[row.venue_id] / whole)
    [home] = [row.share for row in plan.at_home if row.place_id == "m1_a"]
    assert home == pytest.approx(pulls["home"] / whole)
    found = evaluate(region, travel, scenario, plan)
    everybody = found.participants_served + found.participants_specialist + found.participants_unmet
    assert everybody + found.participants_lost == pytest.approx(found.participants_total)
    assert found.participants_lost > 0.5


def test_a_course_that_too_few_choose_is_not_held() -> None:
    """A plan fills both rooms by sending people past their own; those who choose fill only one."""
    groups = {"all_programmes": {"group_min_persons": 8}, "level": "low"}
    free = {"logit": {**CHOICE["logit"], "home_minutes": None}, "choice": "logit"}  # type: ignore[dict-item]
    both = {"in_use": ["v_m1", "v_m2"]}
    *_, sent = two_towns(demand=groups, participation={}, venues=both)
    assert sent.venues_in_use == ("v_m1", "v_m2")
    *_, plan = two_towns(demand=groups, participation=free)
    assert (plan.method, len(plan.venues_in_use)) == ("by_choice", 1)
    with pytest.raises(InfeasibleError):
        two_towns(demand=groups, participation=free, venues=both)


@pytest.mark.parametrize("bend", ["to the other", "home", "less home", "from the plan"])
def test_the_verifier_knows_who_chooses_what(bend: str) -> None:
    region, scenario, _, plan = two_towns()
    travel = build_travel(region, scenario)
    assert verify_plan(region, travel, scenario, plan) == ()
    if bend == "to the other":
        first, second, *others = plan.attendance
        assert first.place_id == second.place_id
        bent = (replace(first, share=first.share - 0.01), replace(second, share=second.share + 0.01))
        plan = replace(plan, attendance=(*bent, *others))
    elif bend == "home":
        first, *more = plan.attendance
        home, *rest = plan.at_home
        assert first.place_id == home.place_id
        plan = replace(
            plan,
            attendance=(replace(first, share=first.share - 0.01), *more),
            at_home=(replace(home, share=home.share + 0.01), *rest),
        )
    elif bend == "less home":
        plan = replace(plan, at_home=plan.at_home[1:])
    else:
        planned = {"choice": "planned"}
        scenario = scenario.model_copy(
            update={"participation": scenario.participation.model_copy(update=planned)}
        )
    assert "choice" in {one.rule for one in verify_plan(region, travel, scenario, plan)}


def test_who_stays_at_home_is_kept_in_the_file_of_a_plan() -> None:
    *_, plan = two_towns()
    assert plan.at_home
    assert plan_from_json(plan_to_json(plan)) == plan
    nobody = replace(plan, at_home=())
    assert "at_home" not in plan_to_json(nobody)
    with pytest.raises(InputError, match="two rows"):
        plan_from_json(plan_to_json(replace(plan, at_home=(AtHome("m1_a", "p1", 0.1),) * 2)))


def test_people_choose_the_nearest() -> None:
    region, scenario, _, plan = two_towns(participation={"choice": "nearest"})
    *_, as_rule = two_towns(participation={}, rules={"nearest": {"on": True}})
    assert plan.attendance == as_rule.attendance
    assert {(row.place_id, row.venue_id) for row in plan.attendance} == {
        ("m1_a", "v_m1"),
        ("m2_a", "v_m2"),
    }
    first, *others = plan.attendance
    passing = replace(plan, attendance=(replace(first, venue_id="v_m2"), *others))
    found = verify_plan(region, build_travel(region, scenario), scenario, passing)
    assert "nearest" in {one.rule for one in found}


@pytest.mark.parametrize(
    "beside",
    [
        {"rules": {"nearest": {"on": True}}},
        {"rules": {"single_source": {"on": True}}},
        {"rules": {"group_size": {"joins": True}}},
        {"participation": {**CHOICE, "decay": {"form": "exponential"}}},
    ],
)
def test_nothing_else_decides_for_people_who_choose(beside: dict[str, object]) -> None:
    scenario = make_scenario(**{"participation": CHOICE, **beside})
    with pytest.raises(InputError, match="choose for themselves"):
        effective_region(make_region(), scenario)


def test_where_the_optimiser_forms_the_units() -> None:
    """As good as the best of all memberships, each solved by itself."""
    region = make_region({"m1": (1500,), "m2": (900,), "m3": (1200,)})
    order = ["unmet", "reach", "travel"]
    travel = build_travel(region, make_scenario())
    best: tuple[float, ...] | None = None
    for west in product((True, False), repeat=2):
        east = [m for m, here in zip(("m1", "m2"), west, strict=True) if not here] + ["m3"]
        members = {"u_west": [m for m in ("m1", "m2") if m not in east], "u_east": east}
        members = {u: codes for u, codes in members.items() if codes}
        fixed = make_scenario(
            units={"candidates": sorted(members), "members": members},
            participation=CHOICE,
            objectives=order,
            contiguity={"on": False},
        )
        plan = solve(build_problem(effective_region(region, fixed), travel, fixed))
        values = tuple(round(s.value, 4) for s in plan.stages if s.name in order)
        best = values if best is None else min(best, values)
    free = make_scenario(
        units={
            "candidates": ["u_west", "u_east"],
            "assignment": "free",
            "outside": "forbidden",
            "fixed_members": {"m3": "u_east"},
        },
        participation=CHOICE,
        objectives=order,
        contiguity={"on": False},
    )
    plan = solve(build_problem(effective_region(region, free), travel, free))
    assert verify_plan(effective_region(region, free), travel, free, plan) == ()
    found = tuple(s.value for s in plan.stages if s.name in order)
    assert found == pytest.approx(best, abs=2e-3)
