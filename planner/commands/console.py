"""Where a command speaks: results to standard output, everything else to standard error."""

from __future__ import annotations

import os
import sys
from contextlib import AbstractContextManager
from dataclasses import dataclass

import click

from planner import progress
from planner.messages import Message
from planner.texts import SOURCE, Lang


@dataclass(frozen=True, slots=True)
class Console:
    """How loud a command is."""

    quiet: bool = False
    verbose: bool = False
    lang: Lang = SOURCE
    """The language of what is told beside results."""

    def result(self, text: str) -> None:
        """A result: to standard output."""
        click.echo(self._told(text))

    def problem(self, text: str) -> None:
        """What is wrong: to standard error, whatever was asked for."""
        click.echo(self._told(text), err=True)

    def say(self, text: str) -> None:
        """What a reader should know: to standard error, unless --quiet."""
        if not self.quiet:
            click.echo(self._told(text), err=True)

    def detail(self, text: str) -> None:
        """To standard error with --verbose."""
        if self.verbose and not self.quiet:
            click.echo(self._told(text), err=True)

    def progress(self) -> AbstractContextManager[progress.Report]:
        """Progress for as long as a block runs."""
        return progress.shown(quiet=self.quiet, verbose=self.verbose, told=self._told)

    def _told(self, text: str) -> str:
        if not isinstance(text, Message):
            return text
        from planner.report.words import in_words

        return in_words(self.lang, text)

    @property
    def color(self) -> bool:
        """Whether standard output is a terminal that shall be coloured (see https://no-color.org)."""
        return sys.stdout.isatty() and not os.environ.get("NO_COLOR")

    @property
    def width(self) -> int:
        """Characters to a line: the terminal's, or 100 in a pipe."""
        if not sys.stdout.isatty():
            return 100
        told = os.environ.get("COLUMNS", "")
        return (
            int(told)
            if told.isdecimal() and int(told)
            else os.get_terminal_size(sys.stdout.fileno()).columns
        )
