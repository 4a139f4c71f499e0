"""What a plan costs a year, item by item and payer by payer.

A price that the region does not give makes the cost absent, with the reason; it is never guessed. Only
prices that the plan needs are asked for: a plan without courses needs no hourly rate.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import fsum

from planner.evaluate.courses import attendance_by_course, share_in_scope
from planner.evaluate.facts import Facts
from planner.evaluate.types import Assignment, CostItem, CourseIndicators, UnitCost

USERS = "users"
TRUST = "hospital_trust"
GRANTS = "grants"


@dataclass(frozen=True, slots=True)
class Cost:
    """NOK a year. `absent_because` is empty where every price is known."""

    items: tuple[CostItem, ...]
    absent_because: tuple[str, ...]
    units: tuple[UnitCost, ...]

    def total(self, payer: str | None = None) -> float | None:
        """The scope's cost, of one payer or of all; None where a price is missing."""
        if self.absent_because:
            return None
        return fsum(row.nok for row in self.items if payer in (None, row.payer))

    def total_plan(self) -> float | None:
        """The whole plan's cost; None where a price is missing."""
        return None if self.absent_because else fsum(row.nok_plan for row in self.items)


@dataclass(slots=True)
class _Ledger:
    """Adds up amounts as they are found (private to this module)."""

    rates: Mapping[str, float]
    amounts: dict[tuple[str, str], list[tuple[float, float]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    missing: set[str] = field(default_factory=set)
    of_unit: dict[str, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))

    def rate(self, rate_id: str) -> float:
        if rate_id not in self.rates:
            self.missing.add(f"cost rate {rate_id} is missing")
        return self.rates.get(rate_id, 0.0)

    def add(self, item: str, payer: str, nok: float, share: float, unit_id: str | None = None) -> None:
        if nok != 0:
            self.amounts[item, payer].append((nok * share, nok))
            if unit_id is not None:
                self.of_unit[unit_id].append((nok * share, nok))

    def items(self) -> tuple[CostItem, ...]:
        return tuple(
            CostItem(item, payer, fsum(part for part, _ in rows), fsum(whole for _, whole in rows))
            for (item, payer), rows in sorted(self.amounts.items())
        )


def cost_of(facts: Facts, rows: Iterable[Assignment], courses: Iterable[CourseIndicators]) -> Cost:
    """Posts and units, venues in use, professionals, user representatives, and everybody's mileage.

    What a unit pays for, its payer pays: posts, the unit's and its venues' fixed cost, those who hold
    its courses and their mileage; those who hold the hospital's courses in its rooms, the trust pays.
    Participants pay their own mileage, the way to the specialist included. The scope's share of posts
    and fixed cost of a unit is that of its inhabitants, the share of a venue or course that of its
    participants. Grants (`units.grants` of the scenario) bear what their unit's payer would have paid,
    at most all of it.
    """
    rows, courses = tuple(rows), tuple(courses)
    ledger = _Ledger({key: rate.value for key, rate in facts.region.cost_rates.items()})
    _units(facts, ledger)
    _venues(facts, ledger, rows)
    _courses(facts, ledger, courses)
    units = tuple(_unit_cost(facts, ledger, unit_id) for unit_id in facts.units)
    _participants(facts, ledger, rows)
    return Cost(ledger.items(), tuple(sorted(ledger.missing)), units)


def _units(facts: Facts, ledger: _Ledger) -> None:
    for unit_id, unit in facts.units.items():
        known = facts.region.units[unit_id]
        persons = facts.region.persons_of(unit.member_codes)
        inside = [code for code in unit.member_codes if code in facts.scope_codes]
        share = facts.region.persons_of(inside) / persons if persons > 0 else 1.0
        if known.coordinator_fte > 0:
            posts = known.coordinator_fte * ledger.rate("post_cost")
            ledger.add("posts", known.payer, posts, share, unit_id)
        ledger.add("unit_fixed", known.payer, known.nok_per_year or 0.0, share, unit_id)


def _venues(facts: Facts, ledger: _Ledger, rows: tuple[Assignment, ...]) -> None:
    attending = attendance_by_course(rows)
    runs = {course.venue_id: course.unit_id for course in facts.courses}
    for venue_id, unit_id in sorted(runs.items()):
        nok = facts.region.venues[venue_id].nok_per_year
        if nok is None:
            ledger.missing.add(f"venue {venue_id} has no cost")
            continue
        people = [row for key, group in attending.items() if key[1] == venue_id for row in group]
        payer = facts.region.units[unit_id].payer
        ledger.add("venues", payer, nok, share_in_scope(people), unit_id)


def _courses(facts: Facts, ledger: _Ledger, courses: tuple[CourseIndicators, ...]) -> None:
    for course in courses:
        programme = facts.region.programmes[course.programme_id]
        unit_id = course.unit_id
        held = facts.course_at[course.programme_id, course.venue_id]
        own = held.holder == "unit"
        payer = facts.region.units[unit_id].payer if own else TRUST
        of_unit = unit_id if own else None
        share = course.share_in_scope
        meetings = course.courses_per_year * programme.meetings_per_course
        if programme.professionals_per_meeting > 0:
            hours = meetings * programme.professionals_per_meeting * programme.hours_per_meeting
            nok = hours * ledger.rate("professional_hour")
            ledger.add("professionals", payer, nok, share, of_unit)
            way = facts.staff_way(held)
            trips = meetings * programme.professionals_per_meeting
            km = _km(ledger, None if way is None else way[1], f"staff to {course.venue_id}")
            if km > 0:
                nok = trips * 2 * km * ledger.rate("mileage")
                ledger.add("staff_mileage", payer, nok, share, of_unit)
        if programme.user_representatives_per_meeting > 0:
            paid = meetings * programme.user_representatives_per_meeting
            nok = paid * ledger.rate("user_representative_meeting")
            ledger.add("user_representatives", payer, nok, share, of_unit)


def _unit_cost(facts: Facts, ledger: _Ledger, unit_id: str) -> UnitCost:
    """What a unit costs in all, and what its grants bear of it in its payer's stead."""
    payer = facts.region.units[unit_id].payer
    rows = ledger.of_unit[unit_id]
    nok, nok_plan = fsum(part for part, _ in rows), fsum(whole for _, whole in rows)
    granted = min(facts.scenario.units.grants.get(unit_id, 0.0), nok_plan)
    if granted > 0:
        share = nok / nok_plan
        ledger.add("grants", payer, -granted, share)
        ledger.add("grants", GRANTS, granted, share)
    return UnitCost(unit_id, payer, nok_plan, granted)


def _participants(facts: Facts, ledger: _Ledger, rows: tuple[Assignment, ...]) -> None:
    for row in rows:
        if row.kind in ("unmet", "lost"):
            continue
        to = row.venue_id or row.service_id
        km = _km(ledger, row.km, f"{facts.region.place_name(row.place_id)} to {to}")
        if km > 0:
            trips = row.participants_per_year * row.trips_per_participant
            nok = trips * 2 * km * ledger.rate("mileage")
            item = "mileage_local" if row.kind == "local" else "mileage_specialist"
            ledger.add(item, USERS, nok, 1.0 if row.in_scope else 0.0)


def _km(ledger: _Ledger, km: float | None, way: str) -> float:
    if km is None:
        ledger.missing.add(f"the length (km) of the way of {way} is not known")
        return 0.0
    return km
