"""Official boundaries laid in by a user: municipality polygons matched by their number.

    read_boundaries(path, region, column=…)    polygons by municipality code, in EPSG:25833

Municipalities that the file lacks keep the outline that they had (`read_backdrop`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from planner.errors import Finding, InputError
from planner.region.types import Region
from planner.report.maps.boundaries_files import Table, read_tables

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

CRS = "EPSG:25833"
NAMES = ("code", "kommunenummer", "kommunenr", "komm_nr", "kommnr", "knr", "nr")
"""Names that a column of municipality numbers often has; the first of equals is taken."""
FAR_METRES = 30_000.0
"""An outline this far from its municipality's own places lies elsewhere: another projection or area."""
SHOWN = 6


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Polygons of municipalities in metres (EPSG:25833), and where they come from."""

    path: Path
    shapes: Mapping[str, BaseGeometry]
    layer: str
    column: str
    missing_codes: tuple[str, ...]
    """Municipalities of the region that the file does not have."""


def read_boundaries(path: Path, region: Region, *, column: str | None = None) -> Boundaries:
    """Read municipality polygons and match them with a region's municipalities by number.

    The file is GeoJSON, GeoPackage or a shapefile, in any projection that it names. The column of the
    numbers is `column`, or else the one with most of the region's numbers in it; leading zeros that a
    program has dropped do not matter. Several polygons of one number become one outline.

    Raises:
        InputError: the file cannot be read, has no such column, names no projection, matches less than
            half of the municipalities, or lies elsewhere.
    """
    from shapely import union_all

    path = Path(path)
    tables = read_tables(path)
    table, name, codes = _best(path, tables, region, column)
    parts: dict[str, list[BaseGeometry]] = {}
    for code, (_, geometry) in zip(codes, table.rows, strict=True):
        if code in region.municipalities:
            parts.setdefault(code, []).append(geometry)
    to_metres = _to_metres(path, table)
    shapes = {
        code: _sound(union_all([_sound(p) for p in found]), to_metres)
        for code, found in sorted(parts.items())
    }
    _check_position(path, region, shapes)
    return Boundaries(
        path=path,
        shapes=shapes,
        layer=table.name,
        column=name,
        missing_codes=tuple(sorted(set(region.municipalities) - set(shapes))),
    )


def _best(
    path: Path, tables: Sequence[Table], region: Region, column: str | None
) -> tuple[Table, str, list[str]]:
    """The table and column with most of the region's numbers, and the numbers row by row."""
    known = set(region.municipalities)
    found: list[tuple[int, int, Table, str, list[str]]] = []
    names: list[str] = []
    for table in tables:
        for name in dict.fromkeys(key for row, _ in table.rows for key in row):
            if name not in names:
                names.append(name)
            if column is not None and name.casefold() != column.casefold():
                continue
            codes = [_code(row.get(name)) for row, _ in table.rows]
            rank = NAMES.index(name.casefold()) if name.casefold() in NAMES else len(NAMES)
            found.append((-len(known & set(codes)), rank, table, name, codes))
    if not found:
        if column is not None and names:
            raise _refused(
                path, "has no such column", found=", ".join(names), expected=column,
                fix="Name the column that holds the municipality numbers.",
            )  # fmt: skip
        raise _refused(
            path, "holds no polygons with attributes", expected="one row per municipality",
            fix="Choose the file with the municipalities' boundaries.",
        )  # fmt: skip
    best = min(found, key=lambda row: row[:2])
    matches = -best[0]
    if 2 * matches < len(known):
        listed = [f"{m.code} {m.name}" for m in region.municipalities.values()]
        if matches:
            _, _, table, name, codes = best
            has = f"{matches} of {len(known)} in column {name}"
        else:
            has = "; ".join(_examples(table) for table in tables if table.rows)
        raise _refused(
            path,
            f"does not have the municipalities of {region.id}",
            found=has or "no rows",
            expected=_few(listed),
            fix="Choose boundaries of the same year as the region, or name the column of the numbers.",
        )
    return best[2], best[3], best[4]


def _code(value: Any) -> str:
    """A municipality number as text of four digits; programs that read numbers drop the first zero."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip() if value is not None else ""
    return text.zfill(4) if text.isdigit() and len(text) <= 4 else text


def _examples(table: Table) -> str:
    """What a table has, so that a reader sees what went wrong."""
    columns: dict[str, list[str]] = {}
    for row, _ in table.rows:
        for name, value in row.items():
            seen = columns.setdefault(name, [])
            text = str(value)
            if value is not None and text not in seen and len(seen) < 3 and len(text) < 40:
                seen.append(text)
    return f"{table.name}: " + ", ".join(
        f"{name} ({', '.join(seen)}, …)" for name, seen in list(columns.items())[:SHOWN]
    )


def _few(items: Sequence[str]) -> str:
    return ", ".join(items[:SHOWN]) + (f", … ({len(items)} in all)" if len(items) > SHOWN else "")


def _refused(
    path: Path, message: str, *, expected: str, fix: str, found: str | None = None
) -> InputError:
    return InputError([Finding(str(path), message, found=found, expected=expected, fix=fix)])


def _to_metres(path: Path, table: Table) -> Any:
    import pyproj
    from pyproj.exceptions import CRSError

    if table.crs is None:
        west, south, *_ = table.rows[0][1].bounds
        raise _refused(
            path,
            "does not say which projection its coordinates are in",
            found=f"coordinates such as {west:g}, {south:g}",
            expected="GeoJSON in longitude and latitude, a GeoPackage layer with a reference system, "
            "or a shapefile with its .prj file",
            fix="Save it again with its projection, for example EPSG:25833 or EPSG:4326.",
        )
    try:
        return pyproj.Transformer.from_crs(pyproj.CRS.from_user_input(table.crs), CRS, always_xy=True)
    except CRSError as error:
        raise _refused(
            path,
            "names a projection that is not known",
            found=table.crs[:80],
            expected="for example EPSG:25833 or EPSG:4326",
            fix="Save it again in one of these.",
        ) from error


def _sound(geometry: BaseGeometry, to_metres: Any = None) -> BaseGeometry:
    """A valid plane geometry, in metres where a projection is given."""
    from shapely import force_2d, make_valid, transform

    flat = force_2d(geometry)
    if to_metres is None:
        return make_valid(flat)

    def in_metres(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return np.column_stack(to_metres.transform(points[:, 0], points[:, 1]))

    return make_valid(transform(flat, in_metres))


def _check_position(path: Path, region: Region, shapes: Mapping[str, BaseGeometry]) -> None:
    """Refuse outlines that lie far from the municipalities' own places."""
    from pyproj import Transformer
    from shapely.geometry import Point

    to_metres = Transformer.from_crs("EPSG:4326", CRS, always_xy=True)
    far = []
    for code, shape in shapes.items():
        seat = region.places.get(region.municipalities[code].seat_place_id)
        if seat is None:
            continue
        metres = shape.distance(Point(to_metres.transform(seat.lon, seat.lat)))
        if not metres <= FAR_METRES:  # infinite where the projection does not hold
            far.append(
                f"{region.municipalities[code].name} ({code}): {metres / 1000:.0f} km from {seat.name}"
            )
    if far:
        raise _refused(
            path,
            "its outlines lie elsewhere than the municipalities' own places",
            found=_few(far),
            expected=f"less than {FAR_METRES / 1000:.0f} km",
            fix="Its projection is wrongly named, or its numbers mean other municipalities.",
        )
