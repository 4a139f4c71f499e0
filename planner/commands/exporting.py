"""`export`: a run or a comparison as layers for a GIS."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.commands.console import Console
from planner.commands.outlines import backdrop_of, check_boundaries
from planner.commands.reading import read_runs
from planner.messages import message

if TYPE_CHECKING:
    from planner.report.words import Lang


def export_command(
    console: Console,
    run: Path,
    form: str = "gpkg",
    out: Path | None = None,
    boundaries: Path | None = None,
    boundaries_column: str | None = None,
    lang: Lang = "nb",
) -> int:
    """Write the layers of a run, or of every run of a comparison; nothing is solved."""
    from planner.report import Asked, format_of

    chosen = format_of("layers", form)
    if chosen.suffix and out is not None and out.suffix.lower() != chosen.suffix:
        raise click.UsageError(
            message(
                "--out {out}: {form} is a file whose name ends with {suffix}.",
                out=out,
                form=form,
                suffix=chosen.suffix,
            )
        )
    if not chosen.suffix and out is not None:
        from planner.commands.folders import check_out

        check_out(out)
    check_boundaries(boundaries, boundaries_column)
    with console.progress() as progress:
        progress(message("reading the run"), None)
        found = read_runs([run])
        alternatives = found.alternatives
        if not alternatives:
            raise click.UsageError(message("{run} holds no run with a plan.", run=run))
        name = alternatives[0].name if len(alternatives) == 1 else run.resolve().name
        backdrop = backdrop_of(console, alternatives[0].region, boundaries, boundaries_column)
        progress(message("writing the layers"), None)
        out = out or Path(f"{name}{chosen.suffix or f'-{form}'}")
        assert chosen.write is not None
        chosen.write(alternatives, Asked(lang, backdrop=backdrop, out=out))
    for note in found.notes:
        console.say(note)
    console.result(str(out))
    return 0
