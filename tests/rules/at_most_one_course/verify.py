"""Rule 101 as the verifier sees it."""

from __future__ import annotations

from collections.abc import Iterator

from planner.verify.facts import Facts
from planner.verify.violation import Violation, exceeds


def check(facts: Facts) -> Iterator[Violation]:
    """At most one course a year."""
    held = sum(
        row.courses / facts.region.programmes[row.programme_id].cycle_years
        for row in facts.plan.courses
    )
    if exceeds(held, 1):
        yield Violation("at_most_one_course", f"{held:g} courses a year", held - 1, "courses/year")
