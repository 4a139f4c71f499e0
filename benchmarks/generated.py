"""Regions of any size in the shape of northern Norway, made from a seed.

    python -m benchmarks.generated FOLDER            the tenfold region as tables, with a scenario

A long coast, a few towns, many small places: municipalities stand along the coast in order, a rank-size
rule gives them people, each has a seat with about half of them and places around it. Hospitals are few
and stand outside the region, an hour from one of its larger towns. Units are given: neighbours along
the coast, joined until they have 25 000 inhabitants. What comes out are tables like those of any
region, read and checked like them; nothing in them is a fact about a real place.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from planner.region import read_region
from planner.region.types import Region
from planner.scenario.schema import Scenario

COAST = ((12.2, 65.3), (14.4, 67.3), (16.5, 68.5), (19.0, 69.5), (23.5, 70.2), (30.0, 69.8))
"""Longitude and latitude of the line that municipalities stand along."""

PERSONS_PER_MUNICIPALITY = 6000
"""480 000 in 80, as in northern Norway."""

PERSONS_LEAST = 900
PERSONS_PER_UNIT = 25_000
HOSPITALS_PER_MUNICIPALITY = 0.05
MINUTES_TO_HOSPITAL = 60.0
KM_PER_DEGREE = 111.2
BEND, KM_PER_HOUR = 1.35, 58.0
KM_BETWEEN_SEATS_MOST = 70.0
SIXTEEN = (
    "asthma_allergy",
    "cancer",
    "copd_smoking",
    "diabetes",
    "gatherings",
    "heart",
    "mental_health",
    "musculoskeletal",
    "neurological",
    "other",
    "overweight",
    "parents",
    "rheumatic",
    "sensory_loss",
    "stomach_bowel",
    "stroke",
)
"""The programmes of the catalogue that the mix of Helse Nord gives people."""

Rows = list[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Shape:
    """How large a generated region is. The same shape and seed give the same region."""

    municipalities: int = 80
    demand_points: int = 450
    venues: int = 100
    seed: int = 20111


TENFOLD = Shape()


@dataclass(frozen=True, slots=True)
class _Town:
    """A municipality: its places are (lon, lat, persons), the seat first."""

    code: str
    persons: int
    places: tuple[tuple[float, float, int], ...]

    def place_id(self, number: int) -> str:
        return f"p{self.code}_{number:02d}"


def generated_region(shape: Shape) -> Region:
    """A generated region, by way of its tables and all checks of them."""
    with tempfile.TemporaryDirectory() as folder:
        write_region(shape, Path(folder))
        return read_region(folder)


def scenario(
    region: Region,
    *,
    level: str = "low",
    attend: str = "own",
    programmes: Sequence[str] = SIXTEEN,
    seconds_max: float | None = None,
) -> Scenario:
    """Every unit as given, venues free; people attend in their own unit, or `anywhere`."""
    return Scenario.model_validate(
        {
            "name": f"generated-{level}-{attend}",
            "title": "A generated region",
            "region": region.id,
            "units": {"candidates": tuple(region.units)},
            "demand": {"level": level, "programmes": tuple(programmes)},
            "rules": {"own_unit": {"mode": attend}},
            "solve": {"gap": 0.005, "seconds_max": seconds_max},
        }
    )


def write_region(shape: Shape, folder: Path) -> None:
    """Write the tables of a generated region."""
    rng = np.random.default_rng(shape.seed)
    towns = _towns(shape, rng)
    borders = _borders(towns)
    tables: tuple[tuple[str, str, Rows], ...] = (
        ("municipalities", "code,name,persons,seat_place_id", _municipalities(towns)),
        ("places", "id,name,municipality_code,lon,lat,persons,kind", _places(towns)),
        ("adjacency", "code_a,code_b,kind", [(a.code, b.code, kind) for a, b, kind in borders]),
        ("links", "from_id,to_id,km,minutes,road,kind,winter_exposed", _links(towns, borders, rng)),
        ("venues", "id,name,place_id,kind,seats,nok_per_year,meetings_per_year", _venues(shape, towns)),
        (
            "units",
            "id,name,seat_place_id,kind,member_codes,eligible_codes,exists_today,legal_form,"
            "coordinator_fte,staff_base_place_ids",
            _units(towns),
        ),
        *_hospitals(towns),
    )
    for name, header, rows in tables:
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            file.write(header + "\n")
            csv.writer(file, lineterminator="\n").writerows(rows)
    (folder / "datapackage.json").write_text(
        '{"name": "generated", "title": "A generated region"}\n', encoding="utf-8"
    )


def _towns(shape: Shape, rng: np.random.Generator) -> list[_Town]:
    count = shape.municipalities
    persons = np.arange(1, count + 1) ** -1.0
    spread = PERSONS_PER_MUNICIPALITY * count - PERSONS_LEAST * count
    persons = rng.permutation(PERSONS_LEAST + (persons / persons.sum() * spread)).astype(int)
    weights = np.sqrt(persons)
    number = 1 + np.floor(weights / weights.sum() * (shape.demand_points - count)).astype(int)
    for extra in np.argsort(-persons, kind="stable")[: shape.demand_points - int(number.sum())]:
        number[extra] += 1
    lons, lats = np.array(COAST).T
    along = (np.arange(count) + rng.uniform(0.2, 0.8, count)) / count * (len(COAST) - 1)
    out = rng.normal(0, 0.22, count)  # degrees of latitude off the line: islands and fjords
    found = []
    for m in range(count):
        lon = float(np.interp(along[m], range(len(COAST)), lons)) + 0.6 * out[m]
        lat = float(np.interp(along[m], range(len(COAST)), lats)) - out[m]
        share = rng.dirichlet(np.full(number[m], 1.2)) * 0.5
        share[0] += 0.5
        people = np.maximum(1, np.floor(share * persons[m])).astype(int)
        people[0] += persons[m] - people.sum()
        turn = rng.uniform(0, 2 * np.pi, number[m])
        far = rng.uniform(0.04, 0.22, number[m]) * (np.arange(number[m]) > 0)
        wide = np.cos(np.radians(lat))
        places = tuple(
            (round(lon + f * np.cos(a) / wide, 5), round(lat + f * np.sin(a), 5), int(p))
            for f, a, p in zip(far, turn, people, strict=True)
        )
        found.append(_Town(f"{m + 1001}", int(persons[m]), places))
    return found


def _km(a: Sequence[float], b: Sequence[float]) -> float:
    """Kilometres as the crow flies, near enough."""
    wide = np.cos(np.radians((a[1] + b[1]) / 2))
    return float(KM_PER_DEGREE * np.hypot((a[0] - b[0]) * wide, a[1] - b[1]))


def _borders(towns: Sequence[_Town]) -> list[tuple[_Town, _Town, str]]:
    """Neighbours along the coast by land; near ones farther along by land, or by ferry."""
    found = [(a, b, "land") for a, b in pairwise(towns)]
    for step in (2, 3):
        for a, b in zip(towns, towns[step:], strict=False):
            if _km(a.places[0], b.places[0]) < KM_BETWEEN_SEATS_MOST / step:
                found.append((a, b, "ferry" if step == 3 else "land"))
    return sorted(found, key=lambda border: (border[0].code, border[1].code))


def _municipalities(towns: Iterable[_Town]) -> Rows:
    return [(t.code, f"Kommune {t.code}", t.persons, t.place_id(0)) for t in towns]


def _places(towns: Iterable[_Town]) -> Rows:
    return [
        (
            t.place_id(n),
            f"Sted {t.code}-{n}",
            t.code,
            lon,
            lat,
            p,
            "settlement" if n else "centre",
        )
        for t in towns
        for n, (lon, lat, p) in enumerate(t.places)
    ]


def _links(
    towns: Sequence[_Town], borders: Sequence[tuple[_Town, _Town, str]], rng: np.random.Generator
) -> Rows:
    rows: Rows = []
    for t in towns:
        joined = [0]
        for n in sorted(range(1, len(t.places)), key=lambda n: _km(t.places[0], t.places[n])):
            near = min(joined, key=lambda j: (_km(t.places[j], t.places[n]), j))
            rows.append(_link(t, near, t, n, "road", rng))
            joined.append(n)
    for a, b, kind in borders:
        pairs = [(i, j) for i in range(len(a.places)) for j in range(len(b.places))]
        i, j = min(pairs, key=lambda ij: (_km(a.places[ij[0]], b.places[ij[1]]), ij))
        rows.append(_link(a, i, b, j, "ferry" if kind == "ferry" else "road", rng))
    return rows


def _link(
    a: _Town, i: int, b: _Town, j: int, kind: str, rng: np.random.Generator
) -> tuple[object, ...]:
    km = BEND * _km(a.places[i], b.places[j]) + 0.3
    minutes = km / KM_PER_HOUR * 60 + (30 if kind == "ferry" else 0)
    exposed = "yes" if kind == "ferry" or rng.random() < 0.2 else "no"
    return a.place_id(i), b.place_id(j), round(km, 2), round(minutes, 2), "Fv1", kind, exposed


def _venues(shape: Shape, towns: Sequence[_Town]) -> Rows:
    """One in the seat of every municipality, the rest in the places with most people beside those."""
    others = sorted(
        ((p, t.place_id(n)) for t in towns for n, (_, _, p) in enumerate(t.places) if n), reverse=True
    )
    seats = sorted(((t.persons, t.place_id(0)) for t in towns), reverse=True)
    placed = [key for _, key in [*seats, *others]][: shape.venues]
    kinds = ("municipal", "health_centre", "dms", "municipal")
    return [
        (
            f"v{number:03d}",
            f"Lokale {key}",
            key,
            kinds[number % len(kinds)] if number % 5 else "health_centre",
            20 + 5 * (number % 4),
            40_000 + 1000 * (number % 7),
            400 if number < len(towns) // 10 else 160,
        )
        for number, key in enumerate(placed)
    ]


def _units(towns: Sequence[_Town]) -> Rows:
    groups: list[list[_Town]] = [[]]
    for town in towns:
        if sum(t.persons for t in groups[-1]) >= PERSONS_PER_UNIT:
            groups.append([])
        groups[-1].append(town)
    if len(groups) > 1 and sum(t.persons for t in groups[-1]) < PERSONS_PER_UNIT:
        rest = groups.pop()
        groups[-1] += rest
    rows: Rows = []
    for number, group in enumerate(groups):
        seat = max(group, key=lambda t: (t.persons, t.code)).place_id(0)
        codes = ";".join(t.code for t in group)
        fields = (f"u{number:02d}", f"Enhet {number}", seat, "intermunicipal", codes, codes)
        rows.append((*fields, "no", "generated", 1.0, seat))
    return rows


def _hospitals(towns: Sequence[_Town]) -> tuple[tuple[str, str, Rows], ...]:
    """Hospitals near some of the larger towns, spread along the coast, and the ways to them."""
    count = max(1, round(HOSPITALS_PER_MUNICIPALITY * len(towns)))
    stretches = [towns[len(towns) * n // count : len(towns) * (n + 1) // count] for n in range(count)]
    near = [max(stretch, key=lambda t: (t.persons, t.code)) for stretch in stretches]
    where: Mapping[str, tuple[float, float, int]] = {t.code: t.places[0] for t in near}
    places: Rows = [
        (f"x{c}", f"Sykehus {c}", lon, round(lat - 0.4, 5)) for c, (lon, lat, _) in where.items()
    ]
    km = MINUTES_TO_HOSPITAL / 60 * KM_PER_HOUR
    links: Rows = [(t.place_id(0), f"x{t.code}", km, MINUTES_TO_HOSPITAL, "E6") for t in near]
    services: Rows = [(f"s{c}", f"LMS {c}", f"x{c}", 60, "all", 2) for c in where]
    return (
        ("external_places", "id,name,lon,lat", places),
        ("links_external", "from_id,to_id,km,minutes,road", links),
        (
            "specialist_services",
            "id,name,external_place_id,seats,programme_ids,trips_per_course",
            services,
        ),
    )


def main(folder: str) -> None:
    """Write the tenfold region and a scenario of it."""
    out = Path(folder)
    (out / "region").mkdir(parents=True, exist_ok=True)
    write_region(TENFOLD, out / "region")
    one = scenario(read_region(str(out / "region")))
    (out / "scenario.yaml").write_text(
        f"name: {one.name}\ntitle: {one.title}\nregion: region\n"
        f"units:\n  candidates: [{', '.join(one.units.candidates)}]\n"
        f"demand:\n  programmes: [{', '.join(one.demand.programmes)}]\n"
        "solve:\n  gap: 0.005\n  seconds_max: 300\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
