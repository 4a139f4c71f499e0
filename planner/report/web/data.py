"""What the map in a browser holds: every alternative's figures, as one tree of plain values.

Rows refer to each other by their position in the lists of the same tree (`place` 3 is the fourth row of
`places`): the file is read by the script beside it and by nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.region import Region, Venue
from planner.report.comparison import Comparison, sections
from planner.report.maps import (
    BAND_COLOURS,
    BAND_MINUTES,
    SHORT_KINDS,
    Backdrop,
    flows_of,
    kind_name,
    notes,
    service_name,
    style,
)
from planner.report.web.geometry import (
    REACH_METRES,
    STEP_METRES,
    Window,
    cells,
    degrees_to_north,
    label_point,
    land_in,
    outlines,
    packed_polygons,
    window_around,
)
from planner.report.web.plan import (
    MUNICIPALITY_COLUMNS,
    Positions,
    Tree,
    alternative_tree,
    borders_of,
    positions_of,
)
from planner.report.web.text import script_words, tell
from planner.report.words import Lang, number, specialist_name
from planner.texts import name_in

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
        "participants_lost",
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


def map_data(comparison: Comparison, backdrop: Backdrop, lang: Lang, title: str) -> Tree:
    """Everything that the script of the map draws and tells, in one language."""
    alternatives = comparison.alternatives
    region = comparison.region
    services = sorted(region.specialist_services)
    towns = [region.specialist_services[s].external_place_id for s in services]
    window = window_around(backdrop, [backdrop.points[town] for town in towns])
    index = positions_of(alternatives)
    borders = borders_of(alternatives, backdrop, window)
    shapes = outlines(backdrop)
    west, south, east, north = window.extent
    return {
        "lang": lang,
        "title": title,
        "words": script_words(lang),
        "step": STEP_METRES,
        "frame": [0, 0, *window.steps(east, north)],
        "north": round(degrees_to_north(backdrop, (west + east) / 2, (south + north) / 2), 2),
        "bands": list(BAND_MINUTES),
        "bandColours": list(BAND_COLOURS),
        "most": max(
            flows_of(a.region, a.travel, a.scenario, a.plan).most_of_a_place
            for a in comparison.alternatives
        ),
        "colours": _colours(),
        "ground": {
            "known": backdrop.land_known,
            "land": packed_polygons(land_in(backdrop, window), window),
        },
        "municipalities": _municipalities(region, backdrop, shapes, window, index),
        "places": _places(region, backdrop, shapes, window, index),
        "towns": [
            [region.external_places[t].name, *window.steps(*backdrop.points[t])] for t in index.town
        ],
        "services": [
            [service_name(region.specialist_services[s]), index.town[t]]
            for s, t in zip(services, towns, strict=True)
        ],
        "links": _links(region, lang, index),
        "venues": [_venue(venue, lang, index) for venue in index.venues],
        "markers": style.markers([venue.kind for venue in index.venues]),
        "programmes": [_programme_name(region, k, lang) for k in index.programme],
        "specialist": specialist_name(region, lang),
        "sections": _sections(comparison, lang),
        "alternatives": [alternative_tree(a, borders, lang, index) for a in alternatives],
        "columns": [
            tell(lang, f"column.{name}", specialist=specialist_name(region, lang))
            for name in MUNICIPALITY_COLUMNS
        ],
        "notes": list(_notes(region, backdrop, lang)),
    }


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
    return name_in(lang, programme.name_nb, programme.name_en)


def _municipalities(
    region: Region, backdrop: Backdrop, shapes: Mapping[str, Any], window: Window, index: Positions
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
    region: Region, backdrop: Backdrop, shapes: Mapping[str, Any], window: Window, index: Positions
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


def _links(region: Region, lang: Lang, index: Positions) -> list[list[Any]]:
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


def _venue(venue: Venue, lang: Lang, index: Positions) -> Tree:
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
        *notes(
            region,
            drawn_names=drawn,
            land=backdrop.land_source,
            lang=lang,
            outlines_file=backdrop.outlines_file,
        ),
        tell(lang, "note.projection"),
        tell(lang, "note.bands", km=round(REACH_METRES / 1000)),
    )
