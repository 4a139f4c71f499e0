"""`explain`: why a scenario has no plan, and the smallest changes that would give it one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from planner.commands.console import Console
from planner.commands.exit_codes import EXIT_INFEASIBLE, EXIT_NO_PLAN
from planner.messages import message
from planner.pipeline import Task, read_task
from planner.progress import Report

if TYPE_CHECKING:
    from planner.decide import Explanation
    from planner.report.words import Lang

SECONDS_ALONG = 120.0
"""Limit for an explanation that nobody asked for."""


def explain_command(
    console: Console,
    scenario: str,
    form: Literal["text", "json"] = "text",
    overrides: Iterable[str] = (),
    time_limit: float | None = None,
    lang: Lang = "nb",
) -> int:
    """Explain to standard output; 3 where there is no plan, 4 where that could not be settled."""
    from planner.report.json import explanation_json
    from planner.report.words import explanation_text

    task = read_task(scenario, overrides)
    with console.progress() as progress:
        found = _explained(task, time_limit, progress)
    if form == "json":
        text = explanation_json(found, task.region, task.loaded.scenario)
    else:
        text = explanation_text(found, task.region, task.loaded.scenario, lang, width=console.width)
    console.result(text.rstrip("\n"))
    if found.status == "feasible" or found.guideline_as_if_hard:
        return 0
    return EXIT_INFEASIBLE if found.status == "infeasible" else EXIT_NO_PLAN


def explain_along(console: Console, task: Task, lang: Lang) -> None:
    """Explain on standard error that there is no plan, and why; Ctrl-C cuts it short."""
    from planner.report.words import explanation_text

    console.say(
        message("No plan can satisfy the scenario. Looking for what would help (Ctrl-C ends that).")
    )
    limit = task.loaded.scenario.solve.seconds_max
    with console.progress() as progress:
        found = _explained(task, min(SECONDS_ALONG, limit or SECONDS_ALONG), progress)
    text = explanation_text(found, task.region, task.loaded.scenario, lang, width=console.width)
    console.problem(text.rstrip("\n"))


def _explained(task: Task, seconds: float | None, progress: Report) -> Explanation:
    from planner.decide import explain
    from planner.region import read_region

    region = read_region(task.loaded.scenario.region)
    return explain(region, task.loaded, seconds=seconds, progress=progress)
