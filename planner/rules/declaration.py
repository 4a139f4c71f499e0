"""What a rule says of itself, without building or checking anything.

A declaration imports neither the model nor the verifier: whoever explains a plan, writes the reference
or checks a plan reads it, and the solver's libraries stay unread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal, cast

from planner.scenario import Scenario

Link = Literal["programmes", "venues", "units"]
"""What a rule ties together: programmes with each other, venues with each other, units with each
other. A rule that ties programmes cannot be kept by solving one programme at a time."""

Subject = Literal["units", "courses"]
"""What a rule bears on: who belongs to which unit, or what is held where and for whom."""


def never(_scenario: Scenario) -> bool:
    """Of a rule that no scenario switches off."""
    return False


def ties_nothing(_scenario: Scenario) -> frozenset[Link]:
    """Nothing: every place and programme by itself."""
    return frozenset()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its declaration, and where its two halves stand.

    `package` is the folder of the rule, as a module: `<package>.model` has `build(problem, variables,
    lp)` and may have `binds(problem)`; `<package>.verify` has `check(facts)`. Each is imported when it
    is asked for and never before, so that checking a plan loads no model.
    """

    number: int
    name: str
    package: str
    paths: tuple[str, ...]
    """Where a scenario sets it: keys, with dots between them."""
    subject: Subject
    asks: Callable[[Scenario], tuple[str, ...]]
    """What it asks for, in whole sentences."""
    off: Callable[[Scenario], bool] = never
    """Whether a scenario switches it off."""
    ties: Callable[[Scenario], frozenset[Link]] = ties_nothing
    """What it ties together; the docstring says so to readers."""
    in_numbers: tuple[str, ...] = ()
    """Those of `paths` (or keys above them) that reach the model as numbers of the problem alone."""

    def build(self, problem: Any, variables: Any, lp: Any) -> None:
        """Add the rule's constraints to a model."""
        if not self.off(problem.scenario):
            self._half("model").build(problem, variables, lp)

    def binds(self, problem: Any) -> bool:
        """Whether the rule can rule a plan of this problem out."""
        if self.off(problem.scenario):
            return False
        told = getattr(self._half("model"), "binds", None)
        return told is None or cast(bool, told(problem))

    @property
    def check(self) -> Callable[[Any], Iterator[Any]]:
        """The verifier's half: a plan and what it is judged by → violations."""
        return cast("Callable[[Any], Iterator[Any]]", self._half("verify").check)

    @property
    def formula(self) -> str:
        """The formula with its symbols, for the reference: the docstring of `build`."""
        return self._half("model").build.__doc__ or ""

    def reads(self, scenario: Scenario) -> tuple[object, ...]:
        """What it reads of a scenario beside the numbers of the problem.

        With those numbers this decides its constraints: what is remembered of a problem is remembered
        under both.
        """
        return tuple(value_at(scenario, path) for path in self.paths if path not in self.in_numbers)

    def _half(self, name: str) -> Any:
        return import_module(f"{self.package}.{name}")


def value_at(scenario: Scenario, path: str) -> object:
    """The value of a setting by its path.

    >>> from planner.scenario.schema import Scenario
    >>> value_at(Scenario(name="a", title="A"), "rules.nearest.on")
    False
    """
    found: object = scenario
    for key in path.split("."):
        found = getattr(found, key)
    return found


def spaced(count: float) -> str:
    """A whole number in groups of three.

    >>> spaced(40000)
    '40 000'
    """
    return f"{count:,.0f}".replace(",", " ")
