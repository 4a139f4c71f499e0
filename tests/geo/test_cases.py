"""Outlines that went wrong for somebody, each with what is right."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import geopandas
import pytest
import shapely

from planner.errors import InputError
from planner.region import check_region, read_boundaries, read_region, region_outlines

pytestmark = pytest.mark.filterwarnings("ignore:(Column names|Normalized)")  # names in a shapefile

CASES = Path(__file__).parents[1] / "cases"
KARTVERKET = CASES / "geonorge-geojson-layout" / "kommuner-geonorge-layout.geojson"


def test_kartverket_s_layout_of_one_collection_per_type() -> None:
    region = read_region("midt-troms-2024")
    found = read_boundaries(KARTVERKET, region)
    assert (found.layer, found.column) == ("Kommune", "kommunenummer")
    assert found.missing_codes == ()
    by_gdal = geopandas.read_file(KARTVERKET, layer="Kommune").set_index("kommunenummer").geometry
    assert set(by_gdal.index) == set(found.shapes)
    for code, shape in found.shapes.items():
        assert shape.symmetric_difference(shapely.make_valid(by_gdal[code])).area < 1


def test_points_where_outlines_belong_are_told_before_any_solving() -> None:
    checked = check_region(CASES / "point-boundaries" / "region-points")
    (finding,) = checked.findings
    assert finding.file == "boundaries.geojson"
    assert "holds no polygons" in finding.message
    assert finding.found == "5 × Point"
    with pytest.raises(InputError, match="holds no polygons"):
        read_region(CASES / "point-boundaries" / "region-points")


def region_with(tmp_path: Path, name: str) -> Path:
    """The region of points without its file, and with Kartverket's outlines under a name."""
    region = tmp_path / "region"
    shutil.copytree(Path(read_region("midt-troms-2024").path or ""), region)
    (region / "boundaries.geojson").unlink()
    if name.endswith((".geojson", ".json")):
        shutil.copy(KARTVERKET, region / name)
    else:
        geopandas.read_file(KARTVERKET, layer="Kommune")[["kommunenummer", "geometry"]].to_file(
            region / name
        )
    return region


@pytest.mark.parametrize("name", ["boundaries.geojson", "boundaries.gpkg", "boundaries.shp"])
def test_a_region_s_own_outlines_are_what_boundaries_takes(tmp_path: Path, name: str) -> None:
    folder = region_with(tmp_path, name)
    checked = check_region(folder)
    assert checked.ok, checked.findings
    assert not [w for w in checked.warnings if "boundar" in w.file]
    region = read_region(folder)
    assert region.boundaries_path == folder / name
    assert set(region_outlines(region)) == set(region.municipalities)


def test_outlines_that_are_not_read_are_named(tmp_path: Path) -> None:
    folder = region_with(tmp_path, "kommuner.gpkg")
    (warning,) = [w for w in check_region(folder).warnings if w.message == "is not read"]
    assert (warning.file, warning.expected) == ("kommuner.gpkg", "boundaries.gpkg")
    assert read_region(folder).boundaries_path is None
    (folder / "kommuner.gpkg").rename(folder / "boundaries.gpkg")
    shutil.copy(folder / "boundaries.gpkg", folder / "boundaries.fgb")
    (warning,) = [w for w in check_region(folder).warnings if w.message == "is not read"]
    assert (warning.file, warning.expected) == ("boundaries.fgb", "boundaries.gpkg")


def test_solving_imports_no_gdal() -> None:
    code = (
        "import sys, planner; planner.solve_scenario('alt-0-today');"
        "print(sorted(m for m in sys.modules if m.split('.')[0] in ('pyogrio', 'geopandas')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
