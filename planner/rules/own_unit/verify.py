"""own_unit: people attend venues of the unit of their municipality."""

from __future__ import annotations

from collections.abc import Iterator

from planner.verify import Facts, Violation

RULE = "own_unit"


def check(facts: Facts) -> Iterator[Violation]:
    """Own venues; with `guests` people of no unit attend any; with `anywhere` everyone does."""
    for row in facts.attending:
        if row.venue_id not in facts.runners or facts.may_attend(row.place_id, row.venue_id):
            continue  # a course that is not held is told by the rule attendance
        own = facts.unit_of_place(row.place_id)
        belong = "stand outside every unit" if own is None else f"belong to {own}"
        message = (
            f"people of {facts.place(row.place_id)} {belong} and attend {row.course_programme_id} at "
            f"{facts.venue(row.venue_id)}, run by {' and '.join(sorted(facts.runners[row.venue_id]))}"
        )
        yield Violation(RULE, message, row.share, "share")
