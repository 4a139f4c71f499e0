"""The plan's courses: who fills them, how likely, how long between them, and what the staff travel."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import fsum

from planner.evaluate.facts import Facts
from planner.evaluate.types import Assignment, CourseIndicators
from planner.problem import fill_probability

CourseKey = tuple[str, str]
"""Programme of the course, venue."""


def attendance_by_course(rows: Iterable[Assignment]) -> Mapping[CourseKey, tuple[Assignment, ...]]:
    """(programme of the course, venue) → those who attend it, joined programmes included."""
    found: dict[CourseKey, list[Assignment]] = defaultdict(list)
    for row in rows:
        if row.course_programme_id is not None and row.venue_id is not None:
            found[row.course_programme_id, row.venue_id].append(row)
    return {key: tuple(group) for key, group in found.items()}


def courses_of(facts: Facts, rows: Iterable[Assignment]) -> tuple[CourseIndicators, ...]:
    """One row per programme and venue that holds courses, in the order of the plan's ids."""
    attending = attendance_by_course(rows)
    found = []
    for course in facts.courses:
        programme = facts.region.programmes[course.programme_id]
        people = attending.get((course.programme_id, course.venue_id), ())
        by_programme: dict[str, list[float]] = defaultdict(list)
        for row in people:
            by_programme[row.programme_id].append(row.participants_per_year)
        cycles = course.cycle_years / course.courses
        expected = [
            (fsum(each) * cycles, facts.region.programmes[k].persons_per_case)
            for k, each in sorted(by_programme.items())
        ]
        way = facts.staff_way(course)
        minutes = 0.0 if way is None else way[0]
        per_year = course.courses / course.cycle_years
        trips = per_year * programme.meetings_per_course * programme.professionals_per_meeting
        found.append(
            CourseIndicators(
                programme_id=course.programme_id,
                venue_id=course.venue_id,
                unit_id=course.unit_id,
                courses_per_cycle=course.courses,
                cycle_years=course.cycle_years,
                courses_per_year=per_year,
                participants_per_course=fsum(count for count, _ in expected),
                group_min_persons=programme.group_min_persons,
                fill_probability=fill_probability(programme.group_min_persons, expected),
                wait_years=course.cycle_years / (2 * course.courses),
                staff_minutes=minutes,
                staff_hours=trips * 2 * minutes / 60,
                share_in_scope=share_in_scope(people),
            )
        )
    return tuple(found)


def share_in_scope(rows: Iterable[Assignment]) -> float:
    """Share of the participants who are people of the scope; 1 where nobody attends."""
    rows = tuple(rows)
    everybody = fsum(row.participants_per_year for row in rows)
    if everybody <= 0:
        return 1.0
    if all(row.in_scope for row in rows):
        return 1.0
    return fsum(row.participants_per_year for row in rows if row.in_scope) / everybody


def mean_wait(rows: Iterable[Assignment], courses: Iterable[CourseIndicators]) -> float | None:
    """Mean years until the course that people attend is next held, weighted by participants.

    With C holdings spread evenly over a cycle of Y years, somebody who turns up at any moment waits
    Y / (2 C) on average. Local courses only: how often the hospital holds one is not known.
    """
    wait = {(c.programme_id, c.venue_id): c.wait_years for c in courses}
    weighted = [
        (wait[row.course_programme_id, row.venue_id], row.participants_per_year)
        for row in rows
        if row.course_programme_id is not None
        and row.venue_id is not None
        and (row.course_programme_id, row.venue_id) in wait
    ]
    people = fsum(count for _, count in weighted)
    return fsum(years * count for years, count in weighted) / people if people > 0 else None


def mean_fill(courses: Iterable[CourseIndicators]) -> float | None:
    """Mean probability of filling over the courses held, each holding counting alike."""
    rows = tuple(courses)
    held = fsum(row.courses_per_year for row in rows)
    if held <= 0:
        return None
    return min(1.0, fsum(row.fill_probability * row.courses_per_year for row in rows) / held)
