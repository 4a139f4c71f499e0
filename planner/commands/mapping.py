"""`map`: the interactive map of run folders, in one file that needs no network."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.commands.console import Console
from planner.commands.reading import read_runs

if TYPE_CHECKING:
    from planner.report.numbers import Lang

SUFFIXES = (".html", ".htm")


def map_command(
    console: Console,
    runs: Sequence[Path],
    out: Path,
    title: str | None = None,
    lang: Lang = "nb",
) -> int:
    """Write the map; nothing is solved."""
    if out.suffix.lower() not in SUFFIXES:
        raise click.UsageError(
            f"--out {out}: the interactive map is a web page; end its name with .html. Pictures for "
            "print (map.png) stand in the run folders."
        )
    with console.progress() as progress:
        progress("reading the runs", None)
        found = read_runs(runs)
        from planner.report.web_map import write_web_map

        progress("drawing the map", None)
        write_web_map(found.alternatives, out, lang=lang, title=title)
    for note in found.notes:
        console.say(note)
    console.result(str(out))
    return 0
