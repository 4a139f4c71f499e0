"""Plans drawn by hand, so that the maps can be tested without a solver."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache

from planner.plan import Attendance, CourseInPlan, Plan, SpecialistAttendance, UnitInPlan, Unmet
from planner.region import read_region
from planner.region.types import Region
from planner.scenario.schema import Scenario
from planner.travel import build_travel
from planner.travel.types import Travel


@cache
def midt_troms() -> Region:
    """The shipped region of 2011."""
    return read_region("midt-troms-2011")


def scenario_of(**values: object) -> Scenario:
    """A scenario of the region by the schema's keywords."""
    return Scenario.model_validate({"name": "kart", "title": "Prøvekart", **values})


@cache
def summer() -> Travel:
    """Summer roads of the shipped region, no boats."""
    return build_travel(midt_troms(), scenario_of())


def hand_plan(
    region: Region,
    travel: Travel,
    units: Mapping[str, Sequence[str]],
    venues: Mapping[str, str],
    *,
    scope: Sequence[str],
    local: Collection[str] = (),
    unmet: Collection[str] = (),
) -> Plan:
    """Everybody goes to the nearest venue of their unit for the programmes in `local`, has no offer of
    those in `unmet`, and goes to the nearest hospital for the rest.

    `units` is unit id → members, `venues` venue id → the unit that runs it; each venue holds one course
    of each local programme every second year.
    """
    unit_of = {code: unit_id for unit_id, codes in units.items() for code in codes}
    attendance, specialist, nothing = [], [], []
    for place in region.places.values():
        code = place.municipality_code
        if not place.persons or code not in {*scope, *unit_of}:
            continue
        near = _nearest(
            travel,
            place.id,
            {
                v: region.venues[v].place_id
                for v, u in venues.items()
                if unit_of.get(code, "outside") == u
            },
        )
        hospital = _nearest(
            travel, place.id, {s.id: s.external_place_id for s in region.specialist_services.values()}
        )
        for key in region.programmes:
            if key in local and near is not None:
                attendance.append(Attendance(place.id, key, key, near, 1.0))
            elif key in unmet or hospital is None:
                nothing.append(Unmet(place.id, key, 1.0))
            else:
                specialist.append(SpecialistAttendance(place.id, key, hospital, 1.0))
    return Plan(
        scenario="kart",
        region=region.id,
        units=tuple(
            UnitInPlan(
                unit_id,
                region.units[unit_id].seat_place_id,
                (region.units[unit_id].seat_place_id,),
                tuple(sorted(codes)),
            )
            for unit_id, codes in sorted(units.items())
        ),
        outside_codes=tuple(sorted(set(scope) - set(unit_of))),
        courses=tuple(
            CourseInPlan(key, venue_id, unit_id, courses=1, cycle_years=2)
            for key in sorted(local)
            for venue_id, unit_id in sorted(venues.items())
        ),
        attendance=tuple(attendance),
        specialist=tuple(specialist),
        unmet=tuple(nothing),
        stages=(),
        method="given",
    )


def _nearest(travel: Travel, place_id: str, targets: Mapping[str, str]) -> str | None:
    ways = [(travel.minutes(place_id, at), key) for key, at in targets.items()]
    reached = [(minutes, key) for minutes, key in ways if minutes is not None]
    return min(reached)[1] if reached else None


def shipped_plans() -> dict[str, Plan]:
    """The organisations of the 2011 report that look most different on a map."""
    region, travel = midt_troms(), summer()
    eight = region.scopes["eight"]
    pooled = [key for key, programme in region.programmes.items() if programme.pooled]

    def members(unit_id: str) -> tuple[str, ...]:
        return region.units[unit_id].member_codes

    dms = ("v_dms_finnsnes", "v_dms_setermoen")
    halls = {
        venue.id: region.places[venue.place_id].municipality_code
        for venue in region.venues.values()
        if venue.kind == "municipal" and region.places[venue.place_id].municipality_code in eight
    }
    return {
        "today": hand_plan(region, travel, {}, {}, scope=eight, unmet=pooled[:2]),
        "one unit": hand_plan(
            region,
            travel,
            {"u2_lokta": members("u2_lokta")},
            dict.fromkeys(dms, "u2_lokta"),
            scope=eight,
            local=pooled[:6],
        ),
        "some outside": hand_plan(
            region,
            travel,
            {"u3_senjalegen": members("u3_senjalegen")},
            {"v_hotel_finnsnes": "u3_senjalegen", "v_school_senjahopen": "u3_senjalegen"},
            scope=eight,
            local=pooled[:4],
        ),
        "two halves": hand_plan(
            region,
            travel,
            {key: members(key) for key in ("u4a_dms_finnsnes", "u4b_dms_setermoen")},
            {"v_dms_finnsnes": "u4a_dms_finnsnes", "v_dms_setermoen": "u4b_dms_setermoen"},
            scope=eight,
            local=pooled[:5],
        ),
        "everyone alone": hand_plan(
            region,
            travel,
            {f"s_{code}": (code,) for code in eight},
            {venue_id: f"s_{code}" for venue_id, code in halls.items()},
            scope=eight,
            local=pooled[:2],
        ),
    }
