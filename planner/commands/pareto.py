"""`pareto`: the plans of a scenario that no other beats in two or three objectives."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from planner.commands.console import Console
from planner.commands.exit_codes import EXIT_NO_PLAN
from planner.commands.solving import limits
from planner.errors import InfeasibleError
from planner.messages import message
from planner.pipeline import read_task, run_of

if TYPE_CHECKING:
    from planner.decide import Front
    from planner.report.words import Lang

Form = Literal["text", "json", "csv"]


def pareto_command(
    console: Console,
    scenario: str,
    objectives: str = "travel,cost",
    resolution: float = 0.01,
    form: Form = "text",
    out: Path | None = None,
    overrides: Iterable[str] = (),
    time_limit: float | None = None,
    gap: float | None = None,
    lang: Lang = "nb",
) -> int:
    """The front to standard output, and with `out` to a folder; 4 where part of it is open."""
    from planner.decide import pareto
    from planner.region import read_region
    from planner.report.folder import pareto_csv
    from planner.report.json import pareto_json
    from planner.report.terminal import pareto_text

    if out is not None:
        from planner.commands.folders import check_out

        check_out(out)
    overrides = (*overrides, *limits(None, gap))
    task = read_task(scenario, overrides)
    region = read_region(task.loaded.scenario.region)
    wanted = tuple(name.strip() for name in objectives.split(",") if name.strip())
    try:
        with console.progress() as progress:
            front = pareto(
                region,
                task.loaded,
                wanted,
                resolution=resolution,
                seconds=time_limit,
                progress=progress,
            )
    except InfeasibleError as error:
        if console.quiet:
            raise
        from planner.commands.explaining import explain_along

        explain_along(console, task, lang)
        return error.exit_code
    if out is not None:
        _write(console, scenario, overrides, front, out, lang)
    if form == "json":
        text = pareto_json(front)
    elif form == "csv":
        text = pareto_csv(front)
    else:
        text = pareto_text(front, task.region, lang, width=console.width, color=console.color)
    console.result(text.rstrip("\n"))
    if out is not None:
        console.say(message("Written to {out}", out=str(out)))
    return 0 if front.complete else EXIT_NO_PLAN


def _write(
    console: Console,
    scenario: str,
    overrides: tuple[str, ...],
    front: Front,
    out: Path,
    lang: Lang,
) -> None:
    """The front's folder, with a run folder for each point."""
    from planner.report.folder import write_front

    runs = [
        run_of(scenario, (*overrides, *point.overrides), point.solved.plan) for point in front.points
    ]
    with console.progress() as progress:
        write_front(front, runs[0].region, runs, out, lang=lang, progress=progress)
