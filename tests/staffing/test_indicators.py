"""Hours of work of a plan, by hand: what is reported, and what the verifier refuses.

The plan of tests.report.cases: one unit (one post) holds one course of p1 and one of p2 a year, two
meetings of three hours each with one professional; 40 hours to develop a programme, 10 to repeat one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from planner.evaluate import POSTS_MIN, evaluate, units_small
from planner.pipeline.alternative import Alternative
from planner.problem.staffing import UNSPECIFIED, hours_base, professional_hours
from planner.scenario.schema import Scenario, Staffing
from planner.verify import verify_plan
from tests.report.cases import alternative_of, region_of
from tests.small_region import make_programme

BASE = 18.5 * 1700 / 37.5


def together(staffing: dict[str, Any] | None = None, **values: Any) -> Alternative:
    scenario = {"units": {"candidates": ["u_all"]}, "rules": {"staffing": staffing or {}}}
    return alternative_of("together", {"u_all": "v_m1"}, scenario=scenario, **values)


def broken(found: Alternative) -> list[tuple[float, str]]:
    """What the verifier holds against a plan by the rule: amount and unit."""
    violations = verify_plan(found.region, found.travel, found.scenario, found.plan)
    return [(v.amount, v.unit) for v in violations if v.rule == "staffing"]


def test_coordinators_by_hand() -> None:
    found = together().indicators
    assert found.coordinator_hours_base == pytest.approx(BASE)
    assert found.coordinator_hours_develop == pytest.approx(2 * 40 / 4)
    assert found.coordinator_hours_repeat == pytest.approx(2 * 10)
    assert found.coordinator_hours == pytest.approx(BASE + 40)
    assert found.coordinator_hours_first_year == pytest.approx(BASE + 100)
    assert found.coordinator_hours_posts == 1700
    assert found.coordinator_posts_needed == pytest.approx((BASE + 40) / 1700)
    assert found.units_over_posts == 0
    (unit,) = found.units
    assert unit.coordinator_hours == found.coordinator_hours
    assert unit.coordinator_posts_needed == found.coordinator_posts_needed


def test_every_unit_has_its_base_hours_and_develops_for_itself() -> None:
    halves = alternative_of("halves", {"u_west": "v_m1", "u_east": "v_m4"}).indicators
    assert halves.coordinator_hours_base == pytest.approx(2 * BASE)
    assert halves.coordinator_hours_develop == pytest.approx(4 * 40 / 4)
    today = alternative_of("today", {}, scenario={"units": {"candidates": []}}).indicators
    assert today.coordinator_hours == 0
    assert today.participants_per_post is None


def test_what_the_scenario_states() -> None:
    stated = {"hours_per_post": 1000, "hours_base_per_week": 15, "develop_years": 1}
    found = together(stated).indicators
    assert found.coordinator_hours == pytest.approx(15 * 1000 / 37.5 + 80 + 20)
    assert found.coordinator_hours == found.coordinator_hours_first_year


def test_a_longer_cycle_repeats_less_often() -> None:
    programmes = [make_programme("p1", cycle_years=2), make_programme("p2")]
    region = region_of(programmes=programmes)
    plan = together(region=region).plan
    courses = tuple(replace(c, cycle_years=2) if c.programme_id == "p1" else c for c in plan.courses)
    found = together(region=region)
    judged = evaluate(found.region, found.travel, found.scenario, replace(plan, courses=courses))
    assert judged.coordinator_hours_repeat == pytest.approx(10 / 2 + 10)
    assert judged.professional_hours == pytest.approx(6 / 2 + 6)


def test_professions_share_the_hours_alike() -> None:
    programmes = [
        make_programme("p1", professions=("nurse", "physician"), professionals_per_meeting=2),
        make_programme("p2", professions=("nurse",), user_representatives_per_meeting=1),
    ]
    region = region_of(programmes=programmes)
    found = together(region=region).indicators
    by_name = {row.profession: row for row in found.professions}
    # p1: 2 meetings · 2 professionals · 3 hours = 12, six each; p2: 6, all of the nurse's
    assert by_name["nurse"].hours_meetings == pytest.approx(12)
    assert by_name["physician"].hours_meetings == pytest.approx(6)
    assert found.professional_hours == pytest.approx(18)
    assert found.user_representative_meetings == 2
    assert by_name["nurse"].hours_max is None
    travel = sum(row.hours_travel for row in found.professions)
    assert travel == pytest.approx(found.travel_hours_staff_plan)
    limited = together({"professional_hours_max": {"nurse": 5}}, region=region).indicators
    assert {r.profession: r.hours_max for r in limited.professions} == {"nurse": 5, "physician": None}


def test_a_programme_without_professionals_or_professions() -> None:
    assert professional_hours(make_programme("p", professionals_per_meeting=0)) == {}
    nobody = professional_hours(make_programme("p", professions=()))
    assert nobody == {UNSPECIFIED: 6.0}


def test_participants_per_post() -> None:
    found = together().indicators
    assert found.participants_per_post == pytest.approx(found.participants_served / 1.0)


def test_units_under_two_posts_are_vulnerable() -> None:
    assert POSTS_MIN == 2.0
    assert units_small(together().indicators) == 1
    region = region_of()
    for fte, small in ((1.9, 1), (2.0, 0)):
        units = {**region.units, "u_all": replace(region.units["u_all"], coordinator_fte=fte)}
        assert units_small(together(region=replace(region, units=units)).indicators) == small


@pytest.mark.parametrize(
    ("staffing", "expected"),
    [
        ({}, []),
        ({"hours_per_post": 80}, []),  # base hours 39.5, and 40 more
        ({"hours_per_post": 75}, [(2.0, "hours/year")]),  # base hours 37
        ({"hours_per_post": 60, "hours_base_per_week": 12.5}, []),
        ({"hours_per_post": 60, "hours_base_per_week": 12.6}, [(0.16, "hours/year")]),
        ({"hours_per_post": 90, "hours_base_per_week": 0, "develop_years": 1}, [(10.0, "hours/year")]),
        ({"professional_hours_max": {"nurse": 11}}, [(1.0, "hours/year")]),
        ({"professional_hours_max": {"nurse": 12, "other": 0}}, []),
        ({"user_representative_meetings_max": 0}, []),
    ],
)
def test_the_verifier_counts_the_hours(
    staffing: dict[str, Any], expected: list[tuple[float, str]]
) -> None:
    """20 to develop and 20 to repeat; 12 of the nurse in meetings; no user representative."""
    found = broken(together({"mode": "hard", **staffing}))
    assert [unit for _, unit in found] == [unit for _, unit in expected]
    assert [amount for amount, _ in found] == pytest.approx([amount for amount, _ in expected])
    assert broken(together({**staffing, "mode": "report"})) == []


def test_user_representatives_are_counted() -> None:
    programmes = [make_programme(k, user_representatives_per_meeting=2) for k in ("p1", "p2")]
    region = region_of(programmes=programmes)
    found = together({"mode": "hard", "user_representative_meetings_max": 5}, region=region)
    assert broken(found) == [(3.0, "meetings/year")]


def test_units_over_their_posts_are_counted() -> None:
    found = together({"hours_per_post": 30, "hours_base_per_week": 0}).indicators
    assert found.units_over_posts == 1
    assert found.coordinator_posts_needed == pytest.approx(40 / 30)


def test_base_hours_follow_the_week() -> None:
    assert hours_base(Staffing()) == pytest.approx(838.67, abs=0.01)
    assert hours_base(Staffing(hours_base_per_week=37.5)) == 1700
    assert Scenario.model_fields["rules"].default.staffing.mode == "report"
