"""Hours of work a year against the posts there are: coordinators, professionals, user representatives.

A unit works its base hours whatever its courses; it develops every programme that it holds, and repeats
every course. The hours to develop are spread over the years that the scenario states; in the first year
they all fall due at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum

from planner.evaluate.facts import Facts
from planner.evaluate.types import CourseIndicators, ProfessionIndicators, UnitIndicators
from planner.evaluate.weighted import TOLERANCE
from planner.problem import hours_base, professional_hours

POSTS_MIN = 2.0
"""A unit with fewer posts is vulnerable to one person's absence."""


@dataclass(frozen=True, slots=True)
class CoordinatorHours:
    """Coordinators' hours of one unit a year; `posts` is what its posts give."""

    base: float
    develop: float
    develop_at_once: float
    repeat: float
    posts: float

    @property
    def needed(self) -> float:
        """In a year like the others."""
        return self.base + self.develop + self.repeat

    @property
    def first_year(self) -> float:
        """In a year in which every programme is developed."""
        return self.base + self.develop_at_once + self.repeat


def coordinator_hours(facts: Facts, unit_id: str) -> CoordinatorHours:
    """Hours of the courses that a unit of the plan holds, and of its posts."""
    rule = facts.scenario.rules.staffing
    programmes = facts.region.programmes
    held = [course for course in facts.courses if course.unit_id == unit_id and course.holder == "unit"]
    offered = sorted({course.programme_id for course in held})
    develop = fsum(programmes[k].hours_to_develop for k in offered)
    return CoordinatorHours(
        base=hours_base(rule),
        develop=develop / rule.develop_years,
        develop_at_once=develop,
        repeat=fsum(
            c.courses / c.cycle_years * programmes[c.programme_id].hours_to_repeat for c in held
        ),
        posts=facts.region.units[unit_id].coordinator_fte * rule.hours_per_post,
    )


def professions_of(
    facts: Facts, courses: Iterable[CourseIndicators]
) -> tuple[ProfessionIndicators, ...]:
    """Professionals' hours in meetings and on the road, by profession.

    Which of a programme's professions lead a meeting is not known: all take equal part.
    """
    meetings: dict[str, list[float]] = defaultdict(list)
    travel: dict[str, list[float]] = defaultdict(list)
    for course in courses:
        each = professional_hours(facts.region.programmes[course.programme_id])
        for profession, hours in each.items():
            meetings[profession].append(hours * course.courses_per_year)
            travel[profession].append(course.staff_hours / len(each))
    most = facts.scenario.rules.staffing.professional_hours_max
    return tuple(
        ProfessionIndicators(q, fsum(meetings[q]), fsum(travel[q]), most.get(q))
        for q in sorted(meetings)
    )


def user_representative_meetings(facts: Facts, courses: Iterable[CourseIndicators]) -> float:
    """Meetings a year that user representatives take part in, each of them counted."""
    programmes = facts.region.programmes
    return fsum(
        course.courses_per_year
        * programmes[course.programme_id].meetings_per_course
        * programmes[course.programme_id].user_representatives_per_meeting
        for course in courses
    )


def units_over_posts(units: Sequence[UnitIndicators]) -> int:
    """Units that need more hours than their posts give."""
    return sum(
        unit.coordinator_hours > unit.coordinator_hours_posts * (1 + TOLERANCE) + TOLERANCE
        for unit in units
    )


def participants_per_post(courses: Iterable[CourseIndicators], posts_fte: float) -> float | None:
    """Participants of the plan's courses a year for each coordinator's post; None without posts."""
    if posts_fte <= 0:
        return None
    return fsum(c.courses_per_year * c.participants_per_course for c in courses) / posts_fte
