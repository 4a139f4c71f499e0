"""Every plan breaks the rule."""

from __future__ import annotations

from collections.abc import Iterator

from planner.verify.facts import Facts
from planner.verify.violation import Violation


def check(_facts: Facts) -> Iterator[Violation]:
    """Nothing lets a plan through."""
    yield Violation("no_plan_at_all", "there is no venue on the moon", 1, "venues")
