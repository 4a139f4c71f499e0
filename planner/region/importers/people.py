"""Official populations → the inhabitants of municipalities and places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from planner.messages import Message, message
from planner.region.importers.codes import followed
from planner.region.importers.given import Given
from planner.region.importers.statbank import Statistics, read_statistics
from planner.region.importers.types import Choices, Importer, Present, Record, Taken
from planner.region.importers.words import source_line

TRACT_COLUMNS = ("delomraade_id", "delomraade_code")
"""Columns of places that name their delområde."""


def recognised(given: Given) -> Message | None:
    """Whether it is a table of people by municipality or basic unit."""
    found = read_statistics(given)
    if found is None or not found.persons:
        return None
    if found.digits == 8:
        return message(
            "SSB statistics bank: inhabitants of {count} basic units, {period}",
            count=len(found.persons),
            period=found.period,
        )
    return message(
        "SSB statistics bank: inhabitants of {count} municipalities, {period}",
        count=len(found.persons),
        period=found.period,
    )


def take(given: Given, present: Present, choices: Choices) -> Taken:
    """Its inhabitants: by place from basic units, else by municipality with the places' shares kept."""
    found = read_statistics(given)
    assert found is not None
    if found.digits == 8:
        return _basic_units(given, found, present)
    return _municipalities(given, found, present)


def scaled(persons: Sequence[int], total: int) -> list[int]:
    """Whole shares of a total, as the figures are to each other (largest remainders).

    >>> scaled([1, 1, 2], 10)
    [3, 2, 5]
    """
    before = sum(persons)
    if before == 0:
        shares = [total / len(persons)] * len(persons)
    else:
        shares = [total * one / before for one in persons]
    whole = [int(share) for share in shares]
    order = sorted(range(len(whole)), key=lambda i: (whole[i] - shares[i], i))
    for i in order[: total - sum(whole)]:
        whole[i] += 1
    return whole


def _municipalities(given: Given, found: Statistics, present: Present) -> Taken:
    codes = list(present.region.municipalities)
    persons, told = followed(given, found.persons, codes, found.year)
    basis = f"SSB, {found.period} ({given.name})"
    municipalities, places = present.records("municipalities"), present.records("places")
    for row in municipalities:
        if row["code"] in persons:
            _give(row, persons[row["code"]], basis, assumed=False)
    for code, total in persons.items():
        inside = [row for row in places if row["municipality_code"] == code]
        shares = scaled([int(row["persons"]) for row in inside], total)
        for row, share in zip(inside, shares, strict=True):
            _give(row, share, f"{basis}, shares of places kept", assumed=True)
    return _taken(given, found, present, municipalities, places, told)


def _basic_units(given: Given, found: Statistics, present: Present) -> Taken:
    tracts: dict[str, int] = defaultdict(int)
    for code, count in found.persons.items():
        tracts[f"{code[:6]}00"] += count
    municipalities, places = present.records("municipalities"), present.records("places")
    by_tract: dict[str, list[Record]] = defaultdict(list)
    for row in places:
        tract = _tract(row)
        if tract:
            by_tract[tract].append(row)
    known = {tract: tracts[tract] for tract in by_tract if tract in tracts}
    if not known:
        raise given.unusable(
            message("none of its basic units lies in a place of this region"),
            found=", ".join(list(found.persons)[:4]),
            expected=message("codes of 2024, and places with the column delomraade_id"),
            fix=message("Order the table for the municipalities of the region."),
        )
    basis = f"SSB 04317, {found.period} ({given.name})"
    for tract, total in known.items():
        rows = by_tract[tract]
        shares = scaled([int(row["persons"]) for row in rows], total)
        for row, share in zip(rows, shares, strict=True):
            _give(row, share, basis, assumed=len(rows) > 1)
    sums: dict[str, int] = defaultdict(int)
    for row in places:
        sums[row["municipality_code"]] += int(row["persons"])
    touched = {row["municipality_code"] for tract in known for row in by_tract[tract]}
    for row in municipalities:
        if row["code"] in touched:
            _give(row, sums[row["code"]], basis, assumed=False)
    told = []
    missing = [tract for tract in by_tract if tract not in known]
    if missing:
        told.append(
            message(
                "{count} delområder are not in the file and keep their inhabitants: {names}.",
                count=len(missing),
                names=_named(by_tract[tract][0]["name"] for tract in missing),
            )
        )
    return _taken(given, found, present, municipalities, places, told)


def _tract(row: Mapping[str, str]) -> str:
    code = next((row[name] for name in TRACT_COLUMNS if row.get(name)), "")
    return code.removeprefix("d").partition("-")[0]


def _give(row: Record, persons: int, basis: str, *, assumed: bool) -> None:
    """New inhabitants of a row, with their source, marked where they are a share."""
    row["persons"] = str(persons)
    row["persons_basis"] = basis
    marks = [mark for mark in row.get("assumed", "").split(";") if mark and mark != "persons"]
    row["assumed"] = ";".join([*marks, "persons"] if assumed else marks)


def _taken(
    given: Given,
    found: Statistics,
    present: Present,
    municipalities: list[Record],
    places: list[Record],
    told: list[Message],
) -> Taken:
    before = present.region.persons
    after = sum(int(row["persons"]) for row in municipalities)
    lines = [
        message(
            "{after} inhabitants in the region, {before} before ({period}).",
            after=after,
            before=before,
            period=found.period,
        ),
        *told,
    ]
    if found.missing_codes:
        lines.append(message("No figure stands for {names}.", names=_named(found.missing_codes)))
    return Taken(
        tables={"municipalities": tuple(municipalities), "places": tuple(places)},
        source_line=source_line("persons", file=f"{given.name} ({found.period})"),
        told=tuple(lines),
    )


def _named(names: Iterable[str]) -> str:
    every = list(names)
    return ", ".join(every[:8]) + (" …" if len(every) > 8 else "")


PEOPLE = Importer(
    "people",
    message(
        "inhabitants from the SSB statistics bank (07459, 04317, 01222) as CSV, Excel or JSON-stat 2"
    ),
    recognised,
    take,
)
