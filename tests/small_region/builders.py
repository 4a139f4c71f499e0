"""Builders of small regions and scenarios, with defaults for what a test does not care about.

The region is already the effective one: the scenario adds no records to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import inf
from typing import Any, Literal

from planner.region.types import (
    Adjacency,
    AdjacencyKind,
    CostRate,
    DemandLevel,
    ExternalPlace,
    Link,
    MixShare,
    Municipality,
    Place,
    Programme,
    Region,
    SpecialistService,
    Unit,
    Venue,
)
from planner.scenario.schema import Scenario
from planner.travel.types import Travel

RATES = {
    "post_cost": (600_000.0, "NOK per full-time post and year"),
    "professional_hour": (350.0, "NOK per hour"),
    "user_representative_meeting": (800.0, "NOK per meeting"),
    "mileage": (3.65, "NOK per km"),
}

EVERY_LEVEL = ("municipality", "shared", "specialist")


def make_programme(programme_id: str, **values: Any) -> Programme:
    """A pooled programme of groups of 4 to 8, two meetings, no staff seats, offered at every level."""
    defaults: dict[str, Any] = {
        "name_en": f"programme {programme_id}",
        "name_nb": f"tilbud {programme_id}",
        "pooled": True,
        "group_min_persons": 4,
        "group_max_persons": 8,
        "meetings_per_course": 2,
        "cycle_years": 1,
        "time_of_day": "both",
        "levels": EVERY_LEVEL,
        "venue_kinds": (),
        "joins_id": None,
        "target_group": "adults",
        "age_band": "18+",
        "persons_per_case": 1.0,
        "professionals_per_meeting": 1,
        "user_representatives_per_meeting": 0,
        "professions": ("nurse",),
        "hours_per_meeting": 3.0,
        "hours_to_develop": 40.0,
        "hours_to_repeat": 10.0,
    }
    return Programme(id=programme_id, **{**defaults, **values})


def make_venue(venue_id: str, place_id: str, **values: Any) -> Venue:
    """A municipal room with 20 seats that takes 80 meetings a year, by day or evening."""
    defaults: dict[str, Any] = {
        "name": f"venue {venue_id}",
        "kind": "municipal",
        "seats": 20,
        "nok_per_year": 10_000.0,
        "time_of_day": "both",
        "meetings_per_year": 80.0,
    }
    return Venue(id=venue_id, place_id=place_id, **{**defaults, **values})


def make_unit(unit_id: str, seat_place_id: str, member_codes: Sequence[str], **values: Any) -> Unit:
    """A unit of one post, based at its seat, that its members alone are eligible for."""
    defaults: dict[str, Any] = {
        "name": f"unit {unit_id}",
        "kind": "intermunicipal",
        "eligible_codes": tuple(member_codes),
        "exists_today": True,
        "legal_form": "to be decided",
        "coordinator_fte": 1.0,
        "staff_base_place_ids": (seat_place_id,),
        "nok_per_year": 0.0,
    }
    return Unit(
        id=unit_id,
        seat_place_id=seat_place_id,
        member_codes=tuple(member_codes),
        **{**defaults, **values},
    )


def make_service(service_id: str, external_place_id: str, **values: Any) -> SpecialistService:
    """A hospital service that holds every programme in one trip per course."""
    defaults: dict[str, Any] = {
        "name": f"service {service_id}",
        "programme_ids": (),
        "trips_per_course": 1.0,
    }
    return SpecialistService(
        id=service_id, external_place_id=external_place_id, **{**defaults, **values}
    )


def place_id_of(code: str, number: int = 0) -> str:
    """Id of the nth place of a municipality; number 0 is its seat."""
    return f"{code}_{'abcdefgh'[number]}"


Road = tuple[str, str, float] | tuple[str, str, float, Literal["road", "ferry", "express_boat"]]
Border = tuple[str, str] | tuple[str, str, AdjacencyKind]


def make_region(
    persons: Mapping[str, Sequence[int]] | None = None,
    *,
    roads: Sequence[Road] | None = None,
    borders: Sequence[Border] | None = None,
    venues: Sequence[Venue] | None = None,
    units: Sequence[Unit] | None = None,
    programmes: Sequence[Programme] | None = None,
    mix: Mapping[str, float] | None = None,
    services: Sequence[SpecialistService] | None = None,
    external_place_ids: Sequence[str] = ("x_hospital",),
    rates: Mapping[str, float] | None = None,
    participants_per_1000: Mapping[str, float] | None = None,
    scopes: Mapping[str, Sequence[str]] | None = None,
    km_per_minute: float = 1.2,
) -> Region:
    """A valid region; what is left out is filled in so that the whole hangs together.

    `persons` gives each municipality the populations of its places, the seat first; place ids are
    `<code>_a`, `<code>_b`, … (`place_id_of`). Left out, the roads run from place to place in order and
    end at the hospital, 30 minutes between seats and 10 within a municipality; every municipality
    borders the next; each seat has a venue `v_<code>`; the units are one of all municipalities
    (`u_all`) and one for each half (`u_west`, `u_east`); the programmes are `p1` and `p2`.
    """
    if persons is None:
        persons = {"m1": (1200, 300), "m2": (900,), "m3": (700, 250), "m4": (1100, 150)}
    codes = sorted(persons)
    place_list = [
        (place_id_of(code, number), code, count)
        for code in codes
        for number, count in enumerate(persons[code])
    ]
    if roads is None:
        roads = _chain_of_roads(codes, persons, external_place_ids)
    if borders is None:
        borders = list(pairwise(codes))
    if venues is None:
        venues = [make_venue(f"v_{code}", place_id_of(code)) for code in codes]
    if units is None:
        half = max(1, len(codes) // 2)
        units = [
            make_unit("u_all", place_id_of(codes[0]), codes),
            make_unit("u_west", place_id_of(codes[0]), codes[:half], eligible_codes=tuple(codes)),
            make_unit("u_east", place_id_of(codes[-1]), codes[half:], eligible_codes=tuple(codes)),
        ]
    if programmes is None:
        programmes = [make_programme("p1"), make_programme("p2", group_min_persons=6)]
    if mix is None:
        mix = {programme.id: round(1 / len(programmes), 6) for programme in programmes}
    if services is None:
        services = [make_service(f"s_{x[2:]}", x) for x in external_place_ids]
    if rates is None:
        rates = {rate_id: value for rate_id, (value, _) in RATES.items()}
    levels = participants_per_1000 or {"low": 5.0, "middle": 8.0, "high": 10.0}
    scope_rows = {name: tuple(members) for name, members in (scopes or {"whole": codes}).items()}
    return Region(
        id="small",
        title="A small region for tests",
        municipalities={
            code: Municipality(code, f"Municipality {code}", sum(persons[code]), place_id_of(code))
            for code in codes
        },
        # Positions a few metres apart, so that every road is longer than the straight line.
        places={
            place_id: Place(
                place_id,
                f"Place {place_id}",
                code,
                lon=18.0 + 0.0002 * number,
                lat=69.0 + 0.0001 * number,
                persons=count,
                kind="settlement" if count else "junction",
            )
            for number, (place_id, code, count) in enumerate(place_list)
        },
        external_places={
            x: ExternalPlace(x, f"Hospital {x}", 18.01 + 0.001 * number, 69.01)
            for number, x in enumerate(sorted(external_place_ids))
        },
        links={
            f"l{number:02d}": Link(
                f"l{number:02d}",
                road[0],
                road[1],
                km=round(road[2] * km_per_minute, 6),
                minutes=road[2],
                road="Fv1",
                kind=road[3] if len(road) == 4 else "road",
                winter_exposed=False,
            )
            for number, road in enumerate(roads)
        },
        adjacency=tuple(
            Adjacency(min(border[:2]), max(border[:2]), border[2] if len(border) == 3 else "land")
            for border in borders
        ),
        venues={venue.id: venue for venue in sorted(venues, key=lambda venue: venue.id)},
        units={unit.id: unit for unit in sorted(units, key=lambda unit: unit.id)},
        qualifications=(),
        criteria={},
        programmes={row.id: row for row in sorted(programmes, key=lambda row: row.id)},
        mixes=tuple(MixShare("helse_nord", key, mix[key]) for key in sorted(mix)),
        demand_levels={
            level: DemandLevel(level, level, levels[level], "made up for tests")
            for level in sorted(levels)
        },
        specialist_services={row.id: row for row in sorted(services, key=lambda row: row.id)},
        cost_rates={
            rate_id: CostRate(rate_id, rates[rate_id], RATES[rate_id][1]) for rate_id in sorted(rates)
        },
        scopes=scope_rows,
        default_scope=next(iter(scope_rows)),
    )


def _chain_of_roads(
    codes: Sequence[str], persons: Mapping[str, Sequence[int]], externals: Sequence[str]
) -> list[Road]:
    roads: list[Road] = []
    for code in codes:
        for number in range(1, len(persons[code])):
            roads.append((place_id_of(code), place_id_of(code, number), 10.0))
    for here, there in pairwise(codes):
        roads.append((place_id_of(here), place_id_of(there), 30.0))
    for number, external in enumerate(externals):
        roads.append((place_id_of(codes[-1]), external, 100.0 + 20.0 * number))
    return roads


def make_scenario(**values: Any) -> Scenario:
    """A scenario of the small region, solved exactly; the keywords are those of the schema.

    >>> make_scenario(units={"candidates": ["u_all"]}).units.candidates
    ('u_all',)
    """
    defaults: dict[str, Any] = {
        "name": "small",
        "title": "Lite eksempel",
        "region": "small",
        "scope": "all",
        "threshold": {"mode": "off"},
        "solve": {"gap": 0.0, "seconds_max": 20.0},
    }
    return Scenario.model_validate({**defaults, **values})


def shortest_ways(region: Region, scenario: Scenario) -> Travel:
    """Travel by Floyd and Warshall: the fastest way, and its length (the shortest of equally fast)."""
    choice = scenario.travel
    ids = [*region.places, *region.external_places]
    best: dict[tuple[str, str], tuple[float, float]] = {(a, a): (0.0, 0.0) for a in ids}
    closed = set(choice.closed)
    if choice.season == "winter":
        closed |= set(choice.winter.closed)
    for link in region.links.values():
        if link.id in closed or (link.kind != "road" and not choice.boats):
            continue
        slower = choice.winter.factor if choice.season == "winter" and link.winter_exposed else 1.0
        for pair in ((link.from_id, link.to_id), (link.to_id, link.from_id)):
            way = (link.minutes * slower, link.km)
            best[pair] = min(best.get(pair, (inf, inf)), way)
    for via in ids:
        for a in ids:
            if (a, via) not in best:
                continue
            for b in ids:
                if (via, b) not in best:
                    continue
                first, second = best[a, via], best[via, b]
                way = (first[0] + second[0], first[1] + second[1])
                best[a, b] = min(best.get((a, b), (inf, inf)), way)
    minutes: dict[str, dict[str, float]] = {a: {} for a in ids}
    km: dict[str, dict[str, float]] = {a: {} for a in ids}
    for (a, b), way in sorted(best.items()):
        minutes[a][b], km[a][b] = way
    alone = tuple(
        sorted(p.id for p in region.places.values() if p.persons > 0 and len(minutes[p.id]) == 1)
    )
    return Travel(minutes, km, choice.season, "roads", alone)


def travel_of(region: Region, scenario: Scenario) -> Travel:
    """The planner's own travel times where it can build them, else Floyd and Warshall's."""
    try:
        from planner.travel import build_travel
    except ImportError:
        return shortest_ways(region, scenario)
    travel: Travel = build_travel(region, scenario)
    return travel
