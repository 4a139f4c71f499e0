"""A file that somebody hands in, and what can be seen of it before anything is taken."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from planner.errors import Finding, InputError

GEODATA = (".gpkg", ".gdb", ".zip", ".geojson", ".shp", ".fgb", ".gml")
SHEETS = (".xlsx", ".xlsm")
TEXT = (".csv", ".txt", ".tsv")
JSON_BYTES_MAX = 500_000_000
_SHEET_ROWS_MAX = 200_000


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer of geodata: its columns, kind of geometry and projection."""

    name: str
    fields: tuple[str, ...]
    geometry: str
    crs: str
    rows: int

    def has(self, *names: str) -> bool:
        """Whether it has all of these columns, in any case."""
        return {name.casefold() for name in names} <= {name.casefold() for name in self.fields}


@dataclass(frozen=True)
class Given:
    """A file or geodatabase folder; what is in it is read once, when first asked for."""

    path: Path
    label: str = field(default="")

    def __post_init__(self) -> None:
        if not self.label:
            object.__setattr__(self, "label", str(self.path))

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def suffix(self) -> str:
        return self.path.suffix.lower()

    @cached_property
    def layers(self) -> tuple[Layer, ...]:
        """Layers of geodata; none where it is something else or cannot be read as such."""
        if self.suffix not in GEODATA:
            return ()
        import pyogrio
        from pyogrio.errors import DataLayerError, DataSourceError

        found = []
        try:
            for name, kind in pyogrio.list_layers(self.path):
                about = pyogrio.read_info(self.path, layer=name)
                crs = str(about["crs"] or "")
                fields = tuple(str(one) for one in about["fields"])
                found.append(Layer(str(name), fields, str(kind or ""), crs, int(about["features"])))
        except (DataSourceError, DataLayerError, OSError, ValueError):
            return ()
        return tuple(found)

    @cached_property
    def json(self) -> Any:
        """What a JSON file holds; None where it is none."""
        if self.suffix not in (".json", ".geojson") or self.path.stat().st_size > JSON_BYTES_MAX:
            return None
        try:
            return json.loads(self.path.read_text(encoding="utf-8-sig"))
        except (ValueError, RecursionError):
            return None

    @cached_property
    def sheets(self) -> tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]:
        """Name and rows of each table of text: one of a CSV file, one for each sheet of a workbook.

        Blank rows at the top stay, so that row numbers are those that a reader sees.
        """
        if self.suffix in TEXT:
            return (("", _csv_rows(_text(self.path.read_bytes()))),)
        if self.suffix in SHEETS:
            return _sheets(self.path)
        return ()

    def unusable(self, message: str, **about: Any) -> InputError:
        """The error for a file that was recognised and cannot be used."""
        return InputError([Finding(self.label, message, **about)])


def _text(data: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _csv_rows(text: str) -> tuple[tuple[str, ...], ...]:
    head = text.splitlines()[:20]
    delimiter = max(";\t,", key=lambda mark: (sum(line.count(mark) for line in head), mark == ";"))
    if any(line.count(";") for line in head[-3:]):
        delimiter = ";"
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return tuple(tuple(cell.strip() for cell in row) for row in reader)
    except csv.Error:
        return ()


def _sheets(path: Path) -> tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, data_only=True, read_only=True)
        return tuple(
            (
                sheet.title,
                tuple(
                    tuple(_cell(cell) for cell in row)
                    for row in sheet.iter_rows(values_only=True, max_row=_SHEET_ROWS_MAX)
                ),
            )
            for sheet in book.worksheets
        )
    except Exception:  # a damaged file makes its parsers raise anything
        return ()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def number(text: str) -> float | None:
    """A figure as people and programs write it; None where there is none.

    >>> number("29 678"), number("30,5"), number("1.5e3"), number("..")
    (29678.0, 30.5, 1500.0, None)
    """
    bare = "".join(text.split()).replace("\u00a0", "").replace("\u202f", "")
    if "," in bare and "." not in bare:
        bare = bare.replace(",", ".")
    try:
        value = float(bare)
    except ValueError:
        return None
    return value if value == value and abs(value) != float("inf") else None


def column_of(header: Sequence[str], *names: str) -> int | None:
    """The position of the first of some names in a header, in any case."""
    folded = [cell.casefold().strip() for cell in header]
    for name in names:
        if name.casefold() in folded:
            return folded.index(name.casefold())
    return None
