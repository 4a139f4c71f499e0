"""A comparison as one file: a set of layers for each alternative, and who gains."""

from __future__ import annotations

import json
import sqlite3
import xml.etree.ElementTree as ElementTree
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pyogrio
import pytest

from planner.report.gis.columns import ONE_RUN
from planner.report.gis.export import write_geojson, write_geopackage
from planner.report.gis.layers import layers_of
from planner.report.maps.difference import difference
from tests.web_map.cases import backdrop, five

SEVERAL = five()[:3]
PREFIXES = {"today": "today", "one-unit": "one_unit", "some-outside": "some_outside"}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("gis") / "several.gpkg"
    write_geopackage(SEVERAL, made, backdrop=backdrop(), lang="en")
    return made


def test_there_is_a_set_for_each_alternative(path: Path) -> None:
    kinds = [layer.name for layer in ONE_RUN if layer.name != "about"]
    wanted = {f"{prefix}_{kind}" for prefix in PREFIXES.values() for kind in kinds}
    listed = {name for name, _ in pyogrio.list_layers(path)}
    assert listed == {*wanted, "gains", "about", "layer_styles"}
    for name, prefix in PREFIXES.items():
        units = pyogrio.read_dataframe(path, layer=f"{prefix}_members")
        assert set(units["scenario"]) == {name}


def test_gains_are_those_of_the_difference_map(path: Path) -> None:
    gains = pyogrio.read_dataframe(path, layer="gains")
    assert set(gains["compared_with"]) == {"today"}
    for alternative in SEVERAL[1:]:
        mine = gains[gains["scenario"] == alternative.name].set_index("place_id")
        told = difference(SEVERAL[0], alternative)
        assert set(mine.index) == {change.id for change in told.places}
        for change in told.places:
            row = mine.loc[change.id]
            assert row["persons"] == change.persons
            if change.minutes is None:
                assert row["change"] != row["change"] or row["change"] is None
            else:
                assert row["minutes_change"] == pytest.approx(change.minutes, abs=1e-5)
                nearer = change.step is not None and change.step < 0
                assert (row["change"] == "nearer") is nearer


def test_every_gain_is_drawn_by_one_rule_under_its_alternative(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        [(qml,)] = database.execute("SELECT styleQML FROM layer_styles WHERE f_table_name = 'gains'")
        root = ElementTree.fromstring(qml.split("\n", 1)[1])
        groups = root.findall("./renderer-v2/rules/rule")
        assert [group.get("checkstate") for group in groups] == [None, "0"]
        for group, alternative in zip(groups, SEVERAL[1:], strict=True):
            filters = [rule.get("filter") for rule in group.findall("./rule")]
            sums = " + ".join(f"coalesce(({f}), 0)" for f in filters)
            counts = database.execute(
                f"SELECT DISTINCT {sums} FROM gains WHERE {group.get('filter')}"
            ).fetchall()
            assert counts == [(1,)], alternative.name


def test_every_layer_with_geometry_has_an_index_and_a_style(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        layers = {n for (n,) in database.execute("SELECT table_name FROM gpkg_geometry_columns")}
        indexed = {
            n
            for (n,) in database.execute(
                "SELECT table_name FROM gpkg_extensions WHERE extension_name = 'gpkg_rtree_index'"
            )
        }
        styled = {n for (n,) in database.execute("SELECT f_table_name FROM layer_styles")}
        assert layers == indexed == styled
        for name in sorted(layers):
            rows = database.execute(f'SELECT count(*) FROM "{name}" WHERE geom IS NOT NULL').fetchone()
            assert database.execute(f'SELECT count(*) FROM "rtree_{name}_geom"').fetchone() == rows
        text = database.execute("SELECT metadata FROM gpkg_metadata").fetchone()[0]
        assert "Kartverket" in text
        assert text.count("Alternative: ") == 3
        assert text.count("Region: ") == 1


def test_geojson_of_several(tmp_path: Path) -> None:
    write_geojson(SEVERAL[:2], tmp_path / "layers", backdrop=backdrop())
    names = {p.name for p in (tmp_path / "layers").iterdir()}
    assert {"one_unit_units.geojson", "gains.geojson", "about.geojson"} <= names
    marker = json.loads((tmp_path / "layers" / "inputs.json").read_text("utf-8"))
    assert marker["scenario"] == "today, one-unit"


def test_with_a_ready_matrix_no_road_is_said_to_be_open() -> None:
    alternative = five()[1]
    by_matrix = replace(alternative, travel=replace(alternative.travel, source="matrix"))
    roads = next(x for x in layers_of(by_matrix, backdrop(), "nb") if x.doc.name == "roads")
    assert {row.values["state"] for row in roads.rows} == {"unused"}
