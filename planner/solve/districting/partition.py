"""Units chosen for the way to their seats: set partitioning over connected clusters of municipalities.

Covers scenarios with free units in which courses do not bear on who belongs where: `seat_travel` is an
objective, and either nothing is held locally or it is the first; courses are then planned for the units
that are found. `docs/solving-partition.md` has the proof. Where all in scope can belong to units that
reach the guideline, clusters are priced by column generation and listed within the gap. Where they
cannot, and the region is small, every cluster is listed.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from math import floor, inf

from planner.errors import InfeasibleError
from planner.messages import Message, message
from planner.model import objective_order
from planner.plan import Stage
from planner.problem import Problem
from planner.scenario import Scenario
from planner.solve.base import (
    FIXED_UNITS,
    Memberships,
    MembershipsStoppedError,
    Method,
    Solution,
    Solved,
    make_stage,
    measure,
    search_memberships,
    slack,
    solve_milp,
    tolerance,
    with_members,
)
from planner.solve.districting.areas import Areas, areas_of
from planner.solve.districting.choice import Division, choose_division
from planner.solve.districting.columns import Column, Master, generate, make_master
from planner.solve.districting.hess import divide_by_seats
from planner.solve.districting.listed import list_and_choose
from planner.solve.districting.price import Budget, TooManyNodesError
from planner.solve.districting.start import Cluster, first_division
from planner.solve.programmes import BY_PROGRAMME, Memo
from planner.solve.solver import Limits, Progress

MOST_NODES_ANYWHERE = 300_000
"""The same without contiguity: the plain MILP, which then has no flows, soon does better."""

FEW_MEMBERS = 8.0
"""Units of more municipalities than this are formed by seats: their clusters are too many to price."""

MOST_PAIRS = 15_000
"""Municipalities × units of the MILP by seats, at the most."""

MOST_AREAS_LISTED = 30
"""With more municipalities than this it is not looked whether another division is as good."""

OF_UNITS = ("outside", "shortfall", "seat_travel")
"""Stages that memberships decide."""

MOST_NODES = 20_000_000
"""Nodes of all searches for clusters together: some minutes. All of Norway takes under two million."""


def _applies(problem: Problem) -> str | None:
    """What bears on who belongs where beside the way to the seat."""
    scenario = problem.scenario
    rules = scenario.rules
    order = objective_order(problem)
    if not problem.free_units:
        return "memberships are fixed"
    if "seat_travel" not in order:
        return "the way to the seat is no objective"
    if scenario.limits or scenario.budget.nok_per_year_max is not None:
        return "a limit counts courses and units together"
    if problem.staffing is not None:
        return "hours of work bound the units"
    if scenario.objectives[0] != "seat_travel" and (problem.venues or "cost" in order):
        return "courses count before the way to the seat"
    if not problem.venues and "cost" in order:
        return "the units have a cost"
    if problem.venues and (
        scenario.venues.in_use
        or rules.access.specialist_share_max is not None
        or rules.access.unmet_share_max is not None
    ):
        return "courses must be held"
    return None


def solve_partition(problem: Problem, limits: Limits, progress: Progress) -> Solved | None:
    """Divide the municipalities into units, or None where the plain MILP must take over."""
    deadline = None if limits.seconds is None else time.monotonic() + limits.seconds

    def left() -> float | None:
        return None if deadline is None else max(1.0, deadline - time.monotonic())

    answer = _priced(problem, limits, left, _teller(limits, deadline, progress))
    bounds = {"outside": 0.0, "shortfall": 0.0}
    if answer is not None:
        areas, division = answer
        bounds["seat_travel"] = division.bound * areas.person_minutes
        columns = division.columns
        remark = message(
            "{units} units chosen from {clusters} connected groups of municipalities",
            units=len(columns),
            clusters=division.listed,
        )
        if not division.listed:
            remark = message(
                "{units} large units, formed by seats and members in one", units=len(columns)
            )
    else:
        listed = list_and_choose(problem, replace(limits, seconds=left()))
        if listed is None:
            return None
        areas, columns, bounds = listed.areas, listed.columns, dict(listed.bounds)
        remark = message(
            "{units} units chosen from all {clusters} groups of municipalities that there are",
            units=len(columns),
            clusters=listed.count,
        )
    return _finished(problem, areas, columns, bounds, replace(limits, seconds=left()), remark)


def _teller(limits: Limits, deadline: float | None, progress: Progress) -> Callable[[str], bool]:
    """Tells progress, and whether time or the user ended the search."""

    def tell(message: str) -> bool:
        progress(message, None)
        late = deadline is not None and time.monotonic() > deadline
        return late or (limits.stop is not None and limits.stop.is_set())

    return tell


def _priced(
    problem: Problem,
    limits: Limits,
    left: Callable[[], float | None],
    tell: Callable[[str], bool],
) -> tuple[Areas, Division] | None:
    """A division with nobody in scope outside and no unit short, or short within the tolerance.

    A division without any shortfall shows that the smallest shortfall is 0; only then is the
    tolerance on top of 0.
    """
    guideline = problem.scenario.threshold
    least = guideline.persons_min if guideline.mode != "off" else 0
    give = tolerance(problem, "shortfall") if guideline.mode == "soft" else 0.0
    found = _divide(problem, least - floor(give), give, limits, left, tell)
    if found is None or give < 1:
        return found
    areas, division = found
    if any(areas.short(column.members) for column in division.columns):
        strict = _divide(problem, least, 0.0, replace(limits, gap=1.0 - 1e-9), left, tell)
        if strict is None:
            return None
    return found


def _divide(
    problem: Problem,
    low: int,
    short_most: float,
    limits: Limits,
    left: Callable[[], float | None],
    tell: Callable[[str], bool],
) -> tuple[Areas, Division] | None:
    areas = areas_of(problem, max(0, low))
    short = short_most + slack(problem, "outside", 0.0)
    master = make_master(problem, areas, short)
    most = MOST_NODES if problem.scenario.contiguity.on else MOST_NODES_ANYWHERE
    budget = Budget(most, lambda: tell(message("connected clusters")))
    start: tuple[Cluster, ...] | None = None
    if problem.scenario.contiguity.on and members_per_unit(areas) > FEW_MEMBERS:
        start = _start(problem, areas, tell)
        if areas.cost.size <= MOST_PAIRS:
            return _by_seats(problem, master, start, limits, left, tell)
    try:
        generated = generate(master, budget, tell, start or ())
    except TooManyNodesError:
        return None
    if generated is None or not generated.feasible:
        return None
    division = choose_division(master, generated, limits, left, budget, tell)
    return None if division is None else (areas, division)


def members_per_unit(areas: Areas) -> float:
    """How many areas a unit of the least size has, the areas being of their mean size.

    The number of connected clusters around a seat grows exponentially with it.
    """
    return areas.low * len(areas.size) / max(1, sum(areas.size))


def _start(problem: Problem, areas: Areas, tell: Callable[[str], bool]) -> tuple[Cluster, ...] | None:
    """A division with no unit short, found at once, or None where none was."""
    units = problem.scenario.units
    most = len(areas.unit_ids) if units.count_max is None else units.count_max
    must = frozenset(areas.unit_ids.index(u) for u in units.must_open)
    strict = replace(areas, low=max(areas.low, areas.guideline))
    told = message("a first division into units")
    return first_division(strict, (units.count_min or 1, most), must, lambda: tell(told))


def _by_seats(
    problem: Problem,
    master: Master,
    start: tuple[Cluster, ...] | None,
    limits: Limits,
    left: Callable[[], float | None],
    tell: Callable[[str], bool],
) -> tuple[Areas, Division] | None:
    """A few large units.

    Raises:
        InfeasibleError: it is proven that no division has everybody inside, and nobody may be outside.
    """
    found = divide_by_seats(master, start, limits, left, tell)
    if found.clusters is None:
        scenario = problem.scenario
        if (
            found.bound == inf
            and scenario.units.outside == "forbidden"
            and scenario.threshold.mode == "hard"
        ):
            raise InfeasibleError(
                [
                    message(
                        "it is proven that the municipalities cannot be divided into connected units "
                        "of the size and number that the scenario asks for"
                    )
                ]
            )
        return None
    columns = tuple(master.column(unit, members) for unit, members in found.clusters)
    return master.areas, Division(columns, found.value, found.bound, 0)


def _finished(
    problem: Problem,
    areas: Areas,
    columns: tuple[Column, ...],
    bounds: dict[str, float],
    limits: Limits,
    message: Message,
) -> Solved | None:
    """The division with what is held in it and where people take part."""
    members = {areas.unit_ids[c.unit]: frozenset(areas.codes[i] for i in c.members) for c in columns}
    fixed = replace(with_members(problem, members), scenario=_with_fixed_units(problem.scenario))
    pairs = frozenset((m, u) for u, codes in members.items() for m in codes)
    solution = Solution(pairs, frozenset(members), {}, {}, {}, {})
    rest: tuple[Stage, ...] = ()
    if any(problem.demand.values()):
        solved = _planned(fixed, limits)
        if solved is None:
            return None
        solution = replace(solved.solution, members=pairs, open_ids=frozenset(members))
        rest = solved.stages
    # without courses it makes no difference to people who belongs where; with them it does
    proved = not problem.venues or _is_only_division(problem, members, limits)
    known = {stage.name: stage.bound if proved else 0.0 for stage in rest}
    stages = tuple(
        make_stage(
            problem,
            name,
            measure(problem, solution, name),
            bounds.get(name, known.get(name, 0.0)),
            limits.gap,
        )
        for name in objective_order(problem)
    )
    return Solved(solution, stages, (message,))


def _planned(fixed: Problem, limits: Limits) -> Solved | None:
    """The courses of units that are given."""
    if fixed.venues and BY_PROGRAMME.why_not(fixed) is None:
        return BY_PROGRAMME.solve(fixed, limits, Memo(), lambda _text, _share: None)
    order = tuple(name for name in objective_order(fixed) if name not in OF_UNITS)
    return solve_milp(fixed, limits, order=order)


def _is_only_division(problem: Problem, members: Memberships, limits: Limits) -> bool:
    """Whether it is shown that every other division has a longer way to the seats."""
    if len(problem.distributable_codes) > MOST_AREAS_LISTED:
        return False
    try:
        search = search_memberships(problem, limits, "seat_travel")
        first, second = search.next(), search.next()
    except (InfeasibleError, MembershipsStoppedError):
        return False
    if first is None or first[0] != members:
        return False
    return second is None or second[1] > first[1] + slack(problem, "seat_travel", first[1])


def _with_fixed_units(scenario: Scenario) -> Scenario:
    units = scenario.units.model_copy(update={"assignment": "fixed"})
    objectives = tuple(o for o in scenario.objectives if o != "seat_travel") or ("unmet",)
    return scenario.model_copy(update={"units": units, "objectives": objectives})


PARTITION = Method(
    name="partition",
    # nothing is held locally: the rules on courses are kept with everybody away or without an offer
    rules=frozenset(
        {
            "membership",
            "threshold",
            "contiguity",
            "policy",
            "attendance",
            "group_size",
            "capacity",
            "own_unit",
            "access",
            "nearest",
            "single_source",
        }
    ),
    settings=FIXED_UNITS
    | {
        "units.assignment",
        "rules.access",
        "rules.group_size.joins",
        "participation.choice",
        "rules.nearest",
        "rules.own_unit",
        "rules.single_source",
        "venues.count_max",
        "venues.in_use",
        "venues.located_in",
    },
    applies=_applies,
    solve=lambda problem, limits, _memo, progress: solve_partition(problem, limits, progress),
    too_much=message("too many clusters to list"),
)
