"""A run as layers for a GIS: rows of attributes with their geometry in EPSG:25833.

What stands in which column is said in `columns`; every figure is that of the indicators.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from shapely import MultiPolygon, union_all
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from planner.evaluate import Assignment
from planner.geo import polygons_of
from planner.pipeline import Alternative
from planner.report.comparison import unit_form
from planner.report.gis.columns import LAYER_DOCS, LayerDoc
from planner.report.json import planner_version
from planner.report.maps import Backdrop, kind_name, notes
from planner.texts import Lang, Texts, name_in

ABOUT = Texts(
    "gis.about",
    {"title": "Alternative", "scope": "Scope", "source": "Sources and reservations"},
)

KINDS = ("total", "served", "specialist", "unmet", "lost")


@dataclass(frozen=True, slots=True)
class Row:
    """Attributes by name, and the geometry (None: there is none)."""

    values: Mapping[str, Any]
    geometry: BaseGeometry | None = None


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer and its rows, in the order of their ids."""

    doc: LayerDoc
    rows: tuple[Row, ...]
    prefix: str = ""
    """In a file of several alternatives: the one that it is of, as part of the layer's name."""
    title: str = ""
    """The alternative's title there."""

    @property
    def name(self) -> str:
        """Name of the layer in a file."""
        return f"{self.prefix}_{self.doc.name}" if self.prefix else self.doc.name

    def about(self, lang: Lang) -> str:
        """What the layer holds."""
        return f"{self.title}: {self.doc.about(lang)}" if self.title else self.doc.about(lang)


def layers_of(alternative: Alternative, backdrop: Backdrop, lang: Lang) -> tuple[Layer, ...]:
    """The layers of a run, in the order of the documentation. `backdrop` is that of the region."""
    makers = {
        "units": _units,
        "members": _members,
        "places": _places,
        "venues": _venues,
        "assignments": _assignments,
        "roads": _roads,
        "courses": _courses,
        "about": _about,
    }
    return tuple(
        layer_of(LAYER_DOCS[name], make(alternative, backdrop, lang), {"scenario": alternative.name})
        for name, make in makers.items()
    )


def layer_of(doc: LayerDoc, rows: Iterable[Row], common: Mapping[str, Any]) -> Layer:
    """A layer of rows, each with the values that are common to all."""
    found = []
    for row in rows:
        values = {**common, **row.values}
        found.append(Row({c.name: _plain(values[c.name]) for c in doc.columns}, row.geometry))
    return Layer(doc, tuple(found))


def _plain(value: Any) -> Any:
    """What a cell of a table can hold: lists and sets become texts with semicolons."""
    if isinstance(value, frozenset | set):
        return ";".join(sorted(value))
    if isinstance(value, list | tuple):
        return ";".join(value)
    return round(value, 6) if isinstance(value, float) else value


def _areas(shapes: Iterable[BaseGeometry]) -> MultiPolygon:
    return MultiPolygon(polygons_of(union_all(list(shapes))))


def _units(alternative: Alternative, backdrop: Backdrop, lang: Lang) -> Iterable[Row]:
    region = alternative.region
    for unit in alternative.indicators.units:
        known = region.units[unit.unit_id]
        yield Row(
            {
                "unit_id": unit.unit_id,
                "name": known.name,
                "kind": known.kind,
                "form": unit_form(known.kind, lang),
                "legal_form": known.legal_form,
                "exists_today": known.exists_today,
                "payer": known.payer,
                "seat_place_id": unit.seat_place_id,
                "seat_name": region.place_name(unit.seat_place_id),
                "member_codes": unit.member_codes,
                "persons": unit.persons,
                "threshold_status": unit.threshold_status,
                "persons_short": unit.persons_short,
                "persons_above": unit.persons_above,
                "programmes_viable": len(unit.programmes_viable),
                "coordinator_fte": unit.coordinator_fte,
                "agreements_existing": unit.agreements_existing,
                "agreements_new": unit.agreements_new,
                "assumed": known.assumed,
            },
            _areas(backdrop.shapes[c] for c in unit.member_codes if c in backdrop.shapes),
        )


def _members(alternative: Alternative, backdrop: Backdrop, lang: Lang) -> Iterable[Row]:
    region, found = alternative.region, alternative.indicators
    unit_of = found.unit_of
    sums = _participants(found.assignments, "municipality_code")
    judged = {row.code: row for row in found.per_municipality}
    for code in _codes(alternative):
        municipality = region.municipalities[code]
        row = judged.get(code)  # None: a member that is not in scope, whose time is nobody's figure
        shape = backdrop.shapes.get(code)
        yield Row(
            {
                "municipality_code": code,
                "name": municipality.name,
                "unit_id": unit_of.get(code),
                "unit_name": alternative.unit_name(unit_of[code]) if code in unit_of else None,
                "persons": municipality.persons,
                "in_scope": code in found.scope_codes,
                **sums.get(code, _nobody()),
                "travel_hours": row.travel_hours if row else None,
                "minutes_mean": row.minutes_mean if row else None,
                "minutes_max": row.minutes_max if row else None,
                "share_within_60": row.share_within_60 if row else None,
                "outline": "places" if code in backdrop.drawn_codes else "boundary",
                "assumed": municipality.assumed,
            },
            None if shape is None else _areas([shape]),
        )


def _codes(alternative: Alternative) -> list[str]:
    """Municipalities in a unit or in scope, sorted."""
    found = alternative.indicators
    return sorted({*found.unit_of, *found.scope_codes})


def _nobody() -> dict[str, float]:
    return {f"participants_{kind}": 0.0 for kind in KINDS}


def _participants(rows: Iterable[Assignment], key: str) -> dict[str, dict[str, float]]:
    """Participants a year by place or municipality, in all and by where they take part."""
    sums: dict[str, dict[str, float]] = {}
    for row in rows:
        mine = sums.setdefault(getattr(row, key), _nobody())
        kind = "served" if row.kind == "local" else row.kind
        mine[f"participants_{kind}"] += row.participants_per_year
        mine["participants_total"] += row.participants_per_year
    return sums


def _places(alternative: Alternative, backdrop: Backdrop, lang: Lang) -> Iterable[Row]:
    region, found = alternative.region, alternative.indicators
    sums = _participants(found.assignments, "place_id")
    codes = set(_codes(alternative))
    for place in region.places.values():
        if not place.persons or place.municipality_code not in codes:
            continue
        nearest = nearest_venue(alternative, place.id)
        yield Row(
            {
                "place_id": place.id,
                "name": place.name,
                "municipality_code": place.municipality_code,
                "municipality_name": region.municipalities[place.municipality_code].name,
                "unit_id": found.unit_of.get(place.municipality_code),
                "persons": place.persons,
                "in_scope": place.municipality_code in found.scope_codes,
                **sums.get(place.id, _nobody()),
                "nearest_venue_id": nearest[1] if nearest else None,
                "minutes_nearest": nearest[0] if nearest else None,
                "position_assumed": bool(place.assumed & {"lon", "lat"}),
                "assumed": place.assumed,
            },
            Point(backdrop.points[place.id]),
        )


def nearest_venue(alternative: Alternative, place_id: str) -> tuple[float, str] | None:
    """One-way minutes and id of the nearest venue with a course that a place's people may attend."""
    region, mode = alternative.region, alternative.scenario.rules.own_unit.mode
    code = region.places[place_id].municipality_code
    own = alternative.indicators.unit_of.get(code)
    ways = []
    for course in alternative.plan.courses:
        venue_place = region.venues[course.venue_id].place_id
        mine = mode == "anywhere" or course.unit_id == own or (mode == "guests" and own is None)
        shared = "shared" in region.programmes[course.programme_id].levels
        at_home = region.places[venue_place].municipality_code == code
        minutes = alternative.travel.minutes(place_id, venue_place)
        if course.courses > 0 and mine and (shared or at_home) and minutes is not None:
            ways.append((minutes, course.venue_id))
    return min(ways, default=None)


def _venues(alternative: Alternative, backdrop: Backdrop, lang: Lang) -> Iterable[Row]:
    """Every venue; rooms that a team may go out to only where it does."""
    region, found = alternative.region, alternative.indicators
    used = set(found.venues_used)
    for venue in region.venues.values():
        if venue.kind == "mobile" and venue.id not in used:
            continue
        held = [course for course in found.per_course if course.venue_id == venue.id]
        place = region.places[venue.place_id]
        yield Row(
            {
                "venue_id": venue.id,
                "name": venue.name,
                "kind": venue.kind,
                "place_id": venue.place_id,
                "place_name": place.name,
                "municipality_code": place.municipality_code,
                "in_use": venue.id in used,
                "unit_id": held[0].unit_id if held else None,
                "courses_per_year": sum((c.courses_per_year for c in held), 0.0),
                "participants_per_year": sum(
                    (c.courses_per_year * c.participants_per_course for c in held), 0.0
                ),
                "seats": venue.seats,
                "meetings_per_year_max": float(venue.meetings_per_year),
                "nok_per_year": venue.nok_per_year,
                "assumed": venue.assumed,
            },
            Point(backdrop.points[venue.place_id]),
        )


def _assignments(alternative: Alternative, backdrop: Backdrop, lang: Lang) -> Iterable[Row]:
    """One row per place and end of the way; all programmes together."""
    region = alternative.region
    ways: dict[tuple[str, str, str], list[Assignment]] = {}
    for row in alternative.indicators.assignments:
        to = row.venue_id if row.kind == "local" else row.service_id
        if to is not None and row.participants_per_year > 0:
            ways.setdefault((row.place_id, row.kind, to), []).append(row)
    for (place_id, kind, to), rows in sorted(ways.items()):
        if kind == "local":
            end, name = region.venues[to].place_id, region.venues[to].name
        else:
            service = region.specialist_services[to]
            end, name = service.external_place_id, service.name
        yield Row(
            {
                "place_id": place_id,
                "place_name": region.places[place_id].name,
                "municipality_code": rows[0].municipality_code,
                "kind": kind,
                "to_id": to,
                "to_name": name,
                "participants_per_year": sum(row.participants_per_year for row in rows),
                "programme_ids": {row.programme_id for row in rows},
                "minutes": rows[0].minutes,
                "km": rows[0].km,
                "travel_hours": sum(row.travel_hours for row in rows),
                "in_scope": rows[0].in_scope,
            },
            _line(backdrop, place_id, end),
        )


def _line(backdrop: Backdrop, start: str, end: str) -> LineString | None:
    a, b = backdrop.points[start], backdrop.points[end]
    return None if a == b else LineString([a, b])


def _roads(alternative: Alternative, backdrop: Backdrop, lang: Lang) -> Iterable[Row]:
    closed = set(alternative.travel.closed_link_ids)
    boats = alternative.scenario.travel.boats
    for link in alternative.region.links.values():
        counts = link.kind == "road" or boats
        yield Row(
            {
                "link_id": link.id,
                "from_id": link.from_id,
                "to_id": link.to_id,
                "road": link.road,
                "kind": link.kind,
                "km": link.km,
                "minutes": link.minutes,
                "winter_exposed": link.winter_exposed,
                "leaves_region": not {link.from_id, link.to_id} <= set(alternative.region.places),
                "state": _state(link.id in closed, counts and alternative.travel.source != "matrix"),
                "assumed": link.assumed,
            },
            _line(backdrop, link.from_id, link.to_id),
        )


def _state(closed: bool, counts: bool) -> str:
    if not counts:
        return "unused"
    return "closed" if closed else "open"


def _courses(alternative: Alternative, backdrop: Backdrop, lang: Lang) -> Iterable[Row]:
    for course in alternative.indicators.per_course:
        programme = alternative.region.programmes[course.programme_id]
        yield Row(
            {
                "programme_id": course.programme_id,
                "programme_name": name_in(lang, programme.name_nb, programme.name_en),
                "venue_id": course.venue_id,
                "unit_id": course.unit_id,
                "courses_per_year": course.courses_per_year,
                "cycle_years": course.cycle_years,
                "participants_per_course": course.participants_per_course,
                "fill_probability": course.fill_probability,
            }
        )


def _about(alternative: Alternative, backdrop: Backdrop, lang: Lang) -> Iterable[Row]:
    region = alternative.region
    drawn = tuple(region.municipalities[code].name for code in sorted(backdrop.drawn_codes))
    title, scope, source = (ABOUT.text(lang, key) for key in ("title", "scope", "source"))
    rows = [
        ("lms-planner", planner_version()),
        (title, alternative.title(lang)),
        ("Region", region.title),
        (scope, ";".join(alternative.indicators.scope_codes)),
        *(
            (source, line)
            for line in notes(
                region, drawn_names=drawn, land="", lang=lang, outlines_file=backdrop.outlines_file
            )
        ),
    ]
    for item, value in rows:
        yield Row({"item": item, "value": value})


def venue_kinds(layer: Layer, lang: Lang) -> dict[str, str]:
    """Kinds of venue in a layer, with their words, sorted."""
    kinds = sorted({str(row.values["kind"]) for row in layer.rows})
    return {kind: kind_name(lang, kind) for kind in kinds}
