"""Outlines from whatever GDAL reads: every format gives the same, and what does not fit is told."""

from __future__ import annotations

import json
import sqlite3
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas
import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from planner.errors import Finding
from planner.geo import Outlines, read_outlines

pytestmark = pytest.mark.filterwarnings("ignore:(Column names|Normalized)")  # names in a shapefile

NAMES = {"0301": "Oslo", "5524": "Målselv", "5526": "Sørreisa"}
SQUARES: dict[str, BaseGeometry] = {
    "0301": shapely.box(590_000, 6_640_000, 600_000, 6_650_000),
    "5524": shapely.box(620_000, 7_650_000, 640_000, 7_670_000),
    "5526": shapely.MultiPolygon(
        [
            shapely.box(600_000, 7_660_000, 610_000, 7_670_000),
            shapely.box(600_000, 7_675_000, 601_000, 7_676_000),
        ]
    ),
}


def frame(cells: Callable[[str], Any] = str, column: str = "kommunenummer", crs: Any = 25833) -> Any:
    rows = {"navn": [NAMES[code] for code in SQUARES], column: [cells(code) for code in SQUARES]}
    return geopandas.GeoDataFrame(rows, geometry=list(SQUARES.values()), crs=crs)


def assert_squares(read: tuple[Outlines, tuple[Finding, ...]], metres: float = 1.0) -> Outlines:
    outlines, findings = read
    assert findings == ()
    assert set(outlines.shapes) == set(SQUARES)
    assert outlines.missing_codes == ()
    for code, shape in outlines.shapes.items():
        assert not shape.has_z
        assert shape.hausdorff_distance(SQUARES[code]) < metres
    return outlines


@pytest.mark.parametrize("suffix", ["gpkg", "gdb", "gml", "shp", "fgb", "geojson"])
def test_every_format_gives_the_same_outlines(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"k.{suffix}"
    data = frame()
    if suffix == "gdb":  # a geodatabase has one kind of geometry in a layer
        data["geometry"] = [shapely.multipolygons(shapely.get_parts(s)) for s in data.geometry]
    driver = {"gdb": "OpenFileGDB", "gml": "GML"}.get(suffix)
    data.to_file(path, **({"driver": driver} if driver else {}))
    assert assert_squares(read_outlines(path, NAMES)).column[:10] == "kommunenummer"[:10]


@pytest.mark.parametrize("inner", ["shp", "gpkg", "geojson"])
def test_a_zipped_file_is_read_where_it_lies(tmp_path: Path, inner: str) -> None:
    folder = tmp_path / "inner"
    folder.mkdir()
    frame().to_file(folder / f"k.{inner}")
    path = tmp_path / "Basisdata_kommuner æøå.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, f"mappe/{file.name}")
    assert_squares(read_outlines(path, NAMES))


def test_an_archive_of_two_files_or_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "k.zip"
    for entries, told in ((["a.gpkg", "b.fgb"], "several files"), (["readme.txt"], "no geodata")):
        with zipfile.ZipFile(path, "w") as archive:
            for entry in entries:
                archive.writestr(entry, b"x")
        assert told in read_outlines(path, NAMES)[1][0].message


@pytest.mark.parametrize(
    "cells",
    [
        int,
        float,
        lambda code: f"K-{code}",
        lambda code: f"{code} {NAMES[code]}",
        lambda code: f"{int(code)}.0",
    ],
    ids=["whole numbers", "decimals", "K-5524", "5524 Målselv", "301.0"],
)
@pytest.mark.parametrize("column", ["kommunenummer", "Område"])
def test_codes_match_however_they_are_written(
    tmp_path: Path, cells: Callable[[str], Any], column: str
) -> None:
    path = tmp_path / "k.gpkg"
    frame(cells, column).to_file(path)
    assert assert_squares(read_outlines(path, NAMES)).column == column


def test_heights_are_left_out_and_other_projections_turned(tmp_path: Path) -> None:
    data = frame().to_crs(25835)
    data["geometry"] = shapely.force_3d(data.geometry.values, z=12.0)
    data.to_file(tmp_path / "k.gpkg")
    assert_squares(read_outlines(tmp_path / "k.gpkg", NAMES))


def with_blobs(path: Path, kind: str, blobs: dict[str, bytes]) -> Path:
    """A GeoPackage whose geometries are these bytes."""
    frame().to_file(path, layer="kommune")
    with sqlite3.connect(path) as database:
        for (name,) in database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            database.execute(f'DROP TRIGGER "{name}"')  # they call functions of GDAL's own SQLite
        database.execute("UPDATE gpkg_geometry_columns SET geometry_type_name = ?", (kind,))
        for code, blob in blobs.items():
            head = b"GP\0\1" + struct.pack("<i", 25833)
            database.execute("UPDATE kommune SET geom = ? WHERE kommunenummer = ?", (head + blob, code))
    return path


def circle(x: float, y: float, radius: float) -> bytes:
    """CURVEPOLYGON(CIRCULARSTRING(…)) as well-known binary: two half circles."""
    points = [(x - radius, y), (x, y + radius), (x + radius, y), (x, y - radius), (x - radius, y)]
    string = struct.pack("<BII", 1, 8, 5) + b"".join(struct.pack("<dd", *p) for p in points)
    return struct.pack("<BII", 1, 10, 1) + string


def test_curves_become_straight_lines(tmp_path: Path) -> None:
    centres = {code: shape.centroid for code, shape in SQUARES.items()}
    blobs = {code: circle(at.x, at.y, 5_000.0) for code, at in centres.items()}
    outlines, findings = read_outlines(with_blobs(tmp_path / "c.gpkg", "CURVEPOLYGON", blobs), NAMES)
    assert findings == ()
    for code, shape in outlines.shapes.items():
        assert shape.area == pytest.approx(3.14159 * 5_000**2, rel=2e-3)
        assert shape.centroid.distance(centres[code]) < 1


def test_multisurfaces_of_straight_lines_are_read(tmp_path: Path) -> None:
    """The kind of a national download: MultiSurface, with plain polygons in it."""
    blobs = {
        code: struct.pack("<BII", 1, 12, len(shapely.get_parts(shape)))
        + b"".join(shapely.to_wkb(part, byte_order=1) for part in shapely.get_parts(shape))
        for code, shape in SQUARES.items()
    }
    assert_squares(read_outlines(with_blobs(tmp_path / "m.gpkg", "MULTISURFACE", blobs), NAMES))


def test_damaged_rows_are_counted(tmp_path: Path) -> None:
    path = with_blobs(tmp_path / "d.gpkg", "MULTIPOLYGON", {"5526": b"no geometry"})
    outlines, findings = read_outlines(path, NAMES)
    assert outlines.missing_codes == ("5526",)
    assert findings == () or "damaged" in findings[0].message


def collection(path: Path, geometries: dict[str, Any], **more: Any) -> Path:
    features = [
        {"type": "Feature", "properties": {"code": code}, "geometry": geometry}
        for code, geometry in geometries.items()
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features, **more}), "utf-8")
    return path


METRES = {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25833"}}}


def test_empty_and_missing_geometry_is_a_missing_outline(tmp_path: Path) -> None:
    geometries = {
        "0301": shapely.geometry.mapping(SQUARES["0301"]),
        "5524": {"type": "Polygon", "coordinates": []},
        "5526": None,
    }
    outlines, findings = read_outlines(
        collection(tmp_path / "k.geojson", geometries, **METRES), NAMES, share_min=0
    )
    assert findings == ()
    assert set(outlines.shapes) == {"0301"}
    assert outlines.missing_codes == ("5524", "5526")


def test_points_and_damaged_geometry_are_told_and_collections_give_their_polygons(
    tmp_path: Path,
) -> None:
    point = {"type": "Point", "coordinates": [630_000, 7_660_000]}
    geometries = {
        "0301": {
            "type": "GeometryCollection",
            "geometries": [shapely.geometry.mapping(SQUARES["0301"]), point],
        },
        "5524": point,
        "5526": {"type": "Polygon", "coordinates": [[[1, 2], [3]]]},
    }
    path = collection(tmp_path / "k.geojson", geometries, **METRES)
    outlines, findings = read_outlines(path, NAMES)
    assert outlines.shapes["0301"].equals(SQUARES["0301"])
    assert [finding.message for finding in findings] == [
        "the outline of 5524 (row 2) is a Point",
        "the outline of 5526 (row 3) is damaged (Polygon)",
    ]
    assert all(finding.fix for finding in findings)
    only_points = collection(tmp_path / "p.geojson", dict.fromkeys(NAMES, point), **METRES)
    (finding,) = read_outlines(only_points, NAMES)[1]
    assert (finding.message, finding.found) == ("holds no polygons", "3 × Point")


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"features": [{"geometry": {"type": "Polygon", "coordinates": [[[1e999, 0]]]}}]}',
        "\0",
        "{}",
    ],
    ids=["deep", "infinite", "nul", "nothing"],
)
def test_strange_files_are_findings(tmp_path: Path, text: str) -> None:
    path = tmp_path / "k.geojson"
    path.write_text(text, "utf-8")
    _, findings = read_outlines(path, NAMES)
    assert findings
    assert all(finding.fix for finding in findings)


def test_a_file_that_points_elsewhere_or_is_another_format_is_refused(tmp_path: Path) -> None:
    vrt = tmp_path / "k.gml"
    frame().to_file(tmp_path / "there.gpkg")
    vrt.write_text(
        '<OGRVRTDataSource><OGRVRTLayer name="there">'
        f"<SrcDataSource>{tmp_path}/there.gpkg</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>",
        "utf-8",
    )
    assert "stand elsewhere" in read_outlines(vrt, NAMES)[1][0].message
    (tmp_path / "there.gpkg").rename(tmp_path / "other.fgb")
    assert "not what its name says" in read_outlines(tmp_path / "other.fgb", NAMES)[1][0].message
