"""`--format` and `--json`: in which form a command's result goes to standard output."""

from __future__ import annotations

from typing import Any

import click

from planner.commands.options import Decorator
from planner.messages import message

_ASKED = "planner.json"


def forms(*names: str, note: str = "") -> Decorator:
    """`--format` with these forms, the first one by default, and `--json` as short for the last word.

    The command is handed `form`.
    """

    def add(command: Any) -> Any:
        told = "Form of what goes to standard output." + (f" {note}" if note else "")
        chosen = click.option(
            "--format",
            "form",
            type=click.Choice(names),
            default=names[0],
            show_default=True,
            callback=_settled,
            help=told,
        )
        short = click.option(
            "--json",
            "as_json",
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_remember,
            help="The same as --format json.",
        )
        return chosen(short(command))

    return add


def _remember(ctx: click.Context, _option: click.Parameter, value: bool) -> None:
    ctx.meta[_ASKED] = value


def _settled(ctx: click.Context, option: click.Parameter, value: str) -> str:
    """The form asked for.

    Raises:
        click.BadParameter: `--json` beside another form.
    """
    if not ctx.meta.get(_ASKED):
        return value
    stated = ctx.get_parameter_source(option.name or "") == click.core.ParameterSource.COMMANDLINE
    if stated and value != "json":
        raise click.BadParameter(
            message("--json and --format {value} cannot both be had.", value=value), ctx, option
        )
    return "json"
