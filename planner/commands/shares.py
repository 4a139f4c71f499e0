"""Shares on the command line: `5%`, `5 %` or `0.05`."""

from __future__ import annotations

import click

from planner.messages import message


def share(_ctx: click.Context | None, _param: click.Parameter | None, text: str) -> float:
    """The share (0..1) that a text says.

    >>> share(None, None, "5%"), share(None, None, "0,05")
    (0.05, 0.05)

    Raises:
        click.BadParameter: it says none.
    """
    plain = text.strip().replace(",", ".")
    try:
        found = float(plain.removesuffix("%")) / (100 if plain.endswith("%") else 1)
    except ValueError:
        found = -1.0
    if not 0 <= found <= 1:
        raise click.BadParameter(
            message("{text} is no share from 0 to 1; write for example 5% or 0.05.", text=repr(text))
        )
    return found
