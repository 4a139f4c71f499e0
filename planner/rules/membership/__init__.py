"""Rule 1: who belongs to which unit."""

from __future__ import annotations

from planner.messages import message
from planner.rules.declaration import Link, Rule
from planner.scenario import Scenario


def asks(scenario: Scenario) -> tuple[str, ...]:
    """Whether anybody may stand outside."""
    if scenario.units.outside == "forbidden":
        return (message("Every municipality in scope belongs to exactly one coordinating unit."),)
    return (
        message("A municipality belongs to at most one coordinating unit; those outside are named."),
    )


def ties(scenario: Scenario) -> frozenset[Link]:
    """Memberships tie units together where the optimiser forms them."""
    return frozenset({"units"}) if scenario.units.assignment == "free" else frozenset()


RULE = Rule(
    number=1,
    name="membership",
    package=__name__,
    paths=("units.assignment", "units.outside"),
    subject="units",
    asks=asks,
    ties=ties,
)
