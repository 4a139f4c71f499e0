"""What could be otherwise in a scenario, as changes to it: rules given up, things lost, things used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from planner.decide.explain_settings import Setting, settings_of
from planner.decide.price_types import Figures, Part
from planner.decide.trials import Change, Changes, Edit, drop, put, remove
from planner.problem import Problem
from planner.region import Region
from planner.scenario import KeyPath, Scenario
from planner.solve.infeasible import Value


@dataclass(frozen=True, slots=True)
class Question:
    """Something that could be otherwise: changes, and what no scenario can take out."""

    part: Part
    key: str
    values: Mapping[str, Value]
    paths: tuple[KeyPath, ...]
    changes: Changes
    edit: Edit | None = None


def rules(region: Region, scenario: Scenario, problem: Problem) -> Iterator[Question]:
    """Every policy, limit and forced choice, each given up by itself.

    The smallest group is none of them: it is what a course is.
    """
    for setting in settings_of(region, scenario, problem, every=True):
        if setting.key != "group_min":
            yield _rule(setting)
    guideline = scenario.threshold
    if guideline.mode == "soft":
        low: KeyPath = ("threshold", "persons_min")
        mode: KeyPath = ("threshold", "mode")
        yield Question(
            "rules", "guideline_soft", {"low": guideline.persons_min}, (low, mode), (put(mode, "off"),)
        )
    if scenario.units.assignment == "fixed" and len(problem.units) > 1:
        yield from _members(problem, scenario)


def _rule(setting: Setting) -> Question:
    return Question("rules", setting.key, setting.values, setting.paths, setting.off)


def _members(problem: Problem, scenario: Scenario) -> Iterator[Question]:
    """Who belongs to which unit, where someone could belong to another."""
    codes = problem.distributable_codes
    takers = [sum(m in unit.eligible_codes for unit in problem.units.values()) for m in codes]
    if max(takers, default=0) < 2:
        return
    changes = (
        put(("units", "assignment"), "free"),
        put(("units", "municipalities"), list(codes)),
        put(("units", "members"), {}),
    )
    path: KeyPath = ("units", "candidates")
    values: dict[str, Value] = {"units": tuple(scenario.units.candidates)}
    yield Question("rules", "given_units", values, (path,), changes)


def losses(scenario: Scenario, problem: Problem, now: Figures) -> Iterator[Question]:
    """Each venue, staff base and unit that the plan uses, lost by itself."""
    for venue_id in now.venues:
        values: dict[str, Value] = {"venues": (venue_id,)}
        changes = without_venue(scenario, problem, venue_id)
        yield Question("used", "lose_venue", values, (), changes)
    for unit_id in now.units:
        bases = problem.units[unit_id].staff_base_place_ids
        for base in bases if now.venues else ():
            values = {"places": (base,), "units": (unit_id,)}
            if len(bases) == 1:
                changes = _unforced(problem, unit_id)
                yield Question("used", "lose_only_base", values, (), changes, _no_base(unit_id))
            else:
                kept = [place for place in bases if place != base]
                path: KeyPath = ("units", "staff_bases", unit_id)
                yield Question("used", "lose_base", values, (), (put(path, kept),))
    for unit_id in now.units:
        yield _lost_unit(scenario, problem, unit_id)


def without_venue(scenario: Scenario, problem: Problem, venue_id: str) -> Changes:
    """The changes that keep a venue from holding courses.

    Where places or venues are listed, what is left is listed instead: a list may not name what is off.
    """
    venues = scenario.venues
    forced = (drop(("venues", "in_use"), venue_id),)
    if venues.strategy in ("free", "municipal_seats"):
        kept = (drop(("venues", "on"), venue_id), drop(("venues", "listed"), venue_id))
        return (*forced, *kept, put(("venues", "off"), [*venues.off, venue_id]))
    left = [v for v in problem.venues if v != venue_id]
    if not left:
        return (*forced, put(("venues", "strategy"), "none"), put(("venues", "listed"), []))
    new = [v.model_dump(mode="json") for v in venues.new if v.id != venue_id]
    listed = (put(("venues", "strategy"), "listed"), put(("venues", "listed"), left))
    return (*forced, *listed, put(("venues", "new"), new))


def _unforced(problem: Problem, unit_id: str) -> Changes:
    """Venues that only this unit runs need not be in use any more."""
    mine = [v for v in problem.scenario.venues.in_use if set(problem.runners(v)) <= {unit_id}]
    return tuple(drop(("venues", "in_use"), v) for v in mine)


def _no_base(unit_id: str) -> Edit:
    def of(problem: Problem) -> Problem:
        ways = {u: {} if u == unit_id else way for u, way in problem.staff_minutes.items()}
        return replace(problem, staff_minutes=ways)

    return Edit(f"no base of {unit_id}", of)


def _no_unit(unit_id: str) -> Edit:
    def of(problem: Problem) -> Problem:
        return replace(problem, units={u: d for u, d in problem.units.items() if u != unit_id})

    return Edit(f"without {unit_id}", of)


def _lost_unit(scenario: Scenario, problem: Problem, unit_id: str) -> Question:
    values: dict[str, Value] = {"units": (unit_id,)}
    forced = _unforced(problem, unit_id)
    if scenario.units.assignment == "fixed":
        changes: Changes = (*forced, drop(("units", "candidates"), unit_id))
        return Question("used", "lose_unit", values, (), changes)
    free: list[Change] = [*forced, drop(("units", "must_open"), unit_id)]
    free += [
        remove(("units", "fixed_members", code))
        for code, owner in sorted(scenario.units.fixed_members.items())
        if owner == unit_id
    ]
    if unit_id in scenario.units.candidates:
        free.append(drop(("units", "candidates"), unit_id))
        return Question("used", "lose_unit", values, (), tuple(free))
    return Question("used", "lose_unit", values, (), tuple(free), _no_unit(unit_id))


def not_chosen(
    region: Region, scenario: Scenario, problem: Problem, now: Figures
) -> Iterator[Question]:
    """Each venue and unit that the plan leaves out, used all the same, and each further staff base."""
    for venue_id in problem.venues:
        if venue_id not in now.venues:
            in_use = [*scenario.venues.in_use, venue_id]
            changes: Changes = (put(("venues", "in_use"), in_use),)
            yield Question("unused", "use_venue", {"venues": (venue_id,)}, (), changes)
    for unit_id in now.units:
        bases = problem.units[unit_id].staff_base_place_ids
        for place_id in _possible_bases(region, problem, unit_id) if now.venues else ():
            path: KeyPath = ("units", "staff_bases", unit_id)
            values: dict[str, Value] = {"places": (place_id,), "units": (unit_id,)}
            yield Question("unused", "add_base", values, (), (put(path, sorted((*bases, place_id))),))
    if problem.free_units:
        for unit_id in problem.units:
            if unit_id not in now.units:
                must = [*scenario.units.must_open, unit_id]
                changes = (put(("units", "must_open"), must),)
                yield Question("unused", "open_unit", {"units": (unit_id,)}, (), changes)


def _possible_bases(region: Region, problem: Problem, unit_id: str) -> tuple[str, ...]:
    """The centres of the municipalities that may be members, and bases of other units of the region
    that lie in them, where the unit has none."""
    unit = problem.units[unit_id]
    codes = unit.eligible_codes if unit.fixed_codes is None else unit.fixed_codes
    codes = codes & set(problem.distributable_codes)
    seats = {region.municipalities[m].seat_place_id for m in codes}
    others = {
        place
        for other in region.units.values()
        for place in other.staff_base_place_ids
        if place in region.places and region.places[place].municipality_code in codes
    }
    return tuple(sorted((seats | others) - set(unit.staff_base_place_ids)))
