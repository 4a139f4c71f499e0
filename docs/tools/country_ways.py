"""Ways between neighbouring tracts: the shortest line over land, and where people cross water."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import networkx as nx
import numpy as np
import shapely
from pyproj import Geod, Transformer
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

GAP_M = 60.0
"""Simplified outlines this near each other touch (the data set's own measure)."""

BORDER_M = 50.0
"""A border shorter than this is a corner, and no way leads through it."""

CELLS = 160
"""Cells of the grid on which the way over land is sought, along the longer side of the two tracts."""

STEPS = (
    (1, 0), (0, 1), (1, 1), (1, -1), (2, 1), (1, 2), (2, -1), (1, -2),
    (3, 1), (1, 3), (3, -1), (1, -3), (3, 2), (2, 3), (3, -2), (2, -3),
)  # fmt: skip
"""Steps from a cell to others: with these no line is more than 1.4 % too long."""

GEOD = Geod(ellps="WGS84")
TO_METRES = Transformer.from_crs(4326, 25833, always_xy=True)


@dataclass(frozen=True, slots=True)
class Tract:
    """A delområde, or the part of one that lies in a city district; `outline` in EPSG:25833."""

    id: str
    name: str
    municipality_code: str
    district_code: str
    persons: int
    lon: float
    lat: float
    area_km2: float
    basis: str
    outline: BaseGeometry

    def at(self, lon: float, lat: float, basis: str) -> Tract:
        """The tract with its people at another point."""
        return replace(self, lon=lon, lat=lat, basis=basis)

    @property
    def point(self) -> Point:
        """Its point in metres."""
        return Point(*TO_METRES.transform(self.lon, self.lat))


Record = dict[str, object]


def ways(tracts: Sequence[Tract], crossings: Iterable[Mapping[str, str]]) -> list[Record]:
    """Every way: `land` between tracts that share a border; over water as the crossings say, and
    otherwise the narrowest water that joins the parts of a municipality and then of the country."""
    crossings = list(crossings)
    closed = {(row["code_a"], row["code_b"]) for row in crossings if row["kind"] == "none"}
    found = {
        (a.id, b.id): _over_land(a, b)
        for a, b in _bordering(tracts)
        if (a.municipality_code, b.municipality_code) not in closed
    }
    graph = nx.Graph(list(found))
    graph.add_nodes_from(tract.id for tract in tracts)
    of: dict[str, list[Tract]] = defaultdict(list)
    for tract in tracts:
        of[tract.municipality_code].append(tract)
    for code in sorted(of):
        inside = nx.Graph(graph.subgraph(tract.id for tract in of[code]))
        for a, b, gap in _narrowest(of[code], inside):
            kind = "strait"
            graph.add_edge(a.id, b.id)
            found[a.id, b.id] = _over_water(a, b, kind, gap, "")
    for row in crossings:
        if row["kind"] == "none":
            continue
        a, b, gap = _nearest(of[row["code_a"]], of[row["code_b"]])
        graph.add_edge(a.id, b.id)
        found[a.id, b.id] = _over_water(a, b, row["kind"], gap, row["name"])
    for a, b, gap in _narrowest(tracts, graph):
        found[a.id, b.id] = _over_water(a, b, "ferry", gap, "")
        print("joined by a ferry that no table names:", a.name, b.name, round(gap / 1000, 1), "km")
    return [found[key] for key in sorted(found)]


def _bordering(tracts: Sequence[Tract]) -> Iterable[tuple[Tract, Tract]]:
    outlines = [tract.outline for tract in tracts]
    tree = shapely.STRtree(outlines)
    for i, tract in enumerate(tracts):
        near = tract.outline.buffer(GAP_M)
        for j in sorted(int(k) for k in tree.query(near, predicate="intersects")):
            if j <= i:
                continue
            shared = outlines[j].boundary.intersection(near).length
            if shared >= BORDER_M + 2 * GAP_M:
                yield tract, tracts[j]


def _straight_km(a: Tract, b: Tract) -> float:
    return float(GEOD.inv(a.lon, a.lat, b.lon, b.lat)[2]) / 1000


def _over_land(a: Tract, b: Tract) -> Record:
    straight = _straight_km(a, b)
    land = shapely.union(a.outline, b.outline).buffer(GAP_M)
    direct = LineString([a.point, b.point])
    wet = shapely.difference(direct, land).length
    km = straight if wet < 100 else max(straight, _shortest_km(land, a.point, b.point) or straight)
    return {
        "from_id": a.id,
        "to_id": b.id,
        "kind": "land",
        "km_straight": round(straight, 2),
        "km": round(km, 2),
        "water_km": 0,
        "name": "",
    }


def _shortest_km(land: BaseGeometry, start: Point, end: Point) -> float | None:
    """The shortest line inside an area, on a grid; None where the grid finds none."""
    west, south, east, north = land.bounds
    size = max(east - west, north - south) / CELLS
    xs = np.arange(west, east + size, size)
    ys = np.arange(south, north + size, size)
    x, y = (part.ravel() for part in np.meshgrid(xs, ys))
    inside = shapely.contains_xy(shapely.buffer(land, size / 2), x, y)
    number = np.full(len(xs) * len(ys), -1)
    number[inside] = np.arange(inside.sum())
    grid = number.reshape(len(ys), len(xs))
    cells = np.argwhere(grid >= 0)
    ends, other, length = [], [], []
    for dx, dy in STEPS:
        rows, columns = cells[:, 0] + dy, cells[:, 1] + dx
        fits = (rows >= 0) & (rows < len(ys)) & (columns < len(xs))
        there = grid[rows[fits], columns[fits]]
        here = grid[cells[fits, 0], cells[fits, 1]]
        good = there >= 0
        if max(abs(dx), abs(dy)) > 1:  # no long step over water: the cell in the middle is land too
            half = grid[
                np.rint(cells[fits, 0] + dy / 2).astype(int),
                np.rint(cells[fits, 1] + dx / 2).astype(int),
            ]
            good &= half >= 0
        ends.append(here[good])
        other.append(there[good])
        length.append(np.full(good.sum(), size * np.hypot(dx, dy)))
    count = int(inside.sum())
    a, b, km = np.concatenate(ends), np.concatenate(other), np.concatenate(length)
    graph = coo_array((km, (a, b)), shape=(count, count)).tocsr()
    at = np.column_stack([x[inside], y[inside]])
    first, last = (int(np.argmin(np.hypot(*(at - [p.x, p.y]).T))) for p in (start, end))
    far = dijkstra(graph, directed=False, indices=first)[last]
    return float(far) / 1000 if np.isfinite(far) else None


def _over_water(a: Tract, b: Tract, kind: str, gap: float, name: str) -> Record:
    straight = _straight_km(a, b)
    return {
        "from_id": a.id,
        "to_id": b.id,
        "kind": kind,
        "km_straight": round(straight, 2),
        "km": round(straight, 2),
        "water_km": round(gap / 1000, 2),
        "name": name,
    }


def _nearest(one: Sequence[Tract], others: Sequence[Tract]) -> tuple[Tract, Tract, float]:
    pairs = [(a.outline.distance(b.outline), a.id, b.id, a, b) for a in one for b in others]
    gap, _, _, a, b = min(pairs, key=lambda pair: pair[:3])
    return (a, b, gap) if a.id < b.id else (b, a, gap)


def _narrowest(tracts: Sequence[Tract], graph: nx.Graph[str]) -> list[tuple[Tract, Tract, float]]:
    """The narrowest gaps that join the parts of a graph, one after another; the graph gets them."""
    joined = []
    by_id = {tract.id: tract for tract in tracts}
    while True:
        parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
        if len(parts) < 2:
            return joined
        part = parts[-1]
        outside = [by_id[key] for key in sorted(by_id) if key not in part]
        tree = shapely.STRtree([tract.outline for tract in outside])
        best = []
        for key in sorted(part):
            tract = by_id[key]
            other = outside[int(tree.nearest(tract.outline))]
            best.append((float(tract.outline.distance(other.outline)), *sorted((tract.id, other.id))))
        gap, first, second = min(best)
        graph.add_edge(first, second)
        joined.append((by_id[first], by_id[second], gap))
