"""Ready travel times as programs write them, each true to the form that its documentation gives."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from planner.errors import InputError
from planner.region import read_region
from planner.region.types import Region
from planner.scenario import Scenario
from planner.travel import build_travel
from tests.country.files import add, small_region


@pytest.fixture
def region(tmp_path: Path) -> Path:
    return small_region(tmp_path / "region")


def minutes_of(region: Region, a: str, b: str) -> float | None:
    choice = Scenario.model_validate({"name": "x", "title": "x", "region": region.id})
    return build_travel(region, choice).minutes(a, b)


def ends(path: Path) -> tuple[str, str, str]:
    """Both municipal centres and the hospital."""
    region = read_region(path)
    siljan, drangedal = (region.municipalities[code].seat_place_id for code in ("4010", "4016"))
    return siljan, drangedal, "x_skien"


def point(path: Path, key: str) -> dict[str, float]:
    region = read_region(path)
    place = region.places.get(key) or region.external_places[key]
    return {"lon": place.lon, "lat": place.lat}


def osrm(path: Path) -> dict[str, Any]:
    points = [
        {"location": [p["lon"], p["lat"]], "name": "", "hint": "", "distance": 12.5}
        for p in (point(path, key) for key in ends(path))
    ]
    return {
        "code": "Ok",
        "durations": [[0, 2400, 1500.5], [2460, 0, 3000], [1500, None, 0]],
        "distances": [[0, 45000, 24000], [45100, 0, 51000], [24000, None, 0]],
        "sources": points,
        "destinations": points,
    }


def test_osrm(region: Path, tmp_path: Path) -> None:
    siljan, drangedal, skien = ends(region)
    file = tmp_path / "table.json"
    file.write_text(json.dumps(osrm(region)), encoding="utf-8")
    added, made = add(region, file)
    assert added.importer.id == "matrix_json"
    assert "OSRM" in added.recognised
    assert minutes_of(made, siljan, drangedal) == pytest.approx(40)
    assert minutes_of(made, drangedal, siljan) == pytest.approx(41), "directed stays directed"
    assert minutes_of(made, drangedal, skien) == pytest.approx(50)
    assert minutes_of(made, skien, drangedal) == pytest.approx(50), "the way back is not in the file"
    (row,) = [t for t in made.travel_times if (t.from_id, t.to_id) == (siljan, drangedal)]
    assert row.km == 45
    assert not row.assumed
    others = [t for t in made.travel_times if t.assumed]
    assert others, "the other places' ways come from the links, marked"
    assert any("OSRM" in line for line in made.source_lines)


def test_openrouteservice(region: Path, tmp_path: Path) -> None:
    siljan, drangedal, _ = ends(region)
    body = osrm(region)
    body["distances"] = [[v if v is None else v / 1000 for v in row] for row in body["distances"]]
    body["metadata"] = {
        "service": "matrix",
        "query": {"units": "km", "metrics": ["distance", "duration"]},
    }
    file = tmp_path / "ors.json"
    file.write_text(json.dumps(body), encoding="utf-8")
    added, made = add(region, file)
    assert "openrouteservice" in added.recognised
    (row,) = [t for t in made.travel_times if (t.from_id, t.to_id) == (siljan, drangedal)]
    assert (row.minutes, row.km) == (40, 45)


@pytest.mark.parametrize("terse", [False, True])
def test_valhalla(region: Path, tmp_path: Path, terse: bool) -> None:
    siljan, drangedal, _ = ends(region)
    points = [point(region, key) for key in (siljan, drangedal)]
    cells: Any = [
        [
            {"distance": 0.0, "time": 0, "to_index": 0, "from_index": 0},
            {"distance": 28.0, "time": 2400, "to_index": 1, "from_index": 0},
        ],
        [
            {"distance": 28.1, "time": 2460, "to_index": 0, "from_index": 1},
            {"distance": 0.0, "time": 0, "to_index": 1, "from_index": 1},
        ],
    ]
    if terse:
        cells = {
            "durations": [[c["time"] for c in row] for row in cells],
            "distances": [[c["distance"] for c in row] for row in cells],
        }
    body = {
        "sources": [points] if not terse else points,
        "targets": [points] if not terse else points,
        "sources_to_targets": cells,
        "units": "miles",
    }
    file = tmp_path / "valhalla.json"
    file.write_text(json.dumps(body), encoding="utf-8")
    _, made = add(region, file)
    assert minutes_of(made, drangedal, siljan) == pytest.approx(41)
    (row,) = [t for t in made.travel_times if (t.from_id, t.to_id) == (siljan, drangedal)]
    assert row.km == pytest.approx(28 * 1.609344, abs=0.01)


LONG = {
    "QGIS ORS Tools": "FROM_ID,TO_ID,DURATION_H,DIST_KM\n{a},{b},0.6667,45.0\n{b},{a},0.6833,45.1\n",
    "r5py/r5r": "from_id,to_id,travel_time_p50\n{a},{b},40\n{b},{a},41\n{a},{c},\n",
    "r5r": "fromId,toId,travel_time\n{a},{b},40\n{b},{a},41\n",
    "ArcGIS": "ObjectID,Name,OriginID,DestinationID,DestinationRank,Total_Minutes,Total_Kilometers\n"
    "1,{a} - {b},1,2,1,40,45\n2,{b} - {a},2,1,1,41,45.1\n",
    "from – to": "fra;til;reisetid;avstand\n{a};{b};2400;45000\n{b};{a};2460;45100\n",
}


@pytest.mark.parametrize("kind", LONG)
def test_long_tables(region: Path, tmp_path: Path, kind: str) -> None:
    siljan, drangedal, skien = ends(region)
    text = LONG[kind].format(a=siljan, b=drangedal, c=skien)
    if kind == "ArcGIS":  # names with a hyphen between, ids are the program's own
        text = text.replace("OriginID,DestinationID", "Origin_OID,Destination_OID")
    file = tmp_path / "matrix.csv"
    file.write_text(text, encoding="utf-8")
    added, made = add(region, file)
    assert kind in added.recognised
    assert minutes_of(made, siljan, drangedal) == pytest.approx(40, abs=0.01)
    assert minutes_of(made, drangedal, siljan) == pytest.approx(41, abs=0.01)
    (row,) = [t for t in made.travel_times if (t.from_id, t.to_id) == (siljan, drangedal)]
    if "r5" in kind:
        assert row.assumed == {"km"}
    else:
        assert row.km == pytest.approx(45)


def test_a_square_table_with_municipalities_by_name_and_number(region: Path, tmp_path: Path) -> None:
    from openpyxl import Workbook

    siljan, drangedal, _ = ends(region)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("Kjøretid i minutter", None, None),
        (None, "Siljan", "4016 Drangedal"),
        ("Siljan", None, 40),
        ("4016 Drangedal", "41,0", None),
    ):
        sheet.append(row)
    book.save(tmp_path / "matrise.xlsx")
    added, made = add(region, tmp_path / "matrise.xlsx")
    assert "square" in added.recognised
    assert minutes_of(made, siljan, drangedal) == pytest.approx(40)
    assert minutes_of(made, drangedal, siljan) == pytest.approx(41)


def test_seconds_are_told_from_minutes(region: Path, tmp_path: Path) -> None:
    siljan, drangedal, _ = ends(region)
    file = tmp_path / "m.csv"
    file.write_text(f"from,to,duration\n{siljan},{drangedal},2400\n", encoding="utf-8")
    added, made = add(region, file)
    assert minutes_of(made, siljan, drangedal) == pytest.approx(40)
    assert any("must be seconds" in str(one) for one in added.told)
    _, made = add(region, file, unit="minutes")
    assert minutes_of(made, siljan, drangedal) == pytest.approx(2400)


def test_rows_of_another_region(region: Path, tmp_path: Path) -> None:
    file = tmp_path / "m.csv"
    file.write_text("from,to,minutes\nTromsø,Bodø,400\n", encoding="utf-8")
    with pytest.raises(InputError, match="not the places of this region; found Tromsø, Bodø"):
        add(region, file)


def test_a_matrix_cut_short(region: Path, tmp_path: Path) -> None:
    body = osrm(region)
    body["durations"].pop()
    file = tmp_path / "table.json"
    file.write_text(json.dumps(body), encoding="utf-8")
    with pytest.raises(InputError, match="not a whole matrix of OSRM"):
        add(region, file)
