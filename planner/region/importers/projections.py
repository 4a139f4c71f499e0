"""SSB's regional projections → the inhabitants of each year, by alternative and band of ages.

    14288, 13600, 12882, 11668   projected population 1 January, by region, sex and age, in alternatives

An alternative is four letters for fertility, life expectancy, domestic migration and immigration
(MMMM, LLML, HHMH …). It stands in the content (`Hovedalternativet (MMMM)`) or is a dimension of its
own. Sexes are added up, ages folded into bands.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from planner.messages import Message, message
from planner.region.importers.codes import followed
from planner.region.importers.given import Given
from planner.region.importers.statbank import REGION, TODAY, TOTALS, Figure, figures_of
from planner.region.importers.types import Choices, Importer, Present, Record, Taken
from planner.region.importers.words import source_line
from planner.region.records_population import COUNTED

ALTERNATIVE = re.compile(r"\b([HLMK][HLMK][HLMK][HLMK0])\b")
OLDER = r"\+|år \w+ (?:eldre|over)|years \w+ (?:older|over)"
AGE = re.compile(
    r"^0*(?P<low>\d{1,3})(?:\s*[-–]\s*0*(?P<high>\d{1,3}))?\s*"
    rf"(?P<more>{OLDER})?\s*(?:år|years?)?$",
    re.IGNORECASE,
)
BANDS = ((0, 17), (18, 44), (45, 66), (67, 79), (80, None))
"""Children, whom the catalogue has programmes of their own for, and adults by time of life."""
Key = tuple[str, int]
"""Alternative and year."""


def recognised(given: Given) -> Message | None:
    """Whether it is a table of the statistics bank with alternatives of a projection."""
    found = list(_projected(figures_of(given)))
    if not found:
        return None
    years = sorted({int(row.period[:4]) for row, _, _ in found})
    names = sorted({name for _, name, _ in found})
    return message(
        "SSB projection of the population: {names}, {first}–{last}",
        names=", ".join(names),
        first=str(years[0]),
        last=str(years[-1]),
    )


def take(given: Given, present: Present, choices: Choices) -> Taken:
    """Its inhabitants by year, beside what was counted; alternatives that stand there are renewed."""
    codes = list(present.region.municipalities)
    people: dict[Key, dict[tuple[int | None, int | None], dict[str, int]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(int))
    )
    for row, name, code in _projected(figures_of(given)):
        if row.value is None:
            continue
        for band in _bands(row.texts):
            people[name, int(row.period[:4])][band][code] += round(row.value)
    rows: list[Record] = []
    told: dict[str, Message] = {}
    for (name, year), by_band in sorted(people.items()):
        for (low, high), persons in sorted(by_band.items(), key=lambda item: item[0][0] or 0):
            mine, said = followed(given, persons, codes, TODAY)
            told |= {str(text): text for text in said}
            rows += [
                {
                    "municipality_code": code,
                    "year": str(year),
                    "alternative": name,
                    "age_from": "" if low is None else str(low),
                    "age_to": "" if high is None else str(high),
                    "persons": str(mine[code]),
                }
                for code in sorted(mine)
            ]
    new = {(row["alternative"], row["year"]) for row in rows}
    kept = [
        row
        for row in present.records("population_by_year")
        if (row.get("alternative") or COUNTED, row["year"]) not in new
    ]
    kept += _counted_today(present, kept, min(year for _, year in people))
    names = sorted({name for name, _ in people})
    years = sorted({year for _, year in people})
    lines = [
        message(
            "{count} years from {first} to {last} in the alternatives {names}.",
            count=len(years),
            first=str(years[0]),
            last=str(years[-1]),
            names=", ".join(names),
        ),
        *told.values(),
    ]
    return Taken(
        tables={"population_by_year": (*kept, *rows)},
        source_line=source_line("persons", file=f"{given.name} ({', '.join(names)})"),
        told=tuple(lines),
    )


def _counted_today(present: Present, rows: Sequence[Mapping[str, str]], first: int) -> list[Record]:
    """The region's own inhabitants as a counted year, where the table says of which year they are."""
    dates = {row.get("persons_date", "")[:4] for row in present.records("municipalities")}
    if len(dates) != 1 or not (year := next(iter(dates))).isdigit() or int(year) >= first:
        return []
    if any((row.get("alternative") or COUNTED, row["year"]) == (COUNTED, year) for row in rows):
        return []
    return [
        {
            "municipality_code": code,
            "year": year,
            "alternative": COUNTED,
            "age_from": "",
            "age_to": "",
            "persons": str(row.persons),
        }
        for code, row in present.region.municipalities.items()
    ]


def _projected(figures: Sequence[Figure]) -> Iterator[tuple[Figure, str, str]]:
    """Figures of municipalities with their alternative and code; totals where there are any."""
    named = [(row, name) for row in figures if row.period and (name := _alternative(row))]
    if not named:
        return
    width = len(named[0][0].texts)
    for place in range(width):
        texts = {row.texts[place].casefold().strip() for row, _ in named}
        totals = texts & TOTALS
        if totals and texts - totals:
            named = [pair for pair in named if pair[0].texts[place].casefold().strip() in totals]
    for row, name in named:
        for text in row.texts:
            match = REGION.match(text.strip())
            if match is not None and len(match["code"]) == 4 and match["code"] != "0000":
                yield row, name, match["code"]
                break


def _alternative(row: Figure) -> str:
    for text in (row.content, *row.texts):
        match = ALTERNATIVE.search(text)
        if match is not None:
            return match[1]
    return ""


def _bands(texts: Sequence[str]) -> tuple[tuple[int | None, int | None], ...]:
    """The band of an age; all ages where the figure says none."""
    for text in texts:
        plain = text.strip()
        if REGION.match(plain):
            continue
        match = AGE.match(plain)
        if match is None:
            continue
        low = int(match["low"])
        high = None if match["more"] else int(match["high"] or low)
        for first, last in BANDS:
            if first <= low and (last is None or (high is not None and high <= last)):
                return ((first, last),)
        return ((low, high),)  # ages that the file has together, across our bands
    return ((None, None),)


PROJECTIONS = Importer(
    "projections",
    message("SSB's projections of the population (14288) as CSV, Excel or JSON-stat 2"),
    recognised,
    take,
)
