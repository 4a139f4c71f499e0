"""A connected road network in the form of NVDB Ruteplan, of any size, and a region that lies on it.

The official file has 1.7 million links and is too large to carry; this one has its columns, its
directions, ferries, barriers and projection, on a made-up stretch of land.

python -m benchmarks.official_roads [links]     makes one of half a million links and takes it in
"""

from __future__ import annotations

import resource
import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import numpy as np
import pyogrio
import shapely
from pyproj import Transformer

from benchmarks.road_graph import road_graph
from planner.files.stable import csv_text, write_text

ORIGIN = (550_000.0, 7_550_000.0)
"""EPSG:25833 of the south-western corner."""

ONEWAY_SHARE, BARRIER_SHARE, FERRY_SHARE = 0.04, 0.002, 0.0005
LINKS, PLACES, SECONDS_MAX, MEGABYTES_MAX = 500_000, 60, 60.0, 2000.0

NEW_FORM = {
    "FromNodeID": "fromnode",
    "ToNodeID": "tonode",
    "FT_MINUTES": "drivetime_fw",
    "TF_MINUTES": "drivetime_bw",
    "ONEWAY": "oneway",
    "RoadClass": "roadclass",
    "SHAPE_Length": "lengde",
}
"""What the columns are called from 2022 on."""


def write_network(path: Path, nodes: int, seed: int, *, new_form: bool = False) -> int:
    """Write a GeoPackage with a network in the old or the new columns; how many links it has."""
    graph, xy = road_graph(nodes, seed), positions(nodes, seed)
    rng = np.random.default_rng(seed + 1)
    start, end = graph.from_node, graph.to_node
    count = len(start)
    ferry = rng.random(count) < FERRY_SHARE
    # A one-way street never cuts anything off: it is one of two ways between the same crossings.
    double = np.flatnonzero(rng.random(count) < ONEWAY_SHARE)
    start = np.concatenate([start, start[double]])
    end = np.concatenate([end, end[double]])
    km = np.concatenate([graph.km, graph.km[double]])
    minutes = np.concatenate([graph.minutes, graph.minutes[double] * 0.9])
    ferry = np.concatenate([ferry, np.zeros(len(double), bool)])
    minutes = np.where(ferry, km / 12 * 60, minutes)
    oneway = np.array(["B"] * count + ["FT"] * len(double))
    barrier = np.where(rng.random(len(start)) < BARRIER_SHARE, 1, -1)
    barrier[:count] = -1  # so that the network stays in one piece
    data: dict[str, Any] = {
        "FromNodeID": start.astype(np.int64) + 1_000_000,
        "ToNodeID": end.astype(np.int64) + 1_000_000,
        "FT_MINUTES": minutes,
        "TF_MINUTES": minutes,
        "ONEWAY": oneway.astype(object),
        "RoadClass": np.where(ferry, 4, 2),
        "SHAPE_Length": km * 1000,
    }
    if new_form:
        data = {NEW_FORM[name]: cells for name, cells in data.items()}
        data["roadid"] = np.array(["{Fv86}"] * len(start), dtype=object)
    else:
        data["VEGTYPE"] = np.array(["F"] * len(start), dtype=object)
        data["VEGNUMMER"] = np.full(len(start), 86)
        data["SPERRING"] = barrier
    lines = shapely.linestrings(np.stack([xy[start], xy[end]], axis=1))
    pyogrio.raw.write(
        path,
        shapely.to_wkb(lines),
        list(data.values()),
        list(data),
        layer="ruttger_link" if new_form else "NVDBRuteplanNettverksdatasett",
        driver="GPKG",
        geometry_type="LineString",
        crs="EPSG:25833",
    )
    return len(start)


def positions(nodes: int, seed: int) -> np.ndarray:
    """Metres of every node, as `road_graph` strews them."""
    from benchmarks.road_graph import KM_BETWEEN

    side = KM_BETWEEN * np.sqrt(nodes) * 1000
    strewn = np.random.default_rng(seed).random((nodes, 2)) * side * np.array([2.0, 0.5])
    placed: np.ndarray = strewn + np.array(ORIGIN)
    return placed


def write_region(folder: Path, nodes: int, places: int, seed: int) -> list[int]:
    """A region of five municipalities with places at nodes of the network; the node of each."""
    drawn = [int(n) for n in np.random.default_rng(seed + 2).choice(nodes, places, replace=False)]
    at = positions(nodes, seed)[drawn]
    lon, lat = Transformer.from_crs(25833, 4326, always_xy=True).transform(at[:, 0], at[:, 1])
    codes = [f"900{n % 5 + 1}" for n in range(places)]
    ids = [f"p{n}" for n in range(places)]
    tables: dict[str, tuple[str, list[tuple[object, ...]]]] = {
        "municipalities": (
            "code,name,persons,seat_place_id",
            [(f"900{m + 1}", f"K{m + 1}", 100 * codes.count(f"900{m + 1}"), f"p{m}") for m in range(5)],
        ),
        "places": (
            "id,name,municipality_code,lon,lat,persons",
            [
                (ids[n], f"Sted {n}", codes[n], round(lon[n], 5), round(lat[n], 5), 100)
                for n in range(places)
            ],
        ),
        "adjacency": ("code_a,code_b,kind", [(f"900{m}", f"900{m + 1}", "land") for m in range(1, 5)]),
        "links": (
            "from_id,to_id,km,minutes,kind",
            [(ids[n], ids[n + 1], 900, 900, "road") for n in range(places - 1)],
        ),
        "venues": (
            "id,name,place_id,kind,seats,meetings_per_year",
            [("v1", "Rom", "p0", "municipal", 20, 80)],
        ),
        "units": (
            "id,name,seat_place_id,kind,member_codes,coordinator_fte",
            [("u1", "Enhet", "p0", "host_municipality", "9001", 1.0)],
        ),
    }
    folder.mkdir()
    for name, (header, rows) in tables.items():
        write_text(folder / f"{name}.csv", csv_text(header.split(","), rows))
    return drawn


def main(links: int = LINKS) -> bool:
    """Make a network of about so many links, take it in, and say what it took."""
    from planner.region.importers import IMPORTERS, Choices, add_files

    nodes = int(links / 1.55)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        count = write_network(folder / "roads.gpkg", nodes, 3)
        write_region(folder / "region", nodes, PLACES, 3)
        wall, start = perf_counter(), process_time()
        (added,) = add_files(folder / "region", [folder / "roads.gpkg"], IMPORTERS, Choices())
        seconds, wall = process_time() - start, perf_counter() - wall
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count} links of the official form, {PLACES} places: {added.told[-2]}")
    print(f"  {seconds:.1f} s of processor time, {wall:.1f} s, {megabytes:.0f} MB at the most")
    met = seconds < SECONDS_MAX and megabytes < MEGABYTES_MAX
    print(f"  targets met: {'yes' if met else 'NO'} ({SECONDS_MAX:g} s, {MEGABYTES_MAX:g} MB)")
    return met


if __name__ == "__main__":
    sys.exit(0 if main(*(int(n) for n in sys.argv[1:])) else 1)
