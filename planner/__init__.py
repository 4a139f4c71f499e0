"""Planning of municipal learning-and-mastery services: the map of the package.

    import planner

    alternative = planner.solve_scenario("alt-2-lokta", ["demand.level=high"])
    comparison = planner.compare_scenarios(["solo", "alt-2-lokta", "pilot"], scope="ten")

One way through, no way back; each arrow is one function, each box a frozen value:

    scenario.yaml ─▶ Scenario ─┐
    region tables ─▶ Region ───┼─▶ Problem ─▶ Plan ─▶ Indicators ─▶ results folder, comparison, maps
    road links ────▶ Travel ───┘

    read_scenario     scenario file, overrides            → LoadedScenario    planner.scenario
    read_region       tables on disk                      → Region            planner.region
    effective_region  Region, Scenario                    → Region            planner.scenario
    build_travel      Region, Scenario                    → Travel            planner.travel
    build_problem     Region, Travel, Scenario            → Problem           planner.problem
    solve             Problem                             → Plan              planner.solve
    verify_plan       Region, Travel, Scenario, Plan      → violations        planner.verify
    evaluate          Region, Travel, Scenario, Plan      → Indicators        planner.evaluate
    compare, draw_map, write_run, comparison_json, …                          planner.report

`solve` and `evaluate` are imported from their packages (`from planner.solve import solve`). The others
below can be had from here; they are imported when they are first used, so that `import planner` is
cheap. The errors a user can meet stand in `planner.errors`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planner.errors import InfeasibleError, InputError, NoPlanError, PlannerError
    from planner.pipeline import compare_scenarios, solve_scenario
    from planner.plan import Plan
    from planner.problem import build_problem
    from planner.region import Region, read_region, shipped_regions
    from planner.scenario import Scenario, effective_region, read_scenario, shipped_scenarios
    from planner.travel import build_travel
    from planner.verify import verify_plan

__all__ = [
    "InfeasibleError",
    "InputError",
    "NoPlanError",
    "Plan",
    "PlannerError",
    "Region",
    "Scenario",
    "build_problem",
    "build_travel",
    "compare_scenarios",
    "effective_region",
    "read_region",
    "read_scenario",
    "shipped_regions",
    "shipped_scenarios",
    "solve_scenario",
    "verify_plan",
]

_HOME = {
    "InfeasibleError": "errors",
    "InputError": "errors",
    "NoPlanError": "errors",
    "Plan": "plan",
    "PlannerError": "errors",
    "Region": "region",
    "Scenario": "scenario",
    "build_problem": "problem",
    "build_travel": "travel",
    "compare_scenarios": "pipeline.together",
    "effective_region": "scenario",
    "read_region": "region",
    "read_scenario": "scenario",
    "shipped_regions": "region",
    "shipped_scenarios": "scenario",
    "solve_scenario": "pipeline.run",
    "verify_plan": "verify",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
