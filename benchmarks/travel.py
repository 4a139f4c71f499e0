"""Many-to-many times on a generated road graph of half a million nodes, searched and kept.

The targets are 90 seconds and 2 GB for 1 600 demand points and 400 venues. `no limit` searches the
whole graph from every venue. Peer: Dijkstra's algorithm of scipy without the limit from every demand
point (the larger side), times only, on a sample of them.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from time import perf_counter

import numpy as np

from benchmarks.measured import measure
from benchmarks.road_graph import draw_nodes, road_graph
from planner.commands.layout import columns
from planner.plan import Stage
from planner.travel import RoadSeason, travel_times
from planner.travel.network import open_links

NODES, DEMAND_POINTS, VENUES, SEED = 500_000, 1600, 400, 20111
MINUTES_MAX = 120.0
SECONDS_MAX, MEGABYTES_MAX = 90.0, 2000.0
SAMPLE = 20


def many_to_many(minutes_max: str, folder: str) -> tuple[float, tuple[Stage, ...], str]:
    """All times in winter within a limit (or `none`), kept in a folder."""
    roads = road_graph(NODES, SEED)
    origins = draw_nodes(NODES, DEMAND_POINTS, SEED + 1, "d")
    venues = draw_nodes(NODES, VENUES, SEED + 2, "v")
    limit = None if minutes_max == "none" else float(minutes_max)
    start = perf_counter()
    times = travel_times(
        roads,
        origins,
        venues,
        minutes_max=limit,
        season=RoadSeason(winter=True),
        folder=Path(folder),
    )
    seconds = perf_counter() - start
    pairs = int(np.isfinite(times.minutes).sum())
    return seconds, (), f"{'read' if times.from_cache else 'searched'}, {pairs} pairs"


def plain_scipy() -> tuple[float, tuple[Stage, ...], str]:
    """scipy's search of the whole graph from demand points, as one would write it; a sample."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import dijkstra

    links = open_links(road_graph(NODES, SEED), RoadSeason(winter=True))
    graph = csr_array((links.minutes, divmod(links.keys, NODES)), shape=(NODES, NODES))
    origins = list(draw_nodes(NODES, DEMAND_POINTS, SEED + 1, "d").values())[:SAMPLE]
    start = perf_counter()
    for node in origins:
        dijkstra(graph, indices=node)
    seconds = (perf_counter() - start) / SAMPLE * DEMAND_POINTS
    return seconds, (), f"estimated from {SAMPLE} of {DEMAND_POINTS} searches"


def run(_seconds_max: float = 0.0) -> bool:
    """Measure, print, and say whether the targets were met."""
    print(f"{DEMAND_POINTS} demand points by {VENUES} venues on a generated graph of {NODES} nodes")
    rows = [("work", "seconds", "MB", "")]
    met = True
    with tempfile.TemporaryDirectory() as folder:
        for name, limit in (
            (f"within {MINUTES_MAX:g} minutes", f"{MINUTES_MAX:g}"),
            ("the same again", f"{MINUTES_MAX:g}"),
            ("no limit", "none"),
        ):
            one = measure("many_to_many", limit, folder)
            rows.append((name, f"{one.seconds:.1f}", f"{one.megabytes:.0f}", one.detail))
            if limit != "none":
                met = met and one.seconds < SECONDS_MAX and one.megabytes < MEGABYTES_MAX
    plain = measure("plain_scipy")
    rows.append(
        ("plain scipy, no limit", f"{plain.seconds:.1f}", f"{plain.megabytes:.0f}", plain.detail)
    )
    print(columns(rows, right=[1, 2]))
    targets = f"{SECONDS_MAX:g} s, {MEGABYTES_MAX / 1000:g} GB within the limit"
    print(f"  targets met: {'yes' if met else 'NO'} ({targets})\n")
    return met
