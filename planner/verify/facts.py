"""What the rules are checked against: worked out from region, travel, scenario and plan alone.

Nothing here comes from the optimisation model. Where model and verifier must agree on a definition
(who is a demand point, how many take part), it is written down a second time on purpose.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import exp

from planner.plan import Attendance, CourseInPlan, Plan, SpecialistAttendance
from planner.region import Place, Programme, Region, Unit, Venue
from planner.scenario import Scenario
from planner.travel import Travel
from planner.verify.violation import TOLERANCE


@dataclass(frozen=True)
class Facts:
    """A plan beside everything that it is judged by. `region` is the effective region."""

    region: Region
    travel: Travel
    scenario: Scenario
    plan: Plan

    @cached_property
    def scope_codes(self) -> tuple[str, ...]:
        """Municipalities whose people the plan is judged for, sorted."""
        scope = self.scenario.scope
        if not isinstance(scope, str):
            return tuple(sorted(set(scope)))
        if scope == "all":
            return tuple(sorted(self.region.municipalities))
        return tuple(sorted(self.region.scopes[scope or self.region.default_scope]))

    @cached_property
    def candidate_units(self) -> Mapping[str, Unit]:
        """Units that may open: those listed, and one in every municipal centre if asked for."""
        ids = set(self.scenario.units.candidates)
        if self.scenario.units.seats_in_every_municipality:
            ids |= {f"seat_{code}" for code in self.region.municipalities}
        return {u: self.region.units[u] for u in sorted(ids) if u in self.region.units}

    @cached_property
    def named_members(self) -> Mapping[str, tuple[str, ...]]:
        """With fixed assignment: candidate → the members that scenario or region name."""
        chosen = self.scenario.units.members
        return {
            u: tuple(sorted(chosen.get(u, unit.member_codes)))
            for u, unit in self.candidate_units.items()
        }

    @cached_property
    def codes_to_distribute(self) -> frozenset[str]:
        """Municipalities that may belong to a unit."""
        if self.scenario.units.assignment == "free":
            return frozenset(self.scenario.units.municipalities or self.scope_codes)
        return frozenset(code for codes in self.named_members.values() for code in codes)

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Demand points: inhabited places of the scope and of all that may be members."""
        codes = set(self.scope_codes) | self.codes_to_distribute
        return {
            p.id: p
            for p in self.region.places.values()
            if p.persons > 0 and p.municipality_code in codes
        }

    @cached_property
    def programmes(self) -> Mapping[str, Programme]:
        """Programmes in play."""
        wanted = set(self.scenario.demand.programmes) or set(self.region.programmes)
        return {k: row for k, row in self.region.programmes.items() if k in wanted}

    @cached_property
    def rates(self) -> Mapping[str, float]:
        """Programme → participants per 1000 inhabitants and year; only where positive."""
        demand = self.scenario.demand
        level = self.region.demand_levels[demand.level].participants_per_1000
        rates = {
            row.programme_id: level * row.share * demand.factor
            for row in self.region.mixes
            if row.mix_id == demand.mix and row.programme_id in self.programmes
        }
        return {k: rate for k, rate in sorted(rates.items()) if rate > 0}

    def participants(self, place_id: str, programme_id: str) -> float:
        """Expected participants a year of a place for a programme, wherever they take part."""
        place = self.places.get(place_id)
        return 0.0 if place is None else place.persons * self.rates.get(programme_id, 0.0) / 1000

    @cached_property
    def participants_in_all(self) -> float:
        """Expected participants a year of all demand points and programmes."""
        return sum(self.participants(i, k) for i in self.places for k in self.rates)

    @cached_property
    def unit_of(self) -> Mapping[str, str]:
        """Municipality → the unit it belongs to in the plan (the first, where it is in several)."""
        found: dict[str, str] = {}
        for unit in self.plan.units:
            for code in unit.member_codes:
                found.setdefault(code, unit.unit_id)
        return found

    def unit_of_place(self, place_id: str) -> str | None:
        """The unit that a place's municipality belongs to; None where it stands outside."""
        return self.unit_of.get(self.region.places[place_id].municipality_code)

    @cached_property
    def course_rows(self) -> Mapping[tuple[str, str], tuple[CourseInPlan, ...]]:
        """(programme, venue) → the plan's rows that hold it there."""
        rows: dict[tuple[str, str], list[CourseInPlan]] = {}
        for row in self.plan.courses:
            rows.setdefault((row.programme_id, row.venue_id), []).append(row)
        return {key: tuple(found) for key, found in rows.items()}

    @cached_property
    def runners(self) -> Mapping[str, frozenset[str]]:
        """Venue in use → the units that run courses there (one, in a sound plan)."""
        found: dict[str, set[str]] = {}
        for row in self.plan.courses:
            found.setdefault(row.venue_id, set()).add(row.unit_id)
        return {venue_id: frozenset(units) for venue_id, units in found.items()}

    @cached_property
    def attending(self) -> tuple[Attendance, ...]:
        """Rows of attendance above the tolerance: a share below it is a solver's rounding."""
        return tuple(row for row in self.plan.attendance if row.share > TOLERANCE)

    @cached_property
    def at_specialist(self) -> tuple[SpecialistAttendance, ...]:
        """Rows of specialist attendance above the tolerance."""
        return tuple(row for row in self.plan.specialist if row.share > TOLERANCE)

    @cached_property
    def participants_at(self) -> Mapping[tuple[str, str], float]:
        """(programme of the course, venue) → participants a year, whatever their own programme."""
        found: dict[tuple[str, str], float] = {}
        for row in self.plan.attendance:
            key = (row.course_programme_id, row.venue_id)
            found[key] = found.get(key, 0.0) + self.coming_to_venue(row)
        return found

    def coming_to_venue(self, row: Attendance) -> float:
        """Participants a year of a row who come to the local course, for all the way they have."""
        would = row.share * self.participants(row.place_id, row.programme_id)
        return would * self._comes(row.programme_id, self.minutes_to_venue(row.place_id, row.venue_id))

    def coming_to_service(self, row: SpecialistAttendance) -> float:
        """The same of a specialist service."""
        would = row.share * self.participants(row.place_id, row.programme_id)
        minutes = self.minutes_to_service(row.place_id, row.service_id)
        return would * self._comes(row.programme_id, minutes)

    def _comes(self, programme_id: str, minutes: float | None) -> float:
        """The distance decay, read from the scenario a second time; 1 where there is no way."""
        participation = self.scenario.participation
        decay = participation.programmes.get(programme_id, participation.decay)
        if minutes is None or decay.form == "none":
            return 1.0
        if decay.form == "steps":
            passed = [s.share for s in decay.steps if minutes - s.over_minutes > TOLERANCE]
            return min(passed, default=1.0)
        if decay.form == "exponential":
            beyond = minutes - decay.free_minutes
            return 1.0 if beyond <= 0 else exp(-decay.rate_per_minute * beyond)
        at_door = 1.0 / (1.0 + exp(-decay.steepness_per_minute * decay.half_minutes))
        x = decay.steepness_per_minute * (decay.half_minutes - minutes)
        return 1.0 / (1.0 + exp(-x)) / at_door if x > -700 else 0.0

    def persons_of(self, codes: tuple[str, ...]) -> int:
        """Inhabitants of some municipalities, each counted once."""
        return sum(self.region.municipalities[code].persons for code in sorted(set(codes)))

    def venue_code(self, venue_id: str) -> str:
        """Municipality in which a venue lies."""
        return self.region.places[self.region.venues[venue_id].place_id].municipality_code

    def seat_code(self, unit_id: str) -> str | None:
        """Municipality in which a unit has its seat; None where it lies outside the region."""
        place = self.region.places.get(self.region.units[unit_id].seat_place_id)
        return None if place is None else place.municipality_code

    def minutes_to_venue(self, place_id: str, venue_id: str) -> float | None:
        """One-way minutes, None where there is no way."""
        return self.travel.minutes(place_id, self.region.venues[venue_id].place_id)

    def minutes_to_service(self, place_id: str, service_id: str) -> float | None:
        """One-way minutes to a specialist service, None where there is no way."""
        service = self.region.specialist_services[service_id]
        return self.travel.minutes(place_id, service.external_place_id)

    def mean_minutes(self, from_id: str, to_id: str) -> float:
        """Half of the minutes there and back; 0 where there is no way there."""
        return _half(self.travel.minutes_table, self.travel.back_minutes_table, from_id, to_id) or 0.0

    def mean_km(self, from_id: str, to_id: str) -> float:
        """Half of the km there and back; 0 where there is no way there."""
        return _half(self.travel.km_table, self.travel.back_km_table, from_id, to_id) or 0.0

    def staff_way(self, row: CourseInPlan) -> tuple[float, float] | None:
        """Half of the minutes and km there and back from the holder's nearest staff base to a course.

        None where no base has a way. Of equally near bases the first by id counts.
        """
        unit = self.region.units[row.unit_id]
        bases = unit.staff_base_place_ids or (unit.seat_place_id,)
        if row.holder == "hospital":
            line = self.scenario.units.second_line.get(row.unit_id)
            bases = () if line is None else line.staff_base_place_ids
        return self._nearest_base(bases, row.venue_id)

    def unit_way(self, unit_id: str, venue_id: str) -> tuple[float, float] | None:
        """The same from the unit's own bases, whoever holds its courses."""
        unit = self.region.units[unit_id]
        return self._nearest_base(unit.staff_base_place_ids or (unit.seat_place_id,), venue_id)

    def both_lines_may_hold(self, programme_id: str) -> bool:
        """Whether the catalogue lets a programme be held locally and by the specialist service."""
        levels = self.region.programmes[programme_id].levels
        return "specialist" in levels and ("municipality" in levels or "shared" in levels)

    def _nearest_base(self, bases: tuple[str, ...], venue_id: str) -> tuple[float, float] | None:
        venue_place = self.region.venues[venue_id].place_id
        best: tuple[float, float] | None = None
        for base in sorted(bases):
            if self.travel.minutes(base, venue_place) is None:
                continue
            minutes = self.mean_minutes(base, venue_place)
            if best is None or minutes < best[0]:
                best = (minutes, self.mean_km(base, venue_place))
        return best

    def may_attend(self, place_id: str, venue_id: str) -> bool:
        """Whether the rule own_unit lets people of a place attend courses at a venue in use."""
        mode = self.scenario.rules.own_unit.mode
        own = self.unit_of_place(place_id)
        if mode == "anywhere" or (mode == "guests" and own is None):
            return True
        return own is not None and self.runners.get(venue_id) == frozenset({own})

    def level_allows(self, programme: Programme, place_id: str, venue_id: str) -> bool:
        """Whether the programme's levels let people of a place take part at a venue.

        Courses are local where the level `municipality` or `shared` is allowed; without `shared`,
        people take part in their own municipality only.
        """
        if "shared" in programme.levels:
            return True
        here = self.region.places[place_id].municipality_code == self.venue_code(venue_id)
        return "municipality" in programme.levels and here

    # Names as a reader knows them

    def municipality(self, code: str) -> str:
        """`Lenvik (1931)`."""
        return f"{self.region.municipalities[code].name} ({code})"

    def place(self, place_id: str) -> str:
        """Name and id of a place."""
        return f"{self.region.place_name(place_id)} ({place_id})"

    def venue(self, venue_id: str) -> str:
        """Name and id of a venue."""
        return f"{self.region.venues[venue_id].name} ({venue_id})"

    def unit(self, unit_id: str) -> str:
        """Name and id of a unit."""
        return f"{self.region.units[unit_id].name} ({unit_id})"


def _half(
    there: Mapping[str, Mapping[str, float]],
    back: Mapping[str, Mapping[str, float]] | None,
    from_id: str,
    to_id: str,
) -> float | None:
    way = there.get(from_id, {}).get(to_id)
    if way is None or back is None:
        return way
    return (way + back.get(from_id, {}).get(to_id, way)) / 2


def venue_is_candidate(facts: Facts, venue: Venue) -> bool:
    """Whether the scenario's venue strategy lets a venue hold courses.

    Venues in use, new and listed ones are candidates under every strategy but `none`; a venue in `off`
    never is, and one that is off by default only where it is named.
    """
    choice = facts.scenario.venues
    if choice.strategy == "none" or venue.id in choice.off:
        return False
    if venue.id in {*choice.in_use, *choice.listed, *(new.id for new in choice.new)}:
        return True
    if venue.off_by_default and venue.id not in choice.on:
        return False
    if choice.strategy in ("one_base", "two_bases"):
        return venue.place_id in choice.bases
    if choice.strategy == "municipal_seats":
        return venue.place_id in {m.seat_place_id for m in facts.region.municipalities.values()}
    return choice.strategy == "free"
