"""Rule 3: the members of a unit hang together."""

from __future__ import annotations

from planner.messages import message
from planner.rules.declaration import Link, Rule
from planner.scenario import Scenario


def asks(scenario: Scenario) -> tuple[str, ...]:
    """Whether members are neighbours, and what counts as neighbours."""
    if not scenario.contiguity.on:
        return (message("Members of a unit need not be neighbours."),)
    if scenario.contiguity.boats:
        return (message("The members of a unit hang together as neighbours."),)
    return (message("The members of a unit hang together as neighbours (boats do not count)."),)


def off(scenario: Scenario) -> bool:
    """Members may lie apart."""
    return not scenario.contiguity.on


def ties(scenario: Scenario) -> frozenset[Link]:
    """Contiguity ties units together where the optimiser forms them."""
    on = scenario.units.assignment == "free" and scenario.contiguity.on
    return frozenset({"units"}) if on else frozenset()


RULE = Rule(
    number=3,
    name="contiguity",
    package=__name__,
    paths=("contiguity",),
    subject="units",
    asks=asks,
    off=off,
    ties=ties,
)
