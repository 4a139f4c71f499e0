"""Units, venues and courses together: the clusters there are, their bounds, the answer of two steps."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import HealthCheck, assume, given, note, settings
from hypothesis import strategies as st

from planner.errors import InfeasibleError, NoPlanError
from planner.pipeline.run import read_task
from planner.plan import Status
from planner.problem import Problem, build_problem
from planner.region.types import Region
from planner.report.words.messages import in_words
from planner.scenario.schema import Scenario
from planner.solve import Memo, solve
from planner.solve.base.memberships import with_members
from planner.solve.base.milp import solve_milp
from planner.solve.infeasible.reasons import certain_reasons
from planner.solve.joint.bounds import bounds_of
from planner.solve.joint.clusters import clusters_of
from planner.solve.joint.joint import JOINT
from planner.solve.joint.sequential import difference_told
from planner.solve.joint.unit import plan_of_unit
from planner.solve.solver.highs import Limits
from planner.travel import build_travel
from planner.verify import verify_plan
from tests.model.cases import free_problem
from tests.partition.cases import regions, scenarios
from tests.small_region.problems import small_problems

TEN_IN_TWO = str(Path(__file__).parents[2] / "benchmarks" / "joint_two.yaml")

QUIET = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]


def hunt(examples: int) -> settings:
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        print_blob=True,
        suppress_health_check=QUIET,
    )


def of_case(case: tuple[Region, Scenario]) -> Problem:
    region, scenario = case
    return build_problem(region, build_travel(region, scenario), scenario)


def of_scenario(name: str, *overrides: str) -> tuple[Region, Scenario, Problem]:
    task = read_task(name, overrides)
    region, scenario = task.region, task.loaded.scenario
    return region, scenario, build_problem(region, build_travel(region, scenario), scenario)


@hunt(60)
@given(st.data())
def test_every_set_that_the_rules_allow_a_unit_is_a_cluster(data: st.DataObject) -> None:
    region = data.draw(regions(most=6))
    scenario = data.draw(scenarios(region))
    problem = build_problem(region, build_travel(region, scenario), scenario)
    borders: nx.Graph[str] = nx.Graph(problem.adjacent)
    borders.add_nodes_from(problem.persons)
    guideline, fixed = scenario.threshold, scenario.units.fixed_members

    def allowed(u: str, inside: frozenset[str]) -> bool:
        persons = [problem.persons[m] for m in inside]
        large = [n for n in persons if n > guideline.persons_max]
        others = sum(persons) - sum(large)
        most = guideline.persons_max - (guideline.persons_min if large else 0)
        return (
            problem.units[u].seat_code in inside
            and inside <= problem.units[u].eligible_codes
            and all(fixed.get(m, u) == u for m in inside)
            and (not scenario.contiguity.on or nx.is_connected(borders.subgraph(inside)))
            and (guideline.mode != "hard" or sum(persons) >= guideline.persons_min)
            and (guideline.upper != "hard" or (len(large) <= 1 and others <= most))
        )

    codes = sorted(problem.persons)
    sets = [frozenset(c) for n in range(1, len(codes) + 1) for c in combinations(codes, n)]
    wanted = {(u, inside) for u in problem.units for inside in sets if allowed(u, inside)}
    found = clusters_of(problem)
    assert found is not None
    assert {(one.unit_id, one.codes) for one in found} == wanted
    assert len(found) == len(wanted)


@hunt(30)
@given(small_problems(assignment="free", municipalities_max=3))
def test_no_plan_of_a_unit_is_below_its_bounds(case: tuple[Region, Scenario]) -> None:
    problem = of_case(case)
    assume(JOINT.why_not(problem) is None)
    bounds = bounds_of(problem)
    for cluster in (clusters_of(problem) or ())[:8]:
        solved = plan_of_unit(problem, cluster, Limits(gap=0.0), Memo())
        if solved is None:
            continue
        values = {stage.name: stage.value for stage in solved.stages}
        number = bounds.unit_number[cluster.unit_id]
        blunt = bounds.least(cluster.codes, sharper=False)
        sharp = bounds.least(cluster.codes, sharper=True)
        note(f"{cluster}: {values}")
        assert blunt.hours[number] <= sharp.hours[number] <= values["travel"] * (1 + 1e-9) + 1e-6
        assert sharp.unmet <= values["unmet"] + 1e-6


@hunt(20)
@given(small_problems(assignment="free", municipalities_max=4, linking="none"))
def test_finds_what_the_plain_milp_proves(case: tuple[Region, Scenario]) -> None:
    """Beside `test_methods_agree`, which seldom draws a problem that this method covers."""
    region, scenario = case
    problem = of_case(case)
    assume(JOINT.why_not(problem) is None and not certain_reasons(problem))
    try:
        plan = solve(problem, gap=0.0)
    except InfeasibleError:
        with pytest.raises(InfeasibleError):
            solve_milp(problem, Limits(gap=0.0))
        return
    assert plan.method == "joint"
    assert not verify_plan(region, build_travel(region, scenario), scenario, plan)
    plain = solve_milp(problem, Limits(gap=0.0))
    for mine, theirs in zip(plan.stages, plain.stages, strict=True):
        room = 1e-3 + 2e-5 * abs(theirs.value)
        note(f"{mine} against {theirs}")
        assert mine.bound <= mine.value + 1e-9
        assert mine.gap <= 1e-4
        if mine.name != "shortfall":  # anything up to its tolerance is as good
            assert mine.value <= theirs.value + room
        if abs(mine.value - theirs.value) > room:
            break  # what comes after a stage that differs by tolerance cannot be compared


def test_the_ten_in_two_are_proved_together() -> None:
    region, scenario, problem = of_scenario(TEN_IN_TWO)
    plan = solve(problem)
    assert plan.method == "joint"
    assert plan.status is Status.OPTIMAL
    assert not verify_plan(region, build_travel(region, scenario), scenario, plan)
    assert [len(unit.member_codes) for unit in plan.units] == [2, 8]


def test_the_difference_to_two_steps_is_that_of_solving_them() -> None:
    low = "demand.level=low"
    _, _, problem = of_scenario(TEN_IN_TWO, low)
    _, _, of_units = of_scenario("split-two", low)
    together = solve(problem)
    units = {unit.unit_id: frozenset(unit.member_codes) for unit in solve(of_units).units}
    apart = solve(with_members(problem, units))
    hours = {
        name: next(stage.value for stage in plan.stages if stage.name == "travel")
        for name, plan in (("together", together), ("apart", apart))
    }
    more = hours["apart"] - hours["together"]
    assert more > 1
    english = f"would travel {round(more, 1):g} hours a year more"
    assert any(english in message for message in together.messages), together.messages
    bokmal = f"blir reisen {round(more, 1):g} timer lengre i året".replace(".", ",")
    assert any(bokmal in in_words("nb", message) for message in together.messages)


def test_what_two_steps_give_away_is_said_in_words() -> None:
    both = {"unmet": 0.0, "travel": 1000.0}
    assert "no longer" in difference_told({"unmet": 0.0, "travel": 1000.0005}, both)
    assert "1250 hours a year more (125 %)" in difference_told({"unmet": 0.0, "travel": 2250.2}, both)
    assert "2.5 participants" in difference_told({"unmet": 2.5, "travel": 900.0}, both)
    assert "leave no plan" in difference_told(None, both)
    assert in_words("nb", difference_told({"unmet": 2.5, "travel": 9.0}, both)).endswith(
        "blir 2,5 flere deltakere i året uten tilbud"
    )


def test_a_plan_that_time_cuts_short_says_so() -> None:
    problem = free_problem(threshold={"persons_min": 3000})
    exact = solve(problem)
    try:
        plan = solve(problem, seconds_max=1e-9)
    except NoPlanError:
        return
    for stage, best in zip(plan.stages, exact.stages, strict=True):
        assert stage.bound <= best.value + 1e-6
    travel = {stage.name: stage.value for stage in plan.stages}["travel"]
    assert travel >= {stage.name: stage.value for stage in exact.stages}["travel"] - 1e-6


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"venues": {"count_max": 1}}, "limit on venues"),
        ({"venues": {"located_in": "anywhere"}}, "more than one unit could run"),
        ({"rules": {"own_unit": {"mode": "anywhere"}}}, "venues of other units"),
        ({"rules": {"own_unit": {"mode": "guests"}}}, "venues of other units"),
        ({"rules": {"access": {"specialist_share_max": 0.5}}}, "share at the specialist"),
        ({"objectives": ["travel"]}, "order of objectives"),
    ],
)
def test_what_ties_units_is_left_to_the_methods_before(values: dict[str, Any], reason: str) -> None:
    problem = free_problem(threshold={"persons_min": 3000}, **values)
    said = JOINT.why_not(problem)
    assert said is not None
    assert reason in said
    plan = solve(problem)
    assert plan.method in ("by_membership", "milp")
    if plan.method == "milp":
        assert any(said in message for message in plan.messages)
