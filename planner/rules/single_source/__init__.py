"""Rule 12, by option: people of a place keep together."""

from __future__ import annotations

from planner.messages import message
from planner.rules.declaration import Rule
from planner.scenario import Scenario


def asks(scenario: Scenario) -> tuple[str, ...]:
    """Whether a place may be divided."""
    if off(scenario):
        return (message("People of a place may go to different courses of a programme."),)
    return (message("Everybody of a place goes to the same venue or specialist for a programme."),)


def off(scenario: Scenario) -> bool:
    """People of a place may part."""
    return not scenario.rules.single_source.on


RULE = Rule(
    number=12,
    name="single_source",
    package=__name__,
    paths=("rules.single_source",),
    subject="courses",
    asks=asks,
    off=off,
)
