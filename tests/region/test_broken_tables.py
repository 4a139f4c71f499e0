"""What does not fit together across tables: each is told with file, row, column and how to fix it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planner.region import check_region, read_region
from tests.region.folders import (
    add_row,
    at,
    copy_of,
    drop_rows,
    findings_of,
    only,
    read_rows,
    set_cell,
    write_rows,
)


@pytest.fixture
def region(tmp_path: Path) -> Path:
    return copy_of("midt-troms-2011", tmp_path)


@pytest.mark.parametrize(
    ("table", "key", "column", "text", "unknown", "fix"),
    [
        ("places", "finnsnes", "municipality_code", "1930", "1930", "add 1930 to municipalities"),
        ("units", "u2_lokta", "member_codes", "1931;1942", "1942", "add 1942 to municipalities"),
        ("units", "u2_lokta", "staff_base_place_ids", "finsnes", "finsnes", "Did you mean finnsnes?"),
        ("units", "u2_lokta", "seat_place_id", "x_tromso", "x_tromso", "add x_tromso to places"),
        ("venues", "v_hotel_finnsnes", "place_id", "silsandet", "silsandet", "Did you mean silsand?"),
        ("links", "finnsnes--silsand", "to_id", "silsan", "silsan", "Did you mean silsand?"),
        ("links_external", "takelvdal--x_tromso", "to_id", "x_tromsø", "x_tromsø", "x_tromso?"),
        ("specialist_services", "sp_unn_narvik", "external_place_id", "narvik", "narvik", "x_narvik?"),
        ("specialist_services", "sp_unn_narvik", "programme_ids", "diabetis", "diabetis", "diabetes?"),
        ("scopes", "eight", "municipality_code", "1999", "1999", "add 1999 to municipalities"),
        ("unit_qualifications", "u2_lokta", "criterion_id", "charm", "charm", "add charm to criteria"),
    ],
)
def test_an_id_that_nothing_has(
    region: Path, table: str, key: str, column: str, text: str, unknown: str, fix: str
) -> None:
    row = set_cell(region, table, key, column, text)
    findings = [f for f in findings_of(region) if f.message.startswith("unknown")]
    found = at(findings, f"{table}.csv", row, column)
    assert found.found == unknown
    assert "an id that stands in" in str(found.expected)
    assert fix in str(found.fix)
    assert len(findings) == 1


def test_an_external_place_is_a_staff_base(region: Path) -> None:
    set_cell(region, "units", "u2_lokta", "staff_base_place_ids", "finnsnes;x_tromso")
    assert read_region(region).units["u2_lokta"].staff_base_place_ids == ("finnsnes", "x_tromso")


def test_a_lost_zero_is_seen_where_codes_are_used(tmp_path: Path) -> None:
    region = copy_of("midt-troms-2011", tmp_path)
    for file in region.glob("*.csv"):
        file.write_text(file.read_text("utf-8").replace("1920", "0301"), "utf-8")
    (region / "boundaries.geojson").unlink()
    assert findings_of(region) == ()
    row = set_cell(region, "adjacency", "0301", "code_a", "301")
    found = at(findings_of(region), "adjacency.csv", row, "code_a")
    assert "Write 0301: the leading zero is lost" in str(found.fix)


def test_populations_that_do_not_add_up(region: Path) -> None:
    row = set_cell(region, "municipalities", "1926", "persons", "1243")
    found = only(findings_of(region))
    assert (found.file, found.line, found.field) == ("municipalities.csv", row, "persons")
    assert found.found == "1243 in Dyrøy, 1233 over its 7 places (10 fewer)"
    assert "places.csv" in str(found.fix)


def test_a_municipality_without_places(region: Path) -> None:
    row = add_row(
        region, "municipalities", code="1917", name="Ibestad", persons="1400", seat_place_id="holm"
    )
    findings = findings_of(region)
    assert at(findings, "municipalities.csv", row, "code").message == "the municipality has no place"
    assert "Name a place of 1917" in str(at(findings, "municipalities.csv", row, "seat_place_id").fix)


def test_a_centre_in_another_municipality(region: Path) -> None:
    row = set_cell(region, "municipalities", "1928", "seat_place_id", "skaland")
    found = only(findings_of(region))
    assert (found.file, found.line, found.field) == ("municipalities.csv", row, "seat_place_id")
    assert found.found == "skaland, which lies in 1929"
    assert "Name a place of 1928" in str(found.fix)


def test_a_place_far_outside_its_municipality(region: Path) -> None:
    row = set_cell(region, "places", "setermoen", "lat", "69.8610")
    findings = findings_of(region)
    found = at(findings, "places.csv", row, "lon")
    assert found.message == "the place lies far outside its municipality"
    assert "km outside 1922" in str(found.found)
    assert "Correct lon and lat" in str(found.fix)


def test_a_place_with_lon_and_lat_exchanged(region: Path) -> None:
    set_cell(region, "places", "setermoen", "lat", "18.3486")
    row = set_cell(region, "places", "setermoen", "lon", "68.8610")
    found = at(findings_of(region), "places.csv", row, "lon")
    assert found.message == "lon and lat have changed places"
    assert found.fix == "Write lon 18.3486 and lat 68.861."


def test_a_place_in_the_neighbouring_municipality(region: Path) -> None:
    set_cell(region, "places", "osterdal", "lon", "18.98")
    row = set_cell(region, "places", "osterdal", "lat", "69.02")
    found = at(findings_of(region), "places.csv", row, "lon")
    assert "the point lies in 1924" in str(found.fix)


def test_a_place_on_a_coarse_coast_is_accepted(region: Path) -> None:
    """Harbours lie outside simplified outlines: 1.1 km is within the margin of 2 km."""
    row = set_cell(region, "places", "hamn", "lat", "69.4240")
    assert [f for f in findings_of(region) if f.line == row and f.file == "places.csv"] == []


def test_without_outlines_positions_are_not_checked(region: Path) -> None:
    (region / "boundaries.geojson").unlink()
    drop_rows(region, "links", "setermoen--osterdal")
    set_cell(region, "places", "osterdal", "lat", "60")
    assert findings_of(region) == ()
    assert read_region(region).boundaries_path is None


def test_a_road_shorter_than_the_straight_line(region: Path) -> None:
    row = set_cell(region, "links", "j_buktamoen--takelvdal", "km", "1.1")
    found = only(findings_of(region))
    assert (found.file, found.line, found.field) == ("links.csv", row, "km")
    assert found.message == "the road is shorter than the straight line"
    assert found.found == "1.1 km for j_buktamoen – takelvdal"
    assert found.expected == "at least 9.0 km (great circle)"
    assert "not miles or mil" in str(found.fix)


def test_a_road_as_long_as_the_straight_line_is_accepted(region: Path) -> None:
    set_cell(region, "links", "j_buktamoen--takelvdal", "km", "9.0")
    assert findings_of(region) == ()


@pytest.mark.parametrize(
    ("minutes", "message", "fix"),
    [
        ("0", "the stretch takes no time", "11.0 minutes at 60 km/h"),
        ("0.2", "the speed is higher than any speed limit", "Write minutes, not hours"),
        ("5.9", "the speed is higher than any speed limit", "check the length"),
    ],
)
def test_times_that_cannot_be(region: Path, minutes: str, message: str, fix: str) -> None:
    row = set_cell(region, "links", "j_buktamoen--takelvdal", "minutes", minutes)
    found = only(findings_of(region))
    assert (found.file, found.line, found.field) == ("links.csv", row, "minutes")
    assert found.message == message
    assert fix in str(found.fix)


def test_a_hundred_and_ten_is_the_fastest(region: Path) -> None:
    set_cell(region, "links", "j_buktamoen--takelvdal", "minutes", "6.0")
    assert findings_of(region) == ()


def test_a_stretch_from_a_place_to_itself(region: Path) -> None:
    row = set_cell(region, "links", "skjold--dividal", "to_id", "skjold")
    checked = check_region(region)
    found = only(checked.findings)
    assert (found.file, found.line, found.field) == ("links.csv", row, "to_id")
    assert found.found == "skjold"
    assert "other end" in str(found.fix)
    assert any("Dividalen" in str(w.found) for w in checked.warnings)


def test_two_stretches_with_the_id_that_their_ends_make(region: Path) -> None:
    set_cell(region, "links", "skjold--dividal", "id", "")
    row = add_row(region, "links", from_id="skjold", to_id="dividal", km="20", minutes="30")
    found = only(findings_of(region))
    assert (found.file, found.line, found.field) == ("links.csv", row, "id")
    assert "an id of its own" in str(found.fix)


def test_a_network_that_falls_apart_names_its_smaller_parts(region: Path) -> None:
    """Without the bridge at Gisundet, Senja is a part of its own."""
    drop_rows(region, "links", "finnsnes--silsand")
    found = only(findings_of(region))
    row = [row[0] for row in read_rows(region / "links.csv")].index("silsand--laukhella") + 1
    assert (found.file, found.line, found.field) == ("links.csv", row, "from_id")
    assert found.message == "the network falls apart into 2 pieces"
    senja = 1694 + 558 + 464 + 558 + 319 + 360 + 251 + 189 + 1552 + 899 + 926
    assert f"and {senja} persons that no stretch joins to the rest: Silsand, " in str(found.found)
    assert "Add the road or boat" in str(found.fix)


def test_a_boat_holds_the_network_together(region: Path) -> None:
    drop_rows(region, "links", "finnsnes--silsand")
    add_row(
        region,
        "links",
        id="boat",
        from_id="finnsnes",
        to_id="silsand",
        km="3",
        minutes="9",
        kind="ferry",
    )
    assert findings_of(region) == ()


def test_a_place_without_a_road_is_a_warning_that_names_it(region: Path) -> None:
    drop_rows(region, "links", "skjold--dividal")
    checked = check_region(region)
    assert checked.findings == ()
    (warning,) = checked.warnings
    assert (warning.file, warning.field) == ("places.csv", "id")
    assert warning.found == "Dividalen (222 persons)"
    assert any("Dividalen" in text for text in read_region(region).warnings)


def test_a_region_without_roads_can_be_read(region: Path) -> None:
    for table in ("links", "links_external"):
        write_rows(region / f"{table}.csv", read_rows(region / f"{table}.csv")[:1])
    checked = check_region(region)
    assert checked.findings == ()
    assert any("not a single road or boat" in w.message for w in checked.warnings)


def test_units_whose_members_do_not_fit(region: Path) -> None:
    row = set_cell(region, "units", "s_1931", "member_codes", "1931;1928")
    found = only(findings_of(region))
    assert (found.file, found.line, found.field) == ("units.csv", row, "member_codes")
    assert found.found == "1928"
    assert found.expected == "one of eligible_codes: 1931"
    assert "Add 1928 to eligible_codes" in str(found.fix)
    set_cell(region, "units", "s_1931", "member_codes", "1931;1931")
    assert only(findings_of(region)).message == "stands twice in the list"


def test_a_unit_that_is_open_to_all(region: Path) -> None:
    set_cell(region, "units", "u2_lokta", "eligible_codes", "")
    set_cell(region, "units", "u2_lokta", "staff_base_place_ids", "")
    unit = read_region(region).units["u2_lokta"]
    assert len(unit.eligible_codes) == 10
    assert unit.staff_base_place_ids == ("finnsnes",), "the seat"


def test_a_municipality_paired_with_itself_and_one_that_hangs_alone(region: Path) -> None:
    rows = [row for row in read_rows(region / "adjacency.csv") if "1929" not in row]
    write_rows(region / "adjacency.csv", [*rows, ["1929", "1929", "land", "", ""]])
    checked = check_region(region)
    found = only(checked.findings)
    assert (found.file, found.line, found.field) == ("adjacency.csv", len(rows) + 1, "code_b")
    rows.append(["1929", "1928", "sea", "", ""])
    write_rows(region / "adjacency.csv", rows)
    found = only(findings_of(region))
    assert found.field == "kind"
    assert "one of land, bridge, tunnel, ferry, express_boat" in str(found.expected)
    write_rows(region / "adjacency.csv", rows[:-1])
    (warning,) = check_region(region).warnings
    assert warning.found == "1929 Berg"


def test_outlines_of_other_municipalities(region: Path) -> None:
    file = region / "boundaries.geojson"
    outlines = json.loads(file.read_text("utf-8"))
    outlines["features"][0]["properties"]["code"] = "9999"
    file.write_text(json.dumps(outlines), "utf-8")
    checked = check_region(region)
    found = only(checked.findings)
    assert (found.file, found.found) == ("boundaries.geojson", "9999")
    assert any(w.found == "1920" for w in checked.warnings)
    outlines["features"][0]["properties"]["code"] = 1920
    file.write_text(json.dumps(outlines), "utf-8")
    assert check_region(region).ok  # a number is a code as well


@pytest.mark.parametrize(
    ("text", "message", "fix"),
    [
        ('{"type": "FeatureCollection", "features": [', "is not JSON", "Export the outlines"),
        ("[]", "holds no features", "FeatureCollection"),
        (
            '{"features": [{"properties": {"code": "1931"}, "geometry": {"type": "Polygon", '
            '"coordinates": '
            "[[[600000, 7600000], [700000, 7600000], [700000, 7700000], [600000, 7600000]]]}}]}",
            "does not say which projection",
            "EPSG:4326",
        ),
        (
            '{"features": [{"properties": {"code": "1931"}, "geometry": null}]}',
            "holds no polygons",
            "not their centres or border lines",
        ),
    ],
)
def test_outlines_that_cannot_be_used(region: Path, text: str, message: str, fix: str) -> None:
    (region / "boundaries.geojson").write_text(text, "utf-8")
    found = only(findings_of(region))
    assert found.file == "boundaries.geojson"
    assert message in found.message
    assert fix in str(found)


def test_a_data_package_that_cannot_be_read(region: Path) -> None:
    file = region / "datapackage.json"
    file.write_text('{\n "title": "Midt-Troms",\n}', "utf-8")
    found = only(findings_of(region))
    assert found.file == "datapackage.json"
    assert found.line in (2, 3)  # Python 3.13 points at the comma, earlier ones at what follows it
    file.write_text('{"title": 5, "source_lines": ["a", 7]}', "utf-8")
    assert {f.field for f in findings_of(region)} == {"title", "source_lines"}
    file.unlink()
    assert read_region(region).title == "midt-troms-2011"


def _programmes(region: Path, **changes: str) -> None:
    values = {
        "id": "diabetes",
        "name_en": "Diabetes",
        "name_nb": "Diabetes",
        "group_min_persons": "8",
        "group_max_persons": "12",
        "meetings_per_course": "4",
        "cycle_years": "1",
        "time_of_day": "both",
        "levels": "municipality;shared",
        "persons_per_case": "1",
        "professionals_per_meeting": "2",
        "user_representatives_per_meeting": "1",
        "hours_per_meeting": "3",
        "hours_to_develop": "60",
        "hours_to_repeat": "20",
        "joins_id": "",
        **changes,
    }
    write_rows(region / "programmes.csv", [list(values), list(values.values())])


def test_programmes_of_ones_own_need_a_mix(region: Path) -> None:
    _programmes(region)
    found = only(findings_of(region))
    assert (found.file, found.field) == ("programmes.csv", "id")
    assert "Add programme_mix" in str(found.fix)
    mix = region / "programme_mix.csv"
    write_rows(mix, [["mix_id", "programme_id", "share"], ["ours", "diabetes", "100"]])
    assert at(findings_of(region), "programme_mix.csv", 2, "share").message.endswith(
        "outside its bounds"
    )
    write_rows(mix, [["mix_id", "programme_id", "share"], ["ours", "diabetes", "0.9"]])
    found = only(findings_of(region))
    assert found.message == "the shares of the mix ours do not add up to 1"
    assert found.found == "0.900"
    write_rows(mix, [["mix_id", "programme_id", "share"], ["ours", "diabetes", "1"]])
    read = read_region(region)
    assert list(read.programmes) == ["diabetes"]
    assert read.programmes["diabetes"].levels == ("municipality", "shared")
    assert read.programmes["diabetes"].pooled, "left out: people can meet as one group"


def test_programmes_that_contradict_themselves(region: Path) -> None:
    write_rows(
        region / "programme_mix.csv", [["mix_id", "programme_id", "share"], ["m", "diabetes", "1"]]
    )
    _programmes(region, group_min_persons="13", joins_id="diabetes")
    findings = findings_of(region)
    assert at(findings, "programmes.csv", 2, "group_min_persons").expected == "at most 12"
    assert at(findings, "programmes.csv", 2, "joins_id").message == "the programme joins itself"
    _programmes(region, joins_id="general", levels="everywhere")
    findings = findings_of(region)
    assert "one of municipality, shared, specialist" in str(
        at(findings, "programmes.csv", 2, "levels").expected
    )
    assert at(findings, "programmes.csv", 2, "joins_id").found == "general"


def test_programmes_that_no_room_suits_are_told(region: Path) -> None:
    file = region / "venues.csv"
    for kind in ("dms", "health_centre"):
        file.write_text(file.read_text("utf-8").replace(f",{kind},", ",school,"), "utf-8")
    (warning,) = check_region(region).warnings
    assert (warning.file, warning.field) == ("venues.csv", "kind")
    assert warning.message == "no room suits some programmes"
    assert "heart (dms, health_centre, mobile)" in str(warning.found)
