"""single_source: everybody of a place uses one venue or specialist for a programme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from planner.plan import Attendance, SpecialistAttendance, Unmet
from planner.verify import TOLERANCE, Facts, Violation

RULE = "single_source"


def check(facts: Facts) -> Iterator[Violation]:
    """The shares of a place and programme beside its largest are nothing."""
    if not facts.scenario.rules.single_source.on:
        return
    shares: dict[tuple[str, str], list[float]] = defaultdict(list)
    rows: list[Attendance | SpecialistAttendance | Unmet] = [
        *facts.plan.attendance,
        *facts.plan.specialist,
        *facts.plan.unmet,
    ]
    for row in rows:
        shares[row.place_id, row.programme_id].append(row.share)
    for (place_id, programme_id), found in sorted(shares.items()):
        apart = sum(found) - max(found)
        if apart > TOLERANCE:
            message = (
                f"people of {facts.place(place_id)} for {programme_id} shall keep together; "
                f"{len(found)} ways are used, {apart:.7g} of them apart from the others"
            )
            yield Violation(RULE, message, apart, "share")
