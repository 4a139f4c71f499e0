"""A ready travel matrix: a CSV file with the columns from, to, minutes, km."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from planner.errors import Finding, InputError

COLUMNS = ("from", "to", "minutes", "km")

MOST_FINDINGS = 200
"""A slip that runs down a whole column is told this many times; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """One-way minutes and km by (from, to). Where a file gives one direction, both are here."""

    minutes: dict[tuple[str, str], float]
    km: dict[tuple[str, str], float]


def read_matrix(path: Path, place_ids: Collection[str]) -> Matrix:
    """Read and check a matrix; a pair whose reverse is not in the file holds in both directions.

    Columns beside the four are left alone. Raises InputError with every problem: a file that is not
    there or not UTF-8, missing columns, unknown places, pairs given twice, and minutes or km that are
    missing, not numbers, negative, or written with a decimal comma or thousands separator.
    """
    rows, findings = _read_rows(path)
    known = set(place_ids)
    near_cache: dict[str, str] = {}
    lines: dict[tuple[str, str], int] = {}
    minutes: dict[tuple[str, str], float] = {}
    km: dict[tuple[str, str], float] = {}
    for line, row in rows:
        pair = (row["from"].strip(), row["to"].strip())
        for field, key in zip(("from", "to"), pair, strict=True):
            if key not in known:
                near = near_cache.setdefault(key, _nearest(key, known))
                findings.append(
                    Finding(str(path), "unknown place", line, None, field, key or "nothing", near)
                )
        numbers: dict[str, float] = {}
        for field in ("minutes", "km"):
            value = _number(str(path), line, field, row[field])
            if isinstance(value, Finding):
                findings.append(value)
            else:
                numbers[field] = value
        if pair in lines:
            findings.append(
                Finding(
                    str(path),
                    "this pair stands in the file twice",
                    line,
                    found=f"{pair[0]} to {pair[1]}, first in line {lines[pair]}",
                    expected="each pair once in each direction",
                    fix="Delete one of the two rows.",
                )
            )
            continue
        lines[pair] = line
        if len(numbers) < 2:
            continue
        if pair[0] == pair[1] and any(numbers.values()):
            findings.append(
                Finding(
                    str(path),
                    "the way from a place to itself is not 0",
                    line,
                    found=f"{numbers['minutes']:g} minutes, {numbers['km']:g} km",
                    expected="0 minutes and 0 km",
                    fix="Write 0 or delete the row.",
                )
            )
        minutes[pair], km[pair] = numbers["minutes"], numbers["km"]
    if findings:
        raise InputError(_shortened(path, findings))
    for table in (minutes, km):
        for (a, b), value in list(table.items()):
            table.setdefault((b, a), value)
    return Matrix(minutes, km)


def _read_rows(path: Path) -> tuple[list[tuple[int, dict[str, str]]], list[Finding]]:
    """(line, row) of every row that is not blank, and what is wrong with the rows left out."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            [
                Finding(
                    str(path),
                    "the travel matrix is not written in UTF-8",
                    found=f"byte {error.object[error.start]:#04x} at position {error.start}",
                    expected="UTF-8",
                    fix='Save it again as "CSV UTF-8".',
                )
            ]
        ) from None
    except OSError as error:
        raise InputError(
            [
                Finding(
                    str(path),
                    "the travel matrix cannot be read",
                    found=error.strerror or type(error).__name__,
                    expected="a CSV file with the columns from,to,minutes,km",
                    fix="Give its path in travel.matrix relative to the scenario file.",
                )
            ]
        ) from None
    header_line, _, _ = text.partition("\n")
    if ";" in header_line and "," not in header_line:
        raise InputError(
            [
                Finding(
                    str(path),
                    "the columns are separated by semicolons",
                    line=1,
                    found=header_line.strip()[:80],
                    expected="commas between columns and a point as decimal mark",
                    fix="Export it as comma-separated values.",
                )
            ]
        )
    reader = csv.reader(io.StringIO(text, newline=""))
    header = [name.strip() for name in next(reader, [])]
    missing = [name for name in COLUMNS if name not in header]
    if missing:
        raise InputError(
            [
                Finding(
                    str(path),
                    "a column is missing",
                    line=1,
                    field=name,
                    found=", ".join(header) or "an empty file",
                    expected=",".join(COLUMNS),
                    fix=_header_mend(name, header),
                )
                for name in missing
            ]
        )
    at = {name: header.index(name) for name in COLUMNS}
    rows: list[tuple[int, dict[str, str]]] = []
    findings: list[Finding] = []
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            findings.append(
                Finding(
                    str(path),
                    "the row has another number of cells than the header",
                    reader.line_num,
                    found=f"{len(cells)} cells",
                    expected=f"{len(header)} cells",
                    fix="Write numbers with a decimal point: a decimal comma splits a cell in two.",
                )
            )
            continue
        rows.append((reader.line_num, {name: cells[i] for name, i in at.items()}))
    return rows, findings


def _header_mend(name: str, header: list[str]) -> str:
    lowered = {known.lower(): known for known in header}
    near = get_close_matches(name, lowered, n=1, cutoff=0.6)
    return f"Rename {lowered[near[0]]!r} to {name!r}." if near else f"Add the column {name!r}."


def _number(file: str, line: int, field: str, text: str) -> float | Finding:
    """A number that is finite and not negative, or what is wrong with it."""
    cell = text.strip()
    expected = f"{field} as a number of at least 0 with a decimal point"
    if not cell:
        return Finding(
            file,
            f"{field} is missing",
            line,
            None,
            field,
            "an empty cell",
            expected,
            "Leave the whole row out where there is no way.",
        )
    try:
        value = float(cell)
    except ValueError:
        pass
    else:
        if math.isfinite(value) and value >= 0 and "_" not in cell:
            return value
        fix: str | None = (
            "A way takes no negative time or distance."
            if value < 0
            else "Leave the whole row out where there is no way."
        )
        return Finding(file, f"{field} cannot be used", line, None, field, cell, expected, fix)
    bare = "".join(cell.split()).replace(" ", "")
    fix = None
    if "," in bare:
        fix = "Write the decimal mark as a point, and no thousands separator."
    elif bare != cell:
        fix = "Write it without a thousands separator."
    return Finding(file, f"{field} is not a number", line, None, field, cell, expected, fix)


def _nearest(key: str, known: set[str]) -> str:
    near = get_close_matches(key, sorted(known), n=3, cutoff=0.6)
    return " or ".join(near) if near else "the id of a place or external place of the region"


def _shortened(path: Path, findings: list[Finding]) -> list[Finding]:
    if len(findings) <= MOST_FINDINGS:
        return findings
    rest = len(findings) - MOST_FINDINGS
    return [*findings[:MOST_FINDINGS], Finding(str(path), f"and {rest} more problems of this kind")]
