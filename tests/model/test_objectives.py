"""Objectives are measured from a solution as the model counts them; and what the model lets through,
the verifier lets through."""

from __future__ import annotations

import random

import pulp
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from planner.model.objectives import OBJECTIVES, objective_order
from planner.problem import build_problem
from planner.region.types import Region
from planner.scenario.schema import Scenario
from planner.solve.base.milp import build_lp
from planner.solve.base.solution import measure, read_solution, to_plan
from planner.solve.base.stages import make_stage
from planner.solve.infeasible.reasons import certain_reasons
from planner.solve.solver.highs import Limits, run
from planner.travel import build_travel
from planner.verify import verify_plan
from tests.model.cases import free_problem, problem_of, two_towns
from tests.small_region import small_problems


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    print_blob=True,
)
@given(
    small_problems(
        assignment="any",
        objectives=(
            ("unmet", "travel", "cost"),
            ("seat_travel", "unmet", "travel"),
            ("unmet", "worst_travel", "equity", "reach", "travel"),
        ),
        municipalities_max=5,
        venues_max=4,
        courses_max=5,
    ),
    st.integers(0, 10**6),
)
def test_any_feasible_point_measures_what_the_model_says(
    case: tuple[Region, Scenario], seed: int
) -> None:
    region, scenario = case
    travel = build_travel(region, scenario)
    problem = build_problem(region, travel, scenario)
    assume(not certain_reasons(problem))
    lp, variables = build_lp(problem)
    # A random direction leads to a random corner of what is feasible, courses and all. Nothing but an
    # objective holds `short` down to the true shortfall, so it is in every direction; and so are those
    # that stand for the longest way and the longest mean.
    weights = random.Random(seed)
    held = {x.name for x in (*variables.short.values(), *variables.beyond.values())} | {"worst_mean"}
    lp.setObjective(
        pulp.lpSum(weights.uniform(-1, 1) * x for x in lp.variables() if x.name not in held)
        + 10 * pulp.lpSum(x for x in lp.variables() if x.name in held)
    )
    outcome = run(lp, Limits(gap=0.0, seconds=5))
    assume(outcome.values is not None)
    assert outcome.values is not None
    solution = read_solution(problem, variables, outcome.values)
    stages = []
    for name in objective_order(problem):
        expression = OBJECTIVES[name].expression(problem, variables)
        expected = expression.constant + sum(
            coefficient * outcome.values.get(x.name, 0.0) for x, coefficient in expression.items()
        )
        value = measure(problem, solution, name)
        assert value == pytest.approx(expected, rel=1e-5, abs=1e-4), name
        stages.append(make_stage(problem, name, value, 0.0, 0.0))
    plan = to_plan(problem, solution, tuple(stages), "milp", ())
    assert verify_plan(region, travel, scenario, plan) == ()


def test_every_objective_has_a_unit_and_a_formula() -> None:
    for name, objective in OBJECTIVES.items():
        assert objective.name == name
        assert objective.unit
        assert objective.formula.strip().endswith((".", "…")), name


@pytest.mark.parametrize(
    ("parts", "order"),
    [
        ({}, ("outside", "unmet", "travel", "cost", "venues")),
        (
            {"threshold": {"mode": "soft"}},
            ("outside", "shortfall", "unmet", "travel", "cost", "venues"),
        ),
        ({"objectives": ["cost", "unmet"]}, ("outside", "cost", "unmet", "travel", "venues")),
        (
            {"objectives": ["cost", "unmet"], "solve": {"settle": False}},
            ("outside", "cost", "unmet", "venues"),
        ),
        ({"venues": {"strategy": "none"}}, ("outside", "unmet", "travel", "cost")),
    ],
)
def test_stages_stand_in_this_order(parts: dict[str, object], order: tuple[str, ...]) -> None:
    parts = {"objectives": ["unmet", "travel", "cost"], **parts}
    assert objective_order(problem_of(two_towns(), **parts)) == order


def test_cost_is_no_stage_where_a_rate_is_missing() -> None:
    region = two_towns(rates={"post_cost": 600_000.0, "professional_hour": 350.0, "mileage": 3.65})
    problem = problem_of(region, objectives=["unmet", "travel", "cost"])
    assert problem.missing_rates == ("cost rate user_representative_meeting is missing",)
    assert "cost" not in objective_order(problem)


def test_ids_tell_exact_ties_apart() -> None:
    """The sum of ranks differs for every single venue and unit."""
    problem = free_problem()
    lp, variables = build_lp(problem)
    ranks = OBJECTIVES["ids"].expression(problem, variables)
    assert {x.name: n for x, n in ranks.items()} == {"open__u1": 1, "open__u2": 2, "used__v2": 1}
    assert lp.numVariables() > 3
