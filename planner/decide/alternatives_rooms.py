"""Where courses are held, by places: problems with courses in some places only.

Two rooms of one place are the same choice: which of them is used is left to the later objectives.
"""

from __future__ import annotations

from planner.problem import Problem


def places_of(problem: Problem) -> frozenset[str]:
    """Places with a candidate venue."""
    return frozenset(venue.place_id for venue in problem.venues.values())


def rooms_in(problem: Problem, place_id: str) -> tuple[str, ...]:
    """The candidate venues of a place, sorted."""
    return tuple(v for v, venue in problem.venues.items() if venue.place_id == place_id)


def without_places(problem: Problem, place_ids: frozenset[str]) -> Problem:
    """The problem without the venues of some places."""
    if not place_ids:
        return problem
    keep = tuple(v for v, venue in problem.venues.items() if venue.place_id not in place_ids)
    return problem.only(tuple(problem.programmes), keep)


def wanted_places(problem: Problem) -> frozenset[str]:
    """Places of the venues that the scenario wants in use; no plan can do without them."""
    wanted = problem.scenario.venues.in_use
    return frozenset(problem.venues[v].place_id for v in wanted if v in problem.venues)
