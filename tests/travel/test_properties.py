"""Times on random networks: against networkx, and what any travel times must obey."""

from __future__ import annotations

from itertools import product
from math import inf

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.region.types import Region
from planner.scenario.schema import Scenario
from planner.travel import build_travel, link_route, road_graph
from planner.travel.graph import BOATS
from planner.travel.shortest import shortest_times
from tests.travel.networks import networks, scenario

TINY = 1e-6

unhurried = settings(deadline=None)
"""A busy machine and the first import of scipy take longer than hypothesis allows an example."""


def seasons() -> st.SearchStrategy[Scenario]:
    return st.builds(
        lambda season, boats, factor: scenario(season=season, boats=boats, winter={"factor": factor}),
        st.sampled_from(["summer", "winter"]),
        st.booleans(),
        st.sampled_from([1.0, 1.3, 2.0]),
    )


def plain_times(region: Region, scenario: Scenario) -> dict[tuple[str, str], tuple[float, float]]:
    """(minutes, km) by Floyd and Warshall over pairs, as slow and as plain as can be."""
    everywhere = [*region.places, *region.external_places]
    best = {(a, b): (0.0, 0.0) if a == b else (inf, inf) for a, b in product(everywhere, everywhere)}
    for link in region.links.values():
        if link.kind in BOATS and not scenario.travel.boats:
            continue
        factor = scenario.travel.winter.factor
        slow = scenario.travel.season == "winter" and link.winter_exposed
        way = (link.minutes * (factor if slow else 1.0), link.km)
        for pair in ((link.from_id, link.to_id), (link.to_id, link.from_id)):
            best[pair] = min(best[pair], way)
    for k, a, b in product(everywhere, repeat=3):
        through = (best[a, k][0] + best[k, b][0], best[a, k][1] + best[k, b][1])
        # Sums in another order differ in their last bits: a tie is a tie within a billionth.
        if through[0] < best[a, b][0] - 1e-9 or (
            abs(through[0] - best[a, b][0]) <= 1e-9 and through[1] < best[a, b][1]
        ):
            best[a, b] = through
    return best


@unhurried
@given(networks(), seasons())
def test_minutes_and_km_are_those_of_the_fastest_way(region: Region, scenario: Scenario) -> None:
    travel = build_travel(region, scenario)
    if not region.links:
        assert travel.source == "great_circle"
        return
    for (a, b), (minutes, km) in plain_times(region, scenario).items():
        if minutes == inf:
            assert travel.minutes(a, b) is None
            assert travel.km(a, b) is None
            assert b not in travel.minutes_table[a]
        else:
            assert travel.minutes(a, b) == pytest.approx(minutes, abs=TINY)
            assert travel.km(a, b) == pytest.approx(km, abs=TINY)


@unhurried
@given(networks(), seasons())
def test_symmetric_and_no_way_beats_the_direct_one(region: Region, scenario: Scenario) -> None:
    travel = build_travel(region, scenario)
    everywhere = [*region.places, *region.external_places]
    for a, b in product(everywhere, everywhere):
        assert travel.minutes(a, b) == travel.minutes(b, a)
        assert travel.km(a, b) == travel.km(b, a)
    if travel.source == "great_circle":
        return  # geodesics obey the inequality only up to the rounding of the ellipsoid
    for a, k, b in product(everywhere, repeat=3):
        first, second = travel.minutes(a, k), travel.minutes(k, b)
        if first is not None and second is not None:
            direct = travel.minutes(a, b)
            assert direct is not None
            assert direct <= first + second + TINY


@unhurried
@given(networks(), seasons(), st.data())
def test_closing_a_link_never_shortens_a_way(
    region: Region, scenario: Scenario, data: st.DataObject
) -> None:
    if not region.links:
        return
    closed = data.draw(st.sampled_from(sorted(region.links)))
    changed = scenario.model_copy(
        update={"travel": scenario.travel.model_copy(update={"closed": (closed,)})}
    )
    before, after = build_travel(region, scenario), build_travel(region, changed)
    everywhere = [*region.places, *region.external_places]
    for a, b in product(everywhere, everywhere):
        late, early = after.minutes(a, b), before.minutes(a, b)
        if late is not None:
            assert early is not None
            assert late >= early - TINY


@unhurried
@given(networks())
def test_winter_never_shortens_and_boats_never_lengthen(region: Region) -> None:
    summer = build_travel(region, scenario())
    winter = build_travel(region, scenario(season="winter", winter={"factor": 1.5}))
    boats = build_travel(region, scenario(boats=True))
    for a, row in summer.minutes_table.items():
        for b, minutes in row.items():
            slower, faster = winter.minutes(a, b), boats.minutes(a, b)
            assert slower is not None
            assert faster is not None
            assert slower >= minutes - TINY
            assert faster <= minutes + TINY


@unhurried
@given(networks(), seasons())
def test_unreachable_are_the_inhabited_that_reach_no_one(region: Region, scenario: Scenario) -> None:
    if not region.links:
        return
    graph = road_graph(region, scenario)
    goals = {p.id for p in region.places.values() if p.persons} | set(region.external_places)
    goals |= {m.seat_place_id for m in region.municipalities.values()}
    expected = tuple(
        p.id
        for p in region.places.values()
        if p.persons and not (set(nx.node_connected_component(graph, p.id)) & goals) - {p.id}
    )
    travel = build_travel(region, scenario)
    assert travel.unreachable_place_ids == expected
    assert all(any(region.places[key].name in text for text in travel.warnings) for key in expected)


@unhurried
@given(networks(), seasons())
def test_a_route_is_a_way_as_long_as_the_time_says(region: Region, scenario: Scenario) -> None:
    if not region.links:
        return
    travel = build_travel(region, scenario)
    graph = road_graph(region, scenario)
    minutes_of = {data["link_id"]: data["minutes"] for _, _, data in graph.edges(data=True)}
    everywhere = sorted(graph.nodes)
    start, end = everywhere[0], everywhere[-1]
    route = link_route(region, scenario, start, end)
    if travel.minutes(start, end) is None:
        assert route == ()
        return
    here = start
    for key in route:
        ends = {region.links[key].from_id, region.links[key].to_id}
        assert here in ends
        (here,) = ends - {here}
    assert here == end
    assert sum(minutes_of[key] for key in route) == pytest.approx(travel.minutes(start, end))


def test_scipy_and_networkx_agree_on_a_large_grid() -> None:
    grid = nx.convert_node_labels_to_integers(nx.grid_2d_graph(25, 25))
    graph: nx.Graph[str] = nx.Graph()
    for number, (a, b) in enumerate(sorted(grid.edges)):
        minutes = 1 + number * 7919 % 13 / 10
        graph.add_edge(f"p{a:03}", f"p{b:03}", minutes=minutes, km=1 + number % 5)
    graph.add_node("alone")
    origins = ("alone", "p000", "p312", "p624")
    destinations = tuple(sorted(graph.nodes))
    minutes_found, _ = shortest_times(graph, origins, destinations)
    for row, origin in zip(minutes_found, origins, strict=True):
        expected = nx.single_source_dijkstra_path_length(graph, origin, weight="minutes")
        for key, value in zip(destinations, row, strict=True):
            assert (value == pytest.approx(expected[key])) if key in expected else value != value
