"""Boundaries laid in: every form gives the same outlines, and what does not fit is told."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import shapely
from pyproj import Transformer
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from docs.build import CHECKOUT
from planner.errors import InputError
from planner.geo import Outlines
from planner.region import read_boundaries
from planner.report.charts.picture import Page
from planner.report.gis.export import write_geopackage
from planner.report.maps.backdrop import read_backdrop
from planner.report.maps.page import make_figure
from tests.pictures.measure import words_of
from tests.web_map.cases import backdrop, five, midt_troms

NORWAY = CHECKOUT.parent / "shared" / "geodata" / "norway"
needs_norway = pytest.mark.skipif(
    not (NORWAY / "kommune_2011.geojson").is_file(),
    reason="the national boundaries (../shared/geodata/norway) are not on this machine",
)
OUTLINES = {code: shapely.simplify(shape, 300) for code, shape in backdrop().shapes.items()}


def to(crs: str, shape: BaseGeometry) -> BaseGeometry:
    turned = Transformer.from_crs("EPSG:25833", crs, always_xy=True)
    return shapely.transform(shape, lambda p: [turned.transform(x, y) for x, y in p])


def geojson(
    path: Path,
    shapes: dict[str, BaseGeometry] | None = None,
    *,
    crs: str = "EPSG:4326",
    name: str | None = None,
    row: Callable[[str], dict[str, Any]] = lambda code: {"navn": "x", "kommunenummer": code},
) -> Path:
    features = [
        {"type": "Feature", "properties": row(code), "geometry": mapping(to(crs, shape))}
        for code, shape in (shapes or OUTLINES).items()
    ]
    tree: dict[str, Any] = {"type": "FeatureCollection", "features": features}
    if name:
        tree["crs"] = {"type": "name", "properties": {"name": name}}
    path.write_text(json.dumps(tree), encoding="utf-8")
    return path


def shapefile_of(path: Path, *, projection: str | None, code: Callable[[str], Any] = str) -> Path:
    import geopandas

    rows = {"KOMM": [code(key) for key in OUTLINES], "navn": ["Målselv"] * len(OUTLINES)}
    geopandas.GeoDataFrame(rows, geometry=list(OUTLINES.values()), crs="EPSG:25833").to_file(path)
    if projection is None:
        path.with_suffix(".prj").unlink()
    return path


def assert_same(found: Outlines, *, share: float = 0.001) -> None:
    assert set(found.shapes) == set(OUTLINES)
    assert found.missing_codes == ()
    for code, shape in found.shapes.items():
        assert shape.is_valid
        assert shape.symmetric_difference(OUTLINES[code]).area < share * OUTLINES[code].area + 1e4


@pytest.mark.parametrize(
    ("crs", "name"),
    [
        ("EPSG:4326", None),
        ("EPSG:4326", "urn:ogc:def:crs:OGC:1.3:CRS84"),
        ("EPSG:25833", "urn:ogc:def:crs:EPSG::25833"),
        ("EPSG:25835", "EPSG:25835"),
    ],
)
def test_geojson_in_any_projection_that_it_names(tmp_path: Path, crs: str, name: str | None) -> None:
    found = read_boundaries(geojson(tmp_path / "k.geojson", crs=crs, name=name), midt_troms())
    assert_same(found)
    assert found.column == "kommunenummer"


def test_a_geopackage_layer_is_found_among_others(tmp_path: Path) -> None:
    path = tmp_path / "run.gpkg"
    write_geopackage(five()[1], path, backdrop=replace(backdrop(), shapes=OUTLINES))
    found = read_boundaries(path, midt_troms())
    assert (found.layer, found.column) == ("members", "municipality_code")
    # The run's own layer has the eight in play; the two others keep what they had.
    assert set(found.missing_codes) == set(OUTLINES) - set(five()[1].indicators.scope_codes)
    for code, shape in found.shapes.items():
        assert shape.symmetric_difference(OUTLINES[code]).area < 1e4
    with sqlite3.connect(path) as database:
        database.execute("UPDATE gpkg_geometry_columns SET srs_id = -1 WHERE table_name = 'members'")
    with pytest.raises(InputError, match="does not say which projection"):
        read_boundaries(path, midt_troms())


@pytest.mark.parametrize("code", [str, int])
def test_a_shapefile_and_numbers_without_their_first_zero(tmp_path: Path, code: Any) -> None:
    path = shapefile_of(tmp_path / "k.shp", projection="EPSG:25833", code=code)
    assert_same(read_boundaries(path, midt_troms()))


def test_a_shapefile_without_its_projection_is_not_guessed(tmp_path: Path) -> None:
    path = shapefile_of(tmp_path / "k.shp", projection=None)
    with pytest.raises(InputError, match=r"projection.*\.prj"):
        read_boundaries(path, midt_troms())


def test_a_column_that_is_named_and_parts_of_one_municipality(tmp_path: Path) -> None:
    halves = {}
    for code, shape in OUTLINES.items():
        west, south, east, north = shape.bounds
        middle = (west + east) / 2
        halves[f"{code}a"] = shape.intersection(shapely.box(west, south, middle, north))
        halves[f"{code}b"] = shape.intersection(shapely.box(middle, south, east, north))
    path = geojson(tmp_path / "k.json", halves, row=lambda key: {"del": key, "KNR": key[:4]})
    assert_same(read_boundaries(path, midt_troms(), column="knr"))
    with pytest.raises(InputError, match=r"no such column; found del, KNR; expected nummer"):
        read_boundaries(path, midt_troms(), column="nummer")


def test_numbers_of_another_year_are_told_with_what_was_found_and_expected(tmp_path: Path) -> None:
    path = geojson(tmp_path / "k.geojson", row=lambda code: {"nr": f"55{code[2:]}", "navn": "Senja"})
    with pytest.raises(InputError) as refused:
        read_boundaries(path, midt_troms())
    text = str(refused.value)
    assert str(path) in text
    assert "nr (5520, 5522, 5523, …)" in text
    assert "expected 1920 Lavangen, 1922 Bardu" in text
    assert "(10 in all)" in text


def test_metres_without_a_name_and_a_wrong_name_are_refused(tmp_path: Path) -> None:
    unnamed = geojson(tmp_path / "a.geojson", crs="EPSG:25833")
    with pytest.raises(InputError, match="does not say which projection"):
        read_boundaries(unnamed, midt_troms())
    wrong = geojson(tmp_path / "b.geojson", crs="EPSG:25833", name="EPSG:25832")
    with pytest.raises(InputError, match=r"lie elsewhere.*km from"):
        read_boundaries(wrong, midt_troms())
    unknown = geojson(tmp_path / "c.geojson", crs="EPSG:25833", name="EPSG:999999")
    with pytest.raises(InputError, match="not known"):
        read_boundaries(unknown, midt_troms())


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("k.geojson", b"{", "is not JSON"),
        ("k.geojson", b'{"features": []}', "no polygons"),
        ("k.gpkg", b"not a database at all", "cannot be read"),
        ("k.kml", b"", r"from this format; found \.kml"),
        ("gone.gpkg", None, "no such file"),
    ],
)
def test_what_cannot_be_read_is_named(
    tmp_path: Path, name: str, content: bytes | None, told: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=told) as refused:
        read_boundaries(tmp_path / name, midt_troms())
    assert refused.value.findings[0].fix


def test_the_map_draws_what_was_laid_in_and_says_so(tmp_path: Path) -> None:
    few = {code: shape for code, shape in OUTLINES.items() if code not in ("1920", "1923")}
    path = geojson(tmp_path / "Grenser 2011.geojson", few)
    region = replace(midt_troms(), boundaries_path=None)
    found = read_boundaries(path, region)
    assert found.missing_codes == ("1920", "1923")
    laid = read_backdrop(region, boundaries=found)
    assert laid.drawn_codes == {"1920", "1923"}
    for code, shape in found.shapes.items():
        assert laid.shapes[code].equals(shape)
    known = five()[1]
    figure, _ = make_figure(
        region, known.travel, known.scenario, known.plan, page=Page(dpi=60), backdrop=laid
    )
    text = words_of(figure)
    assert "Kommunegrenser: Grenser 2011.geojson" in text
    assert "Uten grensedata, omriss etter nærmeste sted: Lavangen og Salangen" in text


@needs_norway
def test_the_national_files_have_the_form(tmp_path: Path) -> None:
    found = read_boundaries(NORWAY / "kommune_2011.geojson", midt_troms())
    assert found.column == "kommune_no"
    assert found.missing_codes == ()
    assert round(found.shapes["1924"].area / 1e6) == pytest.approx(3317, abs=40)
    with pytest.raises(InputError, match=r"kommune_no \(.*expected 1920 Lavangen"):
        read_boundaries(NORWAY / "kommune_2024.geojson", midt_troms())
