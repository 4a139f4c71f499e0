"""Travel: road links (or a ready matrix) → one-way minutes and kilometres between places.

build_travel(region, scenario) -> Travel         times and distances of one season
road_graph(region, scenario)   -> networkx.Graph the roads that are open, for analysis
link_route(region, scenario, from_id, to_id)     the links of the fastest way, for maps

For road graphs too large for a table of links (hundreds of thousands of nodes):

travel_times(RoadNetwork, origins, destinations)  times within a limit, kept between runs
as_travel(times), write_matrix(times, path)       as a Travel; as a scenario's `travel.matrix`
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
