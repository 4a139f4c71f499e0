"""The command `phase`: its options and help, and nothing else."""

from __future__ import annotations

from typing import Any

import click

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
from planner.commands.spoken import Command
from planner.messages import message

KINDS = ("unit", "partner", "venue", "programme")


def numbers(_ctx: click.Context | None, _param: click.Parameter | None, text: str) -> tuple[float, ...]:
    """Numbers with commas between: `1,1,2`.

    >>> numbers(None, None, "1, 2.5"), numbers(None, None, "")
    ((1.0, 2.5), ())

    Raises:
        click.BadParameter: something else, or a number below 0.
    """
    try:
        found = tuple(float(part) for part in text.split(",")) if text else ()
    except ValueError:
        found = (-1.0,)
    if not all(0 <= number < float("inf") for number in found):
        raise click.BadParameter(
            message("{text} is no list of numbers; write for example 2 or 1,1,2.", text=repr(text))
        )
    return found


def whole(ctx: click.Context | None, param: click.Parameter | None, text: str) -> tuple[float, ...]:
    """The same for whole numbers from 1 up.

    Raises:
        click.BadParameter: something else.
    """
    found = numbers(ctx, param, text)
    if not all(number >= 1 and number == int(number) for number in found):
        raise click.BadParameter(
            message(
                "{text} is no list of whole numbers from 1; write for example 2 or 1,1,2.",
                text=repr(text),
            )
        )
    return found


def kinds(_ctx: click.Context | None, _param: click.Parameter | None, text: str) -> tuple[str, ...]:
    """Kinds of measures with commas between.

    Raises:
        click.BadParameter: a word that is none.
    """
    found = tuple(part.strip() for part in text.split(",") if part.strip())
    if not set(found) <= set(KINDS):
        raise click.BadParameter(
            message("{text} is none of {names}.", text=repr(text), names=", ".join(KINDS))
        )
    return found


@click.command(cls=Command)
@click.argument("scenario")
@click.option(
    "--periods", type=click.IntRange(1, 8), default=3, show_default=True, help="How many periods."
)
@click.option(
    "--years",
    callback=whole,
    default="",
    metavar="N[,N,…]",
    help="Years of each period, or of every one; 1 where it is left out.",
)
@click.option(
    "--from",
    "start",
    metavar="SCENARIO",
    help="What stands before: the plan of another scenario. Nothing where it is left out.",
)
@click.option(
    "--open-max",
    "opened_max",
    callback=whole,
    default="",
    metavar="N[,N,…]",
    help="How many measures may open in each period.",
)
@click.option(
    "--nok-max",
    callback=numbers,
    default="",
    metavar="NOK[,NOK,…]",
    help="What the municipalities can pay a year in each period.",
)
@click.option(
    "--posts-max",
    callback=numbers,
    default="",
    metavar="N[,N,…]",
    help="Coordinators' posts that there are in each period.",
)
@click.option(
    "--first",
    multiple=True,
    metavar="A,B",
    help="A stands in a period before B opens. Ids of units, venues or programmes; several times.",
)
@click.option(
    "--measures",
    "kinds",
    callback=kinds,
    default="",
    metavar=",".join(KINDS),
    help="Which kinds are phased; the rest opens with what it belongs to.",
)
@forms("text", "json", "csv")
@click.option("--out", type=FOLDER, help="Write table, chart, maps and a run for each period here.")
@options(SET, TIME_LIMIT, GAP, WORKERS, LANG)
def phase(ctx: click.Context, **chosen: Any) -> int:
    """Say what comes first: the order in which a plan opens, best over all periods, proven.

    What opens stays. Where neither money nor posts nor measures are limited, so many may open in each
    period that all periods are needed. The order that takes the best here and now stands beside it.
    """
    from planner.commands import phase_command

    return phase_command(console_of(ctx), **chosen)
