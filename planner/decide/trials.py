"""A scenario with something changed: whether it has a plan, and which is best.

Every question of this package is asked of a changed scenario. `Trials` remembers what it was told: the
same question is answered once, and problems that share parts share their answers.
"""

from __future__ import annotations

import copy
import json
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from planner.errors import NoPlanError
from planner.evaluate import Indicators, evaluate_verified
from planner.messages import message
from planner.plan import Plan
from planner.problem import Problem, build_problem
from planner.region import Region
from planner.scenario import KeyPath, Scenario, dotted, effective_region, scope_codes
from planner.solve import Found, Memo, Verdict, find_plan, solve
from planner.solve.infeasible import Least
from planner.travel import Travel, build_travel
from planner.verify import verify_plan


@dataclass(frozen=True, slots=True)
class Change:
    """One change to a scenario: `set` a value, `add` or `drop` an item of a list, `remove` a key."""

    path: KeyPath
    value: Any = None
    how: str = "set"


Changes = tuple[Change, ...]


def put(path: KeyPath, value: Any) -> Change:
    """A value in place of what stands there."""
    return Change(path, value)


def add(path: KeyPath, item: str) -> Change:
    """A list with one item more, unless it is there."""
    return Change(path, item, "add")


def drop(path: KeyPath, item: str) -> Change:
    """A list without one of its items."""
    return Change(path, item, "drop")


def remove(path: KeyPath) -> Change:
    """A table without one of its keys."""
    return Change(path, None, "remove")


def changed(scenario: Scenario, changes: Iterable[Change]) -> Scenario:
    """The scenario with changes made in their order; it is checked against the schema again.

    Raises:
        pydantic.ValidationError: the values do not go together.
    """
    data = scenario.model_dump(mode="json")
    for change in changes:
        *above, last = change.path
        here: Any = data
        for part in above:
            here = here.setdefault(part, {}) if isinstance(here, dict) else here[part]
        if change.how == "remove":
            here.pop(last, None)
        elif change.how == "add":
            here[last] = [*here[last], *({change.value} - set(here[last]))]
        elif change.how == "drop":
            here[last] = [item for item in here[last] if item != change.value]
        else:
            here[last] = copy.deepcopy(change.value)
    return Scenario.model_validate(data)


def as_overrides(scenario: Scenario, changes: Changes) -> tuple[str, ...]:
    """The changes as texts for `--set`; a key that is removed cannot be written so and is left out."""
    data = changed(scenario, changes).model_dump(mode="json")
    found: dict[str, str] = {}
    for change in changes:
        if change.how == "remove":
            continue
        value: Any = data
        for part in change.path:
            value = value[part]
        found[dotted(change.path)] = json.dumps(value, ensure_ascii=False)
    return tuple(f"{path}={value}" for path, value in found.items())


@dataclass(frozen=True, slots=True)
class Solved:
    """A changed scenario with its best plan, which the verifier let through."""

    scenario: Scenario
    region: Region
    plan: Plan
    indicators: Indicators


@dataclass(frozen=True, slots=True)
class Edit:
    """Something taken out of a problem: any plan of what is left is a plan of the whole."""

    name: str
    of: Callable[[Problem], Problem]


@dataclass(slots=True)
class Trials:
    """Questions about one scenario of one region.

    `region` is the region as its tables say, before the scenario changes it. `deadline` is a moment of
    `time.monotonic` after which no question is looked into any more; `seconds_each` bounds each.
    """

    region: Region
    scenario: Scenario
    scope_codes: tuple[str, ...] | None = None
    """Whom the indicators judge; the scenario's own scope where it is None."""
    seconds_each: float | None = None
    deadline: float | None = None
    memo: Memo = field(default_factory=Memo)
    stop: threading.Event | None = None
    """Set from outside to leave all further questions open."""
    asked: int = 0
    _found: dict[tuple[str, str], Found] = field(default_factory=dict)
    _solved: dict[str, Solved] = field(default_factory=dict)
    _travel: dict[str, Travel] = field(default_factory=dict)

    def changed(self, changes: Changes) -> Scenario:
        """The scenario with changes."""
        return changed(self.scenario, changes)

    def effective(self, changes: Changes = ()) -> Region:
        """The region as the changed scenario sees it.

        Raises:
            InputError: it does not fit the region.
        """
        return effective_region(self.region, self.changed(changes))

    def problem(self, changes: Changes = ()) -> Problem:
        """The problem of the changed scenario.

        Raises:
            InputError: it does not fit the region.
        """
        scenario, region = self.changed(changes), self.effective(changes)
        return build_problem(region, self.travel(region, scenario), scenario)

    def travel(self, region: Region, scenario: Scenario) -> Travel:
        """Travel times, which depend on the choice of roads and season alone."""
        key = scenario.travel.model_dump_json()
        if key not in self._travel:
            self._travel[key] = build_travel(region, scenario)
        return self._travel[key]

    def find(self, changes: Changes = (), *, least: Least | None = None) -> Found:
        """Whether the changed scenario has any plan, or the one with least of something.

        Raises:
            InputError: it does not fit the region.
        """
        scenario = self.changed(changes)
        key = (scenario.model_dump_json(), repr(least))
        known = self._found.get(key)
        if known is None:
            seconds = self._seconds()
            if self._late(seconds):
                return Found(Verdict.UNDECIDED)
            self.asked += 1
            known = find_plan(self.problem(changes), least=least, seconds=seconds)
            if known.verdict is not Verdict.UNDECIDED:
                self._found[key] = known
        return known

    def solved(self, changes: Changes = (), edit: Edit | None = None) -> Solved:
        """The best plan of the changed scenario, verified, with its indicators.

        `edit` takes something out of the problem that no scenario can take out; its name tells edits
        apart.

        Raises:
            InputError: the changed scenario does not fit the region.
            InfeasibleError: it has no plan.
            NoPlanError: the limit came before there was one.
            PlanRefusedError: the verifier refuses the plan.
        """
        scenario = self.changed(changes)
        key = scenario.model_dump_json() + ("" if edit is None else edit.name)
        if key not in self._solved:
            region = effective_region(self.region, scenario)
            travel = self.travel(region, scenario)
            problem = build_problem(region, travel, scenario)
            problem = problem if edit is None else edit.of(problem)
            seconds = self._seconds()
            if self._late(seconds):
                raise NoPlanError(message("no time was left to solve it"))
            plan = solve(problem, memo=self.memo, seconds_max=self._longest(scenario, seconds))
            self._solved[key] = self.judged(scenario, region, travel, plan)
        return self._solved[key]

    def judged(self, scenario: Scenario, region: Region, travel: Travel, plan: Plan) -> Solved:
        """A plan with its indicators, if the verifier lets it through.

        Raises:
            PlanRefusedError: it does not.
        """
        codes = scope_codes(region, scenario) if self.scope_codes is None else self.scope_codes
        return Solved(scenario, region, plan, evaluate_verified(region, travel, scenario, plan, codes))

    def adopted(self, plan: Plan) -> Solved | None:
        """A plan made for a changed scenario, as a plan of this one; None where it breaks a rule.

        What the solver proved of it holds here if the changed scenario allows more plans, not fewer.
        """
        region = self.effective()
        travel = self.travel(region, self.scenario)
        if verify_plan(region, travel, self.scenario, plan):
            return None
        return self.judged(self.scenario, region, travel, plan)

    def of(self, changes: Changes) -> Trials:
        """Trials of the changed scenario itself, which share what was learnt."""
        return replace(self, scenario=self.changed(changes))

    @staticmethod
    def _longest(scenario: Scenario, seconds: float | None) -> float | None:
        limits = [s for s in (seconds, scenario.solve.seconds_max) if s is not None]
        return max(1.0, min(limits)) if limits else None

    def _late(self, seconds: float | None) -> bool:
        stopped = self.stop is not None and self.stop.is_set()
        return stopped or (seconds is not None and seconds <= 0)

    def _seconds(self) -> float | None:
        left = None if self.deadline is None else self.deadline - time.monotonic()
        limits = [s for s in (left, self.seconds_each) if s is not None]
        return min(limits) if limits else None
