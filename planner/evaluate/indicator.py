"""The form of an indicator: one entry that says everything about it, and how it is measured.

Symbols: w is participants a year, t one-way minutes, P inhabitants, L and U the ends of the guideline,
C courses in a cycle of Y years, g the smallest group.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from planner.texts import Lang, translated

if TYPE_CHECKING:
    from planner.evaluate.judged import Judged

Level = Literal["plan", "unit", "municipality", "programme", "course"]
Basis = Literal["scope", "whole plan"]
Section = Literal["organisation", "offer", "travel", "cost"]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator, at one level or several.

    `label` and `unit` are in English; `short` is what stands in a table with room for few words
    (`{specialist}` is the hospital's name), and is the label where it is left out. `better` says which
    way is better, None where neither is by itself. `solver_stage` names the stage whose value this is
    when the plan serves nobody outside the scope: the stage's bound is then the indicator's. `rests_on`
    names the groups of assumed fields behind it (`planner.evaluate.GROUPS`).

    `measure` is its function, of a plan, or of the part of one that concerns a municipality or a
    programme. Figures of units and courses are found together where the plan is read (`units_of`,
    `courses_of`), since others rest on them: indicators of those levels alone have none.

    `section` is the part of the comparison table that it is a row of, None for none; a `detail` stands
    in the workbook and in the table of one alternative by itself.
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
    short: str = ""
    measure: Callable[[Judged], Any] | None = None
    section: Section | None = None
    detail: bool = False

    def label_in(self, lang: Lang) -> str:
        """What it is called."""
        return translated(lang, "indicators", "label", self.label)

    def short_in(self, lang: Lang, specialist: str = "") -> str:
        """What it is called in a table."""
        if not self.short:
            return self.label_in(lang)
        return translated(lang, "indicators", "short", self.short).format(specialist=specialist)

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
