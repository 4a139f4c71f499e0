"""`--boundaries`: a file of municipality polygons for the maps and layers of a command."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.commands.console import Console
from planner.messages import message

if TYPE_CHECKING:
    from planner.region import Region
    from planner.report.maps import Backdrop


def check_boundaries(boundaries: Path | None, column: str | None) -> None:
    """Refuse a column without a file, before any work."""
    if column is not None and boundaries is None:
        raise click.UsageError(message("--boundaries-column names a column of --boundaries FILE."))


def check_drawn(boundaries: Path | None, column: str | None, out: Path | None) -> None:
    """The same for a command that draws in a folder only."""
    check_boundaries(boundaries, column)
    if boundaries is not None and out is None:
        raise click.UsageError(
            message("--boundaries is for the maps that --out FOLDER gets; name a folder.")
        )


def own_backdrop(
    console: Console, region: Region, boundaries: Path | None, column: str | None
) -> Backdrop | None:
    """The backdrop with a user's boundaries; None where there are none: drawing then reads one."""
    return None if boundaries is None else backdrop_of(console, region, boundaries, column)


def backdrop_of(
    console: Console, region: Region, boundaries: Path | None, column: str | None = None
) -> Backdrop:
    """Outlines and coast of a region, with a user's boundaries laid in where there are any.

    Raises:
        InputError: the boundaries cannot be read, or do not fit the region.
    """
    from planner.report.maps.backdrop import read_backdrop

    if boundaries is None:
        return read_backdrop(region)
    from planner.region import read_boundaries

    found = read_boundaries(boundaries, region, column=column)
    if found.missing_codes:
        names = ", ".join(f"{region.municipalities[c].name} ({c})" for c in found.missing_codes)
        console.say(
            message(
                "Note: {boundaries} does not have {names}; these keep the outline they had.",
                boundaries=str(boundaries),
                names=names,
            )
        )
    return read_backdrop(region, boundaries=found)
