"""What an explanation says: reasons, rules that cannot all hold, and the smallest changes that help.

Values hold numbers and ids by what they are (`units`, `municipalities`, `venues`, `places`, …); the
words stand in `planner.report`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from planner.decide.trials import Changes
from planner.rules import Rule
from planner.scenario import KeyPath, dotted
from planner.solve import Reason
from planner.solve.infeasible import Value

Status = Literal["feasible", "infeasible", "undecided"]


@dataclass(frozen=True, slots=True)
class SettingAt:
    """A value of the scenario and where it was stated: `file:line`, `--set` or `default`."""

    path: KeyPath
    origin: str

    @property
    def name(self) -> str:
        """The path as it is written after `--set`."""
        return dotted(self.path)


@dataclass(frozen=True, slots=True)
class RuleInConflict:
    """A rule of the scenario that cannot hold together with the others named beside it."""

    key: str
    values: Mapping[str, Value]
    settings: tuple[SettingAt, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One change of one rule, as small as it can be.

    `change` is the share of what the scenario states that is given up: for a number the change against
    the old one, for shares and probabilities the difference itself, for lists the share that goes, for
    inhabitants the share of those concerned; a rule that can only be switched off counts 1.

    `tighter` is the next smaller change (None where there is none), which the solver proved to be too
    little if `tight`.
    """

    key: str
    values: Mapping[str, Value]
    changes: Changes
    change: float
    tighter: Changes | None = None
    tight: bool = True


@dataclass(frozen=True, slots=True)
class Effect:
    """What the best plan under a relaxation is like, in the scenario's scope."""

    travel_hours: float
    """Person-hours on the road a year."""
    participants_unmet: float
    """Participants a year."""
    minutes_worst_municipality: float | None
    """Mean one-way trip of the municipality that has the longest."""
    cost_nok: float | None
    """NOK a year; None where a price is missing."""
    units: tuple[tuple[str, int], ...]
    """Open units with their inhabitants."""
    proven: bool
    """Whether the plan is proven to be a best one."""


@dataclass(frozen=True, slots=True)
class Relaxation:
    """Changes that give the scenario a plan, found by solving with them.

    `overrides` are the changes as texts for `--set`; `removed` are keys that have to be taken out of
    the file by hand.
    """

    steps: tuple[Step, ...]
    overrides: tuple[str, ...]
    removed: tuple[SettingAt, ...]
    effect: Effect

    @property
    def change(self) -> float:
        """How much is changed in all: the sum over its steps."""
        return sum(step.change for step in self.steps)

    @property
    def changes(self) -> Changes:
        """All changes, in order."""
        return tuple(change for step in self.steps for change in step.changes)

    @property
    def tight(self) -> bool:
        """Whether each step is proven to be as small as it can be."""
        return all(step.tight for step in self.steps)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a scenario has no plan, and what would give it one."""

    scenario: str
    title: str
    title_en: str
    status: Status
    guideline_as_if_hard: bool
    """The scenario itself has a plan that falls short of a soft guideline; what is explained is why the
    guideline cannot be held."""
    reasons: tuple[Reason, ...]
    """Arithmetic: each is enough by itself."""
    conflict: tuple[RuleInConflict, ...]
    """Rules that cannot all hold."""
    minimal: bool
    """Whether it is proven that without any one of them the others could hold."""
    relaxations: tuple[Relaxation, ...]
    """Smallest first."""
    complete: bool
    """Whether no question was left open by the time limit."""
    rules: tuple[Rule, ...] = ()
    """Where no change was found: the rules of the model that have no plan together."""
