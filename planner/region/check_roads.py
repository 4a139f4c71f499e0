"""Roads and boats: lengths, speeds, and whether the network hangs together."""

from __future__ import annotations

from collections.abc import Iterator

from planner.errors import Finding
from planner.geo import great_circle_km
from planner.messages import message
from planner.region.rows import Row
from planner.region.tableset import TableSet

STRAIGHT_LINE_TOLERANCE = 0.01
"""A way may be this share shorter than the great circle: the earth is no sphere (0.5 %)."""

ROUNDING_KM = 0.05
"""Lengths are given to a tenth of a km."""

KM_PER_HOUR_MAX = 110
"""The highest speed limit in Norway."""

LINK_TABLES = ("links", "links_external")


def _links(tables: TableSet) -> Iterator[tuple[str, Row]]:
    for name in LINK_TABLES:
        for row in tables.rows(name):
            yield name, row


def _positions(tables: TableSet) -> dict[str, tuple[float, float]]:
    found = {}
    for name in ("places", "external_places"):
        for identifier, row in tables.by_id(name).items():
            if row.get("lon") is not None and row.get("lat") is not None:
                found[identifier] = (row.get("lon"), row.get("lat"))
    return found


def _between(row: Row) -> str:
    return f"{row.get('from_id')} – {row.get('to_id')}"


def link_ids(tables: TableSet) -> Iterator[Finding]:
    """Link ids are unique over both tables, ids made from the ends included."""
    first: dict[str, tuple[str, int]] = {}
    for name, row in _links(tables):
        given = row.get("id")
        identifier = given or link_id(row)
        if identifier is None:
            continue
        if identifier in first:
            other, number = first[identifier]
            if given is not None and other == name:
                continue  # the table's own check for ids that stand twice has told
            yield Finding(
                tables.label(name),
                message("two stretches have the same id"),
                line=row.number,
                field="id",
                found=message(
                    "{identifier}, as in {label} row {number}",
                    identifier=identifier,
                    label=tables.label(other),
                    number=number,
                ),
                expected=message("each only once"),
                fix=message("Fill in an id of its own in the column id, or delete one of the two."),
            )
        else:
            first[identifier] = (name, row.number)


def link_id(row: Row) -> str | None:
    """The id of a stretch that has none of its own."""
    ends = (row.get("from_id"), row.get("to_id"))
    return None if None in ends else f"{ends[0]}--{ends[1]}"


def links_to_itself(tables: TableSet) -> Iterator[Finding]:
    """A stretch has two ends."""
    for name, row in _links(tables):
        if row.get("from_id") is not None and row.get("from_id") == row.get("to_id"):
            yield Finding(
                tables.label(name),
                message("the stretch leads from a place to itself"),
                line=row.number,
                field="to_id",
                found=row.get("to_id"),
                expected=message("another place"),
                fix=message("Name the place at the other end, or delete the row."),
            )


def shorter_than_straight(tables: TableSet) -> Iterator[Finding]:
    """No way is shorter than the straight line between its ends."""
    positions = _positions(tables)
    for name, row in _links(tables):
        ends = (row.get("from_id"), row.get("to_id"))
        km = row.get("km")
        if km is None or ends[0] == ends[1] or any(end not in positions for end in ends):
            continue
        straight = great_circle_km(*positions[ends[0]], *positions[ends[1]])
        if km < straight * (1 - STRAIGHT_LINE_TOLERANCE) - ROUNDING_KM:
            kind = message("road") if row.get("kind") == "road" else message("way")
            yield Finding(
                tables.label(name),
                message("the {kind} is shorter than the straight line", kind=kind),
                line=row.number,
                field="km",
                found=message("{km} km for {between}", km=f"{km:g}", between=_between(row)),
                expected=message("at least {straight} km (great circle)", straight=f"{straight:.1f}"),
                fix=message(
                    "Correct the length (km, not miles or mil), or the position of one of the "
                    "two places."
                ),
            )


def speeds(tables: TableSet) -> Iterator[Finding]:
    """No time is zero, and nobody drives faster than the law lets them."""
    for name, row in _links(tables):
        km, minutes = row.get("km"), row.get("minutes")
        if km is None or minutes is None or row.get("from_id") == row.get("to_id"):
            continue
        if minutes == 0:
            yield Finding(
                tables.label(name),
                message("the stretch takes no time"),
                line=row.number,
                field="minutes",
                found=message("0 minutes for {km} km ({between})", km=f"{km:g}", between=_between(row)),
                expected=message("more than 0"),
                fix=message(
                    "Write the travel time; {minutes} minutes at 60 km/h.",
                    minutes=f"{max(km * 60 / 60, 0.1):.1f}",
                ),
            )
        elif km * 60 / minutes > KM_PER_HOUR_MAX + 0.5:
            yield Finding(
                tables.label(name),
                message("the speed is higher than any speed limit"),
                line=row.number,
                field="minutes",
                found=message(
                    "{km} km in {minutes} minutes, {speed} km/h ({between})",
                    km=f"{km:g}",
                    minutes=f"{minutes:g}",
                    speed=f"{km * 60 / minutes:.0f}",
                    between=_between(row),
                ),
                expected=message("at most {most} km/h", most=str(KM_PER_HOUR_MAX)),
                fix=message("Write minutes, not hours, and check the length."),
            )


# --- the network -----------------------------------------------------------------------------------


def _parts(tables: TableSet) -> list[set[str]]:
    """The parts of the network, boats included, the one with most people first."""
    neighbours: dict[str, set[str]] = {place: set() for place in tables.ids("places")}
    for _, row in _links(tables):
        ends = (row.get("from_id"), row.get("to_id"))
        if None not in ends:
            neighbours.setdefault(ends[0], set()).add(ends[1])
            neighbours.setdefault(ends[1], set()).add(ends[0])
    inside = tables.ids("places")
    persons = _persons(tables)
    parts = [part & inside for part in _components(neighbours)]
    return sorted(
        (part for part in parts if part),
        key=lambda part: (-sum(persons.get(p, 0) for p in part), -len(part), min(part)),
    )


def _components(neighbours: dict[str, set[str]]) -> Iterator[set[str]]:
    """Connected components by breadth-first search; networkx takes longer to import than this to
    run."""
    left = set(neighbours)
    while left:
        part, edge = set(), {min(left)}
        while edge:
            part |= edge
            edge = {near for place in edge for near in neighbours[place]} - part
        left -= part
        yield part


def _persons(tables: TableSet) -> dict[str, int]:
    return {identifier: row.get("persons") or 0 for identifier, row in tables.by_id("places").items()}


def _sound(tables: TableSet) -> bool:
    """Whether both ends of every stretch could be read, so that a gap is a gap and not a slip."""
    known = tables.ids("places") | tables.ids("external_places")
    return (
        tables.id_known("places")
        and tables.has("links")
        and {"from_id", "to_id"} <= set(tables.tables["links"].columns)
        and all(row.get("from_id") in known and row.get("to_id") in known for _, row in _links(tables))
    )


def falls_apart(tables: TableSet) -> Iterator[Finding]:
    """The network is one piece; every smaller part of two places or more is named."""
    if not _sound(tables):
        return
    parts = [part for part in _parts(tables) if len(part) > 1]
    if len(parts) < 2:
        return
    places = tables.by_id("places")
    persons = _persons(tables)
    for part in parts[1:]:
        names = [places[p].get("name") or p for p in sorted(part, key=lambda p: (-persons[p], p))]
        shown = ", ".join(names[:6]) + (f", … ({len(names) - 6})" if len(names) > 6 else "")
        rows = [
            row.number
            for row in tables.rows("links")
            if row.get("from_id") in part and row.get("to_id") in part
        ]
        yield Finding(
            tables.label("links"),
            message("the network falls apart into {count} pieces", count=str(len(parts))),
            line=min(rows) if rows else None,
            field="from_id",
            found=message(
                "a part of {count} places and {persons} persons that no stretch joins to the "
                "rest: {shown}",
                count=str(len(part)),
                persons=str(sum(persons[p] for p in part)),
                shown=shown,
            ),
            expected=message("one network, boats included"),
            fix=message("Add the road or boat that leads out of it."),
        )


def without_link(tables: TableSet) -> Iterator[Finding]:
    """Warning: places that no stretch touches."""
    if not _sound(tables):
        return
    alone = sorted(p for part in _parts(tables) if len(part) == 1 for p in part)
    touched = {row.get(end) for _, row in _links(tables) for end in ("from_id", "to_id")}
    alone = [p for p in alone if p not in touched]
    if not alone:
        return
    if not touched:
        yield Finding(
            tables.label("links"),
            message("there is not a single road or boat: no place reaches another"),
            fix=message(
                "Add the roads, or give a ready travel matrix or the great-circle rule in the scenario."
            ),
        )
        return
    places = tables.by_id("places")
    for identifier in alone:
        persons = places[identifier].get("persons") or 0
        who = message("{persons} persons", persons=persons) if persons else message("a junction")
        yield Finding(
            tables.label("places"),
            message("no stretch leads to the place"),
            line=places[identifier].number,
            field="id",
            found=message("{name} ({who})", name=places[identifier].get("name") or identifier, who=who),
            fix=message("Add its road or boat to links; until then it is reported as not reached."),
        )


def linked_twice(tables: TableSet) -> Iterator[Finding]:
    """Warning: two stretches of one kind between the same two places."""
    first: dict[tuple[frozenset[str], str], int] = {}
    for name, row in _links(tables):
        ends = (row.get("from_id"), row.get("to_id"))
        if None in ends or ends[0] == ends[1]:
            continue
        key = (frozenset(str(end) for end in ends), str(row.get("kind")))
        if key in first:
            yield Finding(
                tables.label(name),
                message("the same two places are linked twice"),
                line=row.number,
                field="from_id",
                found=message("{between}, as in row {first}", between=_between(row), first=first[key]),
                fix=message(
                    "Every stretch is used both ways: delete one unless there are two roads; the "
                    "faster counts."
                ),
            )
        else:
            first[key] = row.number


def external_without_link(tables: TableSet) -> Iterator[Finding]:
    """Warning: external places that nobody reaches."""
    touched = {row.get(end) for _, row in _links(tables) for end in ("from_id", "to_id")}
    for row in tables.rows("external_places"):
        if row.get("id") is not None and row.get("id") not in touched:
            yield Finding(
                tables.label("external_places"),
                message("no stretch leads to the place"),
                line=row.number,
                field="id",
                found=row.get("id"),
                fix=message(
                    "Add its road or boat to links_external; until then nobody takes part there."
                ),
            )
