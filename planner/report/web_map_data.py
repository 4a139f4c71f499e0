"""What the map in a browser holds: every alternative's figures, as one tree of plain values.

Rows refer to each other by their position in the lists of the same tree (`place` 3 is the fourth row of
`places`): the file is read by the script beside it and by nothing else. Participants are not sent but
follow from persons × rate × share, as everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from planner.problem.demand import participation_rates
from planner.region.types import Region, Venue
from planner.report import map_style as style
from planner.report.alternative import Alternative, specialist_name
from planner.report.comparison import Comparison
from planner.report.forms import unit_assumed, unit_form
from planner.report.map_backdrop import Backdrop
from planner.report.map_flows import flows_of
from planner.report.map_text import SHORT_KINDS, key_figures, kind_name, notes, service_name
from planner.report.numbers import Lang, number, percent
from planner.report.rows import figure, sections
from planner.report.verdicts import judgement, verdict
from planner.report.web_map_geometry import (
    REACH_METRES,
    STEP_METRES,
    Window,
    cells,
    degrees_to_north,
    label_point,
    land_in,
    outlines,
    packed_line,
    packed_polygons,
    unit_border,
    window_around,
)
from planner.report.web_map_text import script_words, tell

MINUTES_BANDS = (15, 30, 45, 60)
"""Upper ends of the travel-time bands; the last band is open."""
NOBODY = 9999
"""In the place of a destination: nobody takes part from here, or their ways are split."""
MUNICIPALITY_COLUMNS = (
    "persons",
    "participants_served",
    "participants_specialist",
    "participants_unmet",
    "minutes_mean",
    "minutes_max",
    "share_within_60",
    "programmes_within_60",
)
KEY_ROWS = frozenset(
    {
        "coverage_share",
        "unit_persons",
        "guideline",
        "persons_outside",
        "agreements_new",
        "posts_fte",
        "programmes_held",
        "courses",
        "venues_in_use",
        "participants_served",
        "participants_specialist",
        "participants_unmet",
        "travel_hours_total",
        "minutes_mean",
        "minutes_max",
        "minutes_mean_worst_municipality",
        "share_within_60",
        "cost_nok",
        "cost_nok_per_person",
        "status",
    }
)
"""Rows of the comparison table that stand beside the map."""

Tree = dict[str, Any]


def map_data(comparison: Comparison, backdrop: Backdrop, lang: Lang, title: str) -> Tree:
    """Everything that the script of the map draws and tells, in one language."""
    alternatives = comparison.alternatives
    region = comparison.region
    services = sorted(region.specialist_services)
    towns = [region.specialist_services[s].external_place_id for s in services]
    window = window_around(backdrop, [backdrop.points[town] for town in towns])
    index = _Index(alternatives, services)
    shapes = outlines(backdrop)
    west, south, east, north = window.extent
    return {
        "lang": lang,
        "title": title,
        "words": script_words(lang),
        "step": STEP_METRES,
        "frame": [0, 0, *window.steps(east, north)],
        "north": round(degrees_to_north(backdrop, (west + east) / 2, (south + north) / 2), 2),
        "bands": list(MINUTES_BANDS),
        "most": max(
            flows_of(a.region, a.scenario, a.plan).most_of_a_place for a in comparison.alternatives
        ),
        "colours": _colours(),
        "ground": {
            "known": backdrop.land_known,
            "land": packed_polygons(land_in(backdrop, window), window),
        },
        "municipalities": _municipalities(region, backdrop, shapes, window, index),
        "places": _places(region, backdrop, shapes, window, index),
        "towns": [
            [region.external_places[t].name, *window.steps(*backdrop.points[t])] for t in index.towns
        ],
        "services": [
            [service_name(region.specialist_services[s]), index.town[t]]
            for s, t in zip(services, towns, strict=True)
        ],
        "links": _links(region, lang, index),
        "venues": [_venue(venue, lang, index) for venue in index.venue_rows],
        "markers": style.markers([venue.kind for venue in index.venue_rows]),
        "programmes": [_programme_name(region, k, lang) for k in index.programmes],
        "specialist": specialist_name(region, lang),
        "sections": _sections(comparison, lang),
        "alternatives": [_alternative(a, backdrop, window, lang, index) for a in alternatives],
        "columns": [
            tell(lang, f"column.{name}", specialist=specialist_name(region, lang))
            for name in MUNICIPALITY_COLUMNS
        ],
        "notes": list(_notes(region, backdrop, lang)),
    }


class _Index:
    """Where every id of the region stands in the lists of the tree."""

    def __init__(self, alternatives: Sequence[Alternative], services: Sequence[str]) -> None:
        region = alternatives[0].region
        self.municipality = _positions(region.municipalities)
        self.place = _positions(region.places)
        self.towns = sorted(region.external_places)
        self.town = {t: n for n, t in enumerate(self.towns)}
        self.service = {s: n for n, s in enumerate(services)}
        self.link = _positions(region.links)
        self.programmes = sorted(region.programmes)
        self.programme = {k: n for n, k in enumerate(self.programmes)}
        self.venue_rows = _venues(alternatives)
        self.venue = {venue.id: n for n, venue in enumerate(self.venue_rows)}
        self.borders: dict[tuple[str, ...], list[list[int]]] = {}
        """Members of a unit → its border, packed: many alternatives have the same units."""


def _positions(rows: Iterable[str]) -> dict[str, int]:
    return {row: n for n, row in enumerate(rows)}


def _venues(alternatives: Sequence[Alternative]) -> list[Venue]:
    """Venues of all alternatives, each once. Rooms that a team may go out to only where it does."""
    found: dict[str, Venue] = {}
    used = {venue for a in alternatives for venue in a.plan.venues_in_use}
    for alternative in alternatives:
        for venue in alternative.region.venues.values():
            if venue.kind != "mobile" or venue.id in used:
                found.setdefault(venue.id, venue)
    return [found[venue_id] for venue_id in sorted(found)]


def _colours() -> dict[str, str]:
    names = [
        "SEA",
        "LAND",
        "LAND_EDGE",
        "NO_COAST",
        "OUTSIDE",
        "NOT_IN_PLAY",
        "OUTLINE",
        "UNIT_EDGE",
        "ROAD",
        "EXPOSED",
        "CLOSED",
        "LOCAL",
        "SPECIALIST",
        "UNMET",
        "INK",
        "PALE_INK",
        "MUNICIPALITY_INK",
    ]
    return {name.lower(): getattr(style, name) for name in names}


def _programme_name(region: Region, programme_id: str, lang: Lang) -> str:
    programme = region.programmes[programme_id]
    return programme.name_nb if lang == "nb" else programme.name_en


def _municipalities(
    region: Region, backdrop: Backdrop, shapes: Mapping[str, Any], window: Window, index: _Index
) -> list[Tree]:
    rows = []
    for code, municipality in region.municipalities.items():
        shape = shapes.get(code)
        point = label_point(shape) if shape is not None else None
        rows.append(
            {
                "name": municipality.name,
                "persons": municipality.persons,
                "seat": index.place[municipality.seat_place_id],
                "shape": packed_polygons(shape, window) if shape is not None else [],
                "at": window.steps(*point) if point else None,
                "drawn": code in backdrop.drawn_codes,
            }
        )
    return rows


def _places(
    region: Region, backdrop: Backdrop, shapes: Mapping[str, Any], window: Window, index: _Index
) -> list[Tree]:
    inhabited = {p.id: p for p in region.places.values() if p.persons > 0}
    ground = cells(
        {p: backdrop.points[p] for p in inhabited},
        {p: place.municipality_code for p, place in inhabited.items()},
        shapes,
    )
    rows = []
    for place in region.places.values():
        row: Tree = {
            "name": place.name,
            "m": index.municipality[place.municipality_code],
            "at": window.steps(*backdrop.points[place.id]),
            "persons": place.persons,
        }
        if place.assumed & {"lon", "lat"}:
            row["assumed"] = 1
        if place.id in ground:
            row["cell"] = packed_polygons(ground[place.id], window)
        rows.append(row)
    return rows


def _links(region: Region, lang: Lang, index: _Index) -> list[list[Any]]:
    """Ends (places count from 0, towns outside from -1 down), road, km, minutes, kind, exposed."""

    def end(place_id: str) -> int:
        return index.place[place_id] if place_id in index.place else -1 - index.town[place_id]

    return [
        [
            end(link.from_id),
            end(link.to_id),
            link.road,
            number(lang, link.km, 1),
            number(lang, link.minutes, 0),
            0 if link.kind == "road" else 1,
            int(link.winter_exposed),
        ]
        for link in region.links.values()
    ]


def _venue(venue: Venue, lang: Lang, index: _Index) -> Tree:
    row: Tree = {
        "name": venue.name,
        "place": index.place[venue.place_id],
        "kind": venue.kind,
        "words": kind_name(lang, venue.kind),
        "short": kind_name(lang, venue.kind, SHORT_KINDS),
        "seats": venue.seats,
    }
    if "place_id" in venue.assumed:
        row["assumed"] = 1
    return row


def _sections(comparison: Comparison, lang: Lang) -> list[Tree]:
    """The key indicators, a cell for each alternative: its text, and 1 where it is best in the row."""
    return [
        {
            "title": section.title,
            "rows": [
                {
                    "label": row.label + ("*" if row.all_assumed else ""),
                    "cells": [
                        [cell.text + ("*" if cell.assumed and not row.all_assumed else "")]
                        + [1] * cell.best
                        for cell in row.cells
                    ],
                }
                for row in section.rows
                if row.name in KEY_ROWS
            ],
        }
        for section in sections(comparison, lang)
    ]


def _alternative(
    alternative: Alternative, backdrop: Backdrop, window: Window, lang: Lang, index: _Index
) -> Tree:
    region, plan, scenario = alternative.region, alternative.plan, alternative.scenario
    rates = participation_rates(region, scenario)
    flows = flows_of(region, scenario, plan)
    units = {unit.unit_id: n for n, unit in enumerate(plan.units)}
    closed = set(alternative.travel.closed_link_ids)
    first, second = key_figures(region, scenario, alternative.travel, plan, flows, lang)
    tree: Tree = {
        "id": alternative.name,
        "title": alternative.title(lang),
        "lines": [first, second],
        "verdict": list(verdict(alternative, lang)),
        "units": _units(alternative, backdrop, window, lang, index),
        "outside": [index.municipality[code] for code in plan.outside_codes],
        "attend": scenario.rules.own_unit.mode,
        "winter": int(alternative.travel.season == "winter"),
        "boats": int(scenario.travel.boats),
        "closed": [index.link[link] for link in sorted(closed) if link in index.link],
        "venues": [
            [index.venue[venue_id], unit]
            for venue_id, unit in sorted(
                {course.venue_id: units[course.unit_id] for course in plan.courses}.items()
            )
        ],
        "courses": [
            [
                index.programme[course.programme_id],
                index.venue[course.venue_id],
                round(course.courses_per_year, 4),
                number(lang, course.participants_per_course, 1),
                percent(lang, course.fill_probability),
            ]
            for course in alternative.indicators.per_course
        ],
        "own": [index.programme[k] for k, p in region.programmes.items() if "shared" not in p.levels],
        "rates": [round(rates[k], 6) for k in index.programmes],
        "flows": _flows(alternative, index),
        "minutes": _minutes(alternative, index),
        "table": _municipality_table(alternative, lang, index),
    }
    base = [place.persons for place in region.places.values()]
    if scenario.demand.persons:
        tree["persons"] = base
    return tree


def _units(
    alternative: Alternative, backdrop: Backdrop, window: Window, lang: Lang, index: _Index
) -> list[Tree]:
    """Open units in the plan's order, each with the fill that the printed map gives it too."""
    region = alternative.region
    fills = style.fills([unit.unit_id for unit in alternative.plan.units])
    found = {unit.unit_id: unit for unit in alternative.indicators.units}
    rows = []
    for unit in alternative.plan.units:
        known, figures = region.units[unit.unit_id], found[unit.unit_id]
        if unit.member_codes not in index.borders:
            index.borders[unit.member_codes] = [
                packed_line(line, window) for line in unit_border(backdrop, unit.member_codes)
            ]
        fill = fills[unit.unit_id]
        persons = number(lang, figures.persons) + ("*" if unit_assumed(alternative, figures) else "")
        rows.append(
            {
                "name": known.name,
                "form": unit_form(known.kind, lang),
                "seat": index.place.get(unit.seat_place_id, -1),
                "members": [index.municipality[code] for code in unit.member_codes],
                "persons": persons,
                "judgement": judgement(alternative, figures, lang).lstrip(":, "),
                "posts": number(lang, figures.coordinator_fte, 1),
                "fill": [fill.colour, fill.hatch, fill.hatch_colour],
                "border": index.borders[unit.member_codes],
            }
        )
    return rows


def _flows(alternative: Alternative, index: _Index) -> list[Tree]:
    """Per programme: where the people of each place take part.

    A destination counts venues from 0 and services from -2 down; -1 is no offer, `NOBODY` that nobody
    takes part from there. `to` is one destination for every inhabited place, or a list with one for
    each place; `split` maps a place whose people go several ways to its `[destination, share]` pairs.
    """
    rows: dict[int, dict[int, list[list[float]]]] = {}
    inhabited = [p for p in alternative.region.places.values() if p.persons > 0]
    for row in alternative.indicators.assignments:
        if row.share <= 0:
            continue
        if row.kind == "local" and row.venue_id is not None:
            to = index.venue[row.venue_id]
        elif row.kind == "specialist" and row.service_id is not None:
            to = -2 - index.service[row.service_id]
        else:
            to = -1
        ways = rows.setdefault(index.programme[row.programme_id], {})
        ways.setdefault(index.place[row.place_id], []).append([to, round(row.share, 6)])
    found = []
    for programme in sorted(rows):
        ways_of = rows[programme]
        whole = {p: int(w[0][0]) for p, w in ways_of.items() if len(w) == 1 and w[0][1] >= 1 - 1e-6}
        split = {str(p): ways_of[p] for p in sorted(set(ways_of) - set(whole))}
        # Most programmes are held nowhere in the region: then all whole ways end at one place.
        line = [whole.get(place, NOBODY) for place in range(len(index.place))]
        ends = set(whole.values())
        alike = len(ends) == 1 and len(whole) == len(inhabited)
        row_tree: Tree = {"p": programme, "to": ends.pop() if alike else line}
        if split:
            row_tree["split"] = split
        found.append(row_tree)
    return found


def _minutes(alternative: Alternative, index: _Index) -> Tree:
    """One-way minutes from every place: to the places of venues in use, and to the services' towns.

    Rounded to a tenth and counted in tenths; -1 where there is no way.
    """
    region, travel = alternative.region, alternative.travel
    venues = {region.venues[v].place_id for v in alternative.plan.venues_in_use}
    used = {row.service_id for row in alternative.plan.specialist}
    towns = {region.specialist_services[s].external_place_id for s in used}

    def column(to: str) -> list[int]:
        found = (travel.minutes(place, to) for place in index.place)
        return [-1 if minutes is None else round(minutes * 10) for minutes in found]

    return {
        "place": {str(index.place[p]): column(p) for p in sorted(venues)},
        "town": {str(index.town[t]): column(t) for t in sorted(towns)},
    }


def _municipality_table(alternative: Alternative, lang: Lang, index: _Index) -> list[list[Any]]:
    return [
        [
            index.municipality[row.code],
            *(_amount(name, getattr(row, name), lang) for name in MUNICIPALITY_COLUMNS),
        ]
        for row in alternative.indicators.per_municipality
    ]


def _amount(name: str, value: float | None, lang: Lang) -> str:
    if value is not None and name.startswith("participants_"):
        return number(lang, value, 1)  # a small municipality has less than one a year of many
    return figure(name, value, lang)


def credits_of(region: Region, backdrop: Backdrop, lang: Lang) -> tuple[str, ...]:
    """Sources and licences alone, for the line under the map."""
    return (
        *(line.rstrip(".") for line in region.source_lines),
        *([tell(lang, "credits.land", source=backdrop.land_source)] if backdrop.land_source else []),
        tell(lang, "credits.more"),
    )


def _notes(region: Region, backdrop: Backdrop, lang: Lang) -> tuple[str, ...]:
    """Sources and licences, what is approximate, and how the colours of travel times are made."""
    drawn = tuple(region.municipalities[code].name for code in sorted(backdrop.drawn_codes))
    return (
        *notes(region, drawn_names=drawn, land=backdrop.land_source, lang=lang),
        tell(lang, "note.projection"),
        tell(lang, "note.bands", km=round(REACH_METRES / 1000)),
    )
