"""The outlines of a region's municipalities: the file in its folder, or one that a user lays in.

find_boundaries(folder)             the file of outlines in a region's folder, and those not read
check_outlines(file, names)         its outlines in degrees, and every problem with it
region_outlines(region)             the outlines of a region, in metres
read_boundaries(path, region, …)    outlines that a user lays in (`--boundaries`), in metres
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.errors import Finding, InputError
from planner.geo import DEGREES, METRES, SUFFIXES, Outlines, projected, read_outlines
from planner.messages import message

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from planner.region.types import Region

BOUNDARIES = "boundaries"
"""Name of the file of outlines in a region's folder; its suffix is one of `planner.geo.SUFFIXES`."""
FAR_METRES = 30_000.0
"""An outline this far from its municipality's own places lies elsewhere: another projection or area."""
_SHOWN = 6


def find_boundaries(folder: Path) -> tuple[Path | None, tuple[Finding, ...]]:
    """The file of outlines that a region's folder has, and a warning for each that is not read."""
    named = [folder / f"{BOUNDARIES}{suffix}" for suffix in SUFFIXES]
    present = [path for path in named if path.exists()]
    chosen = present[0] if present else None
    # A JSON file may be anything (datapackage.json); the other suffixes are geodata.
    others = [
        path
        for path in sorted(folder.iterdir())
        if path != chosen
        and not path.name.startswith((".", "~"))
        and ((path.suffix.lower() in SUFFIXES and path.suffix.lower() != ".json") or path in present)
    ]
    return chosen, tuple(_not_read(path, chosen) for path in others)


def _not_read(path: Path, chosen: Path | None) -> Finding:
    wanted = f"{BOUNDARIES}{path.suffix.lower()}"
    if chosen is None:
        fix = message("Rename it to {wanted} if it holds the municipalities' outlines.", wanted=wanted)
    else:
        fix = message("Delete the one that does not count; {name} is read.", name=chosen.name)
    return Finding(
        path.name, message("is not read"), expected=chosen.name if chosen else wanted, fix=fix
    )


def check_outlines(file: Path, names: Mapping[str, str]) -> tuple[Outlines, tuple[Finding, ...]]:
    """The outlines of municipalities (code → name) in degrees, and what is wrong with the file."""
    outlines, findings = read_outlines(file, names, crs=DEGREES, share_min=0.0)
    return outlines, tuple(replace(finding, file=file.name) for finding in findings)


def region_outlines(region: Region, crs: str = METRES) -> dict[str, BaseGeometry]:
    """Municipality code → outline, for those that the region's file (or the region in memory) has.

    Raises:
        InputError: the file cannot be read.
    """
    if region.boundaries_path is None:
        return {
            code: projected(shape, DEGREES, crs)
            for code, shape in region.outlines.items()
            if code in region.municipalities
        }
    outlines, findings = read_outlines(region.boundaries_path, _names(region), crs=crs, share_min=0.0)
    if findings:
        raise InputError(findings)
    return dict(outlines.shapes)


def read_boundaries(path: Path, region: Region, *, column: str | None = None) -> Outlines:
    """Read outlines that a user lays in and match them with a region's municipalities by code.

    The file is any of `planner.geo.SUFFIXES`, in any projection that it names. The column of the codes
    is `column`, or else the one with most of the region's codes in it.

    Raises:
        InputError: the file cannot be read, has no such column, names no projection, matches less than
            half of the municipalities, or lies elsewhere.
    """
    outlines, findings = read_outlines(Path(path), _names(region), column=column)
    if not findings:
        findings = tuple(_elsewhere(Path(path), region, outlines.shapes))
    if findings:
        raise InputError(findings)
    return outlines


def _names(region: Region) -> dict[str, str]:
    return {code: m.name for code, m in region.municipalities.items()}


def _elsewhere(path: Path, region: Region, shapes: Mapping[str, Any]) -> list[Finding]:
    """A finding where outlines lie far from the municipalities' own places."""
    from pyproj import Transformer
    from shapely.geometry import Point

    to_metres = Transformer.from_crs(DEGREES, METRES, always_xy=True)
    far = []
    for code, shape in shapes.items():
        seat = region.places.get(region.municipalities[code].seat_place_id)
        if seat is None:
            continue
        metres = shape.distance(Point(to_metres.transform(seat.lon, seat.lat)))
        if not metres <= FAR_METRES:  # infinite where the projection does not hold
            name = region.municipalities[code].name
            far.append(f"{name} ({code}): {metres / 1000:.0f} km from {seat.name}")
    if not far:
        return []
    return [
        Finding(
            str(path),
            message("its outlines lie elsewhere than the municipalities' own places"),
            found=", ".join(far[:_SHOWN]) + (f", … ({len(far)} in all)" if len(far) > _SHOWN else ""),
            expected=message("less than {value} km", value=f"{FAR_METRES / 1000:.0f}"),
            fix=message("Its projection is wrongly named, or its numbers mean other municipalities."),
        )
    ]
