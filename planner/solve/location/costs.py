"""A problem that only picks venues, as one table of costs: who travels where, and what a venue takes.

Everybody goes to the venue or specialist that is cheapest for them, and nothing but the number of
venues ties their choices: p-median and fixed-charge location in the terms of the field. `why_not` says
where a problem asks for more than that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

import numpy as np
import numpy.typing as npt

from planner.model import objective_order
from planner.problem import TOLERANCE, Problem, ProgrammeData

Pattern = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.intp]

GOALS = ("travel", "cost")
"""Objectives that are sums over people and venues, one of which is made small."""


@dataclass(frozen=True, slots=True)
class Costs:
    """What is to be made small, by number of venue (row) and place (column).

    `ways[v, i]`: everybody of place i at venue v, or at the specialist where that is cheaper.
    `away[i]`: everybody of i at their best specialist, infinite where there is none. `fixed[v]`: what a
    venue adds when it is in use. `constant`: what every plan costs. `most`: most venues in use.
    `persons[i]`: participants of a place in a cycle. `rooms[v]`: how many of them a venue takes; None
    where all have room for everybody. Where rooms count, places keep together (`single_source`).
    """

    goal: str
    programme_id: str
    place_ids: tuple[str, ...]
    venue_ids: tuple[str, ...]
    runner_ids: tuple[str, ...]
    service_ids: tuple[str | None, ...]
    ways: Pattern
    away: Pattern
    fixed: Pattern
    constant: float
    most: int
    persons: Pattern
    rooms: Pattern | None = None

    def value(self, chosen: Numbers) -> float:
        """What a choice of venues comes to without the constant; infinite if it leaves people out."""
        nearest = self.ways[chosen].min(axis=0, initial=inf)
        return float(np.minimum(nearest, self.away).sum() + self.fixed[chosen].sum())

    @property
    def whole(self) -> bool:
        """Whether every cost is a whole number, and with them every plan's."""
        table = (self.ways, self.fixed, self.away[np.isfinite(self.away)])
        return all(_whole(x) for x in table)


def why_not(problem: Problem) -> str | None:
    """Why a problem asks for more than to pick venues, or None where it does not."""
    order = objective_order(problem)
    goals = [name for name in order if name in problem.scenario.objectives and name != "unmet"]
    if len(goals) != 1 or goals[0] not in GOALS:
        return "the objectives are more than travel or cost"
    first = "unmet" in order and order.index("unmet") < order.index(goals[0])
    if not first and problem.scenario.rules.access.unmet_share_max != 0:
        return "people may be left without an offer to save travel or cost"
    return asks_for_more(problem)


def asks_for_more(problem: Problem) -> str | None:
    """What ties people's choices beside the number of venues and their rooms; None: nothing."""
    scenario, venues = problem.scenario, problem.scenario.venues
    rules = scenario.rules
    wanted = {k: by_place for k, by_place in problem.demand.items() if by_place}
    if problem.free_units:
        return "the optimiser forms the units"
    if scenario.limits or scenario.budget.nok_per_year_max is not None:
        return "a bound on an objective"
    if venues.in_use or problem.staffing is not None or scenario.nearest:
        return "a rule for single venues or units"
    if rules.access.specialist_share_max is not None or problem.places_are_limited:
        return "the share at the specialist is limited, or its places are"
    if problem.decays:
        return "not everybody comes"
    if len(wanted) != 1 or not problem.venues:
        return "not one programme with venues"
    [(k, by_place)] = wanted.items()
    programme = problem.programmes[k]
    if programme.hosts != (k,):
        return "groups may join another programme"
    suited = [problem.venues[v] for v in programme.group_max_persons]
    smallest = min(by_place.values()) * programme.cycle_years
    once = programme.meetings_per_course / programme.cycle_years
    if programme.group_min_persons > smallest + TOLERANCE:
        return "the smallest group is larger than a place's own"
    if any(v.meetings_per_year is not None and v.meetings_per_year < once - TOLERANCE for v in suited):
        return "a venue takes no course"
    if rooms_count(problem, programme):
        if not rules.single_source.on:
            return "venues fill up, and places may be divided"
        if any(v.meetings_per_year is None or v.meetings_per_year >= 2 * once for v in suited):
            return "venues fill up, and may hold several courses"
        if not _whole(np.array(list(by_place.values())) * programme.cycle_years):
            return "venues fill up, and people are no whole numbers"
    if any(len(problem.runners(v.id)) > 1 for v in suited):
        return "more than one unit could run a venue"
    return None


def rooms_count(problem: Problem, programme: ProgrammeData) -> bool:
    """Whether some venue has no room for everybody in one course."""
    everybody = sum(problem.demand[programme.id].values()) * programme.cycle_years
    return min(programme.group_max_persons.values()) < everybody - TOLERANCE


def _whole(numbers: Pattern) -> bool:
    return bool(np.all(np.abs(numbers - np.rint(numbers)) <= 1e-12 * np.maximum(1.0, np.abs(numbers))))


def costs_of(problem: Problem) -> Costs | None:
    """The table of a problem that `why_not` lets pass; None where somebody could be left out."""
    order = objective_order(problem)
    [goal] = [name for name in order if name in GOALS]
    [k] = [k for k, by_place in problem.demand.items() if by_place]
    programme = problem.programmes[k]
    places = tuple(sorted(problem.demand[k]))
    venues = tuple(v for v in sorted(programme.group_max_persons) if len(problem.runners(v)) == 1)
    runners = tuple(problem.runners(v)[0] for v in venues)
    persons = np.array([problem.demand[k][i] for i in places])
    table = problem.local_mean_minutes if goal == "travel" else problem.local_km
    each = persons * _per_way(problem, goal, programme.meetings_per_course)
    ways = np.array(
        [
            np.where(np.isfinite(way), way, 0.0) * each + np.where(np.isfinite(way), 0.0, inf)
            for v, u in zip(venues, runners, strict=True)
            for way in [reached(problem, programme, table, v, u, places)]
        ]
    ).reshape(len(venues), len(places))
    services = [_service(problem, goal, k, i) for i in places]
    away = np.array([cost for cost, _ in services])
    ways = np.minimum(ways, away)
    most = problem.scenario.venues.count_max
    nobody_local = not len(venues) or most == 0
    if not np.all(np.isfinite(ways)) or (nobody_local and not np.all(np.isfinite(away))):
        return None
    return Costs(
        goal=goal,
        programme_id=k,
        place_ids=places,
        venue_ids=venues,
        runner_ids=runners,
        service_ids=tuple(s for _, s in services),
        ways=ways,
        away=away,
        fixed=np.array(
            [_fixed(problem, programme, goal, v, u) for v, u in zip(venues, runners, strict=True)]
        ),
        constant=_constant(problem, goal),
        most=len(venues) if most is None else min(most, len(venues)),
        persons=persons * programme.cycle_years,
        rooms=np.array([programme.group_max_persons[v] for v in venues])
        if rooms_count(problem, programme)
        else None,
    )


def reached(
    problem: Problem,
    programme: ProgrammeData,
    table: Mapping[str, Mapping[str, float]],
    venue_id: str,
    unit_id: str,
    places: tuple[str, ...],
) -> Pattern:
    """What a table says of the way of each place to a venue; infinite where they may not attend."""
    one_of = {m: i for i, m in problem.place_code.items()}
    allowed = {m: problem.may_attend(i, unit_id) for m, i in one_of.items()}
    if programme.own_municipality_only:
        allowed = {m: may and m == problem.venues[venue_id].code for m, may in allowed.items()}
    return np.array(
        [
            table[i][venue_id]
            if allowed[problem.place_code[i]] and venue_id in problem.local_minutes[i]
            else inf
            for i in places
        ]
    )


def _per_way(problem: Problem, goal: str, trips: float) -> float:
    """Hours a minute, or NOK a km, of everybody's trips there and back."""
    return 2 * trips / 60 if goal == "travel" else 2 * trips * (problem.nok_per_km or 0.0)


def _service(problem: Problem, goal: str, programme_id: str, place_id: str) -> tuple[float, str | None]:
    """The specialist service that costs a place least, ids breaking ties; infinite where none is."""
    persons = problem.demand[programme_id][place_id]
    minutes = problem.specialist_mean_minutes.get(programme_id, {}).get(place_id, {})
    table = minutes if goal == "travel" else problem.service_km[place_id]
    found = [
        (persons * _per_way(problem, goal, problem.services[s].trips_per_course) * table[s], s)
        for s in minutes
    ]
    return min(found, default=(inf, None))


def _fixed(problem: Problem, programme: ProgrammeData, goal: str, venue_id: str, unit_id: str) -> float:
    """What one course a cycle adds at a venue, and the venue itself."""
    a_year = programme.meetings_per_course * programme.staff_travelling / programme.cycle_years
    if goal == "travel":
        return a_year * 2 * problem.staff_minutes[unit_id][venue_id] / 60
    return (
        (problem.venues[venue_id].nok_per_year or 0.0)
        + (programme.nok_per_course or 0.0) / programme.cycle_years
        + a_year * 2 * problem.staff_km[unit_id][venue_id] * (problem.nok_per_km or 0.0)
    )


def _constant(problem: Problem, goal: str) -> float:
    if goal == "travel":
        return 0.0
    return sum(unit.nok_per_year or 0.0 for unit in problem.units.values())
