"""One unit with its members as a problem of its own, and its best plan.

Where people attend and units run venues among their own members only, a unit's venues, courses and
people are no other unit's. A plan of several units is then nothing but a plan of each.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TypeVar

from planner.errors import InfeasibleError
from planner.problem import Problem, UnitData
from planner.scenario import Scenario
from planner.solve.base import Solution, Solved, solve_milp
from planner.solve.joint.clusters import Cluster
from planner.solve.programmes import Memo, solve_by_programme
from planner.solve.solver import Limits

T = TypeVar("T")


def plan_of_unit(problem: Problem, cluster: Cluster, limits: Limits, memo: Memo) -> Solved | None:
    """The best plan of a unit with these members; None where there is none.

    Raises:
        NoPlanError: a limit ended the search before any plan was found.
    """
    unit = replace(problem.units[cluster.unit_id], fixed_codes=cluster.codes)
    alone = _of(problem, cluster.codes, {unit.id: unit})
    solved = solve_by_programme(alone, limits, memo, _silent)
    if solved is not None:
        return solved
    try:
        return solve_milp(alone, limits)
    except InfeasibleError:
        return None


def plan_outside(problem: Problem, codes: Collection[str], limits: Limits, memo: Memo) -> Solved:
    """Municipalities in no unit: their people go to the specialist or are without an offer."""
    solved = solve_by_programme(_of(problem, codes, {}), limits, memo, _silent)
    assert solved is not None, "without courses nothing ties programmes together"
    return solved


def together(solutions: Collection[Solution]) -> Solution:
    """The plans of different units as one."""
    courses: dict[tuple[str, str, str], int] = {}
    attend: dict[tuple[str, str, str, str], float] = {}
    specialist: dict[tuple[str, str, str], float] = {}
    unmet: dict[tuple[str, str], float] = {}
    for one in solutions:
        courses.update(one.courses)
        attend.update(one.attend)
        specialist.update(one.specialist)
        unmet.update(one.unmet)
    return Solution(
        members=frozenset().union(*(one.members for one in solutions)),
        open_ids=frozenset().union(*(one.open_ids for one in solutions)),
        courses=courses,
        attend=attend,
        specialist=specialist,
        unmet=unmet,
    )


def _of(problem: Problem, codes: Collection[str], units: Mapping[str, UnitData]) -> Problem:
    """The problem of the people and venues of some municipalities, with these units and no others."""
    inside = frozenset(codes)
    places = [i for i, code in problem.place_code.items() if code in inside]
    venues = tuple(v for v, venue in problem.venues.items() if venue.code in inside and units)
    few = problem.only(tuple(problem.programmes), venues)
    return replace(
        few,
        scenario=_by_itself(problem.scenario, frozenset(venues)),
        scope_codes=tuple(code for code in problem.scope_codes if code in inside),
        persons={code: n for code, n in problem.persons.items() if code in inside},
        distributable_codes=tuple(code for code in problem.distributable_codes if code in inside),
        units=units,
        place_code=_of_places(problem.place_code, places),
        place_persons=_of_places(problem.place_persons, places),
        demand={k: _of_places(by_place, places) for k, by_place in few.demand.items()},
        service_km=_of_places(problem.service_km, places),
        specialist_minutes={
            k: _of_places(by_place, places) for k, by_place in few.specialist_minutes.items()
        },
        local_minutes=_of_places(problem.local_minutes, places),
        local_km=_of_places(problem.local_km, places),
    )


def _of_places(by_place: Mapping[str, T], place_ids: Collection[str]) -> dict[str, T]:
    return {i: by_place[i] for i in place_ids if i in by_place}


def _by_itself(scenario: Scenario, venue_ids: frozenset[str]) -> Scenario:
    """The scenario of a unit whose members are known: the guideline has been kept or counted."""
    fixed = scenario.units.model_copy(update={"assignment": "fixed"})
    guideline = scenario.threshold.model_copy(update={"mode": "off", "upper": "report"})
    in_use = tuple(v for v in scenario.venues.in_use if v in venue_ids)
    access = scenario.rules.access.model_copy(update={"unmet_share_max": None})
    return scenario.model_copy(
        update={
            "units": fixed,
            "threshold": guideline,
            "venues": scenario.venues.model_copy(update={"in_use": in_use}),
            "rules": scenario.rules.model_copy(update={"access": access}),
        }
    )


def _silent(_message: str, _share: float | None) -> None:
    """Units of a division are too fine a grain to show."""
