"""Fastest ways over the road graph, with the kilometres along them.

`minutes[o, d]` is the length of the fastest way. Among ways that take equally long the shortest in
kilometres counts, so that distance does not hang on the order in which a search meets the nodes and is
the same in both directions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    import numpy.typing as npt

MINUTES_PER_KM_OF_TIE = 1e-9
"""What a kilometre weighs beside a minute when ways are compared: it settles ties and nothing else
(ways that differ by less than a millionth of a minute may be taken for a tie)."""

CELLS_AT_ONCE = 2_000_000
"""Origins are searched in batches of at most this many cells, to keep memory in bounds."""

_DECIMALS = 9


def shortest_times(
    graph: nx.Graph[str], origins: tuple[str, ...], destinations: tuple[str, ...]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """One-way minutes and km, origins × destinations; NaN where there is no way.

    Dijkstra's algorithm (scipy) from every origin, or from every destination where those are fewer
    (links go both ways); minutes and km are added up along the way found. Time
    O(searches × (links + places log places)); memory is that of the answer and one batch.
    """
    import numpy as np
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import dijkstra

    nodes = sorted(graph.nodes)
    position = {node: i for i, node in enumerate(nodes)}
    size = len(nodes)
    shape = (len(origins), len(destinations))
    minutes_all = np.full(shape, np.nan)
    km_all = np.full(shape, np.nan)
    if 0 in shape:
        return minutes_all, km_all
    if len(destinations) < len(origins):
        minutes_back, km_back = shortest_times(graph, destinations, origins)
        return minutes_back.T.copy(), km_back.T.copy()

    edges = sorted(
        (position[a], position[b], float(data["minutes"]), float(data["km"]))
        for u, v, data in graph.edges(data=True)
        for a, b in ((u, v), (v, u))
    )
    tails = np.array([edge[0] for edge in edges], dtype=np.int32)
    heads = np.array([edge[1] for edge in edges], dtype=np.int32)
    edge_minutes = np.array([edge[2] for edge in edges], dtype=np.float64)
    edge_km = np.array([edge[3] for edge in edges], dtype=np.float64)
    keys = tails.astype(np.int64) * size + heads  # sorted, because the edges are
    weights = csr_array(
        (edge_minutes + MINUTES_PER_KM_OF_TIE * edge_km, (tails, heads)), shape=(size, size)
    )

    columns = np.array([position[key] for key in destinations], dtype=np.int64)
    batch = max(1, CELLS_AT_ONCE // max(size, 1))
    for start in range(0, len(origins), batch):
        rows = np.array([position[key] for key in origins[start : start + batch]], dtype=np.int64)
        distance, before = dijkstra(weights, directed=True, indices=rows, return_predecessors=True)
        reached = np.isfinite(distance)
        minutes, km = _along_the_way(before, keys, edge_minutes, edge_km, size)
        minutes[~reached] = np.nan
        km[~reached] = np.nan
        minutes_all[start : start + batch] = minutes[:, columns]
        km_all[start : start + batch] = km[:, columns]
    # The same way added up from its other end differs in the last bits: cut those off.
    return np.round(minutes_all, _DECIMALS), np.round(km_all, _DECIMALS)


def _along_the_way(
    before: npt.NDArray[np.int32],
    keys: npt.NDArray[np.int64],
    edge_minutes: npt.NDArray[np.float64],
    edge_km: npt.NDArray[np.float64],
    size: int,
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Sums from the root to every node of each search tree, by doubling the step back each round.

    `before[r, n]` is the node before n on the way from origin r (negative at the origin and where
    there is no way). A way of h links is added up in log2(h) rounds over whole arrays.
    """
    import numpy as np

    here = np.arange(size, dtype=np.int64)
    has_before = before >= 0
    back = np.where(has_before, before, here[None, :]).astype(np.int64)
    minutes = np.zeros(before.shape)
    km = np.zeros(before.shape)
    wanted = (back * size + here[None, :])[has_before]
    if wanted.size:
        found = np.searchsorted(keys, wanted)
        minutes[has_before] = edge_minutes[found]
        km[has_before] = edge_km[found]
    for _ in range(max(1, size).bit_length() + 1):
        further = np.take_along_axis(back, back, axis=1)
        minutes += np.take_along_axis(minutes, back, axis=1)
        km += np.take_along_axis(km, back, axis=1)
        if np.array_equal(further, back):
            break
        back = further
    return minutes, km
