"""Tables of text → tables of records: every cell read, and a finding for each that cannot be.

Ids that were left out are made from names first, so that other tables may name a row by its id or by
its name, whichever a user knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from planner.errors import Finding
from planner.files import UNKNOWN, NotReadError, advised, number, refused, without_refused
from planner.messages import message
from planner.region.cells import (
    CODE_DIGITS,
    MUNICIPALITY_WORD,
    Reading,
    nearest,
    read_holding,
    slug,
    split_list,
)
from planner.region.positions import exchanged, in_metres
from planner.region.schema import ASSUMED, ASSUMED_COLUMN, Column, TableSpec, table_spec
from planner.region.source import RawRow, RawTable
from planner.texts import Lang

NOTHING_ASSUMED = frozenset({"none", "ingen", "intet", "ingenting"})
"""In `assumed`: every value of the row has a source."""

_DECIMAL_COMMA = re.compile(r"-?(?:[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})|0,[0-9]+|[0-9]{4,},[0-9]+)")


@dataclass(frozen=True, slots=True)
class Row:
    """A record: values by column, without those that could not be read. `number` is its row."""

    number: int
    values: Mapping[str, Any]

    def get(self, name: str) -> Any:
        """The value, or None where it is blank or could not be read."""
        return self.values.get(name)


@dataclass(frozen=True, slots=True)
class Change:
    """A cell of a raw table that can be written right without a guess."""

    row: int
    column: str
    old: str
    new: str
    why: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table of records as far as it could be read.

    `assumed_stated` says whether any row says what it assumes; if none does, nothing is known of it.
    """

    spec: TableSpec
    label: str
    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    written: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Column → its name as the file has it, and its letter in a workbook (empty in a CSV file)."""
    assumed_stated: bool = False
    lang: Lang = "en"
    """The language of its names."""

    def ids(self) -> frozenset[str]:
        """The ids of a table whose key is one column."""
        (key,) = self.spec.key
        return frozenset(row.values[key] for row in self.rows if row.get(key) is not None)


@dataclass(frozen=True, slots=True)
class Names:
    """What rows of a table may be called by others: its ids, and the ids of each name."""

    ids: frozenset[str] = frozenset()
    by_name: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: tuple[str, ...] = ()


def read_table(
    raw: RawTable, names: Mapping[str, Names] | None = None, code_digits: int | None = None
) -> tuple[Table, list[Finding]]:
    """The records of a table, and a finding for every cell or column that is not as it should be."""
    table, findings, _ = read_and_mend(raw, names, code_digits)
    return table, findings


def read_and_mend(
    raw: RawTable, names: Mapping[str, Names] | None = None, code_digits: int | None = None
) -> tuple[Table, list[Finding], list[Change]]:
    """The same, and what can be mended in the table without a guess."""
    raw = with_ids(raw)
    reading = _reading(raw, code_digits)
    reader = _Reader(raw, reading, names or {})
    findings = list(_missing_columns(raw))
    rows = tuple(reader.row(row) for row in raw.rows)
    findings.extend(reader.findings)
    findings.extend(_duplicates(raw, rows))
    findings.extend(_assumed_names(raw))
    columns = tuple(raw.written) + tuple(c.name for c in raw.spec.columns if c.made_from)
    stated = any(row.cells.get(ASSUMED) for row in raw.rows)
    table = Table(raw.spec, raw.label, rows, columns, raw.written, stated, raw.lang)
    return table, findings, reader.changes


def _reading(raw: RawTable, code_digits: int | None) -> Reading:
    """How its figures are written: one with a decimal comma tells of all."""
    figures = [c.name for c in raw.spec.columns if c.kind in ("integer", "number")]
    comma = raw.decimal_comma or any(
        _DECIMAL_COMMA.fullmatch(row.cells.get(name, "")) for row in raw.rows for name in figures
    )
    digits = {} if code_digits is None else {"code_digits": code_digits}
    return Reading(decimal_comma=comma, comma=raw.decimal_comma or raw.workbook, **digits)


# --- ids and names ---------------------------------------------------------------------------------


def with_ids(raw: RawTable) -> RawTable:
    """The table with the ids that were left out made from names."""
    made = next((c for c in raw.spec.columns if c.made_from), None)
    if made is None or all(row.cells.get(made.name) for row in raw.rows):
        return raw
    taken = {row.cells[made.name] for row in raw.rows if row.cells.get(made.name)}
    rows = []
    for row in raw.rows:
        text = row.cells.get(made.made_from, "")
        if not row.cells.get(made.name) and text:
            identifier = _new_id(made.prefix + slug(text), row, taken)
            taken.add(identifier)
            row = replace(row, cells={**row.cells, made.name: identifier})
        rows.append(row)
    return replace(raw, rows=tuple(rows))


def _new_id(wanted: str, row: RawRow, taken: set[str]) -> str:
    """An id that no other row has; namesakes are told apart by their municipality where it is known."""
    if wanted and wanted not in taken:
        return wanted
    code = slug(row.cells.get("municipality_code", ""))
    if code and f"{wanted}_{code}" not in taken:
        return f"{wanted}_{code}"
    number = 2
    while f"{wanted}_{number}" in taken:
        number += 1
    return f"{wanted}_{number}"


def names_of(raw: RawTable, code_digits: int | None = None) -> Names:
    """What the rows of a table may be called by others."""
    if len(raw.spec.key) != 1:
        return Names()
    (key,) = raw.spec.key
    column = raw.spec.column(key)
    name = next((c.name for c in raw.spec.columns if c.name in ("name", "name_nb", "label_nb")), None)
    if column is None:
        return Names()
    reading = _reading(raw, code_digits)
    ids: set[str] = set()
    by_name: dict[str, list[str]] = {}
    shown: dict[str, None] = {}
    for row in with_ids(raw).rows:
        try:
            identifier = read_holding(column.holds, row.cells.get(key, ""), reading)
        except NotReadError:
            continue
        ids.add(identifier)
        text = row.cells.get(name, "") if name else ""
        if text:
            shown[text] = None
            for called in {_called(text), _called(text).removesuffix(MUNICIPALITY_WORD)}:
                known = by_name.setdefault(called, [])
                if identifier not in known:
                    known.append(identifier)
    return Names(frozenset(ids), {n: tuple(i) for n, i in by_name.items()}, tuple(shown))


def _called(text: str) -> str:
    return " ".join(text.split()).casefold()


# --- cells -----------------------------------------------------------------------------------------


class _Reader:
    """Reads the cells of one table; collects what is wrong and what can be mended."""

    def __init__(self, raw: RawTable, reading: Reading, names: Mapping[str, Names]) -> None:
        self.raw, self.reading, self.names = raw, reading, names
        self.findings: list[Finding] = []
        self.changes: list[Change] = []
        self.absent = {c.name for c in raw.spec.columns if c.name not in raw.written}

    def row(self, raw: RawRow) -> Row:
        values: dict[str, Any] = {}
        raw = self.position(raw)
        for column in self.raw.spec.columns:
            value = self.cell(raw, column)
            if value is not None:
                values[column.name] = value
        values[ASSUMED] = assumed_names(self.raw, raw.cells.get(ASSUMED, ""))
        return Row(raw.row, values)

    def position(self, raw: RawRow) -> RawRow:
        """Tell of coordinates that are exchanged or in metres, once for both."""
        lon, lat = self.raw.spec.column("lon"), self.raw.spec.column("lat")
        if lon is None or lat is None or {"lon", "lat"} & raw.told:
            return raw
        texts = raw.cells.get("lon", ""), raw.cells.get("lat", "")
        try:
            x, y = (
                number(text, decimal_comma=self.reading.decimal_comma, units=("°",)) for text in texts
            )
        except NotReadError:
            return raw
        comma = self.reading.comma
        if (metres := in_metres(x, y)) is not None:
            what = message("the coordinates are metres (UTM), not degrees")
            fix = message(
                "Write lon {lon} and lat {lat} if they are UTM zone {zone}; degrees in WGS84 are "
                "wanted.",
                lon=advised(round(metres.lon, 4), comma),
                lat=advised(round(metres.lat, 4), comma),
                zone=str(metres.zone),
            )
        elif self.reading.code_digits == CODE_DIGITS and exchanged(x, y):
            what = message("lon and lat have changed places")
            fix = message(
                "Write lon {lon} and lat {lat}.", lon=advised(y, comma), lat=advised(x, comma)
            )
            for name, old, new in (("lon", *texts), ("lat", *reversed(texts))):
                self.changes.append(Change(raw.row, name, old, new, what))
        else:
            return raw
        self.findings.append(
            Finding(
                self.raw.label,
                what,
                line=raw.row,
                field="lon",
                found=message("{name} at {lon}, {lat}", name=_name(raw), lon=texts[0], lat=texts[1]),
                expected=message("degrees in WGS84, east first"),
                fix=fix,
            )
        )
        return replace(raw, told=raw.told | {"lon", "lat"})

    def cell(self, raw: RawRow, column: Column) -> Any:
        """A cell's value, or None where it is blank or cannot be read (then there is a finding)."""
        text = raw.cells.get(column.name, "")
        if column.name in raw.told:
            return None
        if text and column.blank and column.kind != "text" and text.lower() in UNKNOWN:
            text = ""
        if not text:
            text = column.default
        if not text:
            if not column.blank and column.name not in self.absent:
                fix = message("Fill in: {meaning}", meaning=column.told_meaning)
                self.tell(raw, column, message("the cell is empty"), None, fix)
            return None
        if (bad := refused(text)) is not None:
            self.tell(
                raw,
                column,
                message("a character that no text may hold"),
                bad,
                message("Delete it; it cannot be seen, so write the cell anew."),
            )
            self.changes.append(
                Change(
                    raw.row,
                    column.name,
                    text,
                    without_refused(text),
                    message("a character that no text may hold"),
                )
            )
            return None
        try:
            value = self.value(column, text)
        except NotReadError as error:
            self.tell(raw, column, error.what, repr(text), error.fix)
            if error.mended is not None:
                self.changes.append(Change(raw.row, column.name, text, error.mended, error.what))
            return None
        if column.kind in ("integer", "number") and not column.fits(value):
            mend = _fix_bounds(column, value, self.reading.comma)
            self.tell(raw, column, message("the value is outside its bounds"), text, mend)
            return None
        return value

    def value(self, column: Column, text: str) -> Any:
        if not column.refers_to or not self.names:
            return read_holding(column.holds_in(self.raw.lang), text, self.reading)
        if column.kind in ("ids", "codes"):
            whole = self.named(column, text)
            if whole is not None:
                return (whole,)
            return tuple(self.reference(column, part) for part in split_list(text, column.kind))
        return self.reference(column, text)

    def reference(self, column: Column, text: str) -> str:
        """The id of a row in another table that a cell names by its id or by its name."""
        found = self.named(column, text)
        if found is not None:
            return found
        try:
            holds = replace(column.holds, kind="code" if column.kind.startswith("code") else "id")
            return str(read_holding(holds, text, self.reading))
        except NotReadError as error:
            if error.mended is not None or not re.search(r"[^\W\d]", text):
                raise
            where = ", ".join(table_spec(t).name_in(self.raw.lang) for t in column.refers_to)
            every = [name for table in column.refers_to for name in self.known(table).names]
            near = nearest(text, every)
            raise NotReadError(
                message("nothing in {tables} has this id or name", tables=where),
                message("Did you mean {near}?", near=near)
                if near
                else message("Correct it, or add a row for it to {tables}.", tables=where),
            ) from None

    def named(self, column: Column, text: str) -> str | None:
        if any(text in self.known(table).ids for table in column.refers_to):
            return text
        for table in column.refers_to:
            found = self.known(table).by_name.get(_called(text), ())
            if len(found) == 1:
                return found[0]
            if found:
                raise NotReadError(
                    message(
                        "several rows of {table} have this name",
                        table=table_spec(table).name_in(self.raw.lang),
                    ),
                    message("Write the id of the one that is meant: {ids}.", ids=", ".join(found)),
                )
        return None

    def known(self, table: str) -> Names:
        return self.names.get(table, Names())

    def tell(self, raw: RawRow, column: Column, what: str, found: str | None, fix: str) -> None:
        self.findings.append(
            Finding(
                self.raw.label,
                what,
                line=raw.row,
                field=column.name,
                found=message("nothing") if found is None else found,
                expected=column.wanted_in(self.raw.lang),
                fix=fix,
            )
        )


def _name(raw: RawRow) -> str:
    return raw.cells.get("name") or raw.cells.get("id") or ""


def _fix_bounds(column: Column, value: float, comma: bool) -> str:
    if column.unit == "degrees":
        return message(
            "Give degrees in WGS84, such as {lon} and {lat}. Metres of a national grid (UTM) are to be "
            "converted first.",
            lon=advised(17.9812, comma),
            lat=advised(69.2296, comma),
        )
    if value < 0 and (column.minimum == 0 or column.above == 0):
        return message("Write {figure} if the minus is a slip.", figure=advised(-value, comma))
    return message("Correct it: {meaning}", meaning=column.told_meaning)


# --- columns and rows ------------------------------------------------------------------------------


def _missing_columns(raw: RawTable) -> Iterator[Finding]:
    for column in raw.spec.columns:
        if not column.required or column.name in raw.written:
            continue
        others = [name for name in raw.header if name and name not in _written_names(raw)]
        near = nearest(column.name, others) or (column.nb and nearest(column.nb, others)) or None
        yield Finding(
            raw.label,
            message("the column is missing"),
            line=raw.header_row,
            field=column.name_in(raw.lang),
            found=message("the columns {names}", names=", ".join(n for n in raw.header if n)[:300]),
            expected=message(
                "{name}: {meaning}", name=column.name_in(raw.lang), meaning=column.told_meaning
            ),
            fix=message("Rename the column {near} to {name}.", near=near, name=column.name_in(raw.lang))
            if near
            else message("Add the column {name}.", name=column.name_in(raw.lang)),
        )


def _written_names(raw: RawTable) -> set[str]:
    return {raw.written[c.name][0] for c in raw.spec.columns if c.name in raw.written}


def _duplicates(raw: RawTable, rows: tuple[Row, ...]) -> Iterator[Finding]:
    """Records whose key stands in an earlier row as well."""
    if not raw.spec.key:
        return
    first: dict[tuple[str, ...], int] = {}
    for row in rows:
        key = tuple(row.get(name) for name in raw.spec.key)
        if not all(key):
            continue
        if key in first:
            single = len(key) == 1
            yield Finding(
                raw.label,
                message("the id stands twice") if single else message("the row stands twice"),
                line=row.number,
                field=raw.spec.key[0],
                found=message("{key}, already in row {row}", key=", ".join(key), row=str(first[key])),
                expected=message("each only once"),
                fix=message("Give one of the two another id, or delete it.")
                if single
                else message("Delete one of the two rows."),
            )
        else:
            first[key] = row.number


def assumed_names(raw: RawTable, text: str) -> tuple[str, ...]:
    """The columns that a cell of `assumed` names, called as the schema calls them."""
    known = {written.casefold(): name for name, (written, _) in raw.written.items()}
    for column in raw.spec.columns:
        known.update({name.casefold(): column.name for name in (column.nb, column.name) if name})
    listed = [part.strip() for part in re.split("[;,\n]", text) if part.strip()]
    if len(listed) == 1 and listed[0].casefold() in NOTHING_ASSUMED:
        return ()
    return tuple(known.get(name.casefold(), name) for name in listed)


def _assumed_names(raw: RawTable) -> Iterator[Finding]:
    """Names in `assumed` that are no columns of the table."""
    known = [name for name in raw.written if name != ASSUMED_COLUMN.name]
    known += [column.name for column in raw.spec.columns if column.name not in known]
    for row in raw.rows:
        for name in assumed_names(raw, row.cells.get(ASSUMED, "")):
            if name not in known:
                near = nearest(name, known)
                yield Finding(
                    raw.label,
                    message("names a column that the table does not have"),
                    line=row.row,
                    field=ASSUMED,
                    found=name,
                    expected=message("names of columns, with ; between"),
                    fix=message("Did you mean {near}?", near=near)
                    if near
                    else message("Write names of columns in the first row."),
                )
