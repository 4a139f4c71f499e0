"""Planning of municipal learning-and-mastery services: the map of the package.

    import planner

    run = planner.solve_scenario("alt-2-lokta", ["demand.level=high"])
    run.indicators.travel_hours_total

    lokta = planner.read_scenario("alt-2-lokta")
    high = lokta.change(name="high", demand={"level": "high"})
    comparison = planner.compare_scenarios(["alt-0-today", lokta, high], scope="ten")
    planner.comparison_frame(comparison)          # a DataFrame; `comparison` shows itself in a notebook

One way through, no way back; each arrow is one function, each box a frozen value:

    scenario.yaml ─▶ Scenario ─┐
    region tables ─▶ Region ───┼─▶ Problem ─▶ Plan ─▶ Indicators ─▶ results folder, comparison, maps
    road links ────▶ Travel ───┘

The whole way:

    solve_scenario    scenario                            → Alternative      planner.pipeline
    compare_scenarios scenarios                           → Comparison       planner.api
    run_study         study                               → a folder         planner.whatif

and its steps:

    read_scenario     file, values, overrides             → LoadedScenario   planner.scenario
    read_region       tables on disk                      → Region           planner.region
    effective_region  Region, Scenario                    → Region           planner.scenario
    build_travel      Region, Scenario                    → Travel           planner.travel
    build_problem     Region, Travel, Scenario            → Problem          planner.problem
    solve             Problem                             → Plan             planner.solve
    verify_plan       Region, Travel, Scenario, Plan      → violations       planner.verify
    evaluate          Region, Travel, Scenario, Plan      → Indicators       planner.evaluate
    write_run, write_comparison, draw_map, write_geopackage                  planner.report

In and out of a script (`planner.api`):

    region_from_frames    DataFrames, graph, outlines     → Region
    travel_from_matrix    DataFrame                       → Travel
    region_frames         Region                          → GeoDataFrames
    run_frames            Alternative                     → GeoDataFrames
    indicators_frame, comparison_frame, study_frame       → DataFrame

What is named here (in full in `__init__.pyi`) is public and stays. It is imported when it is first
used, so that `import planner` is cheap. `planner.solve` and `planner.evaluate` are packages that can be
called. The errors a user can meet stand in `planner.errors`.
"""

from importlib import import_module
from typing import Any

import lazy_loader

_named, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
_CALLED = ("evaluate", "solve")
"""Packages that are called like the function that they are named after."""


def __getattr__(name: str) -> Any:
    return import_module(f"{__name__}.{name}") if name in _CALLED else _named(name)
