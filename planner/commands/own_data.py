"""`region`, `scenario`, `schema` and `catalogue` at the command line: names, options and help."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from planner.commands.forms import forms
from planner.commands.options import FILE, FOLDER, LANG, SET, console_of, options
from planner.commands.spoken import Command, Group
from planner.texts import Lang


@click.group(cls=Group)
def region() -> None:
    """Regions: list, show, check, start your own."""


@region.command("list")
@forms("text", "json")
@options()
def region_list(ctx: click.Context, form: str) -> int:
    """List the shipped regions."""
    from planner.commands.regions import list_command

    return list_command(console_of(ctx), form)


@region.command("show")
@click.argument("name")
@options()
def region_show(ctx: click.Context, name: str) -> int:
    """Show what a region holds.

    NAME is a shipped region, or the path of a folder or workbook.
    """
    from planner.commands.regions import show_command

    return show_command(console_of(ctx), name)


@region.command("check")
@click.argument("path")
@click.option("--fix", "mend", is_flag=True, help="Write a copy with what needs no guess mended.")
@click.option("--out", type=FILE, help="Where the mended copy goes; beside PATH if left out.")
@forms("text", "json")
@options(LANG)
def region_check(ctx: click.Context, path: str, **chosen: Any) -> int:
    """Check a region folder or workbook and name every problem."""
    from planner.commands.regions import check_command

    return check_command(console_of(ctx), path, **chosen)


@region.command("template")
@click.option("--xlsx", "path", required=True, type=FILE, help="Workbook to write.")
@options(LANG)
def region_template(ctx: click.Context, path: Path, lang: Lang) -> int:
    """Write an empty workbook for a region of one's own."""
    from planner.commands.regions import template_command

    return template_command(console_of(ctx), path, lang)


@region.command("new")
@click.option(
    "--kommuner",
    "--municipalities",
    "municipalities",
    metavar="LIST",
    help="Names or numbers with commas between; counties and economic regions too.",
)
@click.option("--hele-landet", "--whole-country", "whole_country", is_flag=True, help="All of Norway.")
@click.option(
    "--sykehus",
    "--hospitals",
    "hospitals",
    metavar="LIST",
    help="Municipalities whose hospital has a learning and mastery centre; asked for at a terminal.",
)
@click.option("--out", type=FILE, required=True, help="Folder to write, or workbook (.xlsx).")
@click.option("--title", default="", help="Title in reports; made from --out where left out.")
@options(LANG)
def region_new(ctx: click.Context, **chosen: Any) -> int:
    """Make a region of some municipalities, with scenarios to compare.

    Inhabitants, outlines and neighbours come with the planner; minutes are estimated and marked.
    """
    from planner.commands.new_region import new_command

    return new_command(console_of(ctx), **chosen)


@region.command("add")
@click.argument("region", metavar="REGION")
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@click.option(
    "--ferry-wait",
    type=click.FloatRange(min=0),
    default=20.0,
    show_default=True,
    metavar="MINUTES",
    help="Waiting and boarding of one ferry, where a road network does not say.",
)
@click.option(
    "--unit",
    type=click.Choice(["seconds", "minutes"]),
    help="Unit of travel times, where a file does not say.",
)
@options(LANG)
def region_add(ctx: click.Context, **chosen: Any) -> int:
    """Take official files into a region of your own.

    Roads, travel times, populations, outlines: each FILE is recognised by what is in it. What was taken
    and what was left is told; a file of another kind changes nothing.
    """
    from planner.commands.add_region import add_command

    return add_command(console_of(ctx), **chosen)


@click.group(cls=Group)
def scenario() -> None:
    """Scenarios: list, show, resolve."""


@scenario.command("list")
@click.option("--region", help="Only those of this region.")
@forms("text", "json")
@options()
def scenario_list(ctx: click.Context, region: str | None, form: str) -> int:
    """List the shipped scenarios with their titles."""
    from planner.commands.scenarios import list_command

    return list_command(console_of(ctx), region, form)


@scenario.command("save")
@click.argument("region", type=FILE)
@click.option("--out", required=True, type=FOLDER, help="Folder to write the files to.")
@options(LANG)
def scenario_save(ctx: click.Context, region: Path, out: Path, lang: Lang) -> int:
    """Write the alternatives of a region's own table as scenario files.

    REGION is a workbook or folder with the table `alternativer` (or `alternatives`).
    """
    from planner.commands.scenarios import save_command

    return save_command(console_of(ctx), region, out)


@scenario.command("show")
@click.argument("name")
@click.option("--resolved", is_flag=True, help="Every value, and where it came from.")
@options(SET)
def scenario_show(ctx: click.Context, **chosen: Any) -> int:
    """Print a scenario as it stands in its file, or resolved."""
    from planner.commands.scenarios import show_command

    return show_command(console_of(ctx), **chosen)


@click.command(cls=Command)
@click.argument("what", required=False)
@options()
def schema(ctx: click.Context, what: str | None) -> int:
    """Print the JSON Schema of scenario files, or of what a command gives as JSON.

    WHAT is `scenario`, or a command such as `compare` or `region-list`; without it all are listed.
    """
    from planner.commands.scenarios import schema_command

    return schema_command(console_of(ctx), what)


@click.group(cls=Group)
def catalogue() -> None:
    """The programme catalogue and how it is derived."""


@catalogue.command("derive")
@click.option("--out", type=FOLDER, help="Folder to write the tables to.")
@click.option("--check", "only_check", is_flag=True, help="Say whether the shipped tables agree.")
@options()
def catalogue_derive(ctx: click.Context, **chosen: Any) -> int:
    """Derive the programme catalogue from the facts it rests on."""
    from planner.commands.catalogue import derive_command

    return derive_command(console_of(ctx), **chosen)
