"""Inhabitants of a year: from the region's table of people by year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from planner.region.records_population import COUNTED, PopulationRow
from planner.region.types import Region


@dataclass(frozen=True, slots=True)
class YearOf:
    """Inhabitants by municipality in one year, and whether a straight line was drawn to it."""

    persons: Mapping[str, int]
    between: tuple[int, int] | None
    """The years of the table on both sides; None where the table has the year itself."""


def alternatives_of(region: Region) -> tuple[str, ...]:
    """The alternatives of the projection, sorted; what was counted is none of them."""
    names = {row.alternative for row in region.population_by_year}
    return tuple(sorted(names - {COUNTED}))


def years_of(region: Region, alternative: str = "") -> tuple[int, ...]:
    """The years that the table has for an alternative, those that were counted among them."""
    return tuple(sorted(_by_year(region.population_by_year, alternative)))


def population_of(region: Region, year: int, alternative: str = "") -> YearOf | None:
    """Inhabitants by municipality; on the straight line between two years of the table.

    A projected year stands before a counted one of the same number. None where the table has neither
    the year nor years on both sides of it.

    >>> from types import SimpleNamespace as Names
    >>> row = lambda year, persons, name="counted": PopulationRow("1", year, persons, name)
    >>> region = Names(population_by_year=(row(2020, 100), row(2030, 80, "MMMM")))
    >>> population_of(region, 2025, "MMMM")
    YearOf(persons={'1': 90}, between=(2020, 2030))
    """
    table = _by_year(region.population_by_year, alternative)
    if year in table:
        return YearOf(table[year], None)
    before = max((y for y in table if y < year), default=None)
    after = min((y for y in table if y > year), default=None)
    if before is None or after is None:
        return None
    share = (year - before) / (after - before)
    persons = {
        code: round(old + share * (table[after].get(code, old) - old))
        for code, old in table[before].items()
    }
    return YearOf(persons, (before, after))


def _by_year(rows: Sequence[PopulationRow], alternative: str) -> dict[int, dict[str, int]]:
    """Year → municipality → inhabitants, ages added up."""
    found: dict[int, dict[str, int]] = {}
    for name in dict.fromkeys((COUNTED, alternative or COUNTED)):
        own: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for row in rows:
            if row.alternative == name:
                own[row.year][row.municipality_code] += row.persons
        found |= {year: dict(sorted(persons.items())) for year, persons in own.items()}
    return found


def overlapping(bands: Sequence[tuple[int | None, int | None]]) -> Iterator[int]:
    """Positions of bands of ages that count somebody whom an earlier one counts too."""
    oldest = -1
    for n, (low, high) in sorted(enumerate(bands), key=lambda pair: (pair[1][0] or 0, pair[0])):
        if (low or 0) <= oldest:
            yield n
        oldest = max(oldest, 150 if high is None else high)
