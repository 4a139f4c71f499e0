"""The decomposition for fixed units: one part per programme, then the rooms.

Why it is exact: with units fixed and nothing that ties programmes together, `unmet` and `travel` are
sums over programmes, so their lexicographic optimum is the programmes' own. Rules that tie programmes
(capacity, venues in use) are left out first; a plan of the relaxed problem that satisfies them is a
best plan of the whole. Where none does, this method steps aside and the plain MILP takes over.
"""

from __future__ import annotations

import time
from dataclasses import replace

from planner.model.objectives import objective_order
from planner.problem.types import Problem
from planner.solve.highs import Limits, Progress
from planner.solve.in_use import missing_rooms, with_rooms_in_use
from planner.solve.memo import Memo
from planner.solve.milp import Solved
from planner.solve.part_solver import PartAnswer, Room, TooManyChoicesError, solve_part
from planner.solve.parts import Part, split
from planner.solve.rooms import choose_rooms
from planner.solve.solution import measure
from planner.solve.stages import make_stage

COVERS = frozenset(
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
    }
)
"""Rules kept by this method; `why_not` names the settings of them that it does not keep."""


def why_not(problem: Problem) -> str | None:
    """Why this method does not cover a problem, or None where it does."""
    scenario = problem.scenario
    if problem.free_units:
        return "the optimiser forms the units"
    if any(len(problem.runners(v)) > 1 for v in problem.venues):
        return "more than one unit could run the same venue"
    if scenario.rules.access.specialist_share_max is not None:
        return "the share at the specialist is limited over all programmes together"
    if scenario.budget.nok_per_year_max is not None:
        return "a budget counts all programmes together"
    if scenario.objectives not in (("unmet", "travel"), ("unmet", "travel", "cost")):
        return "the order of objectives is not unmet, travel, cost"
    return None


def solve_by_programme(
    problem: Problem, limits: Limits, memo: Memo, progress: Progress
) -> Solved | None:
    """Solve part by part; None where the plain MILP must take over.

    A part that the limits stop keeps its best plan and its bound; the gap of the whole tells.
    """
    deadline = None if limits.seconds is None else time.monotonic() + limits.seconds

    def answer(part: Part, forced: tuple[Room, ...] = ()) -> PartAnswer | None:
        key = "|".join((part.key, *(room.place_id for room in forced)))
        known = memo.get(key)
        if known is None:
            left = None if deadline is None else max(0.05, deadline - time.monotonic())
            known = solve_part(part, replace(limits, seconds=left), forced)
            if known is not None and known.complete:
                memo.put(key, known)
        return known

    parts = split(problem)
    answers: list[PartAnswer] = []
    try:
        for number, part in enumerate(parts):
            progress(", ".join(part.programme_ids), number / len(parts))
            known = answer(part)
            assert known is not None, "a part with nothing forced always has a plan"
            answers.append(known)
        ready = tuple(answers)
        least = sum(a.travel_bound for a in ready)
        missing = missing_rooms(problem, ready)
        if missing:
            progress("venues that must be in use", None)
            enlarged = with_rooms_in_use(parts, ready, missing, answer)
            if enlarged is None:
                return None
            ready, least = enlarged
    except TooManyChoicesError:
        return None
    order = objective_order(problem)
    later = tuple(name for name in order if name in ("cost", "venues"))
    proven = all(a.complete for a in ready)
    reached = max(least, sum(a.choices[0].travel_hours for a in ready)) if not proven else least
    rooms = choose_rooms(problem, ready, later, reached, replace(limits, seconds=None))
    if rooms is None:
        return None
    bounds = {
        "outside": measure(problem, rooms.solution, "outside"),
        "shortfall": measure(problem, rooms.solution, "shortfall"),
        "unmet": sum(a.unmet_bound for a in ready),
        "travel": least,
        **(rooms.bounds if proven else {}),
    }
    stages = tuple(
        make_stage(problem, name, measure(problem, rooms.solution, name), bounds.get(name), limits.gap)
        for name in order
    )
    return Solved(rooms.solution, stages)
