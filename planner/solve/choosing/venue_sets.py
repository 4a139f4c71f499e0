"""Every set of venues at which the people of a unit fill the groups of a programme by their own choice.

Where people choose, what is held decides who comes where, and so everything that a plan counts. More
venues take people from those that are there: a set whose groups do not fill has no larger set whose
groups do. So the sets are listed by size, each from one that is smaller by one venue, and what cannot
fill its smallest group is never looked at again. Of the numbers of courses at a venue the smallest that
seats everybody is the best for every objective: more courses only add journeys of staff, and cost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import NDArray

from planner.problem import Problem, log_pull

Numbers = NDArray[np.float64]
Sets = NDArray[np.bool_]

AMOUNTS = ("unmet", "reach", "travel", "cost")
"""What is counted of every set, in this order of columns; `cost` without the venues' rent."""

PERSONS = 1e-7
"""Persons in a cycle that count as nobody."""

AT_ONCE = 2000
"""Sets that are evaluated together."""

SETS_MAX = 2_000_000
"""Sets of one programme and unit beyond which the plain MILP takes over."""


@dataclass(frozen=True)
class Choosers:
    """The people of one unit and programme, and where courses could be held for them.

    Rows are places, columns venues (or services). `pull` is exp(−θ t) of every venue, divided by that
    of the most attractive option of the place; 0 where people may not attend. `away`, `home` are the
    same of each service and of staying at home.
    """

    unit_id: str
    programme_id: str
    place_ids: tuple[str, ...]
    venue_ids: tuple[str, ...]
    service_ids: tuple[str, ...]
    would: Numbers
    pull: Numbers
    away: Numbers
    home: Numbers
    hours: Numbers
    hours_away: Numbers
    nok: Numbers
    nok_away: Numbers
    staff_hours: Numbers
    course_nok: Numbers
    """By venue: what one course a cycle costs in a year, staff's km included."""
    cycle_years: int
    least: float
    most: Numbers
    courses_max: Numbers
    """By venue: courses in a cycle that its room could take, if nothing else were held there."""

    def shares(self, sets: Sets) -> tuple[Numbers, NDArray[np.bool_]]:
        """(places × sets) 1 / Σ attractiveness of what is open, else 0; and who has an offer."""
        local = self.pull @ sets.T.astype(float)
        some = self.away.sum(axis=1)
        offered = (local + some[:, None]) > 0
        whole = local + (some + self.home)[:, None]
        return np.where(offered, 1.0 / np.where(whole > 0, whole, 1.0), 0.0), offered


@dataclass(frozen=True)
class Listed:
    """Sets of venues whose groups fill: (sets × venues) open, courses in a cycle, (sets × amounts)."""

    sets: Sets
    courses: NDArray[np.int64]
    amounts: Numbers


def choosers_of(problem: Problem, unit_id: str, programme_id: str, codes: frozenset[str]) -> Choosers:
    """The people of some municipalities in numbers; `unit_id` may be empty: nobody holds courses."""
    k, programme = programme_id, problem.programmes[programme_id]
    places = tuple(i for i in problem.demand[k] if problem.place_code[i] in codes)
    held = programme.hosts == (k,) and unit_id
    venues = tuple(
        v
        for v in (programme.group_max_persons if held else ())
        if problem.runners(v) == (unit_id,) and any(v in problem.local_minutes[i] for i in places)
    )
    away = problem.specialist_minutes.get(k, {})
    services = tuple(sorted({s for i in places for s in away.get(i, {})}))
    logit = problem.scenario.participation.logit

    def table(columns: tuple[str, ...], value: Callable[[str, str], float]) -> Numbers:
        found = [[value(i, c) for c in columns] for i in places]
        return np.array(found, dtype=float).reshape(len(places), len(columns))

    def pull(minutes: float | None) -> float:
        return -inf if minutes is None else log_pull(problem.scenario, minutes)

    def local(i: str, v: str) -> float:
        if programme.own_municipality_only and problem.place_code[i] != problem.venues[v].code:
            return -inf
        return pull(problem.local_minutes[i].get(v))

    per_km = problem.nok_per_km or 0.0
    pulls, pulls_away = table(venues, local), table(services, lambda i, s: pull(away[i].get(s)))
    stays = np.full((len(places), 1), pull(logit.home_minutes))
    every = np.hstack([pulls, pulls_away, stays])
    highest = every.max(axis=1, keepdims=True)
    highest = np.where(np.isfinite(highest), highest, 0.0)
    trips = 2 * programme.meetings_per_course
    staff = trips * programme.staff_travelling / programme.cycle_years
    once = programme.meetings_per_course / programme.cycle_years
    rooms = [problem.venues[v].meetings_per_year for v in venues]
    return Choosers(
        unit_id=unit_id,
        programme_id=k,
        place_ids=places,
        venue_ids=venues,
        service_ids=services,
        would=np.array([problem.demand[k][i] for i in places], dtype=float),
        pull=np.exp(pulls - highest),
        away=np.exp(pulls_away - highest),
        home=np.exp(stays - highest)[:, 0],
        hours=trips / 60 * table(venues, lambda i, v: problem.local_mean_minutes[i].get(v, 0.0)),
        hours_away=table(
            services,
            lambda i, s: (
                2
                / 60
                * problem.services[s].trips_per_course
                * problem.specialist_mean_minutes[k][i].get(s, 0.0)
            ),
        ),
        nok=trips * per_km * table(venues, lambda i, v: problem.local_km[i].get(v, 0.0)),
        nok_away=table(
            services,
            lambda i, s: (
                2 * per_km * problem.services[s].trips_per_course * problem.service_km[i].get(s, 0.0)
            ),
        ),
        staff_hours=np.array([staff * problem.staff_minutes[unit_id][v] / 60 for v in venues]),
        course_nok=np.array(
            [
                (programme.nok_per_course or 0.0) / programme.cycle_years
                + staff * per_km * problem.staff_km[unit_id][v]
                for v in venues
            ]
        ),
        cycle_years=programme.cycle_years,
        least=programme.group_min_persons,
        most=np.array([programme.group_max_persons[v] for v in venues], dtype=float),
        courses_max=np.array([inf if r is None else np.floor(r / once + 1e-7) for r in rooms]),
    )


def listed(
    people: Choosers, *, anywhere: bool, most_venues: int | None, stopped: Callable[[], bool]
) -> Listed | None:
    """Every set whose groups fill, no venue at all first; None where they are too many or time is up.

    `anywhere`: whether those who come to the specialist count as reached.
    """
    width = len(people.venue_ids)
    level: Sets = np.zeros((1, width), dtype=bool)
    found = [_evaluated(people, level, anywhere=anywhere)[0]]
    seen, size = 1, 0
    while width and len(level) and (most_venues is None or size < most_venues):
        size += 1
        following = []
        for some in _larger(level):
            seen += len(some)
            if seen > SETS_MAX or stopped():
                return None
            one, fills = _evaluated(people, some, anywhere=anywhere)
            found.append(one)
            following.append(some[fills])
        level = np.concatenate(following) if following else level[:0]
    return Listed(
        np.concatenate([one.sets for one in found]),
        np.concatenate([one.courses for one in found]),
        np.concatenate([one.amounts for one in found]),
    )


def _larger(level: Sets) -> Iterator[Sets]:
    """Each set with one venue more, after its last one, so that every set comes up once."""
    width = level.shape[1]
    last = np.where(level.any(axis=1), width - 1 - np.argmax(level[:, ::-1], axis=1), -1)
    for v in range(width):
        start = level[last < v]
        for at in range(0, len(start), AT_ONCE):
            more = start[at : at + AT_ONCE].copy()
            more[:, v] = True
            yield more


def _evaluated(people: Choosers, sets: Sets, *, anywhere: bool) -> tuple[Listed, NDArray[np.bool_]]:
    """What each set comes to, of those that can be held; and of all, whether smallest groups fill."""
    share, offered = people.shares(sets)
    choosing = people.would[:, None] * share  # of each unit of attractiveness
    come = (choosing.T @ people.pull) * sets
    crowd = come * people.cycle_years
    fills = np.asarray(((crowd >= people.least - PERSONS) | ~sets).all(axis=1))
    courses = np.where(sets, np.maximum(np.ceil((crowd - PERSONS) / people.most), 1.0), 0.0)
    room = (courses * people.least <= crowd + PERSONS) & (courses <= people.courses_max)
    good = np.asarray((room | ~sets).all(axis=1))
    gone = choosing.T @ people.away
    hours = ((choosing.T @ (people.pull * people.hours)) * sets).sum(axis=1)
    hours += (choosing.T @ (people.away * people.hours_away)).sum(axis=1) + courses @ people.staff_hours
    nok = ((choosing.T @ (people.pull * people.nok)) * sets).sum(axis=1)
    nok += (choosing.T @ (people.away * people.nok_away)).sum(axis=1) + courses @ people.course_nok
    reached = come.sum(axis=1) + (gone.sum(axis=1) if anywhere else 0.0)
    unmet = people.would @ ~offered
    amounts = np.stack([unmet, people.would.sum() - reached, hours, nok], axis=1)
    return Listed(sets[good], courses[good].astype(np.int64), amounts[good]), fills
