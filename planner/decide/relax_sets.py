"""The smallest change of a list: venues, units, who belongs to whom.

How few venues more are enough, or how few inhabitants would have to join or to change unit, is a
question about a smallest sum over decisions; the solver answers it outright (`planner.solve.Wish`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from planner.decide.explain_settings import Setting
from planner.decide.explain_types import Step
from planner.decide.relax_values import Given
from planner.decide.trials import Change, Changes, put, remove
from planner.plan import Plan
from planner.problem import candidate_venue_ids
from planner.problem.types import TOLERANCE
from planner.scenario.paths import KeyPath
from planner.solve import Verdict, Wish
from planner.solve.reason import Value


def switch(given: Given, setting: Setting) -> Iterator[Step]:
    """A rule that holds or does not."""
    if given.plan(setting.off) is Verdict.FEASIBLE:
        yield Step(setting.key, setting.values, setting.off, 1.0)


def one_of_list(given: Given, setting: Setting) -> Iterator[Step]:
    """One item less in a list: a venue in use, a unit that must open, a fixed member."""
    *above, _ = setting.paths[0]
    here: object = given.trials.scenario
    for part in above:
        here = getattr(here, str(part))
    assert isinstance(here, tuple | dict)
    if given.plan(setting.off) is Verdict.FEASIBLE:
        yield Step(setting.key, setting.values, setting.off, 1 / len(here))


def contiguity(given: Given, setting: Setting) -> Iterator[Step]:
    """Boats that count, if they are enough; else members that need not hang together."""
    boats: Changes = (put(("contiguity", "boats"), True),)
    if not given.trials.scenario.contiguity.boats and given.plan(boats) is Verdict.FEASIBLE:
        yield Step("contiguity_boats", setting.values, boats, 1.0)
    else:
        yield from switch(given, setting)


def own_unit(given: Given, setting: Setting) -> Iterator[Step]:
    """People of no unit as guests, if that is enough; else everybody anywhere."""
    guests: Changes = (put(("rules", "own_unit", "mode"), "guests"),)
    if setting.key == "own_unit_own" and given.plan(guests) is Verdict.FEASIBLE:
        yield Step("own_unit_guests_let_in", setting.values, guests, 1.0)
    else:
        for step in switch(given, setting):
            yield replace(step, key="own_unit_anywhere")


def outside(given: Given, setting: Setting) -> Iterator[Step]:
    """Municipalities that may stand outside, with the fewest inhabitants that would."""
    changes = setting.off
    found = given.trials.find((*given.others, *changes), least="outside")
    if found.plan is None:
        return
    problem = given.trials.problem((*given.others, *changes))
    codes = tuple(c for c in found.plan.outside_codes if c in problem.scope_codes)
    everybody = sum(problem.persons[c] for c in problem.scope_codes)
    persons = round(found.value)
    words: dict[str, Value] = {"municipalities": codes, "persons": persons}
    proven = found.bound > persons - 1 + TOLERANCE
    yield Step(setting.key, words, changes, persons / everybody, None, proven)


def more_venues(given: Given, setting: Setting) -> Iterator[Step]:
    """The fewest venues that the strategy, or the list of those left out, would have to let in."""
    trials = given.trials
    scenario = trials.changed(given.others)
    before = set(candidate_venue_ids(trials.effective(given.others), scenario))
    freed = (*given.others, *setting.off)
    after = set(candidate_venue_ids(trials.effective(freed), trials.changed(freed)))
    new = sorted(after - before)
    found = trials.find(freed, least=Wish(used=dict.fromkeys(new, 1.0)))
    if found.plan is None:
        return
    chosen = tuple(v for v in found.plan.venues_in_use if v in new)
    if setting.key == "venues_off":
        kept = [v for v in scenario.venues.off if v not in chosen]
        changes: Changes = (put(("venues", "off"), kept),)
    else:
        changes = _listed(scenario.venues.strategy, scenario.venues.listed, chosen, before)
    if given.plan(changes) is not Verdict.FEASIBLE:
        return
    words: dict[str, Value] = {"venues": chosen, "count": len(chosen)}
    change = len(chosen) / len(before) if before else 1.0
    proven = found.bound > len(chosen) - 1 + TOLERANCE
    yield Step("more_venues", words, changes, change, None, proven)


def _listed(
    strategy: str, listed: tuple[str, ...], chosen: tuple[str, ...], before: set[str]
) -> Changes:
    """Venues let in beside a strategy: those listed are candidates under every one but `none`."""
    changes: list[Change] = []
    if strategy == "none":
        changes.append(put(("venues", "strategy"), "listed"))
    changes.append(put(("venues", "listed"), [*listed, *(v for v in chosen if v not in listed)]))
    return tuple(changes) if chosen or before else (put(("venues", "strategy"), "free"),)


def more_municipalities(given: Given) -> Iterator[Step]:
    """The fewest inhabitants of other municipalities who would have to join.

    With fixed units every member stays where it is; with free ones the municipalities are more to
    choose from. The seat of each unit is among its members.
    """
    scenario = given.trials.changed(given.others)
    problem = given.trials.problem(given.others)
    region = given.trials.effective(given.others)
    here = set(problem.distributable_codes)
    extra = sorted(set(region.municipalities) - here)
    if not extra or not problem.units:
        return
    fixed = scenario.units.assignment == "fixed"
    path: KeyPath = ("units", "municipalities")
    wider: Changes = (put(path, sorted(here | set(extra))),)
    if fixed:
        members = {m: u for u, unit in problem.units.items() for m in unit.fixed_codes or ()}
        wider = (*wider, *_freed(scenario.units.candidates, members))
    weights = {
        (m, u): float(region.municipalities[m].persons)
        for m in extra
        for u in given.trials.problem((*given.others, *wider)).units
    }
    found = given.trials.find((*given.others, *wider), least=Wish(member=weights))
    if found.plan is None:
        return
    joined = _members(found.plan, set(extra))
    codes = sorted(m for added in joined.values() for m in added)
    persons = sum(region.municipalities[m].persons for m in codes)
    if fixed:
        named = {u: sorted(problem.units[u].fixed_codes or ()) for u in problem.units}
        changes: Changes = tuple(
            put(("units", "members", u), sorted([*named[u], *joined[u]])) for u in sorted(joined)
        )
    else:
        changes = (put(path, sorted(here | set(codes))),)
    if not codes or given.plan(changes) is not Verdict.FEASIBLE:
        return
    words: dict[str, Value] = {"municipalities": tuple(codes), "persons": persons}
    if fixed:
        words["units"] = tuple(sorted(joined))
    key = "join_units" if fixed else "join"
    everybody = sum(problem.persons[m] for m in here)
    proven = not _limits_people(given) and found.bound > persons - 1 + TOLERANCE
    yield Step(key, words, changes, persons / everybody, None, proven)


def other_members(given: Given) -> Iterator[Step]:
    """The fewest inhabitants who would have to change unit, and units that would close by it.

    For fixed units. All who are members stay members of one of the units; the seat of each unit that
    stays open is among its members.
    """
    scenario = given.trials.changed(given.others)
    problem = given.trials.problem(given.others)
    if scenario.units.assignment != "fixed" or len(problem.units) < 2:
        return
    now = {m: u for u, unit in problem.units.items() for m in unit.fixed_codes or ()}
    wider: Changes = (
        put(("units", "municipalities"), sorted(now)),
        *_freed(scenario.units.candidates, {}),
    )
    weights = {(m, u): float(problem.persons[m]) for m in now for u in problem.units if u != now[m]}
    wish = Wish(member=weights, inside=frozenset(now))
    found = given.trials.find((*given.others, *wider), least=wish)
    if found.plan is None:
        return
    members = _members(found.plan, set(now))
    moved = tuple(sorted(m for u, codes in members.items() for m in codes if now[m] != u))
    opened = [u for u in scenario.units.candidates if u in members]
    changes: Changes = tuple(
        put(("units", "members", u), sorted(members[u]))
        for u in opened
        if set(members[u]) != set(problem.units[u].fixed_codes or ())
    )
    if len(opened) < len(problem.units):
        changes = (put(("units", "candidates"), opened), *changes)
    if not moved or given.plan(changes) is not Verdict.FEASIBLE:
        return
    persons = sum(problem.persons[m] for m in moved)
    words: dict[str, Value] = {
        "municipalities": moved,
        "persons": persons,
        "units": tuple(sorted({u for u, codes in members.items() if set(codes) & set(moved)})),
        "count": len(opened),
        "before": len(problem.units),
    }
    key = "fewer_units" if len(opened) < len(problem.units) else "move"
    everybody = sum(problem.persons[m] for m in now)
    proven = not _limits_people(given) and found.bound > persons - 1 + TOLERANCE
    yield Step(key, words, changes, persons / everybody, None, proven)


def _freed(candidates: tuple[str, ...], members: Mapping[str, str]) -> Changes:
    """Units that the optimiser forms, with these members fixed."""
    keep = sorted(set(members.values()))
    return (
        put(("units", "assignment"), "free"),
        put(("units", "candidates"), list(candidates)),
        put(("units", "outside"), "allowed"),
        put(("units", "fixed_members"), dict(members)),
        put(("units", "must_open"), keep),
        put(("units", "count_min"), None),
        put(("units", "count_max"), None),
        put(("units", "members"), {}),
    )


def _members(plan: Plan, codes: set[str]) -> dict[str, list[str]]:
    """Unit → those of its members that are among these codes, where there are any."""
    found = {u.unit_id: [m for m in u.member_codes if m in codes] for u in plan.units}
    return {u: members for u, members in found.items() if members}


def _limits_people(given: Given) -> bool:
    """Whether more people in play also mean more who may be unmet or at the specialist."""
    access = given.trials.changed(given.others).rules.access
    return (access.unmet_share_max, access.specialist_share_max) != (None, None)


def taken_out(changes: Changes) -> tuple[KeyPath, ...]:
    """Keys that have to be taken out of a file by hand."""
    return tuple(change.path for change in changes if change.how == remove(()).how)
