"""GeoJSON: sound by the letter of RFC 7946, the same figures as the GeoPackage, and documented."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pyogrio
import pytest

from planner.errors import InputError
from planner.report.gis.columns import ONE_RUN, gis_reference
from planner.report.gis.export import geojson_of, write_geojson
from planner.report.gis.layers import layers_of
from tests.report.cases import halves
from tests.web_map.cases import backdrop, five

DOCS = Path(__file__).parents[2] / "docs" / "gis.md"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("geojson") / "run"
    write_geojson(five()[1], made, backdrop=backdrop())
    return made


def test_there_is_a_file_for_each_layer(folder: Path) -> None:
    assert {p.name for p in folder.iterdir()} == {
        *(f"{layer.name}.geojson" for layer in ONE_RUN),
        "inputs.json",
    }


def test_gdal_reads_every_layer_in_degrees(folder: Path) -> None:
    alternative = five()[1]
    layers = layers_of(alternative, backdrop(), "nb")
    for layer in layers:
        if layer.doc.geometry == "NONE":
            continue
        found = pyogrio.read_dataframe(folder / f"{layer.doc.name}.geojson")
        assert found.crs.to_epsg() == 4326
        assert len(found) == len(layer.rows)
        west, south, east, north = found.total_bounds
        assert 15 < west < east < 22
        assert 68 < south < north < 70
    places = pyogrio.read_dataframe(folder / "places.geojson")
    for row in places.itertuples():
        place = alternative.region.places[row.place_id]
        assert (row.geometry.x, row.geometry.y) == pytest.approx((place.lon, place.lat), abs=2e-6)
        assert row.persons == place.persons


def test_outer_rings_run_anticlockwise(folder: Path) -> None:
    for name in ("units", "members"):
        for feature in json.loads((folder / f"{name}.geojson").read_text("utf-8"))["features"]:
            for rings in feature["geometry"]["coordinates"]:
                for number, ring in enumerate(rings):
                    area = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))
                    assert (area > 0) is (number == 0)


def test_rows_without_geometry_say_null(folder: Path) -> None:
    features = json.loads((folder / "courses.geojson").read_text("utf-8"))["features"]
    assert features
    assert all(feature["geometry"] is None for feature in features)


def test_the_same_run_gives_the_same_text(folder: Path) -> None:
    layers = layers_of(five()[1], backdrop(), "nb")
    for layer in layers:
        sources = five()[1].region.source_lines
        assert any("Kartverket" in line for line in sources)
        assert geojson_of(layer, "nb", sources) == (folder / f"{layer.doc.name}.geojson").read_text(
            "utf-8"
        )


def test_nobody_s_files_are_lost(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "mine.txt").write_text("mine")
    with pytest.raises(InputError, match="not a folder of results"):
        write_geojson(halves(), tmp_path / "run")
    assert (tmp_path / "run" / "mine.txt").read_text() == "mine"


def test_the_page_of_the_documentation_lists_what_is_written() -> None:
    assert gis_reference() in DOCS.read_text("utf-8")
