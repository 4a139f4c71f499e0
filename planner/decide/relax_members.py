"""The smallest change of who belongs where: municipalities that join, or that change unit.

How few inhabitants would have to is a question about a smallest sum over memberships; the solver
answers it outright (`planner.solve.Wish`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from planner.decide.explain_types import Step
from planner.decide.relax_values import Given
from planner.decide.trials import Change, Changes, put
from planner.plan import Plan
from planner.problem import TOLERANCE, Problem
from planner.scenario import Scenario
from planner.solve import Verdict, Wish
from planner.solve.infeasible import Value

MOST_JOINING = 6
"""Where every choice of municipalities has to be tried, they are at most so many."""


def more_municipalities(given: Given) -> Iterator[Step]:
    """The fewest inhabitants of other municipalities who would have to join.

    With fixed units every member stays where it is; with free ones the municipalities are more to
    choose from. The seat of each unit is among its members.
    """
    scenario, problem = given.trials.changed(given.others), given.trials.problem(given.others)
    here = set(problem.distributable_codes)
    extra = tuple(sorted(set(given.trials.region.municipalities) - here))
    if not extra or not problem.units:
        return
    join = _Join(given, scenario, problem, extra)
    joined, proven = join.one_by_one() if _limits_people(scenario) else join.at_once()
    if joined is None:
        return
    codes = tuple(sorted(m for added in joined.values() for m in added))
    changes = join.changes(joined)
    if not codes or given.plan(changes) is not Verdict.FEASIBLE:
        return
    persons = join.persons(codes)
    words: dict[str, Value] = {"municipalities": codes, "persons": persons}
    if join.fixed:
        words["units"] = tuple(sorted(joined))
    everybody = sum(problem.persons[m] for m in here)
    key = "join_units" if join.fixed else "join"
    yield Step(key, words, changes, persons / everybody, None, proven)


Joined = Mapping[str, Sequence[str]]
"""Unit → municipalities that join it."""


@dataclass(frozen=True, slots=True)
class _Join:
    """Municipalities that could join the units of a scenario."""

    given: Given
    scenario: Scenario
    problem: Problem
    extra: tuple[str, ...]

    @property
    def fixed(self) -> bool:
        return self.scenario.units.assignment == "fixed"

    def persons(self, codes: Iterable[str]) -> int:
        return sum(self.given.trials.region.municipalities[m].persons for m in codes)

    def changes(self, joined: Joined) -> Changes:
        """The scenario with these municipalities in it, and nothing else changed."""
        if not self.fixed:
            return (self._municipalities(m for added in joined.values() for m in added),)
        named = {u: sorted(unit.fixed_codes or ()) for u, unit in self.problem.units.items()}
        return tuple(
            put(("units", "members", u), sorted([*named[u], *joined[u]])) for u in sorted(joined)
        )

    def at_once(self) -> tuple[Joined | None, bool]:
        """The solver's own choice; the flag says whether fewer inhabitants are proven to be too few."""
        wider = self._wider(self.extra)
        units = self.given.trials.problem((*self.given.others, *wider)).units
        weights = {(m, u): float(self.persons([m])) for m in self.extra for u in units}
        found = self.given.trials.find((*self.given.others, *wider), least=Wish(member=weights))
        if found.plan is None:
            return None, False
        joined = _members(found.plan, set(self.extra))
        codes = [m for added in joined.values() for m in added]
        return joined, found.bound > self.persons(codes) - 1 + TOLERANCE

    def one_by_one(self) -> tuple[Joined | None, bool]:
        """Every choice in order of its inhabitants, where people in play count against a limit.

        Then those who join matter even where they would stand outside, and none too many may be asked.
        """
        if len(self.extra) > MOST_JOINING:
            return self.at_once()[0], False
        sizes = range(1, len(self.extra) + 1)
        choices = [codes for n in sizes for codes in combinations(self.extra, n)]
        proven = True
        for codes in sorted(choices, key=lambda c: (self.persons(c), c)):
            wish = Wish(inside=frozenset(codes)) if self.fixed else None
            changes = self._wider(codes)
            found = self.given.trials.find((*self.given.others, *changes), least=wish)
            if found.plan is not None:
                joined = _members(found.plan, set(codes)) if self.fixed else {"": list(codes)}
                return joined, proven
            proven = proven and found.verdict is Verdict.INFEASIBLE
        return None, False

    def _municipalities(self, more: Iterable[str]) -> Change:
        every = {*self.problem.distributable_codes, *more}
        return put(("units", "municipalities"), sorted(every))

    def _wider(self, codes: Iterable[str]) -> Changes:
        """The scenario in which these may join; where units are fixed, every member keeps its own."""
        wider = (self._municipalities(codes),)
        if not self.fixed:
            return wider
        members = {m: u for u, unit in self.problem.units.items() for m in unit.fixed_codes or ()}
        return (*wider, *_freed(self.scenario.units.candidates, members))


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
    proven = found.bound > persons - 1 + TOLERANCE
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


def _limits_people(scenario: Scenario) -> bool:
    """Whether more people in play also mean more who may be unmet or at the specialist."""
    access = scenario.rules.access
    return (access.unmet_share_max, access.specialist_share_max) != (None, None)
