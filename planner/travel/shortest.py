"""Fastest ways over the road graph, with the kilometres along them.

`minutes[o, d]` is the length of the fastest way. Among ways that take equally long the shortest in
kilometres counts, so that distance does not hang on the order in which a search meets the nodes and is
the same in both directions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.travel.network import OpenLinks, RoadNetwork, RoadSeason, open_links

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    import numpy.typing as npt

MINUTES_PER_KM_OF_TIE = 1e-9
"""What a kilometre weighs beside a minute when ways are compared: it settles ties and nothing else
(ways that differ by less than a millionth of a minute may be taken for a tie)."""

CELLS_AT_ONCE = 2_000_000
"""Origins are searched in batches of at most this many cells, to keep memory in bounds."""

TOLERANCE_MINUTES = 1e-6
"""A way that is longer than the limit by no more than this is within it."""

_DECIMALS = 9


def shortest_times(
    graph: nx.Graph[str], origins: tuple[str, ...], destinations: tuple[str, ...]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """One-way minutes and km, origins × destinations; NaN where there is no way."""
    import numpy as np

    nodes = sorted(graph.nodes)
    position = {node: i for i, node in enumerate(nodes)}
    edges = [(position[a], position[b], d["minutes"], d["km"]) for a, b, d in graph.edges(data=True)]
    network = RoadNetwork(
        nodes=len(nodes),
        from_node=np.array([edge[0] for edge in edges], dtype=np.int32),
        to_node=np.array([edge[1] for edge in edges], dtype=np.int32),
        minutes=np.array([edge[2] for edge in edges], dtype=np.float64),
        km=np.array([edge[3] for edge in edges], dtype=np.float64),
        winter_exposed=np.zeros(len(edges), dtype=bool),  # the graph's minutes are the season's own
    )
    return times_between(
        open_links(network, RoadSeason()),
        np.array([position[key] for key in origins], dtype=np.int64),
        np.array([position[key] for key in destinations], dtype=np.int64),
    )


def times_between(
    links: OpenLinks,
    origins: npt.NDArray[np.int64],
    destinations: npt.NDArray[np.int64],
    minutes_max: float | None = None,
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """One-way minutes and km, origins × destinations; NaN where there is no way within the limit.

    Dijkstra's algorithm (scipy) from every origin, or from every destination where those are fewer
    (links go both ways); minutes and km are added up along the way found. Time
    O(searches × (links + nodes log nodes)), of those within the limit; memory is that of the answer,
    the links and one batch.
    """
    import numpy as np
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import dijkstra

    shape = (len(origins), len(destinations))
    minutes_all = np.full(shape, np.nan)
    km_all = np.full(shape, np.nan)
    if 0 in shape:
        return minutes_all, km_all
    if len(destinations) < len(origins):
        minutes_back, km_back = times_between(links, destinations, origins, minutes_max)
        return minutes_back.T.copy(), km_back.T.copy()

    size = links.size
    starts = np.searchsorted(links.keys, np.arange(size + 1, dtype=np.int64) * size)
    weights = csr_array(
        (links.minutes + MINUTES_PER_KM_OF_TIE * links.km, links.keys % size, starts),
        shape=(size, size),
    )
    # the search counts kilometres too: a little further, and the minutes themselves are compared below
    limit = np.inf if minutes_max is None else minutes_max * (1 + 1e-6) + 1e-3
    batch = max(1, CELLS_AT_ONCE // max(size, 1))
    for start in range(0, len(origins), batch):
        rows = origins[start : start + batch]
        distance, before = dijkstra(
            weights, directed=True, indices=rows, return_predecessors=True, limit=limit
        )
        reached = np.isfinite(distance[:, destinations])
        minutes, km = _along_the_way(before, destinations, links)
        minutes_all[start : start + batch] = np.where(reached, minutes, np.nan)
        km_all[start : start + batch] = np.where(reached, km, np.nan)
    if minutes_max is not None:
        beyond = minutes_all > minutes_max + TOLERANCE_MINUTES
        minutes_all[beyond] = km_all[beyond] = np.nan
    # The same way added up from its other end differs in the last bits: cut those off.
    return np.round(minutes_all, _DECIMALS), np.round(km_all, _DECIMALS)


def _along_the_way(
    before: npt.NDArray[np.int32], destinations: npt.NDArray[np.int64], links: OpenLinks
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Minutes and km from the root of each search tree to every destination.

    `before[r, n]` is the node before n on the way from origin r (negative at the origin and where
    there is no way). First every node on the way to some destination is collected, walking back from
    all of them at once; ways share most of their nodes. Then the sums to all of these are made by
    doubling the step back each round: a way of h links is added up in log2(h) rounds.
    """
    import numpy as np

    rows, size = before.shape
    previous = before.ravel()
    cells = (np.arange(rows, dtype=np.int64)[:, None] * size + destinations[None, :]).ravel()
    number = np.full(rows * size, -1, dtype=np.int64)
    on_the_way: list[npt.NDArray[np.int64]] = []
    count, front = 0, cells
    while front.size:
        front = front[number[front] < 0]
        number[front] = np.arange(front.size)  # of a cell met twice, the last number stays
        front = front[number[front] == np.arange(front.size)]
        number[front] = np.arange(count, count + front.size)
        count += front.size
        on_the_way.append(front)
        back = previous[front]
        front = (front - front % size + back)[back >= 0]
    every = np.concatenate(on_the_way)
    back = previous[every].astype(np.int64)
    has_back = back >= 0
    here = every % size
    step = np.arange(count)
    step[has_back] = number[(every - here + back)[has_back]]
    minutes, km = np.zeros(count), np.zeros(count)
    found = np.searchsorted(links.keys, (back * size + here)[has_back])
    minutes[has_back] = links.minutes[found]
    km[has_back] = links.km[found]
    while True:
        minutes += minutes[step]
        km += km[step]
        further = step[step]
        if np.array_equal(further, step):
            break
        step = further
    wanted = number[cells]
    return minutes[wanted].reshape(rows, -1), km[wanted].reshape(rows, -1)
