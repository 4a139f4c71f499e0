"""The best plan of a small region by going through every number of courses: from docs/model.md alone.

Nothing here comes from the planner but the region, the scenario and the travel times: participation,
distance decay, groups, rooms and places at the hospital are written down again. Units are fixed, and
a venue lies in one of them. For each choice of courses who goes where is a linear program, solved stage
by stage.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import exp, floor

import numpy as np
from scipy.optimize import linprog

from planner.region.types import Programme, Region
from planner.scenario.schema import Scenario
from planner.travel.types import Travel

Courses = Mapping[tuple[str, str], int]
"""(programme, venue) → courses in a cycle."""

CLOSE = 1e-7


@dataclass(frozen=True)
class Option:
    """One way for the people of a place: the share that comes, one-way minutes and trips."""

    place: str
    programme: str
    target: tuple[str, str] | None
    """("venue" or "service", id), or None for no offer."""
    course: str
    comes: float
    minutes: float
    trips: float


def comes(scenario: Scenario, programme_id: str, minutes: float) -> float:
    """φ(t)."""
    own = scenario.participation.programmes
    decay = own.get(programme_id, scenario.participation.decay)
    if decay.form == "steps":
        found = 1.0
        for step in decay.steps:
            found = step.share if minutes > step.over_minutes else found
        return found
    if decay.form == "exponential":
        return exp(-decay.rate_per_minute * max(0, minutes - decay.free_minutes))
    if decay.form == "logistic":
        a, half = decay.steepness_per_minute, decay.half_minutes
        return (1 + exp(-a * half)) / (1 + exp(a * (minutes - half)))
    return 1.0


class Brute:
    """Everything that the enumeration needs to know of a region and a scenario."""

    def __init__(self, region: Region, travel: Travel, scenario: Scenario) -> None:
        self.region, self.travel, self.scenario = region, travel, scenario
        self.unit_of: dict[str, str] = {}
        for u in scenario.units.candidates:
            for code in region.units[u].member_codes:
                self.unit_of[code] = u
        codes = {*region.municipalities}
        self.places = [p for p in region.places.values() if p.persons and p.municipality_code in codes]
        level = region.demand_levels[scenario.demand.level].participants_per_1000
        self.would = {
            (p.id, m.programme_id): p.persons * level * m.share * scenario.demand.factor / 1000
            for p in self.places
            for m in region.mixes
            if m.share > 0
        }
        self.programmes = sorted({k for _, k in self.would})

    def _hosts(self, programme: Programme) -> list[str]:
        """Programmes whose courses its people attend: its own (joining is another's to prove)."""
        local = {"municipality", "shared"} & set(programme.levels)
        return [programme.id] if programme.pooled and local else []

    def runner(self, venue_id: str) -> str | None:
        """The unit whose member the venue's municipality is, if its staff have a way there."""
        place = self.region.venues[venue_id].place_id
        unit = self.unit_of.get(self.region.places[place].municipality_code)
        if unit is None or self.staff_minutes(unit, venue_id) is None:
            return None
        return unit

    def staff_minutes(self, unit_id: str, venue_id: str) -> float | None:
        """From the nearest base."""
        unit, place = self.region.units[unit_id], self.region.venues[venue_id].place_id
        bases = unit.staff_base_place_ids or (unit.seat_place_id,)
        ways = [m for b in bases if (m := self.travel.minutes(b, place)) is not None]
        return min(ways, default=None)

    def seats(self, programme: Programme, venue_id: str) -> int:
        """Largest group in the room, 0 where it does not suit."""
        venue = self.region.venues[venue_id]
        if venue.off_by_default or (programme.venue_kinds and venue.kind not in programme.venue_kinds):
            return 0
        times = {"day", "evening"}
        at = times if programme.time_of_day == "both" else {programme.time_of_day}
        open_ = times if venue.time_of_day == "both" else {venue.time_of_day}
        staff = programme.professionals_per_meeting + programme.user_representatives_per_meeting
        return min(programme.group_max_persons, venue.seats - staff) if at & open_ else 0

    def options(self, courses: Courses) -> list[Option]:
        """Every way of everybody, given where courses are held."""
        found = []
        for (i, k), _ in self.would.items():
            programme = self.region.programmes[k]
            code = self.region.places[i].municipality_code
            for (h, v), n in courses.items():
                place = self.region.venues[v].place_id
                at_home = self.region.places[place].municipality_code == code
                minutes = self.travel.minutes(i, place)
                if n < 1 or h not in self._hosts(programme) or minutes is None:
                    continue
                if self.runner(v) != self.unit_of.get(code):
                    continue
                if "shared" not in programme.levels and not at_home:
                    continue
                share = comes(self.scenario, k, minutes)
                trips = self.region.programmes[h].meetings_per_course
                if share >= 1e-6:
                    found.append(Option(i, k, ("venue", v), h, share, minutes, trips))
            for s, service in self.region.specialist_services.items():
                minutes = self.travel.minutes(i, service.external_place_id)
                held = not service.programme_ids or k in service.programme_ids
                if minutes is None or not held or "specialist" not in programme.levels:
                    continue
                if 0.0 in (service.participants_per_year_max, service.programme_places.get(k)):
                    continue
                share = comes(self.scenario, k, minutes)
                if share >= 1e-6:
                    trips = service.trips_per_course
                    found.append(Option(i, k, ("service", s), k, share, minutes, trips))
            found.append(Option(i, k, None, k, 0.0, 0.0, 0.0))
        return found

    def every_choice(self) -> Iterator[Courses]:
        """All numbers of courses that people could fill and rooms could hold, groups aside."""
        cells, counts = [], []
        for k in self.programmes:
            programme = self.region.programmes[k]
            if not self._hosts(programme):
                continue
            for v in sorted(self.region.venues):
                if self.runner(v) is None or self.seats(programme, v) < programme.group_min_persons:
                    continue
                crowd = sum(self.would[p.id, k] for p in self.places) * programme.cycle_years
                most = floor(crowd / programme.group_min_persons + CLOSE)
                meetings = programme.meetings_per_course / programme.cycle_years
                most = min(most, floor(self.region.venues[v].meetings_per_year / meetings + CLOSE))
                cells.append((k, v))
                counts.append(range(most + 1))
        for numbers in product(*counts):
            courses = {cell: n for cell, n in zip(cells, numbers, strict=True) if n}
            if self._rooms_hold(courses):
                yield courses

    def _rooms_hold(self, courses: Courses) -> bool:
        used: dict[str, float] = {}
        for (k, v), n in courses.items():
            programme = self.region.programmes[k]
            used[v] = used.get(v, 0.0) + n * programme.meetings_per_course / programme.cycle_years
        return all(x <= self.region.venues[v].meetings_per_year + CLOSE for v, x in used.items())

    def staff_hours(self, courses: Courses) -> float:
        """Hours a year of the professionals."""
        hours = 0.0
        for (k, v), n in courses.items():
            p = self.region.programmes[k]
            trips = n / p.cycle_years * p.meetings_per_course * p.professionals_per_meeting
            hours += trips * 2 * (self.staff_minutes(self.runner(v) or "", v) or 0.0) / 60
        return hours

    def stages(self, courses: Courses, order: tuple[str, ...]) -> dict[str, float] | None:
        """The stages' values at their best for these courses; None where groups cannot be filled."""
        options = self.options(courses)
        would = np.array([self.would[o.place, o.programme] for o in options])
        come = would * np.array([o.comes for o in options])
        keys = sorted(self.would)
        equal = np.zeros((len(keys), len(options)))
        for n, option in enumerate(options):
            equal[keys.index((option.place, option.programme)), n] = 1.0
        rows, limits = [], []
        for (k, v), n in courses.items():
            p = self.region.programmes[k]
            here = [o.target == ("venue", v) and o.course == k for o in options]
            load = come * np.array(here) * p.cycle_years
            rows += [load, -load]
            limits += [self.seats(p, v) * n + CLOSE, CLOSE - p.group_min_persons * n]
        for s, service in self.region.specialist_services.items():
            there = np.array([o.target == ("service", s) for o in options])
            if service.participants_per_year_max is not None:
                rows.append(come * there)
                limits.append(service.participants_per_year_max)
            for k, places in service.programme_places.items():
                rows.append(come * there * np.array([o.programme == k for o in options]))
                limits.append(places)
        hours = np.array([o.trips * 2 * o.minutes / 60 for o in options])
        local = np.array([o.target is not None and o.target[0] == "venue" for o in options])
        reached = come if self.scenario.reach == "anywhere" else come * local
        costs = {
            "unmet": (would * np.array([o.target is None for o in options]), 0.0),
            "reach": (-reached, sum(self.would.values())),
            "travel": (come * hours, self.staff_hours(courses)),
        }
        values = {}
        for name in order:
            cost, constant = costs[name]
            solved = linprog(
                cost,
                A_ub=np.array(rows) if rows else None,
                b_ub=np.array(limits) if rows else None,
                A_eq=equal,
                b_eq=np.ones(len(keys)),
                bounds=(0, 1),
                method="highs",
            )
            if solved.status != 0:
                return None
            values[name] = float(solved.fun) + constant
            rows.append(cost)
            limits.append(float(solved.fun) + 1e-9)
        return values

    def chosen(self, courses: Courses) -> dict[str, float] | None:
        """The stages' values where people choose for themselves; None where groups do not come out.

        The share of every open option is its exp(−θ t) among all; who finds no place at a hospital
        that takes only so many is without an offer, those with the shortest way there last.
        """
        logit = self.scenario.participation.logit
        by_key: dict[tuple[str, str], list[Option]] = {}
        for option in self.options(courses):
            by_key.setdefault((option.place, option.programme), []).append(option)
        crowd = dict.fromkeys(courses, 0.0)
        unmet = local = hours = 0.0
        trips: list[tuple[str, str, float, float]] = []
        for key, options in by_key.items():
            offers = [o for o in options if o.target is not None]
            if not offers:
                unmet += self.would[key]
                continue
            pulls = [exp(-logit.rate_per_minute * o.minutes) for o in offers]
            whole = sum(pulls)
            if logit.home_minutes is not None:
                whole += exp(-logit.rate_per_minute * logit.home_minutes)
            for option, pull in zip(offers, pulls, strict=True):
                people = self.would[key] * pull / whole
                kind, target = option.target or ("", "")
                way = option.trips * 2 * option.minutes / 60
                if kind == "service":
                    trips.append((target, option.programme, people, way))
                    continue
                local, hours = local + people, hours + people * way
                cycle = self.region.programmes[option.course].cycle_years
                crowd[option.course, target] += people * cycle
        for (k, v), n in courses.items():
            p = self.region.programmes[k]
            if not p.group_min_persons * n - CLOSE <= crowd[k, v] <= self.seats(p, v) * n + CLOSE:
                return None
        turned, there, on_road = self._places(trips)
        reached = local + (there if self.scenario.reach == "anywhere" else 0.0)
        return {
            "unmet": unmet + turned,
            "reach": sum(self.would.values()) - reached,
            "travel": hours + on_road + self.staff_hours(courses),
        }

    def _places(self, trips: list[tuple[str, str, float, float]]) -> tuple[float, float, float]:
        """(turned away, taking part, their hours) of those who choose a hospital: fewest, least."""
        if not trips:
            return 0.0, 0.0, 0.0
        people = np.array([n for _, _, n, _ in trips])
        ways = np.array([way for _, _, _, way in trips])
        rows, limits = [], []
        for s, service in self.region.specialist_services.items():
            there = np.array([t == s for t, _, _, _ in trips])
            if service.participants_per_year_max is not None:
                rows.append(people * there)
                limits.append(service.participants_per_year_max)
            for k, places in service.programme_places.items():
                rows.append(people * there * np.array([q == k for _, q, _, _ in trips]))
                limits.append(places)
        table = np.array(rows) if rows else None
        most = linprog(-people, A_ub=table, b_ub=limits or None, bounds=(0, 1), method="highs")
        rows.append(-people)
        limits.append(float(most.fun) + 1e-9)
        least = linprog(people * ways, A_ub=np.array(rows), b_ub=limits, bounds=(0, 1), method="highs")
        come = float(people @ least.x)
        return float(people.sum()) - come, come, float(least.fun)

    def best(self, order: tuple[str, ...] = ("unmet", "reach", "travel")) -> dict[str, float]:
        """The stages' values of the best plan: the lexicographically least, to within rounding."""
        best: dict[str, float] | None = None
        for courses in self.every_choice():
            chosen = self.scenario.participation.choice == "logit"
            values = self.chosen(courses) if chosen else self.stages(courses, order)
            if values is None:
                continue
            if best is None or _before(values, best):
                best = values
        assert best is not None, "no course at all is always a plan"
        return best


def _before(values: Mapping[str, float], best: Mapping[str, float]) -> bool:
    for name, value in values.items():
        if abs(value - best[name]) > 1e-6 * (1 + abs(value)):
            return value < best[name]
    return False
