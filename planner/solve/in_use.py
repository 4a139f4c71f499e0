"""Venues that must hold a course, where no programme would choose them by itself.

For every part and every set S of the missing venues the part is solved once more with courses there.
A plan that uses them all gives each part some set S; the cheapest cover of the venues by such sets
is therefore the least travel, and the plans that reach it are found among the parts' answers for these
sets. The cover is a dynamic programme over subsets: parts one after the other, venues covered so far.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from math import inf

from planner.problem.types import Problem
from planner.solve.part_solver import Choice, PartAnswer, Room
from planner.solve.parts import Part, runner_of

MOST_MISSING = 3
"""With more venues than this missing, the sets are too many and the plain MILP takes over."""

SolveForced = Callable[[Part, tuple[Room, ...]], PartAnswer | None]


def missing_rooms(problem: Problem, answers: tuple[PartAnswer, ...]) -> tuple[Room, ...]:
    """Venues that must be in use and lie in no town where some choice holds a course for them."""
    rooms = []
    for v in problem.scenario.venues.in_use:
        unit = runner_of(problem, v) or ""
        suits = frozenset(k for k, p in problem.programmes.items() if v in p.group_max_persons)
        room = Room(v, problem.venues[v].place_id, unit, suits)
        if not any(_holds(problem, room, c) for a in answers for c in a.choices):
            rooms.append(room)
    return tuple(rooms)


def _holds(problem: Problem, room: Room, choice: Choice) -> bool:
    return any(
        h in room.programme_ids
        and problem.venues[v].place_id == room.place_id
        and (runner_of(problem, v) or "") == room.unit_id
        for h, v in choice.courses
    )


def with_rooms_in_use(
    parts: tuple[Part, ...],
    answers: tuple[PartAnswer, ...],
    missing: tuple[Room, ...],
    solve_forced: SolveForced,
) -> tuple[tuple[PartAnswer, ...], float] | None:
    """Answers enlarged by those with courses in the missing rooms, and the least travel of any cover.

    None where some participant would be without an offer (the cover counts travel only), where an
    answer is not complete, or where too many rooms are missing.
    """
    if len(missing) > MOST_MISSING or any(a.unmet_bound > 0 or not a.complete for a in answers):
        return None
    sets = [s for n in range(1, len(missing) + 1) for s in combinations(missing, n)]
    enlarged: list[PartAnswer] = []
    best: dict[frozenset[str], float] = {frozenset(): 0.0}
    for part, answer in zip(parts, answers, strict=True):
        options: dict[frozenset[str], float] = {frozenset(): answer.travel_bound}
        choices = list(answer.choices)
        for forced in sets:
            found = solve_forced(part, forced)
            if found is None:
                continue
            if not found.complete or any(choice.unmet for choice in found.choices):
                return None
            options[frozenset(room.venue_id for room in forced)] = found.travel_bound
            choices += [c for c in found.choices if c not in choices]
        enlarged.append(replace(answer, choices=tuple(choices)))
        further: dict[frozenset[str], float] = {}
        for covered, hours in best.items():
            for more, extra in options.items():
                both = covered | more
                further[both] = min(further.get(both, inf), hours + extra)
        best = further
    wanted = frozenset(room.venue_id for room in missing)
    return (tuple(enlarged), best[wanted]) if wanted in best else None
