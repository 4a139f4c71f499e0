"""`effects`: one alternative against another, municipality by municipality."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from planner.commands.comparing import tell_without_plan
from planner.commands.console import Console
from planner.commands.solving import limits
from planner.messages import message
from planner.pipeline import read_tasks

if TYPE_CHECKING:
    from planner.report.words import Lang


def effects_command(
    console: Console,
    before: str,
    after: str,
    scope: str | None = None,
    fixed_share: float | None = None,
    form: str = "text",
    out: Path | None = None,
    overrides: Iterable[str] = (),
    time_limit: float | None = None,
    gap: float | None = None,
    workers: int | None = None,
    lang: Lang = "nb",
) -> int:
    """Solve both, and say what going from the one to the other means for whom."""
    from planner.pipeline import solve_tasks

    if out is not None:
        from planner.commands.folders import check_out

        check_out(out)
    tasks = read_tasks((before, after), (*overrides, *limits(time_limit, gap)), scope)
    with console.progress() as progress:
        answers = solve_tasks(tasks, workers=workers, progress=progress)
    if len(answers.alternatives) == 2:
        from planner.decide import FIXED_SHARE, effects
        from planner.report.comparison import subject_of
        from planner.report.json import effects_json
        from planner.report.terminal import effects_text

        first, second = answers.alternatives
        found = effects(
            subject_of(first),
            subject_of(second),
            FIXED_SHARE if fixed_share is None else fixed_share,
        )
        if form == "json":
            text = effects_json(found, first, second)
        else:
            text = effects_text(found, first, second, lang, width=console.width, color=console.color)
        if out is not None:
            from planner.report import compare
            from planner.report.folder.effects_folder import write_effects

            write_effects(found, compare((first, second)), out, lang)
        console.result(text.rstrip("\n"))
        if out is not None:
            console.say(message("Written to {out}", out=str(out)))
    return tell_without_plan(console, answers)
