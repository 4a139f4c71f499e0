"""Rule 14, by option: people choose for themselves among what is offered."""

from __future__ import annotations

from planner.messages import message
from planner.rules.declaration import Rule
from planner.scenario import Scenario


def asks(scenario: Scenario) -> tuple[str, ...]:
    """Who decides where people go."""
    if off(scenario):
        return (message("People do not choose among the offers by themselves."),)
    if scenario.participation.logit.home_minutes is None:
        return (message("People choose among all offers, the nearer the more likely."),)
    return (
        message(
            "People choose among all offers and staying at home, a nearer offer being the more likely."
        ),
    )


def off(scenario: Scenario) -> bool:
    """The plan, or the shortest way, decides where people go."""
    return scenario.participation.choice != "logit"


RULE = Rule(
    number=14,
    name="choice",
    package=__name__,
    paths=("participation.choice", "participation.logit"),
    subject="courses",
    asks=asks,
    off=off,
)
