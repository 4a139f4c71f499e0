"""Rule 7: people attend where their own unit runs the venue."""

from __future__ import annotations

from planner.messages import message
from planner.rules.declaration import Link, Rule
from planner.scenario import Scenario


def asks(scenario: Scenario) -> tuple[str, ...]:
    """Whose venues people may attend."""
    return (
        {
            "own": message("People attend only venues run by the unit of their own municipality."),
            "guests": message(
                "People attend venues of their own unit; municipalities outside may be guests."
            ),
            "anywhere": message("People may attend the venues of any unit."),
        }[scenario.rules.own_unit.mode],
    )


def ties(scenario: Scenario) -> frozenset[Link]:
    """Units compete for venues where more than one could run the same."""
    contested = scenario.units.assignment == "free" or scenario.venues.located_in == "anywhere"
    return frozenset({"units", "programmes"}) if contested else frozenset()


RULE = Rule(
    number=7,
    name="own_unit",
    package=__name__,
    paths=("rules.own_unit", "venues.located_in"),
    subject="courses",
    asks=asks,
    ties=ties,
    in_numbers=("rules.own_unit", "venues.located_in"),
)
