"""Scenarios: what a scenario file says, where every value came from, and what it makes of a region.

    read_scenario(name_or_path, overrides) -> LoadedScenario     file, `extends`, `--set`; every problem
    check_against_region(loaded, region)   -> findings           names that the region does not have
    effective_region(region, scenario)     -> Region             the region as the scenario sees it
    scope_codes(region, scenario)          -> codes              whose people a plan is judged for
    shipped_scenarios(region)              -> those that come with the planner, in reading order
    show_resolved(loaded)                  -> YAML with the origin of every value

Names are imported when they are first used: the command line must start fast.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
