"""Records of rooms, coordinating units and hospital services, each with the columns of its table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType
from typing import Annotated, Literal

from annotated_types import Ge, Gt, Le
from pydantic.dataclasses import dataclass

from planner.region.schema import NO_COLUMN, RECORD, Assumed, Cell, Code, Identifier, Words, table

TimeOfDay = Literal["day", "evening", "both"]
Payer = Literal["municipalities", "hospital_trust"]

TIME_WORDS: Words = MappingProxyType(
    {"day": ("dag", "dagtid"), "evening": ("kveld", "kveldstid"), "both": ("begge", "begge deler")}
)
PAYER_WORDS: Words = MappingProxyType(
    {
        "municipalities": ("kommunene", "kommune", "kommunen"),
        "hospital_trust": ("helseforetaket", "helseforetak", "sykehuset", "hf"),
    }
)
VENUE_WORDS: Words = MappingProxyType(
    {
        "municipal": (
            "kommunehus",
            "kommunalt",
            "rådhus",
            "herredshus",
            "samfunnshus",
            "kulturhus",
            "bibliotek",
        ),
        "health_centre": (
            "helsesenter",
            "frisklivssentral",
            "frisklivssenter",
            "helsehus",
            "helsestasjon",
            "legesenter",
            "sykehjem",
        ),
        "dms": ("dms", "distriktsmedisinsk senter", "lokalmedisinsk senter", "lms"),
        "hotel": ("hotell",),
        "school": ("skole",),
    }
)
"""What rooms are called in Norwegian: a *frisklivssentral* suits what a health centre suits."""
UNIT_WORDS: Words = MappingProxyType(
    {
        "intermunicipal": ("interkommunal", "interkommunalt"),
        "host_municipality": ("vertskommune",),
        "dms": ("dms",),
        "solo": ("alene", "egen"),
    }
)
PLACE = ("places",)
MUNICIPALITY = ("municipalities",)


@dataclass(frozen=True, slots=True, config=RECORD)
class Venue:
    """Rooms where courses may be held."""

    id: Annotated[Identifier, Cell("v_kommunehus", "id", blank=True, made_from="name", prefix="v_")]
    """Id of the room."""
    name: Annotated[str, Cell("Kommunehuset, Eksempelvik", "navn", also=("lokale",))]
    """Name of the room."""
    place_id: Annotated[Identifier, Cell("eksempelvik", "sted", also=("sted_id",), refers_to=PLACE)]
    """Place that it stands in. Marked as assumed: nobody has checked that there is such a room
    there."""
    kind: Annotated[Identifier, Cell("municipal", "type", also=("lokaltype",), words=VENUE_WORDS)]
    """dms, municipal, health_centre, hotel, school or a word of one's own; programmes name the kinds
    that suit them."""
    seats: Annotated[int, Ge(1), Cell("25", "plasser", also=("sitteplasser",), unit="seats")]
    """Seats, staff included."""
    nok_per_year: Annotated[
        Annotated[float, Ge(0)] | None,
        Cell("40000", "kroner_per_år", also=("kostnad", "leie", "kroner"), unit="NOK"),
    ]
    """Fixed cost in NOK a year when it is in use; empty where not known."""
    time_of_day: Annotated[
        TimeOfDay, Cell("both", "tid_på_dagen", words=TIME_WORDS, blank=True, default="both")
    ]
    """When it can be used."""
    meetings_per_year: Annotated[
        float, Ge(0), Cell("80", "samlinger_per_år", also=("møter_per_år",), unit="meetings")
    ]
    """Meetings it can take a year, day and evening together."""
    off_by_default: Annotated[bool, Cell("no", "utelatt")] = False
    """Left out unless a scenario lets it in."""
    assumed: Assumed = frozenset()


@dataclass(frozen=True, slots=True, config=RECORD)
class Unit:
    """Coordinating units that may be chosen, as today or as proposed."""

    id: Annotated[Identifier, Cell("u_eksempel", "id", blank=True, made_from="name", prefix="u_")]
    """Id of the unit."""
    name: Annotated[str, Cell("Eksempelvik som vertskommune", "navn", also=("enhet",))]
    """Name of the unit."""
    seat_place_id: Annotated[
        Identifier, Cell("eksempelvik", "sete", also=("sted", "sted_id"), refers_to=PLACE)
    ]
    """Place of its seat."""
    kind: Annotated[
        Identifier, Cell("host_municipality", "type", also=("enhetstype",), words=UNIT_WORDS)
    ]
    """intermunicipal, host_municipality, dms, solo or a word of one's own."""
    member_codes: Annotated[
        tuple[Code, ...],
        Cell("0199;0198", "medlemmer", also=("kommuner", "medlemskommuner"), refers_to=MUNICIPALITY),
    ]
    """Municipalities that belong to it in its alternative."""
    eligible_codes: Annotated[
        tuple[Code, ...],
        Cell("", "mulige_medlemmer", also=("mulige",), refers_to=MUNICIPALITY, blank=True),
    ]
    """Municipalities that may belong to it where a scenario leaves it open; empty for all."""
    exists_today: Annotated[bool | None, Cell("yes", "finnes_i_dag", also=("finnes",))]
    """Whether it exists today; empty where not checked."""
    legal_form: Annotated[str, Cell("vertskommune", "juridisk_form", also=("rettsform",), blank=True)]
    """Legal form, in words."""
    coordinator_fte: Annotated[
        float, Ge(0), Cell("1.0", "årsverk", also=("stilling", "stillinger"), unit="posts")
    ]
    """Coordinators' posts, in full-time posts."""
    staff_base_place_ids: Annotated[
        tuple[Identifier, ...],
        Cell(
            "eksempelvik",
            "utgangssteder",
            also=("oppmøtesteder",),
            refers_to=("places", "external_places"),
            blank=True,
        ),
    ]
    """Places, external ones too, that its staff set out from; empty for the seat."""
    nok_per_year: Annotated[
        Annotated[float, Ge(0)] | None,
        Cell("", "kroner_per_år", also=("kostnad", "kroner"), unit="NOK"),
    ] = None
    """Fixed cost in NOK a year beside the posts; empty where not known."""
    payer: Annotated[Payer, Cell("municipalities", "betaler", words=PAYER_WORDS)] = "municipalities"
    """Who pays its posts."""
    assumed: Assumed = frozenset()


@dataclass(frozen=True, slots=True, config=RECORD)
class CriterionRow:
    """Qualifications that units are judged by."""

    id: Annotated[Identifier, Cell("kurserfaring", "id", blank=True, made_from="label_nb")]
    """Id of the qualification."""
    label_nb: Annotated[str, Cell("Erfaring med kurs for grupper", "ordlyd", also=("navn",))]
    """Its wording."""


@dataclass(frozen=True, slots=True, config=RECORD)
class UnitQualification:
    """How far a unit holds a qualification, 0 to 4, with the evidence in words."""

    unit_id: Annotated[Identifier, Cell("u_eksempel", "enhet", refers_to=("units",))]
    """The unit."""
    criterion_id: Annotated[Identifier, Cell("kurserfaring", "kriterium", refers_to=("criteria",))]
    """The qualification."""
    score_0_4: Annotated[int, Ge(0), Le(4), Cell("3", "poeng_0_4", also=("poeng",))]
    """0 (not at all) to 4 (fully)."""
    evidence: Annotated[str, Cell("har holdt kurs i tre år", "grunnlag", blank=True)]
    """What the score rests on."""
    section: Annotated[str, Cell("", "avsnitt", blank=True)]
    """Where in the source it stands."""
    assumed: Assumed = frozenset()


@dataclass(frozen=True, slots=True, config=RECORD)
class SpecialistService:
    """Services of hospitals outside the region that people may take part in.

    `programme_ids` empty means that it holds them all. `participants_per_year_max` is None where nobody
    has stated it; `programme_places` says the same of single programmes.
    """

    id: Annotated[Identifier, Cell("sp_sykehus", "id", blank=True, made_from="name", prefix="sp_")]
    """Id of the service."""
    name: Annotated[str, Cell("LMS ved sykehuset", "navn")]
    """Name of the service."""
    external_place_id: Annotated[
        Identifier, Cell("x_sykehusby", "sted", refers_to=("external_places",))
    ]
    """External place that it stands in."""
    programme_ids: Annotated[
        tuple[Identifier, ...],
        Cell(
            "all",
            "tilbud",
            also=("læringstilbud",),
            refers_to=("programmes",),
            blank=True,
            default="all",
        ),
    ]
    """Programmes that it holds; all or empty for every one."""
    trips_per_course: Annotated[float, Gt(0), Cell("2", "reiser_per_kurs", unit="trips")]
    """Return trips that one participant makes for a course there."""
    participants_per_year_max: Annotated[
        Annotated[float, Ge(0)] | None,
        Cell("80", "deltakere_per_år_høyst", also=("plasser",), unit="participants"),
    ] = None
    """Most people of the region who can take part there in a year, all programmes together; empty where
    not known: then everybody is assumed to find a place."""
    programme_places: Annotated[Mapping[str, float], NO_COLUMN] = field(default_factory=dict)
    assumed: Assumed = frozenset()


@dataclass(frozen=True, slots=True, config=RECORD)
class SpecialistPlaceRow:
    """How many a specialist service takes in one programme, where that is known."""

    service_id: Annotated[
        Identifier, Cell("sp_sykehus", "sykehustilbud", refers_to=("specialist_services",))
    ]
    """The service."""
    programme_id: Annotated[Identifier, Cell("diabetes", "tilbud", refers_to=("programmes",))]
    """The programme."""
    participants_per_year_max: Annotated[
        float, Ge(0), Cell("12", "deltakere_per_år_høyst", also=("plasser",), unit="participants")
    ]
    """Most people of the region who can take part in it there in a year."""


VENUES = table(Venue, "venues", ("id",), nb="lokaler", also=("lokale", "kurslokaler"))
UNITS = table(Unit, "units", ("id",), nb="enheter", also=("samordningsenheter", "enhet"))
CRITERIA = table(CriterionRow, "criteria", ("id",), nb="kriterier", required=False)
UNIT_QUALIFICATIONS = table(
    UnitQualification,
    "unit_qualifications",
    ("unit_id", "criterion_id"),
    nb="kvalifikasjoner",
    required=False,
)
SPECIALIST_SERVICES = table(
    SpecialistService,
    "specialist_services",
    ("id",),
    nb="sykehustilbud",
    also=("sykehus",),
    required=False,
)

SPECIALIST_PLACES = table(
    SpecialistPlaceRow,
    "specialist_places",
    ("service_id", "programme_id"),
    nb="sykehusplasser",
    required=False,
)

SERVICE_TABLES = (VENUES, UNITS, CRITERIA, UNIT_QUALIFICATIONS, SPECIALIST_SERVICES, SPECIALIST_PLACES)
