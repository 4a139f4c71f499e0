"""The form in which an indicator is documented, and what the documentation has in common.

Symbols: w is participants a year, t one-way minutes, P inhabitants, L and U the ends of the guideline,
C courses in a cycle of Y years, g the smallest group.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from planner.texts import Lang, translated

Level = Literal["plan", "unit", "municipality", "programme", "course"]
Basis = Literal["scope", "whole plan"]


@dataclass(frozen=True, slots=True)
class IndicatorDoc:
    """One indicator, at one level or several.

    `label` and `unit` are in English. `better` says which way is better, None where neither is by
    itself. `solver_stage` names the stage whose value this is when the plan serves nobody outside the
    scope: the stage's bound is then the indicator's. `rests_on` names the groups of assumed fields
    behind it (`planner.evaluate.GROUPS`).
    """

    name: str
    levels: tuple[Level, ...]
    label: str
    unit: str
    formula: str
    basis: Basis
    better: Literal["lower", "higher"] | None
    decimals: int
    rests_on: tuple[str, ...]
    solver_stage: str | None = None

    def label_in(self, lang: Lang) -> str:
        """What it is called."""
        return translated(lang, "indicators", "label", self.label)

    def unit_in(self, lang: Lang) -> str:
        """Its unit."""
        return translated(lang, "indicators", "unit", self.unit)


DEMAND = ("population", "participation")
LOCAL = (*DEMAND, "decay", "membership", "groups", "venues")
WAYS = (*LOCAL, "places", "travel", "specialist")
STAFF_HOURS = (*LOCAL, "travel", "meetings", "staff")
HOURS = (*WAYS, "meetings", "staff")
COST = (*HOURS, "posts", "prices")

HOURS_UNIT = "hours/year"
PEOPLE_UNIT = "participants/year"
PERSONS_UNIT = "persons"
MINUTES_UNIT = "minutes"
SHARE_UNIT = "share, 0–1"
NUMBER_UNIT = "number"
NOK_UNIT = "NOK/year"
