"""Rule 11, by option: people go to the nearest course of their programme."""

from __future__ import annotations

from planner.messages import message
from planner.rules.declaration import Rule
from planner.scenario import Scenario


def asks(scenario: Scenario) -> tuple[str, ...]:
    """Whether a nearer course may be passed."""
    if off(scenario):
        return (message("People may pass a nearer course to fill another."),)
    return (
        message("People go to the nearest course of their programme, not past it to fill another."),
    )


def off(scenario: Scenario) -> bool:
    """People go where the plan says."""
    return not scenario.nearest


RULE = Rule(
    number=11,
    name="nearest",
    package=__name__,
    paths=("rules.nearest", "participation.choice"),
    subject="courses",
    asks=asks,
    off=off,
)
