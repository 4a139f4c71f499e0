"""Units chosen by the optimiser: list the memberships that the guideline allows, solve each.

First the stages that only memberships decide (persons outside, shortfall) are solved as a small MILP.
Then every membership that is as good, within the stated tolerance, is listed: each one found is
forbidden until none is left. A first look at each bounds its unmet and its travel. In order of these
bounds the courses are planned as for fixed units, until no bound is left that could tie with the best.
The smallest bound of all is a bound on the whole: nothing was left out.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace

import pulp

from planner.errors import InfeasibleError
from planner.model.objectives import OBJECTIVES, objective_order
from planner.model.rules import contiguity, membership, policy, threshold
from planner.model.variables import Variables, make_variables
from planner.plan import Stage
from planner.problem.types import Problem
from planner.scenario.schema import Scenario
from planner.solve.answers import Answers
from planner.solve.by_programme import solve_by_programme, why_not
from planner.solve.highs import Limits, Progress, Termination, run
from planner.solve.memo import Memo
from planner.solve.milp import Solved
from planner.solve.part_solver import TooManyChoicesError
from planner.solve.parts import split, without_venue_policy
from planner.solve.stages import make_stage, slack

MOST_MEMBERSHIPS = 40
"""More equally good memberships than this are not listed; the plain MILP takes over."""

Memberships = dict[str, frozenset[str]]
"""Unit id → member codes, for the open units."""


def solve_by_membership(
    problem: Problem, limits: Limits, memo: Memo, progress: Progress
) -> Solved | None:
    """Solve a problem whose units are free, or None where the plain MILP must take over.

    Raises:
        InfeasibleError: no membership satisfies the rules.
    """
    if why_not(replace(problem, units={}, scenario=_fixed(problem))) is not None:
        return None
    deadline = None if limits.seconds is None else time.monotonic() + limits.seconds
    listed = _list_memberships(problem, limits)
    if listed is None:
        return None
    memberships, bounds = listed
    if any(why_not(_with(problem, chosen)) is not None for chosen in memberships):
        return None
    looks = []
    try:
        for number, chosen in enumerate(memberships):
            progress(f"a first look at {_named(chosen)}", number / len(memberships))
            looks.append((_first_look(_with(problem, chosen), limits, deadline, memo), number))
    except TooManyChoicesError:
        return None
    solved: list[Solved] = []
    for look, number in sorted(looks):
        if solved and not _could_tie(look, solved):
            continue
        progress(_named(memberships[number]), None)
        one = solve_by_programme(
            _with(problem, memberships[number]), _until(limits, deadline), memo, _silent
        )
        if one is None:
            return None
        solved.append(one)
    decided = len(bounds)
    best = min(solved, key=lambda s: tuple(_rounded(stage) for stage in s.stages[decided:]))
    stages = []
    for number, stage in enumerate(best.stages):
        if stage.name in bounds:
            bound = bounds[stage.name]
        else:
            rivals = [s for s in solved if _ties_before(s, best, decided, number)]
            bound = min(s.stages[number].bound for s in rivals)
        stages.append(make_stage(problem, stage.name, stage.value, bound, limits.gap))
    return Solved(best.solution, tuple(stages), _told(problem, memberships, bounds))


def _told(
    problem: Problem, memberships: list[Memberships], bounds: Mapping[str, float]
) -> tuple[str, ...]:
    """That one division alone is as good, where the list proves it; its seats may still vary."""
    divisions = {frozenset(chosen.values()) for chosen in memberships}
    if len(divisions) != 1 or not bounds:
        return ()
    [division] = divisions
    persons = sorted(sum(problem.persons[m] for m in members) for members in division)
    told = " and ".join(f"{count:,}".replace(",", " ") for count in persons)
    units = f"one unit of {told}" if len(persons) == 1 else f"{len(persons)} units of {told}"
    words = {"outside": "inhabitants outside", "shortfall": "inhabitants short of the guideline"}
    reached = " and ".join(f"{abs(bound):.0f} {words[name]}" for name, bound in bounds.items())
    return (
        f"proved by listing every division into units: {units} inhabitants is the only one that "
        f"reaches {reached}",
    )


def _named(chosen: Memberships) -> str:
    return " and ".join(chosen)


def _until(limits: Limits, deadline: float | None) -> Limits:
    return replace(limits, seconds=None if deadline is None else max(0.05, deadline - time.monotonic()))


def _first_look(
    problem: Problem, limits: Limits, deadline: float | None, memo: Memo
) -> tuple[float, float]:
    """Bounds on unmet (participants a year) and travel (hours a year) of one membership.

    Raises:
        TooManyChoicesError: a part has more equally good choices than are worth listing.
    """
    answering = Answers(limits, memo, deadline)
    answers = [answering.best(part) for part in split(problem)]
    return sum(a.unmet_bound for a in answers), sum(a.travel_bound for a in answers)


def _could_tie(look: tuple[float, float], solved: list[Solved]) -> bool:
    """Whether bounds leave room to be as good as the best plan found so far."""
    best = min(tuple(s.value for s in one.stages if s.name in ("unmet", "travel")) for one in solved)
    unmet, travel = (value * (1 + 1e-5) + 1e-5 for value in best)
    return look[0] <= unmet and (look[0] < best[0] - 1e-5 or look[1] <= travel)


def _rounded(stage: Stage) -> float:
    """Values that agree to the solver's rounding tie, so that the next stage decides."""
    return float(f"{stage.value:.5g}") if abs(stage.value) > 1e-5 else 0.0


def _ties_before(one: Solved, best: Solved, first: int, number: int) -> bool:
    """Whether a membership could tie with the best in every stage before this one."""
    return all(
        one.stages[n].bound <= best.stages[n].value * (1 + 1e-5) + 1e-5 for n in range(first, number)
    )


def _list_memberships(
    problem: Problem, limits: Limits
) -> tuple[list[Memberships], dict[str, float]] | None:
    bare = replace(problem, demand={}, venues={}, scenario=without_venue_policy(problem.scenario))
    variables = make_variables(bare)
    lp = pulp.LpProblem("memberships", pulp.LpMinimize)
    for rule in (membership, threshold, contiguity, policy):
        rule.build(bare, variables, lp)
    exact = replace(limits, gap=0.0)
    bounds: dict[str, float] = {}
    for name in objective_order(problem):
        if name not in ("outside", "shortfall"):
            continue
        expression = OBJECTIVES[name].expression(bare, variables)
        lp.setObjective(expression)
        outcome = run(lp, exact)
        if outcome.termination is Termination.INFEASIBLE:
            raise InfeasibleError(["no division into units satisfies membership, guideline and policy"])
        if outcome.termination is Termination.STOPPED:
            return None
        bounds[name] = outcome.bound
        lp += expression <= outcome.value + slack(problem, name, outcome.value), f"hold__{name}"
    lp.setObjective(OBJECTIVES["ids"].expression(bare, variables))
    found: list[Memberships] = []
    while True:
        outcome = run(lp, exact)
        if outcome.termination is Termination.INFEASIBLE:
            return found, bounds
        if outcome.values is None or len(found) == MOST_MEMBERSHIPS:
            return None
        found.append(_read(variables, outcome.values))
        _forbid(lp, variables, outcome.values, len(found))


def _read(variables: Variables, values: Mapping[str, float]) -> Memberships:
    chosen: dict[str, set[str]] = {}
    for (m, u), x in variables.member.items():
        if _value(x, values) > 0.5:
            chosen.setdefault(u, set()).add(m)
    return {u: frozenset(codes) for u, codes in sorted(chosen.items())}


def _value(x: pulp.LpVariable | float, values: Mapping[str, float]) -> float:
    return x if isinstance(x, float) else values[x.name]


def _forbid(lp: pulp.LpProblem, variables: Variables, values: Mapping[str, float], number: int) -> None:
    """At least one membership or opening differs."""
    every = [*variables.member.values(), *variables.open.values()]
    flipped = [1 - x if _value(x, values) > 0.5 else x for x in every]
    lp += pulp.lpSum(flipped) >= 1, f"another_{number}"


def _with(problem: Problem, chosen: Memberships) -> Problem:
    """The problem with these memberships fixed."""
    return replace(
        problem,
        scenario=_fixed(problem),
        units={u: replace(problem.units[u], fixed_codes=codes) for u, codes in sorted(chosen.items())},
    )


def _silent(_message: str, _share: float | None) -> None:
    """Parts of a part are too fine a grain to show."""


def _fixed(problem: Problem) -> Scenario:
    units = problem.scenario.units.model_copy(update={"assignment": "fixed"})
    return problem.scenario.model_copy(update={"units": units})
