"""The command line: names, options and help of every command, and nothing else.

What a command does stands in `planner.commands`, imported when it runs: `--help` has to be quick.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from planner.commands import (
    BOUNDARIES,
    BOUNDARIES_COLUMN,
    DPI,
    FILE,
    FOLDER,
    GAP,
    HEIGHT,
    LANG,
    LANG_OF_ALL,
    QUIET,
    SET,
    TIME_LIMIT,
    VERBOSE,
    WIDTH,
    WORKERS,
    Commands,
    annexes,
    breakeven,
    keep_results_apart,
    region,
    run,
    scenario,
    schema,
    share,
    sweep,
    what_if_better,
)
from planner.commands import console_of as _console
from planner.commands.forms import forms
from planner.commands.horizon import horizon
from planner.commands.options import options
from planner.commands.own_data import catalogue
from planner.commands.phase import phase, whole
from planner.commands.what_if import robust
from planner.report import ANNEX_NAMES, endings, help_of, names


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@VERBOSE
@QUIET
@LANG_OF_ALL
@click.version_option(package_name="lms-planner", message="%(prog)s %(version)s")
def main_group() -> None:
    """Plan municipal learning-and-mastery services: which units, which venues, who travels where.

    \b
    Start here:  lms-planner demo
    One plan:    lms-planner solve alt-2-lokta --out runs/lokta
    Several:     lms-planner compare solo alt-2-lokta pilot
    """


@main_group.command()
@click.argument("scenario")
@click.option("--out", type=FOLDER, help="Write plan, tables and map to this folder.")
@forms("text", "json")
@click.option(
    "--start",
    type=FILE,
    metavar="RUN",
    help="Begin from the plan of an earlier run: its folder, or its plan.json.",
)
@options(SET, TIME_LIMIT, GAP, BOUNDARIES, BOUNDARIES_COLUMN, LANG)
def solve(ctx: click.Context, **chosen: Any) -> int:
    """Solve one scenario and say how it stands.

    SCENARIO is the name of a shipped scenario or the path of a file.
    """
    from planner.commands import solve_command

    return solve_command(_console(ctx), **chosen)


@main_group.command()
@click.argument("scenarios", nargs=-1, metavar="SCENARIO...")
@click.option("--all", "every", is_flag=True, help="Every shipped scenario of --region.")
@click.option("--region", default="midt-troms-2011", show_default=True, help="With --all.")
@click.option("--scope", metavar="NAME", help="Judge every alternative for this scope of the region.")
@click.option("--out", type=FOLDER, help="Write tables, plans and maps to this folder.")
@forms(*names("comparison"), note=help_of("comparison"))
@click.option(
    "--weights",
    type=FILE,
    help="Weigh the alternatives by criteria as this file (YAML) says, or all alike: --weights equal.",
)
@click.option(
    "--years",
    callback=whole,
    default="",
    metavar="Y[,Y,…]",
    help="A column for each of these years, by the region's table of people by year.",
)
@options(SET, TIME_LIMIT, GAP, WORKERS, BOUNDARIES, BOUNDARIES_COLUMN, LANG)
def compare(ctx: click.Context, **chosen: Any) -> int:
    """Solve several scenarios and set them side by side.

    Each SCENARIO is the name of a shipped scenario or the path of a file; the table has one column
    for each.
    """
    from planner.commands import compare_command

    return compare_command(_console(ctx), **chosen)


@main_group.command()
@click.argument("scenario")
@forms("text", "json")
@options(SET, TIME_LIMIT, LANG)
def explain(ctx: click.Context, **chosen: Any) -> int:
    """Say why a scenario has no plan, and what would give it one.

    Rules that cannot all hold, with the lines where they stand, and the smallest changes that help,
    each of them solved with.
    """
    from planner.commands import explain_command

    return explain_command(_console(ctx), **chosen)


@main_group.command()
@click.argument("scenario")
@click.option(
    "--part",
    "parts",
    type=click.Choice(["rules", "used", "unused"]),
    multiple=True,
    help="Only rules given up, what is used and lost, or what is unused and taken into use.",
)
@forms("table", "json")
@options(SET, TIME_LIMIT, GAP, LANG)
def price(ctx: click.Context, **chosen: Any) -> int:
    """Say what each rule, venue, base and unit of a scenario costs.

    Each is given up, lost or taken into use by itself, and the scenario solved again.
    """
    from planner.commands import price_command

    return price_command(_console(ctx), **chosen)


@main_group.command()
@click.argument("scenario")
@click.option(
    "-k",
    "count",
    type=click.IntRange(min=1),
    default=10,
    show_default=True,
    help="Plans to list at the most.",
)
@click.option(
    "--within",
    callback=share,
    default="5%",
    metavar="S",
    show_default=True,
    help="How much worse than the best they may be.",
)
@click.option(
    "--most-different",
    "different",
    is_flag=True,
    help="Of all plans within the slack those that differ most, not the best.",
)
@click.option("--thinner", is_flag=True, help="Also plans that courses in one more place make better.")
@forms("text", "json", "csv", "md")
@click.option("--out", type=FOLDER, help="Write a run folder for each plan, compared, to this folder.")
@options(SET, TIME_LIMIT, GAP, LANG)
def alternatives(ctx: click.Context, **chosen: Any) -> int:
    """List the plans that are nearly as good as the best, and what each gives to whom.

    They differ by their units, their members or the places with courses. What is listed is proven
    complete; --time-limit and Ctrl-C keep what is proven by then.
    """
    from planner.commands import alternatives_command

    return alternatives_command(_console(ctx), **chosen)


@main_group.command()
@click.argument("scenario")
@click.option(
    "--objectives",
    default="travel,cost",
    metavar="A,B[,C]",
    show_default=True,
    help="What is traded: two or three of travel, cost, worst_travel, equity, reach, unmet.",
)
@click.option(
    "--resolution",
    callback=share,
    default="1%",
    metavar="S",
    show_default=True,
    help="Steps of the bounds, as a share of what an objective spans on the front.",
)
@forms("text", "json", "csv")
@click.option("--out", type=FOLDER, help="Write table, picture and a run folder for each plan here.")
@options(SET, TIME_LIMIT, GAP, LANG)
def pareto(ctx: click.Context, **chosen: Any) -> int:
    """List the plans that no other beats in two or three things.

    Each is proven best under a bound on the others and is a full plan. --time-limit is for the whole
    front: what is found by then is kept, and what is open is told.
    """
    from planner.commands import pareto_command

    return pareto_command(_console(ctx), **chosen)


@main_group.command()
@click.argument("scenario")
@click.option("--out", type=FOLDER, help="Where the states are kept.  [default: explore]")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="A port; a free one if left out."
)
@click.option("--browser/--no-browser", default=True, help="Open the page in the browser.")
@click.option("--keep", is_flag=True, help="Go on when the page is closed, until Ctrl-C.")
@options(TIME_LIMIT, LANG)
def explore(ctx: click.Context, **chosen: Any) -> int:
    """Explore a scenario on a page of this machine: units, venues and assumptions by a click.

    Needs no network. Every state is a scenario file in the folder of --out; undo and redo without end.
    """
    from planner.commands import explore_command

    return explore_command(_console(ctx), **chosen)


@main_group.command("share")
@click.argument("scenario")
@click.option(
    "--unit", "unit_id", metavar="ID", help="Whose cost, where the scenario has several units."
)
@click.option(
    "--key",
    "keys",
    multiple=True,
    type=click.Choice(["head", "fixed_and_head", "equal", "use", "shapley", "nucleolus"]),
    help="Only these keys; all where it is left out. Can be given several times.",
)
@click.option(
    "--hour-price",
    "nok_per_hour",
    type=click.FloatRange(min=0),
    default=0.0,
    show_default=True,
    metavar="NOK",
    help="What an hour of a participant on the road counts as.",
)
@click.option(
    "--fixed-share",
    type=click.FloatRange(0, 1),
    metavar="S",
    help="Share of the cost that all members bear alike, in the key of that name (0.25).",
)
@click.option("--chart", type=FILE, metavar="FILE", help="A picture of the keys: .png, .svg or .pdf.")
@forms("text", "json")
@options(SET, TIME_LIMIT, GAP, WORKERS, LANG)
def share_cost(ctx: click.Context, **chosen: Any) -> int:
    """Say which sharing of a unit's cost holds: who pays what, and who would do better to leave.

    Every group of its municipalities is planned as if it went by itself.
    """
    from planner.commands import share_command

    return share_command(_console(ctx), **chosen)


@main_group.command()
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option("--scope", metavar="NAME", help="Judge both for this scope of the region.")
@click.option(
    "--fixed-share",
    type=click.FloatRange(0, 1),
    metavar="S",
    help="Share of a unit's cost that all members bear alike, in the key of that name (0.25).",
)
@forms("text", "json")
@click.option("--out", type=FOLDER, help="Write text, JSON and a workbook to this folder.")
@options(SET, TIME_LIMIT, GAP, WORKERS, LANG)
def effects(ctx: click.Context, **chosen: Any) -> int:
    """Say who gains, who loses and who pays, going from A to B.

    A and B are names of shipped scenarios or paths of files; A is often alt-0-today.
    """
    from planner.commands import effects_command

    return effects_command(_console(ctx), **chosen)


@main_group.command()
@click.option("--out", type=FOLDER, default=Path("demo"), show_default=True, help="Where to write.")
@options(WORKERS, BOUNDARIES, BOUNDARIES_COLUMN, LANG)
def demo(ctx: click.Context, **chosen: Any) -> int:
    """Compare every alternative of the 2011 report."""
    from planner.commands import demo_command

    return demo_command(_console(ctx), **chosen)


@main_group.command()
@click.argument("path", type=FILE)
@forms("text", "json")
@options(LANG)
def check(ctx: click.Context, **chosen: Any) -> int:
    """Check a scenario, a region or a plan.

    PATH is a scenario file, a region folder or workbook, a plan.json or a run folder; - is a
    scenario from standard input. Every problem is named, not only the first.
    """
    from planner.commands import check_command

    return check_command(_console(ctx), **chosen)


@main_group.command()
@click.argument("scenario")
@click.option("--plan", required=True, type=FILE, help="A plan.json, solved or drawn by hand.")
@click.option("--out", type=FOLDER, help="Write plan, tables and map to this folder.")
@forms("text", "json")
@click.option("--anyway", is_flag=True, help="Give the indicators even where the plan breaks rules.")
@options(SET, LANG)
def evaluate(ctx: click.Context, **chosen: Any) -> int:
    """Judge a plan that is given.

    The plan is checked against SCENARIO rule by rule, and gets the same indicators as one that was
    solved.
    """
    from planner.commands import evaluate_command

    return evaluate_command(_console(ctx), **chosen)


@main_group.command("map")
@click.argument("runs", nargs=-1, required=True, type=FILE, metavar="RUN...")
@click.option(
    "--out",
    required=True,
    type=FILE,
    help=f"The file to write; its ending says the form. {help_of('map')}",
)
@click.option("--title", help="What stands at the top, in the place of what is made from the runs.")
@click.option(
    "--difference",
    is_flag=True,
    help="A picture of who gets nearer and who farther, from the first of two runs to the second.",
)
@options(WIDTH, HEIGHT, DPI, BOUNDARIES, BOUNDARIES_COLUMN, LANG)
def map_(ctx: click.Context, **chosen: Any) -> int:
    """Make a map of solved runs: interactive, or a picture for print.

    Each RUN is a folder that `solve --out` has written, or a comparison folder, which stands for all of
    its runs. The interactive map is one file that opens from a memory stick and needs no network. A
    picture of several runs shows them side by side at one scale.
    """
    from planner.commands import map_command

    return map_command(_console(ctx), **chosen)


@main_group.command()
@click.argument("runs", nargs=-1, required=True, type=FILE, metavar="RUN...")
@click.option("--out", type=FOLDER, required=True, help="Folder to write the charts to.")
@click.option(
    "--format",
    "form",
    type=click.Choice(names("charts")),
    default="png",
    show_default=True,
    help=help_of("charts"),
)
@options(WIDTH, HEIGHT, DPI, LANG)
def charts(ctx: click.Context, **chosen: Any) -> int:
    """Draw the charts of solved runs.

    Travel time, units against the guideline, the worst-off municipalities, cost, travel against cost.
    Each RUN is a comparison folder, which stands for all of its runs, or a run folder.
    """
    from planner.commands import charts_command

    return charts_command(_console(ctx), **chosen)


@main_group.command("export")
@click.argument("run", type=FILE, metavar="RUN")
@click.option(
    "--format",
    "form",
    type=click.Choice(names("layers")),
    default="gpkg",
    show_default=True,
    help=help_of("layers"),
)
@click.option("--out", type=FILE, help="The file or folder to write; named after the run if left out.")
@options(BOUNDARIES, BOUNDARIES_COLUMN, LANG)
def export(ctx: click.Context, **chosen: Any) -> int:
    """Write the layers of solved runs for a GIS.

    RUN is a folder that `solve --out` has written, or a comparison folder: then one file holds a set of
    layers for each alternative and a layer of who gains, against the first of them.
    """
    from planner.commands import export_command

    return export_command(_console(ctx), **chosen)


@main_group.command()
@click.argument("comparisons", nargs=-1, required=True, type=FILE, metavar="COMPARISON...")
@click.option("--out", required=True, type=FILE, help=f"The file to write: {endings('report')}.")
@click.option(
    "--format",
    "form",
    type=click.Choice(names("report")),
    help="Form of the document; the end of --out's name says it where this is left out. "
    + help_of("report"),
)
@click.option("--template", type=FILE, help="A Word file of yours, whose styles the report takes.")
@click.option(
    "--proposed",
    metavar="SCENARIO",
    help="The alternative that the draft decision is written for; else the one that comes first with "
    "equal weights.",
)
@click.option(
    "--annexes",
    callback=annexes,
    default="",
    metavar="A,B,…",
    help=f"Annexes to put behind the paper: {', '.join(ANNEX_NAMES)}.",
)
@click.option("--full", is_flag=True, help="All annexes.")
@click.option(
    "--chief",
    type=click.Choice(["director", "alderman"]),
    default="director",
    show_default=True,
    help="What the chief executive is called in Norwegian: “kommunedirektør” or “rådmann”.",
)
@options(BOUNDARIES, BOUNDARIES_COLUMN, LANG)
def report(ctx: click.Context, **chosen: Any) -> int:
    """Write the case document that a council needs, as a draft to edit.

    Each COMPARISON is a folder that `compare --out` has written, or one of those in `demo`: one for
    each demand level, the main one first. Nothing is solved again.
    """
    from planner.commands import report_command

    return report_command(_console(ctx), **chosen)


for other in (
    phase,
    horizon,
    sweep,
    breakeven,
    robust,
    what_if_better,
    region,
    scenario,
    schema,
    catalogue,
):
    main_group.add_command(other)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    keep_results_apart()
    sys.exit(run(main_group, arguments))
