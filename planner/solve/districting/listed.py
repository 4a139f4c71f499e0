"""Small regions: every cluster there is, and the stages one after the other over all of them.

This also covers what pricing does not: municipalities that must stand outside, and units that must
stay below a soft guideline.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import inf

import numpy as np

from planner.errors import InfeasibleError
from planner.messages import message
from planner.model import objective_order
from planner.problem import Problem
from planner.solve.base import slack
from planner.solve.districting.areas import Areas, areas_of
from planner.solve.districting.columns import Column, make_master
from planner.solve.districting.price import Budget, Members, TooManyNodesError, clusters_of
from planner.solve.solver import Clock, Entries, Limits, Rows, Termination, choose_columns

MOST_NODES = 400_000
"""Nodes of all searches together; what needs more is not small."""

LEAST_SECONDS = 1.0
"""What listing may take though the limit is shorter: a small region has its plan by then."""

MOST_LISTED = 8_000
"""More clusters than this are not chosen from in stages."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The best choice of all clusters, with the bound of each stage."""

    areas: Areas
    columns: tuple[Column, ...]
    bounds: Mapping[str, float]
    count: int


def list_and_choose(problem: Problem, limits: Limits) -> Listed | None:
    """List all clusters and choose; None where they are too many, or a limit ended the choice.

    Raises:
        InfeasibleError: no division into units satisfies the rules.
    """
    guideline = problem.scenario.threshold
    areas = areas_of(problem, guideline.persons_min if guideline.mode == "hard" else 0)
    master = make_master(problem, areas, inf)
    seconds = None if limits.seconds is None else max(LEAST_SECONDS, limits.seconds)
    clock = Clock.of(replace(limits, seconds=seconds))
    columns = _every_cluster(areas, set(master.must_rows), clock.stopped)
    if columns is None:
        return None
    made = [master.column(unit, members) for unit, members in columns]
    entries: list[Entries] = [column.entries for column in made]
    costs: dict[str, list[float]] = {
        "outside": [0.0] * len(made),
        "shortfall": [float(areas.short(column.members)) for column in made],
        "seat_travel": [column.cost for column in made],
    }
    if problem.scenario.units.outside == "allowed":
        fixed = problem.scenario.units.fixed_members
        for i, code in enumerate(areas.codes):
            if code in problem.scope_codes and code not in fixed:
                entries.append({i: 1.0})
                costs["outside"].append(float(areas.persons[i]))
                costs["shortfall"].append(0.0)
                costs["seat_travel"].append(0.0)
    rows = master.rows
    bounds: dict[str, float] = {}
    numbers: tuple[int, ...] = ()
    for name in (n for n in objective_order(problem) if n in costs):
        found = choose_columns(rows, costs[name], entries, clock.left(gap=0.0))
        if found.termination is Termination.INFEASIBLE and not bounds:
            raise InfeasibleError(
                [message("no division into units satisfies membership, guideline and policy")]
            )
        if found.termination is not Termination.OPTIMAL or found.numbers is None:
            return None
        numbers, bounds[name] = found.numbers, found.bound
        if name == "seat_travel":
            bounds[name] *= areas.person_minutes
        row = len(rows.low)
        rows = Rows(
            np.append(rows.low, -inf),
            np.append(rows.high, found.value + slack(problem, name, found.value)),
        )
        entries = [
            {**one, row: cost} if cost else one for one, cost in zip(entries, costs[name], strict=True)
        ]
    chosen = tuple(made[n] for n in numbers if n < len(made))
    return Listed(areas, chosen, bounds, len(made))


def _every_cluster(
    areas: Areas, must: set[int], stopped: Callable[[], bool]
) -> list[tuple[int, Members]] | None:
    """(Unit, members) of every cluster: the cheapest unit of each, and those that must open."""
    best: dict[tuple[Members, int], tuple[float, int]] = {}
    budget = Budget(MOST_NODES, stopped)
    free = np.zeros(len(areas.codes))
    try:
        for unit in range(len(areas.unit_ids)):
            for one in clusters_of(areas, unit, free, inf, budget):
                key = (one.members, unit if unit in must else -1)
                best[key] = min(best.get(key, (inf, -1)), (one.reduced, unit))
                if len(best) > MOST_LISTED:
                    return None
    except TooManyNodesError:
        return None
    return [(unit, members) for (members, _), (_, unit) in sorted(best.items())]
