"""Parts that alternatives share are solved once, and sharing changes no answer."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.errors import InfeasibleError
from planner.plan import Plan
from planner.problem import Problem, build_problem
from planner.region.types import Region
from planner.scenario.schema import Scenario
from planner.solve import Memo, solve
from planner.solve.programmes.subproblems import split
from planner.travel import build_travel
from tests.model.cases import problem_of, two_towns
from tests.small_region import make_unit, small_regions, small_scenarios


def plan_of(problem: Problem, memo: Memo | None = None) -> Plan | None:
    try:
        return solve(problem, memo=memo)
    except InfeasibleError:
        return None


def test_the_second_time_nothing_is_solved() -> None:
    problem, memo = problem_of(two_towns()), Memo()
    first = solve(problem, memo=memo)
    assert memo.hits == 0
    known = dict(memo.answers)
    second = solve(problem, memo=memo)
    assert second == first
    assert memo.hits == len(split(problem)) == 2
    assert memo.answers == known


def test_a_unit_by_another_name_shares_its_parts() -> None:
    region = two_towns(
        units=[make_unit("u_a", "m1_a", ["m1", "m2"]), make_unit("u_b", "m1_a", ["m1", "m2"])]
    )
    memo = Memo()
    first = solve(problem_of(region, ("u_a",)), memo=memo)
    second = solve(problem_of(region, ("u_b",)), memo=memo)
    assert memo.hits == 2
    assert {row.unit_id for row in second.courses} == {"u_b"}
    assert [replace(row, unit_id="") for row in first.courses] == [
        replace(row, unit_id="") for row in second.courses
    ]
    assert first.attendance == second.attendance


def test_other_numbers_are_other_parts() -> None:
    """Nothing that the answer depends on may be missing from a part's key."""
    plain = {part.key for part in split(problem_of(two_towns()))}
    assert len(plain) == 2
    changed = {
        "demand": problem_of(two_towns(), demand={"factor": 1.01}),
        "groups": problem_of(two_towns(), rules={"group_size": {"fill_probability": 0.6}}),
        "nearest": problem_of(two_towns(), rules={"nearest": {"on": True}}),
        "access": problem_of(two_towns(), rules={"access": {"minutes_max": 100}}),
        "venues": problem_of(two_towns(), venues={"off": ["v2"]}),
        "members": problem_of(two_towns(), ("u_part",)),
        "staff": problem_of(
            two_towns(units=[make_unit("u_all", "m1_a", ["m1", "m2"], staff_base_place_ids=("m2_a",))])
        ),
        "roads": problem_of(two_towns(roads=[("m1_a", "m2_a", 31.0), ("m2_a", "x_hospital", 100.0)])),
        "km": problem_of(two_towns(km_per_minute=1.3)),
        "rates": problem_of(
            two_towns(
                rates={
                    "post_cost": 600_000.0,
                    "professional_hour": 350.0,
                    "user_representative_meeting": 800.0,
                    "mileage": 4.0,
                }
            )
        ),
    }
    for what, problem in changed.items():
        assert plain.isdisjoint(part.key for part in split(problem)), what


def test_a_part_that_was_cut_short_is_not_kept() -> None:
    memo = Memo()
    problem = problem_of(two_towns(), rules={"nearest": {"on": True}})
    solve(problem, seconds_max=1e-9, memo=memo)
    exact = solve(problem)
    assert solve(problem, memo=memo) == exact


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    print_blob=True,
)
@given(st.data())
def test_answers_do_not_depend_on_what_was_solved_before(data: st.DataObject) -> None:
    region: Region = data.draw(small_regions(roomy=data.draw(st.booleans())))
    scenarios: list[Scenario] = [data.draw(small_scenarios(region, assignment="any")) for _ in range(3)]
    problems = [build_problem(region, build_travel(region, s), s) for s in scenarios]
    memo = Memo()
    for problem in problems:
        assert plan_of(problem, memo) == plan_of(problem)
    for problem in problems:
        assert plan_of(problem, memo) == plan_of(problem)
