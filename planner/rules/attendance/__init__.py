"""Rule 4: everybody is accounted for."""

from __future__ import annotations

from planner.messages import message
from planner.rules.declaration import Rule
from planner.scenario import Scenario


def asks(_scenario: Scenario) -> tuple[str, ...]:
    """The same in every scenario."""
    return (
        message(
            "Everybody who would take part does so locally or at the specialist service, or is "
            "counted as without an offer."
        ),
    )


RULE = Rule(number=4, name="attendance", package=__name__, paths=(), subject="courses", asks=asks)
