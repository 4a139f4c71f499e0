"""Populations that a scenario replaces, shared out over the places of a municipality."""

from __future__ import annotations

from collections.abc import Mapping

from planner.region import Region


def scaled(old: Mapping[str, int], total: int, seat_id: str) -> dict[str, int]:
    """Scale persons per place to a new total, exactly, by largest remainder.

        new[i] = ⌊old[i]·total / Σ old⌋, and one more for the largest remainders until Σ new = total

    Ties go by place id, so that the result never depends on the order of a table. Places without
    people stay so; where nobody lived anywhere, everyone is put in the seat.

    >>> scaled({"a": 2, "b": 1, "junction": 0}, 10, "a")
    {'a': 7, 'b': 3, 'junction': 0}
    """
    before = sum(old.values())
    if before == 0:
        return {**dict.fromkeys(sorted(old), 0), seat_id: total}
    new = {place_id: old[place_id] * total // before for place_id in sorted(old)}
    by_remainder = sorted(old, key=lambda i: (-(old[i] * total % before), i))
    for place_id in by_remainder[: total - sum(new.values())]:
        new[place_id] += 1
    return new


def place_persons(region: Region, persons: Mapping[str, int]) -> dict[str, int]:
    """Place id → persons, with the populations of some municipalities (code → persons) replaced."""
    result = {place.id: place.persons for place in region.places.values()}
    for code in sorted(persons):
        old = {place.id: place.persons for place in region.places_of(code)}
        result |= scaled(old, persons[code], region.municipalities[code].seat_place_id)
    return result
