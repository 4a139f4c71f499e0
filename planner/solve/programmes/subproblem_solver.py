"""One part solved as a MILP: the least unmet, then the least travel, and every way to reach it.

The general method for parts that `patterns` does not cover: programmes tied by joining, people who must
take the nearest course, places that no specialist is within reach of.

Later stages (cost, fewest venues) choose among plans with the same travel. So that their bound holds,
*all* patterns of courses that reach the optimum are listed: after the first is found it is forbidden
and the part is solved again, until nothing as good is left. On real data the first is nearly always
alone.
"""

from __future__ import annotations

import time
from dataclasses import replace

import pulp

from planner.model import OBJECTIVES, Variables
from planner.problem import Problem
from planner.solve.base import Solution, build_lp, hold_stage, measure, read_solution, slack
from planner.solve.programmes.subproblem_answer import Choice, SubproblemAnswer, without_units
from planner.solve.programmes.subproblems import Subproblem
from planner.solve.solver import Limits, Termination, run

MOST_CHOICES = 60
"""More equally good course patterns than this are not listed; the plain MILP takes over."""

SEARCH_GAP = 1e-7
"""Parts are solved to the end, not to the scenario's gap: ties can be told only at the optimum."""


class TooManyChoicesError(Exception):
    """More equally good course patterns than are worth listing."""


def solve_part(part: Subproblem, limits: Limits) -> SubproblemAnswer:
    """Solve a part to its optimum, or to the best plan that the limits allow.

    Raises:
        TooManyChoicesError: more than `MOST_CHOICES` course patterns tie.
    """
    problem = part.problem
    deadline = None if limits.seconds is None else time.monotonic() + limits.seconds
    lp, variables = build_lp(problem, "part")
    fallback = nothing_local(problem)
    if not variables.courses:
        return answer_of(problem, [fallback], None, None, complete=True)
    unmet_bound = None
    if measure(problem, fallback, "unmet") > 0:
        unmet = OBJECTIVES["unmet"].expression(problem, variables)
        lp.setObjective(unmet)
        outcome = run(lp, _left(limits, deadline))
        unmet_bound = outcome.bound
        if outcome.values is None or outcome.termination is not Termination.OPTIMAL:
            return answer_of(problem, [fallback], unmet_bound, None, complete=False)
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
            cheapest = [_cheapest_flow(problem, s, limits) for s in found]
            return answer_of(problem, cheapest, unmet_bound, travel_bound, complete=True)
        if outcome.values is None:
            return answer_of(problem, found or [fallback], unmet_bound, travel_bound, complete=False)
        solution = read_solution(problem, variables, outcome.values)
        found.append(solution)
        if outcome.termination is Termination.STOPPED:
            return answer_of(problem, found, unmet_bound, travel_bound, complete=False)
        if len(found) == 1:
            lp += travel <= outcome.value + slack(problem, "travel", outcome.value), "least_travel"
        if len(found) > MOST_CHOICES:
            raise TooManyChoicesError
        _forbid(lp, variables, solution, len(found))


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
            more = lp.add_variable(f"more_{number}_{x.name}", 0, most - n)
            fewer = lp.add_variable(f"fewer_{number}_{x.name}", 0, n)
            up = lp.add_variable(f"up_{number}_{x.name}", 0, 1, pulp.LpBinary)
            lp += x == n + more - fewer, f"differs_{number}_{x.name}"
            lp += more <= (most - n) * up, f"differs_up_{number}_{x.name}"
            lp += fewer <= n * (1 - up), f"differs_down_{number}_{x.name}"
            differences.append(more + fewer)
    lp += pulp.lpSum(differences) >= 1, f"another_{number}"


def nothing_local(problem: Problem) -> Solution:
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


def answer_of(
    problem: Problem,
    found: list[Solution],
    unmet_bound: float | None,
    travel_bound: float | None,
    *,
    complete: bool,
) -> SubproblemAnswer:
    """Bounds default to the value where nothing was searched, since nothing else was possible."""
    unmet = measure(problem, found[0], "unmet")
    travel = measure(problem, found[0], "travel")
    if not complete:
        unmet_bound = 0.0 if unmet_bound is None else unmet_bound
        travel_bound = cheapest_way(problem) if travel_bound is None else travel_bound
    choices = tuple(
        Choice(
            without_units(s.courses),
            s.attend,
            s.specialist,
            s.unmet,
            measure(problem, s, "travel"),
        )
        for s in found
    )
    return SubproblemAnswer(
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
                for s, t in problem.specialist_mean_minutes.get(k, {}).get(i, {}).items()
            ]
            local = [
                h.meetings_per_course * problem.local_mean_minutes[i][v]
                for h in hosts
                for v in h.group_max_persons
                if v in problem.local_minutes[i]
            ]
            if away:
                total += participants * min(away + local) * 2 / 60
    return total


def _left(limits: Limits, deadline: float | None) -> Limits:
    seconds = None if deadline is None else max(0.01, deadline - time.monotonic())
    return replace(limits, gap=SEARCH_GAP, seconds=seconds)
