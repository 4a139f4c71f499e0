"""Alternatives → comparison, tables, verdicts, maps and results folders.

compare(alternatives)                        side by side, the best of each row marked fairly
comparison_text, _json, _csv, write_comparison_xlsx      the same in four forms
alternative_text, alternative_json           one alternative by itself
write_run, write_comparison                  a results folder, complete or not at all
check_replaceable(folder)                    whether a folder may be replaced, before any long work
draw_map(region, travel, scenario, plan, path)

Names are imported when they are first used: the command line must start fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planner.report.alternative import Alternative, WithoutPlan
    from planner.report.atomic import check_replaceable
    from planner.report.comparison import Comparison, compare
    from planner.report.contract import alternative_json_schema, comparison_json_schema
    from planner.report.map import draw_map
    from planner.report.notes import remarks
    from planner.report.run_folder import write_comparison, write_run
    from planner.report.single import alternative_text
    from planner.report.table import comparison_text
    from planner.report.tidy import comparison_csv
    from planner.report.to_json import alternative_json, comparison_json
    from planner.report.verdicts import verdict
    from planner.report.workbook import comparison_xlsx, write_comparison_xlsx

__all__ = [
    "Alternative",
    "Comparison",
    "WithoutPlan",
    "alternative_json",
    "alternative_json_schema",
    "alternative_text",
    "check_replaceable",
    "compare",
    "comparison_csv",
    "comparison_json",
    "comparison_json_schema",
    "comparison_text",
    "comparison_xlsx",
    "draw_map",
    "remarks",
    "verdict",
    "write_comparison",
    "write_comparison_xlsx",
    "write_run",
]

_HOME = {
    "Alternative": "alternative",
    "Comparison": "comparison",
    "WithoutPlan": "alternative",
    "alternative_json": "to_json",
    "alternative_json_schema": "contract",
    "alternative_text": "single",
    "check_replaceable": "atomic",
    "compare": "comparison",
    "comparison_csv": "tidy",
    "comparison_json": "to_json",
    "comparison_json_schema": "contract",
    "comparison_text": "table",
    "comparison_xlsx": "workbook",
    "draw_map": "map",
    "remarks": "notes",
    "verdict": "verdicts",
    "write_comparison": "run_folder",
    "write_comparison_xlsx": "workbook",
    "write_run": "run_folder",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
