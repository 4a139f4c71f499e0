"""The values of a plan's stages, recomputed row by row from the plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from planner.verify.facts import Facts


def persons_outside(facts: Facts) -> float:
    """Inhabitants of municipalities in scope that no unit of the plan has as a member (persons)."""
    return float(facts.persons_of(tuple(set(facts.scope_codes) - set(facts.unit_of))))


def persons_short(facts: Facts) -> float:
    """Σ over units of max(0, persons_min − inhabitants) (persons)."""
    least = facts.scenario.threshold.persons_min
    return float(sum(max(0, least - facts.persons_of(u.member_codes)) for u in facts.plan.units))


def participants_unmet(facts: Facts) -> float:
    """Σ share · participants over the rows without an offer (participants a year)."""
    return sum(
        row.share * facts.participants(row.place_id, row.programme_id) for row in facts.plan.unmet
    )


def hours_participants(facts: Facts) -> float:
    """Person-hours a year to local courses and back.

    Σ share · participants · (minutes there + minutes back)/60 · meetings of the course they attend.
    """
    hours = 0.0
    for row in facts.plan.attendance:
        people = facts.coming_to_venue(row)
        minutes = facts.mean_minutes(row.place_id, facts.region.venues[row.venue_id].place_id)
        meetings = facts.region.programmes[row.course_programme_id].meetings_per_course
        hours += people * 2 * minutes / 60 * meetings
    return hours


def hours_specialist(facts: Facts) -> float:
    """Person-hours a year to the specialist services and back, `trips_per_course` each."""
    hours = 0.0
    for row in facts.plan.specialist:
        people = facts.coming_to_service(row)
        service = facts.region.specialist_services[row.service_id]
        minutes = facts.mean_minutes(row.place_id, service.external_place_id)
        hours += people * 2 * minutes / 60 * _trips(facts, row.service_id)
    return hours


def hours_staff(facts: Facts) -> float:
    """Person-hours a year of professionals from the nearest staff base to the venue and back."""
    hours = 0.0
    for row in facts.plan.courses:
        programme = facts.region.programmes[row.programme_id]
        way = facts.staff_way(row.unit_id, row.venue_id)
        if way is not None:
            trips = row.courses / programme.cycle_years * programme.meetings_per_course
            hours += trips * programme.professionals_per_meeting * 2 * way[0] / 60
    return hours


def hours_travel(facts: Facts) -> float:
    """Participants to venues, participants to the specialist, and staff: hours a year."""
    return hours_participants(facts) + hours_specialist(facts) + hours_staff(facts)


def minutes_longest(facts: Facts) -> float:
    """The longest one-way trip of anybody who takes part, locally or at a specialist (minutes)."""
    ways = [facts.minutes_to_venue(row.place_id, row.venue_id) for row in facts.attending]
    ways += [facts.minutes_to_service(row.place_id, row.service_id) for row in facts.at_specialist]
    return max((minutes for minutes in ways if minutes is not None), default=0.0)


def minutes_worst_mean(facts: Facts) -> float:
    """The mean one-way trip of the municipality that has the longest (minutes).

    Over all its expected participants; those without an offer or who do not come count as no way.
    """
    people: dict[str, float] = {}
    minutes: dict[str, float] = {}
    for place in facts.places.values():
        for k in facts.rates:
            count = facts.participants(place.id, k)
            people[place.municipality_code] = people.get(place.municipality_code, 0.0) + count
    rows = [
        (row.place_id, facts.coming_to_venue(row), facts.minutes_to_venue(row.place_id, row.venue_id))
        for row in facts.plan.attendance
    ]
    rows += [
        (
            row.place_id,
            facts.coming_to_service(row),
            facts.minutes_to_service(row.place_id, row.service_id),
        )
        for row in facts.plan.specialist
    ]
    for place_id, come, way in rows:
        code = facts.region.places[place_id].municipality_code
        minutes[code] = minutes.get(code, 0.0) + come * (way or 0.0)
    return max((total / people[c] for c, total in minutes.items() if people.get(c)), default=0.0)


def participants_not_reached(facts: Facts) -> float:
    """Expected participants a year who come to no local course: at the specialist, unmet, or at home.

    Where the scenario counts everybody who comes anywhere as reached, those at the specialist too.
    """
    reached = sum(facts.coming_to_venue(row) for row in facts.plan.attendance)
    participation = facts.scenario.participation
    forms = {participation.decay.form, *(d.form for d in participation.programmes.values())}
    at_will = participation.choice == "logit" and participation.logit.home_minutes is not None
    if participation.reach is None:
        anywhere = forms != {"none"} or at_will
    else:
        anywhere = participation.reach == "anywhere"
    if anywhere:
        reached += sum(facts.coming_to_service(row) for row in facts.plan.specialist)
    return max(0.0, facts.participants_in_all - reached)


def person_minutes_to_seat(facts: Facts) -> float:
    """Σ over inhabited places of members of persons · minutes to the seat of their unit, one way."""
    total = 0.0
    for unit in facts.plan.units:
        members = set(unit.member_codes)
        seat = facts.region.units[unit.unit_id].seat_place_id
        for place in facts.region.places.values():
            if place.municipality_code in members and place.persons > 0:
                minutes = facts.travel.minutes(place.id, seat)
                total += place.persons * (minutes or 0.0)
    return total


def venues_in_use(facts: Facts) -> float:
    """Number of venues that hold a course."""
    return float(len({row.venue_id for row in facts.plan.courses}))


def nok_per_year(facts: Facts) -> tuple[float | None, tuple[str, ...]]:
    """What the plan costs a year, all payers together (NOK), or None with the reasons.

    Posts (post_cost · coordinator_fte) and fixed cost of units; fixed cost of venues in use;
    professionals' hours; user representatives' meetings; mileage of staff and of participants, those
    going to the specialist included (users bear theirs).
    """
    missing: set[str] = set()

    def rate(rate_id: str, quantity: float) -> float:
        if quantity == 0:
            return 0.0
        if rate_id not in facts.region.cost_rates:
            missing.add(f"cost rate {rate_id} is missing")
            return 0.0
        return quantity * facts.region.cost_rates[rate_id].value

    total = 0.0
    for row in facts.plan.units:
        unit = facts.region.units[row.unit_id]
        total += rate("post_cost", unit.coordinator_fte) + (unit.nok_per_year or 0.0)
    for venue_id in sorted({course.venue_id for course in facts.plan.courses}):
        nok = facts.region.venues[venue_id].nok_per_year
        if nok is None:
            missing.add(f"venue {venue_id} has no cost")
        total += nok or 0.0
    hours, representatives = _hours_and_representatives(facts)
    total += rate("professional_hour", hours)
    total += rate("user_representative_meeting", representatives)
    total += rate("mileage", _km_staff(facts) + _km_participants(facts))
    return (None if missing else total), tuple(sorted(missing))


def _hours_and_representatives(facts: Facts) -> tuple[float, float]:
    """Professionals' hours in meetings and user representatives' meetings, both a year."""
    hours = representatives = 0.0
    for row in facts.plan.courses:
        programme = facts.region.programmes[row.programme_id]
        meetings = row.courses / programme.cycle_years * programme.meetings_per_course
        hours += meetings * programme.hours_per_meeting * programme.professionals_per_meeting
        representatives += meetings * programme.user_representatives_per_meeting
    return hours, representatives


def _km_staff(facts: Facts) -> float:
    """Kilometres a year of professionals, each in a car of their own."""
    km = 0.0
    for row in facts.plan.courses:
        programme = facts.region.programmes[row.programme_id]
        way = facts.staff_way(row.unit_id, row.venue_id)
        if way is not None:
            trips = row.courses / programme.cycle_years * programme.meetings_per_course
            km += trips * programme.professionals_per_meeting * 2 * way[1]
    return km


def _km_participants(facts: Facts) -> float:
    """Kilometres a year of participants to local courses and to the specialist, and back."""
    km = 0.0
    for row in facts.plan.attendance:
        people = facts.coming_to_venue(row)
        way = facts.mean_km(row.place_id, facts.region.venues[row.venue_id].place_id)
        km += people * 2 * way * facts.region.programmes[row.course_programme_id].meetings_per_course
    for trip in facts.plan.specialist:
        people = facts.coming_to_service(trip)
        service = facts.region.specialist_services[trip.service_id]
        way = facts.mean_km(trip.place_id, service.external_place_id)
        km += people * 2 * way * _trips(facts, trip.service_id)
    return km


def _trips(facts: Facts, service_id: str) -> float:
    return facts.region.specialist_services[service_id].trips_per_course


LIMITED: Mapping[str, tuple[str, Callable[[Facts], float]]] = {
    "unmet": ("participants/year", participants_unmet),
    "travel": ("hours/year", hours_travel),
    "worst_travel": ("minutes", minutes_longest),
    "equity": ("minutes", minutes_worst_mean),
    "reach": ("participants/year", participants_not_reached),
}
"""Objectives that a scenario may bound, with their units; `cost` is apart: it may not be known."""
