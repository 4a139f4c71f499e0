"""Rule 5: a course needs a group, and a room holds only so many."""

from __future__ import annotations

from planner.messages import message
from planner.rules.declaration import Link, Rule
from planner.scenario import Scenario


def asks(scenario: Scenario) -> tuple[str, ...]:
    """The ends of a group, or how surely its lower end is reached."""
    wanted = scenario.rules.group_size.fill_probability
    if wanted is None:
        return (
            message(
                "Every course has at least its smallest group, and no more than group and room allow."
            ),
        )
    return (
        message(
            "Every course reaches its smallest group with a probability of at least {percent}%, and "
            "no more come than group and room allow.",
            percent=f"{100 * wanted:g}",
        ),
    )


def ties(scenario: Scenario) -> frozenset[Link]:
    """Programmes are tied together where groups may join a general programme."""
    return frozenset({"programmes"}) if scenario.rules.group_size.joins else frozenset()


RULE = Rule(
    number=5,
    name="group_size",
    package=__name__,
    paths=("rules.group_size",),
    subject="courses",
    asks=asks,
    ties=ties,
    in_numbers=("rules.group_size",),
)
