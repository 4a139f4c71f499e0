"""Midt-Troms made by `region new` beside the Midt-Troms that ships, whose roads were measured.

python -m docs.tools.country_check        prints what `geodata/norge-2024/README.md` tells
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from planner.data import geodata_dir
from planner.geo import great_circle_km
from planner.region import Region, read_region
from planner.region.country import NewRegion, new_region, read_country
from planner.scenario.schema import Scenario
from planner.travel import Travel, build_travel

MEASURED = "midt-troms-2024"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tracts: minutes by the rule and by the measured roads, and the straight line in km."""

    from_name: str
    to_name: str
    minutes_estimated: float
    minutes_measured: float
    km_straight: float

    @property
    def error(self) -> float:
        """By how much of the measured minutes the estimate is too long."""
        return self.minutes_estimated / self.minutes_measured - 1


@dataclass(frozen=True, slots=True)
class Compared:
    """What differs between the two."""

    persons: Mapping[str, tuple[int, int]]
    """Municipality → inhabitants estimated, shipped."""
    neighbours_only_here: frozenset[tuple[str, str]]
    neighbours_only_shipped: frozenset[tuple[str, str]]
    pairs: tuple[Pair, ...]
    seats: tuple[Pair, ...]


def compare() -> Compared:
    """Make the region and set it beside the shipped one, tract by tract and seat by seat."""
    shipped = read_region(MEASURED)
    codes = tuple(sorted(shipped.municipalities))
    with tempfile.TemporaryDirectory() as folder:
        new_region(read_country(), NewRegion(codes), Path(folder) / "made")
        made = read_region(Path(folder) / "made")
        with (Path(folder) / "made" / "places.csv").open(encoding="utf-8", newline="") as file:
            tract_of = {
                row["delomraade_id"].removeprefix("d"): row["id"] for row in csv.DictReader(file)
            }
    here, there = _travel(made), _travel(shipped)
    largest = _largest(tract_of)
    tracts = sorted(largest)
    pairs = [
        _pair(made, here, there, (tract_of[a], tract_of[b]), (largest[a], largest[b]))
        for i, a in enumerate(tracts)
        for b in tracts[i + 1 :]
    ]
    seats = [
        _pair(
            made,
            here,
            there,
            (made.municipalities[a].seat_place_id, made.municipalities[b].seat_place_id),
            (shipped.municipalities[a].seat_place_id, shipped.municipalities[b].seat_place_id),
        )
        for i, a in enumerate(codes)
        for b in codes[i + 1 :]
    ]
    ours = {(n.code_a, n.code_b) for n in made.adjacency}
    theirs = {(n.code_a, n.code_b) for n in shipped.adjacency}
    return Compared(
        persons={
            shipped.municipalities[c].name: (
                made.municipalities[c].persons,
                shipped.municipalities[c].persons,
            )
            for c in codes
        },
        neighbours_only_here=frozenset(ours - theirs),
        neighbours_only_shipped=frozenset(theirs - ours),
        pairs=tuple(pairs),
        seats=tuple(seats),
    )


def _travel(region: Region) -> Travel:
    choice = Scenario.model_validate({"name": "x", "title": "x", "region": region.id})
    return build_travel(region, choice)


def _largest(tract_of: Mapping[str, str]) -> dict[str, str]:
    """Tract → the largest place that the shipped region has in it."""
    persons: dict[str, tuple[int, str]] = {}
    with (geodata_dir() / MEASURED / "places.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            tract = row["delomraade_code"]
            if tract in tract_of:
                persons[tract] = max(persons.get(tract, (-1, "")), (int(row["persons"]), row["id"]))
    return {tract: place for tract, (_, place) in persons.items()}


def _pair(
    made: Region, here: Travel, there: Travel, ours: tuple[str, str], theirs: tuple[str, str]
) -> Pair:
    a, b = (made.places[key] for key in ours)
    return Pair(
        a.name,
        b.name,
        float(here.minutes(*ours) or 0),
        float(there.minutes(*theirs) or 0),
        great_circle_km(a.lon, a.lat, b.lon, b.lat),
    )


def in_words(title: str, pairs: tuple[Pair, ...]) -> str:
    """The error over some pairs, and that of the best rule on the straight line alone."""
    errors = np.array([pair.error for pair in pairs])
    measured = np.array([pair.minutes_measured for pair in pairs])
    straight = np.array([pair.km_straight for pair in pairs])
    line = straight * np.median(measured / straight) / measured - 1
    low, high = np.percentile(errors, [10, 90])
    return (
        f"{title}: {len(pairs)} pairs, median error {np.median(errors):+.0%}, median size "
        f"{np.median(abs(errors)):.0%}, eight of ten between {low:+.0%} and {high:+.0%}; "
        f"straight line fitted to them: median size {np.median(abs(line)):.0%}"
    )


def main() -> None:
    """Print the comparison."""
    found = compare()
    for name, (ours, theirs) in found.persons.items():
        print(f"{name}: {ours} here, {theirs} shipped")
    print("neighbours only here:", sorted(found.neighbours_only_here))
    print("neighbours only shipped:", sorted(found.neighbours_only_shipped))
    print(in_words("delområder", found.pairs))
    print(in_words("municipal centres", found.seats))
    for pair in sorted(found.pairs, key=lambda p: abs(p.error), reverse=True)[:6]:
        print(
            f"  {pair.from_name} – {pair.to_name}: {pair.minutes_estimated:.0f} min, "
            f"measured {pair.minutes_measured:.0f}"
        )


if __name__ == "__main__":
    main()
