"""Faults that these tests once found, each with the plan that the rules allow and was missed."""

from __future__ import annotations

from planner.solve import solve
from tests.model.cases import free_problem, problem_of
from tests.small_region import make_programme, make_region, make_unit, make_venue


def test_another_units_course_is_not_near() -> None:
    """Two units share a road: u2 runs the near room, and people of u1 must be let past it to their own.

    The 6 participants of m1 and the staff of u1 go 60 minutes, twice and back: 28 hours. The other way
    round 7.2 of m2 would go 50 minutes, and those of m1 10: 32 hours.
    """
    region = make_region(
        {"m1": (1000,), "m2": (1200,), "m3": (0,)},
        roads=[("m1_a", "m2_a", 10.0), ("m2_a", "m3_a", 50.0), ("m3_a", "x_hospital", 100.0)],
        units=[make_unit("u1", "m1_a", ["m1"]), make_unit("u2", "m2_a", ["m2"])],
        venues=[make_venue("v_near", "m2_a"), make_venue("v_far", "m3_a")],
        programmes=[make_programme("p1", group_max_persons=9)],
        mix={"p1": 0.6},
        participants_per_1000={"low": 10.0},
    )
    problem = problem_of(
        region, ("u1", "u2"), venues={"located_in": "anywhere"}, rules={"nearest": {"on": True}}
    )
    plan = solve(problem)
    assert {(row.venue_id, row.unit_id) for row in plan.courses} == {("v_near", "u2"), ("v_far", "u1")}
    travel = next(stage for stage in plan.stages if stage.name == "travel")
    assert abs(travel.value - (6 * 2 * 2 + 2 * 2)) < 1e-4


def test_partners_out_of_scope_may_stand_outside_where_nobody_in_scope_may() -> None:
    problem = free_problem(
        scope=["m1", "m2"],
        units={"outside": "forbidden", "municipalities": ["m1", "m2", "m3"], "count_max": 1},
        threshold={"mode": "off", "persons_min": 1000, "persons_max": 3500, "upper": "hard"},
    )
    plan = solve(problem)
    assert [unit.member_codes for unit in plan.units] == [("m1", "m2")]
    assert plan.outside_codes == ("m3",)
