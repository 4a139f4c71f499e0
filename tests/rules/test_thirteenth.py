"""A rule and a method that are added from outside, through the public registries alone."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import EntryPoint
from typing import Any

import pytest

import cli
from planner.commands.exit_codes import run
from planner.errors import InfeasibleError
from planner.problem import build_problem
from planner.problem.classical import p_median
from planner.rules import SHIPPED, register, registered, rules
from planner.rules import registry as rule_registry
from planner.rules.registry import ENTRY_POINTS
from planner.solve import Verdict, find_plan, solve
from planner.solve import methods as registry
from planner.solve.base.method import Method
from planner.solve.base.milp import solve_milp
from planner.solve.solver.highs import Limits
from planner.verify import verify_plan
from tests.model.cases import free_problem, problem_of, two_towns
from tests.rules.at_most_one_course import RULE as AT_MOST_ONE
from tests.rules.no_plan_at_all import RULE as NO_PLAN
from tests.small_region import make_scenario, travel_of

COST = {"objectives": ["unmet", "cost", "travel"]}
APPLIES: dict[str, Any] = {
    "location": lambda: (
        p_median({"a": 2, "b": 3}, {"a": {"x": 1, "y": 2}, "b": {"x": 2, "y": 1}}, 1).problem
    ),
    "partition": lambda: free_problem(venues={"strategy": "none"}, objectives=["seat_travel"]),
    "by_programme": lambda: problem_of(two_towns()),
    "by_coming": lambda: problem_of(two_towns(), participation={"decay": {"form": "exponential"}}),
    "by_choice": lambda: problem_of(two_towns(), participation={"choice": "logit"}),
    "cost_first": lambda: problem_of(two_towns(), **COST),
    "within_budget": lambda: problem_of(two_towns(), budget={"nok_per_year_max": 2_000_000}),
    "joint": free_problem,
    "by_membership": free_problem,
}
"""A problem for each method."""


def test_every_method_has_a_problem_here() -> None:
    assert set(APPLIES) == {method.name for method in registry.SHIPPED}


@pytest.mark.parametrize("method", registry.SHIPPED, ids=lambda method: method.name)
def test_a_method_refuses_a_rule_that_it_has_not_heard_of(method: Method) -> None:
    problem = APPLIES[method.name]()
    assert method.why_not(problem) is None
    with registered(AT_MOST_ONE):
        said = method.why_not(problem)
    assert said is not None
    assert "At most one course a year is held." in said


@pytest.mark.parametrize("name", APPLIES)
def test_a_rule_that_no_plan_keeps_is_the_reason_why_there_is_none(name: str) -> None:
    problem = APPLIES[name]()
    assert solve(problem) is not None
    with registered(NO_PLAN):
        with pytest.raises(InfeasibleError) as error:
            solve(problem)
        assert find_plan(problem).verdict is Verdict.INFEASIBLE
    assert error.value.reasons[1:] == ("The moon is a venue.",)


def test_a_rule_from_outside_is_kept_by_the_plan_and_checked() -> None:
    region = two_towns(participants_per_1000={"low": 20.0})
    scenario = make_scenario(units={"candidates": ["u_all"]}, demand={"level": "low"})
    travel = travel_of(region, scenario)
    problem = build_problem(region, travel, scenario)
    before = solve(problem)
    with registered(AT_MOST_ONE) as rule:
        assert rules()[-1] is rule
        plan = solve(problem)
        assert plan.method == "milp"
        assert verify_plan(region, travel, scenario, plan) == ()
        [violation] = verify_plan(region, travel, scenario, before)
        assert violation.rule == "at_most_one_course"
    assert rules() == SHIPPED
    assert 0 < sum(row.courses / row.cycle_years for row in plan.courses) <= 1
    assert sum(row.courses / row.cycle_years for row in before.courses) > 1
    assert solve(problem) == before


def test_the_command_ends_with_3_and_says_the_sentence(capfd: pytest.CaptureFixture[str]) -> None:
    with registered(NO_PLAN):
        assert run(cli.main_group, ["solve", "alt-0-today", "--lang", "en"]) == 3
    assert "The moon is a venue." in capfd.readouterr().err


def test_two_rules_of_one_name_or_number_are_refused() -> None:
    with registered(AT_MOST_ONE), pytest.raises(ValueError, match="rule 101"):
        register(NO_PLAN)


def test_a_method_from_outside_is_asked_first_and_refuses_what_it_does_not_name() -> None:
    own = Method(
        name="own",
        rules=frozenset(rule.name for rule in SHIPPED),
        settings=frozenset({"threshold"}),
        applies=lambda _problem: None,
        solve=lambda problem, _limits, _memo, _progress: solve_milp(problem, Limits(gap=0.0)),
    )
    with registry.registered(own):
        assert solve(problem_of(two_towns())).method == "own"
        assert solve(problem_of(two_towns(), rules={"nearest": {"on": True}})).method == "by_programme"
        with registered(AT_MOST_ONE):
            assert solve(problem_of(two_towns())).method == "milp"
        with pytest.raises(ValueError, match="own"):
            registry.register(own)
    assert solve(problem_of(two_towns())).method == "by_programme"


def test_checking_a_plan_reads_no_model() -> None:
    code = (
        "import sys; from planner.verify import verify_plan, checks; checks();"
        "print([m for m in sys.modules if m in ('pulp', 'highspy')"
        " or m.startswith(('planner.model', 'planner.problem', 'planner.solve'))"
        " or (m.startswith('planner.rules.') and m.endswith('.model'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_installed_package_adds_a_rule_by_an_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("own", "tests.rules.at_most_one_course:RULE", ENTRY_POINTS)
    monkeypatch.setattr(
        rule_registry, "entry_points", lambda group: [point] if group == ENTRY_POINTS else []
    )
    rule_registry._installed.cache_clear()
    try:
        assert rules()[-1] is AT_MOST_ONE
        assert solve(problem_of(two_towns())).method == "milp"
    finally:
        monkeypatch.undo()
        rule_registry._installed.cache_clear()
    assert rules() == SHIPPED
