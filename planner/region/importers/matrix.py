"""Ready travel times, whatever program made them → the table `travel_times` of a region.

A reader of one kind of file (`matrix_json`, `matrix_tables`) makes a `ReadyTimes` of it; here its keys
become places, its figures minutes and km, and what it lacks is filled up from the links.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from statistics import median
from typing import Literal

from planner.geo import great_circle_km
from planner.messages import Message, later, message
from planner.region.country.roads import DETOUR
from planner.region.country.words import norwegian
from planner.region.importers.given import Given
from planner.region.importers.types import Choices, Present, Record, Taken
from planner.region.importers.words import source_line
from planner.region.types import ExternalPlace, Place

TimeUnit = Literal["", "seconds", "minutes", "hours"]
LengthUnit = Literal["", "m", "km"]
UNITS = {"seconds": later("seconds"), "minutes": later("minutes"), "hours": later("hours")}
PER_MINUTE = {"seconds": 1 / 60, "minutes": 1.0, "hours": 60.0}

SECONDS_PER_KM_LEAST = 15.0
"""Where a file does not say its unit: more than this for a km as the crow flies must be seconds."""

METRES_PER_KM_LEAST = 50.0
"""The same for lengths: more than this for a km must be metres."""

NEAR_KM = 5.0
"""A position in a file is a place of the region that is at most this far away."""

FILLED_MAX = 250
"""Up to this many places, pairs that a file does not have are filled up from the links."""

Key = str | tuple[float, float]
"""A name, id or code; or longitude and latitude."""


@dataclass(frozen=True, slots=True)
class ReadyTimes:
    """What a file says: figures by (from, to) in its own unit, an empty unit where it says none."""

    kind: str
    times: Mapping[tuple[Key, Key], float]
    lengths: Mapping[tuple[Key, Key], float] = field(default_factory=dict)
    time_unit: TimeUnit = ""
    length_unit: LengthUnit = ""


def times_from(given: Given, ready: ReadyTimes, present: Present, choices: Choices) -> Taken:
    """The travel times of the region's places, directed as the file has them.

    Raises:
        InputError: fewer than two keys of the file are places of the region.
    """
    ids, unknown = _matched(ready, present)
    if len(set(ids.values())) < 2:
        shown = ", ".join(str(key) for key in list(unknown)[:6])
        raise given.unusable(
            message("{kind}: its rows are not the places of this region", kind=ready.kind),
            found=shown or message("no rows"),
            expected=message(
                "ids or names of places, municipality numbers, or positions within {km} km of a place",
                km=NEAR_KM,
            ),
            fix=message("Give the points of the table the ids of the region's places.csv."),
        )
    times = _by_place(ready.times, ids)
    lengths = _by_place(ready.lengths, ids)
    straight = _straight(present)
    time_unit = choices.unit or ready.time_unit or _guessed_time(times, straight)
    length_unit = ready.length_unit or _guessed_length(lengths, straight)
    rows = {
        pair: _row(pair, value, lengths.get(pair), straight, (time_unit, length_unit), given)
        for pair, value in sorted(times.items())
        if pair[0] != pair[1]
    }
    filled = _filled(present, rows)
    return Taken(
        tables={"travel_times": (*rows.values(), *filled)},
        source_line=source_line("matrix", kind=ready.kind, file=given.name),
        drops_line="" if filled else norwegian("source.minutes"),
        told=tuple(_told(ready, ids, unknown, rows, filled, (time_unit, length_unit), choices)),
    )


def _matched(ready: ReadyTimes, present: Present) -> tuple[dict[Key, str], tuple[Key, ...]]:
    """Key → place id, and the keys that are no place. No two keys stand for one place."""
    names = _names(present)
    found: dict[Key, str] = {}
    unknown: list[Key] = []
    taken: set[str] = set()
    for key in dict.fromkeys(end for pair in ready.times for end in pair):
        place = _nearest(key, present) if isinstance(key, tuple) else names.get(key.casefold().strip())
        if place is None or place in taken:
            unknown.append(key)
        else:
            found[key] = place
            taken.add(place)
    return found, tuple(unknown)


def _names(present: Present) -> dict[str, str]:
    """What a place may be called, in lower case; names that several places have are left out."""
    region = present.region
    said: dict[str, set[str]] = {}
    for row in present.records("places"):
        for column in ("name", "delomraade_id", "delomraade_code"):
            if row.get(column):
                said.setdefault(row[column].casefold(), set()).add(row["id"])
    for place in region.external_places.values():
        said.setdefault(place.name.casefold(), set()).add(place.id)
    names = {name: next(iter(ids)) for name, ids in said.items() if len(ids) == 1}
    for one in region.municipalities.values():
        for name in (one.name.casefold(), one.code, f"{one.code} {one.name}".casefold()):
            names.setdefault(name, one.seat_place_id)
    names |= {key.casefold(): key for key in (*region.places, *region.external_places)}
    return names


def _every(present: Present) -> list[Place | ExternalPlace]:
    return [*present.region.places.values(), *present.region.external_places.values()]


def _nearest(at: tuple[float, float], present: Present) -> str | None:
    km, key = min((great_circle_km(*at, p.lon, p.lat), p.id) for p in _every(present))
    return key if km <= NEAR_KM else None


def _by_place(
    values: Mapping[tuple[Key, Key], float], ids: Mapping[Key, str]
) -> dict[tuple[str, str], float]:
    return {(ids[a], ids[b]): v for (a, b), v in values.items() if a in ids and b in ids}


Straight = dict[str, tuple[float, float]]


def _straight(present: Present) -> Straight:
    return {place.id: (place.lon, place.lat) for place in _every(present)}


def _per_km(values: Mapping[tuple[str, str], float], at: Straight) -> float:
    ratios = [
        value / km
        for (a, b), value in values.items()
        if (km := great_circle_km(*at[a], *at[b])) > 1 and value > 0
    ]
    return median(ratios) if ratios else 0.0


def _guessed_time(times: Mapping[tuple[str, str], float], at: Straight) -> TimeUnit:
    return "seconds" if _per_km(times, at) > SECONDS_PER_KM_LEAST else "minutes"


def _guessed_length(lengths: Mapping[tuple[str, str], float], at: Straight) -> LengthUnit:
    return "m" if _per_km(lengths, at) > METRES_PER_KM_LEAST else "km"


def _row(
    pair: tuple[str, str],
    time: float,
    length: float | None,
    at: Straight,
    units: tuple[str, str],
    given: Given,
) -> Record:
    km = great_circle_km(*at[pair[0]], *at[pair[1]]) * DETOUR
    if length is not None:
        km = length / 1000 if units[1] == "m" else length
    return {
        "from_id": pair[0],
        "to_id": pair[1],
        "minutes": f"{time * PER_MINUTE[units[0]]:.2f}",
        "km": f"{km:.2f}",
        "basis": given.name,
        "assumed": "" if length is not None else "km",
    }


def _filled(present: Present, rows: Mapping[tuple[str, str], Record]) -> list[Record]:
    """Pairs that the file does not have in either direction, from the links, marked as those are."""
    from planner.scenario import Scenario
    from planner.travel import build_travel

    region = present.region
    keys = [place.id for place in _every(present)]
    if len(keys) > FILLED_MAX or not region.links:
        return []
    missing = [
        (a, b)
        for i, a in enumerate(keys)
        for b in keys[i + 1 :]
        if (a, b) not in rows and (b, a) not in rows
    ]
    if not missing:
        return []
    from dataclasses import replace

    travel = build_travel(
        replace(region, travel_times=()),
        Scenario.model_validate(
            {"name": "x", "title": "x", "region": region.id, "travel": {"boats": True}}
        ),
    )
    found = []
    for a, b in missing:
        minutes, km = travel.minutes(a, b), travel.km(a, b)
        if minutes is not None and km is not None:
            found.append(
                {
                    "from_id": a,
                    "to_id": b,
                    "minutes": f"{minutes:.2f}",
                    "km": f"{km:.2f}",
                    "basis": "from links.csv: not in the file",
                    "assumed": "minutes;km",
                }
            )
    return found


def _told(
    ready: ReadyTimes,
    ids: Mapping[Key, str],
    unknown: tuple[Key, ...],
    rows: Mapping[tuple[str, str], Record],
    filled: list[Record],
    units: tuple[str, str],
    choices: Choices,
) -> Iterator[Message]:
    directed = sum(
        1
        for (a, b), row in rows.items()
        if a < b and (b, a) in rows and rows[b, a]["minutes"] != row["minutes"]
    )
    yield message(
        "{pairs} travel times between {places} places; {directed} pairs take longer one way than the "
        "other, and stay so.",
        pairs=len(rows),
        places=len(ids),
        directed=directed,
    )
    if choices.unit:
        pass
    elif ready.time_unit:
        yield message("The file gives {unit}.", unit=message(UNITS[units[0]]))
    else:
        yield message(
            "The file does not say its unit; by the distances it must be {unit} (--unit says "
            "otherwise).",
            unit=message(UNITS[units[0]]),
        )
    if not ready.lengths:
        yield message("It has no lengths: km are {factor} times the straight line.", factor=DETOUR)
    if filled:
        yield message(
            "{count} pairs that it does not have are filled up from the links of the region and "
            "marked.",
            count=len(filled),
        )
    if unknown:
        yield message(
            "Left out, as no place of the region: {names}.",
            names=", ".join(str(key) for key in unknown[:8]) + (" …" if len(unknown) > 8 else ""),
        )
    yield message(
        "These times take the place of the roads: seasons, closures and boats of a scenario no longer "
        "count."
    )
