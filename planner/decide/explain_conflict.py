"""Which rules cannot all hold, and which have to give way.

A minimal conflict is found by deletion: each rule in turn is given up, and stays given up if the rest
still have no plan. What is left has no plan, and any one of its rules less would give it one. It is
small but need not be the only one; the rules that have to give way (a correction) hit every conflict.
Corrections are found in order of size: a correction of one rule is among the rules of any one conflict,
and one of two takes a rule of the first conflict and one of a conflict that is left when that is gone.
(J. W. Chinneck, E. W. Dravnieks, 1991, "Locating minimal infeasible constraint sets in linear
programs", ORSA Journal on Computing 3; R. Reiter, 1987, "A theory of diagnosis from first principles",
Artificial Intelligence 32.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from planner.decide.explain_settings import Setting
from planner.decide.trials import Changes, Trials
from planner.solve import Verdict

MOST_GIVEN_UP = 3
"""Corrections of more rules than this are not looked for."""

MOST_CONFLICTS = 12
"""Conflicts looked at in the search for corrections of one size."""

Given = frozenset[str]
"""Ids of the rules that are given up."""


@dataclass(slots=True)
class Conflicts:
    """The questions about one scenario and its rules, with what is known of the answers.

    To give up more rules never takes a plan away, so answers are carried over to larger and smaller
    sets.
    """

    trials: Trials
    settings: Sequence[Setting]
    tell: Callable[[], None] = field(default=lambda: None)
    """Called before every question that has to be solved."""
    open_questions: int = 0
    """Questions that no answer came to in time."""
    _plan: list[Given] = field(default_factory=list)
    _no_plan: list[Given] = field(default_factory=list)

    def without(self, given_up: Iterable[str]) -> Changes:
        """The changes that give up these rules, in the order of the settings."""
        wanted = set(given_up)
        return tuple(c for s in self.settings if s.id in wanted for c in s.off)

    def verdict(self, given_up: Given) -> Verdict:
        """Whether there is a plan without these rules."""
        if any(known <= given_up for known in self._plan):
            return Verdict.FEASIBLE
        if any(given_up <= known for known in self._no_plan):
            return Verdict.INFEASIBLE
        self.tell()
        verdict = self.trials.find(self.without(given_up)).verdict
        if verdict is Verdict.FEASIBLE:
            self._plan.append(given_up)
        elif verdict is Verdict.INFEASIBLE:
            self._no_plan.append(given_up)
        else:
            self.open_questions += 1
        return verdict

    def conflict(self, given_up: Given = frozenset()) -> tuple[Setting, ...]:
        """Rules that have no plan together, none of them to spare, of those not given up.

        Empty where there is a plan, or where nobody can tell.
        """
        if self.verdict(given_up) is not Verdict.INFEASIBLE:
            return ()
        gone = given_up
        left = [s for s in self.settings if s.id not in given_up]
        for group in _groups(left):
            more = gone | {s.id for s in group}
            if len(group) > 1 and self.verdict(more) is Verdict.INFEASIBLE:
                gone = more
        while True:
            before = gone
            for setting in left:
                if setting.id not in gone:
                    more = gone | {setting.id}
                    if self.verdict(more) is Verdict.INFEASIBLE:
                        gone = more
            if gone == before:
                return tuple(s for s in left if s.id not in gone)

    def corrections(self, first: tuple[Setting, ...]) -> tuple[tuple[Setting, ...], ...]:
        """The smallest sets of rules without which there is a plan; all of the smallest size.

        `first` is the conflict of the whole scenario. Empty where none of at most `MOST_GIVEN_UP` rules
        was found.
        """
        frontier: dict[Given, tuple[Setting, ...]] = {frozenset(): first}
        for _ in range(MOST_GIVEN_UP):
            found: dict[Given, None] = {}
            further: dict[Given, None] = {}
            for given_up, conflict in frontier.items():
                for setting in conflict:
                    more = given_up | {setting.id}
                    if self.verdict(more) is Verdict.FEASIBLE:
                        found[more] = None
                    else:
                        further[more] = None
            if found:
                return tuple(tuple(s for s in self.settings if s.id in ids) for ids in found)
            frontier = {ids: self.conflict(ids) for ids in list(further)[:MOST_CONFLICTS]}
        return ()


def _groups(settings: Sequence[Setting]) -> tuple[tuple[Setting, ...], ...]:
    """Rules on courses and rules on units: often all of one kind can go at once."""
    kinds = ("courses", "units")
    return tuple(tuple(s for s in settings if s.about == kind) for kind in kinds)
