"""The decomposition where the way keeps people from coming, or the hospital has few places.

Bounds and lists of patterns come from prices (`coming_bounds`); they leave rooms, venues in use and hours
of work aside, so they hold for every plan. A MILP with every rule, over the towns of the listed patterns
alone, finds the plan. A plan whose stages lie no more above their bounds than the lists reach is best of
all: no plan with another pattern is as good. Where it lies higher, the lists are lengthened.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from math import comb, inf

from planner.errors import InfeasibleError, NoPlanError
from planner.messages import Message, message
from planner.model.objectives import objective_order
from planner.problem.types import Problem
from planner.solve.base.milp import Solved, solve_milp
from planner.solve.base.solution import measure
from planner.solve.base.stages import make_stage, slack
from planner.solve.programmes.by_programme import COVERS as BY_PROGRAMME
from planner.solve.programmes.by_programme import why_apart
from planner.solve.programmes.coming import AMOUNTS, limits_on_places, people_of
from planner.solve.programmes.coming_bounds import Bound, Master
from planner.solve.programmes.course_patterns import MOST_VECTORS, Courses, SearchStoppedError
from planner.solve.programmes.subproblems import Part, runner_of, split
from planner.solve.solver.highs import Limits, Progress

ROUNDS = 4
"""How often the lists are lengthened at the most."""

FIRST_EXTRA = 2e-3
"""How far the first lists reach above the bound, as a share of it."""


COVERS = BY_PROGRAMME - {"nearest"} | {"specialist_places"}
"""Rules kept by this method; `why_not` names the settings of them that it does not keep."""


def why_not(problem: Problem) -> Message | None:
    """Why this method does not cover a problem, or None where it does."""
    reason = why_apart(problem)
    if reason is not None:
        return reason
    if problem.scenario.rules.nearest.on:
        return message("people go to the nearest course")
    if any(set(p.hosts) - {k} for k, p in problem.programmes.items()):
        return message("groups may join another programme")
    objectives = [o for o in problem.scenario.objectives if o != "cost"]
    if objectives[:1] != ["unmet"] or set(objectives) - set(AMOUNTS):
        return message("the order of objectives is not unmet, reach, travel, cost")
    if "cost" in problem.scenario.objectives[:-1]:
        return message("the order of objectives is not unmet, reach, travel, cost")
    return None


def solve_by_coming(problem: Problem, limits: Limits, progress: Progress) -> Solved | None:
    """The best plan; None where the plain MILP must take over."""
    deadline = None if limits.seconds is None else time.monotonic() + limits.seconds

    def stopped() -> bool:
        late = deadline is not None and time.monotonic() > deadline
        return late or (limits.stop is not None and limits.stop.is_set())

    def left() -> Limits:
        seconds = None if deadline is None else max(0.05, deadline - time.monotonic())
        return replace(limits, seconds=seconds)

    parts = split(problem)
    if any(len(part.programme_ids) != 1 for part in parts):
        return None
    people = [people_of(problem, number, part) for number, part in enumerate(parts)]
    for one in people:
        most = one.courses_max
        if comb(len(one.towns) + most, most) > MOST_VECTORS:
            return None
    master = Master(people, limits_on_places(problem), stopped)
    stages = tuple(o for o in problem.scenario.objectives if o in AMOUNTS)
    try:
        return _rounds(problem, parts, master, stages, left, progress)
    except SearchStoppedError:
        return None


def _rounds(
    problem: Problem,
    parts: tuple[Part, ...],
    master: Master,
    stages: tuple[str, ...],
    left: Callable[[], Limits],
    progress: Progress,
) -> Solved | None:
    known: dict[str, float] = {}
    extra = dict.fromkeys(stages, 0.0)
    solved: Solved | None = None
    complete = False
    bounds: dict[str, Bound] = {}
    for _ in range(ROUNDS):
        progress("prices", None)
        bounds = _bounds(problem, master, stages, known)
        for name in stages:
            extra[name] = max(extra[name], FIRST_EXTRA * abs(bounds[name].value) + 1e-3)
        rows = _listed(master, bounds, stages, extra)
        progress("solving one MILP", None)
        try:
            solved = solve_milp(_within(problem, parts, master, rows), left())
        except (InfeasibleError, NoPlanError):
            return None
        values = {name: measure(problem, solved.solution, name) for name in stages}
        above = {name: values[name] - bounds[name].value for name in stages}
        needed = {name: above[name] + 3 * slack(problem, name, values[name]) for name in stages}
        same = all(
            abs(values[n] - known.get(n, bounds[n].value)) <= 2 * slack(problem, n, values[n])
            for n in stages[:-1]
        )
        complete = same and all(needed[name] <= extra[name] for name in stages)
        if complete:
            break
        for name in stages:
            if needed[name] > extra[name]:
                extra[name] = 1.05 * needed[name]
        known = {name: values[name] for name in stages[:-1]}
    assert solved is not None
    # where another pattern may be as good, the MILP over these says nothing of what comes later
    proved = {s.name: s.bound for s in solved.stages} if complete else {}
    proved |= {name: max(proved.get(name, -inf), bounds[name].value) for name in stages}
    for name in ("outside", "shortfall"):
        proved[name] = measure(problem, solved.solution, name)
    gap = left().gap
    return Solved(
        solved.solution,
        tuple(
            make_stage(problem, name, measure(problem, solved.solution, name), proved.get(name), gap)
            for name in objective_order(problem)
        ),
    )


def _bounds(
    problem: Problem, master: Master, stages: tuple[str, ...], known: Mapping[str, float]
) -> dict[str, Bound]:
    """Stage by stage, each with those before at what a plan has, or at their bound."""
    found: dict[str, Bound] = {}
    before: dict[str, float] = {}
    for name in stages:
        found[name] = master.bound(name, before)
        value = max(0.0, known.get(name, found[name].value))
        before[name] = value + slack(problem, name, value)
    return found


def _listed(
    master: Master,
    bounds: Mapping[str, Bound],
    stages: tuple[str, ...],
    extra: Mapping[str, float],
) -> list[set[Courses]]:
    """Per part every pattern within reach of a stage that is not settled by the bound alone."""
    rows: list[set[Courses]] = [set() for _ in master.people]
    last = stages[-1]
    for name in stages:
        if name != last and bounds[name].value <= 1e-6:
            continue  # nobody unmet, nobody lost: any pattern may do, and later stages say which
        for own, found in zip(rows, master.near(bounds[name], extra[name]), strict=True):
            own.update(found)
    return rows


def _within(
    problem: Problem, parts: tuple[Part, ...], master: Master, rows: list[set[Courses]]
) -> Problem:
    """The problem with the rooms of the listed patterns' towns, and those that must be in use."""
    towns: dict[str, set[tuple[str, str]]] = {}
    for part, one, own in zip(parts, master.people, rows, strict=True):
        for row in own:
            for town, _ in row:
                v = one.towns[town]
                site = (problem.venues[v].place_id, runner_of(problem, v) or "")
                towns.setdefault(part.programme_ids[0], set()).add(site)
    named = set(problem.scenario.venues.in_use)

    def allowed(k: str, v: str) -> bool:
        site = (problem.venues[v].place_id, runner_of(problem, v) or "")
        return v in named or site in towns.get(k, set())

    return replace(
        problem,
        programmes={
            k: replace(
                p, group_max_persons={v: n for v, n in p.group_max_persons.items() if allowed(k, v)}
            )
            for k, p in problem.programmes.items()
        },
    )
