"""The method for one programme that only picks venues: the classics of facility location, exactly.

Where everybody goes where it is cheapest for them (`location_costs.why_not`), the table of costs is
solved by branch and bound with Lagrangian bounds (`tree`); then the fewest venues among plans
as good are looked for in the same way. Venues that fill up, where places keep together, are chosen by
`full`, venues within reach by `cover`. `docs/classical.md` has the proofs.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from planner.messages import message
from planner.model import objective_order
from planner.plan import Stage
from planner.problem import Problem
from planner.solve.base import FIXED_UNITS, Method, Solution, Solved, make_stage, measure, slack
from planner.solve.location.costs import Costs, Numbers, asks_for_more, costs_of, why_not
from planner.solve.location.cover import Ways, most_people, shortest_longest, ways_of
from planner.solve.location.full import choose_full, fewest_full, too_large
from planner.solve.location.tree import choose, choose_fewer
from planner.solve.solver import Limits, Progress


@dataclass(frozen=True, slots=True)
class _Found:
    """Which venue serves each place (None: the specialist), and bounds on goal and venues."""

    serves: tuple[int | None, ...]
    bound: float
    venues_bound: float


def solve_location(problem: Problem, limits: Limits, progress: Progress) -> Solved | None:
    """The best venues of a problem, or None where it asks for more than to pick them."""
    ways = ways_of(problem)
    if ways is not None:
        progress(message("venues"), None)
        return _covered(problem, ways, limits)
    if why_not(problem) is not None:
        return None
    costs = costs_of(problem)
    if costs is None or (costs.rooms is not None and too_large(costs)):
        return None
    progress(message("venues"), None)
    found = _open(problem, costs, limits) if costs.rooms is None else _full(costs, limits)
    if found is None:
        return None
    solution = _solution(problem, costs, found.serves, costs.service_ids)
    bounds = {"unmet": 0.0, costs.goal: found.bound + costs.constant, "venues": found.venues_bound}
    return Solved(solution, _stages(problem, solution, bounds, limits))


def _stages(
    problem: Problem, solution: Solution, bounds: Mapping[str, float], limits: Limits
) -> tuple[Stage, ...]:
    """Stages with their bounds; what fixed memberships decide is what it is."""
    given = {name: measure(problem, solution, name) for name in ("outside", "shortfall")}
    known: Mapping[str, float] = {**given, **bounds}
    return tuple(
        make_stage(problem, name, measure(problem, solution, name), known[name], limits.gap)
        for name in objective_order(problem)
    )


def _covered(problem: Problem, ways: Ways, limits: Limits) -> Solved | None:
    """Venues within reach: set covering, maximal covering and p-centre."""
    ended, left = _left(limits)
    centre = "worst_travel" in problem.scenario.objectives
    found = shortest_longest(ways, left, ended) if centre else most_people(ways, left)
    if found is None:
        return None
    solution = _solution(problem, ways, found.serves, (None,) * len(found.serves))
    bounds = {
        "unmet": found.unmet_bound,
        "reach": found.unmet_bound,
        "worst_travel": found.minutes_bound,
        "venues": found.venues_bound,
    }
    stages = _stages(problem, solution, bounds, limits)
    return Solved(solution, stages)


def _left(limits: Limits) -> tuple[Callable[[], bool], Callable[[], Limits]]:
    """Whether the limits end the search by now, and what they leave for the next step."""
    deadline = None if limits.seconds is None else time.monotonic() + limits.seconds
    stop = limits.stop

    def ended() -> bool:
        late = deadline is not None and time.monotonic() > deadline
        return late or (stop is not None and stop.is_set())

    def left() -> Limits:
        if deadline is None:
            return limits
        return replace(limits, seconds=max(0.01, deadline - time.monotonic()))

    return ended, left


def _full(costs: Costs, limits: Limits) -> _Found | None:
    """Venues that fill up."""
    ended, left = _left(limits)
    served = choose_full(costs, left, ended)
    if served is None:
        return None
    best, venues_bound = fewest_full(costs, served, left, ended)
    return _Found(best.serves, best.bound, venues_bound)


def _open(problem: Problem, costs: Costs, limits: Limits) -> _Found | None:
    """Venues with room for everybody: the cheapest, then the fewest of those as cheap.

    Each answer to the second question is a plan with fewer venues, until a search proves that there is
    none.
    """
    ended, _ = _left(limits)
    best = choose(costs, limits.gap, ended)
    if best.chosen is None:
        return None
    most = best.value + slack(problem, costs.goal, best.value + costs.constant)
    serves, venues_bound = _nearest(costs, best.chosen), 0.0
    while used := len({v for v in serves if v is not None}):
        fewer = choose_fewer(costs, used - 1, most, ended)
        if fewer.chosen is None:
            venues_bound = float(used) if fewer.complete else 0.0
            break
        serves = _nearest(costs, fewer.chosen)
    return _Found(serves, best.bound, venues_bound)


def _nearest(costs: Costs, chosen: Numbers) -> tuple[int | None, ...]:
    """The cheapest way of every place, ids breaking ties."""
    if not len(chosen):
        return (None,) * len(costs.place_ids)
    venues = chosen[np.argmin(costs.ways[chosen], axis=0)]
    return tuple(int(v) if costs.ways[v, i] < costs.away[i] else None for i, v in enumerate(venues))


def _solution(
    problem: Problem,
    table: Costs | Ways,
    serves: tuple[int | None, ...],
    service_ids: tuple[str | None, ...],
) -> Solution:
    k = table.programme_id
    attend, specialist, unmet = {}, {}, {}
    for i, v, service in zip(table.place_ids, serves, service_ids, strict=True):
        if v is not None:
            attend[i, k, k, table.venue_ids[v]] = 1.0
        elif service is not None:
            specialist[i, k, service] = 1.0
        else:
            unmet[i, k] = 1.0
    used = sorted({v for v in serves if v is not None})
    return Solution(
        members=frozenset(problem.fixed_unit_of.items()),
        open_ids=frozenset(problem.units),
        courses={(k, table.venue_ids[v], table.runner_ids[v]): 1 for v in used},
        attend=attend,
        specialist=specialist,
        unmet=unmet,
    )


LOCATION = Method(
    name="location",
    rules=frozenset(
        {
            "membership",
            "threshold",
            "contiguity",
            "attendance",
            "group_size",
            "capacity",
            "own_unit",
            "access",
            "policy",
            "single_source",
        }
    ),
    settings=FIXED_UNITS
    | {
        "rules.access.unmet_share_max",
        "rules.group_size.joins",
        "rules.own_unit",
        "rules.single_source",
        "venues.count_max",
        "venues.located_in",
    },
    applies=asks_for_more,
    solve=lambda problem, limits, _memo, progress: solve_location(problem, limits, progress),
)
