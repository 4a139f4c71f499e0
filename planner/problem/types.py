"""The sets and parameters of the model, resolved to numbers.

A Problem knows nothing of files, maps or solvers. Everything in it is referred to by id; quantities
carry their unit in the name. Pairs that cannot be (no way, too far, wrong kind of room) are absent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from planner.problem.coming import share_coming
from planner.problem.staffing import StaffingData
from planner.scenario import Decay, Scenario

TOLERANCE = 1e-6
"""What counts as equal in minutes, shares and persons."""


@dataclass(frozen=True, slots=True)
class UnitData:
    """A candidate unit: `fixed_codes` is its membership where the scenario fixes it, else None."""

    id: str
    seat_place_id: str
    seat_code: str
    """Municipality of the seat."""
    staff_base_place_ids: tuple[str, ...]
    eligible_codes: frozenset[str]
    fixed_codes: frozenset[str] | None
    nok_per_year: float | None
    """Posts and fixed cost together; None where a rate is missing."""


@dataclass(frozen=True, slots=True)
class VenueData:
    """A candidate venue. `meetings_per_year` is None where capacity does not count."""

    id: str
    place_id: str
    code: str
    meetings_per_year: float | None
    nok_per_year: float | None


@dataclass(frozen=True, slots=True)
class ProgrammeData:
    """A programme in this scenario.

    `group_min_persons` is the smallest expectation per course (already raised where the scenario asks
    for a probability of filling); `group_max_persons[v]` the largest at each venue that suits, so a
    venue that is not a key holds no course of it. `hosts` are the programmes whose courses its people
    may attend: itself, and the general programme it joins.
    """

    id: str
    group_min_persons: float
    group_max_persons: Mapping[str, float]
    meetings_per_course: int
    cycle_years: int
    hosts: tuple[str, ...]
    own_municipality_only: bool
    staff_travelling: int
    nok_per_course: float | None
    """Professionals' hours and user representatives of one course; None where a rate is missing."""
    pooled: bool = True
    """Whether its people can meet as a group of their own at all."""
    decay: Decay | None = None
    """Who comes by the way they have; None where everybody does."""


@dataclass(frozen=True, slots=True)
class ServiceData:
    """A specialist service outside the region; never a venue of it.

    `participants_max` is the most that it takes in a year, None where nobody says, and
    `programme_places` the same of single programmes.
    """

    id: str
    place_id: str
    trips_per_course: float
    participants_max: float | None = None
    programme_places: Mapping[str, float] = field(default_factory=dict)

    def is_limited(self, programme_id: str) -> bool:
        """Whether people of a programme may find no place there."""
        return self.participants_max is not None or programme_id in self.programme_places


@dataclass(frozen=True)
class Problem:
    """The sets and parameters of one scenario. All mappings iterate in id order."""

    scenario: Scenario
    region_id: str
    scope_codes: tuple[str, ...]
    persons: Mapping[str, int]
    """Municipality code → inhabitants, for every municipality in play."""
    distributable_codes: tuple[str, ...]
    """Municipalities that may belong to a unit (the others are served as today)."""
    adjacent: frozenset[tuple[str, str]]
    """Pairs (a, b), both ways, of municipalities that hang together in this scenario."""
    units: Mapping[str, UnitData]
    place_code: Mapping[str, str]
    place_persons: Mapping[str, int]
    venues: Mapping[str, VenueData]
    programmes: Mapping[str, ProgrammeData]
    demand: Mapping[str, Mapping[str, float]]
    """Programme id → place id → participants per year (only where positive)."""
    services: Mapping[str, ServiceData]
    specialist_minutes: Mapping[str, Mapping[str, Mapping[str, float]]]
    """Programme id → place id → service id → one-way minutes, where it is held and within reach."""
    service_km: Mapping[str, Mapping[str, float]]
    """Place id → service id → km along the fastest way; as every km here the mean of there and back."""
    local_minutes: Mapping[str, Mapping[str, float]]
    """Place id → venue id → one-way minutes, where within reach."""
    staff_minutes: Mapping[str, Mapping[str, float]]
    """Unit id → venue id → one-way minutes from the nearest staff base that has a way."""
    staff_km: Mapping[str, Mapping[str, float]]
    local_km: Mapping[str, Mapping[str, float]]
    seat_minutes: Mapping[str, Mapping[str, float]]
    """Unit id → place id → one-way minutes to the seat."""
    nok_per_km: float | None
    mean_minutes: Mapping[tuple[str, str], float] = field(default_factory=dict)
    """(place, place of a venue or service) → minutes one way as the mean of there and back, where that
    is not the way there. Limits and means of people look at the way there; hours count both."""
    missing_rates: tuple[str, ...] = ()
    """Why cost cannot be told, in words; empty where it can."""
    would_by_code: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """Programme id → municipality code → persons who would take part in a cycle, of every programme
    that may join another. It stays whole where places and programmes are left out."""
    settled_by: tuple[str, ...] = ()
    """Those of the scenario's objectives that it does not name itself: what the others leave open is
    settled by them."""
    staffing: StaffingData | None = None
    """Hours of work that bound the plan; None where the scenario only has them reported."""

    @cached_property
    def local_mean_minutes(self) -> Mapping[str, Mapping[str, float]]:
        """`local_minutes` for hours on the road: the mean of the way there and the way back."""
        if not self.mean_minutes:
            return self.local_minutes
        return {
            i: {
                v: self.mean_minutes.get((i, self.venues[v].place_id), t)
                for v, t in ways.items()
                if v in self.venues
            }
            for i, ways in self.local_minutes.items()
        }

    @cached_property
    def specialist_mean_minutes(self) -> Mapping[str, Mapping[str, Mapping[str, float]]]:
        """`specialist_minutes` for hours on the road: the mean of the way there and the way back."""
        if not self.mean_minutes:
            return self.specialist_minutes
        return {
            k: {
                i: {
                    s: self.mean_minutes.get((i, self.services[s].place_id), t) for s, t in ways.items()
                }
                for i, ways in by_place.items()
            }
            for k, by_place in self.specialist_minutes.items()
        }

    @property
    def chosen(self) -> bool:
        """Whether people choose for themselves where they go, or stay at home."""
        return self.scenario.participation.choice == "logit"

    @property
    def free_units(self) -> bool:
        """Whether the optimiser decides who belongs to which unit."""
        return self.scenario.units.assignment == "free"

    def fills_a_group(self, programme_id: str, codes: Iterable[str]) -> bool:
        """Whether the people of some municipalities fill one group of a programme of their own.

        Where it is held for each municipality's own people only, one of them has to.
        """
        programme, would = self.programmes[programme_id], self.would_by_code[programme_id]
        if not programme.pooled:
            return False
        persons = [would.get(code, 0.0) for code in codes]
        most = max(persons, default=0.0) if programme.own_municipality_only else sum(persons)
        return most >= programme.group_min_persons - TOLERANCE

    @cached_property
    def joining(self) -> frozenset[tuple[str, str]]:
        """(programme, unit) where people may join the general programme: too few for a group of their
        own among the unit's members. Units fixed."""
        return frozenset(
            (k, u)
            for k in self.would_by_code
            if k in self.programmes
            for u, unit in self.units.items()
            if not self.fills_a_group(k, sorted(unit.fixed_codes or ()))
        )

    def may_come(self, place_id: str, programme_id: str, host_id: str, unit_id: str) -> bool:
        """Whether people of a place may come, for a programme, to what a unit runs (units fixed)."""
        if host_id != programme_id and (programme_id, unit_id) not in self.joining:
            return False
        return self.may_attend(place_id, unit_id)

    @cached_property
    def places_are_limited(self) -> bool:
        """Whether any specialist service takes only so many."""
        return any(s.participants_max is not None or s.programme_places for s in self.services.values())

    @cached_property
    def decays(self) -> bool:
        """Whether the way keeps people of any programme from coming."""
        return any(p.decay is not None for p in self.programmes.values())

    def come(self, programme_id: str, place_id: str, venue_id: str) -> float:
        """Participants a year of a place who come if all are directed to a venue: would · φ(t)."""
        decay = self.programmes[programme_id].decay
        would = self.demand[programme_id][place_id]
        if decay is None:
            return would
        return would * share_coming(decay, self.local_minutes[place_id][venue_id])

    def come_away(self, programme_id: str, place_id: str, service_id: str) -> float:
        """The same of a specialist service."""
        decay = self.programmes[programme_id].decay
        would = self.demand[programme_id][place_id]
        if decay is None:
            return would
        minutes = self.specialist_minutes[programme_id][place_id][service_id]
        return would * share_coming(decay, minutes)

    @cached_property
    def fixed_unit_of(self) -> Mapping[str, str]:
        """Municipality code → unit id where memberships are fixed."""
        return {
            code: unit.id
            for unit in self.units.values()
            for code in sorted(unit.fixed_codes or frozenset())
        }

    @cached_property
    def participants_per_year(self) -> float:
        """Expected participants of all demand points and programmes."""
        return sum(sum(by_place.values()) for by_place in self.demand.values())

    @cached_property
    def participants_by_code(self) -> Mapping[str, float]:
        """Municipality code → expected participants a year of its demand points, in order of codes."""
        found: dict[str, float] = {}
        for by_place in self.demand.values():
            for i, participants in by_place.items():
                code = self.place_code[i]
                found[code] = found.get(code, 0.0) + participants
        return dict(sorted(found.items()))

    def counts(self, objective: str) -> bool:
        """Whether an objective is one of the scenario's, or is bounded by it."""
        return objective in self.scenario.objectives or objective in self.scenario.limits

    def runners(self, venue_id: str) -> tuple[str, ...]:
        """Units that may run a venue: they reach it, and it lies where the scenario lets them be."""
        venue = self.venues[venue_id]
        anywhere = self.scenario.venues.located_in == "anywhere"
        found = []
        for unit in self.units.values():
            if venue_id not in self.staff_minutes.get(unit.id, {}):
                continue
            codes = unit.eligible_codes if unit.fixed_codes is None else unit.fixed_codes
            if anywhere or venue.code in codes:
                found.append(unit.id)
        return tuple(found)

    def may_attend(self, place_id: str, unit_id: str) -> bool:
        """Whether people of a place may attend where this unit runs courses (units fixed)."""
        own = self.fixed_unit_of.get(self.place_code[place_id])
        mode = self.scenario.rules.own_unit.mode
        return mode == "anywhere" or own == unit_id or (mode == "guests" and own is None)

    def only(self, programme_ids: tuple[str, ...], venue_ids: tuple[str, ...]) -> Problem:
        """The same problem with fewer programmes and venues (for decomposition)."""
        keep_k, keep_v = set(programme_ids), set(venue_ids)
        return replace(
            self,
            programmes={
                k: replace(
                    p,
                    hosts=tuple(h for h in p.hosts if h in keep_k),
                    group_max_persons={v: x for v, x in p.group_max_persons.items() if v in keep_v},
                )
                for k, p in self.programmes.items()
                if k in keep_k
            },
            demand={k: d for k, d in self.demand.items() if k in keep_k},
            venues={v: d for v, d in self.venues.items() if v in keep_v},
            specialist_minutes={k: d for k, d in self.specialist_minutes.items() if k in keep_k},
        )
