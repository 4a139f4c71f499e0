"""The objectives: one function per objective, each an expression to be made as small as possible."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

import pulp

from planner.model.variables import Affine, Variables, level_of, name_of
from planner.problem import Problem

Rows = Callable[[Problem, Variables, pulp.LpProblem], None]


@dataclass(frozen=True, slots=True)
class Objective:
    """A named objective; `unit` is the unit of its value. `formula` is its function's docstring.

    `rows` adds what holds the objective's own variables to the plan, where the objective counts.
    """

    name: str
    unit: str
    expression: Callable[[Problem, Variables], Affine]
    rows: Rows | None = None

    @property
    def formula(self) -> str:
        """The formula in words and symbols, for the reference documentation."""
        return self.expression.__doc__ or ""


def persons_outside(problem: Problem, variables: Variables) -> Affine:
    """Σ persons[m] over the municipalities in scope that belong to no unit."""
    total = pulp.lpSum([])
    for m in problem.scope_codes:
        membership = pulp.lpSum(x for (code, _), x in variables.member.items() if code == m)
        total += problem.persons[m] * (1 - membership)
    return total


def persons_short(problem: Problem, variables: Variables) -> Affine:
    """Σ_u short[u]: persons that open units are below the lower end of the guideline."""
    least = problem.scenario.threshold.persons_min
    if problem.free_units:
        return pulp.lpSum(variables.short.values())
    fixed = [
        max(0, least - sum(problem.persons[m] for m in unit.fixed_codes or ()))
        for unit in problem.units.values()
    ]
    return pulp.lpSum([]) + sum(fixed)


def participants_unmet(problem: Problem, variables: Variables) -> Affine:
    """Σ participants[i, k] · unmet[i, k]: participants a year with no offer at all."""
    return pulp.lpSum(problem.demand[k][i] * x for (i, k), x in variables.unmet.items())


def travel_hours(problem: Problem, variables: Variables) -> Affine:
    """Person-hours on the road a year: participants to venues, to the specialist, and staff.

    Σ come[i, k, v] · attend[i, k, h, v] · n[h] · 2 t[i, v] / 60
    + Σ come[i, k, s] · specialist[i, k, s] · trips[s] · 2 t[i, s] / 60
    + Σ courses[h, v, u] / Y[h] · n[h] · staff[h] · 2 t[base(u), v] / 60,
    where base(u) is the nearest staff base of the unit that runs the course, or of the hospital where
    it holds the programme there.
    """
    return pulp.lpSum(
        [hours * x for hours, x in _participants_hours(problem, variables)]
        + [hours * x for hours, x in _specialist_hours(problem, variables)]
        + [hours * x for hours, x in _staff_hours(problem, variables)]
    )


def longest_minutes(problem: Problem, variables: Variables) -> Affine:
    """Σ (t − t') · beyond[t] over the ways' minutes t, t' the next shorter: the longest way of anybody.

    The way to a local course or to the specialist of anybody who takes part, one way in minutes (the
    p-centre). attend[i, k, h, v] ≤ beyond[t[i, v]] and specialist[i, k, s] ≤ beyond[t[i, s]];
    beyond[t] ≤ beyond[t'].
    """
    steps, before = [], 0.0
    for t, x in variables.beyond.items():
        steps.append((t - before) * x)
        before = t
    return pulp.lpSum(steps)


def longest_minutes_rows(problem: Problem, variables: Variables, lp: pulp.LpProblem) -> None:
    """Nobody travels farther than `beyond` says."""
    beyond = variables.beyond
    if not beyond:
        return
    for t, longer in pairwise(beyond):
        lp += beyond[longer] <= beyond[t], f"order_{beyond[longer].name}"
    ways = [(x, problem.local_minutes[i][v]) for (i, _, _, v), x in variables.attend.items()]
    ways += [(x, problem.specialist_minutes[k][i][s]) for (i, k, s), x in variables.specialist.items()]
    for x, minutes in ways:
        if level_of(minutes) in beyond:
            lp += x <= beyond[level_of(minutes)], f"reach_{x.name}"


def worst_mean_minutes(problem: Problem, variables: Variables) -> Affine:
    """worst_mean: the mean way, one way in minutes, of the municipality whose mean is the longest.

    For every municipality m: Σ_{i in m, k} (come[i, k, v] · t[i, v] · attend[i, k, h, v]
    + come[i, k, s] · t[i, s] · specialist[i, k, s]) ≤ worst_mean · Σ_{i in m, k} participants[i, k].
    Those without an offer, and those who do not come, count as no way at all, as in `travel`:
    `unmet` goes before.
    """
    return pulp.lpSum([variables.worst_mean] if variables.worst_mean is not None else [])


def worst_mean_rows(problem: Problem, variables: Variables, lp: pulp.LpProblem) -> None:
    """No municipality's mean way is longer than `worst_mean`."""
    if variables.worst_mean is None:
        return
    minutes: dict[str, list[pulp.LpAffineExpression]] = {}
    for (i, k, _, v), x in variables.attend.items():
        way = problem.come(k, i, v) * problem.local_minutes[i][v] * x
        minutes.setdefault(problem.place_code[i], []).append(way)
    for (i, k, s), x in variables.specialist.items():
        way = problem.come_away(k, i, s) * problem.specialist_minutes[k][i][s] * x
        minutes.setdefault(problem.place_code[i], []).append(way)
    for m, persons in problem.participants_by_code.items():
        if m in minutes:
            mean = pulp.lpSum(minutes[m]) <= persons * variables.worst_mean
            lp += mean, name_of("worst_mean", m)


def participants_not_reached(problem: Problem, variables: Variables) -> Affine:
    """Σ participants[i, k] − Σ come[i, k, v] · attend[i, k, h, v]: participants at no local course.

    What is made small is the number whom no local course reaches (they go to the specialist, are
    without an offer or do not come), so that as many as can be come to one. Where `participation.reach`
    is `anywhere`, those who come to the specialist are taken off too: Σ come[i, k, s] ·
    specialist[i, k, s].
    """
    reached = [problem.come(k, i, v) * x for (i, k, _, v), x in variables.attend.items()]
    if problem.scenario.reach == "anywhere":
        reached += [problem.come_away(k, i, s) * x for (i, k, s), x in variables.specialist.items()]
    return problem.participants_per_year - pulp.lpSum(reached)


def seat_minutes(problem: Problem, variables: Variables) -> Affine:
    """Σ member[m, u] · Σ_{i in m} persons[i] · t[i, seat(u)]: person-minutes one way to the seat.

    The objective of the districting model of S. W. Hess et al. (1965), "Nonpartisan political
    redistricting by computer", Operations Research 13, with travel time for squared distance.
    """
    terms = []
    for (m, u), x in variables.member.items():
        ways = problem.seat_minutes[u]
        inhabited = [i for i, code in problem.place_code.items() if code == m]
        terms.append(sum(problem.place_persons[i] * ways[i] for i in inhabited if i in ways) * x)
    return pulp.lpSum(terms)


def nok_per_year(problem: Problem, variables: Variables) -> Affine:
    """NOK a year: posts and units, venues in use, courses, and the km of staff and participants.

    Σ open[u] · nok[u] + Σ used[v] · nok[v] + Σ courses[h, v, u] / Y[h] · nok[h]
    + nok_per_km · (km of participants and staff a year).
    """
    per_km = problem.nok_per_km or 0.0
    terms = [(problem.units[u].nok_per_year or 0.0) * x for u, x in variables.open.items()]
    terms += [(problem.venues[v].nok_per_year or 0.0) * x for v, x in variables.used.items()]
    for (h, v, u), c in variables.courses.items():
        p = problem.programmes[h]
        trips = 2 * p.meetings_per_course * p.staff_travelling
        _, km = problem.way_of_staff(h, u, v)
        terms.append(((p.nok_per_course or 0.0) + per_km * km * trips) / p.cycle_years * c)
    for (h, v, u), c in variables.hospital_courses.items():
        p = problem.programmes[h]
        trips = 2 * p.meetings_per_course * p.staff_travelling
        more = problem.way_of_staff(h, u, v, hospital=True)[1] - problem.staff_km[u][v]
        terms.append(per_km * more * trips / p.cycle_years * c)
    for (i, k, h, v), x in variables.attend.items():
        meetings = problem.programmes[h].meetings_per_course
        terms.append(per_km * 2 * problem.local_km[i][v] * meetings * problem.come(k, i, v) * x)
    for (i, k, s), x in variables.specialist.items():
        km = 2 * problem.service_km[i][s] * problem.services[s].trips_per_course
        terms.append(per_km * km * problem.come_away(k, i, s) * x)
    return pulp.lpSum(terms)


def venues_in_use(problem: Problem, variables: Variables) -> Affine:
    """Σ used[v]: the number of venues that hold at least one course."""
    return pulp.lpSum(variables.used.values())


def id_order(problem: Problem, variables: Variables) -> Affine:
    """Σ rank of the ids in use, so that exact ties never decide by chance."""
    venues = pulp.lpSum(rank * variables.used[v] for rank, v in enumerate(sorted(variables.used), 1))
    opened = enumerate(sorted(variables.open), 1)
    return venues + pulp.lpSum(rank * variables.open[u] for rank, u in opened)


OBJECTIVES: Mapping[str, Objective] = {
    o.name: o
    for o in (
        Objective("outside", "persons", persons_outside),
        Objective("shortfall", "persons", persons_short),
        Objective("unmet", "participants/year", participants_unmet),
        Objective("travel", "hours/year", travel_hours),
        Objective("cost", "NOK/year", nok_per_year),
        Objective("seat_travel", "person-minutes", seat_minutes),
        Objective("worst_travel", "minutes", longest_minutes, longest_minutes_rows),
        Objective("equity", "minutes", worst_mean_minutes, worst_mean_rows),
        Objective("reach", "participants/year", participants_not_reached),
        Objective("venues", "venues", venues_in_use),
        Objective("ids", "rank", id_order),
    )
}


def objective_order(problem: Problem) -> tuple[str, ...]:
    """Names of the stages, first to last: guideline, the scenario's own order, and the ties."""
    names = ["outside"]
    if problem.scenario.threshold.mode == "soft":
        names.append("shortfall")
    names += [o for o in problem.scenario.objectives if o != "cost" or not problem.missing_rates]
    if problem.venues:
        names.append("venues")
    return tuple(names)


def _participants_hours(problem: Problem, variables: Variables) -> list[tuple[float, pulp.LpVariable]]:
    return [
        (
            problem.come(k, i, v)
            * problem.programmes[h].meetings_per_course
            * 2
            * problem.local_mean_minutes[i][v]
            / 60,
            x,
        )
        for (i, k, h, v), x in variables.attend.items()
    ]


def _specialist_hours(problem: Problem, variables: Variables) -> list[tuple[float, pulp.LpVariable]]:
    return [
        (
            problem.come_away(k, i, s)
            * problem.services[s].trips_per_course
            * 2
            * problem.specialist_mean_minutes[k][i][s]
            / 60,
            x,
        )
        for (i, k, s), x in variables.specialist.items()
    ]


def _staff_hours(problem: Problem, variables: Variables) -> list[tuple[float, pulp.LpVariable]]:
    found = []
    for (h, v, u), c in variables.courses.items():
        p = problem.programmes[h]
        trips = p.meetings_per_course * p.staff_travelling / p.cycle_years
        found.append((trips * 2 * problem.way_of_staff(h, u, v)[0] / 60, c))
    for (h, v, u), c in variables.hospital_courses.items():
        p = problem.programmes[h]
        trips = p.meetings_per_course * p.staff_travelling / p.cycle_years
        more = problem.way_of_staff(h, u, v, hospital=True)[0] - problem.staff_minutes[u][v]
        found.append((trips * 2 * more / 60, c))
    return found
