"""Why a scenario cannot be met: arithmetic first, it gives the best sentences.

What is found here is certain; what is not found is left to the solver.
"""

from __future__ import annotations

import networkx as nx

from planner.problem.types import Problem


def certain_reasons(problem: Problem) -> tuple[str, ...]:
    """Sentences with numbers, each of them enough to make the scenario infeasible."""
    return (
        *_left_outside(problem),
        *_below_guideline(problem),
        *_too_few_inhabitants(problem),
        *_pockets(problem),
        *_not_contiguous(problem),
        *_idle_venues(problem),
    )


def _left_outside(problem: Problem) -> list[str]:
    if problem.scenario.units.outside != "forbidden":
        return []
    found = []
    for m in problem.scope_codes:
        if problem.free_units:
            takers = [u for u, unit in problem.units.items() if m in unit.eligible_codes]
            if m not in problem.distributable_codes or not takers:
                found.append(f"municipality {m} may not stand outside, but no unit can take it")
        elif m not in problem.fixed_unit_of:
            found.append(f"municipality {m} may not stand outside, but belongs to no unit")
    return found


def _below_guideline(problem: Problem) -> list[str]:
    guideline = problem.scenario.threshold
    low, high = guideline.persons_min, guideline.persons_max
    found = []
    for u, unit in problem.units.items():
        if unit.fixed_codes is None:
            continue
        persons = sum(problem.persons[m] for m in unit.fixed_codes)
        if guideline.mode == "hard" and persons < low:
            found.append(
                f"unit {u} serves {_n(persons)} inhabitants, {_n(low - persons)} fewer "
                f"than the hard lower end of {_n(low)}"
            )
        largest = max((problem.persons[m] for m in unit.fixed_codes), default=0)
        room = largest + high - low if largest > high else high
        if guideline.upper == "hard" and persons > room:
            found.append(
                f"unit {u} serves {_n(persons)} inhabitants, {_n(persons - room)} more than the hard "
                f"upper end allows ({_n(room)})"
            )
    return found


def _too_few_inhabitants(problem: Problem) -> list[str]:
    guideline, units = problem.scenario.threshold, problem.scenario.units
    wanted = max(units.count_min or 0, len(units.must_open))
    if not problem.free_units or guideline.mode != "hard":
        return []
    if units.outside == "forbidden":
        wanted = max(wanted, 1)
    total = sum(problem.persons[m] for m in problem.distributable_codes)
    if wanted * guideline.persons_min <= total:
        return []
    count, verb = ("one unit", "needs") if wanted == 1 else (f"{wanted} units", "need")
    return [
        f"{count} of at least {_n(guideline.persons_min)} {verb} "
        f"{_n(wanted * guideline.persons_min)} inhabitants; there are {_n(total)}"
    ]


def _pockets(problem: Problem) -> list[str]:
    """Groups of municipalities with no neighbour outside that are too small for a unit.

    Those out of scope may stand outside; a group of them alone is no obstacle.
    """
    guideline, units = problem.scenario.threshold, problem.scenario.units
    strict = guideline.mode == "hard" and units.outside == "forbidden"
    if not (problem.free_units and problem.scenario.contiguity.on and strict):
        return []
    found = []
    for part in nx.connected_components(_neighbours(problem, frozenset(problem.distributable_codes))):
        persons = sum(problem.persons[m] for m in part)
        if not part & set(problem.scope_codes):
            continue
        if persons < guideline.persons_min and len(part) < len(problem.distributable_codes):
            names = ", ".join(sorted(part))
            has, be = ("has", "is") if len(part) == 1 else ("have", "are")
            found.append(
                f"{names} ({_n(persons)} inhabitants) {has} no neighbour to join and {be} "
                f"{_n(guideline.persons_min - persons)} short of {_n(guideline.persons_min)}"
            )
    return sorted(found)


def _not_contiguous(problem: Problem) -> list[str]:
    if problem.free_units or not problem.scenario.contiguity.on:
        return []
    found = []
    for u, unit in problem.units.items():
        parts = list(nx.connected_components(_neighbours(problem, unit.fixed_codes or frozenset())))
        if len(parts) > 1:
            groups = "; ".join(", ".join(sorted(p)) for p in sorted(parts, key=min))
            found.append(f"the members of unit {u} do not hang together: {groups}")
    return found


def _neighbours(problem: Problem, codes: frozenset[str]) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(codes))
    graph.add_edges_from((a, b) for a, b in problem.adjacent if a in codes and b in codes)
    return graph


def _idle_venues(problem: Problem) -> list[str]:
    """Venues that must be in use and that no unit could run."""
    return [
        f"venue {v} must be in use, but no unit of the scenario can run it (it lies in {where})"
        for v in problem.scenario.venues.in_use
        if v in problem.venues and not problem.runners(v)
        for where in [problem.venues[v].code]
    ]


def _n(persons: int) -> str:
    return f"{persons:,}".replace(",", " ")
