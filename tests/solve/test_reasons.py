"""Why a scenario cannot be met: each reason in words with its numbers, and none where a plan exists."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings

from planner.errors import InfeasibleError
from planner.problem import Problem, build_problem
from planner.region.types import Region
from planner.scenario.schema import Scenario
from planner.solve import solve
from planner.solve.base.milp import solve_milp
from planner.solve.infeasible.reasons import certain_reasons
from planner.solve.solver.highs import Limits
from planner.travel import build_travel
from tests.model.cases import free_problem, problem_of, three_towns, two_towns
from tests.small_region import make_programme, make_unit, make_venue, small_problems

HARD = {"mode": "hard", "persons_min": 20_000, "persons_max": 40_000}


def cut_off(**values: Any) -> Region:
    """m3 has no neighbour."""
    return three_towns(borders=[("m1", "m2")], **values)


CASES: dict[str, tuple[Problem, tuple[str, ...]]] = {
    "belongs to no unit": (
        problem_of(two_towns(), ("u1",), units={"outside": "forbidden"}),
        ("municipality m2 may not stand outside, but belongs to no unit",),
    ),
    "no unit can take it": (
        free_problem(
            three_towns(units=[make_unit("u1", "m1_a", ["m1"]), make_unit("u2", "m2_a", ["m2"])]),
            units={"outside": "forbidden"},
        ),
        ("municipality m3 may not stand outside, but no unit can take it",),
    ),
    "not among those to distribute": (
        free_problem(units={"outside": "forbidden", "municipalities": ["m1", "m2"]}),
        ("municipality m3 may not stand outside, but no unit can take it",),
    ),
    "below the guideline": (
        problem_of(two_towns(), threshold=HARD),
        ("unit u_all serves 2 000 inhabitants, 18 000 fewer than the hard lower end of 20 000",),
    ),
    "above the guideline": (
        problem_of(
            two_towns(),
            threshold={"mode": "off", "persons_min": 1000, "persons_max": 1500, "upper": "hard"},
        ),
        ("unit u_all serves 2 000 inhabitants, 500 more than the hard upper end allows (1 500)",),
    ),
    "around a large municipality": (
        problem_of(
            two_towns(persons={"m1": (5000,), "m2": (1000,)}),
            threshold={"mode": "off", "persons_min": 3000, "persons_max": 3500, "upper": "hard"},
        ),
        ("unit u_all serves 6 000 inhabitants, 500 more than the hard upper end allows (5 500)",),
    ),
    "too few inhabitants": (
        free_problem(units={"count_min": 2}, threshold=HARD),
        ("2 units of at least 20 000 need 40 000 inhabitants; there are 7 000",),
    ),
    "too few for the units that must open": (
        free_problem(units={"must_open": ["u1"]}, threshold=HARD),
        ("one unit of at least 20 000 needs 20 000 inhabitants; there are 7 000",),
    ),
    "pockets that are large enough": (
        free_problem(
            cut_off(),
            units={"outside": "forbidden"},
            threshold={"mode": "hard", "persons_min": 3000, "persons_max": 9000},
        ),
        (),  # m1 and m2 have 3 000, and m3 has 4 000
    ),
    "a pocket too small": (
        free_problem(
            cut_off(persons={"m1": (1000,), "m2": (2000,), "m3": (400,)}),
            units={"outside": "forbidden"},
            threshold={"mode": "hard", "persons_min": 1200, "persons_max": 9000},
        ),
        ("m3 (400 inhabitants) has no neighbour to join and is 800 short of 1 200",),
    ),
    "members apart": (
        problem_of(
            two_towns(
                persons={"m1": (1000,), "m2": (1000,), "m3": (1000,)},
                roads=[("m1_a", "m2_a", 30.0), ("m2_a", "m3_a", 30.0), ("m3_a", "x_hospital", 90.0)],
                units=[make_unit("u13", "m1_a", ["m1", "m3"])],
            ),
            ("u13",),
        ),
        ("the members of unit u13 do not hang together: m1; m3",),
    ),
    "apart without boats": (
        problem_of(two_towns(borders=[("m1", "m2", "ferry")])),
        ("the members of unit u_all do not hang together: m1; m2",),
    ),
    "a budget below the posts": (
        problem_of(two_towns(), budget={"nok_per_year_max": 100}),
        ("the units alone cost 600 000 NOK a year; the budget is 100",),
    ),
    "two venues where one may be": (
        problem_of(two_towns(), venues={"in_use": ["v1", "v2"], "count_max": 1}),
        ("2 venues must be in use, but at most 1 may be",),
    ),
    "a room too small": (
        problem_of(
            two_towns(venues=[make_venue("v1", "m1_a", seats=3), make_venue("v2", "m2_a")]),
            venues={"in_use": ["v1"]},
        ),
        ("venue v1 must be in use, but suits no programme (room for a group, kind, day or evening)",),
    ),
    "a seat given away": (
        free_problem(units={"fixed_members": {"m1": "u2"}, "must_open": ["u1"]}),
        (
            "unit u1 must be open with its seat's municipality m1 as a member, but that is fixed to "
            "another",
        ),
    ),
    "a venue that nobody can run": (
        problem_of(two_towns(), ("u_part",), venues={"in_use": ["v2"]}),
        ("venue v2 must be in use, but no unit of the scenario can run it (it lies in m2)",),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_reason_names_what_is_wrong_with_numbers(case: str) -> None:
    problem, expected = CASES[case]
    assert certain_reasons(problem) == expected
    if expected:
        with pytest.raises(InfeasibleError) as caught:
            solve(problem)
        assert caught.value.reasons == expected


def test_a_pocket_of_partners_alone_is_no_obstacle() -> None:
    """m3 lies outside the scope: it may stand outside though those in scope may not."""
    problem = free_problem(
        cut_off(persons={"m1": (1000,), "m2": (2000,), "m3": (400,)}),
        scope=["m1", "m2"],
        units={"outside": "forbidden", "municipalities": ["m1", "m2", "m3"]},
        threshold={"mode": "hard", "persons_min": 1200, "persons_max": 9000},
    )
    assert certain_reasons(problem) == ()
    plan = solve(problem)
    assert [set(unit.member_codes) for unit in plan.units] == [{"m1", "m2"}]
    assert plan.outside_codes == ("m3",)


def test_what_arithmetic_does_not_find_the_solver_does() -> None:
    """Each room could be in use by itself: the 12 participants fill one group of 8, not two."""
    problem = problem_of(
        two_towns(
            programmes=[make_programme("p1", group_min_persons=8, group_max_persons=12)],
            mix={"p1": 0.6},
        ),
        venues={"in_use": ["v1", "v2"]},
    )
    assert certain_reasons(problem) == ()
    with pytest.raises(InfeasibleError) as caught:
        solve(problem)
    assert caught.value.reasons[0] == "no plan satisfies all the rules of the scenario together"
    assert "These are in use: v1, v2." in caught.value.reasons


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    print_blob=True,
)
@given(small_problems(assignment="free", programmes_max=1, courses_max=1, venues_max=1))
def test_no_reason_is_given_where_there_is_a_plan(case: tuple[Region, Scenario]) -> None:
    """The MILP knows every rule on free units, so it finds a plan wherever there is one.

    All but one: that municipalities in scope which are not to be distributed stand outside.
    """
    region, scenario = case
    problem = build_problem(region, build_travel(region, scenario), scenario)
    assume(set(problem.scope_codes) <= set(problem.distributable_codes))
    if certain_reasons(problem):
        with pytest.raises(InfeasibleError):
            solve_milp(problem, Limits(gap=0.0), order=("outside",), ties=False)
