"""Each rule names the fault that was put into a sound plan, and by how much."""

from __future__ import annotations

from dataclasses import replace
from math import exp
from typing import Any

import pytest

from planner.plan import Attendance, CourseInPlan, Plan, SpecialistAttendance, UnitInPlan, Unmet
from planner.region.types import Region
from planner.scenario.schema import Scenario
from planner.verify import checks
from tests.small_region import make_programme, make_service, make_unit, make_venue
from tests.verify.hand import HAND_PLAN, hand_region, hand_scenario, rules_broken, verify

P1 = make_programme("p1", group_max_persons=12)
P2 = make_programme("p2", group_min_persons=15, group_max_persons=20)
U_ALL = make_unit("u_all", "m1_a", ["m1", "m2"])

ALL_IN_V1 = replace(
    HAND_PLAN,
    courses=(CourseInPlan("p1", "v1", "u_all", 1, 1),),
    attendance=(
        Attendance("m1_a", "p1", "p1", "v1", 1.0),
        Attendance("m2_a", "p1", "p1", "v1", 1.0),
    ),
)
"""Everyone for p1 in the first town: 12 in one group."""

TWO_UNITS = replace(
    HAND_PLAN,
    units=(
        UnitInPlan("u_one", "m1_a", ("m1_a",), ("m1",)),
        UnitInPlan("u_two", "m2_a", ("m2_a",), ("m2",)),
    ),
    courses=(CourseInPlan("p1", "v1", "u_one", 1, 1), CourseInPlan("p1", "v2", "u_two", 1, 1)),
)
"""Each town its own unit and its own course."""

GUEST = replace(
    HAND_PLAN,
    units=(UnitInPlan("u_one", "m1_a", ("m1_a",), ("m1",)),),
    outside_codes=("m2",),
    courses=(CourseInPlan("p1", "v1", "u_one", 1, 1),),
    attendance=ALL_IN_V1.attendance,
)
"""The second town stands outside and sends its people to the first as guests."""


def free_scenario(**units: Any) -> Scenario:
    return hand_scenario(units={"candidates": ["u_one", "u_two"], "assignment": "free", **units})


@pytest.mark.parametrize(
    ("plan", "scenario"),
    [
        (HAND_PLAN, hand_scenario()),
        (ALL_IN_V1, hand_scenario(rules={"access": {"minutes_max": 130.0}})),
        (TWO_UNITS, hand_scenario(units={"candidates": ["u_one", "u_two"]})),
        (TWO_UNITS, free_scenario(must_open=["u_one"], count_min=2, count_max=2)),
        (
            GUEST,
            hand_scenario(units={"candidates": ["u_one"]}, rules={"own_unit": {"mode": "guests"}}),
        ),
    ],
    ids=["one unit", "one course", "two units", "two units chosen", "guests"],
)
def test_a_sound_plan_breaks_no_rule(plan: Plan, scenario: Scenario) -> None:
    assert verify(plan, scenario) == ()


def _attending(*rows: tuple[str, str, float]) -> tuple[Attendance, ...]:
    return tuple(Attendance(place, "p1", "p1", venue, share) for place, venue, share in rows)


FAULTS: dict[str, tuple[Plan, Scenario, Region, str, float]] = {
    "a member that is not eligible": (
        replace(
            HAND_PLAN,
            units=(replace(HAND_PLAN.units[0], unit_id="u_only_m1"),),
            courses=(
                CourseInPlan("p1", "v1", "u_only_m1", 1, 1),
                CourseInPlan("p1", "v2", "u_only_m1", 1, 1),
            ),
        ),
        hand_scenario(units={"candidates": ["u_only_m1"], "members": {"u_only_m1": ["m1", "m2"]}}),
        hand_region(),
        "membership",
        1000,
    ),
    "a member that was not named": (
        HAND_PLAN,
        hand_scenario(
            units={"candidates": ["u_all"], "members": {"u_all": ["m1"]}},
            venues={"located_in": "anywhere"},
        ),
        hand_region(),
        "membership",
        1000,
    ),
    "outside, where that is forbidden": (
        GUEST,
        hand_scenario(
            units={"candidates": ["u_one"], "outside": "forbidden"},
            rules={"own_unit": {"mode": "guests"}},
        ),
        hand_region(),
        "membership",
        1000,
    ),
    "outside, but not named so": (
        replace(GUEST, outside_codes=()),
        hand_scenario(units={"candidates": ["u_one"]}, rules={"own_unit": {"mode": "guests"}}),
        hand_region(),
        "membership",
        1000,
    ),
    "a fixed member elsewhere": (
        TWO_UNITS,
        free_scenario(fixed_members={"m2": "u_one"}),
        hand_region(),
        "membership",
        1000,
    ),
    "a seat among strangers": (
        replace(
            GUEST,
            units=(UnitInPlan("u_two", "m2_a", ("m2_a",), ("m1",)),),
            courses=(CourseInPlan("p1", "v1", "u_two", 1, 1),),
        ),
        hand_scenario(
            units={"candidates": ["u_two"], "assignment": "free"},
            rules={"own_unit": {"mode": "guests"}},
        ),
        hand_region(),
        "membership",
        1000,
    ),
    "too few inhabitants": (
        HAND_PLAN,
        hand_scenario(threshold={"mode": "hard", "persons_min": 2100, "persons_max": 4000}),
        hand_region(),
        "threshold",
        100,
    ),
    "too many inhabitants": (
        HAND_PLAN,
        hand_scenario(
            threshold={"mode": "soft", "upper": "hard", "persons_min": 900, "persons_max": 1950}
        ),
        hand_region(),
        "threshold",
        50,
    ),
    "too many around a large municipality": (
        HAND_PLAN,
        hand_scenario(
            threshold={"mode": "soft", "upper": "hard", "persons_min": 500, "persons_max": 900}
        ),
        hand_region(),
        "threshold",
        600,
    ),
    "members that only a boat connects": (
        HAND_PLAN,
        hand_scenario(contiguity={"on": True, "boats": False}),
        hand_region(borders=[("m1", "m2", "ferry")]),
        "contiguity",
        1000,
    ),
    "a tenth of a town that is not accounted for": (
        replace(HAND_PLAN, attendance=_attending(("m1_a", "v1", 0.9), ("m2_a", "v2", 1.0))),
        hand_scenario(),
        hand_region(),
        "attendance",
        0.1,
    ),
    "a course attended that is not held": (
        replace(HAND_PLAN, courses=HAND_PLAN.courses[:1]),
        hand_scenario(),
        hand_region(),
        "attendance",
        1.0,
    ),
    "joining where nobody may join": (
        replace(
            HAND_PLAN,
            attendance=(*HAND_PLAN.attendance, Attendance("m1_a", "p2", "p1", "v1", 1.0)),
            specialist=HAND_PLAN.specialist[1:],
        ),
        hand_scenario(),
        hand_region(programmes=[P1, replace(P2, joins_id="p1")]),
        "attendance",
        1.0,
    ),
    "a shared course of a programme for each municipality": (
        ALL_IN_V1,
        hand_scenario(),
        hand_region(programmes=[replace(P1, levels=("municipality",)), P2]),
        "attendance",
        1.0,
    ),
    "a programme that the hospital does not hold": (
        replace(HAND_PLAN, specialist=HAND_PLAN.specialist[:1], unmet=(Unmet("m2_a", "p2", 1.0),)),
        hand_scenario(),
        hand_region(services=[make_service("s_hospital", "x_hospital", programme_ids=("p1",))]),
        "attendance",
        1.0,
    ),
    "a place with no way there": (
        replace(ALL_IN_V1, specialist=(), unmet=(Unmet("m1_a", "p2", 1.0), Unmet("m2_a", "p2", 1.0))),
        hand_scenario(),
        hand_region(roads=[]),
        "attendance",
        1.0,
    ),
    "a group of people who cannot meet as one": (
        ALL_IN_V1,
        hand_scenario(),
        hand_region(programmes=[replace(P1, pooled=False), P2]),
        "attendance",
        1,
    ),
    "a group that is too small": (
        replace(HAND_PLAN, courses=(replace(HAND_PLAN.courses[0], courses=2), HAND_PLAN.courses[1])),
        hand_scenario(),
        hand_region(),
        "group_size",
        2,
    ),
    "a group that is too large": (
        ALL_IN_V1,
        hand_scenario(),
        hand_region(programmes=[replace(P1, group_max_persons=11), P2]),
        "group_size",
        1,
    ),
    "more people than the seats beside the staff": (
        ALL_IN_V1,
        hand_scenario(),
        hand_region(venues=[make_venue("v1", "m1_a", seats=12), make_venue("v2", "m2_a")]),
        "group_size",
        1,
    ),
    "a group that fills too seldom": (
        # P(Poisson(6) >= 4) = 1 − e^−6 (1 + 6 + 18 + 36) = 0.8488
        HAND_PLAN,
        hand_scenario(rules={"group_size": {"fill_probability": 0.9}}),
        hand_region(),
        "group_size",
        0.9 - 0.8487961,
    ),
    "more meetings than the room takes": (
        ALL_IN_V1,
        hand_scenario(),
        hand_region(venues=[make_venue("v1", "m1_a", meetings_per_year=1.5)]),
        "capacity",
        0.5,
    ),
    "a room of the wrong kind": (
        ALL_IN_V1,
        hand_scenario(),
        hand_region(programmes=[replace(P1, venue_kinds=("dms", "school")), P2]),
        "capacity",
        1,
    ),
    "a room that is closed in the evening": (
        ALL_IN_V1,
        hand_scenario(),
        hand_region(
            programmes=[replace(P1, time_of_day="evening"), P2],
            venues=[make_venue("v1", "m1_a", time_of_day="day")],
        ),
        "capacity",
        1,
    ),
    "people at the venue of another unit": (
        replace(TWO_UNITS, courses=TWO_UNITS.courses[:1], attendance=ALL_IN_V1.attendance),
        hand_scenario(units={"candidates": ["u_one", "u_two"]}),
        hand_region(),
        "own_unit",
        1.0,
    ),
    "guests where none are let in": (
        GUEST,
        hand_scenario(units={"candidates": ["u_one"]}),
        hand_region(),
        "own_unit",
        1.0,
    ),
    "too long a way to a course": (
        replace(ALL_IN_V1, specialist=(), unmet=(Unmet("m1_a", "p2", 1.0), Unmet("m2_a", "p2", 1.0))),
        hand_scenario(rules={"access": {"minutes_max": 29.5}}),
        hand_region(),
        "access",
        0.5,
    ),
    "too long a way to the specialist": (
        HAND_PLAN,
        hand_scenario(rules={"access": {"minutes_max": 120.0}}),
        hand_region(),
        "access",
        10.0,
    ),
    "too many at the specialist": (
        # 8 of 20 participants go there
        HAND_PLAN,
        hand_scenario(rules={"access": {"specialist_share_max": 0.3}}),
        hand_region(),
        "access",
        2.0,
    ),
    "too many without an offer": (
        # those 8 of 20, the specialist left out
        replace(HAND_PLAN, specialist=(), unmet=(Unmet("m1_a", "p2", 1.0), Unmet("m2_a", "p2", 1.0))),
        hand_scenario(rules={"access": {"unmet_share_max": 0.25}}),
        hand_region(),
        "access",
        3.0,
    ),
    "more hours than the posts": (
        # 18.5 · 1700/37.5 hours whatever its courses, 40/4 to develop p1, 2 · 10 to repeat it; of 850
        HAND_PLAN,
        hand_scenario(rules={"staffing": {"mode": "hard"}}),
        hand_region(units=[replace(U_ALL, coordinator_fte=0.5)]),
        "staffing",
        18.5 * 1700 / 37.5 + 10 + 20 - 850,
    ),
    "more hours than a profession has": (
        # two courses of two meetings of three hours with one nurse
        HAND_PLAN,
        hand_scenario(rules={"staffing": {"mode": "hard", "professional_hours_max": {"nurse": 10}}}),
        hand_region(),
        "staffing",
        2.0,
    ),
    "more meetings than user representatives take": (
        HAND_PLAN,
        hand_scenario(rules={"staffing": {"mode": "hard", "user_representative_meetings_max": 3}}),
        hand_region(programmes=[replace(P1, user_representatives_per_meeting=1), P2]),
        "staffing",
        1.0,
    ),
    "a unit that is no candidate": (
        HAND_PLAN,
        free_scenario(),
        hand_region(),
        "policy",
        1,
    ),
    "a candidate that is not open": (
        replace(GUEST, outside_codes=("m2",)),
        hand_scenario(
            units={"candidates": ["u_one", "u_two"]}, rules={"own_unit": {"mode": "anywhere"}}
        ),
        hand_region(),
        "policy",
        1,
    ),
    "a unit that must open": (
        GUEST,
        hand_scenario(
            units={"candidates": ["u_one", "u_two"], "assignment": "free", "must_open": ["u_two"]},
            rules={"own_unit": {"mode": "guests"}},
        ),
        hand_region(),
        "policy",
        1,
    ),
    "too few units": (
        GUEST,
        hand_scenario(
            units={"candidates": ["u_one", "u_two"], "assignment": "free", "count_min": 2},
            rules={"own_unit": {"mode": "guests"}},
        ),
        hand_region(),
        "policy",
        1,
    ),
    "too many units": (TWO_UNITS, free_scenario(count_max=1), hand_region(), "policy", 1),
    "a venue that is off": (
        HAND_PLAN,
        hand_scenario(venues={"off": ["v2"]}),
        hand_region(),
        "policy",
        1,
    ),
    "a venue that is off by default": (
        replace(
            ALL_IN_V1,
            courses=(CourseInPlan("p1", "v_spare", "u_all", 1, 1),),
            attendance=_attending(("m1_a", "v_spare", 1.0), ("m2_a", "v_spare", 1.0)),
        ),
        hand_scenario(),
        hand_region(),
        "policy",
        1,
    ),
    "a venue beside the one base": (
        HAND_PLAN,
        hand_scenario(venues={"strategy": "one_base", "bases": ["m1_a"]}),
        hand_region(),
        "policy",
        1,
    ),
    "a venue that is not on the list": (
        HAND_PLAN,
        hand_scenario(venues={"strategy": "listed", "listed": ["v1"]}),
        hand_region(),
        "policy",
        1,
    ),
    "a venue beside the municipal centres": (
        HAND_PLAN,
        hand_scenario(venues={"strategy": "municipal_seats"}),
        hand_region(
            persons={"m1": (1000,), "m2": (1000, 0)},
            roads=[("m1_a", "m2_a", 30.0), ("m2_a", "x_hospital", 100.0), ("m2_a", "m2_b", 0.0)],
            venues=[make_venue("v1", "m1_a"), make_venue("v2", "m2_b")],
        ),
        "policy",
        1,
    ),
    "a course where none are held locally": (
        ALL_IN_V1,
        hand_scenario(venues={"strategy": "none"}),
        hand_region(),
        "policy",
        1,
    ),
    "a venue that must be in use": (
        ALL_IN_V1,
        hand_scenario(venues={"in_use": ["v2"]}),
        hand_region(),
        "policy",
        1,
    ),
    "too many venues": (HAND_PLAN, hand_scenario(venues={"count_max": 1}), hand_region(), "policy", 1),
    "a venue outside the members": (
        replace(TWO_UNITS, courses=(TWO_UNITS.courses[0], CourseInPlan("p1", "v2", "u_one", 1, 1))),
        hand_scenario(
            units={"candidates": ["u_one", "u_two"]}, rules={"own_unit": {"mode": "anywhere"}}
        ),
        hand_region(),
        "policy",
        1,
    ),
    "a venue that the staff cannot reach": (
        replace(
            ALL_IN_V1,
            units=(UnitInPlan("u_all", "m1_a", ("m3_a",), ("m1", "m2")),),
        ),
        hand_scenario(scope=("m1", "m2")),
        hand_region(
            persons={"m1": (1000,), "m2": (1000,), "m3": (1,)},
            units=[replace(U_ALL, staff_base_place_ids=("m3_a",))],
        ),
        "policy",
        1,
    ),
    "over the budget": (
        # 632 784.80 NOK a year (see hand.py)
        HAND_PLAN,
        hand_scenario(budget={"nok_per_year_max": 632_000}),
        hand_region(),
        "policy",
        784.8,
    ),
    "past a nearer course": (
        replace(
            HAND_PLAN,
            attendance=_attending(("m1_a", "v1", 1.0), ("m2_a", "v2", 0.7), ("m2_a", "v1", 0.3)),
        ),
        hand_scenario(rules={"nearest": {"on": True}}),
        hand_region(),
        "nearest",
        30.0,
    ),
    "past a course to the specialist": (
        replace(
            HAND_PLAN,
            attendance=_attending(("m1_a", "v1", 1.0), ("m2_a", "v2", 0.7)),
            specialist=(*HAND_PLAN.specialist, SpecialistAttendance("m2_a", "p1", "s_hospital", 0.3)),
        ),
        hand_scenario(rules={"nearest": {"on": True}}),
        hand_region(),
        "nearest",
        100.0,
    ),
    "people choose, and are sent": (
        HAND_PLAN,
        hand_scenario(
            participation={
                "choice": "logit",
                "logit": {"rate_per_minute": 0.05, "home_minutes": None},
            }
        ),
        hand_region(),
        "choice",
        1 - 1 / (1 + exp(-0.05 * 30) + exp(-0.05 * 100)),
    ),
    "a place divided": (
        replace(
            HAND_PLAN,
            attendance=_attending(("m1_a", "v1", 1.0), ("m2_a", "v2", 0.7), ("m2_a", "v1", 0.3)),
        ),
        hand_scenario(rules={"single_source": {"on": True}}),
        hand_region(),
        "single_source",
        0.3,
    ),
    "more at the hospital than it takes": (
        HAND_PLAN,
        hand_scenario(),
        hand_region(services=[make_service("s_hospital", "x_hospital", participants_per_year_max=6.5)]),
        "specialist_places",
        1.5,
    ),
    "more in one programme than the hospital takes": (
        HAND_PLAN,
        hand_scenario(),
        hand_region(
            services=[make_service("s_hospital", "x_hospital", programme_places={"p1": 9.0, "p2": 7.0})]
        ),
        "specialist_places",
        1.0,
    ),
    "a group of which half of the second town does not come": (
        replace(
            HAND_PLAN,
            courses=(CourseInPlan("p1", "v1", "u_all", 1, 1),),
            attendance=(
                Attendance("m1_a", "p1", "p1", "v1", 1.0),
                Attendance("m2_a", "p1", "p1", "v1", 1.0),
            ),
            stages=(),
        ),
        hand_scenario(
            participation={"decay": {"form": "steps", "steps": [{"over_minutes": 20, "share": 0.5}]}}
        ),
        hand_region(
            programmes=[make_programme("p1", group_min_persons=10, group_max_persons=12), P2],
        ),
        "group_size",
        1.0,
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_rule_that_is_broken_is_named_with_the_amount(fault: str) -> None:
    plan, scenario, region, rule, amount = FAULTS[fault]
    found = verify(plan, scenario, region)
    assert rules_broken(found) == {rule}
    amounts = [violation.amount for violation in found if violation.rule == rule]
    assert amount == pytest.approx(max(amounts), rel=1e-5)
    assert all(violation.message and violation.unit for violation in found)


def test_every_rule_has_a_fault_that_breaks_it() -> None:
    assert {rule for *_, rule, _ in FAULTS.values()} == set(checks())


def test_one_venue_is_run_by_one_unit() -> None:
    # 16 for p2 in each town: enough for a group
    region = hand_region(mix={"p1": 0.24, "p2": 0.64}, participants_per_1000={"low": 25.0})
    plan = replace(
        TWO_UNITS,
        courses=(*TWO_UNITS.courses, CourseInPlan("p2", "v1", "u_two", 1, 1)),
        attendance=(*TWO_UNITS.attendance, Attendance("m2_a", "p2", "p2", "v1", 1.0)),
        specialist=HAND_PLAN.specialist[:1],
    )
    scenario = hand_scenario(
        units={"candidates": ["u_one", "u_two"]},
        venues={"located_in": "anywhere"},
        rules={"own_unit": {"mode": "anywhere"}},
    )
    assert [(v.rule, v.amount) for v in verify(plan, scenario, region)] == [("policy", 1)]


def test_joined_groups_count_together() -> None:
    region = hand_region(programmes=[replace(P1, group_min_persons=10), replace(P2, joins_id="p1")])
    plan = replace(
        HAND_PLAN,
        attendance=(
            *HAND_PLAN.attendance,
            Attendance("m1_a", "p2", "p1", "v1", 1.0),
            Attendance("m2_a", "p2", "p1", "v2", 1.0),
        ),
        specialist=(),
    )
    scenario = hand_scenario(rules={"group_size": {"joins": True}})
    assert verify(plan, scenario, region) == ()  # 6 + 4 in each town
    alone = verify(HAND_PLAN, scenario, region)
    assert [(v.rule, v.amount) for v in alone] == [("group_size", 4.0), ("group_size", 4.0)]


def test_a_cycle_of_two_years_gathers_two_years_of_participants() -> None:
    region = hand_region(programmes=[replace(P1, group_min_persons=11, cycle_years=2), P2])
    plan = replace(HAND_PLAN, courses=tuple(replace(c, cycle_years=2) for c in HAND_PLAN.courses))
    assert verify(plan, region=region) == ()


def test_a_rounding_error_is_no_fault() -> None:
    plan = replace(
        HAND_PLAN,
        attendance=_attending(("m1_a", "v1", 1.0), ("m2_a", "v2", 1 - 5e-7), ("m2_a", "v1", 5e-7)),
    )
    scenario = hand_scenario(rules={"nearest": {"on": True}})
    assert verify(plan, scenario) == ()
