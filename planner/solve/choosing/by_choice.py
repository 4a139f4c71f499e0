"""Where people choose for themselves: the best set of venues of every programme, by listing them all.

Units are fixed and people attend in their own unit, so units and programmes know of each other only by
the rooms, the venues in use and their rent. Stage by stage each keeps its best sets; where rooms or
venues tie them together, a MILP picks one set for each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pulp
from numpy.typing import NDArray

from planner.errors import InfeasibleError
from planner.messages import Message, message
from planner.model import objective_order
from planner.problem import Problem
from planner.solve.base import FIXED_UNITS, Method, Solution, Solved, make_stage, measure, slack
from planner.solve.choosing.venue_sets import AMOUNTS, Choosers, Listed, choosers_of, listed
from planner.solve.programmes import Memo
from planner.solve.solver import Clock, Limits, Progress, Termination, run

PICKED_MAX = 50_000
"""Sets among which the MILP picks; more are left to the plain MILP."""


def _applies(problem: Problem) -> Message | None:
    """What is in the way of listing the venues of one programme at a time."""
    if not problem.chosen:
        return message("people do not choose for themselves")
    if problem.free_units:
        return message("the optimiser forms the units")
    if problem.scenario.rules.own_unit.mode != "own":
        return message("people may attend in other units")
    if any(len(problem.runners(v)) > 1 for v in problem.venues):
        return message("more than one unit could run the same venue")
    if problem.places_are_limited:
        return message("a specialist service has few places")
    if set(problem.scenario.objectives) - set(AMOUNTS):
        return message("an objective is no sum over places")
    return None


@dataclass
class _Group:
    """The people of one unit and programme, with the sets that are still in play."""

    people: Choosers
    rows: Listed

    def keep(self, which: NDArray[np.bool_]) -> None:
        self.rows = Listed(self.rows.sets[which], self.rows.courses[which], self.rows.amounts[which])


def solve_by_choice(
    problem: Problem, limits: Limits, _memo: Memo, _progress: Progress
) -> Solved | None:
    """The best plan; None where the sets are too many."""
    clock = Clock.of(limits)
    most = problem.scenario.venues.count_max
    reached = problem.scenario.reach == "anywhere"
    groups = []
    for people in _everybody(problem):
        found = listed(people, anywhere=reached, most_venues=most, stopped=clock.stopped)
        if found is None:
            return None
        groups.append(_Group(people, found))
    order = objective_order(problem)
    if not _are_tied(problem, groups):
        for name in order:
            if name in ("cost", "venues"):
                break
            if name in AMOUNTS:
                for group in groups:
                    values = group.rows.amounts[:, AMOUNTS.index(name)]
                    least = float(values.min())
                    group.keep(values <= least + 1e-9 * (1 + abs(least)))
    if sum(len(group.rows.sets) for group in groups) > PICKED_MAX:
        return None
    picked, open_by = _pick(problem, groups, order, clock.left)
    solution = _solution(problem, groups, picked)
    stages = tuple(
        make_stage(
            problem,
            name,
            value := measure(problem, solution, name),
            value - open_by.get(name, 0.0),
            limits.gap,
        )
        for name in order
    )
    return Solved(solution, stages)


def _everybody(problem: Problem) -> list[Choosers]:
    """Unit by unit, and last those who stand outside."""
    inside = {u: unit.fixed_codes or frozenset() for u, unit in problem.units.items()}
    outside = frozenset(problem.persons) - frozenset().union(*inside.values())
    return [
        choosers_of(problem, u, k, codes)
        for u, codes in (*inside.items(), ("", outside))
        if codes
        for k, by_place in problem.demand.items()
        if any(problem.place_code[i] in codes for i in by_place)
    ]


def _are_tied(problem: Problem, groups: Sequence[_Group]) -> bool:
    """Whether the sets of one group may be in the way of another's."""
    venues = problem.scenario.venues
    if venues.in_use or venues.count_max is not None:
        return True
    most: dict[str, float] = {}
    for group in groups:
        once = _meetings(problem, group)
        for v, n in zip(group.people.venue_ids, group.rows.courses.max(axis=0), strict=True):
            most[v] = most.get(v, 0.0) + once * float(n)
    rooms = {v: problem.venues[v].meetings_per_year for v in most}
    return any(room is not None and most[v] > room + 1e-9 for v, room in rooms.items())


def _meetings(problem: Problem, group: _Group) -> float:
    programme = problem.programmes[group.people.programme_id]
    return programme.meetings_per_course / programme.cycle_years


def _pick(
    problem: Problem,
    groups: Sequence[_Group],
    order: Sequence[str],
    left: Callable[[], Limits],
) -> tuple[list[int], dict[str, float]]:
    """One set for each group, stage by stage; by how much each stage was left unproven.

    Raises:
        InfeasibleError: venues that must be in use cannot be.
    """
    lp = pulp.LpProblem("choice", pulp.LpMinimize)
    picks: list[list[pulp.LpVariable]] = []
    holding: dict[str, list[pulp.LpVariable]] = {}
    meetings: dict[str, list[pulp.LpAffineExpression]] = {}
    sums: dict[str, list[pulp.LpAffineExpression]] = {name: [] for name in AMOUNTS}
    for g, group in enumerate(groups):
        rows = group.rows
        xs = [lp.add_variable(f"pick_{g}_{n}", 0, 1, pulp.LpBinary) for n in range(len(rows.sets))]
        picks.append(xs)
        lp += pulp.lpSum(xs) == 1, f"one_{g}"
        for a, name in enumerate(AMOUNTS):
            least = float(rows.amounts[:, a].min())
            sums[name] += [
                (float(value) - least) * x for value, x in zip(rows.amounts[:, a], xs, strict=True)
            ]
        for j, v in enumerate(group.people.venue_ids):
            here = [xs[n] for n in np.flatnonzero(rows.sets[:, j])]
            if here:
                holding.setdefault(v, []).extend(here)
                once = _meetings(problem, group)
                meetings.setdefault(v, []).extend(
                    once * int(rows.courses[n, j]) * xs[n] for n in np.flatnonzero(rows.sets[:, j])
                )
    used = {v: lp.add_variable(f"used_{n}", 0, 1, pulp.LpBinary) for n, v in enumerate(sorted(holding))}
    for n, (v, x) in enumerate(used.items()):
        for m, one in enumerate(holding[v]):
            lp += one <= x, f"held_{n}_{m}"
        lp += x <= pulp.lpSum(holding[v]), f"held_{n}"
        room = problem.venues[v].meetings_per_year
        if room is not None:
            lp += pulp.lpSum(meetings[v]) <= room, f"room_{n}"
    for n, v in enumerate(problem.scenario.venues.in_use):
        lp += pulp.lpSum([used.get(v, 0.0)]) >= 1, f"in_use_{n}"
    if problem.scenario.venues.count_max is not None:
        lp += pulp.lpSum(used.values()) <= problem.scenario.venues.count_max, "count"
    sums["cost"] += [(problem.venues[v].nok_per_year or 0.0) * x for v, x in used.items()]
    sums["venues"] = list(used.values())
    sums["ids"] = [rank * x for rank, x in enumerate(used.values(), 1)]
    open_by: dict[str, float] = {}
    values = None
    for name in (*order, "ids"):
        goal = pulp.lpSum(sums.get(name, []))
        if not any(goal.values()) and (values is not None or name != "ids"):
            continue
        lp.setObjective(goal)
        outcome = run(lp, left())
        if outcome.termination is Termination.INFEASIBLE and values is None:
            raise InfeasibleError([message("no plan satisfies all the rules of the scenario together")])
        if outcome.values is None:
            open_by[name] = float("inf")
            break
        values = outcome.values
        open_by[name] = max(0.0, outcome.value - outcome.bound)
        lp += goal <= outcome.value + slack(problem, name, 0.0), f"stage_{name}"
    found = values or {}
    chosen = [int(np.argmax([found.get(x.name, 0.0) for x in xs])) for xs in picks]
    return chosen, open_by


def _solution(problem: Problem, groups: Sequence[_Group], picked: Sequence[int]) -> Solution:
    attend: dict[tuple[str, str, str, str], float] = {}
    specialist: dict[tuple[str, str, str], float] = {}
    unmet: dict[tuple[str, str], float] = {}
    home: dict[tuple[str, str], float] = {}
    courses: dict[tuple[str, str, str], int] = {}
    for group, row in zip(groups, picked, strict=True):
        people, k = group.people, group.people.programme_id
        sets = group.rows.sets[row : row + 1]
        share, offered = people.shares(sets)
        for j in map(int, np.flatnonzero(sets[0])):
            v = people.venue_ids[j]
            courses[k, v, people.unit_id] = int(group.rows.courses[row, j])
            for p, i in enumerate(people.place_ids):
                if (part := float(people.pull[p, j] * share[p, 0])) > 0:
                    attend[i, k, k, v] = part
        for p, i in enumerate(people.place_ids):
            for j, s in enumerate(people.service_ids):
                if (part := float(people.away[p, j] * share[p, 0])) > 0:
                    specialist[i, k, s] = part
            if not offered[p, 0]:
                unmet[i, k] = 1.0
            elif (part := float(people.home[p] * share[p, 0])) > 0:
                home[i, k] = part
    members = {(m, u) for u, unit in problem.units.items() for m in unit.fixed_codes or ()}
    return Solution(
        frozenset(members), frozenset(problem.units), courses, attend, specialist, unmet, home
    )


BY_CHOICE: Method = Method(
    name="by_choice",
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
            "choice",
        }
    ),
    settings=FIXED_UNITS
    | {
        "participation.choice",
        "participation.logit",
        "participation.reach",
        "venues.count_max",
        "venues.in_use",
        "venues.located_in",
    },
    limits=frozenset({"worst_travel"}),
    applies=_applies,
    solve=solve_by_choice,
    too_much=message("too many sets of venues to list"),
)
