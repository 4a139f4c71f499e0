"""The courses of a town over its rooms: meetings and people fit, and the cheapest rooms come first."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings

from planner.errors import InfeasibleError
from planner.plan import Plan
from planner.problem import Problem, build_problem
from planner.region.types import Region, Venue
from planner.scenario.schema import Scenario
from planner.solve import solve
from planner.solve.programmes.by_programme import BY_PROGRAMME
from planner.travel import build_travel
from planner.verify import verify_plan
from tests.model.cases import problem_of
from tests.small_region import make_programme, make_region, make_unit, make_venue, small_problems


def one_town(*venues: Venue, persons: int = 3000, **values: object) -> Region:
    """One town, with 18 participants a year for one programme of groups of four to eight."""
    given_values: dict[str, object] = {
        "persons": {"m1": (persons,)},
        "venues": venues,
        "units": [make_unit("u_all", "m1_a", ["m1"])],
        "programmes": [make_programme("p1")],
        "mix": {"p1": 1.0},
        "participants_per_1000": {"low": 6.0},
    }
    return make_region(**{**given_values, **values})  # type: ignore[arg-type]


def rooms_of(region: Region, **values: object) -> dict[str, int]:
    plan = solve(problem_of(region, **values))  # type: ignore[arg-type]
    assert plan.method == "by_programme"
    return {row.venue_id: row.courses for row in plan.courses}


def people_in(problem: Problem, plan: Plan) -> dict[str, float]:
    """Venue id → participants per cycle."""
    found: dict[str, float] = {}
    for row in plan.attendance:
        years = problem.programmes[row.course_programme_id].cycle_years
        persons = problem.demand[row.programme_id][row.place_id] * years * row.share
        found[row.venue_id] = found.get(row.venue_id, 0.0) + persons
    return found


def test_one_room_where_one_is_enough() -> None:
    region = one_town(make_venue("va", "m1_a"), make_venue("vb", "m1_a"))
    assert rooms_of(region) == {"va": 3}


def test_the_cheapest_room_where_cost_counts() -> None:
    region = one_town(
        make_venue("va", "m1_a", nok_per_year=5_000.0), make_venue("vb", "m1_a", nok_per_year=1_000.0)
    )
    assert rooms_of(region, objectives=["unmet", "travel", "cost"]) == {"vb": 3}
    unsettled = {"settle": False}
    found = rooms_of(region, objectives=["unmet", "travel"], solve=unsettled)
    assert found == {"va": 3}  # ids in order


def test_capacity_spreads_courses_over_several_rooms() -> None:
    """Three courses of two meetings; each room takes four meetings, or two."""
    region = one_town(
        make_venue("va", "m1_a", meetings_per_year=2.0), make_venue("vb", "m1_a", meetings_per_year=4.0)
    )
    assert rooms_of(region) == {"va": 1, "vb": 2}
    assert sum(rooms_of(region, rules={"capacity": {"on": False}}).values()) == 3


def test_programmes_share_the_meetings_of_a_room() -> None:
    """Three courses of p1 and three of p2 take twelve meetings; the first room takes ten of them."""
    region = one_town(
        make_venue("va", "m1_a", meetings_per_year=10.0),
        make_venue("vb", "m1_a", meetings_per_year=4.0),
        programmes=[make_programme("p1"), make_programme("p2")],
        mix={"p1": 1.0, "p2": 1.0},
    )
    problem = problem_of(region)
    plan = solve(problem)
    meetings: dict[str, int] = {}
    for row in plan.courses:
        meetings[row.venue_id] = meetings.get(row.venue_id, 0) + 2 * row.courses
    assert sum(meetings.values()) == 12
    assert meetings["va"] <= 10
    assert meetings["vb"] <= 4


def test_a_smaller_room_is_not_overfilled() -> None:
    """The large room takes one course, of 8 people; the small one two, of 5 beside the staff."""
    region = one_town(
        make_venue("va", "m1_a", meetings_per_year=2.0),
        make_venue("vb", "m1_a", seats=6, meetings_per_year=4.0),
    )
    problem = problem_of(region)
    plan = solve(problem)
    people = people_in(problem, plan)
    courses = {row.venue_id: row.courses for row in plan.courses}
    assert courses == {"va": 1, "vb": 2}
    assert people["va"] <= 8 + 1e-6
    assert people["vb"] <= 10 + 1e-6
    assert sum(people.values()) == pytest.approx(18)
    travel = build_travel(region, problem.scenario)
    assert verify_plan(region, travel, problem.scenario, plan) == ()


def test_a_room_that_cannot_seat_the_smallest_group_holds_nothing() -> None:
    region = one_town(make_venue("va", "m1_a", seats=4), make_venue("vb", "m1_a"))
    assert rooms_of(region) == {"vb": 3}


def test_people_are_shared_out_so_that_every_course_has_its_group() -> None:
    """Three courses in two rooms of 18 people: each has at least 4 for every course it holds."""
    region = one_town(
        make_venue("va", "m1_a", meetings_per_year=2.0, seats=6), make_venue("vb", "m1_a", seats=8)
    )
    problem = problem_of(region)
    plan = solve(problem)
    people = people_in(problem, plan)
    for row in plan.courses:
        assert 4 * row.courses - 1e-6 <= people[row.venue_id]
        assert (
            people[row.venue_id]
            <= problem.programmes["p1"].group_max_persons[row.venue_id] * row.courses + 1e-6
        )


def test_no_room_for_them_all_sends_some_elsewhere() -> None:
    """Only two courses fit; what the third would have taken goes to the hospital."""
    region = one_town(make_venue("va", "m1_a", meetings_per_year=5.0))
    plan = solve(problem_of(region))
    assert [(row.venue_id, row.courses) for row in plan.courses] == [("va", 2)]
    assert sum(row.share for row in plan.specialist) == pytest.approx(2 / 18, abs=1e-6)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    print_blob=True,
)
@given(
    small_problems(
        assignment="fixed",
        linking="some",
        located_anywhere=False,
        municipalities_max=3,
        venues_max=5,
        courses_max=6,
    )
)
def test_tight_rooms_keep_every_rule(case: tuple[Region, Scenario]) -> None:
    """Many rooms in few towns, with few seats and meetings."""
    region, scenario = case
    travel = build_travel(region, scenario)
    problem = build_problem(region, travel, scenario)
    assume(BY_PROGRAMME.why_not(problem) is None)
    try:
        plan = solve(problem)
    except InfeasibleError:
        assume(False)
    assert verify_plan(region, travel, scenario, plan) == ()
    for venue_id, persons in people_in(problem, plan).items():
        seats = sum(
            row.courses * problem.programmes[row.programme_id].group_max_persons[venue_id]
            for row in plan.courses
            if row.venue_id == venue_id
        )
        assert persons <= seats + 1e-6
