"""Every figure of one small plan, worked out on paper."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.errors import InputError
from planner.evaluate import Indicators, evaluate, indicator_values
from planner.plan import Attendance, CourseInPlan, SpecialistAttendance, UnitInPlan
from tests.evaluate.cases import EMPTY, paper_plan, paper_region, paper_scenario, paper_travel


@pytest.fixture(scope="module")
def paper() -> Indicators:
    region = paper_region()
    return evaluate(region, paper_travel(region), paper_scenario(), paper_plan())


def test_who_takes_part_where(paper: Indicators) -> None:
    # 20 people of 2000: 10 in the town, 5 in the village (3 stay, 2 leave), 5 outside (2.5 leave).
    assert paper.participants_total == pytest.approx(20)
    assert paper.participants_served == pytest.approx(13)
    assert paper.participants_specialist == pytest.approx(4.5)
    assert paper.participants_unmet == pytest.approx(2.5)


def test_coverage_counts_the_inhabitants_of_members(paper: Indicators) -> None:
    assert (paper.persons_in_scope, paper.persons_outside) == (2000, 500)
    assert paper.coverage_share == 0.75
    assert paper.outside_codes == ("m2",)
    assert paper.units_open == 1


def test_hours_stand_in_the_row_they_belong_to(paper: Indicators) -> None:
    assert paper.travel_hours_participants == pytest.approx(3 * 3 * 2 * 20 / 60)
    assert paper.travel_hours_specialist == pytest.approx(2 * 2 * 2 * 160 / 60)
    assert paper.travel_hours_outside == pytest.approx(2.5 * 2 * 2 * 100 / 60)
    # Two courses of three meetings, two professionals from their base in the village.
    assert paper.travel_hours_staff == pytest.approx(2 * 3 * 2 * 2 * 20 / 60)
    assert paper.travel_hours_total == pytest.approx(52)
    assert paper.travel_hours_per_participant == pytest.approx(52 / 17.5)


def test_times_are_over_everybody_who_takes_part(paper: Indicators) -> None:
    # 10 people at 0 minutes, 3 at 20, 2.5 at 100, 2 at 160.
    assert paper.minutes_mean == pytest.approx((60 + 250 + 320) / 17.5)
    assert paper.minutes_p90 == 160
    assert paper.minutes_max == 160
    # The 2.5 without an offer stand in the denominator.
    assert paper.share_within_30 == pytest.approx(13 / 20)
    assert paper.share_within_60 == pytest.approx(13 / 20)


def test_nine_in_ten_is_where_the_ninetieth_percentile_lies() -> None:
    # 10 people at 0 minutes, 4 at 20, 1 at 160: 14 of 15 are more than nine in ten, less than 95 %.
    region = paper_region()
    plan = replace(
        paper_plan(),
        attendance=(
            Attendance("m1_a", "p1", "p1", "v_m1", 1.0),
            Attendance("m1_b", "p1", "p1", "v_m1", 0.8),
        ),
        specialist=(SpecialistAttendance("m1_b", "p1", "s_hospital", 0.2),),
    )
    found = evaluate(region, paper_travel(region), paper_scenario(scope=("m1",)), plan)
    assert (found.minutes_p90, found.minutes_max) == (20, 160)
    assert found.per_municipality[0].minutes_p90 == 20


def test_courses_fill_and_come_round(paper: Indicators) -> None:
    (course,) = paper.per_course
    assert course.participants_per_course == pytest.approx(6.5)
    # P(Poisson(6.5) ≥ 4), from a printed table of the distribution.
    assert course.fill_probability == pytest.approx(0.88815, abs=5e-6)
    assert paper.fill_probability_min == paper.fill_probability_mean == course.fill_probability
    # Two a year: whoever turns up waits a quarter of a year.
    assert course.wait_years == paper.wait_years_mean == 0.25
    assert paper.courses == 2
    assert (paper.venues_in_use, paper.venues_used) == (1, ("v_m1",))


def test_per_municipality(paper: Indicators) -> None:
    home, away = paper.per_municipality
    assert (home.code, home.unit_id, away.unit_id) == ("m1", "u_west", None)
    assert home.participants_served == pytest.approx(13)
    assert home.minutes_max == 160
    assert home.share_within_30 == pytest.approx(13 / 15)
    assert away.participants_specialist == away.participants_unmet == pytest.approx(2.5)
    assert away.minutes_mean == away.minutes_p90 == away.minutes_max == 100
    assert away.share_within_60 == 0
    assert (home.programmes_within_60, away.programmes_within_60) == (1, 0)
    assert home.travel_hours + away.travel_hours == pytest.approx(52 - 8)


def test_per_programme(paper: Indicators) -> None:
    (row,) = paper.per_programme
    assert row.persons_needed == pytest.approx(400)  # 1000 · 4 / 10
    assert row.viable_unit_ids == ("u_west",)
    assert row.courses == 2
    assert row.travel_hours == pytest.approx(44)
    assert row.participants_unmet == pytest.approx(2.5)


def test_today_everybody_is_outside_and_hours_are_counted_once() -> None:
    region = paper_region()
    today = replace(
        EMPTY,
        outside_codes=("m1", "m2"),
        specialist=tuple(
            SpecialistAttendance(place_id, "p1", "s_hospital", 1.0)
            for place_id in ("m1_a", "m1_b", "m2_a")
        ),
    )
    found = evaluate(region, paper_travel(region), paper_scenario(units={}), today)
    hours = (10 * 140 + 5 * 160 + 5 * 100) * 2 * 2 / 60
    assert found.travel_hours_outside == found.travel_hours_total == pytest.approx(hours)
    assert found.travel_hours_participants == found.travel_hours_specialist == 0
    assert found.participants_specialist == pytest.approx(20)
    assert found.coverage_share == 0
    assert found.minutes_mean == pytest.approx((10 * 140 + 5 * 160 + 5 * 100) / 20)
    assert found.wait_years_mean is None
    assert found.fill_probability_min is None
    assert found.person_minutes_to_seat is None
    assert found.units == ()


def test_without_any_travel_there_is_no_time_to_tell() -> None:
    region = paper_region()
    found = evaluate(region, paper_travel(region), paper_scenario(units={}), EMPTY)
    assert found.minutes_mean is None
    assert found.minutes_p90 is None
    assert found.travel_hours_per_participant is None
    assert found.share_within_60 == 0
    assert found.participants_unmet == found.participants_total == pytest.approx(20)


def test_guests_are_served_locally_and_their_hours_stand_outside() -> None:
    region = paper_region()
    plan = replace(
        paper_plan(),
        attendance=(
            *paper_plan().attendance,
            Attendance("m2_a", "p1", "p1", "v_m1", 0.5),
        ),
    )
    scenario = paper_scenario(rules={"own_unit": {"mode": "guests"}})
    found = evaluate(region, paper_travel(region), scenario, plan)
    assert found.participants_served == pytest.approx(15.5)
    assert found.participants_unmet == pytest.approx(0)
    assert found.travel_hours_participants == pytest.approx(6)
    guests = 2.5 * 3 * 2 * 40 / 60
    assert found.travel_hours_outside == pytest.approx(guests + 2.5 * 2 * 2 * 100 / 60)
    assert found.per_municipality[1].programmes_within_60 == 1


def test_way_to_the_seat_is_over_the_inhabitants_of_members(paper: Indicators) -> None:
    assert paper.person_minutes_to_seat == pytest.approx(500 * 20)


def test_a_two_year_cycle_halves_what_is_stated_per_year() -> None:
    region = paper_region()
    plan = replace(paper_plan(), courses=(CourseInPlan("p1", "v_m1", "u_west", 2, 2),))
    found = evaluate(region, paper_travel(region), paper_scenario(), plan)
    assert found.courses == 1
    assert found.wait_years_mean == 0.5
    assert found.travel_hours_staff == pytest.approx(4)
    assert found.travel_hours_participants == pytest.approx(6)
    assert found.per_course[0].participants_per_course == pytest.approx(13)


def test_a_trace_of_a_share_is_no_traveller() -> None:
    region = paper_region()
    plan = replace(
        paper_plan(),
        attendance=(
            Attendance("m1_a", "p1", "p1", "v_m1", 1.0),
            Attendance("m1_b", "p1", "p1", "v_m1", 1.0 - 1e-9),
        ),
        specialist=(SpecialistAttendance("m1_b", "p1", "s_hospital", 1e-9),),
    )
    found = evaluate(region, paper_travel(region), paper_scenario(scope=("m1",)), plan)
    assert found.minutes_max == 20


def test_staff_set_out_from_the_nearest_base() -> None:
    region = paper_region()
    unit = UnitInPlan("u_west", "m1_a", ("m1_b", "m2_a"), ("m1",))
    plan = replace(paper_plan(), units=(unit,), courses=(CourseInPlan("p1", "v_m2", "u_west", 1, 1),))
    found = evaluate(region, paper_travel(region), paper_scenario(), plan)
    assert found.per_course[0].staff_minutes == 0


def test_what_cannot_be_evaluated_is_named_all_at_once() -> None:
    region = paper_region()
    plan = replace(
        paper_plan(),
        courses=(CourseInPlan("p9", "v_m1", "u_nobody", 1, 1),),
        attendance=(Attendance("m9_a", "p1", "p1", "v_m9", 1.0),),
    )
    with pytest.raises(InputError) as refused:
        evaluate(region, paper_travel(region), paper_scenario(), plan)
    found = {(f.field, f.found) for f in refused.value.findings}
    assert found == {
        ("courses[0].programme_id", "p9"),
        ("courses[0].unit_id", "u_nobody"),
        ("attendance[0].place_id", "m9_a"),
        ("attendance[0].venue_id", "v_m9"),
    }


def test_a_way_that_does_not_exist_is_no_large_number() -> None:
    region = paper_region(roads=[("m1_a", "m1_b", 20.0), ("m2_a", "x_hospital", 100.0)])
    with pytest.raises(InputError) as refused:
        evaluate(region, paper_travel(region), paper_scenario(), paper_plan())
    (finding,) = refused.value.findings
    assert finding.field == "specialist[0]"
    assert "no way from Place m1_b to s_hospital" in finding.message


def test_a_municipality_in_two_units_and_a_course_told_twice_are_refused() -> None:
    region = paper_region()
    plan = replace(
        paper_plan(),
        units=(
            UnitInPlan("u_all", "m1_a", ("m1_a",), ("m1", "m2")),
            UnitInPlan("u_west", "m1_a", ("m1_b",), ("m1",)),
        ),
        courses=(
            CourseInPlan("p1", "v_m1", "u_west", 1, 1),
            CourseInPlan("p1", "v_m1", "u_all", 1, 1),
        ),
    )
    with pytest.raises(InputError) as refused:
        evaluate(region, paper_travel(region), paper_scenario(), plan)
    assert [f.field for f in refused.value.findings] == ["units[1].member_codes", "courses[1]"]


def test_values_by_name_follow_the_documentation(paper: Indicators) -> None:
    values = indicator_values(paper)
    assert next(iter(values)) == "coverage_share"
    assert values["travel_hours_total"] == paper.travel_hours_total
    assert indicator_values(paper.units[0])["programmes_viable"] == 1
    assert indicator_values(paper.per_programme[0])["viable_unit_ids"] == "u_west"
    with pytest.raises(TypeError, match="str is no indicator record"):
        indicator_values("a word")  # type: ignore[arg-type]
