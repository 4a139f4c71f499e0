"""Which choices and which rooms: the small MILP that puts the parts together.

Given the parts' choices, it picks one for each and spreads the courses of each town over its rooms, so
that capacity, staffing and policy hold: the least travel, then the cheapest rooms, the fewest, and ids
in order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pulp

from planner.model import AttendKey, CourseKey, Variables, id_order, offered, venues_in_use
from planner.problem import TOLERANCE, Problem
from planner.rules.capacity import model as capacity
from planner.rules.policy import model as policy
from planner.rules.staffing import model as staffing
from planner.solve.base import Solution, measure, slack
from planner.solve.programmes.subproblem_answer import Choice, SubproblemAnswer, with_units
from planner.solve.programmes.subproblems import runner_of
from planner.solve.solver import Limits, Outcome, Termination, run

Site = tuple[str, str, str]
"""(host programme, place, unit): where rooms can stand in for each other."""


@dataclass(frozen=True, slots=True)
class Rooms:
    """The finished solution and the bounds of the stages after travel."""

    solution: Solution
    bounds: Mapping[str, float]


def choose_rooms(
    problem: Problem,
    answers: tuple[SubproblemAnswer, ...],
    stages: tuple[str, ...],
    limits: Limits,
) -> Rooms | None:
    """Pick one choice per part and the rooms, or None where capacity or policy cannot be met.

    `stages` are `travel` and those after it, in order. The bound of `travel` holds for every plan whose
    choices are all listed.
    """
    lp, variables, picks = build_rooms(problem, answers)
    expressions = {
        "travel": _travel(answers, picks),
        "cost": _cost(problem, answers, variables, picks),
        "venues": venues_in_use(problem, variables),
        "ids": id_order(problem, variables),
    }
    bounds: dict[str, float] = {}
    if _some_room_is_small(problem, variables):
        # who fits into a small room depends on the flow, which could be another at the same courses:
        # only without the seats is the least travel a bound for every plan
        bounds["travel"] = least_travel(problem, answers, limits).bound
    _fit_seats(problem, answers, variables, picks, lp)
    values: Mapping[str, float] | None = None
    for name in (*stages, "ids"):
        lp.setObjective(expressions[name])
        outcome = run(lp, limits)
        if outcome.termination is Termination.INFEASIBLE and values is None:
            return None
        if outcome.values is None:
            break
        values = outcome.values
        bounds.setdefault(name, outcome.bound)
        lp += expressions[name] <= outcome.value + slack(problem, name, outcome.value), f"keep__{name}"
    if values is None:
        return None
    picked = [
        answer.choices[next(c for c in range(len(answer.choices)) if values[picks[p, c].name] > 0.5)]
        for p, answer in enumerate(answers)
    ]
    held = {key: n for key, x in variables.courses.items() if (n := round(values.get(x.name, 0))) > 0}
    return Rooms(fill_rooms(problem, picked, held), bounds)


def least_travel(problem: Problem, answers: tuple[SubproblemAnswer, ...], limits: Limits) -> Outcome:
    """The least travel of any choice, seats left aside; who goes where need not be known."""
    lp, _, picks = build_rooms(problem, answers)
    lp.setObjective(_travel(answers, picks))
    return run(lp, limits)


def build_rooms(
    problem: Problem, answers: tuple[SubproblemAnswer, ...]
) -> tuple[pulp.LpProblem, Variables, dict[tuple[int, int], pulp.LpVariable]]:
    """One choice per part, its courses in rooms, the rules that tie parts; no objective, no seats."""
    lp = pulp.LpProblem("rooms", pulp.LpMinimize)
    variables = _room_variables(problem, answers, lp)
    capacity.build(problem, variables, lp)
    policy.build(problem, variables, lp)
    staffing.build(problem, variables, lp)
    picks = {
        (p, c): lp.add_variable(pick_name(p, c), 0, 1, pulp.LpBinary)
        for p, answer in enumerate(answers)
        for c in range(len(answer.choices))
    }
    for p, answer in enumerate(answers):
        lp += pulp.lpSum(picks[p, c] for c in range(len(answer.choices))) == 1, f"pick_one__{p}"
    _spread_courses(problem, answers, variables, picks, lp)
    return lp, variables, picks


def pick_name(part: int, choice: int) -> str:
    """The variable that says whether a part has this choice."""
    return f"pick__{part}__{choice}"


def _travel(
    answers: tuple[SubproblemAnswer, ...], picks: Mapping[tuple[int, int], pulp.LpVariable]
) -> pulp.LpAffineExpression:
    return pulp.lpSum(answers[p].choices[c].travel_hours * x for (p, c), x in picks.items())


def _room_variables(
    problem: Problem, answers: tuple[SubproblemAnswer, ...], lp: pulp.LpProblem
) -> Variables:
    most: dict[Site, int] = {}
    for answer in answers:
        for choice in answer.choices:
            for site, n in _by_site(problem, choice).items():
                most[site] = max(most.get(site, 0), n)
    upper = {
        (h, v, u): most[h, venue.place_id, u]
        for v, venue in problem.venues.items()
        if (u := runner_of(problem, v)) is not None
        for h, programme in problem.programmes.items()
        if v in programme.group_max_persons and (h, venue.place_id, u) in most
    }
    courses = {
        key: lp.add_variable("__".join(("courses", *map(_safe, key))), 0, n, pulp.LpInteger)
        for key, n in sorted(upper.items())
    }
    used = {
        v: lp.add_variable(f"used__{_safe(v)}", 0, 1, pulp.LpBinary)
        for v in sorted({v for _, v, _ in courses})
    }
    nothing: dict[str, pulp.LpVariable] = {}
    return Variables(
        open=dict.fromkeys(problem.units, 1.0),
        member={},
        runs={},
        used=used,
        courses=courses,
        courses_max=upper,
        attend={},
        specialist={},
        unmet={},
        short=nothing,
        together={},
        flow={},
        held={},
        offered=offered(problem, lp, upper),
    )


def _safe(text: str) -> str:
    return "".join(c if c.isascii() and c.isalnum() else f"_{ord(c):x}_" for c in text)


def _by_site(problem: Problem, choice: Choice) -> dict[Site, int]:
    found: dict[Site, int] = {}
    for (h, v, u), n in with_units(problem, choice.courses).items():
        site = (h, problem.venues[v].place_id, u)
        found[site] = found.get(site, 0) + n
    return found


def _participants_by_site(problem: Problem, choice: Choice) -> dict[Site, float]:
    """Participants per cycle of the host programme at each site."""
    found: dict[Site, float] = {}
    for (i, k, h, v), share in choice.attend.items():
        site = (h, problem.venues[v].place_id, runner_of(problem, v) or "")
        persons = problem.demand[k][i] * problem.programmes[h].cycle_years * share
        found[site] = found.get(site, 0.0) + persons
    return found


def _spread_courses(
    problem: Problem,
    answers: tuple[SubproblemAnswer, ...],
    variables: Variables,
    picks: Mapping[tuple[int, int], pulp.LpVariable],
    lp: pulp.LpProblem,
) -> None:
    """The rooms of a site hold its courses."""
    count: dict[Site, list[pulp.LpAffineExpression]] = {}
    for (p, c), pick in picks.items():
        for site, n in _by_site(problem, answers[p].choices[c]).items():
            count.setdefault(site, []).append(n * pick)
    for number, site in enumerate(sorted(count)):
        rooms = _rooms_of(problem, variables, site)
        lp += pulp.lpSum(rooms.values()) == pulp.lpSum(count[site]), f"site__{number}"


def _fit_seats(
    problem: Problem,
    answers: tuple[SubproblemAnswer, ...],
    variables: Variables,
    picks: Mapping[tuple[int, int], pulp.LpVariable],
    lp: pulp.LpProblem,
) -> None:
    """The people of a site fit into its rooms."""
    crowd: dict[Site, list[pulp.LpAffineExpression]] = {}
    for (p, c), pick in picks.items():
        for site, persons in _participants_by_site(problem, answers[p].choices[c]).items():
            crowd.setdefault(site, []).append(persons * pick)
    for number, site in enumerate(sorted(crowd)):
        largest = problem.programmes[site[0]].group_max_persons
        rooms = _rooms_of(problem, variables, site)
        seats = pulp.lpSum(largest[v] * x for v, x in rooms.items())
        lp += pulp.lpSum(crowd[site]) <= seats + TOLERANCE, f"seats__{number}"


def _rooms_of(problem: Problem, variables: Variables, site: Site) -> dict[str, pulp.LpVariable]:
    h, place, unit = site
    return {
        v: x
        for (g, v, u), x in variables.courses.items()
        if (g, u) == (h, unit) and problem.venues[v].place_id == place
    }


def _some_room_is_small(problem: Problem, variables: Variables) -> bool:
    """Whether some room of a site takes fewer people than its largest."""
    largest: dict[Site, set[float]] = {}
    for h, v, u in variables.courses:
        site = (h, problem.venues[v].place_id, u)
        largest.setdefault(site, set()).add(problem.programmes[h].group_max_persons[v])
    return any(len(sizes) > 1 for sizes in largest.values())


def _cost(
    problem: Problem,
    answers: tuple[SubproblemAnswer, ...],
    variables: Variables,
    picks: Mapping[tuple[int, int], pulp.LpVariable],
) -> pulp.LpAffineExpression:
    """Cost of a picked choice does not depend on the room within a town, venue costs aside."""
    fixed = sum(unit.nok_per_year or 0.0 for unit in problem.units.values())
    terms = [(problem.venues[v].nok_per_year or 0.0) * x for v, x in variables.used.items()]
    for (p, c), pick in picks.items():
        choice = answers[p].choices[c]
        alone = Solution(
            members=frozenset(),
            open_ids=frozenset(),
            courses=with_units(problem, choice.courses),
            attend=choice.attend,
            specialist=choice.specialist,
            unmet=choice.unmet,
        )
        venues = sum(problem.venues[v].nok_per_year or 0.0 for v in alone.venues_in_use)
        terms.append((measure(problem, alone, "cost") - venues) * pick)
    return pulp.lpSum(terms) + fixed


def fill_rooms(problem: Problem, picked: list[Choice], held: dict[CourseKey, int]) -> Solution:
    """Share the people of every town out among its rooms: each its minimum, the rest by seats left."""
    attend: dict[AttendKey, float] = {}
    specialist: dict[tuple[str, str, str], float] = {}
    unmet: dict[tuple[str, str], float] = {}
    for choice in picked:
        crowd = _participants_by_site(problem, choice)
        split = {site: _split(problem, site, persons, held) for site, persons in crowd.items()}
        for (i, k, h, v), share in choice.attend.items():
            site = (h, problem.venues[v].place_id, runner_of(problem, v) or "")
            for room, fraction in split[site].items():
                key = (i, k, h, room)
                attend[key] = attend.get(key, 0.0) + share * fraction
        specialist.update(choice.specialist)
        unmet.update(choice.unmet)
    return Solution(
        members=frozenset((m, u) for m, u in problem.fixed_unit_of.items()),
        open_ids=frozenset(problem.units),
        courses=held,
        attend={key: share for key, share in attend.items() if share > 0},
        specialist=specialist,
        unmet=unmet,
    )


def _split(
    problem: Problem, site: Site, persons: float, held: Mapping[CourseKey, int]
) -> dict[str, float]:
    h, place, unit = site
    programme = problem.programmes[h]
    rooms = {
        v: n
        for (g, v, u), n in sorted(held.items())
        if (g, u) == (h, unit) and problem.venues[v].place_id == place
    }
    least = {v: programme.group_min_persons * n for v, n in rooms.items()}
    space = {v: programme.group_max_persons[v] * n - least[v] for v, n in rooms.items()}
    rest, room = persons - sum(least.values()), sum(space.values())
    return {v: (least[v] + (rest * space[v] / room if room > 0 else 0.0)) / persons for v in rooms}
