"""The what-if commands: names, options and help, and nothing else."""

from __future__ import annotations

from typing import Any

import click

from planner.commands.forms import forms
from planner.commands.options import FILE, FOLDER, LANG, SET, WORKERS, console_of, options
from planner.commands.own_first import OwnFirst
from planner.commands.spoken import Command


@click.group(cls=OwnFirst)
def sweep() -> None:
    """What-if studies: thousands of runs from one file, resumable.

    \b
    Run one, or go on:  lms-planner sweep study.yaml --out runs/study
    Its points only:    lms-planner sweep study.yaml --dry-run
    """


@sweep.command("run")
@click.argument("study", type=FILE)
@click.option("--out", type=FOLDER, help="Folder of the study; what is finished there is kept.")
@click.option("--dry-run", is_flag=True, help="List the points and solve nothing.")
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="Points solved at the same time; all processors where it is left out.",
)
@click.option("--scheduler", metavar="ADDRESS", help="Solve on the Dask cluster at this address.")
@click.option("--retry-failed", is_flag=True, help="Try points again that ended without an answer.")
@options()
def sweep_run(ctx: click.Context, **chosen: Any) -> int:
    """Solve the points of STUDY that are not solved yet; the word `run` may be left out."""
    from planner.commands.sweeping import run_command

    return run_command(console_of(ctx), **chosen)


@sweep.command("table")
@click.argument("folder", type=FOLDER)
@forms("csv", "json")
@click.option("--columns", metavar="A,B,…", help="Only these columns, in this order.")
@click.option("--out", type=FILE, help="Write to this file instead: .csv or .parquet.")
@options()
def sweep_table(ctx: click.Context, **chosen: Any) -> int:
    """Tell the table of a study: one row per point."""
    from planner.commands.sweeping import table_command

    return table_command(console_of(ctx), **chosen)


@sweep.command("plot")
@click.argument("folder", type=FOLDER)
@click.option("--out", required=True, type=FILE, help="The file to write: .png, .svg or .pdf.")
@click.option(
    "--kind",
    type=click.Choice(["curve", "heatmap", "tornado", "map", "first"]),
    help="What to draw; what suits the study where it is left out.",
)
@click.option("--x", metavar="COLUMN", help="What to draw along.")
@click.option("--y", metavar="COLUMN", help="The other parameter of a heat map.")
@click.option("--by", metavar="COLUMN", help="What tells lines or bars apart.")
@click.option(
    "--value",
    metavar="COLUMN",
    help="What to draw: travel_hours_total where it is left out, or the score where the study has "
    "weights; `guideline` (the verdict) and `first` (who leads) in a heat map.",
)
@click.option("--scenario", metavar="NAME", help="Only this scenario of the study.")
@click.option("--minus", metavar="NAME", help="In a tornado: less the same figure of this scenario.")
@click.option(
    "--chosen",
    type=click.Choice(["venues", "units"]),
    default="venues",
    show_default=True,
    help="On a map: how often each of these is chosen.",
)
@click.option("--title", default="", help="What stands at the top; the study's title if left out.")
@options(LANG)
def sweep_plot(ctx: click.Context, **chosen: Any) -> int:
    """Draw a study: a curve, a heat map, a tornado diagram, a map of what is chosen, or how often each
    alternative comes first."""
    from planner.commands.sweeping import plot_command

    return plot_command(console_of(ctx), **chosen)


@click.command(cls=Command)
@click.argument("scenarios", nargs=-1, required=True, metavar="SCENARIO...")
@click.option("--vary", required=True, metavar="PATH", help="A number of the scenario, as after --set.")
@click.option("--between", required=True, nargs=2, type=float, metavar="A B", help="From A to B.")
@click.option(
    "--watch",
    type=click.Choice(["best", "units", "guideline", "venues"]),
    help="What may change: of several scenarios the best one, of one the verdict on its units.",
)
@click.option(
    "--value",
    default="travel_hours_total",
    show_default=True,
    metavar="INDICATOR",
    help="What decides which is best, among those that cover and serve as many.",
)
@click.option("--scope", metavar="NAME", help="Judge every alternative for this scope of the region.")
@click.option(
    "--scan",
    type=click.IntRange(2, 1000),
    default=11,
    show_default=True,
    metavar="N",
    help="Values looked at before changes are closed in.",
)
@forms("text", "json")
@options(SET, LANG)
def breakeven(ctx: click.Context, **chosen: Any) -> int:
    """Find the values of one number at which the answer changes.

    Every change that is found is closed in on, and the answer says whether there may be others.
    """
    from planner.commands.breaking_even import break_even_command

    return break_even_command(console_of(ctx), **chosen)


@click.command(cls=Command)
@click.argument("scenario")
@click.option(
    "--over", required=True, type=FILE, metavar="STUDY", help="The study whose points are futures."
)
@click.option(
    "--value",
    default="travel_hours_total",
    show_default=True,
    metavar="INDICATOR",
    help="The figure that is regretted.",
)
@forms("text", "json")
@click.option(
    "--rooms",
    type=click.Choice(["at-hand", "in-use"]),
    default="at-hand",
    show_default=True,
    help="Whether a plan's rooms are at hand in every future, or must all be used there.",
)
@options(SET, LANG)
def robust(ctx: click.Context, **chosen: Any) -> int:
    """Find the plan that is least regretted over a set of futures.

    The plans that are best today and in each future keep their units and rooms, and are solved in all
    the others.
    """
    from planner.commands.robust import robust_command

    return robust_command(console_of(ctx), **chosen)


@click.command("what-if-better", cls=Command)
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@click.option("--scope", metavar="NAME", help="Judge both for this scope of the region.")
@forms("text", "json")
@options(SET, WORKERS, LANG)
def what_if_better(ctx: click.Context, **chosen: Any) -> int:
    """Say what would have to be otherwise for the order of A and B to turn.

    At which demand, group size, rent, pay, trips to the hospital and weight of a criterion, one at a
    time; or that nothing plausible turns it.
    """
    from planner.commands.better import better_command

    return better_command(console_of(ctx), **chosen)
