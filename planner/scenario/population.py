"""Populations that a scenario replaces, shared out over the places of a municipality."""

from __future__ import annotations

from collections.abc import Mapping

from planner.region import Region, alternatives_of, population_of
from planner.scenario.schema import Scenario


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


def alternative_meant(region: Region, scenario: Scenario) -> str:
    """The alternative of the projection that counts: the one named, or the only one that there is."""
    every = alternatives_of(region)
    return scenario.population.alternative or (every[0] if len(every) == 1 else "")


def persons_stated(region: Region, scenario: Scenario) -> dict[str, int]:
    """Municipality → inhabitants in place of the table's: those of the year (`population`), and those
    that the scenario states by themselves (`demand.persons`)."""
    year = scenario.population.year
    found = None
    if year is not None:
        found = population_of(region, year, alternative_meant(region, scenario))
    stated = {**(found.persons if found is not None else {}), **scenario.demand.persons}
    return {code: count for code, count in stated.items() if code in region.municipalities}
