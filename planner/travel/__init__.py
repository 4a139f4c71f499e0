"""Travel: road links (or a ready matrix) → one-way minutes and kilometres between places.

build_travel(region, scenario) -> Travel         times and distances of one season
road_graph(region, scenario)   -> networkx.Graph the roads that are open, for analysis
link_route(region, scenario, from_id, to_id)     the links of the fastest way, for maps

For road graphs too large for a table of links (hundreds of thousands of nodes):

travel_times(RoadNetwork, origins, destinations)  times within a limit, kept between runs
as_travel(times), write_matrix(times, path)       as a Travel; as a scenario's `travel.matrix`
"""

from __future__ import annotations

from planner.travel.build import build_travel
from planner.travel.graph import road_graph
from planner.travel.many import TravelTimes, as_travel, travel_times, write_matrix
from planner.travel.network import RoadNetwork, RoadSeason
from planner.travel.routes import link_route, link_routes
from planner.travel.types import Travel

__all__ = [
    "RoadNetwork",
    "RoadSeason",
    "Travel",
    "TravelTimes",
    "as_travel",
    "build_travel",
    "link_route",
    "link_routes",
    "road_graph",
    "travel_times",
    "write_matrix",
]
