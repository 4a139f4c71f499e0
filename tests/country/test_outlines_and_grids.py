"""Outlines and grids into a region."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planner.errors import InputError
from planner.region import read_region
from tests.country.files import add, small_region


@pytest.fixture
def region(tmp_path: Path) -> Path:
    return small_region(tmp_path / "region")


def square(lon: float, lat: float) -> dict[str, object]:
    ring = [[lon, lat], [lon + 0.6, lat], [lon + 0.6, lat + 0.6], [lon, lat + 0.6], [lon, lat]]
    return {"type": "Polygon", "coordinates": [ring]}


def outlines(path: Path, *codes: str) -> Path:
    features = [
        {
            "type": "Feature",
            "properties": {"kommunenummer": code, "kommunenavn": code},
            "geometry": square(*((9.45, 59.05) if code == "4010" else (8.7, 58.85))),
        }
        for code in codes
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def test_outlines(region: Path, tmp_path: Path) -> None:
    added, made = add(region, outlines(tmp_path / "Kommuner-2024.geojson", "4010", "4016", "0301"))
    assert added.importer.id == "outlines"
    assert any("1 other areas are left" in str(one) for one in added.told)
    written = json.loads((region / "boundaries.geojson").read_text(encoding="utf-8"))
    assert [f["properties"]["code"] for f in written["features"]] == ["4010", "4016"]
    assert any("Kommuner-2024" in line for line in made.source_lines)


def test_outlines_of_elsewhere(region: Path, tmp_path: Path) -> None:
    before = (region / "boundaries.geojson").read_bytes()
    with pytest.raises(InputError):
        add(region, outlines(tmp_path / "k.geojson", "0301", "4601"))
    assert (region / "boundaries.geojson").read_bytes() == before


def ssbid(lon: float, lat: float, metres: int) -> int:
    from pyproj import Transformer

    x, y = Transformer.from_crs(4326, 25833, always_xy=True).transform(lon, lat)
    return (2_000_000 + int(x // metres * metres)) * 10**7 + int(y // metres * metres)


@pytest.mark.parametrize(("column", "metres"), [("SSBID1000M", 1000), ("ssbid250m", 250)])
def test_a_grid_gives_the_shares_of_places(
    region: Path, tmp_path: Path, column: str, metres: int
) -> None:
    before = read_region(region)
    first, *_, last = before.places_of("4016")
    rows = [(ssbid(first.lon, first.lat, metres), 300), (ssbid(last.lon, last.lat, metres), 100)]
    rows.append((ssbid(10.75, 59.91, metres), 9999))
    text = f"{column};pop_tot;pop_mal\n" + "".join(f"{i};{n};\n" for i, n in rows)
    (tmp_path / "rutenett.csv").write_text(text, encoding="utf-8")
    added, made = add(region, tmp_path / "rutenett.csv")
    assert f"{metres} m" in added.recognised
    assert made.municipalities["4016"].persons == before.municipalities["4016"].persons
    assert made.places[first.id].persons == pytest.approx(0.75 * 4063, abs=1)
    assert made.places[last.id].persons == pytest.approx(0.25 * 4063, abs=1)
    assert made.municipalities["4010"] == before.municipalities["4010"]
    assert "400 people" in str(added.told[0])


def test_a_grid_of_elsewhere(region: Path, tmp_path: Path) -> None:
    cell = ssbid(10.75, 59.91, 250)
    (tmp_path / "g.csv").write_text(f"SSBID0250M;pop_tot\n{cell};5\n", encoding="utf-8")
    with pytest.raises(InputError, match="none of its cells lies in this region"):
        add(region, tmp_path / "g.csv")
