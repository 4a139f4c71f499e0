"""What the brute force needs to know of region, scenario and given memberships, as plain numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from math import ceil

import numpy as np
from scipy.stats import poisson

from planner.region.types import Region
from planner.scenario.schema import Scenario
from planner.travel.types import Travel

NEAR = 1e-6


@dataclass(frozen=True)
class Instance:
    """Region, travel and scenario, with `members`: unit id → its municipalities."""

    region: Region
    travel: Travel
    scenario: Scenario
    members: Mapping[str, tuple[str, ...]]

    @cached_property
    def scope(self) -> frozenset[str]:
        wanted = self.scenario.scope
        if wanted == "all":
            return frozenset(self.region.municipalities)
        if isinstance(wanted, str):
            return frozenset(self.region.scopes[wanted or self.region.default_scope])
        return frozenset(wanted)

    @cached_property
    def distributed(self) -> frozenset[str]:
        """Municipalities that could be members of some unit."""
        if self.scenario.units.assignment == "free":
            return frozenset(self.scenario.units.municipalities) or self.scope
        return frozenset(code for codes in self.members.values() for code in codes)

    @cached_property
    def unit_of(self) -> dict[str, str]:
        return {code: u for u, codes in self.members.items() for code in codes}

    @cached_property
    def people(self) -> dict[str, int]:
        """Demand point → inhabitants."""
        codes = self.scope | self.distributed
        return {
            p.id: p.persons
            for p in self.region.places.values()
            if p.municipality_code in codes and p.persons > 0
        }

    @cached_property
    def demand(self) -> dict[tuple[str, str], float]:
        """(place, programme) → participants a year."""
        choice = self.scenario.demand
        level = self.region.demand_levels[choice.level].participants_per_1000
        wanted = choice.programmes or tuple(self.region.programmes)
        return {
            (i, row.programme_id): persons * level * row.share * choice.factor / 1000
            for i, persons in self.people.items()
            for row in self.region.mixes
            if row.mix_id == choice.mix and row.programme_id in wanted and row.share > 0
        }

    def smallest(self, programme_id: str) -> float:
        """Participants that a course must expect, whatever cases come of those who may."""
        least = self.region.programmes[programme_id].group_min_persons
        probability = self.scenario.rules.group_size.fill_probability
        if probability is None:
            return float(least)
        programmes = self.region.programmes
        who = [k for k in programmes if k == programme_id or programme_id in self.hosts(k)]
        sizes = sorted({programmes[k].persons_per_case for k in who})
        return smallest_expectation(least, probability, sizes)

    def largest(self, programme_id: str, venue_id: str) -> float:
        """Participants that a course holds at a venue."""
        programme = self.region.programmes[programme_id]
        seats = self.region.venues[venue_id].seats - programme.staff_per_meeting
        return float(min(programme.group_max_persons, seats))

    def is_local(self, programme_id: str) -> bool:
        levels = self.region.programmes[programme_id].levels
        return "municipality" in levels or "shared" in levels

    def suits(self, programme_id: str, venue_id: str) -> bool:
        """Whether a course of a programme could be held at a venue."""
        programme, venue = self.region.programmes[programme_id], self.region.venues[venue_id]
        kind_suits = not programme.venue_kinds or venue.kind in programme.venue_kinds
        time_suits = (
            programme.time_of_day == "both"
            or venue.time_of_day == "both"
            or programme.time_of_day == venue.time_of_day
        )
        big_enough = self.largest(programme_id, venue_id) >= self.smallest(programme_id) - NEAR
        return (
            programme.pooled
            and self.is_local(programme_id)
            and kind_suits
            and time_suits
            and big_enough
        )

    def hosts(self, programme_id: str) -> list[str]:
        """Programmes whose courses people of a programme may attend."""
        programme = self.region.programmes[programme_id]
        found = [programme_id]
        if self.scenario.rules.group_size.joins and programme.joins_id and self.is_local(programme_id):
            found.append(programme.joins_id)
        return sorted(set(found))

    def may_join(self, programme_id: str, unit_id: str) -> bool:
        """Whether a unit's people of a programme are too few for one group of their own."""
        programme = self.region.programmes[programme_id]
        if not programme.pooled:
            return True
        people: dict[str, float] = dict.fromkeys(self.members[unit_id], 0.0)
        for (i, k), participants in self.demand.items():
            code = self.region.places[i].municipality_code
            if k == programme_id and code in people:
                people[code] += participants * programme.cycle_years
        together = sum if "shared" in programme.levels else max
        return together([0.0, *people.values()]) < self.smallest(programme_id) - NEAR

    def candidate_venues(self) -> list[str]:
        choice = self.scenario.venues
        named = {*choice.in_use, *choice.listed, *(v.id for v in choice.new)}
        seats = {m.seat_place_id for m in self.region.municipalities.values()}
        found = []
        for venue in self.region.venues.values():
            in_place = {
                "free": True,
                "one_base": venue.place_id in choice.bases,
                "two_bases": venue.place_id in choice.bases,
                "municipal_seats": venue.place_id in seats,
                "listed": False,
            }
            if choice.strategy == "none" or venue.id in choice.off:
                continue
            let_in = not venue.off_by_default or venue.id in choice.on
            if venue.id in named or (let_in and in_place[choice.strategy]):
                found.append(venue.id)
        return sorted(found)

    def possible_runners(self, venue_id: str) -> list[str]:
        """Units that may run a venue, given who belongs to them."""
        code = self.region.places[self.region.venues[venue_id].place_id].municipality_code
        anywhere = self.scenario.venues.located_in == "anywhere"
        return [
            u
            for u, codes in sorted(self.members.items())
            if (anywhere or code in codes) and self.staff_way(u, venue_id) is not None
        ]

    def there_and_back(self, from_id: str, to_id: str) -> tuple[float, float]:
        """Hours and km of a way that there is, there and back."""
        there = (self.travel.minutes(from_id, to_id), self.travel.km(from_id, to_id))
        back = (self.travel.minutes(to_id, from_id), self.travel.km(to_id, from_id))
        minutes, km = (
            a + b for a, b in zip(there, back, strict=True) if a is not None and b is not None
        )
        return minutes / 60, km

    def staff_way(self, unit_id: str, venue_id: str) -> tuple[float, float] | None:
        """Hours and km there and back from the nearest staff base."""
        unit, place_id = self.region.units[unit_id], self.region.venues[venue_id].place_id
        ways = []
        for base in sorted(unit.staff_base_place_ids or (unit.seat_place_id,)):
            if self.travel.minutes(base, place_id) is not None:
                hours, km = self.there_and_back(base, place_id)
                ways.append((hours, base, km))
        return (min(ways)[0], min(ways)[2]) if ways else None

    def may_attend(self, place_id: str, unit_id: str) -> bool:
        """Whether people of a place may attend at venues of a unit."""
        own = self.unit_of.get(self.region.places[place_id].municipality_code)
        mode = self.scenario.rules.own_unit.mode
        return mode == "anywhere" or own == unit_id or (mode == "guests" and own is None)

    def within_reach(self, minutes: float | None) -> bool:
        limit = self.scenario.rules.access.minutes_max
        return minutes is not None and (limit is None or minutes <= limit + NEAR)


@cache
def _smallest(least: int, probability: float, sizes: tuple[float, ...]) -> float:
    low, high = float(least), 20.0 * least + 20.0
    if _seldom(least, low, sizes) >= probability:
        return low
    while high - low > 1e-10 * high:
        middle = (low + high) / 2
        low, high = (low, middle) if _seldom(least, middle, sizes) >= probability else (middle, high)
    return high


def smallest_expectation(least: int, probability: float, sizes: Sequence[float]) -> float:
    """By halving: the expectation from which the group fills, in whichever of two sizes people come."""
    return _smallest(least, probability, tuple(sizes))


def _seldom(least: int, persons: float, sizes: tuple[float, ...]) -> float:
    """The least P(size · N + other · M ≥ least) over all ways to part the expected persons."""
    worst = 1.0
    for size in sizes:
        for other in sizes:
            shares = np.linspace(0.0, 1.0, 1 if size == other else 401)
            below = np.zeros_like(shares)
            n = 0
            while n * size < least - 1e-9:
                most = ceil((least - n * size) / other - 1e-9) - 1
                first = poisson.pmf(n, (1 - shares) * persons / size)
                below += first * poisson.cdf(most, shares * persons / other)
                n += 1
            worst = min(worst, float((1 - below).min()))
    return worst
