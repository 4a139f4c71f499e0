"""`alternatives`: the plans of a scenario that are nearly as good as the best one."""

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
    from planner.decide import Alternatives
    from planner.report.words import Lang

Form = Literal["text", "json", "csv", "md"]


def alternatives_command(
    console: Console,
    scenario: str,
    count: int = 10,
    within: float = 0.05,
    different: bool = False,
    thinner: bool = False,
    form: Form = "text",
    out: Path | None = None,
    overrides: Iterable[str] = (),
    time_limit: float | None = None,
    gap: float | None = None,
    lang: Lang = "nb",
) -> int:
    """The list to standard output, and a run folder for each plan; 4 where it is not proven."""
    from planner.decide import alternatives
    from planner.region import read_region
    from planner.report.json import alternatives_csv, alternatives_json
    from planner.report.terminal import alternatives_markdown, alternatives_text

    if out is not None:
        from planner.commands.folders import check_out

        check_out(out)
    overrides = (*overrides, *limits(None, gap))
    task = read_task(scenario, overrides)
    region = read_region(task.loaded.scenario.region)
    try:
        with console.progress() as progress:
            found = alternatives(
                region,
                task.loaded,
                k=count,
                within=within,
                different=different,
                thinner=thinner,
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
        _write(console, scenario, overrides, found, out, lang)
    if form == "json":
        text = alternatives_json(found, task.region)
    elif form == "csv":
        text = alternatives_csv(found)
    elif form == "md":
        text = alternatives_markdown(found, task.region, lang)
    else:
        text = alternatives_text(found, task.region, lang, width=console.width, color=console.color)
    console.result(text.rstrip("\n"))
    if out is not None:
        console.say(message("Written to {out}", out=str(out)))
    return 0 if found.complete else EXIT_NO_PLAN


def _write(
    console: Console,
    scenario: str,
    overrides: tuple[str, ...],
    found: Alternatives,
    out: Path,
    lang: Lang,
) -> None:
    """A comparison folder with a run folder for each plan."""
    from planner.report import compare, write_comparison

    runs = [run_of(scenario, (*overrides, *plan.overrides), plan.solved.plan) for plan in found.plans]
    with console.progress() as progress:
        write_comparison(compare(runs), out, lang=lang, progress=progress)
