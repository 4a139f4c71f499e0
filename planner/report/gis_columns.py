"""The layers of a GIS export and what every attribute means: the one place that says so.

The files, the descriptions inside the GeoPackage and the tables of docs/gis.md are made from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from planner.report.numbers import Lang

Kind = Literal["text", "integer", "real", "boolean"]
Geometry = Literal["MULTIPOLYGON", "POINT", "LINESTRING", "NONE"]


@dataclass(frozen=True, slots=True)
class Column:
    """An attribute: its name in the files, its type, its unit (empty: none) and its meaning."""

    name: str
    kind: Kind
    unit: str
    nb: str
    en: str

    def meaning(self, lang: Lang) -> str:
        """What it is, with its unit."""
        text = self.nb if lang == "nb" else self.en
        return f"{text} ({self.unit})" if self.unit else text


@dataclass(frozen=True, slots=True)
class LayerDoc:
    """A layer: its name in the files, its geometry and its attributes."""

    name: str
    geometry: Geometry
    nb: str
    en: str
    columns: tuple[Column, ...]

    def about(self, lang: Lang) -> str:
        """What the layer holds."""
        return self.nb if lang == "nb" else self.en


def _text(name: str, nb: str, en: str) -> Column:
    return Column(name, "text", "", nb, en)


def _flag(name: str, nb: str, en: str) -> Column:
    return Column(name, "boolean", "", nb, en)


def _count(name: str, nb: str, en: str, unit: str = "") -> Column:
    return Column(name, "integer", unit, nb, en)


def _real(name: str, unit: str, nb: str, en: str) -> Column:
    return Column(name, "real", unit, nb, en)


SCENARIO = _text("scenario", "Alternativets navn", "Name of the scenario")
ASSUMED = _text(
    "assumed",
    "Felter som hviler på antakelser, skilt med semikolon",
    "Fields that rest on assumptions, separated by semicolons",
)
IN_SCOPE = _flag(
    "in_scope", "Om innbyggerne er med i sammenligningsgrunnlaget", "Whether its people are in scope"
)
UNIT = _text("unit_id", "Samordningsenhet; tom: ingen", "Coordinating unit; empty: none")
UNIT_NAME = _text("unit_name", "Navnet på samordningsenheten", "Name of the coordinating unit")
PLACE = _text("place_id", "Stedets id", "Id of the place")
PLACE_NAME = _text("place_name", "Stedets navn", "Name of the place")
CODE = _text("municipality_code", "Kommunenummer", "Municipality code")
MUNICIPALITY = _text("municipality_name", "Kommunens navn", "Name of the municipality")
PERSONS = _count("persons", "Innbyggere", "Inhabitants", "persons")
PARTICIPANTS = (
    _real("participants_total", "participants/year", "Deltakere i alt", "Participants in all"),
    _real(
        "participants_served",
        "participants/year",
        "Deltakere på kurs i regionen",
        "Participants at courses in the region",
    ),
    _real(
        "participants_specialist",
        "participants/year",
        "Deltakere ved spesialisthelsetjenesten",
        "Participants at the specialist service",
    ),
    _real("participants_unmet", "participants/year", "Uten tilbud", "With no offer"),
)
MINUTES = _real("minutes", "minutes", "Reisetid én vei", "One-way travel time")
KM = _real("km", "km", "Vei langs den raskeste ruten", "Length of the fastest way")

LAYERS: tuple[LayerDoc, ...] = (
    LayerDoc(
        "units",
        "MULTIPOLYGON",
        "Samordningsenheter: medlemskommunene samlet til én flate",
        "Coordinating units: their member municipalities as one area",
        (
            SCENARIO,
            UNIT,
            _text("name", "Navn", "Name"),
            _text("kind", "Slags enhet", "Kind of unit"),
            _text("form", "Organisasjonsform i ord", "Form of organisation in words"),
            _text("legal_form", "Juridisk form, som i regionens tabell", "Legal form, as in the table"),
            _flag("exists_today", "Om den finnes i dag; tom: ikke kjent", "Whether it exists today"),
            _text("payer", "Hvem som betaler årsverkene", "Who pays its posts"),
            _text("seat_place_id", "Stedet der den har sete", "Place of its seat"),
            _text("seat_name", "Navnet på stedet", "Name of that place"),
            _text("member_codes", "Medlemmer, skilt med semikolon", "Members, separated by semicolons"),
            PERSONS,
            _text(
                "threshold_status",
                "Mot veiledende befolkningsgrunnlag: within, about, below eller above",
                "Against the guideline: within, about, below or above",
            ),
            _count(
                "persons_short", "Mangler på nedre anslag", "Short of the lower estimate", "persons"
            ),
            _count("persons_above", "Over øvre anslag", "Above the upper estimate", "persons"),
            _count("programmes_viable", "Tilbud den kan fylle kurs i", "Programmes it can fill"),
            _real("coordinator_fte", "posts", "Årsverk til samordning", "Coordinators' posts"),
            _count("agreements_existing", "Avtaler som finnes", "Agreements that exist"),
            _count("agreements_new", "Avtaler som må inngås", "Agreements to be made"),
            ASSUMED,
        ),
    ),
    LayerDoc(
        "members",
        "MULTIPOLYGON",
        "Kommuner: de som er med i en enhet eller i sammenligningsgrunnlaget",
        "Municipalities in a unit or in scope",
        (
            SCENARIO,
            CODE,
            _text("name", "Kommunens navn", "Name of the municipality"),
            UNIT,
            UNIT_NAME,
            PERSONS,
            IN_SCOPE,
            *PARTICIPANTS,
            _real("travel_hours", "hours/year", "Deltakernes reisetimer", "Participants' travel hours"),
            _real("minutes_mean", "minutes", "Reisetid én vei, snitt", "One-way time, mean"),
            _real("minutes_max", "minutes", "Reisetid én vei, lengste", "One-way time, longest"),
            _real("share_within_60", "share", "Andel innen 60 minutter", "Share within 60 minutes"),
            _text(
                "outline",
                "boundary: grensedata; places: tegnet rundt stedene",
                "boundary: from boundary data; places: drawn around its places",
            ),
            ASSUMED,
        ),
    ),
    LayerDoc(
        "places",
        "POINT",
        "Bosteder i kommunene som er med",
        "Inhabited places of the municipalities that take part",
        (
            SCENARIO,
            PLACE,
            _text("name", "Stedets navn", "Name of the place"),
            CODE,
            MUNICIPALITY,
            UNIT,
            PERSONS,
            IN_SCOPE,
            *PARTICIPANTS,
            _text(
                "nearest_venue_id",
                "Nærmeste lokale i bruk som innbyggerne kan delta på kurs i; tom: ingen",
                "Nearest venue in use that its people may attend; empty: none",
            ),
            _real(
                "minutes_nearest",
                "minutes",
                "Reisetid dit, én vei",
                "One-way travel time to that venue",
            ),
            _flag("position_assumed", "Om plasseringen er antatt", "Whether its position is assumed"),
            ASSUMED,
        ),
    ),
    LayerDoc(
        "venues",
        "POINT",
        "Lokaler, i bruk eller ikke; flere på samme sted ligger oppå hverandre",
        "Venues, in use or not; several in one place lie on top of each other",
        (
            SCENARIO,
            _text("venue_id", "Lokalets id", "Id of the venue"),
            _text("name", "Navn", "Name"),
            _text("kind", "Slags lokale", "Kind of venue"),
            PLACE,
            PLACE_NAME,
            CODE,
            _flag("in_use", "Om det holdes kurs der", "Whether courses are held there"),
            UNIT,
            _real("courses_per_year", "courses/year", "Kurs i året", "Courses a year"),
            _real("participants_per_year", "participants/year", "Deltakere", "Participants"),
            _count("seats", "Plasser", "Seats", "persons"),
            _real(
                "meetings_per_year_max", "meetings/year", "Samlinger det kan ta", "Meetings it can take"
            ),
            _real("nok_per_year", "NOK/year", "Leie i bruk; tom: ikke kjent", "Rent; empty: not known"),
            ASSUMED,
        ),
    ),
    LayerDoc(
        "assignments",
        "LINESTRING",
        "Hvem reiser hvor: rett linje fra sted til kurs eller sykehus; uten linje: kurs på stedet",
        "Who travels where: a straight line to course or hospital; no line: held at the place",
        (
            SCENARIO,
            PLACE,
            PLACE_NAME,
            CODE,
            _text(
                "kind", "local: i regionen; specialist: sykehus", "local: in the region; or specialist"
            ),
            _text("to_id", "Lokalets eller tjenestens id", "Id of the venue or service"),
            _text("to_name", "Navnet på den", "Its name"),
            _real("participants_per_year", "participants/year", "Deltakere", "Participants"),
            _text(
                "programme_ids", "Tilbud, skilt med semikolon", "Programmes, separated by semicolons"
            ),
            MINUTES,
            KM,
            _real("travel_hours", "hours/year", "Deltakernes reisetimer", "Participants' travel hours"),
            IN_SCOPE,
        ),
    ),
    LayerDoc(
        "roads",
        "LINESTRING",
        "Veger og båter, som rette linjer mellom stedene",
        "Roads and boats, as straight lines between places",
        (
            SCENARIO,
            _text("link_id", "Strekningens id", "Id of the link"),
            _text("from_id", "Fra sted", "From place"),
            _text("to_id", "Til sted", "To place"),
            _text("road", "Veg", "Road"),
            _text("kind", "road, ferry eller express_boat", "road, ferry or express_boat"),
            _real("km", "km", "Lengde", "Length"),
            _real("minutes", "minutes", "Kjøretid på sommerføre", "Driving time on summer roads"),
            _flag("winter_exposed", "Værutsatt om vinteren", "Exposed to weather in winter"),
            _flag("leaves_region", "Ender utenfor regionen", "Ends outside the region"),
            _text(
                "state",
                "I alternativet: open, closed, eller unused (båt som ikke regnes med)",
                "In the scenario: open, closed, or unused (a boat that does not count)",
            ),
            ASSUMED,
        ),
    ),
    LayerDoc(
        "courses",
        "NONE",
        "Kurs: ett tilbud ved ett lokale per rad",
        "Courses: one programme at one venue per row",
        (
            SCENARIO,
            _text("programme_id", "Tilbudets id", "Id of the programme"),
            _text("programme_name", "Tilbudets navn", "Name of the programme"),
            _text("venue_id", "Lokale", "Venue"),
            UNIT,
            _real("courses_per_year", "courses/year", "Kurs i året", "Courses a year"),
            _count("cycle_years", "År i en syklus", "Years in a cycle", "years"),
            _real(
                "participants_per_course",
                "participants",
                "Deltakere per kurs",
                "Participants per course",
            ),
            _real(
                "fill_probability", "share", "Sannsynlighet for fullt kurs", "Probability that it fills"
            ),
        ),
    ),
    LayerDoc(
        "about",
        "NONE",
        "Hva filen er laget av, kilder og lisenser",
        "What the file was made from, sources and licences",
        (
            _text("item", "Hva det gjelder", "What it concerns"),
            _text("value", "Teksten", "The text"),
        ),
    ),
)

LAYER_DOCS: Mapping[str, LayerDoc] = {layer.name: layer for layer in LAYERS}


def gis_reference() -> str:
    """The tables of docs/gis.md: every layer with its attributes, in Markdown."""
    geometry = {
        "MULTIPOLYGON": "areas",
        "POINT": "points",
        "LINESTRING": "lines",
        "NONE": "a table without geometry",
    }
    parts = []
    for layer in LAYERS:
        rows = "\n".join(
            f"| `{c.name}` | {c.kind} | {c.unit} | {c.en} | {c.nb} |" for c in layer.columns
        )
        parts.append(
            f"### {layer.name}\n\n{layer.en} ({geometry[layer.geometry]}).\n\n"
            "| attribute | type | unit | meaning | på norsk |\n|---|---|---|---|---|\n" + rows
        )
    return "\n\n".join(parts) + "\n"
