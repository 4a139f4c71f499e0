"""The shipped country: municipalities, tracts and the ways between them, as frozen values."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from planner.data import geodata_dir

COUNTRY = "norge-2024"
OUTLINES = "outlines.geojson.gz"

POPULATION_DATE = "2025-01-01"
"""The day that the inhabitants are of."""

WayKind = Literal["land", "strait", "bridge", "tunnel", "ferry"]


@dataclass(frozen=True, slots=True)
class CountryMunicipality:
    """A municipality of 2024; `centre_basis` is `settlement` or `densest`, see the README there."""

    code: str
    name: str
    official_name: str
    county_code: str
    county_name: str
    economic_region_code: str
    economic_region_name: str
    persons: int
    centre_tract_id: str
    centre_name: str
    centre_basis: str


@dataclass(frozen=True, slots=True)
class Tract:
    """A *delområde*, or its part in one city district. `lon`, `lat` in degrees, WGS84.

    `position_basis` is `settlement` where that is the largest settlement in it, else `inside`.
    """

    id: str
    name: str
    municipality_code: str
    district_code: str
    persons: int
    lon: float
    lat: float
    area_km2: float
    position_basis: str


@dataclass(frozen=True, slots=True)
class Way:
    """Between two neighbouring tracts; `km` is the shortest line that keeps to their land.

    A `strait` is the narrowest water between two parts of one municipality. `water_km` is how wide the
    water is; `name` that of the bridge, tunnel or ferry.
    """

    from_id: str
    to_id: str
    kind: WayKind
    km_straight: float
    km: float
    water_km: float
    name: str


@dataclass(frozen=True, slots=True)
class Country:
    """Everything that ships of the country. Mappings iterate in id order."""

    municipalities: Mapping[str, CountryMunicipality]
    tracts: Mapping[str, Tract]
    ways: tuple[Way, ...]
    land_borders: tuple[tuple[str, str], ...]
    """Pairs of municipality codes with a land border, the smaller code first."""

    def tracts_of(self, code: str) -> tuple[Tract, ...]:
        """The tracts of a municipality, in id order."""
        return tuple(t for t in self.tracts.values() if t.municipality_code == code)


@cache
def read_country() -> Country:
    """The shipped country. Read once: it is the same in every run."""
    municipalities = {
        row["code"]: CountryMunicipality(**{**row, "persons": int(row["persons"])})  # type: ignore[arg-type]
        for row in _rows("municipalities")
    }
    tracts = {row["id"]: _tract(row) for row in _rows("tracts")}
    return Country(
        municipalities=dict(sorted(municipalities.items())),
        tracts=dict(sorted(tracts.items())),
        ways=tuple(_way(row) for row in _rows("ways")),
        land_borders=tuple(
            sorted(
                (row["code_a"], row["code_b"]) for row in _rows("neighbours") if row["kind"] == "land"
            )
        ),
    )


def country_outlines() -> str:
    """GeoJSON (WGS84) of all municipalities, each with its number in the property `code`."""
    return gzip.decompress((_folder() / OUTLINES).read_bytes()).decode()


def _folder() -> Path:
    return geodata_dir() / COUNTRY


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = gzip.decompress((_folder() / f"{name}.csv.gz").read_bytes()).decode()
    yield from csv.DictReader(io.StringIO(text))


def _tract(row: Mapping[str, str]) -> Tract:
    return Tract(
        id=row["id"],
        name=row["name"],
        municipality_code=row["municipality_code"],
        district_code=row["district_code"],
        persons=int(row["persons"]),
        lon=float(row["lon"]),
        lat=float(row["lat"]),
        area_km2=float(row["area_km2"]),
        position_basis=row["position_basis"],
    )


def _way(row: Mapping[str, str]) -> Way:
    return Way(
        from_id=row["from_id"],
        to_id=row["to_id"],
        kind=row["kind"],  # type: ignore[arg-type]
        km_straight=float(row["km_straight"]),
        km=float(row["km"]),
        water_km=float(row["water_km"]),
        name=row["name"],
    )
