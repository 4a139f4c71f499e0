"""Rule 10: what is decided beforehand."""

from __future__ import annotations

from planner.messages import later, message
from planner.rules.declaration import Link, Rule, spaced
from planner.scenario import Scenario

STRATEGIES = {
    "free": later("Courses may be held in any venue."),
    "one_base": later("Courses are held in one base only: {places}."),
    "two_bases": later("Courses are held in two bases only: {places}."),
    "municipal_seats": later("Courses are held in the municipal centres only."),
    "listed": later("Courses are held in these venues only: {places}."),
    "none": later("No local courses are held."),
}

LIMITS = {
    "unmet": later("At most {most} participants a year are without an offer."),
    "travel": later("Travel comes to at most {most} hours a year."),
    "cost": later("The cost is at most {most} NOK a year."),
    "worst_travel": later("Nobody who takes part has a longer way than {most} minutes."),
    "equity": later("No municipality has a longer mean way than {most} minutes."),
    "reach": later("At most {most} participants a year are not reached by a local course."),
}


def asks(scenario: Scenario) -> tuple[str, ...]:
    """The venue strategy, and whatever is set beside it."""
    units, venues = scenario.units, scenario.venues
    places = ", ".join(venues.bases or venues.listed)
    parts = [message(STRATEGIES[venues.strategy], places=places)]
    if venues.in_use:
        parts.append(message("These are in use: {venues}.", venues=", ".join(venues.in_use)))
    if venues.count_max is not None:
        parts.append(message("At most {count} venues are in use.", count=venues.count_max))
    if units.must_open:
        parts.append(message("These are open: {units}.", units=", ".join(units.must_open)))
    if units.count_min is not None:
        parts.append(message("There are at least {count} units.", count=units.count_min))
    if units.count_max is not None:
        parts.append(message("There are at most {count} units.", count=units.count_max))
    for code, unit_id in sorted(units.fixed_members.items()):
        parts.append(message("{municipality} belongs to {unit}.", municipality=code, unit=unit_id))
    if scenario.budget.nok_per_year_max is not None:
        nok = spaced(scenario.budget.nok_per_year_max)
        parts.append(message("The plan costs at most {nok} NOK a year.", nok=nok))
    for name, most in sorted(scenario.limits.items()):
        parts.append(message(LIMITS[name], most=f"{most:,.10g}".replace(",", " ")))
    return tuple(parts)


def ties(scenario: Scenario) -> frozenset[Link]:
    """Venues in use, their number, a budget and limits count all programmes and units together."""
    venues = scenario.venues
    tied = (
        bool(venues.in_use)
        or venues.count_max is not None
        or scenario.budget.nok_per_year_max is not None
        or bool(set(scenario.limits) - {"worst_travel"})
    )
    return frozenset({"programmes", "venues", "units"}) if tied else frozenset()


RULE = Rule(
    number=10,
    name="policy",
    package=__name__,
    paths=(
        "venues.strategy",
        "venues.in_use",
        "venues.count_max",
        "units.must_open",
        "units.count_min",
        "units.count_max",
        "units.fixed_members",
        "budget",
        "limits",
    ),
    subject="units",
    asks=asks,
    ties=ties,
)
