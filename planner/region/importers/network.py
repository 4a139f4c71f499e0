"""A road network from a file, and its contraction to links between the places of a region.

Places are joined to the nearest node by a straight line at a stated speed. The fastest ways between
them over the whole network are found with Dijkstra in the direction of travel, and the links are the
fewest that give every way back (a greedy spanner, Althöfer et al. 1993): taken from the shortest way
to the longest, a pair becomes a link where the links so far are more than 2 % and half a minute slower.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

STRETCH = 1.02
SLACK_MINUTES = 0.5

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class RoadFile:
    """Nodes in degrees (WGS84) and directed arcs. `name` indexes `names`; 0 is no name.

    A way both ways is two arcs. `minutes` of a ferry have no waiting in them.
    """

    lon: Floats
    lat: Floats
    start: Ints
    end: Ints
    minutes: Floats
    km: Floats
    ferry: npt.NDArray[np.bool_]
    name: Ints
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """A place of the region and the node that it is joined to, `off_km` away as the crow flies."""

    id: str
    node: int
    off_km: float


@dataclass(frozen=True, slots=True)
class NetworkLink:
    """A link between two places: minutes are the mean of both directions, `minutes_apart` how far
    they lie from each other."""

    from_id: str
    to_id: str
    km: float
    minutes: float
    minutes_apart: float
    ferry: bool
    name: str


@dataclass(frozen=True, slots=True)
class Contracted:
    """The links, who was joined, and who was too far from any road. All stops reach each other."""

    links: tuple[NetworkLink, ...]
    stops: tuple[Stop, ...]
    left_ids: tuple[str, ...]


def with_waits(roads: RoadFile, wait_minutes: float) -> RoadFile:
    """Half the wait of a ferry at each end: on every ferry arc that begins or ends ashore, where a road
    is or the line goes no farther."""
    if not roads.ferry.any():
        return roads
    ashore = np.zeros(len(roads.lon), dtype=bool)
    land = ~roads.ferry
    ashore[roads.start[land]] = True
    ashore[roads.end[land]] = True
    ashore |= np.bincount(roads.start[roads.ferry], minlength=len(roads.lon)) == 1
    ends = ashore[roads.start].astype(float) + ashore[roads.end]
    minutes = roads.minutes + np.where(roads.ferry, ends * wait_minutes / 2, 0.0)
    return RoadFile(
        roads.lon,
        roads.lat,
        roads.start,
        roads.end,
        minutes,
        roads.km,
        roads.ferry,
        roads.name,
        roads.names,
    )


def joined(
    roads: RoadFile, places: Mapping[str, tuple[float, float]], off_km_max: float
) -> tuple[tuple[Stop, ...], tuple[str, ...]]:
    """Each place at its nearest node of the largest part of the network; and those too far away."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components
    from scipy.spatial import cKDTree

    from planner.geo import great_circle_km

    count = len(roads.lon)
    ones = np.ones(len(roads.start), dtype=np.int8)
    graph = coo_array((ones, (roads.start, roads.end)), shape=(count, count)).tocsr()
    _, part = connected_components(graph, directed=True, connection="strong")
    main = np.flatnonzero(part == np.bincount(part).argmax())
    wide = np.cos(np.radians(float(np.mean([lat for _, lat in places.values()] or [0.0]))))
    tree = cKDTree(np.column_stack([roads.lon[main] * wide, roads.lat[main]]))
    stops, left = [], []
    for key in sorted(places):
        lon, lat = places[key]
        node = int(main[tree.query((lon * wide, lat))[1]])
        off = great_circle_km(lon, lat, float(roads.lon[node]), float(roads.lat[node]))
        if off <= off_km_max:
            stops.append(Stop(key, node, off))
        else:
            left.append(key)
    return tuple(stops), tuple(left)


def contracted(
    roads: RoadFile,
    places: Mapping[str, tuple[float, float]],
    *,
    wait_minutes: float,
    off_km_max: float,
    off_km_per_hour: float,
) -> Contracted:
    """The links between places (id → lon, lat) that stand for the whole network.

    Args:
        roads: the network.
        places: place id → longitude and latitude in degrees.
        wait_minutes: waiting and boarding of one ferry.
        off_km_max: a place farther than this from every node is left out.
        off_km_per_hour: speed on the straight line to the node.
    """
    roads = with_waits(roads, wait_minutes)
    stops, left = joined(roads, places, off_km_max)
    if len(stops) < 2:
        return Contracted((), stops, left)
    arcs = _Arcs(roads)
    nodes = np.array([stop.node for stop in stops])
    off = np.array([stop.off_km for stop in stops]) * 60 / off_km_per_hour
    out = np.array([arcs.minutes_from(stop.node, nodes) for stop in stops])
    out += off[:, None] + off[None, :]
    np.fill_diagonal(out, 0.0)
    mean = (out + out.T) / 2
    to: dict[int, list[int]] = {}
    for i, j in _spanner(mean):
        to.setdefault(i, []).append(j)
    links = []
    for i, ends in sorted(to.items()):
        limit = max(out[i, j] for j in ends)
        paths = arcs.paths(stops[i].node, [stops[j].node for j in ends], limit)
        for j, path in zip(ends, paths, strict=True):
            links.append(
                NetworkLink(
                    from_id=stops[i].id,
                    to_id=stops[j].id,
                    km=round(float(roads.km[path].sum()) + stops[i].off_km + stops[j].off_km, 2),
                    minutes=round(max(float(mean[i, j]), 0.1), 2),
                    minutes_apart=float(abs(out[i, j] - out[j, i])),
                    ferry=bool(roads.ferry[path].any()),
                    name=_named(roads, path),
                )
            )
    return Contracted(tuple(links), stops, left)


class _Arcs:
    """The fastest of parallel arcs as a sparse graph, and ways over it."""

    def __init__(self, roads: RoadFile) -> None:
        from scipy.sparse import csr_array

        self._count = len(roads.lon)
        order = np.lexsort((roads.minutes, roads.end, roads.start))
        start, end = roads.start[order], roads.end[order]
        first = np.ones(len(order), dtype=bool)
        first[1:] = (start[1:] != start[:-1]) | (end[1:] != end[:-1])
        self._kept = order[first]
        self._key = roads.start[self._kept] * self._count + roads.end[self._kept]
        weights = np.maximum(roads.minutes[self._kept], 1e-6)
        ends = (roads.start[self._kept], roads.end[self._kept])
        self._graph = csr_array((weights, ends), shape=(self._count, self._count))

    def minutes_from(self, node: int, nodes: Ints) -> Floats:
        """Minutes from a node to some others."""
        from scipy.sparse.csgraph import dijkstra

        far: Floats = dijkstra(self._graph, directed=True, indices=node)
        return far[nodes]

    def paths(self, node: int, ends: Sequence[int], minutes_max: float) -> list[Ints]:
        """The arcs of the fastest way to each of some nodes, none of them farther than a limit."""
        from scipy.sparse.csgraph import dijkstra

        _, before = dijkstra(
            self._graph, directed=True, indices=node, limit=minutes_max + 1e-6, return_predecessors=True
        )
        return [self._arcs(before, node, end) for end in ends]

    def _arcs(self, before: npt.NDArray[np.int32], node: int, end: int) -> Ints:
        path = [end]
        while path[-1] != node:
            path.append(int(before[path[-1]]))
        there = np.array(path[::-1], dtype=np.int64)
        found: Ints = self._kept[np.searchsorted(self._key, there[:-1] * self._count + there[1:])]
        return found


def _spanner(minutes: Floats) -> list[tuple[int, int]]:
    """Pairs that give back every way within the stretch, the shortest first."""
    count = len(minutes)
    i, j = np.triu_indices(count, 1)
    far = minutes[i, j]
    keep = np.isfinite(far)
    i, j, far = i[keep], j[keep], far[keep]
    neighbours: list[dict[int, float]] = [{} for _ in range(count)]
    found = []
    for place in np.lexsort((j, i, far)):
        a, b, limit = int(i[place]), int(j[place]), float(far[place])
        if not _reached(neighbours, a, b, limit * STRETCH + SLACK_MINUTES):
            neighbours[a][b] = neighbours[b][a] = limit
            found.append((a, b))
    return sorted(found)


def _reached(neighbours: Sequence[Mapping[int, float]], a: int, b: int, limit: float) -> bool:
    """Whether the links so far lead from a to b within a limit."""
    best = {a: 0.0}
    queue = [(0.0, a)]
    while queue:
        far, node = heapq.heappop(queue)
        if node == b:
            return True
        if far > best.get(node, np.inf):
            continue
        for other, minutes in neighbours[node].items():
            there = far + minutes
            if there <= limit and there < best.get(other, np.inf):
                best[other] = there
                heapq.heappush(queue, (there, other))
    return False


def _named(roads: RoadFile, arcs: Ints) -> str:
    """The two roads with most of the way, the longer first."""
    if not len(arcs):
        return ""
    km = np.bincount(roads.name[arcs], weights=roads.km[arcs], minlength=len(roads.names))
    longest = [int(k) for k in np.argsort(-km, kind="stable")[:3] if km[k] > 0 and roads.names[k]]
    return "/".join(roads.names[k] for k in longest[:2])
