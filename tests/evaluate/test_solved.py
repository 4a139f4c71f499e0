"""Solved plans: the indicators are what the solver's stages say, stage by stage."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings

from planner.errors import InfeasibleError
from planner.evaluate import INDICATORS, evaluate, plan_from_json, plan_to_json
from planner.problem import build_problem
from planner.region.types import Region
from planner.scenario.schema import Scenario
from planner.solve import solve
from tests.small_region import make_region, make_scenario, small_problems, travel_of

Pair = tuple[Region, Scenario]


@given(
    small_problems(
        assignment="any",
        municipalities_max=3,
        venues_max=2,
        objectives=(("unmet", "travel", "cost"), ("unmet", "seat_travel", "travel")),
    )
)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_indicators_are_the_values_of_the_stages(pair: Pair) -> None:
    region, scenario = pair
    travel = travel_of(region, scenario)
    try:
        plan = solve(build_problem(region, travel, scenario))
    except InfeasibleError:
        assume(False)
    found = evaluate(region, travel, scenario, plan, tuple(region.municipalities))
    # The whole region is judged for here, so that the plan serves nobody else.
    assert found.scope_is_whole
    own = evaluate(region, travel, scenario, plan)
    stages = {stage.name: stage.value for stage in plan.stages}
    by_stage = {
        "outside": own.persons_outside,
        "shortfall": own.persons_short,
        "travel": own.travel_hours_plan,
        "cost": own.cost_nok_plan,
        "venues": own.venues_in_use,
    }
    for name in stages.keys() & by_stage.keys():
        assert by_stage[name] == pytest.approx(stages[name], abs=1e-4), name
    if own.scope_is_whole:
        assert own.participants_unmet == pytest.approx(stages["unmet"], abs=1e-4)
        assert own.travel_hours_total == pytest.approx(own.travel_hours_plan)
    assert plan_from_json(plan_to_json(plan)) == plan


def test_an_indicator_with_a_stage_has_its_bound() -> None:
    region = make_region()
    scenario = make_scenario(
        units={"candidates": ["u_west", "u_east"]},
        threshold={"mode": "soft", "persons_min": 2500, "persons_max": 5000},
        objectives=["unmet", "travel", "cost", "seat_travel"],
    )
    travel = travel_of(region, scenario)
    plan = solve(build_problem(region, travel, scenario))
    found = evaluate(region, travel, scenario, plan)
    assert found.scope_is_whole
    stages = {stage.name: stage for stage in plan.stages}
    staged = [doc for doc in INDICATORS.values() if doc.solver_stage is not None]
    assert {doc.solver_stage for doc in staged} == stages.keys() - {"ids"}
    for doc in staged:
        value = getattr(found, doc.name)
        stage = stages[doc.solver_stage or ""]
        assert value == pytest.approx(stage.value, abs=1e-4), doc.name
        assert stage.bound <= value + 1e-4, doc.name
