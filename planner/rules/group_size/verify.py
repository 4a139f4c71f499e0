"""group_size: every course has at least its smallest and at most its largest group."""

from __future__ import annotations

from collections.abc import Iterator

from scipy.stats import poisson

from planner.verify import TOLERANCE, Facts, Violation, exceeds

RULE = "group_size"


def check(facts: Facts) -> Iterator[Violation]:
    """Participants per course, those of joined programmes included, between the two ends; only what
    fills no group of its own in the unit joins.

    The largest group is the programme's, or the venue's seats less the staff's. Where the scenario asks
    for a probability of filling, the cases that come to a course (a child's two parents are one) are
    independent Poisson numbers, and P(their persons ≥ smallest group) is at least that.
    """
    probability = facts.scenario.rules.group_size.fill_probability
    for (programme_id, venue_id), rows in sorted(facts.course_rows.items()):
        programme = facts.region.programmes[programme_id]
        venue = facts.region.venues[venue_id]
        courses = sum(row.courses for row in rows)
        persons = facts.participants_at.get((programme_id, venue_id), 0.0) * programme.cycle_years
        what = f"{courses} course(s) of {programme_id} at {facts.venue(venue_id)}"
        least = programme.group_min_persons * courses
        if exceeds(least, persons):
            message = f"{what} need at least {least} participants in a cycle and have {persons:.6g}"
            yield Violation(RULE, message, least - persons, "persons")
        elif probability is not None:
            each = persons / courses
            cases = _cases(facts, programme_id, venue_id, programme.cycle_years / courses)
            spare = 1 + TOLERANCE + TOLERANCE / each if each > 0 else 1.0
            more = {size: mean * spare for size, mean in cases.items()}
            if _fills(programme.group_min_persons, more) < probability:
                fills = _fills(programme.group_min_persons, cases)
                message = (
                    f"{what} shall each fill with probability {probability:g}; with {each:.6g} "
                    f"expected participants each it is {fills:.4g}"
                )
                yield Violation(RULE, message, probability - fills, "probability")
        seats = venue.seats - programme.staff_per_meeting
        most = min(programme.group_max_persons, seats) * courses
        if exceeds(persons, most):
            message = f"{what} hold at most {most} participants in a cycle and have {persons:.6g}"
            yield Violation(RULE, message, persons - most, "persons")
    yield from _joins(facts)


def _joins(facts: Facts) -> Iterator[Violation]:
    """Nobody joins a general programme in a unit whose people fill a group of their own programme."""
    told: set[tuple[str, str]] = set()
    for row in facts.attending:
        if row.course_programme_id == row.programme_id:
            continue
        for unit_id in sorted(facts.runners.get(row.venue_id, ())):
            persons = _own_group(facts, row.programme_id, unit_id)
            if persons is None or (row.programme_id, unit_id) in told:
                continue
            told.add((row.programme_id, unit_id))
            least = facts.region.programmes[row.programme_id].group_min_persons
            message = (
                f"people of {row.programme_id} join {row.course_programme_id} in "
                f"{facts.unit(unit_id)}, whose {persons:.6g} participants in a cycle fill a group of "
                f"{least} of their own"
            )
            yield Violation(RULE, message, persons - least, "persons")


def _own_group(facts: Facts, programme_id: str, unit_id: str) -> float | None:
    """Persons who fill a group of their own programme in a unit; None where they do not."""
    programme = facts.region.programmes[programme_id]
    if not programme.pooled:
        return None
    members = next((set(u.member_codes) for u in facts.plan.units if u.unit_id == unit_id), set())
    by_code: dict[str, float] = {}
    for place_id, place in facts.places.items():
        code = place.municipality_code
        if code in members:
            people = facts.participants(place_id, programme_id) * programme.cycle_years
            by_code[code] = by_code.get(code, 0.0) + people
    shared = "shared" in programme.levels
    persons = sum(by_code.values()) if shared else max(by_code.values(), default=0.0)
    if not exceeds(persons, programme.group_min_persons - 2 * TOLERANCE):
        return None
    wanted = facts.scenario.rules.group_size.fill_probability
    size = programme.persons_per_case
    fewer = persons * (1 - TOLERANCE) - 2 * TOLERANCE
    if wanted is not None and _fills(programme.group_min_persons, {size: fewer / size}) < wanted:
        return None
    return persons


def _cases(facts: Facts, programme_id: str, venue_id: str, cycles: float) -> dict[float, float]:
    """Persons in a case → cases that are expected at each course."""
    found: dict[float, float] = {}
    for row in facts.plan.attendance:
        if (row.course_programme_id, row.venue_id) == (programme_id, venue_id):
            size = facts.region.programmes[row.programme_id].persons_per_case
            persons = row.share * facts.participants(row.place_id, row.programme_id) * cycles
            found[size] = found.get(size, 0.0) + persons / size
    return found


def _fills(least: int, cases: dict[float, float]) -> float:
    """P(Σ size · Poisson(mean) ≥ least), by the distribution of all sums below it."""
    below = {0.0: 1.0}
    for size, mean in cases.items():
        longer: dict[float, float] = {}
        for persons, probability in below.items():
            number = 0
            while persons + number * size < least - 1e-9:
                total = round(persons + number * size, 9)
                term = probability * float(poisson.pmf(number, mean))
                longer[total] = longer.get(total, 0.0) + term
                number += 1
        below = longer
    return 1.0 - sum(below.values())
