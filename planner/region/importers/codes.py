"""Municipality numbers that changed in 2018, 2020 and 2024: followed where that is exact.

A municipality of 2024 has the inhabitants of the earlier ones that lie wholly in it. Where one of them
was divided, or its figure is not in the file, nothing is guessed: the file is refused with the reason.
"""

from __future__ import annotations

import csv
import gzip
import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from planner.data import geodata_dir
from planner.errors import Finding, InputError
from planner.messages import Message, message
from planner.region.country.base import COUNTRY, read_country
from planner.region.importers.given import Given

NOW = 2024
"""From this year on, numbers are those of the shipped country."""


@dataclass(frozen=True, slots=True)
class Change:
    """An earlier municipality and one of 2024 that it lies in, wholly or with a part of it."""

    old_code: str
    old_name: str
    new_code: str
    whole: bool


@cache
def changes() -> Mapping[int, tuple[Change, ...]]:
    """First year of a division into municipalities (2011, 2018, 2020) → what became of each."""
    path = geodata_dir() / COUNTRY / "code_changes.csv.gz"
    found: dict[int, list[Change]] = defaultdict(list)
    for row in csv.DictReader(io.StringIO(gzip.decompress(path.read_bytes()).decode())):
        found[int(row["year"])].append(
            Change(row["old_code"], row["old_name"], row["new_code"], row["whole"] == "yes")
        )
    return {year: tuple(rows) for year, rows in found.items()}


def followed(
    given: Given, persons: Mapping[str, int], codes: Sequence[str], year: int
) -> tuple[dict[str, int], list[Message]]:
    """Inhabitants of the region's municipalities, and what is told of it.

    Args:
        given: the file, for findings.
        persons: inhabitants by number, as the file has them.
        codes: the region's municipalities.
        year: the year whose numbers the file has; 2024 or later for those of today.

    Raises:
        InputError: none of them is in the file, or one cannot be followed exactly.
    """
    if not set(codes) <= set(read_country().municipalities):
        year = NOW  # a region of earlier municipalities takes the file as it is
    if year >= NOW:
        taken = {code: persons[code] for code in codes if code in persons}
        if not taken:
            raise given.unusable(
                message("none of its municipalities is in this region"),
                found=", ".join(list(persons)[:6]),
                expected=", ".join(list(codes)[:6]),
                fix=message("Order the table for the municipalities of the region."),
            )
        missing = [code for code in codes if code not in taken]
        told = (
            [message("Not in the file, unchanged: {names}.", names=_names(missing))] if missing else []
        )
        return taken, told
    first = max(start for start in changes() if start <= max(year, min(changes())))
    return _earlier(given, persons, codes, changes()[first], year)


def _earlier(
    given: Given,
    persons: Mapping[str, int],
    codes: Sequence[str],
    rows: Sequence[Change],
    year: int,
) -> tuple[dict[str, int], list[Message]]:
    findings: list[Finding] = []
    taken: dict[str, int] = {}
    told: list[Message] = []
    for code in codes:
        name = read_country().municipalities[code].name
        parts = [row for row in rows if row.new_code == code]
        divided = [f"{row.old_code} {row.old_name}" for row in parts if not row.whole]
        missing = [f"{row.old_code} {row.old_name}" for row in parts if row.old_code not in persons]
        if divided or missing:
            reason = (
                message(
                    "{codes} was divided, and only part of it lies in {name}",
                    codes=", ".join(divided),
                    name=name,
                )
                if divided
                else message(
                    "{codes} also lies in {name} and is not in the file",
                    codes=", ".join(missing),
                    name=name,
                )
            )
            findings.append(
                Finding(
                    given.label,
                    message(
                        "numbers of {year} cannot be followed to {code} {name}",
                        year=str(year),
                        code=code,
                        name=name,
                    ),
                    found=reason,
                    expected=message("earlier municipalities that lie wholly in it"),
                    fix=message(
                        "Order it for the municipalities of 2024 (merged time series, K-numbers)."
                    ),
                )
            )
            continue
        taken[code] = sum(persons[row.old_code] for row in parts)
        if [row.old_code for row in parts] != [code]:
            told.append(
                message(
                    "{name} ({code}) is {parts} of {year}.",
                    name=name,
                    code=code,
                    parts=" + ".join(f"{row.old_code} {row.old_name}" for row in parts),
                    year=str(year),
                )
            )
    if findings:
        raise InputError(findings)
    return taken, told


def _names(codes: Sequence[str]) -> str:
    known = read_country().municipalities
    return ", ".join(f"{code} {known[code].name}" if code in known else code for code in codes)
