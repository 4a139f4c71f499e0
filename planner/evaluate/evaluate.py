"""Plan → Indicators: for a plan that was solved, drawn by hand, or describes today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum

from planner.evaluate.access import programmes_near
from planner.evaluate.assignments import assignments_of
from planner.evaluate.assumptions import assumptions_behind
from planner.evaluate.cost import GRANTS, USERS, cost_of
from planner.evaluate.courses import courses_of, mean_fill, mean_wait
from planner.evaluate.facts import Facts, check_facts
from planner.evaluate.places import backlog_years, places_of
from planner.evaluate.staffing import (
    participants_per_post,
    professions_of,
    units_over_posts,
    user_representative_meetings,
)
from planner.evaluate.types import (
    Assignment,
    CourseIndicators,
    Indicators,
    MunicipalityIndicators,
    ProgrammeIndicators,
    UnitIndicators,
)
from planner.evaluate.units import units_of
from planner.evaluate.weighted import TOLERANCE, share_within, weighted_mean, weighted_quantile
from planner.plan import Plan
from planner.region.types import Region
from planner.scenario import scope_codes as scope_of
from planner.scenario.schema import Scenario
from planner.travel.types import Travel


def evaluate(
    region: Region,
    travel: Travel,
    scenario: Scenario,
    plan: Plan,
    scope_codes: tuple[str, ...] | None = None,
) -> Indicators:
    """Every indicator of a plan. `region` is the effective region; the plan need not be feasible.

    `scope_codes` are the municipalities whose people the plan is judged for; None means the scenario's
    own scope. What each figure means stands in `planner.evaluate.INDICATORS`.

    *Of the scope only*: participants, minutes, shares, hours of participants, and of the hours of staff
    and the cost the scope's share (of a course or venue that of its participants, of a unit's posts and
    fixed cost that of its inhabitants). *Of the whole plan*: units with all their members, courses,
    venues in use, posts, agreements, probabilities of filling, and the figures named `…_plan`.

    Raises:
        InputError: the plan speaks of ids that the region does not have, of ways that do not exist, or
            contradicts itself; every such row is named.
    """
    scope = scope_of(region, scenario) if scope_codes is None else scope_codes
    facts = Facts(region, travel, scenario, plan, tuple(sorted(set(scope))))
    check_facts(facts)
    rows = assignments_of(facts)
    inside = tuple(row for row in rows if row.in_scope)
    units = units_of(facts)
    courses = courses_of(facts, rows)
    cost = cost_of(facts, rows, courses)
    people = _people(inside)
    hours = _hours(inside)
    staff = fsum(course.staff_hours * course.share_in_scope for course in courses)
    staff_plan = fsum(course.staff_hours for course in courses)
    total = hours.participants + staff + hours.specialist + hours.outside
    persons = region.persons_of(facts.scope_codes)
    outside = tuple(code for code in facts.scope_codes if code not in facts.unit_of)
    persons_outside = region.persons_of(outside)
    taking_part = people.served + people.specialist
    cost_nok = cost.total()
    posts_fte = fsum(unit.coordinator_fte for unit in units)
    professions = professions_of(facts, courses)
    return Indicators(
        scenario=plan.scenario,
        scope_codes=facts.scope_codes,
        outside_codes=outside,
        scope_is_whole=len(inside) == len(rows),
        units=units,
        venues_used=plan.venues_in_use,
        persons_in_scope=persons,
        persons_outside=persons_outside,
        coverage_share=(persons - persons_outside) / persons if persons else 0.0,
        units_open=len(units),
        persons_short=sum(unit.persons_short for unit in units),
        persons_above=sum(unit.persons_above for unit in units),
        travel_hours_total=total,
        travel_hours_participants=hours.participants,
        travel_hours_staff=staff,
        travel_hours_specialist=hours.specialist,
        travel_hours_outside=hours.outside,
        travel_hours_per_participant=total / taking_part if taking_part > 0 else None,
        travel_hours_plan=fsum(row.travel_hours for row in rows) + staff_plan,
        travel_hours_staff_plan=staff_plan,
        minutes_mean=people.minutes_mean,
        minutes_p90=people.minutes_p90,
        minutes_max=people.minutes_max,
        share_within_30=people.within(30),
        share_within_45=people.within(45),
        share_within_60=people.within(60),
        participants_total=people.total,
        participants_served=people.served,
        participants_specialist=people.specialist,
        participants_unmet=people.unmet,
        participants_lost=people.lost,
        specialist_places=places_of(facts),
        specialist_backlog_years=backlog_years(facts, inside),
        programmes_viable=len({k for unit in units for k in unit.programmes_viable}),
        programmes_held=len({course.programme_id for course in courses}),
        viable_share=_viable_share(facts, units),
        courses=fsum(course.courses_per_year for course in courses),
        venues_in_use=len(plan.venues_in_use),
        fill_probability_mean=mean_fill(courses),
        fill_probability_min=min((course.fill_probability for course in courses), default=None),
        wait_years_mean=mean_wait(inside, courses),
        person_minutes_to_seat=_person_minutes_to_seat(facts),
        posts_fte=posts_fte,
        agreements_existing=sum(unit.agreements_existing for unit in units),
        agreements_new=sum(unit.agreements_new for unit in units),
        coordinator_hours=fsum(unit.coordinator_hours for unit in units),
        coordinator_hours_base=fsum(unit.coordinator_hours_base for unit in units),
        coordinator_hours_develop=fsum(unit.coordinator_hours_develop for unit in units),
        coordinator_hours_repeat=fsum(unit.coordinator_hours_repeat for unit in units),
        coordinator_hours_first_year=fsum(unit.coordinator_hours_first_year for unit in units),
        coordinator_hours_posts=fsum(unit.coordinator_hours_posts for unit in units),
        coordinator_posts_needed=fsum(unit.coordinator_posts_needed for unit in units),
        units_over_posts=units_over_posts(units),
        participants_per_post=participants_per_post(courses, posts_fte),
        professional_hours=fsum(row.hours_meetings for row in professions),
        user_representative_meetings=user_representative_meetings(facts, courses),
        professions=professions,
        cost_nok=cost_nok,
        cost_nok_municipalities=cost.total("municipalities"),
        cost_nok_hospital_trust=cost.total("hospital_trust"),
        cost_nok_grants=cost.total(GRANTS),
        cost_nok_users=cost.total(USERS),
        cost_nok_per_person=cost_nok / persons if cost_nok is not None and persons else None,
        cost_nok_plan=cost.total_plan(),
        cost_absent_because=cost.absent_because,
        cost_items=cost.items,
        unit_costs=cost.units,
        per_municipality=_per_municipality(facts, inside),
        per_programme=_per_programme(facts, inside, units, courses),
        per_course=courses,
        assignments=rows,
        rests_on=assumptions_behind(region, travel, scenario, plan, facts.scope_codes),
    )


@dataclass(frozen=True, slots=True)
class _Hours:
    """Person-hours a year of participants, each counted once."""

    participants: float
    specialist: float
    outside: float


@dataclass(frozen=True, slots=True)
class _People:
    """Participants a year, and the ways of those who take part."""

    total: float
    served: float
    specialist: float
    unmet: float
    lost: float
    ways: tuple[tuple[float, float], ...]
    minutes_max: float | None

    @property
    def minutes_mean(self) -> float | None:
        return weighted_mean(self.ways)

    @property
    def minutes_p90(self) -> float | None:
        return weighted_quantile(self.ways, 0.9)

    def within(self, minutes: float) -> float | None:
        return share_within(self.ways, minutes, self.total)


def _people(rows: Iterable[Assignment]) -> _People:
    rows = tuple(rows)
    count = {
        kind: fsum(row.participants_per_year for row in rows if row.kind == kind)
        for kind in ("local", "specialist", "unmet", "lost")
    }
    ways = tuple((row.minutes, row.participants_per_year) for row in rows if row.minutes is not None)
    # A share at the edge of the solver's accuracy is no traveller.
    longest = [row.minutes for row in rows if row.minutes is not None and row.share > TOLERANCE]
    return _People(
        total=fsum(count.values()),
        served=count["local"],
        specialist=count["specialist"],
        unmet=count["unmet"],
        lost=count["lost"],
        ways=ways,
        minutes_max=max(longest, default=None),
    )


def _hours(rows: Iterable[Assignment]) -> _Hours:
    rows = tuple(rows)
    return _Hours(
        participants=fsum(r.travel_hours for r in rows if r.kind == "local" and not r.outside),
        specialist=fsum(r.travel_hours for r in rows if r.kind == "specialist" and not r.outside),
        outside=fsum(r.travel_hours for r in rows if r.outside),
    )


def _viable_share(facts: Facts, units: Iterable[UnitIndicators]) -> float | None:
    """Share of the participants in scope whose own unit can fill a course of their programme."""
    everybody = fsum(facts.participants_of(c, k) for k in facts.rates for c in facts.scope_codes)
    if everybody <= 0:
        return None
    covered = []
    for unit in units:
        for programme_id, codes in unit.fillable_codes.items():
            covered += [
                facts.participants_of(code, programme_id) for code in codes if code in facts.scope_codes
            ]
    return min(1.0, fsum(covered) / everybody)


def _person_minutes_to_seat(facts: Facts) -> float | None:
    """Σ persons · minutes to the seat of their unit, over places in scope; None if one has no way."""
    if not facts.units:
        return None
    terms = []
    for place in facts.places.values():
        unit_id = facts.unit_of.get(place.municipality_code)
        if unit_id is None or place.municipality_code not in facts.scope_codes:
            continue
        minutes = facts.travel.minutes(place.id, facts.units[unit_id].seat_place_id)
        if minutes is None:
            return None
        terms.append(place.persons * minutes)
    return fsum(terms)


def _per_municipality(
    facts: Facts, inside: tuple[Assignment, ...]
) -> tuple[MunicipalityIndicators, ...]:
    found = []
    for code in facts.scope_codes:
        rows = tuple(row for row in inside if row.municipality_code == code)
        people = _people(rows)
        municipality = facts.region.municipalities[code]
        found.append(
            MunicipalityIndicators(
                code=code,
                name=municipality.name,
                unit_id=facts.unit_of.get(code),
                persons=municipality.persons,
                participants_total=people.total,
                participants_served=people.served,
                participants_specialist=people.specialist,
                participants_unmet=people.unmet,
                participants_lost=people.lost,
                travel_hours=fsum(row.travel_hours for row in rows),
                minutes_mean=people.minutes_mean,
                minutes_p90=people.minutes_p90,
                minutes_max=people.minutes_max,
                share_within_30=people.within(30),
                share_within_45=people.within(45),
                share_within_60=people.within(60),
                programmes_within_60=len(programmes_near(facts, code)),
            )
        )
    return tuple(found)


def _per_programme(
    facts: Facts,
    inside: tuple[Assignment, ...],
    units: tuple[UnitIndicators, ...],
    courses: tuple[CourseIndicators, ...],
) -> tuple[ProgrammeIndicators, ...]:
    found = []
    for programme_id in sorted(facts.rates):
        programme, rate = facts.region.programmes[programme_id], facts.rates[programme_id]
        rows = tuple(row for row in inside if row.programme_id == programme_id)
        held = tuple(course for course in courses if course.programme_id == programme_id)
        people = _people(rows)
        needed = 1000 * programme.group_min_persons / rate if rate > 0 else None
        found.append(
            ProgrammeIndicators(
                programme_id=programme_id,
                name_nb=programme.name_nb,
                name_en=programme.name_en,
                participants_total=people.total,
                participants_served=people.served,
                participants_specialist=people.specialist,
                participants_unmet=people.unmet,
                participants_lost=people.lost,
                travel_hours=fsum(row.travel_hours for row in rows),
                minutes_mean=people.minutes_mean,
                courses=fsum(course.courses_per_year for course in held),
                persons_needed=needed,
                persons_needed_cycle=None if needed is None else needed / programme.cycle_years,
                viable_unit_ids=tuple(
                    unit.unit_id for unit in units if programme_id in unit.programmes_viable
                ),
                fill_probability=mean_fill(held),
                wait_years=mean_wait(rows, courses),
            )
        )
    return tuple(found)
