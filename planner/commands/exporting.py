"""`export`: a run as layers for a GIS."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from planner.commands.console import Console
from planner.commands.outlines import backdrop_of, check_boundaries
from planner.commands.reading import read_runs

if TYPE_CHECKING:
    from planner.report.words.numbers import Lang

Form = Literal["gpkg", "geojson"]


def export_command(
    console: Console,
    run: Path,
    form: Form = "gpkg",
    out: Path | None = None,
    boundaries: Path | None = None,
    boundaries_column: str | None = None,
    lang: Lang = "nb",
) -> int:
    """Write the layers of one run; nothing is solved."""
    if form == "gpkg" and out is not None and out.suffix.lower() != ".gpkg":
        raise click.UsageError(f"--out {out}: a GeoPackage is a file whose name ends with .gpkg.")
    if form == "geojson" and out is not None:
        from planner.commands.folders import check_out

        check_out(out)
    check_boundaries(boundaries, boundaries_column)
    with console.progress() as progress:
        progress("reading the run", None)
        found = read_runs([run])
        if len(found.alternatives) != 1:
            names = ", ".join(str(run / a.name) for a in found.alternatives[:4])
            raise click.UsageError(
                f"{run} holds {len(found.alternatives)} runs; name one of them: {names}, …"
            )
        from planner.report.gis.export import write_geojson, write_geopackage

        alternative = found.alternatives[0]
        backdrop = backdrop_of(console, alternative.region, boundaries, boundaries_column)
        progress("writing the layers", None)
        if form == "gpkg":
            out = out or Path(f"{alternative.name}.gpkg")
            write_geopackage(alternative, out, lang=lang, backdrop=backdrop)
        else:
            out = out or Path(f"{alternative.name}-geojson")
            write_geojson(alternative, out, lang=lang, backdrop=backdrop)
    for note in found.notes:
        console.say(note)
    console.result(str(out))
    return 0
