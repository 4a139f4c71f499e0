"""A programme's people with what they weigh: nobody to come, hours on the road, places at the hospital.

Whoever would take part in a programme goes to a town, to a specialist service or nowhere. Each way has
amounts: with no offer (`unmet`), not reached (`reach`), hours (`travel`), places at each service. Any
weights on these amounts make one number for each person and way, and a part with such numbers is one
that course patterns are searched for (`course_patterns`), with the cheapest way that needs no course in
the place of the specialist.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

import numpy as np

from planner.problem import NOBODY, Problem
from planner.solve.programmes.course_patterns import Array, PartArrays, ways_of
from planner.solve.programmes.pattern_transport import Flow
from planner.solve.programmes.subproblems import Subproblem, runner_of

AMOUNTS = ("unmet", "reach", "travel")
"""Stages that are sums over people and courses."""

Place = tuple[str, str]
"""(service, programme) of a limit on places; the programme is empty where all count together."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What an amount counts: of the stages by name, of a place at a service (0 where left out)."""

    of: Mapping[str, float]
    places: Mapping[Place, float]

    def stage(self, name: str) -> float:
        """What a stage's amount counts."""
        return self.of.get(name, 0.0)


@dataclass(frozen=True, slots=True)
class Column:
    """Courses of one part and who goes where, by its amounts: of the stages, and of places used."""

    part: int
    courses: tuple[tuple[int, int], ...]
    of: Mapping[str, float]
    places: Mapping[Place, float]


@dataclass(frozen=True, slots=True)
class People:
    """A part's people and ways: P places, J towns, S services; hours are of one who comes, there and
    back in all trips of a year.

    `towns` are one room for each town. Ways that cannot be are infinite, and their shares 0.
    """

    number: int
    programme_id: str
    place_ids: tuple[str, ...]
    towns: tuple[str, ...]
    service_ids: tuple[str, ...]
    would: Array
    hours_local: Array
    come_local: Array
    hours_away: Array
    come_away: Array
    staff_hours: Array
    group_min: float
    group_max: Array
    cycle_years: int
    away_is_reached: bool

    @property
    def courses_max(self) -> int:
        """Courses in a cycle that all the people together could fill."""
        return self.weighed(Weights({"travel": 1.0}, {})).courses_max

    def weighed(self, weights: Weights) -> PartArrays:
        """The part with weighed amounts in the place of hours."""
        reach, travel = weights.stage("reach"), weights.stage("travel")
        local = np.where(
            np.isfinite(self.hours_local),
            reach * (1 - self.come_local)
            + travel * self.come_local * np.where(np.isfinite(self.hours_local), self.hours_local, 0.0),
            inf,
        )
        ways = self._ways_out(weights)
        zeros = np.zeros(len(self.place_ids))
        return PartArrays(
            programme_id=self.programme_id,
            place_ids=self.place_ids,
            venue_ids=self.towns,
            service_ids=("",) * len(self.place_ids),
            participants=self.would,
            hours_away=ways.min(axis=1),
            hours_local=local,
            nok_away=zeros,
            nok_local=np.zeros_like(self.hours_local),
            staff_hours=travel * self.staff_hours,
            group_min=self.group_min,
            group_max=self.group_max,
            cycle_years=self.cycle_years,
            come_local=self.come_local,
        )

    def _ways_out(self, weights: Weights) -> Array:
        """(P, S + 1) what each way without a course weighs for one person; the last is no offer."""
        reach, travel = weights.stage("reach"), weights.stage("travel")
        price = np.array(
            [
                weights.places.get((s, ""), 0.0) + weights.places.get((s, self.programme_id), 0.0)
                for s in self.service_ids
            ]
        )
        can = np.isfinite(self.hours_away)
        missed = (1 - self.come_away) if self.away_is_reached else np.ones_like(self.come_away)
        hours = np.where(can, self.hours_away, 0.0)
        away = np.where(can, reach * missed + self.come_away * (travel * hours + price), inf)
        none = np.full((len(self.place_ids), 1), weights.stage("unmet") + reach)
        return np.hstack([away, none])

    def column(self, courses: tuple[tuple[int, int], ...], flow: Flow, weights: Weights) -> Column:
        """The amounts of a pattern and its flow; others take the way out that weighs least."""
        chosen = self._ways_out(weights).argmin(axis=1)
        none = chosen == len(self.service_ids)
        unmet = float(flow.away[none].sum())
        of = {"unmet": unmet, "reach": unmet, "travel": 0.0}
        places: dict[Place, float] = {}
        for n, s in enumerate(self.service_ids):
            here = chosen == n
            going, come = flow.away[here], self.come_away[here, n]
            there = float(going @ come)
            of["reach"] += float(going.sum()) - (there if self.away_is_reached else 0.0)
            of["travel"] += float((going * come) @ self.hours_away[here, n])
            for key in ((s, ""), (s, self.programme_id)):
                places[key] = there
        for slot, (town, n_courses) in enumerate(courses):
            going, come = flow.local[:, slot], self.come_local[:, town]
            hours = np.where(np.isfinite(self.hours_local[:, town]), self.hours_local[:, town], 0.0)
            of["reach"] += float(going @ (1 - come))
            of["travel"] += float((going * come) @ hours) + n_courses * float(self.staff_hours[town])
        return Column(self.number, courses, of, places)


def people_of(problem: Problem, number: int, part: Subproblem) -> People:
    """A part's people. The part has one programme, and one room for each town that a unit runs."""
    (k,) = part.programme_ids
    small = part.problem
    programme = small.programmes[k]
    places = tuple(sorted(small.demand[k]))
    towns = tuple(sorted(programme.group_max_persons)) if programme.hosts else ()
    services = tuple(
        sorted({s for i in places for s in problem.specialist_minutes.get(k, {}).get(i, {})})
    )
    would = np.array([small.demand[k][i] for i in places])
    hours_local = np.full((len(places), len(towns)), inf)
    come_local = np.zeros((len(places), len(towns)))
    hours_away = np.full((len(places), len(services)), inf)
    come_away = np.zeros((len(places), len(services)))
    ways = ways_of(small, k, places, towns)
    for p, i in enumerate(places):
        for j, v in enumerate(towns):
            if v in ways[i] and small.come(k, i, v) >= NOBODY * would[p]:
                hours_local[p, j] = (
                    programme.meetings_per_course * 2 * small.local_mean_minutes[i][v] / 60
                )
                come_local[p, j] = small.come(k, i, v) / would[p]
        for n, s in enumerate(services):
            minutes = problem.specialist_mean_minutes[k][i].get(s)
            if minutes is not None:
                hours_away[p, n] = problem.services[s].trips_per_course * 2 * minutes / 60
                come_away[p, n] = problem.come_away(k, i, s) / would[p]
    trips = programme.meetings_per_course * programme.staff_travelling / programme.cycle_years
    return People(
        number=number,
        programme_id=k,
        place_ids=places,
        towns=towns,
        service_ids=services,
        would=would,
        hours_local=hours_local,
        come_local=come_local,
        hours_away=hours_away,
        come_away=come_away,
        staff_hours=np.array(
            [trips * 2 * small.way_of_staff(k, runner_of(small, v) or "", v)[0] / 60 for v in towns]
        ),
        group_min=programme.group_min_persons,
        group_max=np.array([programme.group_max_persons[v] for v in towns]),
        cycle_years=programme.cycle_years,
        away_is_reached=problem.scenario.reach == "anywhere",
    )


def limits_on_places(problem: Problem) -> dict[Place, float]:
    """Every limit on places that is stated and that somebody could fill."""
    used = {(s, k) for k, ways in problem.specialist_minutes.items() for w in ways.values() for s in w}
    found: dict[Place, float] = {}
    for s, service in problem.services.items():
        if service.participants_max is not None and any(s == used_s for used_s, _ in used):
            found[s, ""] = service.participants_max
        found |= {(s, k): n for k, n in service.programme_places.items() if (s, k) in used}
    return found
