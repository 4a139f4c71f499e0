"""Records of people, places and roads, each with the columns of its table."""

from __future__ import annotations

from types import MappingProxyType
from typing import Annotated, Literal

from annotated_types import Ge, Le
from pydantic.dataclasses import dataclass

from planner.region.schema import RECORD, Assumed, Cell, Code, Identifier, Words, table

LinkKind = Literal["road", "ferry", "express_boat"]
AdjacencyKind = Literal["land", "bridge", "tunnel", "ferry", "express_boat"]

LINK_WORDS: Words = MappingProxyType(
    {
        "road": ("vei", "veg", "bilvei"),
        "ferry": ("ferje", "ferge", "bilferje", "bilferge"),
        "express_boat": ("hurtigbåt", "båt", "hurtigbat", "express boat"),
    }
)
ADJACENCY_WORDS: Words = MappingProxyType(
    {
        "land": ("land", "landegrense"),
        "bridge": ("bro", "bru"),
        "tunnel": ("tunnel",),
        "ferry": LINK_WORDS["ferry"],
        "express_boat": LINK_WORDS["express_boat"],
    }
)
PLACE_WORDS: Words = MappingProxyType(
    {
        "town": ("by",),
        "settlement": ("tettsted", "bygd", "grend"),
        "junction": ("kryss", "veikryss", "vegkryss"),
    }
)
ABOUT_WORDS: Words = MappingProxyType(
    {
        "id": ("id",),
        "title": ("tittel",),
        "source_line": ("kilde", "kildelinje"),
        "boundaries_note": ("grensemerknad",),
        "code_digits": ("sifre_i_kommunenummer", "sifre i kommunenummer"),
    }
)

Longitude = Annotated[float, Ge(-180), Le(180)]
Latitude = Annotated[float, Ge(-90), Le(90)]
MUNICIPALITY = ("municipalities",)
PLACE = ("places",)


@dataclass(frozen=True, slots=True, config=RECORD)
class AboutRow:
    """What the data set is called and where it comes from. A folder may say the same in
    datapackage.json."""

    key: Annotated[
        Literal["id", "title", "source_line", "boundaries_note", "code_digits"],
        Cell("title", "hva", also=("nøkkel",), words=ABOUT_WORDS),
    ]
    """id, title, source_line (a source or licence to print under maps; as many rows as needed),
    boundaries_note or code_digits (digits of a municipality number: 4 in Norway, 0 for any)."""
    value: Annotated[str, Cell("Eksempelregionen", "verdi", also=("tekst",))]
    """What it says."""


@dataclass(frozen=True, slots=True, config=RECORD)
class Municipality:
    """The municipalities of the region and their population."""

    code: Annotated[Code, Cell("0199", "kommunenummer", also=("kommunenr", "knr", "nr", "nummer"))]
    """Municipality number, kept as text so that a leading zero stays."""
    name: Annotated[str, Cell("Eksempelvik kommune", "navn", also=("kommune", "kommunenavn"))]
    """Name of the municipality."""
    persons: Annotated[
        int,
        Ge(0),
        Cell("4800", "innbyggere", also=("folketall", "innbyggertall", "befolkning"), unit="persons"),
    ]
    """Population; the places of the municipality add up to it."""
    seat_place_id: Annotated[
        Identifier,
        Cell("eksempelvik", "kommunesenter", also=("senter", "sted_id"), refers_to=PLACE),
    ]
    """Municipal centre, a place in the municipality itself."""
    county: Annotated[str, Cell("Eksempelfylket", "fylke", also=("fylkesnavn",))] = ""
    """County; told behind the name where two municipalities of the region have one name."""
    assumed: Assumed = frozenset()


@dataclass(frozen=True, slots=True, config=RECORD)
class Adjacency:
    """Pairs of municipalities that hang together, each pair once."""

    code_a: Annotated[Code, Cell("0199", "kommune_a", also=("fra",), refers_to=MUNICIPALITY)]
    """One municipality."""
    code_b: Annotated[Code, Cell("0198", "kommune_b", also=("til",), refers_to=MUNICIPALITY)]
    """The other municipality."""
    kind: Annotated[AdjacencyKind, Cell("land", "forbindelse", also=("type",), words=ADJACENCY_WORDS)]
    """What joins them. Ferry and express_boat count only where a scenario lets boats count."""


@dataclass(frozen=True, slots=True, config=RECORD)
class Place:
    """Where people live (demand points) and where roads meet (junctions, 0 persons)."""

    id: Annotated[Identifier, Cell("eksempelvik", "id", blank=True, made_from="name")]
    """Id of the place, short and stable."""
    name: Annotated[str, Cell("Eksempelvik", "navn", also=("sted", "stedsnavn"))]
    """Name of the place."""
    municipality_code: Annotated[
        Code, Cell("0199", "kommunenummer", also=("kommune", "kommunenr"), refers_to=MUNICIPALITY)
    ]
    """Municipality that the place lies in."""
    lon: Annotated[
        Longitude, Cell("17.9812", "lengdegrad", also=("øst", "longitude", "x"), unit="degrees")
    ]
    """Longitude in degrees (WGS84), east positive."""
    lat: Annotated[
        Latitude, Cell("69.2296", "breddegrad", also=("nord", "latitude", "y"), unit="degrees")
    ]
    """Latitude in degrees (WGS84), north positive."""
    persons: Annotated[
        int,
        Ge(0),
        Cell("4800", "innbyggere", also=("folketall", "innbyggertall", "befolkning"), unit="persons"),
    ]
    """People living in and around the place; 0 for a junction."""
    kind: Annotated[str, Cell("town", "type", words=PLACE_WORDS)] = "settlement"
    """What the place is: town, settlement, junction, …"""
    preposition: Annotated[Literal["i", "på"] | None, Cell("på", "preposisjon")] = None
    """`i` or `på`, as Norwegian has it: i Narvik, på Finnsnes. Empty: by the end of the name."""
    assumed: Assumed = frozenset()


@dataclass(frozen=True, slots=True, config=RECORD)
class ExternalPlace:
    """Places outside the region that people travel to, such as hospital towns."""

    id: Annotated[Identifier, Cell("x_sykehusby", "id", blank=True, made_from="name", prefix="x_")]
    """Id of the place."""
    name: Annotated[str, Cell("Sykehusbyen", "navn", also=("sted", "stedsnavn"))]
    """Name of the place."""
    lon: Annotated[
        Longitude, Cell("18.9806", "lengdegrad", also=("øst", "longitude", "x"), unit="degrees")
    ]
    """Longitude in degrees (WGS84)."""
    lat: Annotated[
        Latitude, Cell("69.6832", "breddegrad", also=("nord", "latitude", "y"), unit="degrees")
    ]
    """Latitude in degrees (WGS84)."""
    assumed: Assumed = frozenset()


@dataclass(frozen=True, slots=True, config=RECORD)
class Link:
    """Stretches of road and boats between the places of the region."""

    id: Annotated[Identifier, Cell("eksempelvik--eksempelbotn", "id", blank=True)]
    """Id of the stretch; <from_id>--<to_id> where left out."""
    from_id: Annotated[Identifier, Cell("eksempelvik", "fra", refers_to=PLACE)]
    """Place at one end. Every stretch is used both ways."""
    to_id: Annotated[Identifier, Cell("eksempelbotn", "til", refers_to=PLACE)]
    """Place at the other end."""
    km: Annotated[float, Ge(0), Cell("12.5", "km", also=("kilometer", "lengde"), unit="km")]
    """Length in km; never shorter than the straight line."""
    minutes: Annotated[float, Ge(0), Cell("14", "minutter", also=("min", "reisetid"), unit="minutes")]
    """Travel time one way in fair weather, in minutes."""
    road: Annotated[str, Cell("Fv86", "vei", also=("veg", "veinummer", "vegnummer", "rute"))] = ""
    """Road number or name of the route."""
    kind: Annotated[LinkKind, Cell("road", "type", words=LINK_WORDS)] = "road"
    """Road, ferry or express boat. Boats count only where a scenario lets them."""
    winter_exposed: Annotated[bool, Cell("no", "vinterutsatt")] = False
    """Slower or closed in winter weather: passes, slide-prone stretches, wind-exposed bridges,
    boats."""
    assumed: Assumed = frozenset()


@dataclass(frozen=True, slots=True, config=RECORD)
class TravelTime:
    """Ready travel times between places, one row for each direction. A region that has them takes no
    road into account; a pair whose way back is not here takes as long both ways."""

    from_id: Annotated[Identifier, Cell("eksempelvik", "fra", refers_to=("places", "external_places"))]
    """Where the way begins."""
    to_id: Annotated[Identifier, Cell("eksempelbotn", "til", refers_to=("places", "external_places"))]
    """Where it ends."""
    minutes: Annotated[float, Ge(0), Cell("14", "minutter", also=("min", "reisetid"), unit="minutes")]
    """Travel time in minutes."""
    km: Annotated[float, Ge(0), Cell("12.5", "km", also=("kilometer", "lengde"), unit="km")]
    """Length of the way in km."""
    assumed: Assumed = frozenset()


@dataclass(frozen=True, slots=True, config=RECORD)
class ScopeRow:
    """Named sets of municipalities whose people alternatives are compared for; the first row's scope is
    the default. Without the table there is one scope, `all`."""

    scope_id: Annotated[Identifier, Cell("alle", "omfang", also=("id", "omfang_id"))]
    """Id of the scope."""
    scope_name: Annotated[str, Cell("Alle kommunene", "navn", also=("omfangsnavn",))]
    """Its name in reports."""
    municipality_code: Annotated[
        Code, Cell("0199", "kommunenummer", also=("kommune", "kommunenr"), refers_to=MUNICIPALITY)
    ]
    """A municipality of the scope; one row each."""


ABOUT = table(AboutRow, "about", (), nb="om", also=("om_regionen",), required=False)
MUNICIPALITIES = table(Municipality, "municipalities", ("code",), nb="kommuner", also=("kommune",))
ADJACENCY = table(
    Adjacency, "adjacency", ("code_a", "code_b", "kind"), nb="naboer", also=("nabokommuner", "naboskap")
)
PLACES = table(Place, "places", ("id",), nb="steder", also=("sted", "bosteder"))
EXTERNAL_PLACES = table(
    ExternalPlace,
    "external_places",
    ("id",),
    nb="steder_utenfor",
    also=("sykehusbyer",),
    required=False,
)
LINKS = table(Link, "links", ("id",), nb="veier", also=("veger", "vei", "strekninger", "lenker"))
LINKS_EXTERNAL = table(
    Link,
    "links_external",
    ("id",),
    nb="veier_ut",
    also=("veger_ut", "veier_utenfor"),
    meaning="Stretches of road and boats out of the region, to the external places.",
    required=False,
    changes={
        "id": {"example": "eksempelvik--x_sykehusby"},
        "to_id": {"example": "x_sykehusby", "refers_to": ("external_places",)},
        "km": {"example": "180"},
        "minutes": {"example": "160"},
        "road": {"example": "E6"},
    },
)
TRAVEL_TIMES = table(
    TravelTime,
    "travel_times",
    ("from_id", "to_id"),
    nb="reisetider",
    also=("reisetidsmatrise",),
    required=False,
)
SCOPES = table(
    ScopeRow, "scopes", ("scope_id", "municipality_code"), nb="omfang", also=("utvalg",), required=False
)

PLACE_TABLES = (
    ABOUT,
    MUNICIPALITIES,
    ADJACENCY,
    PLACES,
    EXTERNAL_PLACES,
    LINKS,
    LINKS_EXTERNAL,
    TRAVEL_TIMES,
    SCOPES,
)
