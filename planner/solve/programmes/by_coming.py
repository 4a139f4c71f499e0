"""The decomposition where the way keeps people from coming, or the hospital has few places.

Bounds and lists of patterns come from prices (`coming_bounds`); they leave rooms, venues in use and
hours of work aside, so they hold for every plan. A MILP with every rule, over the towns of the listed
patterns alone, finds the plan. A plan whose stages lie no more above their bounds than the lists reach
is best of all: no plan with another pattern is as good. Where it lies higher, the lists are lengthened.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import comb, inf

from planner.errors import InfeasibleError, NoPlanError
from planner.messages import Message, message
from planner.model import objective_order
from planner.problem import Problem
from planner.solve.base import Method, Solved, make_stage, measure, slack, solve_milp
from planner.solve.programmes.by_programme import BY_PROGRAMME
from planner.solve.programmes.coming import AMOUNTS, limits_on_places, people_of
from planner.solve.programmes.coming_bounds import Bound, Master
from planner.solve.programmes.course_patterns import MOST_VECTORS, Courses, SearchStoppedError
from planner.solve.programmes.memo import Memo
from planner.solve.programmes.subproblems import Subproblem, runner_of, split
from planner.solve.solver import Clock, Limits, Progress

ROUNDS = 4
"""How often the lists are lengthened at the most."""

NOTHING_MISSED = 1e-6
"""A bound no higher says that nobody need be unmet, or lost."""

FIRST_EXTRA = 2e-3
"""How far the first lists reach above the bound, as a share of it."""


def _applies(problem: Problem) -> Message | None:
    """What is in the way of planning one programme at a time."""
    if problem.free_units:
        return message("the optimiser forms the units")
    if any(len(problem.runners(v)) > 1 for v in problem.venues):
        return message("more than one unit could run the same venue")
    if problem.scenario.rules.access.specialist_share_max is not None:
        return message("the share at the specialist is limited over all programmes together")
    if problem.scenario.budget.nok_per_year_max is not None:
        return message("a budget counts all programmes together")
    return None


def solve_by_coming(problem: Problem, limits: Limits, _memo: Memo, progress: Progress) -> Solved | None:
    """The best plan; None where the plain MILP must take over."""
    clock = Clock.of(limits)
    parts = split(problem)
    if any(len(part.programme_ids) != 1 for part in parts):
        return None
    people = [people_of(problem, number, part) for number, part in enumerate(parts)]
    for one in people:
        most = one.courses_max
        if comb(len(one.towns) + most, most) > MOST_VECTORS:
            return None
    master = Master(people, limits_on_places(problem), clock.stopped)
    stages = tuple(o for o in problem.scenario.objectives if o in AMOUNTS)
    try:
        return _rounds(problem, parts, master, stages, clock, progress)
    except SearchStoppedError:
        return None


def _rounds(
    problem: Problem,
    parts: tuple[Subproblem, ...],
    master: Master,
    stages: tuple[str, ...],
    clock: Clock,
    progress: Progress,
) -> Solved | None:
    known: dict[str, float] = {}
    extra = dict.fromkeys(stages, 0.0)
    solved: Solved | None = None
    complete = False
    bounds: dict[str, Bound] = {}
    for _ in range(ROUNDS):
        progress(message("prices"), None)
        bounds = _bounds(problem, master, stages, known)
        for name in stages:
            extra[name] = max(extra[name], FIRST_EXTRA * abs(bounds[name].value) + 1e-3)
        rows = _listed(master, bounds, stages, extra)
        progress(message("solving one MILP"), None)
        try:
            solved = solve_milp(_within(problem, parts, master, rows), clock.left())
        except (InfeasibleError, NoPlanError):
            return None
        values = {name: measure(problem, solved.solution, name) for name in stages}
        if any(
            values[name] > slack(problem, name, 0.0)
            for name in stages[:-1]
            if bounds[name].value <= NOTHING_MISSED
        ):
            return None  # rooms or venues in use keep from it, and any pattern might do better
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
    gap = clock.limits.gap
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
        if name != last and bounds[name].value <= NOTHING_MISSED:
            continue  # nobody unmet, nobody lost: any pattern may do, and later stages say which
        for own, found in zip(rows, master.near(bounds[name], extra[name]), strict=True):
            own.update(found)
    return rows


def _within(
    problem: Problem, parts: tuple[Subproblem, ...], master: Master, rows: list[set[Courses]]
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


COMES = frozenset({"participation.decay", "participation.programmes", "participation.reach"})
"""Settings of who comes; who chooses is apart."""

BY_COMING: Method = Method(
    name="by_coming",
    rules=BY_PROGRAMME.rules - {"nearest"} | {"specialist_places"},
    settings=BY_PROGRAMME.settings - {"participation.choice", "rules.nearest", "rules.group_size.joins"}
    | COMES,
    orders=frozenset(
        ("unmet", *middle, *last)
        for middle in (("travel",), ("reach",), ("reach", "travel"), ("travel", "reach"))
        for last in ((), ("cost",))
    ),
    limits=frozenset({"worst_travel"}),
    applies=_applies,
    solve=solve_by_coming,
    too_much=message("places, capacity or policy tie the programmes together"),
)
