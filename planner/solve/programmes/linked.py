"""Parts tied by the venues in use: at most so many, or some that must be (`venue_set_search`).

Rooms of a town that the same unit runs count as one here, so the answer is a bound; the rooms are
chosen afterwards, and where they cannot be had at these hours the caller looks on.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from planner.problem import Problem
from planner.solve.base import slack
from planner.solve.programmes.answers import Answers
from planner.solve.programmes.course_patterns import PatternSearch, SearchStoppedError, rounding
from planner.solve.programmes.subproblem_answer import SubproblemAnswer
from planner.solve.programmes.subproblems import Subproblem, runner_of
from planner.solve.programmes.venue_set_search import (
    MOST_TOWNS,
    Named,
    Together,
    VenueSetSearch,
    listed,
)

FIRST_EXTRA = 0.02
"""How much worse than its own best a programme's first patterns may be (share of all hours)."""


@dataclass(frozen=True, slots=True)
class Linked:
    """The choices of each part that a best plan may have; no plan has fewer hours than `bound`."""

    answers: tuple[SubproblemAnswer, ...]
    bound: float
    complete: bool


def solve_linked(problem: Problem, parts: tuple[Subproblem, ...], answering: Answers) -> Linked | None:
    """The best choices of all parts together, or None where this method does not cover them."""
    searches = [search for part in parts if (search := answering.search(part)) is not None]
    if len(searches) < len(parts):
        return None
    sites = [[_site(problem, v) for v in search.arrays.venue_ids] for search in searches]
    number = {site: n for n, site in enumerate(sorted(set(chain.from_iterable(sites))))}
    if len(number) > MOST_TOWNS:
        return None
    named = _named(problem, parts, searches, number)
    if named is None:
        return None
    count_max = problem.scenario.venues.count_max
    most = len(number) if count_max is None else count_max
    try:
        least = [search.within(0.0, answering.stopped)[0].hours for search in searches]
        total = sum(least)
        extra = max(FIRST_EXTRA * total, rounding(total))
        while True:
            found = _within(
                problem,
                answering,
                searches,
                [[number[site] for site in row] for row in sites],
                [hours + extra for hours in least],
                most,
                named,
            )
            if found is not None and (not found.complete or found.hours - total <= extra):
                break
            if found is None and extra > 2 * sum(float(s.exact(())) for s in searches):
                return None
            worse = 3 * extra if found is None else found.hours - total
            extra = max(worse + slack(problem, "travel", total + worse), extra)
    except SearchStoppedError:
        return None
    answers = tuple(
        answering.of_rows(part, search, rows, found.complete)
        for part, search, rows in zip(parts, searches, found.rows, strict=True)
    )
    return Linked(answers, min(found.bound, total + extra), found.complete)


def _within(
    problem: Problem,
    answering: Answers,
    searches: list[PatternSearch],
    numbers: list[list[int]],
    most_hours: list[float],
    most: int,
    named: tuple[Named, ...],
) -> Together | None:
    lists = [
        listed(search, row, most, hours, answering.stopped)
        for search, row, hours in zip(searches, numbers, most_hours, strict=True)
    ]
    return VenueSetSearch(lists, most, named, answering.stopped).run(
        lambda hours: slack(problem, "travel", hours)
    )


def _site(problem: Problem, venue_id: str) -> tuple[str, str]:
    return problem.venues[venue_id].place_id, runner_of(problem, venue_id) or ""


def _named(
    problem: Problem,
    parts: tuple[Subproblem, ...],
    searches: list[PatternSearch],
    number: dict[tuple[str, str], int],
) -> tuple[Named, ...] | None:
    """The towns of the venues that must be in use; None where one has no course to hold."""
    found = []
    for v in problem.scenario.venues.in_use:
        if v not in problem.venues or (site := _site(problem, v)) not in number:
            return None
        suits = tuple(
            n
            for n, (part, search) in enumerate(zip(parts, searches, strict=True))
            if v in problem.programmes[search.arrays.programme_id].group_max_persons
            and _site(problem, v) in {_site(problem, w) for w in part.problem.venues}
        )
        found.append(Named(number[site], suits))
    return tuple(found)
