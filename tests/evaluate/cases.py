"""A region small enough to work every figure out on paper, and plans for it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from planner.plan import (
    Attendance,
    CourseInPlan,
    Plan,
    SpecialistAttendance,
    UnitInPlan,
    Unmet,
)
from planner.region.types import Region
from planner.scenario import scope_codes
from planner.scenario.schema import Scenario
from planner.travel.types import Travel
from tests.small_region import (
    make_programme,
    make_region,
    make_scenario,
    make_service,
    make_unit,
    make_venue,
    shortest_ways,
)

EMPTY = Plan("by-hand", "small", (), (), (), (), (), (), (), "given")


def paper_region(**values: Any) -> Region:
    """m1: a town of 1000 and a village of 500, 20 minutes apart; m2: a town of 500, 40 minutes on, and
    the hospital 100 minutes behind it. Ten of a thousand take part in p1 (groups of 4, three meetings,
    two professionals); a course at the hospital takes two trips.
    """
    defaults: dict[str, Any] = {
        "roads": [("m1_a", "m1_b", 20.0), ("m1_a", "m2_a", 40.0), ("m2_a", "x_hospital", 100.0)],
        "venues": [make_venue("v_m1", "m1_a"), make_venue("v_m2", "m2_a")],
        "units": [
            make_unit("u_all", "m1_a", ("m1", "m2")),
            make_unit("u_west", "m1_a", ("m1",), staff_base_place_ids=("m1_b",)),
        ],
        "programmes": [
            make_programme("p1", meetings_per_course=3, professionals_per_meeting=2),
        ],
        "mix": {"p1": 1.0},
        "services": [make_service("s_hospital", "x_hospital", trips_per_course=2.0)],
        "participants_per_1000": {"low": 10.0},
    }
    return make_region({"m1": (1000, 500), "m2": (500,)}, **{**defaults, **values})


def paper_plan() -> Plan:
    """u_west runs two courses at home; part of the village and half of the outsiders go to hospital.

    The other half of m2's people stand in no row.
    """
    return replace(
        EMPTY,
        units=(UnitInPlan("u_west", "m1_a", ("m1_b",), ("m1",)),),
        outside_codes=("m2",),
        courses=(CourseInPlan("p1", "v_m1", "u_west", 2, 1),),
        attendance=(
            Attendance("m1_a", "p1", "p1", "v_m1", 1.0),
            Attendance("m1_b", "p1", "p1", "v_m1", 0.6),
        ),
        specialist=(
            SpecialistAttendance("m1_b", "p1", "s_hospital", 0.4),
            SpecialistAttendance("m2_a", "p1", "s_hospital", 0.5),
        ),
    )


def paper_scenario(**values: Any) -> Scenario:
    return make_scenario(**{"units": {"candidates": ["u_west"]}, **values})


def paper_travel(region: Region, scenario: Scenario | None = None) -> Travel:
    return shortest_ways(region, scenario or paper_scenario())


@st.composite
def plans(draw: st.DrawFn, region: Region, travel: Travel, scenario: Scenario) -> Plan:
    """Any plan that can be evaluated, feasible or not: random members, courses and shares."""
    units = _draw_units(draw, region)
    courses = _draw_courses(draw, region, travel, units)
    attendance, specialist, unmet = [], [], []
    members = {code for unit in units for code in unit.member_codes}
    codes = set(scope_codes(region, scenario)) | members
    services = list(region.specialist_services.values())
    for place in region.places.values():
        if place.persons == 0 or place.municipality_code not in codes:
            continue
        for k in region.programmes:
            left = 10
            for course in courses:
                to = region.venues[course.venue_id].place_id
                if travel.minutes(place.id, to) is not None:
                    tenths = draw(st.integers(0, left))
                    left -= tenths
                    if tenths:
                        row = Attendance(place.id, k, course.programme_id, course.venue_id, tenths / 10)
                        attendance.append(row)
            for service in services[: draw(st.integers(0, 2))]:
                if travel.minutes(place.id, service.external_place_id) is not None:
                    tenths = draw(st.integers(0, left))
                    left -= tenths
                    if tenths:
                        specialist.append(SpecialistAttendance(place.id, k, service.id, tenths / 10))
            if left and draw(st.booleans()):
                unmet.append(Unmet(place.id, k, left / 10))
    return replace(
        EMPTY,
        units=tuple(units),
        outside_codes=tuple(sorted(codes - members)),
        courses=tuple(courses),
        attendance=tuple(attendance),
        specialist=tuple(specialist),
        unmet=tuple(unmet),
    )


def _draw_units(draw: st.DrawFn, region: Region) -> list[UnitInPlan]:
    owner = {code: draw(st.sampled_from(("u_one", "u_two", ""))) for code in region.municipalities}
    units = []
    for unit_id in ("u_one", "u_two"):
        members = tuple(code for code, owned in owner.items() if owned == unit_id)
        unit = region.units[unit_id]
        if members:
            units.append(UnitInPlan(unit_id, unit.seat_place_id, unit.staff_base_place_ids, members))
    return units


def _draw_courses(
    draw: st.DrawFn, region: Region, travel: Travel, units: list[UnitInPlan]
) -> list[CourseInPlan]:
    courses = []
    for venue in region.venues.values():
        able = [
            unit.unit_id
            for unit in units
            if any(travel.minutes(b, venue.place_id) is not None for b in unit.staff_base_place_ids)
        ]
        if not able:
            continue
        unit_id = draw(st.sampled_from(able))
        for programme in region.programmes.values():
            count = draw(st.integers(0, 3))
            if count:
                courses.append(
                    CourseInPlan(programme.id, venue.id, unit_id, count, programme.cycle_years)
                )
    return sorted(courses, key=lambda row: (row.programme_id, row.venue_id))
