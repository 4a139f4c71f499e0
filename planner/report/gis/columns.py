"""The layers of a GIS export and what every attribute means: the one place that says so.

The files, the descriptions inside the GeoPackage and the tables of docs/gis.md are made from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from planner.texts import Lang, Phrases

Kind = Literal["text", "integer", "real", "boolean"]
Geometry = Literal["MULTIPOLYGON", "POINT", "LINESTRING", "NONE"]


@dataclass(frozen=True, slots=True)
class Column:
    """An attribute: name in the files, type, unit (empty: none) and meaning in English."""

    name: str
    kind: Kind
    unit: str
    english: str

    def meaning(self, lang: Lang) -> str:
        """What it is, with its unit."""
        text = MEANINGS.text(lang, self.english)
        return f"{text} ({self.unit})" if self.unit else text


@dataclass(frozen=True, slots=True)
class LayerDoc:
    """A layer: its name in the files, its geometry, what it holds in English, and its attributes."""

    name: str
    geometry: Geometry
    english: str
    columns: tuple[Column, ...]

    def about(self, lang: Lang) -> str:
        """What the layer holds."""
        return MEANINGS.text(lang, self.english)


def _text(name: str, english: str) -> Column:
    return Column(name, "text", "", english)


def _flag(name: str, english: str) -> Column:
    return Column(name, "boolean", "", english)


def _count(name: str, english: str, unit: str = "") -> Column:
    return Column(name, "integer", unit, english)


def _real(name: str, unit: str, english: str) -> Column:
    return Column(name, "real", unit, english)


SCENARIO = _text("scenario", "Name of the scenario")
ASSUMED = _text(
    "assumed",
    "Fields that rest on assumptions, separated by semicolons",
)
IN_SCOPE = _flag("in_scope", "Whether its people are in scope")
UNIT = _text("unit_id", "Coordinating unit; empty: none")
UNIT_NAME = _text("unit_name", "Name of the coordinating unit")
PLACE = _text("place_id", "Id of the place")
PLACE_NAME = _text("place_name", "Name of the place")
CODE = _text("municipality_code", "Municipality code")
MUNICIPALITY = _text("municipality_name", "Name of the municipality")
PERSONS = _count("persons", "Inhabitants", "persons")
PARTICIPANTS = (
    _real("participants_total", "participants/year", "Participants in all"),
    _real(
        "participants_served",
        "participants/year",
        "Participants at courses in the region",
    ),
    _real(
        "participants_specialist",
        "participants/year",
        "Participants at the specialist service",
    ),
    _real("participants_unmet", "participants/year", "With no offer"),
    _real("participants_lost", "participants/year", "Do not come, for the way they have"),
)
MINUTES = _real("minutes", "minutes", "One-way travel time")
KM = _real("km", "km", "Length of the fastest way; empty: not known")

LAYERS: tuple[LayerDoc, ...] = (
    LayerDoc(
        "units",
        "MULTIPOLYGON",
        "Coordinating units: their member municipalities as one area",
        (
            SCENARIO,
            UNIT,
            _text("name", "Name"),
            _text("kind", "Kind of unit"),
            _text("form", "Form of organisation in words"),
            _text("legal_form", "Legal form, as in the table"),
            _flag("exists_today", "Whether it exists today"),
            _text("payer", "Who pays its posts"),
            _text("seat_place_id", "Place of its seat"),
            _text("seat_name", "Name of that place"),
            _text("member_codes", "Members, separated by semicolons"),
            PERSONS,
            _text(
                "threshold_status",
                "Against the guideline: within, about, below or above",
            ),
            _count("persons_short", "Short of the lower estimate", "persons"),
            _count("persons_above", "Above the upper estimate", "persons"),
            _count("programmes_viable", "Programmes it can fill"),
            _real("coordinator_fte", "posts", "Coordinators' posts"),
            _count("agreements_existing", "Agreements that exist"),
            _count("agreements_new", "Agreements to be made"),
            ASSUMED,
        ),
    ),
    LayerDoc(
        "members",
        "MULTIPOLYGON",
        "Municipalities in a unit or in scope",
        (
            SCENARIO,
            CODE,
            _text("name", "Name of the municipality"),
            UNIT,
            UNIT_NAME,
            PERSONS,
            IN_SCOPE,
            *PARTICIPANTS,
            _real("travel_hours", "hours/year", "Participants' travel hours"),
            _real("minutes_mean", "minutes", "One-way time, mean"),
            _real("minutes_max", "minutes", "One-way time, longest"),
            _real("share_within_60", "share", "Share within 60 minutes"),
            _text(
                "outline",
                "boundary: from boundary data; places: drawn around its places",
            ),
            ASSUMED,
        ),
    ),
    LayerDoc(
        "places",
        "POINT",
        "Inhabited places of the municipalities that take part",
        (
            SCENARIO,
            PLACE,
            _text("name", "Name of the place"),
            CODE,
            MUNICIPALITY,
            UNIT,
            PERSONS,
            IN_SCOPE,
            *PARTICIPANTS,
            _text(
                "nearest_venue_id",
                "Nearest venue in use that its people may attend; empty: none",
            ),
            _real(
                "minutes_nearest",
                "minutes",
                "One-way travel time to that venue",
            ),
            _flag("position_assumed", "Whether its position is assumed"),
            ASSUMED,
        ),
    ),
    LayerDoc(
        "venues",
        "POINT",
        "Venues, in use or not; several in one place lie on top of each other",
        (
            SCENARIO,
            _text("venue_id", "Id of the venue"),
            _text("name", "Name"),
            _text("kind", "Kind of venue"),
            PLACE,
            PLACE_NAME,
            CODE,
            _flag("in_use", "Whether courses are held there"),
            UNIT,
            _real("courses_per_year", "courses/year", "Courses a year"),
            _real("participants_per_year", "participants/year", "Participants"),
            _count("seats", "Seats", "persons"),
            _real("meetings_per_year_max", "meetings/year", "Meetings it can take"),
            _real("nok_per_year", "NOK/year", "Rent; empty: not known"),
            ASSUMED,
        ),
    ),
    LayerDoc(
        "assignments",
        "LINESTRING",
        "Who travels where. The line joins both ends and is not the road; no line: they are one point",
        (
            SCENARIO,
            PLACE,
            PLACE_NAME,
            CODE,
            _text("kind", "local: in the region; or specialist"),
            _text("to_id", "Id of the venue or service"),
            _text("to_name", "Its name"),
            _real("participants_per_year", "participants/year", "Participants"),
            _text("programme_ids", "Programmes, separated by semicolons"),
            MINUTES,
            KM,
            _real("travel_hours", "hours/year", "Participants' travel hours"),
            IN_SCOPE,
        ),
    ),
    LayerDoc(
        "roads",
        "LINESTRING",
        "Roads and boats. The line joins the two ends and is not the road itself",
        (
            SCENARIO,
            _text("link_id", "Id of the link"),
            _text("from_id", "From place"),
            _text("to_id", "To place"),
            _text("road", "Road"),
            _text("kind", "road, ferry or express_boat"),
            _real("km", "km", "Length"),
            _real("minutes", "minutes", "Driving time on summer roads"),
            _flag("winter_exposed", "Exposed to weather in winter"),
            _flag("leaves_region", "Ends outside the region"),
            _text(
                "state",
                "In the scenario: open, closed, or unused (a boat that does not count; all of them "
                "where travel comes from a ready matrix)",
            ),
            ASSUMED,
        ),
    ),
    LayerDoc(
        "courses",
        "NONE",
        "Courses: one programme at one venue per row",
        (
            SCENARIO,
            _text("programme_id", "Id of the programme"),
            _text("programme_name", "Name of the programme"),
            _text("venue_id", "Venue"),
            UNIT,
            _real("courses_per_year", "courses/year", "Courses a year"),
            _count("cycle_years", "Years in a cycle", "years"),
            _real(
                "participants_per_course",
                "participants",
                "Participants per course",
            ),
            _real("fill_probability", "share", "Probability that it fills"),
        ),
    ),
    LayerDoc(
        "gains",
        "POINT",
        "Who gets nearer and who farther: each place under each alternative, against the first one",
        (
            SCENARIO,
            _text("compared_with", "Name of the alternative that it is compared with"),
            PLACE,
            _text("name", "Name of the place"),
            CODE,
            MUNICIPALITY,
            PERSONS,
            _real(
                "minutes_before", "minutes", "One-way time under the first, mean of those who take part"
            ),
            _real(
                "minutes_after", "minutes", "One-way time under this one, mean of those who take part"
            ),
            _real("minutes_change", "minutes", "After less before; negative: nearer"),
            _text("change", "nearer, same (less than 5 minutes), farther; empty: nothing to compare"),
            _real("unmet_before", "participants/year", "With no offer under the first"),
            _real("unmet_after", "participants/year", "With no offer under this one"),
        ),
    ),
    LayerDoc(
        "about",
        "NONE",
        "What the file was made from, sources and licences",
        (
            _text("item", "What it concerns"),
            _text("value", "The text"),
        ),
    ),
)

ONE_RUN: tuple[LayerDoc, ...] = tuple(layer for layer in LAYERS if layer.name != "gains")
"""The layers of one run; a comparison has `gains` as well."""

LAYER_DOCS: Mapping[str, LayerDoc] = {layer.name: layer for layer in LAYERS}

MEANINGS = Phrases(
    "gis.meaning",
    tuple(
        dict.fromkeys(
            text for layer in LAYERS for text in (layer.english, *(c.english for c in layer.columns))
        )
    ),
)


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
            f"| `{c.name}` | {c.kind} | {c.unit} | {c.english} | {MEANINGS.text('nb', c.english)} |"
            for c in layer.columns
        )
        parts.append(
            f"### {layer.name}\n\n{layer.english} ({geometry[layer.geometry]}).\n\n"
            "| attribute | type | unit | meaning | på norsk |\n|---|---|---|---|---|\n" + rows
        )
    return "\n\n".join(parts) + "\n"
