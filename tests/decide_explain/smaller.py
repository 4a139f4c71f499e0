"""Every smaller change of the same kind as a step: none may give a plan if the step is smallest."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

from planner.decide.explain_types import Step
from planner.decide.trials import Changes, changed, put
from planner.problem import candidate_venue_ids
from planner.region.types import Region
from planner.scenario import scope_codes
from planner.scenario.schema import Scenario


def smaller(region: Region, scenario: Scenario, step: Step) -> Iterator[Changes]:
    """Smaller changes of the kind of a step, from none at all."""
    if step.key in ("join", "join_units"):
        yield from _fewer_join(region, scenario, step)
    elif step.key in ("move", "fewer_units"):
        yield from _fewer_move(region, scenario, step)
    elif step.key == "more_venues":
        yield from _fewer_venues(region, scenario, step)
    else:
        yield step.tighter or ()


def _members(region: Region, scenario: Scenario) -> dict[str, tuple[str, ...]]:
    units = scenario.units
    return {u: units.members.get(u, region.units[u].member_codes) for u in units.candidates}


def _count(step: Step, name: str) -> int:
    value = step.values[name]
    assert isinstance(value, int)
    return value


def _fewer_join(region: Region, scenario: Scenario, step: Step) -> Iterator[Changes]:
    persons = {m.code: m.persons for m in region.municipalities.values()}
    if step.key == "join":
        here = set(scenario.units.municipalities or scope_codes(region, scenario))
        for codes in _subsets(set(persons) - here):
            if sum(persons[m] for m in codes) < _count(step, "persons"):
                yield (put(("units", "municipalities"), sorted(here | set(codes))),)
        return
    members = _members(region, scenario)
    outside = set(persons) - {m for codes in members.values() for m in codes}
    for codes in _subsets(outside):
        if sum(persons[m] for m in codes) >= _count(step, "persons"):
            continue
        for owners in product(members, repeat=len(codes)):
            joined = {u: [m for m, o in zip(codes, owners, strict=True) if o == u] for u in members}
            if all(_may_join(region, u, added) for u, added in joined.items()):
                yield tuple(
                    put(("units", "members", u), sorted([*members[u], *added]))
                    for u, added in joined.items()
                    if added
                )


def _fewer_move(region: Region, scenario: Scenario, step: Step) -> Iterator[Changes]:
    """Every other division of the members among the units, seats included, with fewer who move."""
    persons = {m.code: m.persons for m in region.municipalities.values()}
    now = {m: u for u, codes in _members(region, scenario).items() for m in codes}
    units = scenario.units.candidates
    for owners in product(units, repeat=len(now)):
        owner = dict(zip(sorted(now), owners, strict=True))
        moved = sum(persons[m] for m in now if owner[m] != now[m])
        if moved >= _count(step, "persons"):
            continue
        members = {u: sorted(m for m in owner if owner[m] == u) for u in units}
        opened = [u for u in units if members[u]]
        seats = all(
            region.places[region.units[u].seat_place_id].municipality_code in members[u] for u in opened
        )
        if (moved == 0 or seats) and all(_may_join(region, u, members[u]) for u in opened):
            yield (
                put(("units", "candidates"), opened),
                *(put(("units", "members", u), members[u]) for u in opened),
            )


def _fewer_venues(region: Region, scenario: Scenario, step: Step) -> Iterator[Changes]:
    freed = changed(scenario, (put(("venues", "strategy"), "free"), put(("venues", "off"), [])))
    before = set(candidate_venue_ids(region, scenario))
    for chosen in _subsets(set(candidate_venue_ids(region, freed)) - before):
        if len(chosen) < _count(step, "count"):
            listed = sorted({*scenario.venues.listed, *before, *chosen})
            off = [v for v in scenario.venues.off if v not in chosen]
            yield (
                put(("venues", "strategy"), "listed" if listed else "none"),
                put(("venues", "listed"), listed),
                put(("venues", "off"), off),
            )


def _may_join(region: Region, unit_id: str, codes: list[str]) -> bool:
    return set(codes) <= set(region.units[unit_id].eligible_codes or region.municipalities)


def _subsets(items: set[str]) -> Iterator[tuple[str, ...]]:
    for size in range(len(items) + 1):
        yield from combinations(sorted(items), size)
