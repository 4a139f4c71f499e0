"""Rule 6: what a venue can take, and what it means to be in use."""

from __future__ import annotations

from planner.messages import message
from planner.rules.declaration import Link, Rule
from planner.scenario import Scenario


def asks(scenario: Scenario) -> tuple[str, ...]:
    """Whether rooms fill up; what being in use means holds in any case."""
    if not scenario.rules.capacity.on:
        return (message("Venues take any number of meetings."),)
    return (message("No venue takes more meetings a year than it has room for."),)


def ties(scenario: Scenario) -> frozenset[Link]:
    """Programmes share the rooms of a venue."""
    return frozenset({"programmes"}) if scenario.rules.capacity.on else frozenset()


RULE = Rule(
    number=6,
    name="capacity",
    package=__name__,
    paths=("rules.capacity",),
    subject="courses",
    asks=asks,
    ties=ties,
    in_numbers=("rules.capacity",),
)
