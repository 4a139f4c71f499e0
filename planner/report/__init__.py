"""Alternatives → comparison, tables, verdicts, maps and results folders.

compare(alternatives)                        side by side, the best of each row marked fairly
comparison_text, _json, _csv, write_comparison_xlsx      the same in four forms
alternative_text, alternative_json           one alternative by itself
write_run, write_comparison                  a results folder, complete or not at all
draw_map(region, travel, scenario, plan, path)

Names are imported when they are first used: the command line must start fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planner.report.comparison.comparison import Comparison, compare
    from planner.report.comparison.notes import remarks
    from planner.report.comparison.verdicts import verdict
    from planner.report.excel.workbook import comparison_xlsx, write_comparison_xlsx
    from planner.report.folder.run_folder import write_comparison, write_run
    from planner.report.folder.tidy import comparison_csv
    from planner.report.json.comparison import alternative_json, comparison_json
    from planner.report.json.contract import alternative_json_schema, comparison_json_schema
    from planner.report.maps.page import draw_map
    from planner.report.terminal.comparison import comparison_text
    from planner.report.terminal.single import alternative_text

__all__ = [
    "Comparison",
    "alternative_json",
    "alternative_json_schema",
    "alternative_text",
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
    "Comparison": "comparison.comparison",
    "alternative_json": "json.comparison",
    "alternative_json_schema": "json.contract",
    "alternative_text": "terminal.single",
    "compare": "comparison.comparison",
    "comparison_csv": "folder.tidy",
    "comparison_json": "json.comparison",
    "comparison_json_schema": "json.contract",
    "comparison_text": "terminal.comparison",
    "comparison_xlsx": "excel.workbook",
    "draw_map": "maps.page",
    "remarks": "comparison.notes",
    "verdict": "comparison.verdicts",
    "write_comparison": "folder.run_folder",
    "write_comparison_xlsx": "excel.workbook",
    "write_run": "folder.run_folder",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
