"""Minutes without a road network, by a stated rule over the ways between neighbouring tracts.

    road:    km = 1.35 × the shortest line over land      minutes = 60 × km / 62   (40 below 3 km)
    strait:  as a road where the water is at most 2.5 km (a bridge or tunnel is assumed), else a ferry
    ferry:   km = 1.35 × the line less the water, + the water
             minutes = those of the road part + 60 × water km / 18 + 20 of waiting and boarding

A way leads over land only between tracts that share a border and inside their land, so a fjord is gone
round or crossed where a bridge, tunnel or ferry is known or the parts of a municipality must hang
together. 1.35 and 62 are the medians over the 190 pairs of tracts in the region midt-troms-2024, whose
links were measured road by road; `geodata/norge-2024/README.md` gives the error.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from planner.region.country.base import Country, Way, read_country

if TYPE_CHECKING:
    import networkx as nx

DETOUR = 1.35
KM_PER_HOUR = 62.0
KM_PER_HOUR_SHORT = 40.0
SHORT_KM = 3.0
STRAIT_KM_MAX = 2.5
FERRY_KM_PER_HOUR = 18.0
FERRY_WAIT_MINUTES = 20.0


@dataclass(frozen=True, slots=True)
class Estimate:
    """Road km and minutes of a way by the rule; `kind` is that of a link."""

    km: float
    minutes: float
    kind: str


@dataclass(frozen=True, slots=True)
class EstimatedLink:
    """An estimated way between two tracts of a region, `via` what it leads through outside of it."""

    from_id: str
    to_id: str
    km: float
    minutes: float
    kind: str
    name: str
    via: tuple[str, ...] = ()


def estimate(way: Way) -> Estimate:
    """A way's length and time by the rule.

    >>> estimate(Way("a", "b", "land", 10.0, 10.0, 0.0, ""))
    Estimate(km=13.5, minutes=13.1, kind='road')
    """
    ferry = way.kind == "ferry" or (way.kind == "strait" and way.water_km > STRAIT_KM_MAX)
    if not ferry:
        km = DETOUR * way.km
        return Estimate(round(km, 1), round(_minutes(km), 1), "road")
    road = DETOUR * max(way.km - way.water_km, 0.0)
    minutes = _minutes(road) + 60 * way.water_km / FERRY_KM_PER_HOUR + FERRY_WAIT_MINUTES
    return Estimate(round(road + way.water_km, 1), round(minutes, 1), "ferry")


def _minutes(km: float) -> float:
    speed = KM_PER_HOUR_SHORT if km < SHORT_KM else KM_PER_HOUR
    return max(60 * km / speed, 0.5)


@cache
def way_graph() -> nx.Graph[str]:
    """All ways of the country: edges carry `minutes`, `km`, `kind` and `name`. Not to be changed."""
    import networkx as nx

    country = read_country()
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(country.tracts)
    for way in country.ways:
        one = estimate(way)
        graph.add_edge(
            way.from_id, way.to_id, minutes=one.minutes, km=one.km, kind=one.kind, name=way.name
        )
    return graph


def links_within(country: Country, inside: Collection[str]) -> list[EstimatedLink]:
    """The ways between the tracts of a region, and the ways out of it and in again that are shorter.

    Where the fastest way between two tracts of the region leads through tracts outside, the stretch
    outside becomes one link, so that a region with a gap in it does not fall apart.
    """
    graph = way_graph()
    own = frozenset(inside)
    links = [
        EstimatedLink(a, b, edge["km"], edge["minutes"], edge["kind"], edge["name"])
        for a, b, edge in _edges(graph, own)
    ]
    links += [] if len(own) == len(country.tracts) else _outside(graph, own)
    # One way between two tracts: that outside stands here only where it is the faster one.
    fastest = {(link.from_id, link.to_id): link for link in links}
    return [fastest[pair] for pair in sorted(fastest)]


def _edges(graph: nx.Graph[str], own: frozenset[str]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for a, b, edge in graph.subgraph(own).edges(data=True):
        yield (a, b, edge) if a < b else (b, a, edge)


def _outside(graph: nx.Graph[str], own: frozenset[str]) -> list[EstimatedLink]:
    """Ways through the outside between two tracts at the edge of the region, where they are faster."""
    import networkx as nx

    border = sorted(a for a in own if any(b not in own for b in graph[a]))
    inner = graph.subgraph(own)
    found = []
    for start in border:
        within = nx.single_source_dijkstra_path_length(inner, start, weight="minutes")
        around = graph.subgraph([start, *(n for n in graph if n not in own)])
        far, paths = _fastest(around, start)
        for end in border:
            if end <= start:
                continue
            last = min(
                (
                    (far[n] + graph.edges[n, end]["minutes"], n)
                    for n in graph[end]
                    if n in far and n != start
                ),
                default=None,
            )
            if last is None or last[0] >= within.get(end, float("inf")) - 0.05:
                continue
            path = [*paths[last[1]], end]
            found.append(_along(graph, path))
    return found


def _fastest(graph: nx.Graph[str], start: str) -> tuple[dict[str, float], dict[str, list[str]]]:
    """Minutes to every node that is reached, and the way there."""
    import networkx as nx

    far: Any
    paths: Any
    far, paths = nx.single_source_dijkstra(graph, start, weight="minutes")
    return far, paths


def _along(graph: nx.Graph[str], path: list[str]) -> EstimatedLink:
    edges = [graph.edges[a, b] for a, b in pairwise(path)]
    ferries = [edge for edge in edges if edge["kind"] == "ferry"]
    return EstimatedLink(
        from_id=path[0],
        to_id=path[-1],
        km=round(sum(edge["km"] for edge in edges), 1),
        minutes=round(sum(edge["minutes"] for edge in edges), 1),
        kind="ferry" if ferries else "road",
        name=", ".join(edge["name"] for edge in edges if edge["name"]),
        via=tuple(path[1:-1]),
    )


def links_to(inside: Collection[str], target: str) -> list[EstimatedLink]:
    """The ways from a region to a tract outside, from where each fastest way leaves it for good."""
    graph = way_graph()
    own = frozenset(inside)
    _, paths = _fastest(graph, target)
    found = {}
    for tract in sorted(own):
        path = paths[tract]
        leaves = next(number for number, key in enumerate(path) if key in own)
        out = list(reversed(path[: leaves + 1]))
        found[out[0]] = _along(graph, out)
    return [found[key] for key in sorted(found)]
