"""Options that commands share, and how a command gets at them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner.texts import LANGS, SOURCE

if TYPE_CHECKING:
    from planner.commands.console import Console

Decorator = Callable[[Any], Any]


class _Path(click.Path):
    """A path whose name can be written to a file and to a terminal."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path; refused where its name is no text (bytes that are no UTF-8, a NUL)."""
        text = os.fspath(value)
        try:
            text.encode()
        except UnicodeEncodeError:
            told = text.encode("ascii", "backslashreplace").decode()
            self.fail(f"{told} is no UTF-8: give the file or folder another name.", param, ctx)
        if any(letter < " " or letter == "\x7f" for letter in text):
            self.fail(f"{text!r} holds a control character: write another name.", param, ctx)
        return super().convert(value, param, ctx)


FILE = _Path(path_type=Path)
FOLDER = _Path(path_type=Path, file_okay=False)


def _remember(ctx: click.Context, option: click.Parameter, value: bool) -> None:
    """Keep --quiet and --verbose whether they stand before the command or after it."""
    if value and option.name:
        ctx.ensure_object(dict)[option.name] = True


def _remember_lang(ctx: click.Context, option: click.Parameter, value: str) -> str:
    """Keep the reader's language for what is told where the command ends."""
    ctx.ensure_object(dict)["lang"] = value
    return value


LANG = click.option(
    "--lang",
    type=click.Choice(LANGS),
    default="nb",
    is_eager=True,
    callback=_remember_lang,
    show_default=True,
    help="Language of tables, verdicts, maps and findings.",
)


def _for_all(ctx: click.Context, _option: click.Parameter, value: str | None) -> None:
    """Hand a language that stands before the command to every command that asks for one."""
    if value is not None and isinstance(ctx.command, click.Group):
        ctx.ensure_object(dict)["lang"] = value
        ctx.default_map = _languages(ctx.command, value)


def _languages(group: click.Group, lang: str) -> dict[str, Any]:
    """Command → the language as the default of its own `--lang`, those within groups too."""
    found: dict[str, Any] = {"lang": lang}
    for name, command in group.commands.items():
        own = _languages(command, lang) if isinstance(command, click.Group) else {"lang": lang}
        found[name] = own
    return found


LANG_OF_ALL = click.option(
    "--lang",
    type=click.Choice(LANGS),
    is_eager=True,
    expose_value=False,
    callback=_for_all,
    help="Language of help, notes, errors and results, whatever the command.",
)
SET = click.option(
    "--set",
    "overrides",
    multiple=True,
    metavar="PATH=VALUE",
    help="Override a value of the scenario, for example --set demand.level=high.",
)
GAP = click.option(
    "--gap",
    type=click.FloatRange(0, 1, max_open=True),
    metavar="G",
    help="Stop a stage at this proven relative gap (0.01 is 1 %).",
)
TIME_LIMIT = click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    metavar="S",
    help="Seconds for each scenario.",
)
WORKERS = click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="Scenarios solved at the same time; the answers are the same.",
)
WIDTH = click.option(
    "--width-cm", type=float, metavar="CM", help="Width of the picture; A4 if left out."
)
HEIGHT = click.option("--height-cm", type=float, metavar="CM", help="Height of the picture.")
DPI = click.option("--dpi", type=int, metavar="N", help="Dots per inch of a PNG (150).")
BOUNDARIES = click.option(
    "--boundaries",
    type=FILE,
    help="Municipality polygons to draw with, matched by number: GeoJSON, GeoPackage, GML, shapefile, "
    "file geodatabase, FlatGeobuf, or one of these zipped.",
)
BOUNDARIES_COLUMN = click.option(
    "--boundaries-column",
    metavar="NAME",
    help="Column of the numbers in --boundaries; found by itself where it is left out.",
)
QUIET = click.option(
    "-q",
    "--quiet",
    is_flag=True,
    expose_value=False,
    callback=_remember,
    help="Only results and errors.",
)
VERBOSE = click.option(
    "-v",
    "--verbose",
    is_flag=True,
    expose_value=False,
    callback=_remember,
    help="Every step, and where a fault happened.",
)


def options(*wanted: Decorator) -> Decorator:
    """Add some options, --verbose and --quiet to a command, and hand it the click context."""

    def add(command: Any) -> Any:
        command = click.pass_context(command)
        for option in reversed((*wanted, VERBOSE, QUIET)):
            command = option(command)
        return command

    return add


def console_of(ctx: click.Context) -> Console:
    """Where a command speaks, as loud as it was asked to."""
    from planner.commands.console import Console

    settings = ctx.ensure_object(dict)
    return Console(
        quiet=settings.get("quiet", False),
        verbose=settings.get("verbose", False),
        lang=settings.get("spoken", SOURCE),
    )
