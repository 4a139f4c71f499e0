"""Travel: road links (or a ready matrix) → one-way minutes and kilometres between places.

build_travel(region, scenario) -> Travel         times and distances of one season
road_graph(region, scenario)   -> networkx.Graph the roads that are open, for analysis
link_route(region, scenario, from_id, to_id)     the links of the fastest way, for maps
"""

from __future__ import annotations

from planner.travel.build import build_travel
from planner.travel.graph import road_graph
from planner.travel.routes import link_route, link_routes
from planner.travel.types import Travel

__all__ = ["Travel", "build_travel", "link_route", "link_routes", "road_graph"]
