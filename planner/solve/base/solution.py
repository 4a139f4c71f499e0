"""A solution as plain numbers: what was decided, and what it amounts to.

Stage values are measured here from the decisions, not taken from the solver, so that a plan reports
what it is and not what a relaxation hoped for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from planner.model import AttendKey, CourseKey, Variables
from planner.plan import (
    AtHome,
    Attendance,
    CourseInPlan,
    Plan,
    SpecialistAttendance,
    Stage,
    UnitInPlan,
    Unmet,
)
from planner.problem import TOLERANCE, Problem

NOTHING = 1e-9
"""A share at or below this is the solver's rounding and is left out."""


@dataclass(frozen=True, slots=True)
class Solution:
    """Decisions by id; what is absent is zero."""

    members: frozenset[tuple[str, str]]
    """(municipality, unit)"""
    open_ids: frozenset[str]
    courses: Mapping[CourseKey, int]
    attend: Mapping[AttendKey, float]
    specialist: Mapping[tuple[str, str, str], float]
    unmet: Mapping[tuple[str, str], float]
    home: Mapping[tuple[str, str], float] = field(default_factory=dict)

    @property
    def venues_in_use(self) -> frozenset[str]:
        """Venues that hold at least one course."""
        return frozenset(v for (_, v, _), n in self.courses.items() if n > 0)


def read_solution(
    problem: Problem, variables: Variables, values: Mapping[str, float], nothing: float = NOTHING
) -> Solution:
    """Read the decisions of a solved model; whole numbers are rounded, shares add up to one.

    Shares at or below `nothing` are left out.
    """

    def value(x: object) -> float:
        return x if isinstance(x, float) else values.get(x.name, 0.0)  # type: ignore[attr-defined]

    total: dict[tuple[str, str], float] = {}
    shares: list[tuple[tuple[str, str], float]] = []
    for (i, k, _, _), x in variables.attend.items():
        shares.append(((i, k), value(x)))
    for (i, k, _), x in variables.specialist.items():
        shares.append(((i, k), value(x)))
    for key, x in (*variables.unmet.items(), *variables.home.items()):
        shares.append((key, value(x)))
    for key, share in shares:
        if share > nothing:
            total[key] = total.get(key, 0.0) + share

    def clean(key: tuple[str, str], x: object) -> float:
        share = value(x)
        return share / total[key] if share > nothing else 0.0

    attend = {key: s for key, x in variables.attend.items() if (s := clean(key[:2], x)) > 0}
    special = {key: s for key, x in variables.specialist.items() if (s := clean(key[:2], x)) > 0}
    unmet = {key: s for key, x in variables.unmet.items() if (s := clean(key, x)) > 0}
    home = {key: s for key, x in variables.home.items() if (s := clean(key, x)) > 0}
    return Solution(
        members=frozenset(key for key, x in variables.member.items() if value(x) > 0.5),
        open_ids=frozenset(u for u, x in variables.open.items() if value(x) > 0.5),
        courses={key: n for key, x in variables.courses.items() if (n := round(value(x))) > 0},
        attend=attend,
        specialist=special,
        unmet=unmet,
        home=home,
    )


def measure(problem: Problem, solution: Solution, stage: str) -> float:
    """The value of a stage in its own unit (see `planner.model.objectives`).

    Raises:
        KeyError: no such stage.
    """
    return {
        "outside": _outside,
        "shortfall": _shortfall,
        "unmet": _unmet,
        "travel": _travel,
        "cost": _cost,
        "seat_travel": _seat_travel,
        "worst_travel": _worst_travel,
        "equity": _equity,
        "reach": _reach,
        "venues": lambda _problem, s: float(len(s.venues_in_use)),
    }[stage](problem, solution)


def _outside(problem: Problem, solution: Solution) -> float:
    inside = {m for m, _ in solution.members}
    return float(sum(problem.persons[m] for m in problem.scope_codes if m not in inside))


def _shortfall(problem: Problem, solution: Solution) -> float:
    least = problem.scenario.threshold.persons_min
    total = 0
    for u in solution.open_ids:
        persons = sum(problem.persons[m] for m, w in solution.members if w == u)
        total += max(0, least - persons)
    return float(total)


def _unmet(problem: Problem, solution: Solution) -> float:
    return sum(problem.demand[k][i] * share for (i, k), share in solution.unmet.items())


def _travel(problem: Problem, solution: Solution) -> float:
    minutes = 0.0
    for (i, k, h, v), share in solution.attend.items():
        trips = problem.programmes[h].meetings_per_course
        minutes += problem.come(k, i, v) * share * trips * problem.local_mean_minutes[i][v]
    for (i, k, s), share in solution.specialist.items():
        trips_away = problem.services[s].trips_per_course
        come = problem.come_away(k, i, s) * share
        minutes += come * trips_away * problem.specialist_mean_minutes[k][i][s]
    for (h, v, u), n in solution.courses.items():
        p = problem.programmes[h]
        trips_staff = n / p.cycle_years * p.meetings_per_course * p.staff_travelling
        minutes += trips_staff * problem.staff_minutes[u][v]
    return 2 * minutes / 60


def _cost(problem: Problem, solution: Solution) -> float:
    nok = sum(problem.units[u].nok_per_year or 0.0 for u in solution.open_ids)
    nok += sum(problem.venues[v].nok_per_year or 0.0 for v in solution.venues_in_use)
    km = 0.0
    for (h, v, u), n in solution.courses.items():
        p = problem.programmes[h]
        per_year = n / p.cycle_years
        nok += per_year * (p.nok_per_course or 0.0)
        km += 2 * per_year * p.meetings_per_course * p.staff_travelling * problem.staff_km[u][v]
    for (i, k, h, v), share in solution.attend.items():
        trips = problem.programmes[h].meetings_per_course
        km += 2 * problem.come(k, i, v) * share * trips * problem.local_km[i][v]
    for (i, k, s), share in solution.specialist.items():
        trips_away = problem.services[s].trips_per_course
        km += 2 * problem.come_away(k, i, s) * share * trips_away * problem.service_km[i][s]
    return nok + km * (problem.nok_per_km or 0.0)


def _ways(problem: Problem, solution: Solution) -> Iterator[tuple[str, float, float, float]]:
    """(place, one-way minutes, share, participants who come) of everybody who takes part somewhere."""
    for (i, k, _, v), share in solution.attend.items():
        yield i, problem.local_minutes[i][v], share, problem.come(k, i, v) * share
    for (i, k, s), share in solution.specialist.items():
        yield i, problem.specialist_minutes[k][i][s], share, problem.come_away(k, i, s) * share


def _worst_travel(problem: Problem, solution: Solution) -> float:
    # a share at the edge of the solver's accuracy is no traveller
    ways = (minutes for _, minutes, share, _ in _ways(problem, solution) if share > TOLERANCE)
    return max(ways, default=0.0)


def _equity(problem: Problem, solution: Solution) -> float:
    minutes: dict[str, float] = {}
    for i, way, _, come in _ways(problem, solution):
        code = problem.place_code[i]
        minutes[code] = minutes.get(code, 0.0) + come * way
    return max((m / problem.participants_by_code[c] for c, m in minutes.items()), default=0.0)


def _reach(problem: Problem, solution: Solution) -> float:
    reached = sum(problem.come(k, i, v) * x for (i, k, _, v), x in solution.attend.items())
    if problem.scenario.reach == "anywhere":
        reached += sum(problem.come_away(k, i, s) * x for (i, k, s), x in solution.specialist.items())
    return max(0.0, problem.participants_per_year - reached)


def _seat_travel(problem: Problem, solution: Solution) -> float:
    unit_of = dict(solution.members)
    return sum(
        problem.place_persons[i] * problem.seat_minutes[unit_of[m]][i]
        for i, m in problem.place_code.items()
        if m in unit_of and i in problem.seat_minutes[unit_of[m]]
    )


def to_plan(
    problem: Problem,
    solution: Solution,
    stages: tuple[Stage, ...],
    method: str,
    messages: tuple[str, ...],
) -> Plan:
    """The solution as a plan: rows sorted by id, municipalities outside named."""
    inside = {m for m, _ in solution.members}
    units = tuple(
        UnitInPlan(
            unit_id=u,
            seat_place_id=problem.units[u].seat_place_id,
            staff_base_place_ids=problem.units[u].staff_base_place_ids,
            member_codes=tuple(sorted(m for m, w in solution.members if w == u)),
        )
        for u in sorted(solution.open_ids)
    )
    return Plan(
        scenario=problem.scenario.name,
        region=problem.region_id,
        units=units,
        outside_codes=tuple(m for m in sorted(problem.persons) if m not in inside),
        courses=tuple(
            CourseInPlan(h, v, u, n, problem.programmes[h].cycle_years)
            for (h, v, u), n in sorted(solution.courses.items())
        ),
        attendance=tuple(
            Attendance(i, k, h, v, share) for (i, k, h, v), share in sorted(solution.attend.items())
        ),
        specialist=tuple(
            SpecialistAttendance(i, k, s, share)
            for (i, k, s), share in sorted(solution.specialist.items())
        ),
        unmet=tuple(Unmet(i, k, share) for (i, k), share in sorted(solution.unmet.items())),
        stages=stages,
        method=method,
        messages=messages,
        at_home=tuple(AtHome(i, k, share) for (i, k), share in sorted(solution.home.items())),
    )
