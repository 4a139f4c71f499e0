"""A road graph of any size, made from a seed: planar, with villages, main roads and winter.

Nodes are strewn over a stretch of land and joined by the edges of their Delaunay triangulation that
form the shortest spanning tree, and by some of the others, so that a node has three ways on average as
at crossings of real roads. Every road has a speed; main roads are those of the sparser graph over
every sixtieth node.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from planner.travel.network import RoadNetwork

KM_BETWEEN = 0.45
"""Kilometres between neighbours, about."""

BEND = 1.25
"""Kilometres of road per kilometre as the crow flies."""

SHARE_OF_OTHERS = 0.28
"""Share of the edges beyond the spanning tree that are roads."""

NODES_PER_TOWN = 2400
"""Main roads run between towns; this many nodes lie around each."""


def road_graph(nodes: int, seed: int) -> RoadNetwork:
    """A connected planar road graph with this many nodes; the same for the same seed."""
    rng = np.random.default_rng(seed)
    side_km = KM_BETWEEN * np.sqrt(nodes)
    xy = rng.random((nodes, 2)) * side_km * np.array([2.0, 0.5])  # longer than wide, as a coast is
    ends = _edges(xy, rng)
    km = np.hypot(*(xy[ends[:, 0]] - xy[ends[:, 1]]).T) * BEND
    speed = rng.choice([40.0, 50.0, 60.0], size=len(ends))
    ends, km, speed = _with_main_roads(xy, ends, km, speed, rng)
    return RoadNetwork(
        nodes=nodes,
        from_node=ends[:, 0].astype(np.int32),
        to_node=ends[:, 1].astype(np.int32),
        minutes=km / speed * 60,
        km=km,
        winter_exposed=rng.random(len(ends)) < 0.2,
    )


def draw_nodes(nodes: int, count: int, seed: int, prefix: str) -> dict[str, int]:
    """Ids for `count` different nodes, drawn evenly."""
    drawn = np.random.default_rng(seed).choice(nodes, size=count, replace=False)
    return {f"{prefix}{number:05d}": int(node) for number, node in enumerate(drawn)}


def _edges(xy: npt.NDArray[np.float64], rng: np.random.Generator) -> npt.NDArray[np.int64]:
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import minimum_spanning_tree

    pairs = _neighbours(xy)
    km = np.hypot(*(xy[pairs[:, 0]] - xy[pairs[:, 1]]).T)
    count = len(xy)
    tree = minimum_spanning_tree(coo_array((km, pairs.T), shape=(count, count)).tocsr()).tocoo()
    in_tree = np.isin(pairs @ [count, 1], np.sort(np.column_stack(tree.coords), axis=1) @ [count, 1])
    return pairs[in_tree | (rng.random(len(pairs)) < SHARE_OF_OTHERS)]


def _neighbours(xy: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """Edges of the Delaunay triangulation, each once, the smaller node first."""
    from scipy.spatial import Delaunay

    corners = Delaunay(xy).simplices.astype(np.int64)
    pairs = np.concatenate([corners[:, [0, 1]], corners[:, [1, 2]], corners[:, [0, 2]]])
    return np.unique(np.sort(pairs, axis=1), axis=0)


def _with_main_roads(
    xy: npt.NDArray[np.float64],
    ends: npt.NDArray[np.int64],
    km: npt.NDArray[np.float64],
    speed: npt.NDArray[np.float64],
    rng: np.random.Generator,
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """The shortest way between any two neighbouring towns becomes a main road, 80 km an hour."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import dijkstra

    count = len(xy)
    towns = np.sort(rng.choice(count, size=max(2, count // NODES_PER_TOWN), replace=False))
    graph = coo_array((km, ends.T), shape=(count, count)).tocsr()
    far, before, root = dijkstra(
        graph, directed=False, indices=towns, min_only=True, return_predecessors=True
    )
    # where two towns' catchments meet, the meeting road and the ways back to both towns are main
    length = far[ends[:, 0]] + km + far[ends[:, 1]]
    borders = np.sort(root[ends], axis=1).astype(np.int64) @ [count, 1]
    order = np.lexsort((length, borders))
    order = order[root[ends[order, 0]] != root[ends[order, 1]]]
    _, first = np.unique(borders[order], return_index=True)
    main = np.zeros(count, dtype=bool)
    front = np.unique(ends[order[first]])
    while front.size:
        main[front] = True
        front = before[front]
        front = np.unique(front[front >= 0])
        front = front[~main[front]]
    fast = main[ends[:, 0]] & main[ends[:, 1]]
    return ends, km, np.where(fast, 80.0, speed)
