"""Outlines and land: Midt-Troms has its true shape, and a region without outlines still has one."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
from shapely import union_all
from shapely.geometry import Point

from planner.data import geodata_dir
from planner.errors import InputError
from planner.report.maps.backdrop import CRS, read_backdrop
from tests.report_map.plans import midt_troms
from tests.small_region import make_region


def test_areas_are_those_of_the_tables() -> None:
    table = geodata_dir() / "midt-troms-2011" / "municipalities.csv"
    with table.open(encoding="utf-8", newline="") as file:
        known = {row["code"]: float(row["land_area_km2_simplified"]) for row in csv.DictReader(file)}
    shapes = read_backdrop(midt_troms()).shapes
    areas = {code: shape.area / 1e6 for code, shape in shapes.items()}
    # The inner lines between these four are approximate; together they are as exact as the others.
    senja = {"1927", "1928", "1929", "1931"}
    for code in set(areas) - senja:
        assert areas[code] == pytest.approx(known[code], rel=0.02)
    assert sum(areas[c] for c in senja) == pytest.approx(sum(known[c] for c in senja), rel=0.02)


def test_places_lie_in_their_municipality() -> None:
    backdrop = read_backdrop(midt_troms())
    for place in midt_troms().places.values():
        shape = backdrop.shapes[place.municipality_code]
        assert shape.distance(Point(backdrop.points[place.id])) < 1_500, place.id


def test_the_land_beside_is_beside() -> None:
    backdrop = read_backdrop(midt_troms())
    own = union_all(list(backdrop.shapes.values()))
    assert backdrop.land.intersection(own).area < 1e3
    # Tromsø and Narvik stand on the land around, the middle of the Malangen fjord does not.
    assert backdrop.land.distance(Point(backdrop.points["x_narvik"])) < 3_000
    assert backdrop.land_source is not None
    assert "Natural Earth" in backdrop.land_source
    assert not backdrop.drawn_codes


def test_north_leans_as_the_projection_does() -> None:
    backdrop = read_backdrop(midt_troms())
    x, y = backdrop.points["finnsnes"]
    dx, dy = backdrop.north_at(x, y)
    # Finnsnes lies 2.98° east of the zone's meridian: north leans by 2.98°·sin(69.23°) to the west.
    assert dx == pytest.approx(-0.0486, abs=0.001)
    assert dx**2 + dy**2 == pytest.approx(1.0)
    assert CRS == "EPSG:25833"


def test_without_outlines_every_place_is_on_its_own_ground() -> None:
    region = replace(midt_troms(), boundaries_path=None)
    backdrop = read_backdrop(region)
    assert backdrop.drawn_codes == frozenset(region.municipalities)
    for place in region.places.values():
        if place.persons:
            shape = backdrop.shapes[place.municipality_code]
            assert shape.distance(Point(backdrop.points[place.id])) < 2_000, place.id
    # Torsken and Målselv do not touch; nothing is drawn twice.
    shapes = list(backdrop.shapes.values())
    assert union_all(shapes).area == pytest.approx(sum(s.area for s in shapes), rel=1e-6)


def test_a_missing_outline_is_filled_in_beside_the_known(tmp_path: Path) -> None:
    path = midt_troms().boundaries_path
    assert path is not None
    collection = json.loads(path.read_text(encoding="utf-8"))
    collection["features"] = [f for f in collection["features"] if f["properties"]["code"] != "1926"]
    fewer = tmp_path / "fewer.geojson"
    fewer.write_text(json.dumps(collection), encoding="utf-8")
    backdrop = read_backdrop(replace(midt_troms(), boundaries_path=fewer))
    assert backdrop.drawn_codes == {"1926"}
    assert backdrop.shapes["1926"].area > 50e6
    assert backdrop.shapes["1926"].intersection(backdrop.shapes["1925"]).area < 1e3


def test_where_no_coast_is_known_nothing_is_called_sea(tmp_path: Path) -> None:
    region = replace(midt_troms(), boundaries_path=None)
    assert not read_backdrop(region, land_path=tmp_path / "none.geojson").land_known
    elsewhere = make_region()
    moved = {key: replace(p, lon=p.lon + 80, lat=p.lat - 40) for key, p in elsewhere.places.items()}
    towns = {key: replace(x, lon=98.1, lat=29.0) for key, x in elsewhere.external_places.items()}
    backdrop = read_backdrop(replace(elsewhere, places=moved, external_places=towns))
    assert not backdrop.land_known
    assert all(not shape.is_empty for shape in backdrop.shapes.values())


def test_places_on_one_spot_are_no_obstacle() -> None:
    region = make_region({"m1": (100,), "m2": (200,)})
    same = {key: replace(p, lon=18.0, lat=69.0) for key, p in region.places.items()}
    backdrop = read_backdrop(replace(region, places=same))
    assert set(backdrop.shapes) == {"m1", "m2"}
    assert sum(shape.area for shape in backdrop.shapes.values()) > 0


@pytest.mark.parametrize("text", ["not json", "{}", '{"features": [{"geometry": null}]}', "[]"])
def test_an_unreadable_outline_file_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "boundaries.geojson"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"boundaries\.geojson.*(is not JSON|holds no)") as error:
        read_backdrop(replace(midt_troms(), boundaries_path=path))
    assert error.value.exit_code == 2
    assert error.value.findings[0].fix
