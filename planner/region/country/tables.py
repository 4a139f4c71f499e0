"""Municipalities of the shipped country → the tables of a region, every value with its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.region.country.base import POPULATION_DATE, Country, Tract
from planner.region.country.identifiers import slug, unique_ids
from planner.region.country.roads import EstimatedLink, links_to, links_within
from planner.region.country.words import english, norwegian

Record = dict[str, object]
Tables = dict[str, list[Record]]

COORDINATOR_FTE = 1.0
COORDINATOR_FTE_ALONE = 0.5
"""Base work alone is about 18.5 hours a week (SINTEF 2007, table 4.2)."""

SEATS, MEETINGS_PER_YEAR = 25, 80
NOK_PER_YEAR = {"municipal": 30_000, "health_centre": 20_000}
"""As the shipped Midt-Troms has it for municipal rooms of this size; nobody has asked for the rent."""

TRIPS_PER_COURSE = 2
"""To a hospital outside: its courses are often on consecutive days, as in the shipped Midt-Troms."""

TRIPS_PER_COURSE_INSIDE = 4
"""To a hospital in the region people go home between the meetings, as from any course of four."""

AT_HOSPITAL_KM, AT_HOSPITAL_MINUTES = 1.0, 3.0
"""From a municipal centre to the hospital in the same place."""

_INHABITANTS = f"SSB 04317, basic units added up, {POPULATION_DATE}"
_RULE = "estimated by the rule of region new, no road network"


@dataclass(frozen=True, slots=True)
class Named:
    """The ids that a region's records go by."""

    places: Mapping[str, str]
    """Tract id → place id."""
    municipalities: Mapping[str, str]
    """Municipality code → short id, for units, venues and scenario files."""


def named(country: Country, codes: Sequence[str]) -> Named:
    """Ids for the places and municipalities of a region."""
    tracts = [tract for code in codes for tract in country.tracts_of(code)]
    of = country.municipalities
    return Named(
        unique_ids(
            {tract.id: tract.name for tract in tracts},
            {
                tract.id: (of[tract.municipality_code].name, tract.district_code or tract.id)
                for tract in tracts
            },
        ),
        unique_ids({code: of[code].name for code in codes}, {code: (code,) for code in codes}),
    )


def region_tables(
    country: Country, codes: Sequence[str], hospitals: Sequence[str], ids: Named
) -> Tables:
    """The tables of a region of these municipalities, in the columns of the schema and some more.

    `hospitals` are municipalities, in the region or outside, with a hospital that has a learning and
    mastery centre.
    """
    tracts = [tract for code in codes for tract in country.tracts_of(code)]
    links = links_within(country, [tract.id for tract in tracts])
    return {
        "municipalities": [_municipality(country, code, ids) for code in codes],
        "places": [_place(country, tract, ids) for tract in tracts],
        "adjacency": _adjacency(country, codes),
        "links": [_link(country, link, ids.places, ids.places) for link in links],
        "venues": [row for code in codes for row in _venues(country, code, ids)],
        "units": [row for code in codes for row in _units(country, code, codes, ids)],
        **_hospitals(country, codes, hospitals, ids),
    }


def _municipality(country: Country, code: str, ids: Named) -> Record:
    one = country.municipalities[code]
    return {
        "code": code,
        "name": one.name,
        "persons": one.persons,
        "seat_place_id": ids.places[one.centre_tract_id],
        "official_name": one.official_name,
        "county": one.county_name,
        "economic_region": one.economic_region_name,
        "persons_basis": _INHABITANTS,
        "seat_basis": f"{one.centre_name}: largest settlement (GeoNames)"
        if one.centre_basis == "settlement"
        else "the most densely settled delområde",
        "assumed": "seat_place_id",
    }


def _place(country: Country, tract: Tract, ids: Named) -> Record:
    centre = country.municipalities[tract.municipality_code].centre_tract_id == tract.id
    return {
        "id": ids.places[tract.id],
        "name": tract.name,
        "municipality_code": tract.municipality_code,
        "lon": tract.lon,
        "lat": tract.lat,
        "persons": tract.persons,
        "kind": "centre" if centre else "settlement",
        "delomraade_id": tract.id,
        "persons_basis": _INHABITANTS,
        "position_basis": "largest settlement of the delområde (GeoNames)"
        if tract.position_basis == "settlement"
        else "a point inside the delområde",
        "assumed": "lon;lat",
    }


def _adjacency(country: Country, codes: Sequence[str]) -> list[Record]:
    inside = frozenset(codes)
    found: dict[tuple[str, str], Record] = {}
    for a, b in country.land_borders:
        if a in inside and b in inside:
            found[a, b] = {"code_a": a, "code_b": b, "kind": "land", "basis": "Kartverket, outlines"}
    for way in country.ways:
        a, b = sorted(country.tracts[end].municipality_code for end in (way.from_id, way.to_id))
        crosses = way.kind in ("bridge", "tunnel", "ferry")
        if a != b and a in inside and b in inside and crosses and (a, b) not in found:
            basis = f"{way.name}: general knowledge" if way.name else "assumed: the narrowest water"
            found[a, b] = {"code_a": a, "code_b": b, "kind": way.kind, "basis": basis}
    return [found[pair] for pair in sorted(found)]


def _link(
    country: Country, link: EstimatedLink, from_ids: Mapping[str, str], to_ids: Mapping[str, str]
) -> Record:
    basis = _RULE
    if link.via:
        names = [country.municipalities[country.tracts[key].municipality_code].name for key in link.via]
        basis += ", through " + ", ".join(dict.fromkeys(names))
    return {
        "from_id": from_ids[link.from_id],
        "to_id": to_ids[link.to_id],
        "km": link.km,
        "minutes": link.minutes,
        "road": link.name,
        "kind": link.kind,
        "winter_exposed": "no",
        "basis": basis,
        "assumed": "km;minutes;kind;winter_exposed",
    }


def _venues(country: Country, code: str, ids: Named) -> list[Record]:
    one = country.municipalities[code]
    return [
        {
            "id": f"v_{ids.municipalities[code]}_{kind}",
            "name": norwegian(f"venue.{kind}", name=one.name),
            "place_id": ids.places[one.centre_tract_id],
            "kind": kind,
            "seats": SEATS,
            "nok_per_year": NOK_PER_YEAR[kind],
            "time_of_day": "both",
            "meetings_per_year": MEETINGS_PER_YEAR,
            "off_by_default": "no",
            "name_en": english(f"venue.{kind}", name=one.name),
            "basis": "assumed: a room in the municipal centre, nobody has asked",
            "assumed": "place_id;kind;seats;nok_per_year;time_of_day;meetings_per_year",
        }
        for kind in NOK_PER_YEAR
    ]


def _units(country: Country, code: str, codes: Sequence[str], ids: Named) -> list[Record]:
    one = country.municipalities[code]
    seat = ids.places[one.centre_tract_id]
    shared: Record = {"seat_place_id": seat, "exists_today": "", "payer": "municipalities"}
    rest = "seat_place_id;coordinator_fte;staff_base_place_ids;payer"
    alone: Record = {
        "id": f"s_{ids.municipalities[code]}",
        "name": norwegian("unit.alone", name=one.name),
        **shared,
        "kind": "solo",
        "member_codes": code,
        "legal_form": "municipality",
        "coordinator_fte": COORDINATOR_FTE_ALONE,
        "staff_base_place_ids": seat,
        "name_en": english("unit.alone", name=one.name),
        "basis": "half a post: base work alone is about 18.5 hours a week (SINTEF 2007, table 4.2)",
        "assumed": rest,
    }
    if len(codes) == 1:
        return [alone]
    return [
        {
            "id": f"u_{ids.municipalities[code]}",
            "name": norwegian("unit.host", name=one.name),
            **shared,
            "kind": "host_municipality",
            "member_codes": ";".join(codes),
            "legal_form": "intermunicipal cooperation, to be founded",
            "coordinator_fte": COORDINATOR_FTE,
            "staff_base_place_ids": seat,
            "name_en": english("unit.host", name=one.name),
            "basis": "assumed: one post",
            "assumed": f"{rest};member_codes",
        },
        alone,
    ]


def _hospitals(country: Country, codes: Sequence[str], hospitals: Sequence[str], ids: Named) -> Tables:
    if not hospitals:
        return {}
    inside = [tract.id for code in codes for tract in country.tracts_of(code)]
    tables: Tables = {"external_places": [], "links_external": [], "specialist_services": []}
    for code in hospitals:
        one = country.municipalities[code]
        centre = country.tracts[one.centre_tract_id]
        key = f"x_{slug(one.name)}"
        tables["external_places"].append(
            {
                "id": key,
                "name": norwegian("hospital.place", name=one.name),
                "lon": centre.lon,
                "lat": centre.lat,
                "municipality_code": code,
                "basis": "the municipal centre; where in it the hospital lies was not looked up",
                "assumed": "lon;lat",
            }
        )
        if code in codes:
            at = EstimatedLink(
                centre.id, centre.id, AT_HOSPITAL_KM, AT_HOSPITAL_MINUTES, "road", "", ()
            )
            links = [at]
        else:
            links = links_to(inside, centre.id)
        tables["links_external"] += [
            _link(country, link, ids.places, {centre.id: key}) for link in links
        ]
        tables["specialist_services"].append(
            {
                "id": f"sp_{slug(one.name)}",
                "name": norwegian("hospital.service", name=one.name),
                "external_place_id": key,
                "seats": "",
                "programme_ids": "all",
                "trips_per_course": TRIPS_PER_COURSE_INSIDE if code in codes else TRIPS_PER_COURSE,
                "name_en": english("hospital.service", name=one.name),
                "basis": "named by whoever made the region; programmes and trips are assumed",
                "assumed": "programme_ids;trips_per_course",
            }
        )
    return tables
