"""Members outside the scope fill groups and units; they are not judged for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.evaluate import Indicators, evaluate
from planner.plan import Attendance, CourseInPlan, Plan, SpecialistAttendance, UnitInPlan
from tests.evaluate.cases import EMPTY, paper_region, paper_scenario, paper_travel
from tests.small_region import make_programme

COMMON = replace(
    EMPTY,
    units=(UnitInPlan("u_all", "m1_a", ("m1_b",), ("m1", "m2")),),
    courses=(CourseInPlan("p1", "v_m1", "u_all", 2, 1),),
    attendance=(
        Attendance("m1_a", "p1", "p1", "v_m1", 1.0),
        Attendance("m1_b", "p1", "p1", "v_m1", 1.0),
        Attendance("m2_a", "p1", "p1", "v_m1", 0.6),
    ),
    specialist=(SpecialistAttendance("m2_a", "p1", "s_hospital", 0.4),),
)


def judged_for(*codes: str, plan: Plan = COMMON) -> Indicators:
    region = paper_region(
        programmes=[make_programme("p1", meetings_per_course=3, professionals_per_meeting=2)]
    )
    return evaluate(region, paper_travel(region), paper_scenario(units={}), plan, codes)


def test_people_outside_the_scope_are_in_no_indicator_of_people() -> None:
    found = judged_for("m1")
    assert not found.scope_is_whole
    assert found.persons_in_scope == 1500
    assert found.coverage_share == 1
    assert found.participants_total == found.participants_served == pytest.approx(15)
    assert found.participants_specialist == 0
    assert found.travel_hours_participants == pytest.approx(5 * 3 * 2 * 20 / 60)
    assert found.minutes_max == 20
    assert [row.code for row in found.per_municipality] == ["m1"]


def test_they_fill_the_unit_and_its_courses() -> None:
    found = judged_for("m1")
    assert found.units[0].persons == 2000
    (course,) = found.per_course
    assert course.participants_per_course == pytest.approx(18 / 2)
    assert course.share_in_scope == pytest.approx(15 / 18)


def test_hours_of_staff_and_cost_are_shared_out() -> None:
    found, whole = judged_for("m1"), judged_for("m1", "m2")
    assert whole.scope_is_whole
    staff = 2 * 3 * 2 * 2 * 20 / 60
    assert whole.travel_hours_staff == whole.travel_hours_staff_plan == pytest.approx(staff)
    assert found.travel_hours_staff == pytest.approx(staff * 15 / 18)
    assert found.travel_hours_staff_plan == pytest.approx(staff)
    assert found.travel_hours_plan == pytest.approx(whole.travel_hours_total)
    assert found.cost_nok_plan == pytest.approx(whole.cost_nok)
    items = {row.item: row for row in found.cost_items}
    assert items["posts"].nok == pytest.approx(items["posts"].nok_plan * 1500 / 2000)
    assert items["venues"].nok == pytest.approx(items["venues"].nok_plan * 15 / 18)
    assert items["professionals"].nok == pytest.approx(items["professionals"].nok_plan * 15 / 18)
    assert items["mileage_specialist"].nok == 0
    assert found.cost_nok == pytest.approx(sum(row.nok for row in found.cost_items))


def test_disjoint_scopes_add_up_to_the_whole() -> None:
    one, other, whole = judged_for("m1"), judged_for("m2"), judged_for("m1", "m2")
    for name in (
        "participants_served",
        "travel_hours_total",
        "travel_hours_staff",
        "cost_nok",
        "person_minutes_to_seat",
    ):
        assert getattr(one, name) + getattr(other, name) == pytest.approx(getattr(whole, name))


def test_a_scope_wider_than_the_plan_leaves_the_others_outside_and_unmet() -> None:
    plan = replace(
        COMMON,
        units=(UnitInPlan("u_west", "m1_a", ("m1_b",), ("m1",)),),
        courses=(CourseInPlan("p1", "v_m1", "u_west", 2, 1),),
        attendance=COMMON.attendance[:2],
        specialist=(),
    )
    found = judged_for("m2", "m1", plan=plan)
    assert found.scope_codes == ("m1", "m2")
    assert found.outside_codes == ("m2",)
    assert found.participants_unmet == pytest.approx(5)
    assert found.coverage_share == 0.75


def test_without_a_scope_the_scenarios_own_counts() -> None:
    region = paper_region()
    scenario = paper_scenario(units={}, scope=("m2",))
    found = evaluate(region, paper_travel(region), scenario, COMMON)
    assert found.scope_codes == ("m2",)
