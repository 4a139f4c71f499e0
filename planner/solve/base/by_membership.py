"""Units chosen by the optimiser: list the memberships that the guideline allows, solve each.

First the stages that only memberships decide (persons outside, shortfall) are solved as a small MILP.
Then every membership that is as good, within the stated tolerance, is listed: each one found is
forbidden until none is left. A first look at each bounds its unmet and its travel. In order of these
bounds the courses are planned as for fixed units, until no bound is left that could tie with the best.
The smallest bound of all is a bound on the whole: nothing was left out.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from planner.messages import Message, later, message
from planner.plan import Stage
from planner.problem import Problem
from planner.solve.base.memberships import (
    Memberships,
    MembershipsStoppedError,
    search_memberships,
    with_fixed_units,
    with_members,
)
from planner.solve.base.method import Method
from planner.solve.base.milp import Solved
from planner.solve.base.stages import make_stage
from planner.solve.programmes import (
    BY_PROGRAMME,
    Answers,
    Memo,
    TooManyChoicesError,
    solve_by_programme,
    split,
)
from planner.solve.solver import Clock, Limits, Progress

MOST_MEMBERSHIPS = 40
"""More equally good memberships than this are not listed; the plain MILP takes over."""


def solve_by_membership(
    problem: Problem, limits: Limits, memo: Memo, progress: Progress
) -> Solved | None:
    """Solve a problem whose units are free, or None where the plain MILP must take over.

    Raises:
        InfeasibleError: no membership satisfies the rules.
    """
    clock = Clock.of(limits)
    listed = _list_memberships(problem, limits)
    if listed is None:
        return None
    memberships, bounds = listed
    if any(BY_PROGRAMME.why_not(with_members(problem, chosen)) is not None for chosen in memberships):
        return None
    looks = []
    try:
        for number, chosen in enumerate(memberships):
            progress(
                message("a first look at {value}", value=_named(chosen)), number / len(memberships)
            )
            looks.append((_first_look(with_members(problem, chosen), clock, memo), number))
    except TooManyChoicesError:
        return None
    solved: list[Solved] = []
    for look, number in sorted(looks):
        if solved and not _could_tie(look, solved):
            continue
        progress(_named(memberships[number]), None)
        one = solve_by_programme(
            with_members(problem, memberships[number]), clock.left(), memo, _silent
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
    if not division:  # no unit at all
        return ()
    return (only_division_told(problem, division, bounds),)


def only_division_told(
    problem: Problem, division: Collection[frozenset[str]], bounds: Mapping[str, float]
) -> Message:
    """That no other division into units reaches these bounds of the stages that memberships decide."""
    persons = sorted(sum(problem.persons[m] for m in members) for members in division)
    counts = _all([f"{count:,}".replace(",", " ") for count in persons])
    if len(persons) == 1:
        units = message("one unit of {persons}", persons=counts)
    else:
        units = message("{count} units of {persons}", count=len(persons), persons=counts)
    reached = _all(
        [message(REACHED[name], count=f"{abs(bound):.0f}") for name, bound in bounds.items()]
    )
    return message(
        "proved by listing every division into units: {units} inhabitants is the only one that "
        "reaches {reached}",
        units=units,
        reached=reached,
    )


REACHED = {
    "outside": later("{count} inhabitants outside"),
    "shortfall": later("{count} inhabitants short of the guideline"),
}


def _all(parts: Sequence[str]) -> str:
    """One, two or more things after one another."""
    every = parts[0]
    for part in parts[1:]:
        every = message("{first} and {last}", first=every, last=part)
    return every


def _named(chosen: Memberships) -> str:
    return " and ".join(chosen)


def _first_look(problem: Problem, clock: Clock, memo: Memo) -> tuple[float, float]:
    """Bounds on unmet (participants a year) and travel (hours a year) of one membership.

    Raises:
        TooManyChoicesError: a part has more equally good choices than are worth listing.
    """
    answering = Answers(clock, memo)
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
) -> tuple[list[Memberships], Mapping[str, float]] | None:
    try:
        search = search_memberships(problem, limits)
        while search.next() is not None:
            if len(search.found) > MOST_MEMBERSHIPS:
                return None
    except MembershipsStoppedError:
        return None
    return search.found, search.bounds


def _silent(_message: str, _share: float | None) -> None:
    """Parts of a part are too fine a grain to show."""


def _applies(problem: Problem) -> str | None:
    """What is in the way once the memberships are known."""
    if not problem.free_units:
        return message("memberships are fixed")
    alone = replace(problem, units={}, scenario=with_fixed_units(problem.scenario))
    return BY_PROGRAMME.why_not(alone)


BY_MEMBERSHIP = Method(
    name="by_membership",
    rules=BY_PROGRAMME.rules,
    settings=BY_PROGRAMME.settings | {"units.assignment"},
    orders=BY_PROGRAMME.orders,
    limits=BY_PROGRAMME.limits,
    applies=_applies,
    solve=solve_by_membership,
)
