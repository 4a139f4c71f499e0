"""The decomposition for fixed units: one part per programme, then the rooms.

Why it is exact: with units fixed and nothing that ties programmes together, `unmet` and `travel` are
sums over programmes, so their lexicographic optimum is the programmes' own. Rules that tie programmes
(capacity, staffing, venues in use) are left out first; a plan of the relaxed problem that satisfies
them is a best plan of the whole. Where none does, this method steps aside and the plain MILP takes
over.
"""

from __future__ import annotations

from dataclasses import replace

from planner.messages import Message, message
from planner.model import objective_order
from planner.problem import Problem
from planner.solve.base import FIXED_UNITS, Method, Solved, make_stage, measure, slack
from planner.solve.programmes.answers import Answers
from planner.solve.programmes.linked import Linked, solve_linked
from planner.solve.programmes.memo import Memo
from planner.solve.programmes.room_assignment import Rooms, choose_rooms
from planner.solve.programmes.room_columns import with_columns
from planner.solve.programmes.subproblem_answer import SubproblemAnswer
from planner.solve.programmes.subproblem_solver import TooManyChoicesError
from planner.solve.programmes.subproblems import Subproblem, split
from planner.solve.solver import Clock, Limits, Progress


def _applies(problem: Problem) -> Message | None:
    """What is in the way of planning one programme at a time."""
    if problem.free_units:
        return message("the optimiser forms the units")
    if any(len(problem.runners(v)) > 1 for v in problem.venues):
        return message("more than one unit could run the same venue")
    if problem.scenario.budget.nok_per_year_max is not None:
        return message("a budget counts all programmes together")
    if problem.scenario.rules.access.specialist_share_max is not None:
        return message("the share at the specialist is limited over all programmes together")
    return None


def solve_by_programme(
    problem: Problem, limits: Limits, memo: Memo, progress: Progress
) -> Solved | None:
    """Solve part by part; None where the plain MILP must take over.

    A part that the limits stop keeps its best plan and its bound; the gap of the whole tells.
    """
    answering = Answers(Clock.of(limits), memo)
    parts = split(problem)
    answers: list[SubproblemAnswer] = []
    try:
        for number, part in enumerate(parts):
            progress(", ".join(part.programme_ids), number / len(parts))
            answers.append(answering.best(part, len(parts) - number))
    except TooManyChoicesError:
        return None
    progress(message("rooms"), None)
    put = _put_together(problem, parts, tuple(answers), answering)
    if put is None:
        return None
    rooms, travel_bound = put
    proven = all(a.complete for a in answers)
    bounds = {
        "outside": measure(problem, rooms.solution, "outside"),
        "shortfall": measure(problem, rooms.solution, "shortfall"),
        "unmet": sum(a.unmet_bound for a in answers),
        **(rooms.bounds if proven else {}),
        "travel": travel_bound,
    }
    stages = tuple(
        make_stage(problem, name, measure(problem, rooms.solution, name), bounds.get(name), limits.gap)
        for name in objective_order(problem)
    )
    return Solved(rooms.solution, stages)


def _put_together(
    problem: Problem,
    parts: tuple[Subproblem, ...],
    answers: tuple[SubproblemAnswer, ...],
    answering: Answers,
) -> tuple[Rooms, float] | None:
    """Rooms, and a bound on travel that holds for every plan.

    If the parts' own best choices fit together, their sum is the bound. If not, and venues in use tie
    them, the towns in use are searched (`linked`). Where that does not cover the problem (a full room,
    hours of work), course patterns get prices (`room_columns`).
    """
    later = tuple(name for name in objective_order(problem) if name in ("cost", "venues"))
    # rooms and choices are few: they are put together exactly, and without the limit on time
    exact = replace(answering.limits, seconds=None, gap=0.0)
    least = sum(a.travel_bound for a in answers)
    rooms = choose_rooms(problem, answers, ("travel", *later), exact)
    if not all(a.complete for a in answers):
        return None if rooms is None else (rooms, least)
    if rooms is not None and _hours(problem, rooms) <= least + 2 * slack(problem, "travel", least):
        return rooms, least
    linked = _linked(problem, parts, answering)
    if linked is not None:
        rooms = choose_rooms(problem, linked.answers, ("travel", *later), exact)
        if rooms is not None and not linked.complete:
            return replace(rooms, bounds={}), linked.bound
        if rooms is not None:
            hours = _hours(problem, rooms)
            if hours <= linked.bound + 2 * slack(problem, "travel", linked.bound):
                return rooms, linked.bound
    return with_columns(problem, parts, answering, ("travel", *later), least)


def _linked(problem: Problem, parts: tuple[Subproblem, ...], answering: Answers) -> Linked | None:
    """Choices that fit together where venues in use tie the programmes."""
    venues = problem.scenario.venues
    return solve_linked(problem, parts, answering) if venues.in_use or venues.count_max else None


def _hours(problem: Problem, rooms: Rooms) -> float:
    return measure(problem, rooms.solution, "travel")


BY_PROGRAMME: Method = Method(
    name="by_programme",
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
            "nearest",
            "staffing",
        }
    ),
    settings=FIXED_UNITS
    | {
        "rules.access.unmet_share_max",
        "rules.group_size.joins",
        "participation.choice",
        "rules.nearest",
        "rules.own_unit",
        "rules.staffing",
        "units.second_line",
        "venues.count_max",
        "venues.in_use",
        "venues.located_in",
    },
    orders=frozenset({("unmet", "travel"), ("unmet", "travel", "cost")}),
    limits=frozenset({"worst_travel"}),
    applies=_applies,
    solve=solve_by_programme,
    too_much=message("capacity or policy ties the programmes together"),
)
