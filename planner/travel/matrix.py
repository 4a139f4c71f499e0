"""A ready travel matrix: a table with the columns from, to, minutes and, where cost is asked for,
km."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.errors import Finding, InputError
from planner.files import (
    Delimited,
    NotReadError,
    advised,
    number,
    read_delimited,
    separator_of,
    table_text,
)
from planner.messages import message

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

COLUMNS = ("from", "to", "minutes", "km")
CALLED = {
    "from": ("from", "fra", "from_id", "origin"),
    "to": ("to", "til", "to_id", "destination"),
    "minutes": ("minutes", "minutter"),
    "km": ("km", "kilometer", "kilometers", "kilometres"),
}
"""What the columns may be called."""

MOST_FINDINGS = 200
"""A slip that runs down a whole column is told this many times; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """One-way minutes and km of pairs of places, `origin[n]` to `destination[n]`.

    Both are positions in `place_ids`. Where a file gives one direction, both are here. `km` is None
    where the file has no such column.
    """

    place_ids: tuple[str, ...]
    origin: npt.NDArray[np.int64]
    destination: npt.NDArray[np.int64]
    minutes: npt.NDArray[np.float64]
    km: npt.NDArray[np.float64] | None

    @classmethod
    def of(cls, ways: Iterable[tuple[str, str, float, float | None]], ids: Collection[str]) -> Matrix:
        """The matrix of single ways (from, to, minutes, km); km is left out where any way lacks it."""
        import numpy as np

        place_ids = tuple(ids)
        position = {key: place for place, key in enumerate(place_ids)}
        rows = list(ways)
        known = all(km is not None for *_, km in rows)
        return cls(
            place_ids,
            np.array([position[a] for a, *_ in rows], dtype=np.int64),
            np.array([position[b] for _, b, *_ in rows], dtype=np.int64),
            np.array([minutes for *_, minutes, _ in rows], dtype=np.float64),
            np.array([km for *_, km in rows], dtype=np.float64) if known else None,
        )._both_ways()

    def _both_ways(self) -> Matrix:
        """The same with every way back that is not stated."""
        import numpy as np

        size = len(self.place_ids)
        there = self.origin * size + self.destination
        back = self.destination * size + self.origin
        lacking = ~np.isin(back, there)
        return Matrix(
            self.place_ids,
            np.concatenate([self.origin, self.destination[lacking]]),
            np.concatenate([self.destination, self.origin[lacking]]),
            np.concatenate([self.minutes, self.minutes[lacking]]),
            None if self.km is None else np.concatenate([self.km, self.km[lacking]]),
        )

    def way(self, from_id: str, to_id: str) -> tuple[float, float | None] | None:
        """Minutes and km of one way; None where there is none."""
        import numpy as np

        a, b = self.place_ids.index(from_id), self.place_ids.index(to_id)
        found = np.flatnonzero((self.origin == a) & (self.destination == b))
        if not found.size:
            return None
        km = None if self.km is None else float(self.km[found[0]])
        return float(self.minutes[found[0]]), km


def read_matrix(path: Path, place_ids: Collection[str]) -> Matrix:
    """Read and check a matrix; a pair whose reverse is not in the file holds in both directions.

    Columns beside the four are left alone, and km may be missing. Numbers, separators and encodings are
    read as in the tables of a region.

    Raises:
        InputError: every problem: a file that is not there or of another kind, missing columns, unknown
            places, pairs given twice, and minutes or km that are missing, negative or no numbers.
    """
    result = Delimited()
    if path.is_dir() or not path.exists():
        raise InputError([_no_file(path)])
    text = table_text(path, result)
    if text is None:
        raise InputError(_problems(path, result))
    known = [name for names in CALLED.values() for name in names]
    _, separator, body = separator_of(text, known)
    header = [
        name.strip(' "\u00a0') for name in re.split(r"[\r\n]", body, maxsplit=1)[0].split(separator)
    ]
    columns = _columns(header)
    missing = [name for name in COLUMNS[:3] if name not in columns]
    if missing:
        raise InputError(_missing(path, name, header) for name in missing)
    ids = tuple(place_ids)
    fast = _fast(body, separator, columns, ids)
    return fast if fast is not None else _careful(path, ids)


def _columns(header: list[str]) -> dict[str, int]:
    """Column → its place in the file."""
    folded = [name.casefold() for name in header]
    places = {}
    for name, called in CALLED.items():
        place = next((folded.index(word) for word in called if word in folded), None)
        if place is not None:
            places[name] = place
    return places


def _fast(text: str, separator: str, columns: dict[str, int], ids: tuple[str, ...]) -> Matrix | None:
    """The matrix of a file in which nothing is wrong, by pandas; None where anything may be."""
    import numpy as np
    import pandas as pd

    width = re.split(r"[\r\n]", text, maxsplit=1)[0].count(separator) + 1
    named = [next((n for n, p in columns.items() if p == place), str(place)) for place in range(width)]
    decimal = "," if separator != "," and re.search(r"\d,\d", text[:2000]) else "."
    try:
        frame = pd.read_csv(
            io.StringIO(text),
            sep=separator,
            decimal=decimal,
            header=0,
            names=named,
            usecols=list(columns),
            dtype={"from": "category", "to": "category"},
            keep_default_na=False,
            na_values=[""],
            index_col=False,
        )
    except (ValueError, OverflowError, pd.errors.ParserError):
        return None
    # A quotation mark may have swallowed rows: then there are more lines than rows.
    swallowed = '"' in text and len(frame) != len(re.findall(r"[^\s][^\n\r]*", text)) - 1
    numbers = [name for name in ("minutes", "km") if name in columns]
    if swallowed or any(frame[name].dtype.kind not in "if" for name in numbers):
        return None
    ends = []
    for name in ("from", "to"):
        column = frame[name]
        words = [str(word).strip() for word in column.cat.categories]
        place = pd.Index(ids).get_indexer(pd.Index(words, dtype=object))
        codes = column.cat.codes.to_numpy()
        if (codes < 0).any() or (place < 0).any():
            return None
        ends.append(place[codes].astype(np.int64))
    origin, destination = ends
    values = {name: frame[name].to_numpy(dtype=np.float64) for name in numbers}
    sound = all(np.isfinite(v).all() and (v >= 0).all() for v in values.values())
    own = origin == destination
    if not sound or any(v[own].any() for v in values.values()):
        return None
    if len(np.unique(origin * len(ids) + destination)) != len(origin):
        return None
    return Matrix(ids, origin, destination, values["minutes"], values.get("km"))._both_ways()


def _careful(path: Path, ids: tuple[str, ...]) -> Matrix:
    """The same, row by row, with a finding for whatever is wrong."""
    found = read_delimited(path, [name for names in CALLED.values() for name in names])
    if found.rows is None or found.problems:
        raise InputError(_problems(path, found))
    header = [name.strip() for name in found.rows[0][1]]
    columns = _columns(header)
    known, near = frozenset(ids), dict[str, str]()
    comma = found.delimiter == ";"
    findings: list[Finding] = []
    lines: dict[tuple[str, str], int] = {}
    ways: list[tuple[str, str, float, float | None]] = []
    for line, cells in found.rows[1:]:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            findings.append(_ragged(path, line, len(cells), len(header)))
            continue
        row = {name: cells[place].strip() for name, place in columns.items()}
        pair = (row["from"], row["to"])
        for name, key in zip(("from", "to"), pair, strict=True):
            if key not in known:
                wanted = near.setdefault(key, _nearest(key, known))
                what = message("unknown place")
                shown = key[:60] or message("nothing")
                findings.append(
                    Finding(str(path), what, line, None, header[columns[name]], shown, wanted)
                )
        numbers: dict[str, float] = {}
        for name in ("minutes", "km"):
            if name in columns:
                value = _number(path, line, header[columns[name]], row[name], comma)
                if isinstance(value, Finding):
                    findings.append(value)
                else:
                    numbers[name] = value
        if pair in lines:
            findings.append(_twice(path, line, pair, lines[pair]))
            continue
        lines[pair] = line
        if pair[0] == pair[1] and any(numbers.values()):
            findings.append(_to_itself(path, line, numbers))
        if not findings:
            ways.append((*pair, numbers["minutes"], numbers.get("km")))
    if findings:
        raise InputError(_shortened(path, findings))
    return Matrix.of(ways, ids)


# --- findings --------------------------------------------------------------------------------------


def _no_file(path: Path) -> Finding:
    return Finding(
        str(path),
        message("the travel matrix cannot be read"),
        found=message("a folder") if path.is_dir() else message("no such file"),
        expected=message("a CSV file with the columns from,to,minutes,km"),
        fix=message("Give its path in travel.matrix relative to the scenario file."),
    )


def _problems(path: Path, found: Delimited) -> list[Finding]:
    return [
        Finding(str(path), p.what, p.line, None, None, p.found, p.expected, p.fix)
        for p in found.problems
    ]


def _missing(path: Path, name: str, header: list[str]) -> Finding:
    lowered = {known.lower(): known for known in header}
    near = get_close_matches(name, lowered, n=1, cutoff=0.6)
    shown = ", ".join(header)[:80]
    return Finding(
        str(path),
        message("a column is missing"),
        line=1,
        field=name,
        found=shown if shown.strip(" ,") else message("an empty file"),
        expected=",".join(COLUMNS),
        fix=message("Rename '{near}' to '{name}'.", near=lowered[near[0]], name=name)
        if near
        else message("Add the column '{name}'.", name=name),
    )


def _ragged(path: Path, line: int, cells: int, wanted: int) -> Finding:
    return Finding(
        str(path),
        message("the row has another number of cells than the header"),
        line,
        found=message("{count} cells", count=str(cells)),
        expected=message("{count} cells", count=str(wanted)),
        fix=message("Write numbers with a decimal point: a decimal comma splits a cell in two."),
    )


def _twice(path: Path, line: int, pair: tuple[str, str], first: int) -> Finding:
    return Finding(
        str(path),
        message("this pair stands in the file twice"),
        line,
        found=message("{a} to {b}, first in line {line}", a=pair[0], b=pair[1], line=str(first)),
        expected=message("each pair once in each direction"),
        fix=message("Delete one of the two rows."),
    )


def _to_itself(path: Path, line: int, numbers: dict[str, float]) -> Finding:
    return Finding(
        str(path),
        message("the way from a place to itself is not 0"),
        line,
        found=", ".join(f"{value:g} {name}" for name, value in numbers.items()),
        expected=message("0 minutes and 0 km"),
        fix=message("Write 0 or delete the row."),
    )


def _number(path: Path, line: int, name: str, text: str, comma: bool) -> float | Finding:
    """A number that is finite and not negative, or what is wrong with it."""

    def wrong(what: str, found: str, fix: str) -> Finding:
        expected = message("a number, at least 0")
        return Finding(str(path), what, line, None, name, found, expected, fix)

    leave_out = message("Leave the whole row out where there is no way.")
    if not text:
        return wrong(message("{name} is missing", name=name), message("an empty cell"), leave_out)
    if text.lower().lstrip("+-") in ("inf", "infinity", "nan"):
        return wrong(message("{name} cannot be used", name=name), text, leave_out)
    try:
        value = number(text, decimal_comma=comma, units=("km", "min"), comma=comma)
    except NotReadError as error:
        return wrong(message("{name} is not a number", name=name), text[:60], error.fix)
    if value < 0:
        fix = message("Write {figure} if the minus is a slip.", figure=advised(-value, comma))
        return wrong(message("{name} cannot be used", name=name), text[:60], fix)
    return value


def _nearest(key: str, known: Collection[str]) -> str:
    near = get_close_matches(key[:80], sorted(known), n=3, cutoff=0.6)
    return ", ".join(near) if near else message("the id of a place or external place of the region")


def _shortened(path: Path, findings: list[Any]) -> list[Finding]:
    if len(findings) <= MOST_FINDINGS:
        return findings
    rest = len(findings) - MOST_FINDINGS
    more = message("and {count} more problems of this kind", count=str(rest))
    return [*findings[:MOST_FINDINGS], Finding(str(path), more)]
