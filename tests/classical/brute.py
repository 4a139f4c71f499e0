"""The classics by going through every choice of sites: no model, no solver."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, product
from math import inf

Distances = Mapping[str, Mapping[str, float]]
Demand = Mapping[str, int]


def choices(distances: Distances, most: int | None = None) -> Iterator[tuple[str, ...]]:
    """Every choice of at least one and at most `most` sites."""
    sites = sorted({site for row in distances.values() for site in row})
    for count in range(1, (len(sites) if most is None else most) + 1):
        yield from combinations(sites, count)


def nearest(distances: Distances, customer: str, chosen: tuple[str, ...]) -> float:
    """The distance to the nearest site chosen, infinite where no way leads to any."""
    return min((distances[customer].get(site, inf) for site in chosen), default=inf)


def p_median(demand: Demand, distances: Distances, sites: int) -> float:
    """Least Σ demand · distance."""
    return min(
        sum(n * nearest(distances, i, chosen) for i, n in demand.items())
        for chosen in choices(distances, sites)
    )


def p_centre(demand: Demand, distances: Distances, sites: int) -> float:
    """Least longest distance."""
    return min(
        max(nearest(distances, i, chosen) for i in demand) for chosen in choices(distances, sites)
    )


def set_covering(demand: Demand, distances: Distances, reach: float) -> int | None:
    """Fewest sites that reach everybody, or None where not even all of them do."""
    fits = [c for c in choices(distances) if all(nearest(distances, i, c) <= reach for i in demand)]
    return min((len(chosen) for chosen in fits), default=None)


def maximal_covering(demand: Demand, distances: Distances, reach: float, sites: int) -> int:
    """Most demand within reach."""
    return max(
        sum(n for i, n in demand.items() if nearest(distances, i, chosen) <= reach)
        for chosen in choices(distances, sites)
    )


def fixed_charge(demand: Demand, distances: Distances, costs: Mapping[str, float]) -> float:
    """Least cost of sites and Σ demand · distance."""
    return min(
        sum(costs[site] for site in chosen)
        + sum(n * nearest(distances, i, chosen) for i, n in demand.items())
        for chosen in choices(distances)
    )


def capacitated_p_median(
    demand: Demand, distances: Distances, sites: int, capacities: Mapping[str, int]
) -> float | None:
    """Least Σ demand · distance of all ways to serve each customer whole; None where there is none."""
    found = []
    for chosen in choices(distances, sites):
        for served in product(chosen, repeat=len(demand)):
            load = dict.fromkeys(chosen, 0)
            for (_, n), site in zip(demand.items(), served, strict=True):
                load[site] += n
            if all(load[site] <= capacities[site] for site in chosen):
                pairs = zip(demand.items(), served, strict=True)
                found.append(sum(n * distances[i][site] for (i, n), site in pairs))
    return min(found, default=None)
