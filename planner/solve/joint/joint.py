"""Units, venues and courses together, for regions whose clusters can be listed.

Every division into units is a choice of clusters (`clusters`); what a cluster costs is the best
plan of its venues and courses (`unit`), bounded cheaply for all (`bounds`) and planned for
those that can matter (`search`). `docs/solving-joint.md` has the proof.
"""

from __future__ import annotations

from dataclasses import replace
from math import inf

import numpy as np

from planner.messages import Message, message
from planner.model import objective_order
from planner.plan import Stage
from planner.problem import Problem
from planner.solve.base import Method, Solved, make_stage, measure, only_division_told, with_fixed_units
from planner.solve.joint.bounds import Bounds, Least, bounds_of
from planner.solve.joint.clusters import Cluster, clusters_of
from planner.solve.joint.search import NO_UNIT, OF_UNITS, Choice, Column, Search
from planner.solve.joint.sequential import difference_told, units_first
from planner.solve.joint.unit import plan_of_unit, plan_outside, together
from planner.solve.programmes import BY_PROGRAMME, Memo
from planner.solve.solver import Clock, Limits, Progress, Rows

SHARES = (0.3, 0.6, 1.0)
"""The share of the time left that planning a unit may take, the first time and later."""


def _applies(problem: Problem) -> str | None:
    """What ties clusters to each other beside that everybody is in one."""
    scenario = problem.scenario
    if not problem.free_units:
        return message("memberships are fixed")
    if not problem.venues:
        return message("no courses are held")
    alone = replace(problem, units={}, scenario=with_fixed_units(scenario))
    reason = BY_PROGRAMME.why_not(alone)
    if reason is not None:
        return reason
    if scenario.venues.located_in != "members":
        return message("more than one unit could run the same venue")
    mode = scenario.rules.own_unit.mode
    if mode == "anywhere" or (mode == "guests" and _may_stand_outside(problem)):
        return message("people may attend the venues of other units")
    if scenario.venues.count_max is not None:
        return message("a limit on venues counts all units together")
    staffing = problem.staffing
    if staffing is not None and (
        staffing.professional_hours_max or staffing.user_representative_meetings_max is not None
    ):
        return message("hours of work are bounded over all units together")
    return None


def solve_joint(problem: Problem, limits: Limits, memo: Memo, progress: Progress) -> Solved | None:
    """One optimum over units, venues and courses, or None where the clusters are too many to list.

    Raises:
        InfeasibleError: no plan satisfies the rules.
        NoPlanError: a limit ended the search before any plan was found.
    """
    clock = Clock.of(limits)
    clusters = clusters_of(problem)
    if clusters is None:
        return None

    def plan(column: Column) -> Solved | None:
        # one unit's plan must not take the time of all others
        left = clock.left(share=SHARES[min(column.tries, len(SHARES)) - 1])
        if column.cluster.unit_id == NO_UNIT:
            return plan_outside(problem, column.cluster.codes, left, memo)
        return plan_of_unit(problem, column.cluster, left, memo)

    known = bounds_of(problem)
    columns = _columns(problem, clusters, known)
    alike: dict[frozenset[str], list[Column]] = {}
    for one in columns:
        alike.setdefault(one.cluster.codes, []).append(one)

    def sharpen(column: Column) -> None:
        least = known.least(column.cluster.codes, sharper=True)
        for one in alike[column.cluster.codes]:
            one.sharpened = True
            if one.cluster.unit_id != NO_UNIT:
                hours = float(least.hours[known.unit_number[one.cluster.unit_id]])
                one.bounds["travel"] = max(one.bounds["travel"], hours)

    search = Search(
        problem=problem,
        stages=objective_order(problem),
        columns=columns,
        rows=_rows(problem),
        sharpen=sharpen,
        plan=plan,
        stopped=clock.stopped,
        tell=lambda text: progress(text, None),
    )
    choice = search.run()
    solution = together([c.planned.solution for c in choice.columns if c.planned is not None])
    stages = tuple(
        make_stage(problem, name, measure(problem, solution, name), choice.bounds.get(name), limits.gap)
        for name in search.stages
    )
    return Solved(solution, stages, _told(search, choice, stages, limits))


def _told(
    search: Search, choice: Choice, stages: tuple[Stage, ...], limits: Limits
) -> tuple[Message, ...]:
    """That only one division is as good; or what two steps, units first, would have given away."""
    if search.stopped():
        return ()
    problem = search.problem
    division = [one.cluster.codes for one in choice.columns if one.cluster.unit_id != NO_UNIT]
    messages: list[Message] = []
    if division and search.is_only_division(choice):
        reached = {name: choice.bounds[name] for name in search.stages if name in OF_UNITS}
        messages.append(only_division_told(problem, division, reached))
    first = units_first(problem, limits)
    if first is not None:
        both = {stage.name: stage.value for stage in stages}
        apart = search.reaches(first)
        if not search.stopped():
            messages.append(difference_told(apart, both))
    return tuple(messages)


def _may_stand_outside(problem: Problem) -> frozenset[str]:
    """Municipalities that need not belong to a unit."""
    units = problem.scenario.units
    hosts = {problem.venues[v].code for v in problem.scenario.venues.in_use if v in problem.venues}
    inside = {*units.fixed_members, *hosts}
    if units.outside == "forbidden":
        inside |= set(problem.scope_codes) & set(problem.distributable_codes)
    return frozenset(problem.persons) - inside


def _rows(problem: Problem) -> Rows:
    """Every municipality once, then each unit that must open, then how many units."""
    units = problem.scenario.units
    ones = [1.0] * (len(problem.persons) + len(set(units.must_open)))
    most = inf if units.count_max is None else float(units.count_max)
    return Rows(np.array([*ones, float(units.count_min or 0)]), np.array([*ones, most]))


def _columns(problem: Problem, clusters: tuple[Cluster, ...], known: Bounds) -> list[Column]:
    units, guideline = problem.scenario.units, problem.scenario.threshold
    number = {code: n for n, code in enumerate(sorted(problem.persons))}
    must = {u: len(number) + n for n, u in enumerate(sorted(set(units.must_open)))}
    count = len(number) + len(must)
    of_members: dict[frozenset[str], Least] = {}
    columns = []
    for cluster in clusters:
        if cluster.codes not in of_members:
            of_members[cluster.codes] = known.least(cluster.codes, sharper=False)
        least, u = of_members[cluster.codes], cluster.unit_id
        entries = {**{number[code]: 1.0 for code in cluster.codes}, count: 1.0}
        if u in must:
            entries[must[u]] = 1.0
        persons = sum(problem.persons[code] for code in cluster.codes)
        bounds = {
            "shortfall": float(max(0, guideline.persons_min - persons)),
            "unmet": least.unmet,
            "travel": float(least.hours[known.unit_number[u]]),
            "cost": problem.units[u].nok_per_year or 0.0,
        }
        columns.append(Column(cluster, entries, bounds))
    for code in sorted(_may_stand_outside(problem)):
        outside = {"outside": float(problem.persons[code]) if code in problem.scope_codes else 0.0}
        columns.append(Column(Cluster(NO_UNIT, frozenset({code})), {number[code]: 1.0}, outside))
    return columns


JOINT = Method(
    name="joint",
    rules=BY_PROGRAMME.rules,
    settings=BY_PROGRAMME.settings - {"units.second_line"} | {"units.assignment"},
    orders=BY_PROGRAMME.orders,
    limits=BY_PROGRAMME.limits,
    applies=_applies,
    solve=solve_joint,
    too_much=message("too many groups of municipalities, or too many left without an offer"),
)
