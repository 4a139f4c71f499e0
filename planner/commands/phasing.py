"""`phase`: in which order a plan opens, so that most is gained over all years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from planner.commands.console import Console
from planner.commands.solving import limits
from planner.messages import message
from planner.pipeline import read_task

if TYPE_CHECKING:
    from planner.report.words import Lang

Form = Literal["text", "json", "csv"]


def phase_command(
    console: Console,
    scenario: str,
    periods: int = 3,
    years: Sequence[float] = (),
    start: str | None = None,
    opened_max: Sequence[float] = (),
    nok_max: Sequence[float] = (),
    posts_max: Sequence[float] = (),
    first: Sequence[str] = (),
    kinds: Sequence[str] = (),
    form: Form = "text",
    out: Path | None = None,
    overrides: Iterable[str] = (),
    time_limit: float | None = None,
    gap: float | None = None,
    workers: int | None = None,
    lang: Lang = "nb",
) -> int:
    """The best order to standard output, and with `out` to a folder."""
    from planner.phasing import KINDS, phase_in
    from planner.region import read_region
    from planner.report.folder import phasing_csv, write_phasing
    from planner.report.json import phasing_json
    from planner.report.terminal import phasing_text

    if out is not None:
        from planner.commands.folders import check_out

        check_out(out)
    overrides = (*overrides, *limits(time_limit, gap))
    task = read_task(scenario, overrides)
    with console.progress() as progress:
        found = phase_in(
            task,
            read_region(task.loaded.scenario.region),
            years=[int(n) for n in for_each(years or (1.0,), periods, "--years")],
            start=None if start is None else read_task(start, overrides),
            opened_max=[int(n) for n in for_each(opened_max, periods, "--open-max")],
            nok_max=for_each(nok_max, periods, "--nok-max"),
            posts_max=for_each(posts_max, periods, "--posts-max"),
            first=[_pair(text) for text in first],
            kinds=[kind for kind in KINDS if not kinds or kind in kinds],
            workers=workers,
            progress=progress,
        )
        if out is not None:
            write_phasing(found, out, lang=lang, progress=progress)
    if form == "json":
        text = phasing_json(found)
    elif form == "csv":
        text = phasing_csv(found, lang)
    else:
        text = phasing_text(found, lang, width=console.width, color=console.color)
    console.result(text.rstrip("\n"))
    if out is not None:
        console.say(message("Written to {out}", out=str(out)))
    return 0


def for_each(values: Sequence[float], periods: int, option: str) -> tuple[float, ...]:
    """A value for each period: one for all of them, or as many as there are periods; none for none.

    Raises:
        click.UsageError: another number of values.
    """
    if len(values) == 1:
        return tuple(values) * periods
    if len(values) not in (0, periods):
        raise click.UsageError(
            message(
                "{option} has {count} values and there are {periods} periods; write one for all, or "
                "one for each.",
                option=option,
                count=len(values),
                periods=periods,
            )
        )
    return tuple(values)


def _pair(text: str) -> tuple[str, str]:
    one, comma, other = text.partition(",")
    if not comma or not one.strip() or not other.strip():
        raise click.UsageError(
            message(
                "--first {text}: write two measures with a comma between, the one that has to stand "
                "first in front.",
                text=text,
            )
        )
    return one.strip(), other.strip()
