"""The rules of a scenario that could be given up, one by one, and how.

A rule is what a scenario's writer would call one: the lower end of the guideline, one venue in use, one
unit that must open. To give up a rule makes more plans possible and none impossible; with `nearest` on
this does not hold of who may attend where, which is why that rule is looked at first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planner.decide.trials import Changes, add, drop, put, remove
from planner.problem import Problem, candidate_venue_ids
from planner.region import Region
from planner.scenario import KeyPath, Scenario
from planner.solve.infeasible import Value


@dataclass(frozen=True, slots=True)
class Setting:
    """A rule that can be given up by the changes `off`; `about` says what it binds."""

    key: str
    about: str
    """`units` or `courses`."""
    paths: tuple[KeyPath, ...]
    off: Changes
    values: Mapping[str, Value]

    @property
    def id(self) -> str:
        """Unique among the settings of a scenario."""
        ids = [v for v in self.values.values() if isinstance(v, tuple)]
        return ":".join((self.key, *(",".join(one) for one in ids)))


def settings_of(
    region: Region, scenario: Scenario, problem: Problem, *, every: bool = False
) -> tuple[Setting, ...]:
    """Every rule that may stand in a plan's way, in the order in which giving it up is tried.

    `region` is the effective region. Rules that bind courses only are left out unless something asks
    for courses (a venue in use, a limit on those without an offer or on an objective, a budget, hours
    of work), or unless
    `every` rule is wanted.
    """
    rules, access = scenario.rules, scenario.rules.access
    asked = (
        bool(scenario.venues.in_use)
        or (access.unmet_share_max, scenario.budget.nok_per_year_max) != (None, None)
        or rules.staffing.mode == "hard"
        or bool(scenario.limits)
    )
    courses = tuple(_courses(region, scenario, problem)) if asked or every else ()
    return (*courses, *_units(scenario))


def _one(key: str, about: str, paths: tuple[KeyPath, ...], off: Changes, **values: Value) -> Setting:
    return Setting(key, about, paths, off, values)


def _units(scenario: Scenario) -> Iterator[Setting]:
    units, guideline = scenario.units, scenario.threshold
    free = units.assignment == "free"
    mode: KeyPath = ("threshold", "mode")
    if scenario.contiguity.on:
        on: KeyPath = ("contiguity", "on")
        yield _one("contiguity", "units", (on,), (put(on, False),))
    if guideline.upper == "hard":
        upper: KeyPath = ("threshold", "upper")
        most: KeyPath = ("threshold", "persons_max")
        yield _one(
            "threshold_high",
            "units",
            (most, upper),
            (put(upper, "report"),),
            most=guideline.persons_max,
        )
    if units.outside == "forbidden":
        outside: KeyPath = ("units", "outside")
        yield _one("outside", "units", (outside,), (put(outside, "allowed"),))
    if free:
        yield from _free_units(scenario)
    if scenario.rules.staffing.mode == "hard":
        staffing: KeyPath = ("rules", "staffing", "mode")
        yield _one("staffing", "courses", (staffing,), (put(staffing, "report"),))
    if guideline.mode == "hard":
        low: KeyPath = ("threshold", "persons_min")
        yield _one(
            "threshold_low", "units", (low, mode), (put(mode, "soft"),), low=guideline.persons_min
        )


def _free_units(scenario: Scenario) -> Iterator[Setting]:
    units = scenario.units
    for code, unit_id in sorted(units.fixed_members.items()):
        path: KeyPath = ("units", "fixed_members", code)
        yield _one(
            "fixed_member",
            "units",
            (path,),
            (remove(path),),
            municipalities=(code,),
            units=(unit_id,),
        )
    for index, unit_id in enumerate(units.must_open):
        at: KeyPath = ("units", "must_open", index)
        off = (drop(("units", "must_open"), unit_id),)
        yield _one("must_open", "units", (at,), off, units=(unit_id,))
    for key, count in (("count_max", units.count_max), ("count_min", units.count_min)):
        if count is not None and (key == "count_max" or count > 0):
            where: KeyPath = ("units", key)
            yield _one(f"units_{key}", "units", (where,), (put(where, None),), count=count)


def _courses(region: Region, scenario: Scenario, problem: Problem) -> Iterator[Setting]:
    """Rules that bind courses only."""
    rules, venues, access = scenario.rules, scenario.venues, scenario.rules.access
    budget = scenario.budget.nok_per_year_max

    def switch(key: str, path: KeyPath, off: object, **values: Value) -> Setting:
        return _one(key, "courses", (path,), (put(path, off),), **values)

    if rules.nearest.on:
        yield switch("nearest", ("rules", "nearest", "on"), False)
    choice = scenario.participation.choice
    if choice != "planned":
        yield switch(f"choice_{choice}", ("participation", "choice"), "planned")
    if rules.single_source.on:
        yield switch("single_source", ("rules", "single_source", "on"), False)
    if rules.capacity.on:
        yield switch("capacity", ("rules", "capacity", "on"), False)
    if rules.own_unit.mode != "anywhere" and problem.units:
        key = f"own_unit_{rules.own_unit.mode}"
        yield switch(key, ("rules", "own_unit", "mode"), "anywhere")
    if venues.located_in == "members" and problem.units:
        yield switch("located_in", ("venues", "located_in"), "anywhere")
    if not rules.group_size.joins and any(p.joins_id for p in region.programmes.values()):
        yield switch("joins", ("rules", "group_size", "joins"), True)
    yield from _group_size(region, scenario)
    if rules.group_size.fill_probability is not None:
        percent = 100 * rules.group_size.fill_probability
        yield switch(
            "fill_probability", ("rules", "group_size", "fill_probability"), None, percent=percent
        )
    yield from _venues(scenario)
    if access.specialist_share_max is not None:
        percent = 100 * access.specialist_share_max
        yield switch(
            "specialist_share", ("rules", "access", "specialist_share_max"), None, percent=percent
        )
    if access.minutes_max is not None:
        minutes = access.minutes_max
        yield switch("minutes", ("rules", "access", "minutes_max"), None, minutes=minutes)
    if budget is not None:
        yield switch("budget", ("budget", "nok_per_year_max"), None, nok=budget)
    for name, amount in sorted(scenario.limits.items()):
        limit: KeyPath = ("limits", name)
        yield _one(f"limit_{name}", "courses", (limit,), (remove(limit),), most=amount)
    for index, venue_id in enumerate(venues.in_use):
        at: KeyPath = ("venues", "in_use", index)
        off = no_longer_in_use(region, scenario, venue_id)
        yield _one("in_use", "courses", (at,), off, venues=(venue_id,))
    if access.unmet_share_max is not None:
        percent = 100 * access.unmet_share_max
        yield switch("unmet_share", ("rules", "access", "unmet_share_max"), None, percent=percent)


def no_longer_in_use(region: Region, scenario: Scenario, venue_id: str) -> Changes:
    """The changes by which a venue need not be used, though it still may be.

    To be in use also lets a venue in that the strategy, or the region's table, leaves out.
    """
    venues = scenario.venues.model_copy(update={"in_use": ()})
    forced = drop(("venues", "in_use"), venue_id)
    if venue_id in candidate_venue_ids(region, scenario.model_copy(update={"venues": venues})):
        return (forced,)
    return (forced, add(("venues", "listed"), venue_id))


def _venues(scenario: Scenario) -> Iterator[Setting]:
    venues = scenario.venues
    strategy: KeyPath = ("venues", "strategy")
    if venues.strategy != "free":
        ids: dict[str, Value] = {}
        if venues.strategy in ("one_base", "two_bases"):
            ids = {"places": venues.bases}
        elif venues.strategy == "listed":
            ids = {"venues": venues.listed}
        yield Setting(
            f"strategy_{venues.strategy}", "courses", (strategy,), (put(strategy, "free"),), ids
        )
    if venues.off:
        path: KeyPath = ("venues", "off")
        yield _one("venues_off", "courses", (path,), (put(path, []),), venues=venues.off)
    if venues.count_max is not None:
        most: KeyPath = ("venues", "count_max")
        yield _one("venues_count_max", "courses", (most,), (put(most, None),), count=venues.count_max)


def _group_size(region: Region, scenario: Scenario) -> Iterator[Setting]:
    """The smallest group, of the catalogue or as the scenario has it."""
    least = {k: p.group_min_persons for k, p in region.programmes.items()}
    if least and max(least.values()) > 1:
        yield Setting(
            "group_min",
            "courses",
            (("demand", "all_programmes", "group_min_persons"), ("demand", "changes")),
            smaller_groups(scenario, least, 1),
            {"most": max(least.values())},
        )


def smaller_groups(scenario: Scenario, least: Mapping[str, int], persons: int) -> Changes:
    """Smallest groups of at most so many persons, of every programme whose own is larger.

    One value for all programmes does, unless a programme has a value of its own or a smaller group.
    """
    larger = [k for k, persons_now in sorted(least.items()) if persons_now > persons]
    stated = {
        k for k, change in scenario.demand.changes.items() if change.group_min_persons is not None
    }
    if min(least.values()) < persons:
        return tuple(put(("demand", "changes", k, "group_min_persons"), persons) for k in larger)
    own = [put(("demand", "changes", k, "group_min_persons"), persons) for k in larger if k in stated]
    return (put(("demand", "all_programmes", "group_min_persons"), persons), *own)
