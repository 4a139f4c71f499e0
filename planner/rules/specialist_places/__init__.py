"""Rule 13: a specialist service takes no more than it has places for."""

from __future__ import annotations

from planner.messages import message
from planner.rules.declaration import Link, Rule
from planner.scenario import Scenario


def asks(scenario: Scenario) -> tuple[str, ...]:
    """That places suffice, where they are stated."""
    return (message("A specialist service takes no more people than it has places for, where stated."),)


def ties(_scenario: Scenario) -> frozenset[Link]:
    """Places count all programmes and units together, where a region or a scenario states them."""
    return frozenset({"programmes", "units"})


RULE = Rule(
    number=13,
    name="specialist_places",
    package=__name__,
    paths=("specialist",),
    subject="courses",
    asks=asks,
    ties=ties,
    in_numbers=("specialist",),
)
