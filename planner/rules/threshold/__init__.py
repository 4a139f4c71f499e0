"""Rule 2: the guideline of inhabitants per unit."""

from __future__ import annotations

from planner.messages import message
from planner.rules.declaration import Link, Rule, spaced
from planner.scenario import Scenario


def asks(scenario: Scenario) -> tuple[str, ...]:
    """The lower end, and the upper end where it is hard."""
    guideline = scenario.threshold
    low, high = spaced(guideline.persons_min), spaced(guideline.persons_max)
    lower = {
        "hard": message("Every unit serves at least {low} inhabitants.", low=low),
        "soft": message(
            "The shortfall below {low} inhabitants per unit is as small as possible.", low=low
        ),
        "off": message("The guideline of {low} inhabitants per unit is reported only.", low=low),
    }[guideline.mode]
    if guideline.upper != "hard":
        return (lower,)
    return (lower, message("Every unit serves at most {high} inhabitants.", high=high))


def off(scenario: Scenario) -> bool:
    """Both ends are reported only."""
    return scenario.threshold.mode == "off" and scenario.threshold.upper == "report"


def ties(scenario: Scenario) -> frozenset[Link]:
    """The guideline ties units together where the optimiser forms them."""
    return frozenset({"units"}) if scenario.units.assignment == "free" else frozenset()


RULE = Rule(
    number=2,
    name="threshold",
    package=__name__,
    paths=("threshold",),
    subject="units",
    asks=asks,
    off=off,
    ties=ties,
)
