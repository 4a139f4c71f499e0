"""What is known of a part: its best choices, and what no choice can beat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planner.model import AttendKey, CourseKey
from planner.problem import Problem
from planner.solve.programmes.subproblems import runner_of


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to hold a part's courses; unit ids are left out, so that equal parts share answers."""

    courses: Mapping[tuple[str, str], int]
    """(host programme, venue) → courses in a cycle."""
    attend: Mapping[AttendKey, float]
    specialist: Mapping[tuple[str, str, str], float]
    unmet: Mapping[tuple[str, str], float]
    travel_hours: float


@dataclass(frozen=True, slots=True)
class SubproblemAnswer:
    """Bounds on a part's unmet and travel, and its choices, best first.

    `complete` says that every choice as good as the first is there (and, where a search was asked for
    more, every choice up to that distance); it is False where a limit ended the search.
    """

    choices: tuple[Choice, ...]
    unmet_bound: float
    travel_bound: float
    complete: bool


def without_units(courses: Mapping[CourseKey, int]) -> dict[tuple[str, str], int]:
    """Leave out the unit, which follows from the venue."""
    return {(h, v): n for (h, v, _), n in courses.items()}


def with_units(problem: Problem, courses: Mapping[tuple[str, str], int]) -> dict[CourseKey, int]:
    """Put back the one unit that runs each venue."""
    return {(h, v, runner_of(problem, v) or ""): n for (h, v), n in courses.items()}
