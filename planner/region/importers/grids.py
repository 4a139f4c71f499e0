"""SSB grids of 250 m and 1 km: how people are spread over the places of a municipality.

A cell goes by its SSBID, which is its south-western corner in UTM zone 33: 2 000 000 + easting in the
first seven digits, northing in the last seven (SSB, *Statistiske rutenett*). It belongs to the
municipality whose outline holds its centre and to the nearest place there. The municipality keeps its
inhabitants; the grid gives the shares, as small cells are rounded to protect people.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from planner.messages import Message, message
from planner.region.importers.given import Given, column_of, number
from planner.region.importers.people import scaled
from planner.region.importers.types import Choices, Importer, Present, Taken
from planner.region.importers.words import source_line

ID_NAME = re.compile(r"^ssbid_?0?(250|1000)m?$", re.IGNORECASE)
PEOPLE_NAMES = ("pop_tot", "poptot", "befolkning", "antall", "persons")
OFFSET_M = 2_000_000
EDGE_KM = 1.5
"""A cell outside every outline still belongs to one that is this near: coasts are simplified."""


def recognised(given: Given) -> Message | None:
    """Whether it has cells by SSBID and a column of people."""
    found = _columns(given)
    if found is None:
        return None
    return message("SSB grid of {metres} m with inhabitants", metres=found[2])


def _columns(given: Given) -> tuple[str, str, int] | None:
    """The column of ids, that of people, and the size of a cell."""
    headers = [layer.fields for layer in given.layers]
    headers += [rows[0] for _, rows in given.sheets if rows]
    for header in headers:
        identifier = next((name for name in header if ID_NAME.match(name.strip())), None)
        people = column_of(header, *PEOPLE_NAMES)
        if identifier is not None and people is not None:
            metres = int(re.sub(r"\D", "", identifier))
            return identifier, header[people], metres
    return None


def take(given: Given, present: Present, choices: Choices) -> Taken:
    """Inhabitants of places in the proportions of the grid."""
    from planner.region.outlines import region_outlines

    found = _columns(given)
    assert found is not None
    cells = _cells(given, *found)
    outlines = region_outlines(present.region)
    if not outlines:
        raise given.unusable(
            message("the region has no outlines, so nobody can say which cells are in it"),
            fix=message("Add outlines first: lms-planner region add REGION outlines.geojson."),
        )
    shares = _by_place(cells, present, outlines)
    municipalities = {code: one.persons for code, one in present.region.municipalities.items()}
    places = present.records("places")
    spread: dict[str, int] = {}
    for code, total in municipalities.items():
        inside = [row["id"] for row in places if row["municipality_code"] == code]
        if sum(shares.get(key, 0) for key in inside):
            spread |= dict(
                zip(inside, scaled([round(shares.get(k, 0)) for k in inside], total), strict=True)
            )
    if not spread:
        raise given.unusable(
            message("none of its cells lies in this region"),
            fix=message("Choose the file for the region's county."),
        )
    for row in places:
        if row["id"] in spread:
            row["persons"] = str(spread[row["id"]])
            row["persons_basis"] = f"shares of the SSB grid of {found[2]} m ({given.name})"
            marks = [m for m in row.get("assumed", "").split(";") if m and m != "persons"]
            row["assumed"] = ";".join([*marks, "persons"])
    return Taken(
        tables={"places": tuple(places)},
        source_line=source_line("persons", file=given.name),
        told=(
            message(
                "{people} people in {cells} cells lie in the region; places have their shares of them, "
                "municipalities keep their inhabitants.",
                people=round(sum(shares.values())),
                cells=len(cells),
            ),
        ),
    )


def _cells(given: Given, identifier: str, people: str, metres: int) -> list[tuple[float, float, float]]:
    """Easting and northing of the centre of each cell, and its people."""
    found = []
    for cell, count in _pairs(given, identifier, people):
        digits = re.sub(r"\D", "", cell.split(".")[0])
        if len(digits) == 14 and count:
            east = int(digits[:7]) - OFFSET_M + metres / 2
            found.append((east, int(digits[7:]) + metres / 2, count))
    return found


def _pairs(given: Given, identifier: str, people: str) -> list[tuple[str, float]]:
    for layer in given.layers:
        if layer.has(identifier, people):
            import pyogrio

            meta, _, _, cells = pyogrio.raw.read(
                given.path, layer=layer.name, columns=[identifier, people], read_geometry=False
            )
            at = dict(zip((str(name) for name in meta["fields"]), cells, strict=True))
            return [
                (f"{one:.0f}" if isinstance(one, float) else str(one), float(n or 0))
                for one, n in zip(at[identifier], at[people], strict=True)
            ]
    rows = next(rows for _, rows in given.sheets if rows)
    a, b = column_of(rows[0], identifier), column_of(rows[0], people)
    assert a is not None
    assert b is not None
    return [(row[a], number(row[b]) or 0.0) for row in rows[1:] if len(row) > max(a, b)]


def _by_place(
    cells: list[tuple[float, float, float]], present: Present, outlines: Mapping[str, Any]
) -> dict[str, float]:
    """Place id → people of the cells that are nearest to it in its municipality; outlines in metres."""
    import numpy as np
    import shapely
    from pyproj import Transformer
    from scipy.spatial import cKDTree

    if not cells:
        return {}
    to_metres = Transformer.from_crs(4326, 25833, always_xy=True)
    codes = sorted(outlines)
    shapes = [outlines[code] for code in codes]
    every = np.array(cells)
    points = shapely.points(every[:, :2])
    tree = shapely.STRtree(shapes)
    (row, shape), _ = tree.query_nearest(
        points, max_distance=EDGE_KM * 1000, return_distance=True, all_matches=False
    )
    places = present.region.places
    found: dict[str, float] = defaultdict(float)
    for number_, code in enumerate(codes):
        ids = [key for key, place in places.items() if place.municipality_code == code]
        mine = row[shape == number_]
        if not ids or not len(mine):
            continue
        at = to_metres.transform([places[k].lon for k in ids], [places[k].lat for k in ids])
        _, nearest = cKDTree(np.column_stack(at)).query(every[mine, :2])
        for place, people in zip(nearest, every[mine, 2], strict=True):
            found[ids[int(place)]] += float(people)
    return dict(found)


GRIDS = Importer(
    "grids",
    message("inhabitants on the 250 m or 1 km grid of SSB (SSBID and pop_tot)"),
    recognised,
    take,
)
