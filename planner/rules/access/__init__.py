"""Rule 8: nobody travels too far, and not too many go to the specialist or without an offer."""

from __future__ import annotations

from planner.messages import message
from planner.rules.declaration import Link, Rule
from planner.scenario import Scenario


def asks(scenario: Scenario) -> tuple[str, ...]:
    """Each limit that is set."""
    limit = scenario.rules.access
    parts = []
    if limit.minutes_max is not None:
        minutes = f"{limit.minutes_max:g}"
        parts.append(message("Nobody travels more than {minutes} minutes one way.", minutes=minutes))
    if limit.specialist_share_max is not None:
        share = f"{100 * limit.specialist_share_max:g}"
        parts.append(
            message(
                "At most {percent}% of the participants take part at the specialist service.",
                percent=share,
            )
        )
    if limit.unmet_share_max is not None:
        share = f"{100 * limit.unmet_share_max:g}"
        parts.append(
            message("At most {percent}% of the participants are without an offer.", percent=share)
        )
    return tuple(parts) or (message("There is no limit on the way people travel."),)


def off(scenario: Scenario) -> bool:
    """No limit is set."""
    limit = scenario.rules.access
    return (limit.minutes_max, limit.specialist_share_max, limit.unmet_share_max) == (None, None, None)


def ties(scenario: Scenario) -> frozenset[Link]:
    """A limit on a share counts all programmes and units together; that nobody be unmet, nothing."""
    limit = scenario.rules.access
    limited = limit.specialist_share_max is not None or (limit.unmet_share_max or 0.0) > 0
    return frozenset({"programmes", "units"}) if limited else frozenset()


RULE = Rule(
    number=8,
    name="access",
    package=__name__,
    paths=(
        "rules.access.minutes_max",
        "rules.access.specialist_share_max",
        "rules.access.unmet_share_max",
    ),
    subject="courses",
    asks=asks,
    off=off,
    ties=ties,
    in_numbers=("rules.access.minutes_max",),
)
