"""Column by column: pandera collects every cell that is not what its column holds.

The frames hold text; `cells.read_cell` decides what is readable. Whatever pandera lists is turned into
findings with row, column, value, what was expected and how to fix it, and what can be read goes on to
the checks across tables.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from planner.errors import Finding
from planner.region.cells import mend_for, nearest, read_cell
from planner.region.schema import ASSUMED, Column, TableSpec
from planner.region.source import RawTable

_MISSING = "column_in_dataframe"
_FILLED = "filled"
_READABLE = "readable"
_IN_RANGE = "in_range"
_UNIQUE = "unique_key"


@dataclass(frozen=True, slots=True)
class Row:
    """A record: values by column, without those that could not be read. `number` is its row."""

    number: int
    values: Mapping[str, Any]

    def get(self, name: str) -> Any:
        """The value, or None where it is blank or could not be read."""
        return self.values.get(name)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of records as far as it could be read."""

    spec: TableSpec
    label: str
    rows: tuple[Row, ...]
    columns: tuple[str, ...]

    def ids(self) -> frozenset[str]:
        """The ids of a table whose key is one column."""
        (key,) = self.spec.key
        return frozenset(row.values[key] for row in self.rows if row.get(key) is not None)


def read_table(raw: RawTable) -> tuple[Table, list[Finding]]:
    """The records of a table, and a finding for every cell or column that is not as it should be."""
    findings = list(_failures(raw))
    findings.extend(_assumed_names(raw))
    rows = tuple(Row(row.row, _values(raw, row.cells)) for row in raw.rows)
    return Table(raw.spec, raw.label, rows, raw.header), findings


def _values(raw: RawTable, cells: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for column in raw.spec.columns:
        text = cells.get(column.name, "") or column.default
        if text and _ok(column, text):
            values[column.name] = read_cell(column.kind, text, column.choices)
    values[ASSUMED] = _names(cells.get(ASSUMED, ""))
    return values


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(";") if name.strip())


def _ok(column: Column, text: str) -> bool:
    return _readable(column, text) and _in_range(column, text)


def _readable(column: Column, text: str) -> bool:
    try:
        read_cell(column.kind, text, column.choices)
    except ValueError:
        return False
    return True


def _in_range(column: Column, text: str) -> bool:
    if column.kind not in ("integer", "number") or not _readable(column, text):
        return True
    value = read_cell(column.kind, text)
    return not (
        (column.minimum is not None and value < column.minimum)
        or (column.above is not None and value <= column.above)
        or (column.maximum is not None and value > column.maximum)
    )


# --- pandera ---------------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def _frame_schema(spec: TableSpec) -> Any:
    """The pandera schema of a table of text cells."""
    os.environ.setdefault("DISABLE_PANDERA_IMPORT_WARNING", "True")
    import pandera.pandas as pa

    def check(name: str, holds: Callable[[str], bool]) -> Any:
        return pa.Check(lambda cells: cells.map(holds), name=name)

    def column_schema(column: Column) -> Any:
        checks = []
        if not column.blank:
            checks.append(check(_FILLED, bool))
        if column.kind != "text":
            checks.append(check(_READABLE, lambda text: not text or _readable(column, text)))
        if any(bound is not None for bound in (column.minimum, column.above, column.maximum)):
            checks.append(check(_IN_RANGE, lambda text: not text or _in_range(column, text)))
        return pa.Column(checks=checks, required=column.required)

    return pa.DataFrameSchema({column.name: column_schema(column) for column in spec.columns})


def _failures(raw: RawTable) -> Iterator[Finding]:
    import pandas as pd
    from pandera.errors import SchemaErrors

    yield from _duplicates(raw)
    frame = pd.DataFrame(
        [row.cells for row in raw.rows],
        index=[row.row for row in raw.rows],
        columns=[name for name in dict.fromkeys(raw.header) if name],
        dtype=object,
    )
    try:
        _frame_schema(raw.spec).validate(frame, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases
    else:
        return
    missing = []
    cells = []
    for case in cases.itertuples():
        if case.check == _MISSING:
            missing.append(str(case.failure_case))
        else:
            cells.append((int(case.index), str(case.column), str(case.check), str(case.failure_case)))
    for name in missing:
        yield _missing_column(raw, name)
    for number, name, check, text in sorted(cells):
        yield _bad_cell(raw, number, name, check, text)


def _missing_column(raw: RawTable, name: str) -> Finding:
    column = raw.spec.column(name)
    others = [found for found in raw.header if found and raw.spec.column(found) is None]
    near = nearest(name, others)
    hint = f"Rename the column {near} to {name}." if near else f"Add the column {name}."
    return Finding(
        raw.label,
        "the column is missing",
        line=1,
        field=name,
        found="the columns " + ", ".join(found for found in raw.header if found),
        expected=f"{name}: {column.meaning}" if column else name,
        fix=hint,
    )


def _bad_cell(raw: RawTable, number: int, name: str, check: str, text: str) -> Finding:
    column = raw.spec.column(name)
    assert column is not None
    if check == _FILLED:
        return Finding(
            raw.label,
            "the cell is empty",
            line=number,
            field=name,
            found="nothing",
            expected=column.wanted,
            fix=f"Fill in: {column.meaning}",
        )
    if check == _READABLE:
        return Finding(
            raw.label,
            "the value cannot be read",
            line=number,
            field=name,
            found=repr(text),
            expected=column.wanted,
            fix=mend_for(column.kind, text, column.choices),
        )
    return Finding(
        raw.label,
        "the value is outside its bounds",
        line=number,
        field=name,
        found=text,
        expected=column.wanted,
        fix=_mend_bounds(column, text),
    )


def _mend_bounds(column: Column, text: str) -> str:
    if column.name in ("lon", "lat"):
        return (
            "Give degrees in WGS84, such as 17.9812 and 69.2296. Metres of a national grid "
            "(UTM) are to be "
            "converted first."
        )
    if text.startswith("-") and (column.minimum == 0 or column.above == 0):
        return f"Write {text[1:]} if the minus is a slip."
    return f"Correct it: {column.meaning}"


def _duplicates(raw: RawTable) -> Iterator[Finding]:
    """Records whose key stands in an earlier row as well."""
    if not raw.spec.key:
        return
    first: dict[tuple[str, ...], int] = {}
    for row in raw.rows:
        key = tuple(row.cells.get(name, "") for name in raw.spec.key)
        if not all(key):
            continue
        if key in first:
            yield Finding(
                raw.label,
                "the id stands twice" if len(key) == 1 else "the row stands twice",
                line=row.row,
                field=raw.spec.key[0],
                found=f"{', '.join(key)}, already in row {first[key]}",
                expected="each only once",
                fix="Give one of the two another id, or delete it."
                if len(key) == 1
                else "Delete one of the two rows.",
            )
        else:
            first[key] = row.row


def _assumed_names(raw: RawTable) -> Iterator[Finding]:
    """Names in `assumed` that are no columns of the table."""
    known = [name for name in raw.header if name]
    known += [column.name for column in raw.spec.columns if column.name not in known]
    for row in raw.rows:
        for name in _names(row.cells.get(ASSUMED, "")):
            if name not in known:
                near = nearest(name, known)
                yield Finding(
                    raw.label,
                    "names a column that the table does not have",
                    line=row.row,
                    field=ASSUMED,
                    found=name,
                    expected="names of columns, with ; between",
                    fix=f"Did you mean {near}?" if near else "Write names of columns in the first row.",
                )
