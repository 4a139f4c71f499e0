"""The clusters of a small region: every unit with every set of members that the rules allow it.

A cluster is a set of municipalities that hang together around the seat of a unit, all eligible for it,
of a size that a hard guideline allows. What the rules say of one unit by itself is said here; what they
say of several together (everybody in one unit, how many units) are rows over the clusters.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from planner.problem import Problem
from planner.solve.districting import neighbours_of, sizes_of

MOST_SETS = 4_000
"""More sets of municipalities than this are too many to plan courses for."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A unit and its members (codes)."""

    unit_id: str
    codes: frozenset[str]


def clusters_of(problem: Problem) -> tuple[Cluster, ...] | None:
    """Every cluster, sets in order of size and codes, units by id; None where they are too many."""
    codes = tuple(sorted(problem.distributable_codes))
    sets = _connected_sets(problem, codes)
    if sets is None:
        return None
    allowed = _allowed_by_guideline(problem, codes)
    fixed = problem.scenario.units.fixed_members
    found = []
    for members in sets:
        if not allowed(members):
            continue
        inside = frozenset(codes[n] for n in members)
        for u, unit in sorted(problem.units.items()):
            may_be = inside <= unit.eligible_codes and unit.seat_code in inside
            if may_be and all(fixed.get(code, u) == u for code in inside):
                found.append(Cluster(u, inside))
    return tuple(found)


def _connected_sets(problem: Problem, codes: tuple[str, ...]) -> list[tuple[int, ...]] | None:
    """Sets that hang together, by numbers; each is grown from its smaller ones by a neighbour."""
    near = neighbours_of(problem, {code: n for n, code in enumerate(codes)})
    layer = {frozenset({n}) for n in range(len(codes))}
    found: list[frozenset[int]] = []
    while layer:
        found += layer
        if len(found) > MOST_SETS:
            return None
        layer = {one | {m} for one in layer for n in one for m in near[n] if m not in one}
    return sorted((tuple(sorted(one)) for one in found), key=lambda one: (len(one), one))


def _allowed_by_guideline(
    problem: Problem, codes: tuple[str, ...]
) -> Callable[[tuple[int, ...]], bool]:
    guideline = problem.scenario.threshold
    persons = [problem.persons[code] for code in codes]
    size, host = sizes_of(problem, codes)

    def allowed(members: tuple[int, ...]) -> bool:
        if guideline.mode == "hard" and sum(persons[n] for n in members) < guideline.persons_min:
            return False
        if guideline.upper != "hard":
            return True
        hosts = sum(host[n] for n in members)
        return hosts <= 1 and sum(size[n] for n in members) <= guideline.persons_max

    return allowed
