"""Rooms for the course patterns that a best plan may have, where programmes share what runs short.

The bound of `column_generation` holds for every plan; what is within some hours of it is listed, and
the MILP of rooms chooses. If its plan is no worse than what was listed for, no other is better.
"""

from __future__ import annotations

from dataclasses import replace
from math import inf

from planner.problem import Problem
from planner.solve.base import measure, slack
from planner.solve.programmes.answers import Answers
from planner.solve.programmes.column_generation import MOST_LISTED, Columns, near_best, priced_columns
from planner.solve.programmes.course_patterns import Courses, PatternSearch, SearchStoppedError, Stopped
from planner.solve.programmes.room_assignment import Rooms, choose_rooms, least_travel
from planner.solve.programmes.subproblem_answer import Choice, SubproblemAnswer
from planner.solve.programmes.subproblems import Subproblem
from planner.solve.programmes.venue_set_search import MOST_TOWNS, Listed, listed
from planner.solve.solver import Limits


def with_columns(
    problem: Problem,
    parts: tuple[Subproblem, ...],
    answering: Answers,
    stages: tuple[str, ...],
    least: float,
) -> tuple[Rooms, float] | None:
    """Rooms, and a bound on travel that holds for every plan; None where this finds no plan.

    `least` is the sum of the parts' own best, and the bound where the limits end the search early.
    """
    searches = [search for part in parts if (search := answering.search(part)) is not None]
    if len(searches) < len(parts):
        return None
    try:
        lists = pattern_lists(problem, searches, answering.stopped)
        if lists is None:
            return None
        columns = priced_columns(problem, lists, answering.stopped)
        return None if columns is None else _chosen(problem, parts, answering, stages, columns)
    except SearchStoppedError:
        return _early(problem, parts, searches, answering, stages, least)


def pattern_lists(
    problem: Problem, searches: list[PatternSearch], stopped: Stopped, extra: float = 0.0
) -> list[Listed] | None:
    """All patterns that a best plan may have; None where there are too many towns.

    Those worse than no course at all (by more than `extra`) are of use only where a room must be.

    Raises:
        SearchStoppedError: `stopped` became true.
    """
    lists = []
    for search in searches:
        towns = len(search.arrays.venue_ids)
        if towns > MOST_TOWNS:
            return None
        most = inf if problem.scenario.venues.in_use else search.exact(()) + extra
        lists.append(listed(search, range(towns), towns, most, stopped))
    return lists


def _chosen(
    problem: Problem,
    parts: tuple[Subproblem, ...],
    answering: Answers,
    stages: tuple[str, ...],
    columns: Columns,
) -> tuple[Rooms, float] | None:
    """The least travel first, by hours alone; then who goes where, for the patterns that tie."""
    near = near_best(
        columns,
        lambda rows: least_travel(problem, bare(columns, rows), _exact(answering)),
        lambda hours: slack(problem, "travel", hours),
    )
    if near is None:
        return None
    rows, hours, complete = near.rows, near.value, near.complete
    while True:
        answers = tuple(
            answering.of_rows(part, patterns.search, own, complete)
            for part, patterns, own in zip(parts, columns.lists, rows, strict=True)
        )
        rooms = choose_rooms(problem, answers, stages, _exact(answering))
        if rooms is None:
            return None
        before, hours = hours, measure(problem, rooms.solution, "travel")
        # seats may ask for more hours than rooms did: then more patterns are as good as these
        if not complete or hours <= before + slack(problem, "travel", before):
            break
        tied = hours - columns.bound + 2 * slack(problem, "travel", hours)
        complete = columns.count(tied) <= MOST_LISTED
        rows = columns.within(tied) if complete else rows
    # where better plans may have other patterns, equally good ones surely do: no bound for later stages
    return rooms if complete else replace(rooms, bounds={}), near.bound


def _exact(answering: Answers) -> Limits:
    return answering.clock.left(gap=0.0)


def bare(columns: Columns, rows: tuple[tuple[Courses, ...], ...]) -> tuple[SubproblemAnswer, ...]:
    """Courses and hours of patterns, and nobody in them yet."""
    answers = []
    for part, own in zip(columns.lists, rows, strict=True):
        k, venue_ids = part.search.arrays.programme_id, part.search.arrays.venue_ids
        choices = tuple(
            Choice({(k, venue_ids[j]): n for j, n in row}, {}, {}, {}, part.search.exact(row))
            for row in own
        )
        answers.append(SubproblemAnswer(choices, 0.0, 0.0, complete=True))
    return tuple(answers)


def _early(
    problem: Problem,
    parts: tuple[Subproblem, ...],
    searches: list[PatternSearch],
    answering: Answers,
    stages: tuple[str, ...],
    least: float,
) -> tuple[Rooms, float] | None:
    """Some plan, from the best patterns known and no courses."""
    answers = []
    for part, search in zip(parts, searches, strict=True):
        known = search.best_known()
        rows = {(), *([known.courses] if known is not None else [])}
        answers.append(answering.of_rows(part, search, tuple(sorted(rows)), complete=False))
    rooms = choose_rooms(problem, tuple(answers), stages, replace(answering.limits, seconds=1.0))
    return None if rooms is None else (replace(rooms, bounds={}), least)
