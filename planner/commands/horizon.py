"""The command `horizon`: whether a plan holds over the years of a projection."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from planner.commands.console import Console
from planner.commands.forms import forms
from planner.commands.options import (
    FOLDER,
    GAP,
    LANG,
    SET,
    TIME_LIMIT,
    WORKERS,
    console_of,
    options,
)
from planner.commands.phase import whole
from planner.commands.spoken import Command
from planner.messages import message

if TYPE_CHECKING:
    from planner.report.words import Lang

Form = Literal["text", "json", "csv"]


@click.command(cls=Command)
@click.argument("scenarios", nargs=-1, required=True, metavar="SCENARIO…")
@click.option(
    "--years",
    callback=whole,
    default="",
    metavar="Y,Y[,…]",
    help="The years; the first is when plans are decided. All of the region's table if left out.",
)
@click.option(
    "--projections",
    default="",
    metavar="A[,B,…]",
    help="Alternatives of the projection, the main one first. All if left out.",
)
@forms("text", "json", "csv")
@click.option("--out", type=FOLDER, help="Write table, text and a chart for each scenario here.")
@options(SET, TIME_LIMIT, GAP, WORKERS, LANG)
def horizon(ctx: click.Context, **chosen: Any) -> int:
    """Say whether plans hold over the years: when a verdict turns, a course or a venue falls out.

    Each plan is decided in the first year and kept; beside it stands what each year would decide
    anew. The years come from the region's table of people by year.
    """
    return horizon_command(console_of(ctx), **chosen)


def horizon_command(
    console: Console,
    scenarios: Sequence[str],
    years: Sequence[float] = (),
    projections: str = "",
    form: Form = "text",
    out: Path | None = None,
    overrides: Iterable[str] = (),
    time_limit: float | None = None,
    gap: float | None = None,
    workers: int | None = None,
    lang: Lang = "nb",
) -> int:
    """The horizon to standard output, and with `out` to a folder."""
    from planner.commands.solving import limits
    from planner.horizon import horizon_of
    from planner.report.folder import horizon_csv, write_horizon
    from planner.report.json import horizon_json
    from planner.report.terminal import horizon_text

    if out is not None:
        from planner.commands.folders import check_out

        check_out(out)
    with console.progress() as progress:
        found = horizon_of(
            scenarios,
            years=[int(year) for year in years],
            projections=[name.strip() for name in projections.split(",") if name.strip()],
            overrides=(*overrides, *limits(time_limit, gap)),
            workers=workers,
            progress=progress,
        )
    if out is not None:
        write_horizon(found, out, lang=lang)
    if form == "json":
        text = horizon_json(found)
    elif form == "csv":
        text = horizon_csv(found)
    else:
        text = horizon_text(found, lang, width=console.width, color=console.color)
    console.result(text.rstrip("\n"))
    if out is not None:
        console.say(message("Written to {out}", out=str(out)))
    return 0
