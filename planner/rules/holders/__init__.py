"""Rule 15: each programme has one holder in a unit, the unit itself or the hospital."""

from __future__ import annotations

from planner.messages import message
from planner.rules.declaration import Rule
from planner.scenario import Scenario


def asks(scenario: Scenario) -> tuple[str, ...]:
    """Whether two lines hold courses in the same rooms."""
    lines = scenario.units.second_line.values()
    if not lines:
        return (message("Every unit holds its courses itself."),)
    if any(line.may_hold for line in lines):
        return (
            message("Each programme in a unit is held by the unit or by the hospital, as is best."),
        )
    return (message("The hospital holds the programmes that are given to it, the unit the others."),)


RULE = Rule(
    number=15,
    name="holders",
    package=__name__,
    paths=("units.second_line",),
    subject="courses",
    asks=asks,
    in_numbers=("units.second_line",),
)
