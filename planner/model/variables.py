"""The only variable families of the model, and the pairs for which they exist.

| family | index | meaning |
|---|---|---|
| open[u] | unit | u is a coordinating unit (0/1) |
| member[m, u] | municipality, unit | m belongs to u (0/1) |
| runs[v, u] | venue, unit | v is run by u (0/1) |
| used[v] | venue | v holds at least one course (0/1) |
| courses[k, v, u] | programme, venue, unit | courses of k at v by u in a cycle (integer) |
| attend[i, k, h, v] | place, programme, host programme, venue | share of i's k at courses of h at v |
| specialist[i, k, s] | place, programme, service | share that goes to s |
| unmet[i, k] | place, programme | share with no offer |
| home[i, k] | place, programme | share that has an offer and stays at home, where people choose |
| short[u] | unit | persons that u is below the guideline |
| together[m, v, u] | municipality, venue, unit | m and v both belong to u (0..1) |
| flow[m, n, u] | neighbours, unit | tokens that prove m and n hang together with u's seat |
| held[k, v] | programme, venue | v holds a course of k (0/1), where people take the nearest or choose |
| offered[k, u] | programme, unit | u holds a course of k (0/1), where hours must fit the posts |
| beyond[t] | minutes | somebody may travel t minutes one way (0/1), where `worst_travel` counts |
| joining[k, u] | programme, unit | k fills no group of its own in u and may join (0/1) |
| joined[k, v, u] | programme, venue, unit | k may join what u runs at v (0..1) |
| worst_mean | – | mean way of the municipality that has the longest (minutes), where `equity` counts |

Where a scenario fixes memberships, `open` and `member` are constants, `runs` exists only for venues
that more than one unit could run, and `short`, `together` and `flow` do not exist. A variable that
could only be zero is not made: this loses no plan (no group can reach its minimum at that venue, or
nobody may go there).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from math import floor

import pulp

from planner.problem import NOBODY, TOLERANCE, Problem

Affine = pulp.LpAffineExpression
CourseKey = tuple[str, str, str]
AttendKey = tuple[str, str, str, str]


@dataclass(frozen=True)
class Variables:
    """Variables of one problem by family; values are PuLP variables, or numbers where fixed."""

    open: Mapping[str, pulp.LpVariable | float]
    member: Mapping[tuple[str, str], pulp.LpVariable | float]
    runs: Mapping[tuple[str, str], pulp.LpVariable | float]
    used: Mapping[str, pulp.LpVariable]
    courses: Mapping[CourseKey, pulp.LpVariable]
    courses_max: Mapping[CourseKey, int]
    attend: Mapping[AttendKey, pulp.LpVariable]
    specialist: Mapping[tuple[str, str, str], pulp.LpVariable]
    unmet: Mapping[tuple[str, str], pulp.LpVariable]
    short: Mapping[str, pulp.LpVariable]
    together: Mapping[tuple[str, str, str], pulp.LpVariable]
    flow: Mapping[tuple[str, str, str], pulp.LpVariable]
    held: Mapping[tuple[str, str], pulp.LpVariable]
    offered: Mapping[tuple[str, str], pulp.LpVariable] = field(default_factory=dict)
    beyond: Mapping[float, pulp.LpVariable] = field(default_factory=dict)
    worst_mean: pulp.LpVariable | None = None
    joining: Mapping[tuple[str, str], pulp.LpVariable] = field(default_factory=dict)
    joined: Mapping[tuple[str, str, str], pulp.LpVariable] = field(default_factory=dict)
    home: Mapping[tuple[str, str], pulp.LpVariable] = field(default_factory=dict)

    @cached_property
    def courses_by_venue(self) -> Mapping[tuple[str, str], list[pulp.LpVariable]]:
        """(host programme, venue) → its course variables, one per unit that could run them."""
        found: dict[tuple[str, str], list[pulp.LpVariable]] = defaultdict(list)
        for (h, v, _), variable in self.courses.items():
            found[h, v].append(variable)
        return found

    @cached_property
    def attend_by_course(self) -> Mapping[tuple[str, str], list[tuple[str, str, pulp.LpVariable]]]:
        """(host programme, venue) → (place, programme, variable) of everybody who could come."""
        found: dict[tuple[str, str], list[tuple[str, str, pulp.LpVariable]]] = defaultdict(list)
        for (i, k, h, v), variable in self.attend.items():
            found[h, v].append((i, k, variable))
        return found

    @cached_property
    def options(self) -> Mapping[tuple[str, str], list[tuple[str, str, pulp.LpVariable]]]:
        """(place, programme) → (kind, venue or service id, variable) of every way to be served."""
        found: dict[tuple[str, str], list[tuple[str, str, pulp.LpVariable]]] = defaultdict(list)
        for (i, k, _, v), variable in self.attend.items():
            found[i, k].append(("venue", v, variable))
        for (i, k, s), variable in self.specialist.items():
            found[i, k].append(("service", s, variable))
        for key, variable in self.unmet.items():
            found[key].append(("unmet", "", variable))
        for key, variable in self.home.items():
            found[key].append(("home", "", variable))
        return found


def make_variables(problem: Problem, lp: pulp.LpProblem) -> Variables:
    """Make every variable that can be other than zero in `lp`, in id order."""
    member, opened = _memberships(problem, lp)
    ways = local_ways(problem)
    most = _most_courses(problem, ways)
    held_at = {(h, v) for h, v, _ in most}
    runs: dict[tuple[str, str], pulp.LpVariable | float] = {}
    for v in sorted({v for _, v in held_at}):
        units = sorted({u for _, w, u in most if w == v})
        for u in units:
            sole = len(units) == 1 and not problem.free_units
            runs[v, u] = 1.0 if sole else _binary(lp, "runs", v, u)
    attend = {
        (i, k, h, v): _share(lp, "attend", i, k, h, v)
        for i, k, h, v in ways
        if any(
            (h, v, u) in most and (problem.free_units or problem.may_come(i, k, h, u))
            for u in problem.runners(v)
        )
    }
    specialist = {
        (i, k, s): _share(lp, "specialist", i, k, s)
        for k, by_place in problem.demand.items()
        for i in by_place
        for s in problem.specialist_minutes.get(k, {}).get(i, {})
    }
    return Variables(
        open=opened,
        member=member,
        runs=runs,
        used={v: _binary(lp, "used", v) for v in sorted({v for _, v in held_at})},
        courses={key: _integer(lp, "courses", *key, upper=n) for key, n in sorted(most.items())},
        courses_max=most,
        attend=attend,
        specialist=specialist,
        unmet={
            (i, k): _share(lp, "unmet", i, k)
            for k, by_place in problem.demand.items()
            for i in by_place
        },
        short=_short(problem, lp),
        together=_together(problem, lp, attend, runs, member),
        flow=_flow(problem, lp, member),
        held=_held(problem, lp, held_at),
        offered=offered(problem, lp, most),
        beyond=_beyond(problem, lp, attend, specialist),
        worst_mean=lp.add_variable("worst_mean", 0) if problem.counts("equity") else None,
        joining=_joining(problem, lp),
        joined=_joined(problem, lp, attend, runs),
        home=_home(problem, lp),
    )


def local_ways(problem: Problem) -> list[AttendKey]:
    """Every (place, programme, host programme, venue) that some plan could use."""
    found = []
    for k, by_place in problem.demand.items():
        programme = problem.programmes[k]
        for h in programme.hosts:
            suits = problem.programmes[h].group_max_persons if h in problem.programmes else {}
            for v in suits:
                venue = problem.venues[v]
                runners = problem.runners(v)
                for i in by_place:
                    if v not in problem.local_minutes[i]:
                        continue
                    if programme.own_municipality_only and problem.place_code[i] != venue.code:
                        continue
                    if problem.come(k, i, v) < NOBODY * by_place[i]:
                        continue
                    if problem.free_units or any(problem.may_come(i, k, h, u) for u in runners):
                        found.append((i, k, h, v))
    return found


def _most_courses(problem: Problem, ways: list[AttendKey]) -> dict[CourseKey, int]:
    """How many courses could be filled at each venue by everybody who may come there."""
    crowd: dict[CourseKey, float] = {}
    for i, k, h, v in ways:
        years = problem.programmes[h].cycle_years
        for u in problem.runners(v):
            if problem.free_units or problem.may_come(i, k, h, u):
                key = (h, v, u)
                crowd[key] = crowd.get(key, 0.0) + problem.come(k, i, v) * years
    most = {
        key: floor((persons + TOLERANCE) / problem.programmes[key[0]].group_min_persons)
        for key, persons in crowd.items()
    }
    return {key: n for key, n in sorted(most.items()) if n >= 1}


def _joining(problem: Problem, lp: pulp.LpProblem) -> dict[tuple[str, str], pulp.LpVariable]:
    if not problem.free_units:
        return {}
    able = [k for k in sorted(problem.would_by_code) if k in problem.programmes]
    return {
        (k, u): _binary(lp, "joining", k, u)
        for k in able
        if problem.programmes[k].pooled
        for u in problem.units
    }


def _joined(
    problem: Problem,
    lp: pulp.LpProblem,
    attend: Iterable[AttendKey],
    runs: Iterable[tuple[str, str]],
) -> dict[tuple[str, str, str], pulp.LpVariable]:
    if not problem.free_units:
        return {}
    pairs = {(k, v) for _, k, h, v in attend if h != k and problem.programmes[k].pooled}
    return {
        (k, v, u): _share(lp, "joined", k, v, u)
        for v, u in sorted(runs)
        for k, w in sorted(pairs)
        if w == v
    }


def _home(problem: Problem, lp: pulp.LpProblem) -> dict[tuple[str, str], pulp.LpVariable]:
    if not problem.chosen or problem.scenario.participation.logit.home_minutes is None:
        return {}
    return {
        (i, k): _share(lp, "home", i, k) for k, by_place in problem.demand.items() for i in by_place
    }


def _short(problem: Problem, lp: pulp.LpProblem) -> dict[str, pulp.LpVariable]:
    least = problem.scenario.threshold.persons_min
    if not problem.free_units:
        return {}
    return {u: lp.add_variable(name_of("short", u), 0, least) for u in problem.units}


def _together(
    problem: Problem,
    lp: pulp.LpProblem,
    attend: Mapping[AttendKey, pulp.LpVariable],
    runs: Mapping[tuple[str, str], pulp.LpVariable | float],
    member: Mapping[tuple[str, str], pulp.LpVariable | float],
) -> dict[tuple[str, str, str], pulp.LpVariable]:
    if not problem.free_units or problem.scenario.rules.own_unit.mode == "anywhere":
        return {}
    pairs = sorted({(problem.place_code[i], v) for i, _, _, v in attend})
    return {
        (m, v, u): _share(lp, "together", m, v, u)
        for m, v in pairs
        for u in problem.units
        if (m, u) in member and (v, u) in runs
    }


def _flow(
    problem: Problem, lp: pulp.LpProblem, member: Mapping[tuple[str, str], pulp.LpVariable | float]
) -> dict[tuple[str, str, str], pulp.LpVariable]:
    if not problem.free_units or not problem.scenario.contiguity.on:
        return {}
    most = len(problem.distributable_codes) - 1
    return {
        (m, n, u): lp.add_variable(name_of("flow", m, n, u), 0, most)
        for u in problem.units
        for m, n in sorted(problem.adjacent)
        if (m, u) in member and (n, u) in member
    }


def _held(
    problem: Problem, lp: pulp.LpProblem, held_at: set[tuple[str, str]]
) -> dict[tuple[str, str], pulp.LpVariable]:
    if not problem.scenario.nearest and not problem.chosen:
        return {}
    return {(h, v): _binary(lp, "held", h, v) for h, v in sorted(held_at)}


def offered(
    problem: Problem, lp: pulp.LpProblem, courses: Iterable[CourseKey]
) -> dict[tuple[str, str], pulp.LpVariable]:
    """Whether a unit holds a programme at all, for those it could hold; only where posts are bounds."""
    if problem.staffing is None:
        return {}
    return {(h, u): _binary(lp, "offered", h, u) for h, u in sorted({(h, u) for h, _, u in courses})}


def level_of(minutes: float) -> float:
    """Minutes as `beyond` knows them: ways that differ by less than a solver can tell are equal."""
    return round(minutes, 6)


def _beyond(
    problem: Problem,
    lp: pulp.LpProblem,
    attend: Mapping[AttendKey, pulp.LpVariable],
    specialist: Mapping[tuple[str, str, str], pulp.LpVariable],
) -> dict[float, pulp.LpVariable]:
    if not problem.counts("worst_travel"):
        return {}
    minutes = {level_of(problem.local_minutes[i][v]) for i, _, _, v in attend}
    minutes |= {level_of(problem.specialist_minutes[k][i][s]) for i, k, s in specialist}
    return {t: _binary(lp, "beyond", f"{t:.6f}".replace(".", "_")) for t in sorted(minutes) if t > 0}


def _memberships(
    problem: Problem, lp: pulp.LpProblem
) -> tuple[dict[tuple[str, str], pulp.LpVariable | float], dict[str, pulp.LpVariable | float]]:
    member: dict[tuple[str, str], pulp.LpVariable | float] = {}
    opened: dict[str, pulp.LpVariable | float] = {}
    for u, unit in problem.units.items():
        if unit.fixed_codes is not None:
            opened[u] = 1.0
            member.update({(m, u): 1.0 for m in sorted(unit.fixed_codes)})
            continue
        opened[u] = _binary(lp, "open", u)
        for m in problem.distributable_codes:
            if m in unit.eligible_codes and _reaches_seat(problem, m, u):
                member[m, u] = _binary(lp, "member", m, u)
    return member, opened


def _reaches_seat(problem: Problem, code: str, unit_id: str) -> bool:
    """With `seat_travel` an objective, a member's every place needs a way to the seat."""
    if "seat_travel" not in problem.scenario.objectives:
        return True
    ways = problem.seat_minutes[unit_id]
    return all(i in ways for i, m in problem.place_code.items() if m == code)


def name_of(family: str, *ids: str) -> str:
    """A name that is unique, readable in an LP file and free of characters that PuLP rewrites."""
    return family + "".join(f"__{_plain(i)}" for i in ids)


@cache
def _plain(text: str) -> str:
    """An id as part of a name; cached because each id stands in thousands of names."""
    return "".join(c if c.isascii() and (c.isalnum() or c == "_") else f"_x{ord(c):x}_" for c in text)


def _binary(lp: pulp.LpProblem, family: str, *ids: str) -> pulp.LpVariable:
    return lp.add_variable(name_of(family, *ids), 0, 1, pulp.LpBinary)


def _integer(lp: pulp.LpProblem, family: str, *ids: str, upper: int) -> pulp.LpVariable:
    return lp.add_variable(name_of(family, *ids), 0, upper, pulp.LpInteger)


def _share(lp: pulp.LpProblem, family: str, *ids: str) -> pulp.LpVariable:
    return lp.add_variable(name_of(family, *ids), 0, 1)
