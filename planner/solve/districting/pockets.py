"""Municipalities that no unit of the right size can hold: named before anything is solved.

A group that hangs together with nobody and is too small is found by counting its people
(`planner.solve.infeasible.reasons`). With a hard upper end there are others: their neighbours are so
large that no connected set around them lies between the two ends. The set is searched for each by
itself, the most populous neighbour first, which nearly always ends at once.
"""

from __future__ import annotations

from planner.problem import Problem
from planner.solve.districting.areas import neighbours_of, sizes_of

MOST_NODES = 20_000
"""A search that takes longer than this has proved nothing: the municipality is not named."""


def without_a_unit(problem: Problem) -> tuple[str, ...]:
    """Codes in scope that are in no connected set between the ends of a hard guideline, sorted.

    Empty where the guideline, contiguity or staying outside leave room.
    """
    guideline, units = problem.scenario.threshold, problem.scenario.units
    strict = guideline.mode == "hard" and units.outside == "forbidden" and problem.free_units
    if not strict or guideline.upper != "hard" or not problem.scenario.contiguity.on:
        return ()
    codes = tuple(sorted(problem.distributable_codes))
    number = {code: i for i, code in enumerate(codes)}
    size, host = sizes_of(problem, codes)
    near = neighbours_of(problem, number)
    ends = guideline.persons_min, guideline.persons_max
    found = []
    for code in sorted(problem.scope_codes):
        if code in number and not _fits(number[code], size, host, near, ends):
            found.append(code)
    return tuple(found)


def _fits(
    start: int,
    size: tuple[int, ...],
    host: tuple[bool, ...],
    near: tuple[frozenset[int], ...],
    ends: tuple[int, int],
) -> bool:
    """Whether a connected set around an area has a size between the ends, with one host at the most."""
    low, high = ends
    if size[start] > high:
        return False
    nodes = 0
    # set, areas not to be added any more, size, whether it has a host
    left = [(frozenset({start}), frozenset({start}), size[start], host[start])]
    while left:
        members, banned, total, hosting = left.pop()
        if total >= low:
            return True
        nodes += 1
        if nodes > MOST_NODES:
            return True
        edge = {
            j
            for i in members
            for j in near[i]
            if j not in banned and total + size[j] <= high and not (hosting and host[j])
        }
        if edge:
            largest = max(edge, key=lambda j: (size[j], -j))
            left.append((members, banned | {largest}, total, hosting))
            left.append(
                (
                    members | {largest},
                    banned | {largest},
                    total + size[largest],
                    hosting or host[largest],
                )
            )
    return False
