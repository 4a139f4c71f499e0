"""What the page draws whatever the state: outlines, places, venues, towns, and who borders on whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from shapely.geometry.base import BaseGeometry

from planner.explore.text import TEXTS
from planner.explore.values import OFFERED, Offered
from planner.geo import polygons_of
from planner.region import Region, Venue
from planner.report.maps import BAND_COLOURS, BAND_MINUTES, Backdrop, kind_name
from planner.report.web import land_in, outlines, window_around
from planner.report.words import Lang
from planner.scenario import Scenario
from planner.texts import name_in

Tree = dict[str, Any]
_STEP_METRES = 20.0
BOATS = ("ferry", "express_boat")
"""Kinds of neighbours that hang together by boat only."""


def drawn(region: Region, scenario: Scenario, backdrop: Backdrop, lang: Lang) -> Tree:
    """Everything that does not change from state to state, as plain values.

    Coordinates are in steps of 20 metres from the north-western corner, x to the east, y to the south.
    """
    towns = sorted(region.external_places)
    window = window_around(backdrop, [])
    west, _, _, north = window.extent
    shapes = outlines(backdrop)

    def at(point: tuple[float, float]) -> list[int]:
        return [round((point[0] - west) / _STEP_METRES), round((north - point[1]) / _STEP_METRES)]

    def path(shape: BaseGeometry) -> str:
        rings = []
        for polygon in polygons_of(shape):
            for ring in (polygon.exterior, *polygon.interiors):
                steps = np.rint(
                    (np.asarray(ring.coords)[:, :2] - (west, north)) / (_STEP_METRES, -_STEP_METRES)
                ).astype(int)
                rings.append("M" + "L".join(f"{x} {y}" for x, y in steps) + "Z")
        return "".join(rings)

    neighbours: dict[str, set[str]] = {code: set() for code in region.municipalities}
    boats = scenario.contiguity.boats
    for row in region.adjacency:
        if boats or row.kind not in BOATS:
            neighbours[row.code_a].add(row.code_b)
            neighbours[row.code_b].add(row.code_a)
    frame = _frame(shapes, at)
    return {
        "lang": lang,
        "words": {key: TEXTS.text(lang, key) for key in TEXTS},
        "frame": frame,
        "land": path(land_in(backdrop, window)),
        "sea": backdrop.land_known,
        "bands": [list(BAND_MINUTES), list(BAND_COLOURS)],
        "guideline": [scenario.threshold.persons_min, scenario.threshold.persons_max],
        "contiguity": scenario.contiguity.on,
        "municipalities": [
            {
                "code": code,
                "name": row.name,
                "persons": row.persons,
                "path": path(shapes[code]) if code in shapes else "",
                "at": at(backdrop.points[row.seat_place_id]),
                "seat": row.seat_place_id,
                "near": sorted(neighbours[code]),
            }
            for code, row in region.municipalities.items()
        ],
        "places": [
            {
                "id": place.id,
                "name": place.name,
                "code": place.municipality_code,
                "persons": place.persons,
                "at": at(backdrop.points[place.id]),
            }
            for place in region.places.values()
        ],
        "towns": [
            {"id": t, "name": region.external_places[t].name, "at": at(backdrop.points[t])}
            for t in towns
            if t in backdrop.points
        ],
        "services": {s.id: s.external_place_id for s in region.specialist_services.values()},
        "venues": [venue_row(venue, lang) for venue in region.venues.values()],
        "programmes": {
            k: name_in(lang, p.name_nb, p.name_en) for k, p in sorted(region.programmes.items())
        },
        "offered": [_offered(row, region, lang) for row in OFFERED],
        "credits": list(region.source_lines),
    }


def venue_row(venue: Venue, lang: Lang) -> Tree:
    """A venue: its name, place and kind."""
    return {
        "id": venue.id,
        "name": venue.name,
        "place": venue.place_id,
        "kind": kind_name(lang, venue.kind),
        "off": venue.off_by_default,
    }


def _frame(shapes: Mapping[str, BaseGeometry], at: Any) -> list[int]:
    """x, y, width and height of the municipalities, with a margin."""
    bounds = np.array([shape.bounds for shape in shapes.values() if not shape.is_empty])
    left, top = at((bounds[:, 0].min(), bounds[:, 3].max()))
    right, bottom = at((bounds[:, 2].max(), bounds[:, 1].min()))
    margin = round(0.04 * max(right - left, bottom - top))
    return [left - margin, top - margin, right - left + 2 * margin, bottom - top + 2 * margin]


def _offered(row: Offered, region: Region, lang: Lang) -> Tree:
    names: Mapping[str, str] = {}
    if row.path == "demand.level":
        names = {
            key: level.name_nb if lang != "en" else key for key, level in region.demand_levels.items()
        }
    choices = row.choices(region) if row.kind == "choice" else ()
    return {
        "path": row.path,
        "kind": row.kind,
        "least": row.least,
        "most": row.most,
        "step": row.step,
        "empty": row.empty,
        "label": TEXTS.text(lang, f"value.{row.path}"),
        "choices": [
            [c, names.get(c) or (TEXTS.text(lang, f"choice.{c}") if f"choice.{c}" in TEXTS else c)]
            for c in choices
        ],
    }
