"""Rule 9: the hours of work fit the posts."""

from __future__ import annotations

from planner.messages import message
from planner.rules.declaration import Link, Rule
from planner.scenario import Scenario


def asks(scenario: Scenario) -> tuple[str, ...]:
    """The bound on coordinators' hours, and those on others where they are set."""
    rule = scenario.rules.staffing
    if rule.mode != "hard":
        return (message("The hours of work against the posts are reported only."),)
    parts = [
        message(
            "The coordinators' hours of every unit fit its posts, of {hours} hours a year.",
            hours=f"{rule.hours_per_post:g}",
        )
    ]
    for profession, most in sorted(rule.professional_hours_max.items()):
        parts.append(
            message(
                "At most {hours} hours a year in meetings of the profession {profession}.",
                hours=f"{most:g}",
                profession=profession,
            )
        )
    if rule.user_representative_meetings_max is not None:
        parts.append(
            message(
                "User representatives take part in at most {count} meetings a year.",
                count=f"{rule.user_representative_meetings_max:g}",
            )
        )
    return tuple(parts)


def off(scenario: Scenario) -> bool:
    """Hours are reported only."""
    return scenario.rules.staffing.mode != "hard"


def ties(scenario: Scenario) -> frozenset[Link]:
    """A unit's posts count its programmes together; the other bounds count units together too."""
    rule = scenario.rules.staffing
    if rule.mode != "hard":
        return frozenset()
    if rule.professional_hours_max or rule.user_representative_meetings_max is not None:
        return frozenset({"programmes", "venues", "units"})
    return frozenset({"programmes", "venues"})


RULE = Rule(
    number=9,
    name="staffing",
    package=__name__,
    paths=("rules.staffing",),
    subject="courses",
    asks=asks,
    off=off,
    ties=ties,
    in_numbers=("rules.staffing",),
)
