"""The answer of a part, by the method that covers it, and more choices where a caller needs them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf

from planner.problem import Problem
from planner.solve.programmes.course_patterns import (
    Courses,
    Pattern,
    PatternSearch,
    SearchStoppedError,
    rounding,
    search_of,
)
from planner.solve.programmes.memo import Memo
from planner.solve.programmes.pattern_solution import solution_of
from planner.solve.programmes.sparse_pattern_milp import SEARCH_GAP, near_courses
from planner.solve.programmes.subproblem_answer import (
    Choice,
    SubproblemAnswer,
    without_units,
)
from planner.solve.programmes.subproblem_solver import answer_of, nothing_local, solve_part
from planner.solve.programmes.subproblems import Subproblem
from planner.solve.programmes.unreached import answer_unreached
from planner.solve.solver import Clock, Limits


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers parts within one time limit; equal parts are answered once."""

    clock: Clock
    memo: Memo

    def best(self, part: Subproblem, parts_left: int = 1) -> SubproblemAnswer:
        """The best choices of a part: all that tie, or one where a limit ended the search.

        A part with too many course patterns to list may take its share of the time that is left.

        Raises:
            TooManyChoicesError: more choices tie than are worth listing.
        """
        known = self.memo.get(part.key)
        if known is not None:
            return known
        search = self.search(part)
        if search is not None:
            answer = self._listed(part, search)
        elif (many := search_of(part, inf, joined=True)) is not None:
            answer = self._near(part, many, parts_left)
        elif (reached := answer_unreached(part, self.stopped)) is not None:
            answer = reached
        else:
            answer = solve_part(part, replace(self.limits, seconds=self.clock.seconds_left()))
        if answer.complete:
            self.memo.put(part.key, answer)
        return answer

    def search(self, part: Subproblem) -> PatternSearch | None:
        """The search of a part's course patterns, or None where that does not cover it."""
        if part.key not in self.memo.searches:
            self.memo.searches[part.key] = search_of(part, joined=True)
        return self.memo.searches[part.key]

    def of_rows(
        self, part: Subproblem, search: PatternSearch, rows: tuple[Courses, ...], complete: bool
    ) -> SubproblemAnswer:
        """The choices of these course patterns, best first."""
        known = [Pattern(row, search.exact(row)) for row in rows]
        patterns = sorted(known, key=lambda v: (v.hours, v.courses))
        choices = tuple(_choice(part.problem, search, pattern) for pattern in patterns)
        return SubproblemAnswer(choices, 0.0, patterns[0].hours, complete)

    def _near(self, part: Subproblem, search: PatternSearch, parts_left: int) -> SubproblemAnswer:
        seconds = self.clock.seconds_left()
        share = None if seconds is None else seconds / parts_left
        limits = replace(self.limits, gap=SEARCH_GAP, seconds=share)
        found = near_courses(search, limits)
        answer = self.of_rows(part, search, found.rows, found.complete)
        return replace(answer, travel_bound=min(found.bound, answer.travel_bound))

    def _listed(self, part: Subproblem, search: PatternSearch) -> SubproblemAnswer:
        problem = part.problem
        try:
            (best,) = search.within(0.0, self.stopped)[:1]
            patterns = search.within(rounding(best.hours), self.stopped)
        except SearchStoppedError:
            known = search.best_known()
            choice = nothing_local(problem) if known is None else solution_of(problem, search, known)
            return answer_of(problem, [choice], 0.0, None, complete=False)
        choices = tuple(_choice(problem, search, pattern) for pattern in patterns)
        return SubproblemAnswer(choices, 0.0, best.hours, complete=True)

    @property
    def limits(self) -> Limits:
        """How exactly to search."""
        return self.clock.limits

    def stopped(self) -> bool:
        """Whether to end now: the clock, or Ctrl-C."""
        return self.clock.stopped()


def _choice(problem: Problem, search: PatternSearch, pattern: Pattern) -> Choice:
    found = solution_of(problem, search, pattern)
    return Choice(
        courses=without_units(found.courses),
        attend=found.attend,
        specialist=found.specialist,
        unmet={},
        travel_hours=pattern.hours,
    )
