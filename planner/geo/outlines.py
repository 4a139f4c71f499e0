"""Outlines of municipalities, found in a file's layers by their codes.

    read_outlines(path, names, …)    code → outline in the projection asked for, and what is wrong

Which layer and column hold the codes is found out: the ones with most of them. Several areas of one
code become one outline. Rows of other municipalities are left aside.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.errors import Finding, InputError
from planner.geo.codes import CodeMatcher
from planner.geo.layers import GeoLayer, GeoRow, read_layers
from planner.geo.plain import METRES, projected
from planner.messages import message

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

COLUMN_NAMES = ("code", "kommunenummer", "kommunenr", "komm_nr", "kommnr", "knr", "nr")
"""Names that a column of municipality codes often has; the first of equals is taken."""
SHOWN = 6


@dataclass(frozen=True, slots=True)
class Outlines:
    """Outlines by municipality code, and where they come from."""

    path: Path
    shapes: Mapping[str, BaseGeometry] = field(default_factory=dict)
    crs: str = METRES
    layer: str = ""
    column: str = ""
    missing_codes: tuple[str, ...] = ()
    """Municipalities asked for that have no outline in the file; an empty geometry is none."""
    other_cells: tuple[str, ...] = ()
    """What stands in the column for areas of no municipality that was asked for, as the file has it."""


@dataclass(frozen=True, slots=True)
class _Match:
    """A layer and column, and the code of each row."""

    layer: GeoLayer
    column: str
    codes: tuple[str | None, ...]

    @property
    def count(self) -> int:
        return len({code for code in self.codes if code is not None})


def read_outlines(
    path: Path,
    names: Mapping[str, str],
    *,
    column: str | None = None,
    crs: str = METRES,
    share_min: float = 0.5,
) -> tuple[Outlines, tuple[Finding, ...]]:
    """The outlines of municipalities, and every problem with them.

    Args:
        path: a file of one of `planner.geo.SUFFIXES`.
        names: municipality code → name, of those that are wanted.
        column: the column of the codes; left out, the one that holds most of them.
        crs: projection of the outlines that come back.
        share_min: the share (0..1) of the wanted codes that a column must hold to be believed.
    """
    path = Path(path)
    try:
        layers = read_layers(path)
    except InputError as error:
        return Outlines(path, crs=crs, missing_codes=tuple(sorted(names))), error.findings
    return outlines_in(layers, path, names, column=column, crs=crs, share_min=share_min)


def outlines_in(
    layers: Sequence[GeoLayer],
    path: Path,
    names: Mapping[str, str],
    *,
    column: str | None = None,
    crs: str = METRES,
    share_min: float = 0.5,
) -> tuple[Outlines, tuple[Finding, ...]]:
    """The same from layers that are in memory already; `path` is what findings call them."""
    best, refusal = _best(path, layers, names, column, share_min)
    if best is None:
        return Outlines(path, crs=crs, missing_codes=tuple(sorted(names))), (
            refusal,
        ) if refusal else ()
    findings = list(_troubles(path, best))
    try:
        shapes = _shapes(path, best, crs)
    except InputError as error:
        return Outlines(path, crs=crs, missing_codes=tuple(sorted(names))), (*findings, *error.findings)
    others = (row.values.get(best.column) for row in _others(best))
    outlines = Outlines(
        path=path,
        shapes=shapes,
        crs=crs,
        layer=best.layer.name,
        column=best.column,
        missing_codes=tuple(sorted(set(names) - set(shapes))),
        other_cells=tuple(dict.fromkeys(str(cell) for cell in others if cell not in (None, ""))),
    )
    return outlines, tuple(findings)


def _best(
    path: Path,
    layers: Sequence[GeoLayer],
    names: Mapping[str, str],
    column: str | None,
    share_min: float,
) -> tuple[_Match | None, Finding | None]:
    """The layer and column with most of the codes, or why there is none."""
    matcher = CodeMatcher(names)
    columns = dict.fromkeys(name for layer in layers for row in layer.rows for name in row.values)
    matches = [
        _Match(layer, name, tuple(matcher.match(row.values.get(name)) for row in layer.rows))
        for layer in layers
        for name in dict.fromkeys(key for row in layer.rows for key in row.values)
        if column is None or name.casefold() == column.casefold()
    ]
    if not any(row.area is not None for layer in layers for row in layer.rows):
        return None, _no_areas(path, layers)
    if not matches:
        if column is not None and columns:
            return None, refused(
                path, message("has no such column"), found=", ".join(columns), expected=column,
                fix=message("Name the column that holds the municipality codes."),
            )  # fmt: skip
        return None, refused(
            path,
            message("holds no polygons with attributes"),
            expected=message("one row per municipality"),
            fix=message("Choose the file with the municipalities' boundaries."),
        )
    best = max(matches, key=lambda match: (match.count, -_rank(match.column)))
    if best.count == 0 or best.count < share_min * len(names):
        if best.count:
            has: str = message(
                "{count} of {all} in column {column}",
                count=str(best.count),
                all=str(len(names)),
                column=best.column,
            )
        else:
            has = "; ".join(_examples(layer) for layer in layers if layer.rows)
        return None, refused(
            path,
            message("does not have the municipalities of the region"),
            found=has or message("no rows"),
            expected=few([f"{code} {name}" for code, name in names.items()]),
            fix=message(
                "Choose boundaries of the same year as the region, or name the column of the codes."
            ),
        )
    return best, None


def _rank(column: str) -> int:
    name = column.casefold()
    return COLUMN_NAMES.index(name) if name in COLUMN_NAMES else len(COLUMN_NAMES)


def _no_areas(path: Path, layers: Sequence[GeoLayer]) -> Finding:
    kinds: dict[str, int] = {}
    for layer in layers:
        for row in layer.rows:
            words = str(row.trouble or "no geometry").removeprefix("is a ")
            kinds[words] = kinds.get(words, 0) + 1
    has = ", ".join(f"{count} × {words}" for words, count in sorted(kinds.items())[:SHOWN])
    damaged = sum(layer.rows_damaged for layer in layers)
    return refused(
        path,
        message("holds no polygons"),
        found=has
        or (message("{count} damaged rows", count=str(damaged)) if damaged else message("no rows")),
        expected=message("a polygon or multipolygon for each municipality"),
        fix=message(
            "Choose the file with the municipalities' areas, not their centres or border lines."
        ),
    )


def _troubles(path: Path, match: _Match) -> list[Finding]:
    """Municipalities with geometry of another kind or damaged, and rows that nobody can read."""
    sound = {c for c, row in zip(match.codes, match.layer.rows, strict=True) if row.area is not None}
    findings = [
        refused(
            path,
            message(
                "the outline of {code} (row {row}) {trouble}",
                code=code,
                row=str(row.number),
                trouble=row.trouble,
            ),
            expected=message("a polygon or multipolygon"),
            fix=message("Export the outline again."),
        )
        for code, row in zip(match.codes, match.layer.rows, strict=True)
        if code is not None and code not in sound and row.trouble is not None
    ]
    if match.layer.rows_damaged:
        findings.append(
            refused(
                path,
                message("the layer {name} is damaged", name=match.layer.name),
                found=message("{count} rows that cannot be read", count=str(match.layer.rows_damaged)),
                expected=message(
                    "{count} rows", count=str(match.layer.rows_damaged + len(match.layer.rows))
                ),
                fix=message("Save it again from the program that it comes from."),
            )
        )
    return findings


def _shapes(path: Path, match: _Match, crs: str) -> dict[str, BaseGeometry]:
    from pyproj.exceptions import CRSError
    from shapely import union_all

    parts: dict[str, list[BaseGeometry]] = {}
    for code, row in zip(match.codes, match.layer.rows, strict=True):
        if code is not None and row.area is not None:
            parts.setdefault(code, []).append(row.area)
    if not parts:
        return {}
    if match.layer.crs is None:
        west, south, *_ = next(iter(parts.values()))[0].bounds
        raise InputError([_without_projection(path, west, south)])
    try:
        return {
            code: projected(areas[0] if len(areas) == 1 else union_all(areas), match.layer.crs, crs)
            for code, areas in sorted(parts.items())
        }
    except CRSError as error:
        finding = refused(
            path,
            message("names a projection that is not known"),
            found=match.layer.crs[:80],
            expected=message("for example EPSG:25833 or EPSG:4326"),
            fix=message("Save it again in one of these."),
        )
        raise InputError([finding]) from error


def _without_projection(path: Path, west: float, south: float) -> Finding:
    return refused(
        path,
        message("does not say which projection its coordinates are in"),
        found=message("coordinates such as {x}, {y}", x=f"{west:g}", y=f"{south:g}"),
        expected=message(
            "GeoJSON in longitude and latitude, a layer with a reference system, or a shapefile "
            "with its .prj file"
        ),
        fix=message("Save it again with its projection, for example EPSG:25833 or EPSG:4326."),
    )


def _others(match: _Match) -> list[GeoRow]:
    return [
        row
        for code, row in zip(match.codes, match.layer.rows, strict=True)
        if code is None and row.area is not None
    ]


def _examples(layer: GeoLayer) -> str:
    """What a layer has, so that a reader sees what went wrong."""
    columns: dict[str, list[str]] = {}
    for row in layer.rows:
        for name, value in row.values.items():
            seen = columns.setdefault(name, [])
            text = str(value)
            if value is not None and text not in seen and len(seen) < 3 and len(text) < 40:
                seen.append(text)
    return f"{layer.name}: " + ", ".join(
        f"{name} ({', '.join(seen)}, …)" for name, seen in list(columns.items())[:SHOWN]
    )


def few(items: Sequence[str]) -> str:
    """The first of some things, and how many there are."""
    return ", ".join(items[:SHOWN]) + (f", … ({len(items)} in all)" if len(items) > SHOWN else "")


def refused(path: Path, message: str, **parts: Any) -> Finding:
    """A finding about a file."""
    return Finding(str(path), message, **parts)
