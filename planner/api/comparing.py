"""Scenarios side by side from a script or a notebook."""

from __future__ import annotations

from collections.abc import Iterable

from planner.pipeline import Regions, read_tasks, solve_tasks
from planner.progress import Report, silent
from planner.region import Region
from planner.report import Comparison, compare
from planner.scenario import ScenarioLike
from planner.travel import Travel


def compare_scenarios(
    scenarios: Iterable[ScenarioLike],
    overrides: Iterable[str] = (),
    *,
    region: Region | None = None,
    travel: Travel | None = None,
    scope: str | None = None,
    workers: int = 1,
    progress: Report = silent,
) -> Comparison:
    """Solve scenarios of one region and set them side by side, judged for one scope.

    Args:
        scenarios: names of shipped scenarios, paths of files, plain values as a file would hold them,
            or scenarios that were read or made before, also mixed.
        region: a region in memory, in place of the one that the scenarios name.
        travel: travel times in memory, in place of those of the region's roads.
        overrides: texts `path=value`, as after `--set`, for every scenario.
        scope: a scope of the region by name; the one that the scenarios state where it is left out,
            or the region's default where they differ.
        workers: scenarios solved at the same time. With more than one, a script of yours needs the
            usual `if __name__ == "__main__":` around what it does.
        progress: called with a message and the share done (0..1).

    Raises:
        InputError: every problem of the scenarios and their region; or not one of them has a plan.
    """
    answers = solve_tasks(
        read_tasks(scenarios, overrides, scope, Regions(region, travel)),
        workers=workers,
        progress=progress,
    )
    return compare(answers.alternatives, answers.without_plan)
