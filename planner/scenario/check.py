"""Does a scenario fit its region, and does it agree with itself?

Every unit, venue, place, municipality, programme and link that a scenario names must exist, and no two
of its wishes may exclude each other. All issues are collected; none stops the search for others.
Whether a sound scenario has a plan at all is not asked here: the solver says that, with numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.errors import Finding
from planner.messages import message
from planner.region import Region
from planner.scenario.check_demand import (
    check_demand,
    check_links,
    check_specialist,
)
from planner.scenario.check_people import check_participation
from planner.scenario.check_population import check_population
from planner.scenario.check_rules import check_rules
from planner.scenario.check_units import check_units
from planner.scenario.check_venues import check_venues
from planner.scenario.issue import ScenarioIssue, each, known_ids
from planner.scenario.schema import Scenario
from planner.scenario.suggestions import suggestion

if TYPE_CHECKING:
    from planner.scenario.loaded import LoadedScenario


def check_against_region(loaded: LoadedScenario, region: Region) -> tuple[Finding, ...]:
    """Everything in a scenario that does not fit its region, with file, line and column."""
    return tuple(issue.finding(*loaded.locate(issue.path)) for issue in issues(region, loaded.scenario))


def issues(region: Region, scenario: Scenario) -> list[ScenarioIssue]:
    """Everything in a scenario that does not fit its region, in the order of the schema."""
    scope, found = resolve_scope(region, scenario)
    known = known_ids(region, scenario, scope)
    return [
        *found,
        *check_units(scenario, known, region),
        *check_population(region, scenario),
        *check_demand(region, scenario),
        *check_participation(region, scenario),
        *check_specialist(region, scenario),
        *check_venues(region, scenario, known),
        *check_links(region, scenario, known),
        *check_rules(region, scenario),
    ]


def resolve_scope(region: Region, scenario: Scenario) -> tuple[tuple[str, ...], list[ScenarioIssue]]:
    """The municipalities in scope, sorted, and what is wrong with the scope (then the default)."""
    default = tuple(sorted(region.scopes.get(region.default_scope, tuple(region.municipalities))))
    scope = scenario.scope
    if scope == "":
        return default, []
    if isinstance(scope, str):
        if scope in region.scopes:
            return tuple(sorted(region.scopes[scope])), []
        if scope == "all":
            return tuple(sorted(region.municipalities)), []
        fix = suggestion(scope, (*region.scopes, "all"))
        if scope in region.municipalities:
            fix = message("To name municipalities write a list: scope: ['{scope}'].", scope=scope)
        return default, [
            ScenarioIssue(("scope",), message("there is no scope of this name"), scope, fix=fix)
        ]
    if not scope:
        fix = message("Name at least one, or leave `scope` out for the region's default.")
        return default, [
            ScenarioIssue(("scope",), message("the list of municipalities in scope is empty"), fix=fix)
        ]
    names = {m.code: m.name for m in region.municipalities.values()}
    found = list(each(("scope",), scope, names, "municipality"))
    return (default if found else tuple(sorted(scope))), found
