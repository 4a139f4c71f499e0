"""What a plan is judged by, gathered once: region, travel, scenario, plan and the people in scope."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from planner.errors import Finding, InputError
from planner.messages import message
from planner.plan import CourseInPlan, Plan, UnitInPlan
from planner.problem import (
    TOLERANCE,
    decay_of,
    expected_minimum,
    participation_rates,
    share_coming,
)
from planner.region import Place, Programme, Region
from planner.scenario import Scenario
from planner.travel import Travel


@dataclass(frozen=True)
class Facts:
    """A plan beside everything that it is judged by. `region` is the effective region."""

    region: Region
    travel: Travel
    scenario: Scenario
    plan: Plan
    scope_codes: tuple[str, ...]

    @cached_property
    def rates(self) -> Mapping[str, float]:
        """Programme id → participants per 1000 inhabitants and year."""
        return participation_rates(self.region, self.scenario)

    @cached_property
    def unit_of(self) -> Mapping[str, str]:
        """Municipality code → unit id, for the members of every unit of the plan."""
        return self.plan.member_of()

    @cached_property
    def units(self) -> Mapping[str, UnitInPlan]:
        """The plan's units by id."""
        return {unit.unit_id: unit for unit in sorted(self.plan.units, key=lambda u: u.unit_id)}

    @cached_property
    def served_codes(self) -> frozenset[str]:
        """Municipalities whose people the plan serves or the scope counts."""
        return frozenset(self.scope_codes) | frozenset(self.unit_of)

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Inhabited places of those municipalities, in id order."""
        return {
            p.id: p
            for p in sorted(self.region.places.values(), key=lambda p: p.id)
            if p.persons > 0 and p.municipality_code in self.served_codes
        }

    @cached_property
    def courses(self) -> tuple[CourseInPlan, ...]:
        """The plan's courses that are held at all, by programme, venue and unit."""
        held = [row for row in self.plan.courses if row.courses > 0]
        return tuple(sorted(held, key=lambda r: (r.programme_id, r.venue_id, r.unit_id)))

    @cached_property
    def course_at(self) -> Mapping[tuple[str, str], CourseInPlan]:
        """(programme, venue) → its row of the plan."""
        return {(row.programme_id, row.venue_id): row for row in self.courses}

    def participants(self, place_id: str, programme_id: str) -> float:
        """Expected participants a year of a place for a programme, wherever they take part."""
        return self.region.places[place_id].persons * self.rates[programme_id] / 1000

    def comes(self, programme_id: str, minutes: float | None) -> float:
        """Share of those who would take part that come when the way takes so long; 1 without a way."""
        decay = decay_of(self.scenario, programme_id)
        return 1.0 if decay is None or minutes is None else share_coming(decay, minutes)

    def participants_of(self, code: str, programme_id: str) -> float:
        """Expected participants a year of a municipality for a programme."""
        return self.region.municipalities[code].persons * self.rates[programme_id] / 1000

    def staff_way(self, course: CourseInPlan) -> tuple[float, float | None] | None:
        """Minutes and km one way, as the mean of there and back, from the holder's nearest base."""
        unit = self.units[course.unit_id]
        bases = unit.staff_base_place_ids or self.region.units[course.unit_id].staff_base_place_ids
        if course.holder == "hospital":
            line = self.scenario.units.second_line.get(course.unit_id)
            bases = () if line is None else line.staff_base_place_ids
        venue_place = self.region.venues[course.venue_id].place_id
        ways = [
            (minutes, base)
            for base in bases or ((unit.seat_place_id,) if course.holder == "unit" else ())
            if (minutes := self.travel.mean_minutes(base, venue_place)) is not None
        ]
        if not ways:
            return None
        minutes, base = min(ways)
        return minutes, self.travel.mean_km(base, venue_place)

    def is_too_few(self, programme_id: str, unit_id: str) -> bool:
        """Whether a unit's people of a programme fill no group of their own, and may join another."""
        programme = self.region.programmes[programme_id]
        if not programme.pooled:
            return True
        least = expected_minimum(
            programme.group_min_persons,
            self.scenario.rules.group_size.fill_probability,
            (programme.persons_per_case,),
        )
        codes = self.units[unit_id].member_codes
        each = [self.participants_of(code, programme_id) for code in codes]
        persons = sum(each) if "shared" in programme.levels else max(each, default=0.0)
        return persons * programme.cycle_years < least - TOLERANCE

    def may_attend(self, code: str, running_unit_id: str) -> bool:
        """Whether the rule own_unit lets people of a municipality attend what a unit runs."""
        own = self.unit_of.get(code)
        mode = self.scenario.rules.own_unit.mode
        return mode == "anywhere" or own == running_unit_id or (mode == "guests" and own is None)


def held_locally(programme: Programme) -> bool:
    """Whether local courses of a programme can be: its people can meet as one group, and its levels
    let them meet in the municipality or with others."""
    return programme.pooled and bool({"municipality", "shared"} & set(programme.levels))


def check_facts(facts: Facts) -> None:
    """Refuse a plan that speaks of what is not there, or of ways that do not exist.

    Raises:
        InputError: every such row, by list and number (the first row is number 0).
    """
    findings = [*_unknown_ids(facts)]
    if not findings:
        findings = [*_contradictions(facts), *_missing_ways(facts)]
    if findings:
        raise InputError(findings)


def _unknown_ids(facts: Facts) -> list[Finding]:
    region, plan = facts.region, facts.plan
    wanted: list[tuple[str, str, str, Mapping[str, object]]] = []
    everywhere = {**region.places, **region.external_places}
    wanted += [("scope", code, "municipalities", region.municipalities) for code in facts.scope_codes]
    for n, unit in enumerate(plan.units):
        at = f"units[{n}]"
        wanted.append((f"{at}.unit_id", unit.unit_id, "units", region.units))
        wanted.append((f"{at}.seat_place_id", unit.seat_place_id, "places", everywhere))
        wanted += [
            (f"{at}.staff_base_place_ids", p, "places", everywhere) for p in unit.staff_base_place_ids
        ]
        wanted += [
            (f"{at}.member_codes", code, "municipalities", region.municipalities)
            for code in unit.member_codes
        ]
    open_units = {unit.unit_id: unit for unit in plan.units}
    for n, course in enumerate(plan.courses):
        at = f"courses[{n}]"
        wanted.append((f"{at}.programme_id", course.programme_id, "programmes", region.programmes))
        wanted.append((f"{at}.venue_id", course.venue_id, "venues", region.venues))
        wanted.append((f"{at}.unit_id", course.unit_id, "units of the plan", open_units))
    for n, row in enumerate(plan.attendance):
        at = f"attendance[{n}]"
        wanted.append((f"{at}.place_id", row.place_id, "places", region.places))
        wanted.append((f"{at}.programme_id", row.programme_id, "programmes", region.programmes))
        wanted.append(
            (f"{at}.course_programme_id", row.course_programme_id, "programmes", region.programmes)
        )
        wanted.append((f"{at}.venue_id", row.venue_id, "venues", region.venues))
    services = region.specialist_services
    for n, trip in enumerate(plan.specialist):
        at = f"specialist[{n}]"
        wanted.append((f"{at}.place_id", trip.place_id, "places", region.places))
        wanted.append((f"{at}.programme_id", trip.programme_id, "programmes", region.programmes))
        wanted.append((f"{at}.service_id", trip.service_id, "specialist_services", services))
    for n, gone in enumerate(plan.unmet):
        at = f"unmet[{n}]"
        wanted.append((f"{at}.place_id", gone.place_id, "places", region.places))
        wanted.append((f"{at}.programme_id", gone.programme_id, "programmes", region.programmes))
    for n, stays in enumerate(plan.at_home):
        at = f"at_home[{n}]"
        wanted.append((f"{at}.place_id", stays.place_id, "places", region.places))
        wanted.append((f"{at}.programme_id", stays.programme_id, "programmes", region.programmes))
    return [
        Finding(
            file="plan",
            field=field,
            message=message("no such id among the {table} of region {id}", table=table, id=region.id),
            found=found,
            fix=message(
                "Use an id of the region, or evaluate the plan with the region it was made for."
            ),
        )
        for field, found, table, known in wanted
        if found not in known
    ]


def _contradictions(facts: Facts) -> list[Finding]:
    """What cannot be read in one way only: two units for one municipality, two rows for one course."""
    findings = []
    members: dict[str, str] = {}
    for n, unit in enumerate(facts.plan.units):
        for code in unit.member_codes:
            if code in members:
                findings.append(
                    Finding(
                        file="plan",
                        field=f"units[{n}].member_codes",
                        message=message("municipality {code} belongs to two units", code=code),
                        found=message(
                            "{members} and {unit_id}", members=members[code], unit_id=unit.unit_id
                        ),
                        expected=message("one unit"),
                    )
                )
            members.setdefault(code, unit.unit_id)
    seen: dict[tuple[str, str], int] = {}
    for n, row in enumerate(facts.plan.courses):
        first = seen.setdefault((row.programme_id, row.venue_id), n)
        if first != n:
            findings.append(
                Finding(
                    file="plan",
                    field=f"courses[{n}]",
                    message=message(
                        "a second row for {programme_id} at {venue_id}",
                        programme_id=row.programme_id,
                        venue_id=row.venue_id,
                    ),
                    expected=message("one row (the first is no. {first})", first=first),
                    fix=message("Add the courses together in one row."),
                )
            )
    return findings


def _missing_ways(facts: Facts) -> list[Finding]:
    region, travel = facts.region, facts.travel
    findings = []

    def report(field: str, who: str, to: str) -> None:
        findings.append(
            Finding(
                file="plan",
                field=field,
                message=message("there is no way from {who} to {to}", who=who, to=to),
                expected=message("a way in the season and with the links of the scenario"),
                fix=message("Let them take part elsewhere or stand as unmet, or open a link."),
            )
        )

    for n, row in enumerate(facts.plan.attendance):
        place_id = region.venues[row.venue_id].place_id
        if row.share > 0 and travel.minutes(row.place_id, place_id) is None:
            report(f"attendance[{n}]", region.place_name(row.place_id), row.venue_id)
    for n, trip in enumerate(facts.plan.specialist):
        place_id = region.specialist_services[trip.service_id].external_place_id
        if trip.share > 0 and travel.minutes(trip.place_id, place_id) is None:
            report(f"specialist[{n}]", region.place_name(trip.place_id), trip.service_id)
    for n, course in enumerate(facts.plan.courses):
        if course.courses > 0 and facts.staff_way(course) is None:
            report(f"courses[{n}]", f"the staff bases of {course.unit_id}", course.venue_id)
    return findings
