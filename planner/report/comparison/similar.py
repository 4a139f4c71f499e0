"""Which alternatives travel does not distinguish, and where venues matter though units do not.

Organisation (who coordinates) and strategy (where courses are held) are two axes. Alternatives that
differ on the first only often have one and the same venue plan: then nothing that is said of travel
tells them apart, and a comparison has to turn to what does.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from planner.pipeline import Alternative
from planner.report.comparison.basis import basis_of
from planner.report.comparison.comparison import Comparison, slack_of

HOURS_TOLERANCE = 1e-3
"""Hours a year that differ by less are the same."""


@dataclass(frozen=True, slots=True)
class SameTravel:
    """Alternatives with one venue plan: the same courses in the same places for the same people.

    `staff_differs` where professionals set out from different bases, so that their hours differ.
    `has_courses` is False where nobody has a local course, `one_organisation` True where units and
    members are the same too.
    """

    names: tuple[str, ...]
    staff_differs: bool
    has_courses: bool
    one_organisation: bool


@dataclass(frozen=True, slots=True)
class SameOrganisation:
    """Alternatives with the same units and members that use venues or staff bases differently.

    `hours` are their travel hours a year, fewest first, each with the alternatives that have them.
    """

    unit_ids: tuple[str, ...]
    hours: tuple[tuple[float, tuple[str, ...]], ...]


def same_travel(comparison: Comparison) -> tuple[SameTravel, ...]:
    """Groups of at least two alternatives whose participants travel alike."""
    found = []
    for group in _groups(comparison.alternatives, venue_plan):
        hours = [a.indicators.travel_hours_staff for a in group]
        found.append(
            SameTravel(
                names=tuple(a.name for a in group),
                staff_differs=max(hours) - min(hours) > HOURS_TOLERANCE,
                has_courses=any(a.plan.courses for a in group),
                one_organisation=len({_organisation(a) for a in group}) == 1,
            )
        )
    return tuple(found)


def same_organisation(comparison: Comparison) -> tuple[SameOrganisation, ...]:
    """Groups with the same organisation, rules and demand, but another strategy and thereby travel.

    Left out are groups in which the solver has proved no difference: every one might have as few hours
    as the best.
    """
    found = []
    for group in _groups(comparison.alternatives, _organisation):
        hours = _by_hours(group)
        least = hours[0][0] + HOURS_TOLERANCE
        differ = any(_hours_proved(alternative) > least for alternative in group)
        if differ and len({_strategy(alternative) for alternative in group}) > 1:
            units = tuple(unit.unit_id for unit in group[0].indicators.units)
            found.append(SameOrganisation(units, hours))
    return tuple(found)


def _strategy(alternative: Alternative) -> Hashable:
    """Where courses may be held, and where those who hold them set out from."""
    bases = tuple((unit.unit_id, unit.staff_base_place_ids) for unit in alternative.plan.units)
    return alternative.scenario.venues, bases


def _hours_proved(alternative: Alternative) -> float:
    """Travel hours a year that the alternative needs for certain."""
    return alternative.indicators.travel_hours_total - slack_of(alternative, "travel_hours_total")


def _by_hours(group: Sequence[Alternative]) -> tuple[tuple[float, tuple[str, ...]], ...]:
    """Travel hours, fewest first, with the names of those that have them."""
    found: list[tuple[float, tuple[str, ...]]] = []
    for alternative in sorted(group, key=lambda a: a.indicators.travel_hours_total):
        hours = alternative.indicators.travel_hours_total
        if found and hours - found[-1][0] <= HOURS_TOLERANCE:
            found[-1] = (found[-1][0], (*found[-1][1], alternative.name))
        else:
            found.append((hours, (alternative.name,)))
    return tuple(found)


def _groups(
    alternatives: Sequence[Alternative], key: Callable[[Alternative], Hashable]
) -> list[list[Alternative]]:
    """Alternatives of one key together, in the order in which they stand; groups of one left out."""
    groups: dict[Hashable, list[Alternative]] = {}
    for alternative in alternatives:
        groups.setdefault(key(alternative), []).append(alternative)
    return [group for group in groups.values() if len(group) > 1]


def venue_plan(alternative: Alternative) -> Hashable:
    """What is the same where travel does not tell alternatives apart: courses per place and who goes
    where. Two rooms in one town are one place."""
    region = alternative.region
    courses: dict[tuple[str, str, int], int] = {}
    for course in alternative.plan.courses:
        key = (course.programme_id, region.venues[course.venue_id].place_id, course.cycle_years)
        courses[key] = courses.get(key, 0) + course.courses
    flows: dict[tuple[str, str, str, str], float] = {}
    for row in alternative.indicators.assignments:
        if not row.in_scope:
            continue
        to = row.service_id or ""
        if row.venue_id is not None:
            to = region.venues[row.venue_id].place_id
        way = (row.place_id, row.programme_id, row.course_programme_id or "", f"{row.kind} {to}")
        flows[way] = flows.get(way, 0.0) + row.share
    shares = tuple((way, round(share, 5)) for way, share in sorted(flows.items()) if share > 1e-5)
    return basis_of(alternative.scenario), tuple(sorted(courses.items())), shares


def _organisation(alternative: Alternative) -> Hashable:
    """Who coordinates for whom, and everything that decides how people travel but the strategy."""
    scenario = alternative.scenario
    return (
        tuple((unit.unit_id, unit.seat_place_id, unit.member_codes) for unit in alternative.plan.units),
        scenario.demand.model_dump_json(),
        scenario.travel.model_dump_json(),
        scenario.rules.model_dump_json(),
        scenario.objectives,
    )
