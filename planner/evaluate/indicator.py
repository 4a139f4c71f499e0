"""The form in which an indicator is documented, and what the documentation has in common.

Symbols: w is participants a year, t one-way minutes, P inhabitants, L and U the ends of the guideline,
C courses in a cycle of Y years, g the smallest group.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["plan", "unit", "municipality", "programme", "course"]
Basis = Literal["scope", "whole plan"]


@dataclass(frozen=True, slots=True)
class IndicatorDoc:
    """One indicator, at one level or several.

    `better` says which way is better, None where neither is by itself. `solver_stage` names the stage
    whose value this is when the plan serves nobody outside the scope: the stage's bound is then the
    indicator's. `rests_on` names the groups of assumed fields behind it (`planner.evaluate.GROUPS`).
    """

    name: str
    levels: tuple[Level, ...]
    label_nb: str
    label_en: str
    unit: str
    unit_nb: str
    formula: str
    basis: Basis
    better: Literal["lower", "higher"] | None
    decimals: int
    rests_on: tuple[str, ...]
    solver_stage: str | None = None


DEMAND = ("population", "participation")
LOCAL = (*DEMAND, "membership", "groups", "venues")
WAYS = (*LOCAL, "places", "travel", "specialist")
STAFF_HOURS = (*LOCAL, "travel", "meetings", "staff")
HOURS = (*WAYS, "meetings", "staff")
COST = (*HOURS, "posts", "prices")

HOURS_UNIT = ("hours/year", "timer/år")
PEOPLE_UNIT = ("participants/year", "deltakere/år")
PERSONS_UNIT = ("persons", "innbyggere")
MINUTES_UNIT = ("minutes", "minutter")
SHARE_UNIT = ("share, 0–1", "andel, 0–1")
NUMBER_UNIT = ("number", "antall")
NOK_UNIT = ("NOK/year", "kr/år")
