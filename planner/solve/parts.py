"""Cutting a problem with fixed units into parts that know nothing of each other.

A part is a programme, or several that are tied by joining a general one. In a part, rooms of the same
town that the same unit runs differ only in how many fit in; the largest stands for all of them. This
loses no plan of the part: with capacity left aside, courses in a smaller room can be held in the
largest one at the same travel. Likewise each place keeps only its best specialist service: nothing
limits how many go to one service, so nobody would choose a worse one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

import networkx as nx

from planner.problem.types import Problem
from planner.scenario.schema import Scenario


@dataclass(frozen=True, slots=True)
class Part:
    """A problem of its own. `key` is the hash of everything its answer depends on."""

    programme_ids: tuple[str, ...]
    problem: Problem
    key: str


def split(problem: Problem) -> tuple[Part, ...]:
    """The parts of a problem with fixed, uncontested units, in order of their first programme."""
    ties: nx.Graph[str] = nx.Graph()
    ties.add_nodes_from(k for k, by_place in problem.demand.items() if by_place)
    for k in list(ties):
        ties.add_edges_from((k, h) for h in problem.programmes[k].hosts if h in problem.programmes)
    parts = []
    for group in sorted(nx.connected_components(ties), key=min):
        ids = tuple(sorted(group))
        small = _reduced(problem, ids)
        parts.append(Part(ids, small, _key(small)))
    return tuple(parts)


def runner_of(problem: Problem, venue_id: str) -> str | None:
    """The one unit that may run a venue, or None where none may."""
    units = problem.runners(venue_id)
    return units[0] if units else None


def _reduced(problem: Problem, programme_ids: tuple[str, ...]) -> Problem:
    largest: dict[str, dict[str, float]] = {}
    for h in programme_ids:
        room: dict[tuple[str, str], tuple[float, str]] = {}
        for v, most in problem.programmes[h].group_max_persons.items():
            unit = runner_of(problem, v)
            if unit is None:
                continue
            site = (problem.venues[v].place_id, unit)
            if site not in room or (-most, v) < (-room[site][0], room[site][1]):
                room[site] = (most, v)
        largest[h] = {v: most for most, v in sorted(room.values(), key=lambda r: r[1])}
    venue_ids = tuple(sorted({v for rooms in largest.values() for v in rooms}))
    small = problem.only(programme_ids, venue_ids)
    return replace(
        small,
        scenario=without_venue_policy(problem.scenario),
        staffing=None,
        programmes={k: replace(p, group_max_persons=largest[k]) for k, p in small.programmes.items()},
        venues={v: replace(d, meetings_per_year=None) for v, d in small.venues.items()},
        specialist_minutes={
            k: {i: _best_service(problem, i, ways) for i, ways in by_place.items()}
            for k, by_place in small.specialist_minutes.items()
        },
    )


def without_venue_policy(scenario: Scenario) -> Scenario:
    """The scenario without what counts all programmes together: venues in use, a budget, limits."""
    venues = scenario.venues.model_copy(update={"in_use": (), "count_max": None})
    budget = scenario.budget.model_copy(update={"nok_per_year_max": None})
    access = scenario.rules.access.model_copy(update={"unmet_share_max": None})
    rules = scenario.rules.model_copy(update={"access": access})
    return scenario.model_copy(
        update={"venues": venues, "budget": budget, "rules": rules, "limits": {}}
    )


def _best_service(problem: Problem, place_id: str, ways: Mapping[str, float]) -> dict[str, float]:
    """The service with the fewest hours, then km (it costs), then the first id."""
    if not ways:
        return {}

    def hours_then_km(service_id: str) -> tuple[float, float, str]:
        trips = problem.services[service_id].trips_per_course
        km = problem.service_km[place_id].get(service_id, 0.0)
        return (round(trips * ways[service_id], 9), round(trips * km, 9), service_id)

    best = min(ways, key=hours_then_km)
    return {best: ways[best]}


def _key(problem: Problem) -> str:
    """A hash of every number and id that the part's answer depends on, unit ids aside."""
    runners = {v: runner_of(problem, v) for v in problem.venues}
    rows: list[object] = [problem.scenario.rules.nearest.on]
    rows += [repr(p) for p in problem.programmes.values()]
    rows += [(k, sorted(d.items())) for k, d in problem.demand.items()]
    for i in problem.place_code:
        open_to = [
            (v, problem.local_minutes[i][v], problem.local_km[i].get(v))
            for v in problem.venues
            if v in problem.local_minutes[i]
            and (u := runners[v]) is not None
            and problem.may_attend(i, u)
        ]
        rows.append((i, problem.place_code[i], open_to))
        rows += [(k, i, sorted(w[i].items())) for k, w in problem.specialist_minutes.items() if i in w]
        rows.append(sorted(problem.service_km[i].items()))
    for v, u in runners.items():
        if u is not None:
            venue = problem.venues[v]
            way = (problem.staff_minutes[u][v], problem.staff_km[u][v])
            rows.append((v, venue.place_id, venue.code, way))
    rows += [(s.id, s.trips_per_course) for s in problem.services.values()]
    rows.append(problem.nok_per_km)
    return hashlib.sha256(repr(rows).encode()).hexdigest()
