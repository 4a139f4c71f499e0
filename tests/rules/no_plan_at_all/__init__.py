"""Rule 101 that no plan satisfies."""

from __future__ import annotations

from planner.rules import Rule
from planner.scenario.schema import Scenario


def asks(_scenario: Scenario) -> tuple[str, ...]:
    """The same in every scenario."""
    return ("The moon is a venue.",)


RULE = Rule(number=101, name="no_plan_at_all", package=__name__, paths=(), subject="courses", asks=asks)
