"""The values that the page offers, each with its words, its limits and whether it is an assumption."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from planner.errors import Finding, InputError
from planner.messages import message
from planner.region import Region
from planner.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Offered:
    """One value: a choice, a number within limits, or yes and no."""

    path: str
    kind: Literal["choice", "number", "switch"]
    least: float = 0.0
    most: float = 0.0
    step: float = 1.0
    empty: bool = False
    """Whether it may be left open (null)."""

    def choices(self, region: Region) -> tuple[str, ...]:
        """The values of a choice."""
        if self.path == "demand.level":
            return tuple(region.demand_levels)
        if self.path == "demand.mix":
            return tuple(dict.fromkeys(row.mix_id for row in region.mixes))
        return {"travel.season": ("summer", "winter")}[self.path]


OFFERED: tuple[Offered, ...] = (
    Offered("demand.level", "choice"),
    Offered("demand.mix", "choice"),
    Offered("demand.factor", "number", 0.5, 2.0, 0.1),
    Offered("demand.all_programmes.group_min_persons", "number", 4, 12, 1, empty=True),
    Offered("demand.all_programmes.cycle_years", "number", 1, 3, 1, empty=True),
    Offered("rules.access.minutes_max", "number", 30, 240, 10, empty=True),
    Offered("rules.group_size.joins", "switch"),
    Offered("venues.count_max", "number", 1, 12, 1, empty=True),
    Offered("venues.mobile.on", "switch"),
    Offered("travel.season", "choice"),
    Offered("travel.boats", "switch"),
    Offered("specialist.all_services.trips_per_course", "number", 1, 4, 1, empty=True),
)


def checked(path: str, value: object, region: Region) -> object:
    """The value, if the page offers it.

    Raises:
        InputError: no such value, or not within its limits.
    """
    offered = next((row for row in OFFERED if row.path == path), None)
    if offered is None:
        raise InputError(
            [Finding("action", message("this value is not changed from here"), found=path)]
        )
    if value is None and offered.empty:
        return None
    expected = ""
    if offered.kind == "choice":
        expected = ", ".join(offered.choices(region))
        good = value in offered.choices(region)
    elif offered.kind == "switch":
        expected, good = "true or false", isinstance(value, bool)
    else:
        expected = message(
            "a number from {least:g} to {most:g}", least=offered.least, most=offered.most
        )
        good = (
            isinstance(value, int | float)
            and not isinstance(value, bool)
            and offered.least <= value <= offered.most
        )
    if not good:
        raise InputError(
            [
                Finding(
                    "action",
                    message("not a value of this"),
                    field=path,
                    found=str(value),
                    expected=expected,
                )
            ]
        )
    whole = offered.kind == "number" and offered.step >= 1 and isinstance(value, float)
    return int(value) if whole and isinstance(value, float) else value


def value_of(scenario: Scenario, path: str) -> Any:
    """What a scenario says at a path."""
    here: Any = scenario
    for key in path.split("."):
        here = getattr(here, key)
    return here
