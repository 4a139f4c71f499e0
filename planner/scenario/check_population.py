"""Checks of `population`: a year and an alternative that the region knows."""

from __future__ import annotations

from collections.abc import Iterator

from planner.messages import message
from planner.region import Region, alternatives_of, population_of, years_of
from planner.scenario.issue import ScenarioIssue, unknown
from planner.scenario.population import alternative_meant
from planner.scenario.schema import Scenario


def check_population(region: Region, scenario: Scenario) -> Iterator[ScenarioIssue]:
    """A year that the region's table gives, by an alternative that stands there."""
    year, named = scenario.population.year, scenario.population.alternative
    if year is None and not named:
        return
    if not region.population_by_year:
        yield ScenarioIssue(
            ("population", "year" if year is not None else "alternative"),
            message("the region has no table of people by year"),
            str(year) if year is not None else named,
            fix=message(
                "Lay one in: lms-planner region add REGION FILE takes SSB's projections as downloaded."
            ),
        )
        return
    every = alternatives_of(region)
    if named and named not in every:
        yield unknown(("population", "alternative"), "alternative", named, dict.fromkeys(every, ""))
        return
    meant = alternative_meant(region, scenario)
    if year is not None and population_of(region, year, meant) is None:
        years = years_of(region, meant)
        fix = message("Choose a year from {first} to {last}.", first=str(years[0]), last=str(years[-1]))
        if not named and len(every) > 1:
            fix = message(
                "Say which projection counts: population.alternative is one of {names}.",
                names=", ".join(every),
            )
        yield ScenarioIssue(
            ("population", "year"),
            message("the region's table of people by year does not reach this year"),
            str(year),
            message("{first} to {last}", first=str(years[0]), last=str(years[-1])),
            fix,
        )
