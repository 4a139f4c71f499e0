"""`compare --weights`: the alternatives once more at every demand level, and all of it weighed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from planner.pipeline import Answers, Task, read_tasks, solve_tasks
from planner.progress import Report, part_of

if TYPE_CHECKING:
    from planner.decide import Weights
    from planner.report import Comparison
    from planner.report.comparison import Weighing


def weigh_answers(
    answers: Answers,
    comparison: Comparison,
    weights: Weights,
    names: Sequence[str | Path],
    overrides: Iterable[str],
    scope: str | None,
    *,
    workers: int | None,
    progress: Report,
) -> Weighing:
    """Weigh a comparison that was solved, and the same scenarios at the region's demand levels.

    Scenarios that already stand at a level are not solved again. One that has no plan at a level is
    left out there.

    Raises:
        InputError: a scenario cannot be read with another demand level (it was read without).
    """
    from planner.report import compare
    from planner.report.comparison import weigh_comparison

    overrides = tuple(overrides)
    levels = comparison.region.demand_levels.values()
    asked: dict[str, tuple[Task, ...]] = {
        level.id: read_tasks(names, (*overrides, f"demand.level={level.id}"), scope) for level in levels
    }
    known = {a.name: a for a in answers.alternatives}
    left = [
        (level_id, task)
        for level_id, tasks in asked.items()
        for task in tasks
        if task.name not in known or known[task.name].scenario != task.loaded.scenario
    ]
    found = solve_tasks(
        [task for _, task in left], workers=workers, progress=part_of(progress, "levels", 0, 1)
    )
    solved = {
        (level_id, task.name): answer
        for (level_id, task), answer in zip(left, found.answers, strict=True)
    }
    at_levels = {}
    for level_id, tasks in asked.items():
        at = Answers(tuple(solved.get((level_id, t.name)) or known[t.name] for t in tasks))
        if at.alternatives:
            at_levels[level_id] = compare(at.alternatives, at.without_plan)
    return weigh_comparison(comparison, weights, at_levels)
