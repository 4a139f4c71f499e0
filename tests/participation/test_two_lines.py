"""First and second line in the same rooms: against the enumeration, and who pays for what.

`HUNT=200 pytest tests/participation/test_two_lines.py` draws that many regions.
"""

from __future__ import annotations

import os
import random
from dataclasses import replace

import pytest

from planner.errors import InfeasibleError, InputError
from planner.evaluate import evaluate, plan_from_json, plan_to_json
from planner.plan import Plan
from planner.problem import build_problem
from planner.region.types import Region
from planner.scenario import effective_region
from planner.scenario.schema import Scenario
from planner.solve import solve
from planner.solve.base import solve_milp
from planner.solve.solver import Limits
from planner.travel import build_travel
from planner.verify import verify_plan
from tests.participation.brute import Brute
from tests.participation.test_against_brute import FORMS, drawn
from tests.small_region import make_programme, make_region, make_scenario, make_unit, make_venue

SEEDS = range(int(os.environ.get("HUNT", "16")))


def two_lines(seed: int) -> tuple[Region, Scenario]:
    """The random regions of the other test, where the hospital holds courses, or may, in the rooms."""
    region, scenario = drawn(seed)
    dice = random.Random(seed)
    posts = dice.choice((0.5, 0.52, 0.54, 1.0))
    units = {u: replace(unit, coordinator_fte=posts) for u, unit in region.units.items()}
    places = [dice.choice(sorted(region.places)), "x_north"][-dice.choice((1, 2)) :]
    line = {
        "staff_base_place_ids": places,
        "holds": dice.choice(([], [], ["p2"])),
        "may_hold": dice.choice(("all", "all", ["p1"], [])),
    }
    levels = [set(p.levels) for p in region.programmes.values()]
    if not all("specialist" in each for each in levels):
        line = {**line, "holds": [], "may_hold": "all"}
    again = make_scenario(
        units={
            "candidates": list(scenario.units.candidates),
            "second_line": {dice.choice(scenario.units.candidates): line},
        },
        participation={"decay": dice.choice((FORMS[0], FORMS[2]))},
        objectives=["unmet", "reach", "travel"],
        rules={"staffing": {"mode": dice.choice(("hard", "hard", "report"))}},
    )
    return replace(region, units=units), again


@pytest.mark.parametrize("seed", SEEDS)
def test_the_same_stages(seed: int) -> None:
    region, scenario = two_lines(seed)
    travel = build_travel(region, scenario)
    problem = build_problem(region, travel, scenario)
    try:
        wanted = Brute(region, travel, scenario).best()
    except AssertionError:  # not even without a course do the posts suffice
        with pytest.raises(InfeasibleError):
            solve(problem)
        return
    plan = solve(problem)
    assert verify_plan(region, travel, scenario, plan) == ()
    bought = 2e-3 * (1 + wanted["unmet"] + wanted["reach"])
    by_milp = solve_milp(problem, Limits(gap=0.0, seconds=20.0)).stages
    proven = all(stage.status == "optimal" for stage in plan.stages)
    for stages in (plan.stages, by_milp) if proven else (by_milp,):
        found = {stage.name: stage.value for stage in stages}
        for name, value in wanted.items():
            near = 5e-4 + (bought if name == "travel" else 0.0)
            assert found[name] == pytest.approx(value, rel=2e-5, abs=near), (wanted, found)
    for stage in plan.stages:  # what is not proven says so, and its bound holds
        if stage.name in wanted:
            assert stage.bound <= wanted[stage.name] + 1e-3 + (bought if stage.name == "travel" else 0)
            assert stage.value >= wanted[stage.name] - bought - 1e-3


LINE = {"staff_base_place_ids": ["x_hospital"], "holds": ["p2"]}


def town(fte: float = 1.0, mode: str = "report", **line: object) -> tuple[Region, Scenario, Plan]:
    """One town with a room, an hour and a half from the hospital, that fills two programmes."""
    region = make_region(
        {"m1": (4000,)},
        programmes=[make_programme("p1"), make_programme("p2")],
        units=[make_unit("u_all", "m1_a", ["m1"], coordinator_fte=fte)],
        venues=[make_venue("v_m1", "m1_a")],
    )
    scenario = make_scenario(
        units={"candidates": ["u_all"], "second_line": {"u_all": {**LINE, **line}}},
        rules={"staffing": {"mode": mode}},
    )
    region = effective_region(region, scenario)
    return region, scenario, solve(build_problem(region, build_travel(region, scenario), scenario))


def test_the_holders_staff_travel_and_the_holder_pays() -> None:
    region, scenario, plan = town()
    assert {row.programme_id: row.holder for row in plan.courses} == {"p1": "unit", "p2": "hospital"}
    found = evaluate(region, build_travel(region, scenario), scenario, plan)
    [p2] = [row for row in plan.courses if row.programme_id == "p2"]
    minutes = {row.programme_id: row.staff_minutes for row in found.per_course}
    assert minutes == {"p1": 0.0, "p2": 100.0}
    # two meetings of three hours, one professional, 350 an hour; 120 km each way at 3.65
    one_course = 2 * 3 * 350 + 2 * 2 * 120 * 3.65
    assert found.cost_nok_hospital_trust == pytest.approx(p2.courses * one_course)
    assert plan_from_json(plan_to_json(plan)) == plan


def test_the_hospital_relieves_posts_that_are_too_few() -> None:
    """Base hours are half a post; with 0.51 the unit has hours for one programme of the two."""
    _, _, alone = town(fte=0.51, mode="hard", holds=[], may_hold=[])
    region, scenario, both = town(fte=0.51, mode="hard", holds=[], may_hold="all")
    assert len({row.programme_id for row in alone.courses}) < 2
    assert sorted({row.holder for row in both.courses}) == ["hospital", "unit"]
    assert verify_plan(region, build_travel(region, scenario), scenario, both) == ()


@pytest.mark.parametrize("bend", ["the unit holds", "both hold", "not asked", "too many hours"])
def test_the_verifier_knows_the_holders(bend: str) -> None:
    region, scenario, plan = town(fte=0.51, mode="hard", holds=[], may_hold="all")
    first, second = plan.courses
    if bend == "too many hours":
        courses = tuple(replace(row, holder="unit") for row in plan.courses)
        rule = "staffing"
    elif bend == "both hold":
        other = "unit" if first.holder == "hospital" else "hospital"
        courses = (first, replace(first, holder=other), second)  # type: ignore[arg-type]
        rule = "holders"
    else:
        given = {"not asked": {"may_hold": []}, "the unit holds": {"holds": ["p1", "p2"]}}[bend]
        line = scenario.units.second_line["u_all"].model_copy(update=given)
        units = scenario.units.model_copy(update={"second_line": {"u_all": line}})
        scenario, courses, rule = (
            scenario.model_copy(update={"units": units}),
            plan.courses,
            "holders",
        )
    bent = replace(plan, courses=courses)
    assert rule in {
        one.rule for one in verify_plan(region, build_travel(region, scenario), scenario, bent)
    }


def test_the_catalogue_says_what_the_hospital_may_hold() -> None:
    region = make_region(programmes=[make_programme("p1", levels=("municipality", "shared"))])
    line = {"staff_base_place_ids": ["x_hospital"], "holds": ["p1"], "may_hold": ["p1", "p9"]}
    scenario = make_scenario(units={"candidates": ["u_all"], "second_line": {"u_all": line}})
    with pytest.raises(InputError) as error:
        effective_region(region, scenario)
    told = str(error.value)
    assert "does not let the specialist service hold it" in told
    assert "given to the hospital already" in told
    assert "no programme with this id" in told
