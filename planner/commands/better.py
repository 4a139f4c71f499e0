"""`what-if-better`: what would have to be otherwise for one alternative to be better than another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from planner.commands.comparing import tell_without_plan
from planner.commands.console import Console
from planner.pipeline import read_tasks

if TYPE_CHECKING:
    from planner.report.words import Lang


def better_command(
    console: Console,
    first: str,
    second: str,
    scope: str | None = None,
    form: str = "text",
    overrides: Iterable[str] = (),
    workers: int | None = None,
    lang: Lang = "nb",
) -> int:
    """Solve both, then what moves their plans, and say at what the order turns."""
    from planner.decide import equal_weights
    from planner.pipeline import solve_tasks
    from planner.report import compare
    from planner.report.comparison import weigh_comparison
    from planner.whatif import better_json, better_text, what_if_better

    overrides = tuple(overrides)
    tasks = read_tasks((first, second), overrides, scope)
    with console.progress() as progress:
        answers = solve_tasks(tasks, workers=workers, progress=progress)
        if len(answers.alternatives) != 2:
            return tell_without_plan(console, answers)
        comparison = compare(answers.alternatives)
        found = what_if_better(first, second, overrides=overrides, scope=scope, progress=progress)
    weighing = weigh_comparison(comparison, equal_weights(), {})
    if form == "json":
        text = better_json(weighing, found)
    else:
        text = better_text(weighing, found, lang, width=console.width, color=console.color)
    console.result(text.rstrip("\n"))
    return 0
