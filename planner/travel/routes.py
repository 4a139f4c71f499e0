"""The links of the fastest way between two places, for maps."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from planner.region import Region
from planner.scenario import Scenario
from planner.travel.graph import road_graph
from planner.travel.shortest import MINUTES_PER_KM_OF_TIE


def link_route(region: Region, scenario: Scenario, from_id: str, to_id: str) -> tuple[str, ...]:
    """Ids of the links of the fastest way, from one end to the other.

    Empty where the two are the same, where no open road leads, and where a place has no link. With a
    ready matrix it is still the way over the region's links: a matrix knows no way.
    """
    return link_routes(region, scenario, [(from_id, to_id)])[from_id, to_id]


def link_routes(
    region: Region, scenario: Scenario, pairs: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], tuple[str, ...]]:
    """`link_route` for many pairs over one graph.

    Of equally fast ways the shorter is taken, and of equally long ones always the same; the way back
    is the way there reversed.
    """
    import networkx as nx

    def cost(_a: str, _b: str, edge: dict[str, float]) -> float:
        return edge["minutes"] + MINUTES_PER_KM_OF_TIE * edge["km"]

    graph = road_graph(region, scenario)
    ways: dict[str, dict[str, list[str]]] = {}
    routes: dict[tuple[str, str], tuple[str, ...]] = {}
    for a, b in sorted(set(pairs)):
        start, end = min(a, b), max(a, b)
        if start not in ways:
            ways[start] = nx.single_source_dijkstra_path(graph, start, weight=cost)
        places = ways[start].get(end, [])
        links = tuple(graph.edges[step]["link_id"] for step in pairwise(places))
        routes[a, b] = links if a == start else links[::-1]
    return routes
