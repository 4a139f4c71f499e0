"""Matrices as tables, CSV or Excel: long ones with a row for each pair, and square ones.

QGIS ORS Tools          FROM_ID, TO_ID, DURATION_H, DIST_KM
r5py                    from_id, to_id, travel_time (minutes), or travel_time_p50
r5r                     from_id, to_id, travel_time_p50; older fromId, toId, travel_time
ArcGIS OD cost matrix   OriginName, DestinationName or Name "A - B"; Total_Minutes, Total_Kilometers, …
anybody's               from, to, minutes, km; in Norwegian too
square                  names of places in the first row and column, figures between
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.messages import Message, message
from planner.region.importers.given import Given, column_of, number
from planner.region.importers.matrix import Key, LengthUnit, ReadyTimes, TimeUnit, times_from
from planner.region.importers.types import Choices, Importer, Present, Taken

FROM = ("from_id", "fromId", "OriginName", "OriginID", "origin_id", "from", "fra", "fra_id", "origin")
TO = ("to_id", "toId", "DestinationName", "DestinationID", "destination_id", "to", "til", "til_id")
TIMES: tuple[tuple[str, TimeUnit], ...] = (
    ("duration_h", "hours"),
    ("travel_time_p50", "minutes"),
    ("travel_time", "minutes"),
    ("total_minutes", "minutes"),
    ("total_traveltime", "minutes"),
    ("minutes", "minutes"),
    ("minutter", "minutes"),
    ("min", "minutes"),
    ("total_seconds", "seconds"),
    ("seconds", "seconds"),
    ("sekunder", "seconds"),
    ("duration", ""),
    ("reisetid", ""),
    ("time", ""),
)
LENGTHS: tuple[tuple[str, LengthUnit], ...] = (
    ("dist_km", "km"),
    ("total_kilometers", "km"),
    ("km", "km"),
    ("kilometer", "km"),
    ("total_meters", "m"),
    ("meter", "m"),
    ("distance", ""),
    ("total_length", ""),
    ("avstand", ""),
)
HEAD_ROWS = 8
"""Titles may stand above the header."""

SQUARE_LEAST = 2
"""A square table has at least so many names in its first row."""


@dataclass(frozen=True, slots=True)
class _Long:
    """A long table: which row is its header, and which columns hold what."""

    sheet: str
    header_row: int
    from_column: int
    to_column: int | None
    """None where one column has both, with a hyphen between."""
    time_column: int
    time_unit: TimeUnit
    length_column: int | None
    length_unit: LengthUnit

    def kind(self, header: Sequence[str]) -> str:
        """Which program writes it so."""
        folded = {cell.casefold() for cell in header}
        if "duration_h" in folded:
            return "QGIS ORS Tools"
        if {"originname", "originid", "destinationrank"} & folded or self.to_column is None:
            return "ArcGIS"
        if any(name.startswith("travel_time") for name in folded):
            return "r5r" if "fromid" in folded else "r5py/r5r"
        return "from – to"


def recognised(given: Given) -> Message | None:
    """Whether a sheet is a long table of travel times, or a square one."""
    long = _long(given)
    if long is not None:
        header = dict(given.sheets)[long.sheet][long.header_row]
        return message("travel times, one row for each pair ({kind})", kind=long.kind(header))
    square = _square(given)
    if square is None:
        return None
    return message("travel times in a square table of {count} places", count=_side(square))


def _side(ready: ReadyTimes) -> int:
    return len({a for a, _ in ready.times})


def take(given: Given, present: Present, choices: Choices) -> Taken:
    """Its times between the places that its rows name."""
    long = _long(given)
    ready = _read_long(given, long) if long is not None else _square(given)
    assert ready is not None
    return times_from(given, ready, present, choices)


def _long(given: Given) -> _Long | None:
    for sheet, rows in given.sheets:
        for place, header in enumerate(rows[:HEAD_ROWS]):
            time = next(
                ((c, u) for name, u in TIMES if (c := column_of(header, name)) is not None), None
            )
            if time is None:
                continue
            start, end = column_of(header, *FROM), column_of(header, *TO)
            if start is None or end is None:
                start, end = _both(rows, header)
            if start is None:
                continue
            length: tuple[int | None, LengthUnit] = next(
                ((c, u) for name, u in LENGTHS if (c := column_of(header, name)) is not None),
                (None, ""),
            )
            return _Long(sheet, place, start, end, time[0], time[1], *length)
    return None


def _both(rows: Sequence[Sequence[str]], header: Sequence[str]) -> tuple[int | None, None]:
    """The column Name of ArcGIS, where every row says `origin - destination`."""
    column = column_of(header, "Name")
    cells = [row[column] for row in rows[1:20] if column is not None and len(row) > column]
    return (column if cells and all(" - " in cell for cell in cells) else None), None


def _read_long(given: Given, long: _Long) -> ReadyTimes:
    rows = dict(given.sheets)[long.sheet]
    times: dict[tuple[Key, Key], float] = {}
    lengths: dict[tuple[Key, Key], float] = {}
    for row in rows[long.header_row + 1 :]:
        cells = [*row, *[""] * (1 + max(long.from_column, long.to_column or 0, long.time_column))]
        start, end = cells[long.from_column], ""
        if long.to_column is None:
            start, _, end = start.partition(" - ")
        else:
            end = cells[long.to_column]
        time = number(cells[long.time_column])
        if not start or not end or time is None:
            continue
        times[start, end] = time
        if long.length_column is not None and len(row) > long.length_column:
            length = number(row[long.length_column])
            if length is not None:
                lengths[start, end] = length
    return ReadyTimes(
        kind=long.kind(rows[long.header_row]),
        times=times,
        lengths=lengths,
        time_unit=long.time_unit,
        length_unit=long.length_unit,
    )


def _square(given: Given) -> ReadyTimes | None:
    """A sheet whose first row and first column name the same places."""
    for title, rows in given.sheets:
        for place, header in enumerate(rows[:HEAD_ROWS]):
            targets = [cell for cell in header[1:] if cell]
            below = [row for row in rows[place + 1 :] if row and row[0]]
            sources = [row[0] for row in below]
            shared = {t.casefold() for t in targets} & {s.casefold() for s in sources}
            if len(shared) < max(SQUARE_LEAST, len(targets) / 2):
                continue
            times: dict[tuple[Key, Key], float] = {}
            for row in below:
                for target, cell in zip(header[1:], row[1:], strict=False):
                    value = number(cell)
                    if target and value is not None:
                        times[row[0], target] = value
            unit = _said(
                " ".join((title, given.path.stem, header[0], *(c for r in rows[:place] for c in r)))
            )
            if times:
                return ReadyTimes("square table", times, time_unit=unit)
    return None


def _said(text: str) -> TimeUnit:
    """The unit that a title, a file's name or the corner of a table speaks of."""
    folded = text.casefold()
    if "sek" in folded or "sec" in folded:
        return "seconds"
    return "minutes" if "min" in folded.split() or "minut" in folded else ""


MATRIX_TABLES = Importer(
    "matrix_tables",
    message("travel times as CSV or Excel, long (QGIS ORS Tools, r5py, r5r, ArcGIS OD) or square"),
    recognised,
    take,
)
