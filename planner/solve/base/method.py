"""A method of solution: what it keeps, and when it applies.

A method names the rules, settings and orders of objectives that it keeps: an allow-list. What it does
not name it refuses, and `solve` goes on to the next; the plain MILP keeps everything and stands last.
So a rule or a setting that is added later is never ignored by a method that has not heard of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from pydantic import BaseModel

from planner.messages import Message, message
from planner.problem import Problem
from planner.rules import rules
from planner.scenario import Scenario
from planner.solve.base.milp import Solved
from planner.solve.programmes import Memo
from planner.solve.solver import Limits, Progress

Solve = Callable[[Problem, Limits, Memo, Progress], Solved | None]
"""None: the method steps aside."""

FIXED_UNITS: frozenset[str] = frozenset(
    {
        "contiguity",
        "threshold",
        "units.count_max",
        "units.count_min",
        "units.fixed_members",
        "units.must_open",
        "units.outside",
    }
)
"""Settings that decide nothing once memberships are fixed: they are kept or not before any method."""

IN_NUMBERS = frozenset(
    {
        "schema_version",
        "name",
        "title",
        "title_en",
        "about",
        "region",
        "scope",
        "demand",
        "population",
        "travel",
        "solve",
        "contiguity.boats",
        "rules.access.minutes_max",
        "rules.capacity",
        "rules.group_size.fill_probability",
        "rules.staffing.hours_base_per_week",
        "rules.staffing.hours_per_post",
        "rules.staffing.hours_per_week",
        "rules.staffing.develop_years",
        "specialist",
        "threshold.persons_max",
        "threshold.persons_min",
        "units.candidates",
        "units.grants",
        "units.members",
        "units.municipalities",
        "units.new",
        "units.partners",
        "units.seats_in_every_municipality",
        "units.staff_bases",
        "venues.bases",
        "venues.listed",
        "venues.mobile",
        "venues.new",
        "venues.off",
        "venues.on",
        "venues.strategy",
    }
)
"""Settings that every method keeps: words, or numbers of the problem before any method sees it."""


@dataclass(frozen=True, slots=True)
class Method:
    """One way to the best plan. `solve` may also step aside (None): it looked, and it is too large.

    `settings` are paths; a path stands for everything below it. A setting that has its default value
    asks for nothing. `applies` says what else, in the numbers or in the values of its settings, is in
    the way. `too_much` says why it stepped aside.
    """

    name: str
    rules: frozenset[str]
    settings: frozenset[str]
    applies: Callable[[Problem], str | None]
    solve: Solve
    orders: frozenset[tuple[str, ...]] | None = None
    """Orders of objectives that it keeps; None: any."""
    limits: frozenset[str] = field(default_factory=frozenset)
    """Objectives that may be bounded."""
    too_much: str | None = None

    def why_not(self, problem: Problem) -> str | None:
        """Why this method does not keep what a problem asks for, or None where it does."""
        return (
            self.applies(problem)
            or self._objective_not_kept(problem.scenario)
            or self._rule_not_kept(problem)
            or self._setting_not_kept(problem.scenario)
        )

    def _rule_not_kept(self, problem: Problem) -> Message | None:
        for rule in rules():
            if rule.name not in self.rules and rule.binds(problem):
                sentence = " ".join(rule.asks(problem.scenario))
                return message("of the rule “{rule}”: {sentence}", rule=rule.name, sentence=sentence)
        return None

    def _setting_not_kept(self, scenario: Scenario) -> Message | None:
        kept = IN_NUMBERS | self.settings | {"objectives", "limits"}
        for path in stated(scenario):
            if path not in kept and not any(path.startswith(f"{one}.") for one in kept):
                return message("the setting {path} is not its default", path=path)
        return None

    def _objective_not_kept(self, scenario: Scenario) -> Message | None:
        if self.orders is not None and scenario.objectives not in self.orders:
            return message("the order of objectives is {order}", order=", ".join(scenario.objectives))
        if set(scenario.limits) - self.limits:
            return message("a bound on an objective counts all programmes together")
        return None


def stated(scenario: Scenario) -> Iterator[str]:
    """Paths of the settings that differ from their defaults, as far down as the schema goes.

    >>> from planner.scenario.schema import Contiguity, Scenario
    >>> list(stated(Scenario(name="a", title="A", contiguity=Contiguity(on=False))))
    ['name', 'title', 'contiguity.on']
    """
    yield from _stated(scenario, "")


def _stated(part: BaseModel, above: str) -> Iterator[str]:
    for name, default in _defaults(type(part)).items():
        value = getattr(part, name)
        if isinstance(value, BaseModel):
            yield from _stated(value, f"{above}{name}.")
        elif value != default:
            yield f"{above}{name}"


@cache
def _defaults(part: type[BaseModel]) -> Mapping[str, object]:
    return {
        name: info.get_default(call_default_factory=True, validated_data={})
        for name, info in part.model_fields.items()
    }
