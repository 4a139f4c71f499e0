"""What-if studies: thousands of runs from one file, resumable, on one machine or many.

    read_study(path), study_of(values)      a study file, or plain values          → StudyFile
    plan_study(study)                       its points, resolved and checked       → Planned
    run_study(study, out)                   solve what is not solved yet           → Ran
    read_table(out)                         one row per point                      → DataFrame
    write_plot(out, path)                   a picture: curve, heat map, tornado, map
    break_even(scenarios, path, low, high)  where one number turns the answer      → BreakEven

Names are imported when they are first used: the command line must start fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planner.whatif.crossings import BreakEven, break_even
    from planner.whatif.plots import write_plot
    from planner.whatif.points import Point, points_of
    from planner.whatif.run import Planned, Ran, plan_study, run_study
    from planner.whatif.study import Study
    from planner.whatif.study_file import StudyFile, read_study, study_of
    from planner.whatif.table import read_table, write_table

__all__ = [
    "BreakEven",
    "Planned",
    "Point",
    "Ran",
    "Study",
    "StudyFile",
    "break_even",
    "plan_study",
    "points_of",
    "read_study",
    "read_table",
    "run_study",
    "study_of",
    "write_plot",
    "write_table",
]

_HOME = {
    "BreakEven": "crossings",
    "break_even": "crossings",
    "write_plot": "plots",
    "Planned": "run",
    "Point": "points",
    "Ran": "run",
    "Study": "study",
    "StudyFile": "study_file",
    "plan_study": "run",
    "points_of": "points",
    "read_study": "study_file",
    "read_table": "table",
    "run_study": "run",
    "study_of": "study_file",
    "write_table": "table",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
