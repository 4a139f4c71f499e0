"""The smallest change of what is no number: rules that hold or not, items of lists, venues let in.

How few venues more are enough is a question about a smallest sum over decisions; the solver answers it
outright (`planner.solve.Wish`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from planner.decide.explain_settings import Setting
from planner.decide.explain_types import Step
from planner.decide.relax_values import Given
from planner.decide.trials import Change, Changes, put, remove
from planner.problem import TOLERANCE, candidate_venue_ids
from planner.scenario import KeyPath
from planner.solve import Verdict, Wish
from planner.solve.infeasible import Value


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


def taken_out(changes: Changes) -> tuple[KeyPath, ...]:
    """Keys that have to be taken out of a file by hand."""
    return tuple(change.path for change in changes if change.how == remove(()).how)
