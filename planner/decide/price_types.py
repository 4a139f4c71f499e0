"""What rules, venues, bases and units cost: a plan beside the plan that there would be otherwise.

Every difference is *otherwise less as it is*: 12 travel hours mean that the other plan has 12 more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from planner.decide.explain_types import SettingAt
from planner.solve.infeasible import Value

Part = Literal["rules", "used", "unused"]

PARTS: tuple[Part, ...] = ("rules", "used", "unused")


@dataclass(frozen=True, slots=True)
class Figures:
    """What a plan is like for the people in scope; hours and NOK a year."""

    travel_hours: float
    """Person-hours on the road."""
    minutes_worst: float | None
    """Mean one-way trip of the municipality that has the longest; None where nobody travels."""
    worst: str | None
    """Its name."""
    participants_unmet: float
    cost_nok: float | None
    """None where a price is missing."""
    travel_hours_plan: float
    """Person-hours of everybody the plan serves, in scope or not."""
    venues: tuple[str, ...]
    """Venues that hold courses."""
    units: tuple[str, ...]
    """Units that are open."""
    proven: bool
    """Whether the plan is proven to be a best one."""


@dataclass(frozen=True, slots=True)
class Price:
    """One thing that could be otherwise.

    `key` says what: a rule of `planner.decide.explain_settings` that is given up; `lose_venue`,
    `lose_base`, `lose_only_base`, `lose_unit`; `use_venue`, `add_base`, `open_unit`. `otherwise` is
    None where there is then no plan, or none was found in time.
    """

    part: Part
    key: str
    values: Mapping[str, Value]
    settings: tuple[SettingAt, ...]
    overrides: tuple[str, ...]
    """The change as texts for `--set`; empty where it cannot be written so."""
    as_it_is: Figures
    otherwise: Figures | None
    possible: bool | None
    """Whether there is a plan otherwise; None: not known."""

    @property
    def travel_hours(self) -> float | None:
        """More hours on the road a year (negative: fewer)."""
        return None if self.otherwise is None else _less(self.otherwise, self.as_it_is, "travel_hours")

    @property
    def minutes_worst(self) -> float | None:
        """More minutes in the municipality that is worst off, whichever that is."""
        return None if self.otherwise is None else _less(self.otherwise, self.as_it_is, "minutes_worst")

    @property
    def participants_unmet(self) -> float | None:
        """More participants a year without an offer."""
        other = self.otherwise
        return None if other is None else _less(other, self.as_it_is, "participants_unmet")

    @property
    def cost_nok(self) -> float | None:
        """More NOK a year."""
        return None if self.otherwise is None else _less(self.otherwise, self.as_it_is, "cost_nok")

    @property
    def proven(self) -> bool:
        """Whether both plans are proven to be best ones."""
        return self.as_it_is.proven and self.otherwise is not None and self.otherwise.proven


def _less(one: Figures, other: Figures, name: str) -> float | None:
    value, base = getattr(one, name), getattr(other, name)
    return None if value is None or base is None else float(value - base)


@dataclass(frozen=True, slots=True)
class Prices:
    """The prices of one scenario, part by part, the dearest first."""

    scenario: str
    title: str
    title_en: str
    scope_codes: tuple[str, ...]
    as_it_is: Figures
    prices: tuple[Price, ...]
    complete: bool
    """Whether every question was answered."""

    def of(self, part: Part) -> tuple[Price, ...]:
        """The prices of one part."""
        return tuple(price for price in self.prices if price.part == part)
