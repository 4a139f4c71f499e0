"""Why a scenario cannot be met: arithmetic first, it gives the best sentences.

What is found here is certain; what is not found is left to the solver. Units and municipalities are
looked at here, venues, participants and money in `reasons_courses`.
"""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from planner.problem import TOLERANCE, Problem
from planner.scenario import KeyPath
from planner.solve.districting import without_a_unit
from planner.solve.infeasible.reason import Reason, reason
from planner.solve.infeasible.reasons_courses import course_reasons

LOW: tuple[KeyPath, ...] = (("threshold", "mode"), ("threshold", "persons_min"))
HIGH: tuple[KeyPath, ...] = (("threshold", "upper"), ("threshold", "persons_max"))
OUTSIDE: KeyPath = ("units", "outside")
CANDIDATES: KeyPath = ("units", "candidates")


def certain_reasons(problem: Problem) -> tuple[str, ...]:
    """Sentences with numbers, each of them enough to make the scenario infeasible."""
    return tuple(found.sentence() for found in certain_findings(problem))


def certain_findings(problem: Problem) -> tuple[Reason, ...]:
    """What the sentences say, as values; in order of how much they explain."""
    return (
        *_too_few_inhabitants(problem),
        *_too_many_inhabitants(problem),
        *_left_outside(problem),
        *_guideline(problem),
        *_out_of_reach(problem),
        *_pockets(problem),
        *_not_contiguous(problem),
        *_posts(problem),
        *course_reasons(problem),
    )


def unit_path(problem: Problem, unit_id: str) -> KeyPath:
    """Where a scenario says who belongs to a unit: its members, or the unit among the candidates."""
    units = problem.scenario.units
    if unit_id in units.members and not problem.free_units:
        return ("units", "members", unit_id)
    if unit_id in units.candidates:
        return ("units", "candidates", units.candidates.index(unit_id))
    return ("units", "seats_in_every_municipality")


def _persons(problem: Problem, codes: Iterable[str]) -> int:
    return sum(problem.persons[m] for m in codes)


def _left_outside(problem: Problem) -> list[Reason]:
    if problem.scenario.units.outside != "forbidden":
        return []
    found = []
    for m in problem.scope_codes:
        if problem.free_units:
            takers = [u for u, unit in problem.units.items() if m in unit.eligible_codes]
            if m not in problem.distributable_codes or not takers:
                settings = [OUTSIDE, ("units", "municipalities"), CANDIDATES]
                found.append(reason("no_unit_can_take", settings, municipalities=(m,)))
        elif m not in problem.fixed_unit_of:
            found.append(reason("belongs_to_no_unit", [OUTSIDE, CANDIDATES], municipalities=(m,)))
    return found


def _guideline(problem: Problem) -> list[Reason]:
    """Fixed units below or above a hard end."""
    guideline = problem.scenario.threshold
    low, high = guideline.persons_min, guideline.persons_max
    found = []
    for u, unit in problem.units.items():
        if unit.fixed_codes is None:
            continue
        persons, where = _persons(problem, unit.fixed_codes), unit_path(problem, u)
        if guideline.mode == "hard" and persons < low:
            short = low - persons
            found.append(
                reason(
                    "below_guideline", [*LOW, where], units=(u,), persons=persons, short=short, low=low
                )
            )
        largest = max((problem.persons[m] for m in unit.fixed_codes), default=0)
        room = largest + high - low if largest > high else high
        if guideline.upper == "hard" and persons > room:
            over = persons - room
            found.append(
                reason(
                    "above_guideline", [*HIGH, where], units=(u,), persons=persons, over=over, room=room
                )
            )
    return found


def _too_few_inhabitants(problem: Problem) -> list[Reason]:
    """The units that there must be, times the guideline, are more than all inhabitants."""
    guideline, units = problem.scenario.threshold, problem.scenario.units
    if guideline.mode != "hard":
        return []
    if problem.free_units:
        asked: list[tuple[int, KeyPath]] = [
            (units.count_min or 0, ("units", "count_min")),
            (len(set(units.must_open)), ("units", "must_open")),
            (int(units.outside == "forbidden"), OUTSIDE),
        ]
        wanted = max(count for count, _ in asked)
        where = next(path for count, path in asked if count == wanted)
    else:
        wanted, where = len(problem.units), CANDIDATES
        if wanted < 2:
            return []  # what is wrong with one unit is told of that unit
    low, total = guideline.persons_min, _persons(problem, problem.distributable_codes)
    if wanted * low <= total:
        return []
    key = "too_few_for_one" if wanted == 1 else "too_few_inhabitants"
    return [
        reason(key, [*LOW, where], count=wanted, low=low, wanted=wanted * low, total=total),
    ]


def _too_many_inhabitants(problem: Problem) -> list[Reason]:
    """As many units as may open, each as large as may be, cannot take all who must belong to one."""
    guideline, units = problem.scenario.threshold, problem.scenario.units
    strict = guideline.upper == "hard" and units.outside == "forbidden"
    if not problem.free_units or not strict:
        return []
    most = min(
        len(problem.units), units.count_max if units.count_max is not None else len(problem.units)
    )
    low, high = guideline.persons_min, guideline.persons_max
    hosts = [n + high - low for n in problem.persons.values() if n > high]
    rooms = sorted([*hosts, *[high] * most], reverse=True)[:most]
    total = _persons(problem, problem.scope_codes)
    if sum(rooms) >= total:
        return []
    count: KeyPath = ("units", "count_max") if units.count_max is not None else CANDIDATES
    key = "too_many_for_one" if most == 1 else "too_many_inhabitants"
    return [reason(key, [*HIGH, OUTSIDE, count], count=most, room=sum(rooms), total=total)]


def _out_of_reach(problem: Problem) -> list[Reason]:
    """Units that must open and can have neither their own seat nor members enough."""
    units, guideline = problem.scenario.units, problem.scenario.threshold
    if not problem.free_units:
        return []
    found = []
    for u in sorted(set(units.must_open)):
        unit = problem.units[u]
        must: KeyPath = ("units", "must_open", units.must_open.index(u))
        if units.fixed_members.get(unit.seat_code, u) != u:
            fixed: KeyPath = ("units", "fixed_members", unit.seat_code)
            found.append(
                reason("seat_given_away", [must, fixed], units=(u,), municipalities=(unit.seat_code,))
            )
        able = unit.eligible_codes & set(problem.distributable_codes)
        able = frozenset(m for m in able if units.fixed_members.get(m, u) == u)
        if problem.scenario.contiguity.on:
            parts = nx.connected_components(_neighbours(problem, able))
            able = frozenset(next((part for part in parts if unit.seat_code in part), able))
        persons, low = _persons(problem, able), guideline.persons_min
        if guideline.mode == "hard" and persons < low < _persons(problem, problem.distributable_codes):
            short = low - persons
            found.append(
                reason(
                    "unit_out_of_reach", [*LOW, must], units=(u,), persons=persons, short=short, low=low
                )
            )
    return found


def _pockets(problem: Problem) -> list[Reason]:
    """Groups of municipalities with no neighbour outside that are too small for a unit, and others
    around which no connected unit has the right size.

    Those out of scope may stand outside; a group of them alone is no obstacle.
    """
    guideline, units = problem.scenario.threshold, problem.scenario.units
    strict = guideline.mode == "hard" and units.outside == "forbidden"
    if not (problem.free_units and problem.scenario.contiguity.on and strict):
        return []
    found = []
    low = guideline.persons_min
    for part in nx.connected_components(_neighbours(problem, frozenset(problem.distributable_codes))):
        persons = _persons(problem, part)
        if not part & set(problem.scope_codes):
            continue
        if persons < low and len(part) < len(problem.distributable_codes):
            found.append(
                reason(
                    "pocket" if len(part) == 1 else "pockets",
                    [*LOW, ("contiguity", "on"), OUTSIDE],
                    municipalities=tuple(sorted(part)),
                    persons=persons,
                    short=low - persons,
                    low=low,
                )
            )
    named = {code for one in found for code in _codes(one)}
    for code in without_a_unit(problem):
        if code not in named:
            found.append(
                reason(
                    "in_no_unit",
                    [*LOW, *HIGH, ("contiguity", "on"), OUTSIDE],
                    municipalities=(code,),
                    persons=problem.persons[code],
                    low=low,
                    high=guideline.persons_max,
                )
            )
    return sorted(found, key=lambda one: one.sentence())


def _codes(one: Reason) -> tuple[str, ...]:
    codes = one.values["municipalities"]
    return codes if isinstance(codes, tuple) else ()


def _not_contiguous(problem: Problem) -> list[Reason]:
    if problem.free_units or not problem.scenario.contiguity.on:
        return []
    found = []
    for u, unit in problem.units.items():
        parts = list(nx.connected_components(_neighbours(problem, unit.fixed_codes or frozenset())))
        if len(parts) > 1:
            groups = tuple(";".join(sorted(part)) for part in sorted(parts, key=min))
            settings = [("contiguity", "on"), ("contiguity", "boats"), unit_path(problem, u)]
            found.append(reason("not_contiguous", settings, units=(u,), groups=groups))
    return found


def _neighbours(problem: Problem, codes: frozenset[str]) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(codes))
    graph.add_edges_from((a, b) for a, b in problem.adjacent if a in codes and b in codes)
    return graph


def _posts(problem: Problem) -> list[Reason]:
    """Units that are open, and whose posts do not even cover the work that courses do not change."""
    staffing = problem.staffing
    if staffing is None:
        return []
    open_ids = problem.scenario.units.must_open if problem.free_units else tuple(problem.units)
    found = []
    for u in sorted(set(open_ids)):
        hours, base = staffing.unit_hours[u], staffing.hours_base
        if hours < base - TOLERANCE:
            settings: list[KeyPath] = [
                ("rules", "staffing", "mode"),
                ("rules", "staffing", "hours_base_per_week"),
                unit_path(problem, u),
            ]
            found.append(
                reason("posts_too_few", settings, units=(u,), hours=float(hours), base=float(base))
            )
    return found
