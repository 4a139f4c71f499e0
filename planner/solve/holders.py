"""Who holds a programme where that is open: settled by nearness before anything is searched.

Groups, rooms and people are the same whoever holds a course; staff alone have another way. Where the
staff of one holder are nearer to every venue, in minutes and in km, no plan is better for having the
other hold it, but that the hospital's courses are no work of the unit's coordinators. So nearness
decides; where the unit is nearer and its posts are bounds, it decides if the plan is as good as it
would be without posts. Where it is not, one programme after the other is handed over while that makes
the plan better, and the plan without posts says what no plan can beat. The plain MILP decides where
nobody is always nearer.
"""

from __future__ import annotations

from dataclasses import replace

from planner.problem import TOLERANCE, Problem, ProgrammeData
from planner.solve.base import Solved, make_stage


def by_nearness(problem: Problem) -> Problem | None:
    """The same problem with every holder given, the nearer one; None where neither always is."""
    programmes = {}
    for k, programme in problem.programmes.items():
        hospital = set(programme.hospital_units)
        for u in sorted(programme.open_units):
            nearer = _nearer(problem, programme, u)
            if nearer is None:
                return None
            hospital |= {u} if nearer == "hospital" else set()
        # what the unit holds may still be handed over where its posts are too few
        left = frozenset(programme.open_units - hospital) if problem.staffing else frozenset()
        programmes[k] = replace(programme, hospital_units=frozenset(hospital), open_units=left)
    return replace(problem, programmes=programmes)


def _nearer(problem: Problem, programme: ProgrammeData, unit_id: str) -> str | None:
    own, hospital = True, True
    for v in programme.group_max_persons:
        if unit_id not in problem.runners(v):
            continue
        minutes, km = problem.staff_minutes[unit_id][v], problem.staff_km[unit_id][v]
        far, far_km = problem.way_of_staff(programme.id, unit_id, v, hospital=True)
        own = own and minutes <= far and km <= far_km
        hospital = hospital and far <= minutes and far_km <= km
    return "unit" if own else "hospital" if hospital else None


def without_posts(problem: Problem) -> Problem:
    """The same problem whose hours of work bound nothing: no plan of it is worse."""
    staffing = problem.scenario.rules.staffing.model_copy(update={"mode": "report"})
    rules = problem.scenario.rules.model_copy(update={"staffing": staffing})
    scenario = problem.scenario.model_copy(update={"rules": rules})
    return as_it_stands(replace(problem, scenario=scenario, staffing=None))


def bounded_by(problem: Problem, solved: Solved, free: Solved, gap: float) -> Solved:
    """A plan with the bounds that the best plan without posts gives: those of its stages up to the
    first in which it is better."""
    stages = []
    before_are_equal = True
    bounds = {stage.name: stage for stage in free.stages}
    for stage in solved.stages:
        least = bounds[stage.name]
        bound = least.bound if before_are_equal else None
        stages.append(make_stage(problem, stage.name, stage.value, bound, gap))
        before_are_equal &= stage.value <= least.value + TOLERANCE * max(1.0, abs(stage.value))
    return Solved(solved.solution, tuple(stages), solved.messages)


def one_more(problem: Problem) -> list[Problem]:
    """The problem with each programme that may be handed over the hospital's, one at a time."""
    return [
        replace(
            problem,
            programmes={
                **problem.programmes,
                k: replace(p, hospital_units=p.hospital_units | {u}, open_units=p.open_units - {u}),
            },
        )
        for k, p in problem.programmes.items()
        for u in sorted(p.open_units)
        if p.group_max_persons
    ]


def as_it_stands(problem: Problem) -> Problem:
    """The problem with no holder open: what is not the hospital's is the unit's."""
    programmes = {k: replace(p, open_units=frozenset()) for k, p in problem.programmes.items()}
    return replace(problem, programmes=programmes)


def with_hospital(solved: Solved, given: Problem) -> Solved:
    """A plan that says which of its programmes the hospital holds."""
    held = {(k, u) for k, _, u in solved.solution.courses if given.is_hospitals(k, u)}
    return replace(solved, solution=replace(solved.solution, hospital=frozenset(held)))


def better(solved: Solved, than: Solved) -> bool:
    """Whether a plan's stages are smaller, first to last, beyond the solver's rounding."""
    for one, other in zip(solved.stages, than.stages, strict=True):
        if abs(one.value - other.value) > TOLERANCE * max(1.0, abs(other.value)):
            return one.value < other.value
    return False
