"""People by year: bands of ages that fit together, and every municipality in every year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from planner.errors import Finding
from planner.messages import message
from planner.region.projection import overlapping
from planner.region.records_population import COUNTED
from planner.region.rows import Row
from planner.region.tableset import TableSet

TABLE = "population_by_year"


def ages_fit(tables: TableSet) -> Iterator[Finding]:
    """Nobody is counted twice, and no band ends before it begins."""
    groups: dict[tuple[str, int, str], list[Row]] = defaultdict(list)
    for row in tables.rows(TABLE):
        low, high = row.get("age_from"), row.get("age_to")
        if low is not None and high is not None and high < low:
            yield Finding(
                tables.label(TABLE),
                message("the ages end before they begin"),
                line=row.number,
                field="age_to",
                found=f"{low}–{high}",
                expected=message("at least {low}", low=low),
                fix=message("Write the youngest age first."),
            )
            continue
        groups[_group(row)].append(row)
    for rows in groups.values():
        for n in overlapping([(row.get("age_from"), row.get("age_to")) for row in rows]):
            yield Finding(
                tables.label(TABLE),
                message("these ages are counted in another row too"),
                line=rows[n].number,
                field="age_from",
                found=_band(rows[n]),
                expected=message("ages that no other row of the same year has"),
                fix=message("Keep either the total or the ages, and bands that do not overlap."),
            )


def every_municipality(tables: TableSet) -> Iterator[Finding]:
    """A year without one of the municipalities would count its people as none."""
    codes = tables.ids("municipalities")
    years: dict[tuple[int, str], dict[str, Row]] = defaultdict(dict)
    for row in tables.rows(TABLE):
        code, year, alternative = _group(row)
        years[year, alternative].setdefault(code, row)
    for (year, alternative), rows in years.items():
        missing = sorted(codes - set(rows))
        if missing:
            yield Finding(
                tables.label(TABLE),
                message(
                    "the year {year} ({alternative}) lacks municipalities",
                    year=str(year),
                    alternative=alternative,
                ),
                line=max(row.number for row in rows.values()),
                field="municipality_code",
                found=message("none for {codes}", codes=", ".join(missing)),
                expected=message("a row for every municipality"),
                fix=message("Add the rows, or leave the year out."),
            )


def _group(row: Row) -> tuple[str, int, str]:
    return (
        row.get("municipality_code") or "",
        row.get("year") or 0,
        row.get("alternative") or COUNTED,
    )


def _band(row: Row) -> str:
    low, high = row.get("age_from"), row.get("age_to")
    return f"{'' if low is None else low}–{'' if high is None else high}"
