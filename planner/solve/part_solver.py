"""One part solved: the least unmet, then the least travel, and every way to reach it.

Later stages (cost, fewest venues) choose among plans with the same travel. So that their bound holds,
*all* vectors of courses that reach the optimum are listed: after the first is found it is forbidden and
the part is solved again, until nothing as good is left. On real data the first is nearly always alone.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pulp

from planner.model.objectives import OBJECTIVES
from planner.model.variables import AttendKey, CourseKey, Variables
from planner.problem.types import Problem
from planner.solve.highs import Limits, Termination, run
from planner.solve.milp import build_lp, hold_stage
from planner.solve.parts import Part, runner_of
from planner.solve.solution import Solution, measure, read_solution
from planner.solve.stages import slack

MOST_CHOICES = 60
"""More equally good course vectors than this are not listed; the plain MILP takes over."""

SEARCH_GAP = 1e-7
"""Parts are solved to the end, not to the scenario's gap: ties can be told only at the optimum."""


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
class PartAnswer:
    """Bounds on the part's stages, and the choices that reach them.

    `complete` says that the choices are all there are; it is False where a limit ended the search.
    """

    choices: tuple[Choice, ...]
    unmet_bound: float
    travel_bound: float
    complete: bool


@dataclass(frozen=True, slots=True)
class Room:
    """A venue that must be in use, as a part sees it: its town, its unit, what it suits."""

    venue_id: str
    place_id: str
    unit_id: str
    programme_ids: frozenset[str]


class TooManyChoicesError(Exception):
    """More equally good course vectors than are worth listing."""


def solve_part(
    part: Part, limits: Limits, forced: tuple[Room, ...] = (), *, first_only: bool = False
) -> PartAnswer | None:
    """Solve a part to its optimum, or to the best plan that the limits allow.

    `forced` names the towns in which the part must hold a course; None where it cannot. With
    `first_only` one choice is enough: the answer is not complete, its bounds hold all the same.

    Raises:
        TooManyChoicesError: more than `MOST_CHOICES` course vectors tie.
    """
    problem = part.problem
    deadline = None if limits.seconds is None else time.monotonic() + limits.seconds
    lp, variables = build_lp(problem, "part")
    fallback = _nothing_local(problem)
    if not _force(problem, lp, variables, forced):
        return None
    if not variables.courses:
        return _answer(problem, [fallback], None, None, complete=True)
    unmet_bound = None
    if measure(problem, fallback, "unmet") > 0:
        unmet = OBJECTIVES["unmet"].expression(problem, variables)
        lp.setObjective(unmet)
        outcome = run(lp, _left(limits, deadline))
        unmet_bound = outcome.bound
        if outcome.termination is Termination.INFEASIBLE:
            return None
        if outcome.values is None or outcome.termination is not Termination.OPTIMAL:
            return _answer(problem, [fallback], unmet_bound, None, complete=False)
        hold_stage(problem, lp, variables, "unmet", unmet, outcome.value)
    else:
        for x in variables.unmet.values():
            x.upBound = 0
    travel = OBJECTIVES["travel"].expression(problem, variables)
    lp.setObjective(travel)
    found: list[Solution] = []
    travel_bound: float | None = None
    while True:
        outcome = run(lp, _left(limits, deadline))
        if not found:
            travel_bound = outcome.bound
        if outcome.termination is Termination.INFEASIBLE:
            if not found:
                return None
            cheapest = [_cheapest_flow(problem, s, limits) for s in found]
            return _answer(problem, cheapest, unmet_bound, travel_bound, complete=True)
        if outcome.values is None:
            if forced and not found:
                return None
            return _answer(problem, found or [fallback], unmet_bound, travel_bound, complete=False)
        solution = read_solution(problem, variables, outcome.values)
        found.append(solution)
        if first_only or outcome.termination is Termination.STOPPED:
            return _answer(problem, found, unmet_bound, travel_bound, complete=False)
        if len(found) == 1:
            lp += travel <= outcome.value + slack(problem, "travel", outcome.value), "least_travel"
        if len(found) > MOST_CHOICES:
            raise TooManyChoicesError
        _forbid(lp, variables, solution, len(found))


def _force(
    problem: Problem, lp: pulp.LpProblem, variables: Variables, forced: tuple[Room, ...]
) -> bool:
    """A course in each of these towns, of a programme that the room in question suits."""
    for number, room in enumerate(forced):
        held = [
            x
            for (h, v, u), x in variables.courses.items()
            if (problem.venues[v].place_id, u) == (room.place_id, room.unit_id)
            and h in room.programme_ids
        ]
        if not held:
            return False
        lp += pulp.lpSum(held) >= 1, f"forced__{number}"
    return True


def _cheapest_flow(problem: Problem, solution: Solution, limits: Limits) -> Solution:
    """Among equally good ways to send people to these courses, the one that costs least."""
    held = tuple(sorted({v for _, v, _ in solution.courses}))
    lp, variables = build_lp(problem.only(tuple(problem.programmes), held), "flow")
    for key, x in variables.courses.items():
        x.lowBound = x.upBound = solution.courses.get(key, 0)
    if not solution.unmet:
        for x in variables.unmet.values():
            x.upBound = 0
    for stage in ("unmet", "travel"):
        value = measure(problem, solution, stage)
        expression = OBJECTIVES[stage].expression(problem, variables)
        lp += expression <= value + 1e-6, f"keep_{stage}"
    lp.setObjective(OBJECTIVES["cost"].expression(problem, variables))
    outcome = run(lp, replace(limits, gap=SEARCH_GAP))
    return solution if outcome.values is None else read_solution(problem, variables, outcome.values)


def _forbid(lp: pulp.LpProblem, variables: Variables, solution: Solution, number: int) -> None:
    """At least one course variable differs from this solution's by one or more."""
    differences = []
    for key, x in variables.courses.items():
        n, most = solution.courses.get(key, 0), variables.courses_max[key]
        if n == 0:
            differences.append(x)
        elif n == most:
            differences.append(most - x)
        else:
            more = pulp.LpVariable(f"more_{number}_{x.name}", 0, most - n)
            fewer = pulp.LpVariable(f"fewer_{number}_{x.name}", 0, n)
            up = pulp.LpVariable(f"up_{number}_{x.name}", 0, 1, pulp.LpBinary)
            lp += x == n + more - fewer, f"differs_{number}_{x.name}"
            lp += more <= (most - n) * up, f"differs_up_{number}_{x.name}"
            lp += fewer <= n * (1 - up), f"differs_down_{number}_{x.name}"
            differences.append(more + fewer)
    lp += pulp.lpSum(differences) >= 1, f"another_{number}"


def _nothing_local(problem: Problem) -> Solution:
    """The plan that always exists: no course, everybody at the specialist or unmet."""
    specialist: dict[tuple[str, str, str], float] = {}
    unmet: dict[tuple[str, str], float] = {}
    for k, by_place in problem.demand.items():
        for i in by_place:
            services = problem.specialist_minutes.get(k, {}).get(i, {})
            if services:
                specialist[i, k, next(iter(services))] = 1.0
            else:
                unmet[i, k] = 1.0
    return Solution(frozenset(), frozenset(), {}, {}, specialist, unmet)


def _answer(
    problem: Problem,
    found: list[Solution],
    unmet_bound: float | None,
    travel_bound: float | None,
    *,
    complete: bool,
) -> PartAnswer:
    """Bounds default to the value where nothing was searched, since nothing else was possible."""
    unmet = measure(problem, found[0], "unmet")
    travel = measure(problem, found[0], "travel")
    if not complete:
        unmet_bound = 0.0 if unmet_bound is None else unmet_bound
        travel_bound = cheapest_way(problem) if travel_bound is None else travel_bound
    choices = tuple(
        Choice(
            _without_units(s.courses),
            s.attend,
            s.specialist,
            s.unmet,
            measure(problem, s, "travel"),
        )
        for s in found
    )
    return PartAnswer(
        choices,
        unmet if unmet_bound is None else min(unmet, max(0.0, unmet_bound)),
        travel if travel_bound is None else min(travel, max(cheapest_way(problem), travel_bound)),
        complete,
    )


def cheapest_way(problem: Problem) -> float:
    """Hours a year if everybody took their own shortest way and staff never travelled: a bound.

    Places that may go unmet count nothing.
    """
    total = 0.0
    for k, by_place in problem.demand.items():
        hosts = [problem.programmes[h] for h in problem.programmes[k].hosts if h in problem.programmes]
        for i, participants in by_place.items():
            away = [
                problem.services[s].trips_per_course * t
                for s, t in problem.specialist_minutes.get(k, {}).get(i, {}).items()
            ]
            local = [
                h.meetings_per_course * problem.local_minutes[i][v]
                for h in hosts
                for v in h.group_max_persons
                if v in problem.local_minutes[i]
            ]
            if away:
                total += participants * min(away + local) * 2 / 60
    return total


def _without_units(courses: Mapping[CourseKey, int]) -> dict[tuple[str, str], int]:
    return {(h, v): n for (h, v, _), n in courses.items()}


def with_units(problem: Problem, courses: Mapping[tuple[str, str], int]) -> dict[CourseKey, int]:
    """Put back the one unit that runs each venue."""
    return {(h, v, runner_of(problem, v) or ""): n for (h, v), n in courses.items()}


def _left(limits: Limits, deadline: float | None) -> Limits:
    seconds = None if deadline is None else max(0.01, deadline - time.monotonic())
    return replace(limits, gap=SEARCH_GAP, seconds=seconds)
