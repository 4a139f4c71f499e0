"""What a long command tells while it works: a line on a terminal, nothing in a pipe.

Everything here goes to standard error, so that standard output carries results only.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from planner.messages import message

Report = Callable[[str, float | None], None]
"""Called with a message and the share of the work that is done (0..1), or None where nobody knows."""


def silent(message: str, fraction: float | None = None) -> None:
    """Tell nothing."""


@contextmanager
def shown(*, quiet: bool, verbose: bool, told: Callable[[str], str] = str) -> Iterator[Report]:
    """Show progress as long as the block runs.

    On a terminal one line is drawn over and over and wiped at the end. In a pipe nothing is written,
    unless `verbose` asks for one plain line per message with the seconds since the start. `told` says a
    message in the reader's language.
    """
    if quiet:
        yield silent
    elif sys.stderr.isatty():
        with _drawn(told) as report:
            yield report
    elif verbose:
        yield _lines(told)
    else:
        yield silent


@contextmanager
def _drawn(told: Callable[[str], str]) -> Iterator[Report]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as drawn:
        task = drawn.add_task("", total=None)

        def report(message: str, fraction: float | None = None) -> None:
            if fraction is None:
                drawn.update(task, description=told(message), total=None)
            else:
                drawn.update(task, description=told(message), total=1.0, completed=fraction)

        yield report


def _lines(told: Callable[[str], str]) -> Report:
    start = monotonic()

    def report(message: str, fraction: float | None = None) -> None:
        share = "" if fraction is None else f" ({fraction:.0%})"
        print(f"{monotonic() - start:7.1f} s  {told(message)}{share}", file=sys.stderr, flush=True)

    return report


def part_of(report: Report, name: str, done: int, total: int) -> Report:
    """The progress of one of `total` equal parts, `done` of which are behind us."""

    def inner(text: str, fraction: float | None = None) -> None:
        told = message("{name}: {told}", name=name, told=text)
        report(told, (done + (fraction or 0.0)) / total)

    return inner
