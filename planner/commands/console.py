"""Where a command speaks: results to standard output, everything else to standard error."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass

import click

from planner import progress


@dataclass(frozen=True, slots=True)
class Console:
    """How loud a command is."""

    quiet: bool = False
    verbose: bool = False

    def result(self, text: str) -> None:
        """A result: to standard output."""
        click.echo(text)

    def say(self, text: str) -> None:
        """What a reader should know: to standard error, unless --quiet."""
        if not self.quiet:
            click.echo(text, err=True)

    def detail(self, text: str) -> None:
        """To standard error with --verbose."""
        if self.verbose and not self.quiet:
            click.echo(text, err=True)

    def progress(self) -> AbstractContextManager[progress.Report]:
        """Progress for as long as a block runs."""
        return progress.shown(quiet=self.quiet, verbose=self.verbose)
