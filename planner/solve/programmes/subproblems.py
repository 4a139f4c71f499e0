"""Cutting a problem with fixed units into parts that know nothing of each other.

A part is a programme, or several that are tied by joining a general one, of units whose courses the
same people may attend: of one unit where people attend in their own. Nobody else may attend there.
Unmet demand and hours on the road are sums over people and courses, so the best plans of the parts
together are a best plan of the whole.

In a part, rooms of the same town that the same unit runs differ only in how many fit in; the largest
stands for all of them. This loses no plan of the part: with capacity left aside, courses in a smaller
room can be held in the largest one at the same travel. Likewise each place keeps only its best
specialist service: nothing limits how many go to one service, so nobody would choose a worse one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

import networkx as nx

from planner.problem import TOLERANCE, Problem
from planner.rules import rules
from planner.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Subproblem:
    """A problem of its own. `key` is the hash of everything its answer depends on."""

    programme_ids: tuple[str, ...]
    problem: Problem
    key: str


def split(problem: Problem) -> tuple[Subproblem, ...]:
    """The parts of a problem with fixed, uncontested units, in order of their first programme.

    People who may attend nothing stand in the first part of their programme.
    """
    ties: nx.Graph[str] = nx.Graph()
    ties.add_nodes_from(k for k, by_place in problem.demand.items() if by_place)
    for k in list(ties):
        ties.add_edges_from((k, h) for h in problem.programmes[k].hosts if h in problem.programmes)
    runners = {v: u for v in problem.venues if (u := runner_of(problem, v)) is not None}
    open_to = {
        i: tuple(v for v, u in runners.items() if v in ways and problem.may_attend(i, u))
        for i, ways in problem.local_minutes.items()
    }
    whole = replace(problem, scenario=without_venue_policy(problem.scenario), staffing=None)
    parts = []
    for group in sorted(nx.connected_components(ties), key=min):
        ids = tuple(sorted(group))
        for crowd in _crowds(problem, ids, runners, open_to):
            own = tuple(sorted({*crowd.people, *crowd.rooms})) or ids
            small = _reduced(whole, own, crowd, runners)
            parts.append(Subproblem(own, small, _key(small)))
    return tuple(parts)


@dataclass(frozen=True, slots=True)
class _Crowd:
    """People, by programme and place, and the rooms that they may attend, by programme."""

    people: Mapping[str, frozenset[str]]
    rooms: Mapping[str, frozenset[str]]


def _crowds(
    problem: Problem,
    programme_ids: tuple[str, ...],
    runners: Mapping[str, str],
    open_to: Mapping[str, tuple[str, ...]],
) -> list[_Crowd]:
    """The connected components of people and units' courses; who may attend nothing joins the first."""
    ties: nx.Graph[tuple[str, ...]] = nx.Graph()
    alone: list[tuple[str, ...]] = []
    rooms_of: dict[tuple[str, ...], list[str]] = {}
    for v, u in runners.items():
        for h in programme_ids:
            if v in problem.programmes[h].group_max_persons:
                rooms_of.setdefault(("courses", h, u), []).append(v)
    courses_of: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    persons_at: dict[tuple[str, ...], float] = {}
    for k in programme_ids:
        programme = problem.programmes[k]
        hosts = [(h, problem.programmes[h]) for h in programme.hosts if h in problem.programmes]
        for i, participants in problem.demand.get(k, {}).items():
            here = problem.place_code[i]
            courses: set[tuple[str, ...]] = {
                ("courses", h, runners[v])
                for h, host in hosts
                for v in open_to.get(i, ())
                if v in host.group_max_persons
                and not (programme.own_municipality_only and problem.venues[v].code != here)
                and problem.may_come(i, k, h, runners[v])
            }
            courses_of["people", k, i] = courses
            for course in courses:
                years = problem.programmes[course[1]].cycle_years
                persons_at[course] = persons_at.get(course, 0.0) + participants * years
    for person, courses in courses_of.items():
        # a course that all who may come together do not fill is held in no plan
        filled = {
            course
            for course in courses
            if persons_at[course] >= problem.programmes[course[1]].group_min_persons - TOLERANCE
        }
        ties.add_edges_from((person, course) for course in filled)
        if not filled:
            alone.append(person)
    groups = sorted(sorted(group) for group in nx.connected_components(ties)) or [[]]
    groups[0] += alone
    found = []
    for group in groups:
        people: dict[str, set[str]] = {}
        rooms: dict[str, set[str]] = {}
        for node in group:
            kind, programme_id, key = node
            if kind == "people":
                people.setdefault(programme_id, set()).add(key)
            else:
                rooms.setdefault(programme_id, set()).update(rooms_of[node])
        found.append(
            _Crowd(
                {k: frozenset(ids) for k, ids in people.items()},
                {h: frozenset(ids) for h, ids in rooms.items()},
            )
        )
    return found


def runner_of(problem: Problem, venue_id: str) -> str | None:
    """The one unit that may run a venue, or None where none may."""
    units = problem.runners(venue_id)
    return units[0] if units else None


def _reduced(
    problem: Problem, programme_ids: tuple[str, ...], crowd: _Crowd, runners: Mapping[str, str]
) -> Problem:
    largest: dict[str, dict[str, float]] = {}
    for h in programme_ids:
        room: dict[tuple[str, str], tuple[float, str]] = {}
        for v in sorted(crowd.rooms.get(h, ())):
            most = problem.programmes[h].group_max_persons[v]
            site = (problem.venues[v].place_id, runners[v])
            if site not in room or (-most, v) < (-room[site][0], room[site][1]):
                room[site] = (most, v)
        largest[h] = {v: most for most, v in sorted(room.values(), key=lambda r: r[1])}
    venue_ids = tuple(sorted({v for rooms in largest.values() for v in rooms}))
    small = problem.only(programme_ids, venue_ids)
    places = frozenset().union(*crowd.people.values())
    demand = {
        k: {i: d for i, d in by_place.items() if i in crowd.people.get(k, ())}
        for k, by_place in small.demand.items()
    }
    return replace(
        small,
        programmes={k: replace(p, group_max_persons=largest[k]) for k, p in small.programmes.items()},
        venues={v: replace(d, meetings_per_year=None) for v, d in small.venues.items()},
        demand=demand,
        place_code={i: code for i, code in small.place_code.items() if i in places},
        specialist_minutes={
            k: {i: _best_service(problem, i, ways) for i, ways in by_place.items() if i in demand[k]}
            for k, by_place in small.specialist_minutes.items()
            if k in demand
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
        minutes = problem.mean_minutes.get(
            (place_id, problem.services[service_id].place_id), ways[service_id]
        )
        return (round(trips * minutes, 9), round(trips * km, 9), service_id)

    best = min(ways, key=hours_then_km)
    return {best: ways[best]}


def _key(problem: Problem) -> str:
    """A hash of every number and id that the part's answer depends on, unit ids aside."""
    runners = {v: runner_of(problem, v) for v in problem.venues}
    rows: list[object] = [
        (rule.name, rule.reads(problem.scenario)) for rule in rules() if rule.subject == "courses"
    ]
    rows += [repr(p) for p in problem.programmes.values()]
    rows += [(k, sorted(d.items())) for k, d in problem.demand.items()]
    mean_minutes = problem.local_mean_minutes
    for i in problem.place_code:
        open_to = [
            (
                v,
                problem.local_minutes[i][v],
                problem.local_km[i].get(v),
                mean_minutes[i][v],
            )
            for v in problem.venues
            if v in problem.local_minutes[i]
            and (u := runners[v]) is not None
            and problem.may_attend(i, u)
        ]
        rows.append((i, problem.place_code[i], open_to))
        rows += [(k, i, sorted(w[i].items())) for k, w in problem.specialist_minutes.items() if i in w]
        rows += [
            (k, i, sorted(w[i].items())) for k, w in problem.specialist_mean_minutes.items() if i in w
        ]
        rows.append(sorted(problem.service_km[i].items()))
    for v, u in runners.items():
        if u is not None:
            venue = problem.venues[v]
            way = (problem.staff_minutes[u][v], problem.staff_km[u][v])
            second = problem.hospital_minutes.get(u, {}).get(v), problem.hospital_km.get(u, {}).get(v)
            rows.append((v, venue.place_id, venue.code, way, second))
    rows += [(s.id, s.trips_per_course) for s in problem.services.values()]
    rows.append(problem.nok_per_km)
    return hashlib.sha256(repr(rows).encode()).hexdigest()
