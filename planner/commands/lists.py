"""Lists on the command line: `municipalities,method`."""

from __future__ import annotations

import click

from planner.messages import message
from planner.report import ANNEX_NAMES


def annexes(_ctx: click.Context | None, _param: click.Parameter | None, text: str) -> tuple[str, ...]:
    """The annexes that a text names.

    >>> annexes(None, None, "method, sources"), annexes(None, None, "")
    (('method', 'sources'), ())

    Raises:
        click.BadParameter: there is none of a name.
    """
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    unknown = [name for name in names if name not in ANNEX_NAMES]
    if unknown:
        raise click.BadParameter(
            message(
                "there is no annex {value}; there are {value2}.",
                value=", ".join(map(repr, unknown)),
                value2=", ".join(ANNEX_NAMES),
            )
        )
    return names
