"""The method for one programme that only picks venues: p-median and fixed-charge location, exactly.

It covers problems in which everybody goes where it is cheapest for them (`location_costs.why_not`). The
table of costs is solved by branch and bound with Lagrangian bounds (`location_tree`); then the fewest
venues among plans as good are looked for in the same way. `docs/classical.md` has the proofs.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import numpy as np

from planner.model.objectives import objective_order
from planner.problem.types import Problem
from planner.solve.highs import Limits, Progress
from planner.solve.location_costs import Costs, Numbers, costs_of, why_not
from planner.solve.location_tree import Choice, choose, choose_fewer
from planner.solve.milp import Solved
from planner.solve.solution import Solution, measure
from planner.solve.stages import make_stage, slack

COVERS = frozenset(
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
)
"""Rules kept by this method; `why_not` names the settings of them that it does not keep."""


def solve_location(problem: Problem, limits: Limits, progress: Progress) -> Solved | None:
    """The best venues of a problem, or None where it asks for more than to pick them."""
    if why_not(problem) is not None:
        return None
    costs = costs_of(problem)
    if costs is None:
        return None
    progress("venues", None)
    ended = _end_of(limits)
    best = choose(costs, limits.gap, ended)
    if best.chosen is None:
        return None
    fewest, venues_bound = _fewest(problem, costs, best, ended)
    solution = _solution(problem, costs, fewest)
    bounds = {
        "outside": measure(problem, solution, "outside"),
        "shortfall": measure(problem, solution, "shortfall"),
        "unmet": 0.0,
        costs.goal: best.bound + costs.constant,
        "venues": venues_bound,
    }
    stages = tuple(
        make_stage(problem, name, measure(problem, solution, name), bounds[name], limits.gap)
        for name in objective_order(problem)
    )
    return Solved(solution, stages)


def _end_of(limits: Limits) -> Callable[[], bool]:
    deadline = None if limits.seconds is None else time.monotonic() + limits.seconds
    stop = limits.stop

    def ended() -> bool:
        late = deadline is not None and time.monotonic() > deadline
        return late or (stop is not None and stop.is_set())

    return ended


def _fewest(
    problem: Problem, costs: Costs, best: Choice, ended: Callable[[], bool]
) -> tuple[Numbers, float]:
    """The fewest venues of plans that cost no more, and a bound on their number.

    Each answer is a plan with fewer venues, until a search proves that there is none.
    """
    assert best.chosen is not None
    most = best.value + slack(problem, costs.goal, best.value + costs.constant)
    chosen = _used(costs, best.chosen)
    while len(chosen):
        fewer = choose_fewer(costs, len(chosen) - 1, most, ended)
        if fewer.chosen is None:
            return chosen, float(len(chosen)) if fewer.complete else 0.0
        chosen = _used(costs, fewer.chosen)
    return chosen, 0.0


def _used(costs: Costs, chosen: Numbers) -> Numbers:
    """The venues of a choice to which somebody goes."""
    goes = {v for _, v in _ways(costs, chosen)}
    return np.array(sorted(v for v in goes if v is not None), dtype=np.intp)


def _ways(costs: Costs, chosen: Numbers) -> Iterator[tuple[int, int | None]]:
    """(place, venue or None for the specialist): the cheapest way of everybody, ids breaking ties."""
    for i, away in enumerate(costs.away):
        venue = None
        if len(chosen):
            venue = int(chosen[int(np.argmin(costs.ways[chosen, i]))])
        yield i, venue if venue is not None and costs.ways[venue, i] < away else None


def _solution(problem: Problem, costs: Costs, chosen: Numbers) -> Solution:
    k = costs.programme_id
    attend, specialist = {}, {}
    for i, v in _ways(costs, chosen):
        service = costs.service_ids[i]
        if v is not None:
            attend[costs.place_ids[i], k, k, costs.venue_ids[v]] = 1.0
        elif service is not None:
            specialist[costs.place_ids[i], k, service] = 1.0
    return Solution(
        members=frozenset((m, u) for m, u in problem.fixed_unit_of.items()),
        open_ids=frozenset(problem.units),
        courses={
            (k, costs.venue_ids[v], costs.runner_ids[v]): 1 for v in sorted({int(v) for v in chosen})
        },
        attend=attend,
        specialist=specialist,
        unmet={},
    )
