"""Rule 101, as somebody outside the planner would write it: at most one course a year in all."""

from __future__ import annotations

from planner.rules import Rule
from planner.scenario.schema import Scenario


def asks(_scenario: Scenario) -> tuple[str, ...]:
    """The same in every scenario."""
    return ("At most one course a year is held.",)


RULE = Rule(
    number=101,
    name="at_most_one_course",
    package=__name__,
    paths=(),
    subject="courses",
    asks=asks,
)
