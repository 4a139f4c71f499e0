"""Cost before travel: rooms in use cost something, and so tie programmes that share them.

The same priced columns as where rooms fill up (`column_generation`), with NOK in the place of hours
and a column for every room in use. A programme is in a town only if one of its rooms there is in use:
a row for each programme and town, which makes the LP far tighter than a sum over programmes would. The
patterns of all plans that are as cheap are then listed with the corners of the NOK and hours that their
people can have (`trade`), and the quickest of them is taken.
"""

from __future__ import annotations

import pulp

from planner.errors import InfeasibleError, NoPlanError
from planner.messages import message
from planner.model import objective_order
from planner.problem import Problem
from planner.solve.base import Method, Solved, make_stage, measure, slack
from planner.solve.programmes.bi_objective import fixed_nok, in_order, rooms_differ, trade_off_of
from planner.solve.programmes.bi_objective_flow import nok_arrays
from planner.solve.programmes.by_programme import BY_PROGRAMME
from planner.solve.programmes.column_generation import near_best, priced_columns
from planner.solve.programmes.course_patterns import PatternSearch, SearchStoppedError, search_of
from planner.solve.programmes.room_assignment import build_rooms
from planner.solve.programmes.room_columns import bare, pattern_lists
from planner.solve.programmes.subproblem_answer import SubproblemAnswer
from planner.solve.programmes.subproblems import split
from planner.solve.solver import Clock, Limits, Outcome, Progress, run


def _applies(problem: Problem) -> str | None:
    """What is in the way of priced columns in NOK."""
    if problem.missing_rates:
        return "the cost is not known"
    if any(rooms_differ(problem, k) for k in problem.demand):
        return "rooms of one town differ"
    return BY_PROGRAMME.why_not(in_order(problem, ("travel", "cost")))


def solve_cost_first(problem: Problem, limits: Limits, progress: Progress) -> Solved | None:
    """The cheapest plan, and of those the quickest; None where the plain MILP must take over."""
    clock = Clock.of(limits)
    searches = [search for part in split(problem) if (search := search_of(part)) is not None]
    if len(searches) < len(split(problem)):
        return None
    cheap = [PatternSearch(nok_arrays(problem, search.arrays)) for search in searches]
    rooms = {v: venue.nok_per_year or 0.0 for v, venue in problem.venues.items()}
    fixed = fixed_nok(problem)
    try:
        progress(message("prices"), None)
        lists = pattern_lists(problem, cheap, clock.stopped)
        columns = None if lists is None else priced_columns(problem, lists, clock.stopped, rooms)
        if columns is None:
            return None
        near = near_best(
            columns,
            lambda rows: _cheapest(problem, bare(columns, rows), clock.left(gap=0.0)),
            lambda nok: slack(problem, "cost", nok + fixed),
        )
        if near is None:
            return None
        rows = near.rows if near.complete else tuple((row,) for row in near.best)
        progress(message("rooms"), None)
        solution, stages = trade_off_of(problem, searches, rows, clock.stopped).solved(
            ("cost", "travel"), {}, clock.left(gap=0.0)
        )
    except (SearchStoppedError, InfeasibleError, NoPlanError):
        return None
    proved = {stage.name: stage.bound for stage in stages if near.complete or stage.name == "unmet"}
    proved["cost"] = min(near.bound + fixed, proved.get("cost", near.bound + fixed))
    for name in ("outside", "shortfall"):
        proved[name] = measure(problem, solution, name)
    return Solved(
        solution,
        tuple(
            make_stage(problem, name, measure(problem, solution, name), proved.get(name), limits.gap)
            for name in objective_order(problem)
        ),
    )


def _cheapest(problem: Problem, answers: tuple[SubproblemAnswer, ...], limits: Limits) -> Outcome:
    """The least NOK of patterns and rooms; units are paid whatever is held."""
    lp, variables, picks = build_rooms(problem, answers)
    rooms = [(problem.venues[v].nok_per_year or 0.0) * x for v, x in variables.used.items()]
    nok = [answers[p].choices[c].travel_hours * x for (p, c), x in picks.items()]
    lp.setObjective(pulp.lpSum([*rooms, *nok]))
    return run(lp, limits)


COST_FIRST = Method(
    name="cost_first",
    rules=BY_PROGRAMME.rules,
    settings=BY_PROGRAMME.settings,
    orders=frozenset({("unmet", "cost", "travel")}),
    limits=BY_PROGRAMME.limits,
    applies=_applies,
    solve=lambda problem, limits, _memo, progress: solve_cost_first(problem, limits, progress),
    too_much=BY_PROGRAMME.too_much,
)
