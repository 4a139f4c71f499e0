"""Region + Travel + Scenario → Problem."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planner.problem.candidates import candidate_unit_ids, candidate_venue_ids
from planner.problem.coming import NOBODY, decay_of, share_coming
from planner.problem.demand import participation_rates
from planner.problem.fill import expected_minimum
from planner.problem.holders import with_holders
from planner.problem.staffing import build_staffing
from planner.problem.types import (
    TOLERANCE,
    Problem,
    ProgrammeData,
    ServiceData,
    UnitData,
    VenueData,
)
from planner.region import Place, Region
from planner.scenario import Scenario, scope_codes
from planner.travel import Travel


def build_problem(region: Region, travel: Travel, scenario: Scenario) -> Problem:
    """Resolve an effective region, its travel and a scenario to numbers.

    Raises:
        InputError: a demand level or mix that the region does not have.
    """
    scope = scope_codes(region, scenario)
    units = {u: _unit(region, scenario, u) for u in candidate_unit_ids(region, scenario)}
    distributable = _distributable(scenario, scope, units)
    in_play = sorted(set(scope) | set(distributable))
    places = {
        p.id: p for p in region.places.values() if p.municipality_code in set(in_play) and p.persons > 0
    }
    venues = _venues(region, scenario)
    reach = _reach(scenario)
    local_minutes, local_km = {}, {}
    for i in places:
        to = {v: travel.minutes(i, venue.place_id) for v, venue in venues.items()}
        local_minutes[i] = {v: t for v, t in to.items() if t is not None and t <= reach}
        km = {v: travel.mean_km(i, venue.place_id) for v, venue in venues.items()}
        # A matrix without km leaves mileage out; the ways are there all the same.
        local_km[i] = {v: km[v] or 0.0 for v in local_minutes[i]}
    bases = {u: unit.staff_base_place_ids for u, unit in units.items()}
    staff_minutes, staff_km = _staff(travel, bases, venues)
    lines = {u: second for u, second in scenario.units.second_line.items() if u in units}
    hospital_minutes, hospital_km = _staff(
        travel, {u: line.staff_base_place_ids for u, line in lines.items()}, venues
    )
    programmes = {
        k: with_holders(_programme(region, scenario, k, venues), region, lines, hospital_minutes)
        for k in region.programmes
    }
    demand = _demand(region, scenario, places)
    services = {
        s.id: ServiceData(
            s.id,
            s.external_place_id,
            s.trips_per_course,
            s.participants_per_year_max,
            s.programme_places,
        )
        for s in region.specialist_services.values()
    }
    rate = region.cost_rates.get("mileage")
    missing = _missing_rates(region, units, venues)
    settled_by = _settling(scenario, has_cost=bool(venues) and not missing)
    objectives = (*scenario.objectives, *settled_by)
    return Problem(
        scenario=scenario.model_copy(update={"objectives": objectives}) if settled_by else scenario,
        settled_by=settled_by,
        would_by_code=_would_by_code(programmes, demand, places),
        region_id=region.id,
        scope_codes=scope,
        persons={c: region.municipalities[c].persons for c in in_play},
        distributable_codes=distributable,
        adjacent=_adjacent(region, scenario),
        units=units,
        place_code={i: p.municipality_code for i, p in places.items()},
        place_persons={i: p.persons for i, p in places.items()},
        venues=venues,
        programmes=programmes,
        demand=demand,
        services=services,
        service_km={
            i: {
                s: travel.mean_km(i, x.place_id) or 0.0
                for s, x in services.items()
                if travel.minutes(i, x.place_id) is not None
            }
            for i in places
        },
        specialist_minutes=_specialist_minutes(region, travel, scenario, places, reach),
        local_minutes=local_minutes,
        mean_minutes=_mean_minutes(travel, places, venues, services),
        staff_minutes=staff_minutes,
        staff_km=staff_km,
        hospital_minutes=hospital_minutes,
        hospital_km=hospital_km,
        local_km=local_km,
        seat_minutes={
            u: {i: t for i in places if (t := travel.minutes(i, unit.seat_place_id)) is not None}
            for u, unit in units.items()
        },
        nok_per_km=rate.value if rate else None,
        missing_rates=missing,
        staffing=build_staffing(region, scenario, units),
    )


SETTLING = ("unmet", "travel", "cost")
"""The default order of objectives: what a scenario's own leave open is settled by it."""


def _settling(scenario: Scenario, *, has_cost: bool) -> tuple[str, ...]:
    """Objectives that follow after those a scenario names, so that no figure depends on chance."""
    if not scenario.solve.settle:
        return ()
    return tuple(
        name for name in SETTLING if name not in scenario.objectives and (name != "cost" or has_cost)
    )


def _mean_minutes(
    travel: Travel,
    places: Mapping[str, Place],
    venues: Mapping[str, VenueData],
    services: Mapping[str, ServiceData],
) -> dict[tuple[str, str], float]:
    """(place, place of a venue or service) → mean of there and back, where it is not the way there."""
    if travel.back_minutes_table is None:
        return {}
    ends = sorted({v.place_id for v in venues.values()} | {s.place_id for s in services.values()})
    found = {}
    for i in places:
        for to in ends:
            mean = travel.mean_minutes(i, to)
            if mean is not None and mean != travel.minutes(i, to):
                found[i, to] = mean
    return found


def _reach(scenario: Scenario) -> float:
    """The longest one-way trip that anybody may make (minutes); what is beyond is left out."""
    limits = (scenario.rules.access.minutes_max, scenario.limits.get("worst_travel"))
    return min((t + TOLERANCE for t in limits if t is not None), default=float("inf"))


def _distributable(
    scenario: Scenario, scope: tuple[str, ...], units: Mapping[str, UnitData]
) -> tuple[str, ...]:
    if scenario.units.assignment == "free":
        return tuple(sorted(scenario.units.municipalities or scope))
    return tuple(sorted({c for unit in units.values() for c in unit.fixed_codes or ()}))


def _unit(region: Region, scenario: Scenario, unit_id: str) -> UnitData:
    unit = region.units[unit_id]
    post = region.cost_rates.get("post_cost")
    fixed = frozenset(unit.member_codes) if scenario.units.assignment == "fixed" else None
    posts = 0.0 if unit.coordinator_fte == 0 else None
    if post is not None:
        posts = unit.coordinator_fte * post.value
    return UnitData(
        id=unit.id,
        seat_place_id=unit.seat_place_id,
        seat_code=region.places[unit.seat_place_id].municipality_code,
        staff_base_place_ids=tuple(sorted(unit.staff_base_place_ids or (unit.seat_place_id,))),
        eligible_codes=frozenset(unit.eligible_codes),
        fixed_codes=fixed,
        nok_per_year=None if posts is None else posts + (unit.nok_per_year or 0.0),
    )


def _venues(region: Region, scenario: Scenario) -> dict[str, VenueData]:
    capacity = scenario.rules.capacity.on
    return {
        v: VenueData(
            id=v,
            place_id=region.venues[v].place_id,
            code=region.places[region.venues[v].place_id].municipality_code,
            meetings_per_year=region.venues[v].meetings_per_year if capacity else None,
            nok_per_year=region.venues[v].nok_per_year,
        )
        for v in candidate_venue_ids(region, scenario)
    }


def _staff(
    travel: Travel, bases: Mapping[str, tuple[str, ...]], venues: Mapping[str, VenueData]
) -> tuple[dict[str, dict[str, float]], dict[str, dict[str, float]]]:
    """Minutes and km from the nearest base (by minutes, then id) of each unit to each venue."""
    minutes: dict[str, dict[str, float]] = {u: {} for u in bases}
    km: dict[str, dict[str, float]] = {u: {} for u in bases}
    for u, place_ids in bases.items():
        for v, venue in venues.items():
            ways = [
                (t, base)
                for base in sorted(place_ids)
                if (t := travel.mean_minutes(base, venue.place_id)) is not None
            ]
            if ways:
                t, base = min(ways)
                minutes[u][v] = t
                km[u][v] = travel.mean_km(base, venue.place_id) or 0.0
    return minutes, km


def _who_may_come(region: Region, scenario: Scenario, programme_id: str) -> Iterator[str]:
    """The programmes whose people may attend courses of a programme."""
    yield programme_id
    if scenario.rules.group_size.joins:
        for k, other in region.programmes.items():
            if other.joins_id == programme_id and k != programme_id:
                yield k


def _programme(
    region: Region, scenario: Scenario, programme_id: str, venues: Mapping[str, VenueData]
) -> ProgrammeData:
    programme = region.programmes[programme_id]
    rule = scenario.rules.group_size
    cases = tuple(
        sorted(
            {
                region.programmes[k].persons_per_case
                for k in _who_may_come(region, scenario, programme_id)
            }
        )
    )
    minimum = expected_minimum(programme.group_min_persons, rule.fill_probability, cases)
    local = bool({"municipality", "shared"} & set(programme.levels))
    largest: dict[str, float] = {}
    for v in venues:
        venue = region.venues[v]
        suits_kind = not programme.venue_kinds or venue.kind in programme.venue_kinds
        suits_time = "both" in (programme.time_of_day, venue.time_of_day) or (
            programme.time_of_day == venue.time_of_day
        )
        most = min(programme.group_max_persons, venue.seats - programme.staff_per_meeting)
        if local and programme.pooled and suits_kind and suits_time and most >= minimum - TOLERANCE:
            largest[v] = float(most)
    hosts = [programme_id] if largest else []
    if rule.joins and programme.joins_id and programme.joins_id != programme_id and local:
        hosts.append(programme.joins_id)
    hourly = region.cost_rates.get("professional_hour")
    representative = region.cost_rates.get("user_representative_meeting")
    nok = None
    if hourly and representative:
        nok = programme.meetings_per_course * (
            programme.professionals_per_meeting * programme.hours_per_meeting * hourly.value
            + programme.user_representatives_per_meeting * representative.value
        )
    return ProgrammeData(
        id=programme_id,
        group_min_persons=minimum,
        group_max_persons=largest,
        meetings_per_course=programme.meetings_per_course,
        cycle_years=programme.cycle_years,
        hosts=tuple(hosts),
        own_municipality_only="shared" not in programme.levels,
        staff_travelling=programme.professionals_per_meeting,
        nok_per_course=nok,
        pooled=programme.pooled,
        decay=decay_of(scenario, programme_id),
    )


def _demand(
    region: Region, scenario: Scenario, places: Mapping[str, Place]
) -> dict[str, dict[str, float]]:
    return {
        k: {i: place.persons * rate / 1000 for i, place in places.items() if rate > 0}
        for k, rate in participation_rates(region, scenario).items()
    }


def _would_by_code(
    programmes: Mapping[str, ProgrammeData],
    demand: Mapping[str, Mapping[str, float]],
    places: Mapping[str, Place],
) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for k, programme in programmes.items():
        if set(programme.hosts) - {k}:
            by_code = found.setdefault(k, {})
            for i, participants in demand.get(k, {}).items():
                code = places[i].municipality_code
                by_code[code] = by_code.get(code, 0.0) + participants * programme.cycle_years
    return found


def _specialist_minutes(
    region: Region, travel: Travel, scenario: Scenario, places: Mapping[str, Place], reach: float
) -> dict[str, dict[str, dict[str, float]]]:
    found: dict[str, dict[str, dict[str, float]]] = {}
    for k, programme in region.programmes.items():
        decay = decay_of(scenario, k)
        held = [
            s
            for s in region.specialist_services.values()
            if "specialist" in programme.levels
            and (not s.programme_ids or k in s.programme_ids)
            and s.participants_per_year_max != 0
            and s.programme_places.get(k) != 0
        ]
        found[k] = {
            i: {
                s.id: t
                for s in held
                if (t := travel.minutes(i, s.external_place_id)) is not None
                and t <= reach
                and (decay is None or share_coming(decay, t) >= NOBODY)
            }
            for i in places
        }
    return found


def _adjacent(region: Region, scenario: Scenario) -> frozenset[tuple[str, str]]:
    boats = scenario.contiguity.boats
    pairs = [
        (a.code_a, a.code_b)
        for a in region.adjacency
        if boats or a.kind not in ("ferry", "express_boat")
    ]
    return frozenset(pairs) | frozenset((b, a) for a, b in pairs)


def _missing_rates(
    region: Region, units: Mapping[str, UnitData], venues: Mapping[str, VenueData]
) -> tuple[str, ...]:
    """Every figure that the cost of a plan needs and the region does not give."""
    needed = ["mileage", "professional_hour", "user_representative_meeting"]
    if any(u.nok_per_year is None for u in units.values()):
        needed.append("post_cost")
    missing = [f"cost rate {r} is missing" for r in sorted(needed) if r not in region.cost_rates]
    missing += [f"venue {v} has no cost" for v, data in venues.items() if data.nok_per_year is None]
    return tuple(missing)
