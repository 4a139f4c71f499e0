"""The GeoPackage, opened again by readers that had no part in writing it: GDAL and SQLite itself."""

from __future__ import annotations

import sqlite3
import warnings
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import geopandas
import pyogrio
import pytest

from planner.errors import InputError
from planner.pipeline.alternative import Alternative
from planner.report.gis.columns import ONE_RUN
from planner.report.gis.export import write_geopackage
from planner.report.gis.layers import nearest_venue
from planner.report.maps.style import fills
from planner.report.words.numbers import Lang
from tests.report.cases import halves, today
from tests.web_map.cases import backdrop, five

SHAPES = {
    "units": "MultiPolygon",
    "members": "MultiPolygon",
    "places": "Point",
    "venues": "Point",
    "assignments": "LineString",
    "roads": "LineString",
}
TYPES = {
    "text": ("object", "str", "string"),
    "integer": ("int",),
    "real": ("float",),
    "boolean": ("bool",),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The five alternatives as GeoPackages, and a small region without outlines."""
    made = tmp_path_factory.mktemp("gis")
    for alternative in five():
        write_geopackage(alternative, made / f"{alternative.name}.gpkg", backdrop=backdrop())
    write_geopackage(halves(), made / "small.gpkg", lang="en")
    return made


def by_name(name: str) -> Alternative:
    return next(a for a in five() if a.name == name)


def read(path: Path, layer: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # GDAL warns of what is not quite as the standard has it
        return pyogrio.read_dataframe(path, layer=layer)


@pytest.fixture
def database(folder: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(folder / "some-outside.gpkg")) as connection:
        yield connection


# ------------------------------------------------------------------------------ as GDAL sees it


def test_gdal_finds_every_layer_in_the_national_grid(folder: Path) -> None:
    path = folder / "one-unit.gpkg"
    listed = dict(pyogrio.list_layers(path))
    for name, shape in SHAPES.items():
        assert listed[name] == shape
        info = pyogrio.read_info(path, layer=name)
        assert info["crs"] == "EPSG:25833"
        assert info["features"] > 0
    assert {name for name, shape in listed.items() if shape is None} == {
        "courses",
        "about",
        "layer_styles",
    }


def test_attributes_are_those_that_are_documented(folder: Path) -> None:
    for layer in ONE_RUN:
        info = pyogrio.read_info(folder / "some-outside.gpkg", layer=layer.name)
        assert list(info["fields"]) == [column.name for column in layer.columns]
        for column, found in zip(layer.columns, info["dtypes"], strict=True):
            assert str(found).startswith(TYPES[column.kind]), (layer.name, column.name, found)


def test_units_and_members_are_the_plan_s(folder: Path) -> None:
    for alternative in five():
        path = folder / f"{alternative.name}.gpkg"
        units, members = read(path, "units"), read(path, "members")
        assert list(units["unit_id"]) == [unit.unit_id for unit in alternative.plan.units]
        for unit, row in zip(alternative.indicators.units, units.itertuples(), strict=True):
            assert row.persons == unit.persons
            assert row.member_codes == ";".join(unit.member_codes)
            assert row.threshold_status == unit.threshold_status
            own = members[members["unit_id"] == unit.unit_id]
            assert row.geometry.area == pytest.approx(own.geometry.area.sum(), rel=1e-3)
            assert own["persons"].sum() == unit.persons
        scope = set(alternative.indicators.scope_codes)
        assert set(members["municipality_code"]) == scope | set(alternative.indicators.unit_of)
        assert members.geometry.is_valid.all()
        outside = members[members["unit_id"].isna() & members["in_scope"]]
        assert set(outside["municipality_code"]) == set(alternative.indicators.outside_codes)


def test_participants_add_up_in_every_layer(folder: Path) -> None:
    for alternative in five():
        path = folder / f"{alternative.name}.gpkg"
        rows = alternative.indicators.assignments
        total = {
            kind: sum(r.participants_per_year for r in rows if r.kind == kind)
            for kind in ("local", "specialist", "unmet")
        }
        places, members = read(path, "places"), read(path, "members")
        ways = read(path, "assignments")
        for table in (places, members):
            assert table["participants_served"].sum() == pytest.approx(total["local"], abs=1e-3)
            assert table["participants_specialist"].sum() == pytest.approx(
                total["specialist"], abs=1e-3
            )
            assert table["participants_unmet"].sum() == pytest.approx(total["unmet"], abs=1e-3)
        for kind in ("local", "specialist"):
            own = ways[ways["kind"] == kind]
            assert own["participants_per_year"].sum() == pytest.approx(total[kind], abs=1e-3)
        hours = sum(r.travel_hours for r in rows)
        assert ways["travel_hours"].sum() == pytest.approx(hours, rel=1e-5)


def test_ways_lead_from_the_place_to_its_course(folder: Path) -> None:
    alternative = by_name("one-unit")
    region = alternative.region
    path = folder / "one-unit.gpkg"
    points = read(path, "places").set_index("place_id").geometry
    venues = read(path, "venues").set_index("venue_id").geometry
    for row in read(path, "assignments").itertuples():
        if row.kind != "local":
            continue
        if region.venues[row.to_id].place_id == row.place_id:
            assert row.geometry is None
            continue
        assert row.geometry.coords[0] == points[row.place_id].coords[0]
        assert row.geometry.coords[-1] == venues[row.to_id].coords[0]
        assert row.minutes == pytest.approx(
            alternative.travel.minutes(row.place_id, region.venues[row.to_id].place_id)
        )


def test_the_nearest_course_is_one_that_they_may_attend(folder: Path) -> None:
    """Members of Senjalegen have its venues; those outside it have none."""
    places = read(folder / "some-outside.gpkg", "places")
    alternative = by_name("some-outside")
    members = set(alternative.plan.units[0].member_codes)
    for row in places.itertuples():
        if row.municipality_code not in members:
            assert row.nearest_venue_id is None or row.nearest_venue_id != row.nearest_venue_id
            continue
        ways = [
            alternative.travel.minutes(row.place_id, alternative.region.venues[v].place_id)
            for v in alternative.plan.venues_in_use
        ]
        assert row.minutes_nearest == pytest.approx(min(m for m in ways if m is not None))
    assert nearest_venue(today(), "m1_a") is None


def test_roads_say_what_is_closed_and_what_does_not_count(folder: Path) -> None:
    winter = read(folder / "winter.gpkg", "roads").set_index("link_id")
    assert winter.loc["a_senja--skrolsvik", "state"] == "closed"
    assert (winter["state"] == "closed").sum() == 1
    assert (winter["state"] == "unused").sum() == 0  # that scenario has boats
    summer = read(folder / "one-unit.gpkg", "roads").set_index("link_id")
    assert summer.loc["a_senja--skrolsvik", "state"] == "open"
    assert set(summer[summer["state"] == "unused"]["kind"]) <= {"ferry", "express_boat"}
    assert (summer["state"] == "unused").any()
    links = by_name("winter").region.links
    assert dict(winter["winter_exposed"]) == {k: link.winter_exposed for k, link in links.items()}


def test_venues_not_in_use_are_there_and_say_so(folder: Path) -> None:
    alternative = by_name("one-unit")
    venues = read(folder / "one-unit.gpkg", "venues").set_index("venue_id")
    assert set(venues[venues["in_use"]].index) == set(alternative.plan.venues_in_use)
    assert len(venues) == len(alternative.region.venues)
    assert venues["courses_per_year"].sum() == pytest.approx(alternative.indicators.courses)


def test_a_region_without_outlines_or_coast_can_be_exported(folder: Path) -> None:
    path = folder / "small.gpkg"
    assert set(read(path, "members")["outline"]) == {"places"}
    assert len(read(path, "units")) == 2


def test_geopandas_reprojects_it(folder: Path) -> None:
    places = geopandas.read_file(folder / "one-unit.gpkg", layer="places").to_crs(4326)
    region = by_name("one-unit").region
    for row in places.itertuples():
        place = region.places[row.place_id]
        assert (row.geometry.x, row.geometry.y) == pytest.approx((place.lon, place.lat), abs=1e-6)


# ------------------------------------------------------------------------------ as SQLite sees it


def test_the_file_is_whole(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
    changes = database.execute("SELECT DISTINCT last_change FROM gpkg_contents").fetchall()
    assert changes == [("2000-01-01T00:00:00.000Z",)]


def test_bounds_and_geometry_headers_agree(database: sqlite3.Connection) -> None:
    rows = database.execute(
        "SELECT table_name, min_x, min_y, max_x, max_y FROM gpkg_contents WHERE data_type = 'features'"
    ).fetchall()
    assert {row[0] for row in rows} == set(SHAPES)
    for name, *bounds in rows:
        blobs = [b for (b,) in database.execute(f"SELECT geom FROM {name}") if b is not None]
        assert all(blob[:3] == b"GP\0" for blob in blobs)
        path = database.execute("PRAGMA database_list").fetchone()[2]
        assert read(Path(path), name).total_bounds == pytest.approx(bounds)


def test_every_attribute_is_described_inside(database: sqlite3.Connection) -> None:
    rows = database.execute(
        "SELECT table_name, column_name, description FROM gpkg_data_columns"
    ).fetchall()
    assert len(rows) == sum(len(layer.columns) for layer in ONE_RUN)
    assert all(description for _, _, description in rows)
    text = database.execute("SELECT metadata FROM gpkg_metadata").fetchone()[0]
    assert "Kartverket" in text


def test_every_layer_with_geometry_has_a_style(database: sqlite3.Connection) -> None:
    rows = database.execute(
        "SELECT f_table_name, f_geometry_column, styleQML, useAsDefault FROM layer_styles"
    ).fetchall()
    assert {row[0] for row in rows} == set(SHAPES)
    for name, column, qml, default in rows:
        assert (column, default) == ("geom", 1)
        root = ElementTree.fromstring(qml.split("\n", 1)[1])
        rules = root.findall("./renderer-v2/rules/rule")
        symbols = {s.get("name"): s for s in root.findall("./renderer-v2/symbols/symbol")}
        assert rules
        kind = {"MultiPolygon": "fill", "Point": "marker", "LineString": "line"}[SHAPES[name]]
        for rule in rules:
            assert rule.get("label")
            symbol = symbols[rule.get("symbol")]
            assert symbol.get("type") == kind
            assert symbol.findall("layer")


def test_every_row_is_drawn_by_one_rule(folder: Path) -> None:
    """The filters, put to SQLite: no row is left out or drawn twice (but boats that do not run)."""
    for alternative in five():
        with closing(sqlite3.connect(folder / f"{alternative.name}.gpkg")) as connection:
            for name, qml in connection.execute("SELECT f_table_name, styleQML FROM layer_styles"):
                root = ElementTree.fromstring(qml.split("\n", 1)[1])
                filters = [r.get("filter") for r in root.findall("./renderer-v2/rules/rule")]
                sums = " + ".join(f"coalesce(({f}), 0)" for f in filters) or "0"
                shown = "WHERE state <> 'unused'" if name == "roads" else ""
                counts = connection.execute(f"SELECT DISTINCT {sums} FROM {name} {shown}").fetchall()
                assert counts in ([(1,)], []), (alternative.name, name)


def test_units_are_coloured_as_on_the_printed_map(folder: Path) -> None:
    alternative = by_name("alone")
    with closing(sqlite3.connect(folder / "alone.gpkg")) as connection:
        [(qml,)] = connection.execute("SELECT styleQML FROM layer_styles WHERE f_table_name = 'units'")
    root = ElementTree.fromstring(qml.split("\n", 1)[1])
    colours = [
        layer.find("prop[@k='color']").get("v")  # type: ignore[union-attr]
        for layer in root.findall("./renderer-v2/symbols/symbol/layer[@class='SimpleFill']")
    ]
    wanted = fills([unit.unit_id for unit in alternative.plan.units]).values()
    assert colours == [
        ",".join(str(int(fill.colour[i : i + 2], 16)) for i in (1, 3, 5)) + ",255" for fill in wanted
    ]


# ------------------------------------------------------------------------------ as a file


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_the_same_run_gives_the_same_bytes(tmp_path: Path, lang: Lang) -> None:
    paths = [tmp_path / "a.gpkg", tmp_path / "b.gpkg"]
    for path in paths:
        write_geopackage(by_name("winter"), path, lang=lang, backdrop=backdrop())
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_an_earlier_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "run.gpkg"
    path.write_text("something else")
    write_geopackage(halves(), path)
    assert len(read(path, "units")) == 2
    assert [p.name for p in tmp_path.iterdir()] == ["run.gpkg"]
    with pytest.raises(InputError, match="it is a folder"):
        write_geopackage(halves(), tmp_path)
