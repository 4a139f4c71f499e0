"""Scenarios: what a scenario file says, where every value came from, and what it makes of a region.

    read_scenario(name_or_path, overrides) -> LoadedScenario     file, `extends`, `--set`; every problem
    check_against_region(loaded, region)   -> findings           names that the region does not have
    effective_region(region, scenario)     -> Region             the region as the scenario sees it
    scope_codes(region, scenario)          -> codes              whose people a plan is judged for
    shipped_scenarios(region)              -> those that come with the planner, in reading order
    show_resolved(loaded)                  -> YAML with the origin of every value

Names are imported when they are first used: the command line must start fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planner.scenario.apply import effective_region, scope_codes
    from planner.scenario.check import check_against_region
    from planner.scenario.loaded import LoadedScenario
    from planner.scenario.read import OpenedScenario, ScenarioLike, open_scenario, read_scenario
    from planner.scenario.reference import scenario_json_schema, scenario_reference_page
    from planner.scenario.schema import Scenario
    from planner.scenario.shipped import ShippedScenario, shipped_scenarios
    from planner.scenario.show import resolved_yaml, show_resolved

__all__ = [
    "LoadedScenario",
    "OpenedScenario",
    "Scenario",
    "ScenarioLike",
    "ShippedScenario",
    "check_against_region",
    "effective_region",
    "open_scenario",
    "read_scenario",
    "resolved_yaml",
    "scenario_json_schema",
    "scenario_reference_page",
    "scope_codes",
    "shipped_scenarios",
    "show_resolved",
]

_HOME = {
    "LoadedScenario": "loaded",
    "OpenedScenario": "read",
    "Scenario": "schema",
    "ScenarioLike": "read",
    "ShippedScenario": "shipped",
    "check_against_region": "check",
    "effective_region": "apply",
    "open_scenario": "read",
    "read_scenario": "read",
    "resolved_yaml": "show",
    "scenario_json_schema": "reference",
    "scenario_reference_page": "reference",
    "scope_codes": "apply",
    "shipped_scenarios": "shipped",
    "show_resolved": "show",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
