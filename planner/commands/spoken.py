"""The language of the command line itself: help, notes, what is wrong with an option.

It is that of `--lang` where it is given, else that of a Norwegian locale, else English. click tells its
own words through `gettext`, and so does the help of our commands: one catalogue, `help`, has both.
"""

from __future__ import annotations

import copy
import gettext
import inspect
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import click

from planner.texts import LANGS, LOCALE, SOURCE, Lang

DOMAIN = "help"
CLICKS_OWN = (
    "Usage:",
    "Options",
    "Commands",
    "Positional arguments",
    "Show this message and exit.",
    "Show the version and exit.",
    "default: {default}",
    "required",
    "file",
    "directory",
    "path",
    "Error: {message}",
    "Try '{command} {option}' for help.",
    "Missing argument",
    "Missing option",
    "Missing parameter",
    "Missing command.",
    "Choose from:\n\t{choices}",
    "Invalid value: {message}",
    "Invalid value for {param_hint}: {message}",
    "No such option {name!r}.",
    "No such command {name!r}.",
    "Option {name!r} requires an argument.",
    "Option {name!r} does not take a value.",
    "{name} {filename!r} does not exist.",
    "{name} {filename!r} is a file.",
    "{name} {filename!r} is a directory.",
    "{value!r} is not {choice}.",
    "{value!r} is not a valid {number_type}.",
    "{value} is not in the range {range}.",
)
"""What click says, as it asks `gettext` for it; of a plural the singular."""

NORWEGIAN: Mapping[str, Lang] = {"nb": "nb", "no": "nb", "nn": "nn"}
"""Languages of a locale → ours."""


def spoken_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """The language to speak, before any option is read.

    >>> spoken_language(["solve", "x", "--lang", "nb"], {}), spoken_language([], {"LANG": "nb_NO"})
    ('nb', 'nb')
    >>> spoken_language([], {"LANG": "de_DE.UTF-8"})
    'en'
    """
    for at, argument in enumerate(arguments):
        option, _, value = argument.partition("=")
        if option == "--lang":
            value = value or next(iter(arguments[at + 1 :]), "")
            for lang in LANGS:
                if lang == value:
                    return lang
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if stated := environment.get(name):
            return NORWEGIAN.get(stated[:2].lower(), SOURCE)
    return SOURCE


@contextmanager
def speaking(lang: Lang) -> Iterator[None]:
    """Have click and the help of our commands speak a language for as long as a block runs."""
    before, domain = os.environ.get("LANGUAGE"), gettext.textdomain()
    os.environ["LANGUAGE"] = lang
    gettext.bindtextdomain(DOMAIN, str(LOCALE))
    gettext.textdomain(DOMAIN)
    try:
        yield
    finally:
        gettext.textdomain(domain)
        if before is None:
            os.environ.pop("LANGUAGE", None)
        else:
            os.environ["LANGUAGE"] = before


def told(text: str | None) -> str | None:
    """A text of the help in the language that is spoken now."""
    return gettext.gettext(inspect.cleandoc(text)) if text else text


class Command(click.Command):
    """A command whose help is told in the language that is spoken."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The text of the command."""
        spoken = copy.copy(self)
        spoken.help = told(self.help)
        click.Command.format_help_text(spoken, ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, each with its text."""
        click.Command.format_options(_WithTold(self), ctx, formatter)  # type: ignore[arg-type]

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first sentence, for the list of a group."""
        spoken = copy.copy(self)
        spoken.help = told(self.help)
        return click.Command.get_short_help_str(spoken, limit)


class Group(Command, click.Group):
    """A group of such commands."""

    command_class = Command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, and the commands."""
        Command.format_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)


class _WithTold:
    """A command as click asks it for its options: each has its text in the language spoken."""

    def __init__(self, command: click.Command) -> None:
        self._command = command

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        found = []
        for param in self._command.get_params(ctx):
            if isinstance(param, click.Option):
                param = copy.copy(param)
                param.help = told(param.help)
            found.append(param)
        return found


def help_texts(command: click.Command) -> Iterator[str]:
    """Every text of the help of a command and of those in it, as the catalogue is asked for it."""
    context: Any = click.Context(command)
    texts = [
        command.help,
        *(p.help for p in command.get_params(context) if isinstance(p, click.Option)),
    ]
    yield from (inspect.cleandoc(text) for text in texts if text)
    if isinstance(command, click.Group):
        for one in command.commands.values():
            yield from help_texts(one)
