"""Broken files and cells: each is told with file, row, column, what was found and how to fix it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from planner.errors import InputError
from planner.region import check_region, read_region
from tests.region.folders import (
    add_row,
    at,
    copy_of,
    drop_column,
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
    ("table", "key", "column", "text", "fix"),
    [
        ("municipalities", "1931", "persons", "11.243", "Write 11243: no thousands separators."),
        ("municipalities", "1931", "persons", "11,243", "Write 11243: no thousands separators."),
        ("municipalities", "1931", "persons", "11243,5", "Write a whole number, without decimals."),
        ("municipalities", "1931", "persons", "ca. 11000", "Write digits only."),
        ("municipalities", "1931", "persons", "5 %", "Write the figure itself, without %."),
        ("municipalities", "1931", "persons", "9e99", "at most 13 digits"),
        ("places", "finnsnes", "persons", "4365 sjeler", "Write 4365 alone"),
        ("links", "finnsnes--silsand", "km", "2,500", "Write 2.500 if the comma is a decimal mark, or"),
        ("links", "finnsnes--silsand", "km", "30.05.2026", "write 30.5 if that is what was typed"),
        ("links", "finnsnes--silsand", "km", "30. mai", "write 30.5 if that is what was typed"),
        ("links", "finnsnes--silsand", "minutes", "0:07:00", "Format the cell as a number"),
        ("links", "finnsnes--silsand", "minutes", "n/a", "name the column in `assumed`"),
        ("venues", "v_hotel_finnsnes", "off_by_default", "kanskje", "Write yes or no."),
        ("venues", "v_hotel_finnsnes", "time_of_day", "evenings", "Did you mean evening?"),
        ("venues", "v_hotel_finnsnes", "kind", "møterom é", "and not “ ”, “é”."),
        ("venues", "v_hotel_finnsnes", "kind", "møterom é", "Write moterom_e:"),
        ("venues", "v_hotel_finnsnes", "place_id", "finn snes", "Did you mean Finnsnes?"),
        ("places", "finnsnes", "municipality_code", "301", "Write 0301: the leading zero is lost."),
        ("units", "u2_lokta", "member_codes", "1931,1924", "with ; between, for example"),
    ],
)
def test_a_cell_that_cannot_be_read(
    region: Path, table: str, key: str, column: str, text: str, fix: str
) -> None:
    row = set_cell(region, table, key, column, text)
    found = at(findings_of(region), f"{table}.csv", row, column)
    assert found.message
    assert found.found == repr(text)
    assert found.expected
    assert fix in str(found.fix)


@pytest.mark.parametrize(
    ("table", "key", "column", "text", "value"),
    [
        ("links", "skjold--dividal", "km", "28,5", 28.5),
        ("links", "skjold--dividal", "km", "28.50", 28.5),
        ("links", "skjold--dividal", "minutes", "1 228,5", 1228.5),
        ("links", "skjold--dividal", "minutes", "1.228,5", 1228.5),
        ("links", "skjold--dividal", "minutes", "1,228.5", 1228.5),
        ("links", "skjold--dividal", "km", "28 km", 28.0),
        ("links", "skjold--dividal", "minutes", "45 min", 45.0),
        ("links", "skjold--dividal", "kind", "Vei", "road"),
        ("links", "skjold--dividal", "winter_exposed", "JA", True),
        ("venues", "v_hotel_finnsnes", "nok_per_year", "120 000", 120_000.0),
        ("venues", "v_hotel_finnsnes", "nok_per_year", "9e3", 9000.0),
        ("venues", "v_hotel_finnsnes", "nok_per_year", "kr 120 000,-", 120_000.0),
        ("venues", "v_hotel_finnsnes", "nok_per_year", "ukjent", None),
        ("venues", "v_hotel_finnsnes", "seats", "9e1", 90),
        ("venues", "v_hotel_finnsnes", "seats", "40.0", 40),
        ("venues", "v_hotel_finnsnes", "seats", "40,00", 40),
        ("venues", "v_hotel_finnsnes", "kind", "Frisklivssentral", "health_centre"),
        ("venues", "v_hotel_finnsnes", "kind", "kommunehus", "municipal"),
        ("venues", "v_hotel_finnsnes", "place_id", "Finnsnes", "finnsnes"),
        ("venues", "v_hotel_finnsnes", "time_of_day", "kveld", "evening"),
        ("venues", "v_hotel_finnsnes", "name", "Hotell\u200e i\nbyen", "Hotell i byen"),
        (
            "units",
            "u2_lokta",
            "member_codes",
            "K-1931, 1924 Målselv; Sørreisa",
            ("1924", "1925", "1931"),
        ),
    ],
)
def test_a_cell_as_people_write_it(
    region: Path, table: str, key: str, column: str, text: str, value: object
) -> None:
    set_cell(region, table, key, column, text)
    records = getattr(read_region(region), table)
    assert getattr(records[key], column) == value


def test_one_decimal_comma_tells_of_the_whole_table(region: Path) -> None:
    set_cell(region, "links", "skjold--dividal", "minutes", "45,5")
    set_cell(region, "links", "skjold--dividal", "km", "28,500")
    assert read_region(region).links["skjold--dividal"].km == 28.5


@pytest.mark.parametrize(
    ("table", "key", "column", "text", "expected", "fix"),
    [
        ("places", "finnsnes", "persons", "-5", "at least 0", "Write 5 if the minus is a slip."),
        ("links", "finnsnes--silsand", "km", "-2.5", "at least 0", "Write 2.5 if the minus is a slip."),
        (
            "unit_qualifications",
            "u2_lokta",
            "score_0_4",
            "5",
            "at most 4",
            "0 (not at all) to 4 (fully)",
        ),
        ("places", "finnsnes", "lat", "7680123", "at most 90", "Give degrees in WGS84"),
        ("venues", "v_hotel_finnsnes", "seats", "0", "at least 1", "Seats, staff included"),
        (
            "specialist_services",
            "sp_unn_narvik",
            "trips_per_course",
            "0",
            "more than 0",
            "Return trips",
        ),
    ],
)
def test_a_figure_outside_its_bounds(
    region: Path, table: str, key: str, column: str, text: str, expected: str, fix: str
) -> None:
    row = set_cell(region, table, key, column, text)
    found = at(findings_of(region), f"{table}.csv", row, column)
    assert found.message == "the value is outside its bounds"
    assert found.found == text
    assert expected in str(found.expected)
    assert fix in str(found.fix)


@pytest.mark.parametrize(
    ("table", "column"),
    [("venues", "name"), ("places", "persons"), ("units", "kind")],
)
def test_an_empty_cell(region: Path, table: str, column: str) -> None:
    rows = read_rows(region / f"{table}.csv")
    rows[4][rows[0].index(column)] = ""
    write_rows(region / f"{table}.csv", rows)
    found = at(findings_of(region), f"{table}.csv", 5, column)
    assert found.message == "the cell is empty"
    assert str(found.fix).startswith("Fill in: ")


def test_an_id_that_stands_twice(region: Path) -> None:
    row = add_row(
        region,
        "venues",
        id="v_hotel_finnsnes",
        name="Again",
        place_id="finnsnes",
        kind="hotel",
        seats="10",
        meetings_per_year="5",
    )
    found = only(findings_of(region))
    assert (found.file, found.line, found.field) == ("venues.csv", row, "id")
    assert found.found == "v_hotel_finnsnes, already in row 18"
    assert "another id" in str(found.fix)


def test_a_missing_column_names_the_one_it_may_be(region: Path) -> None:
    file = region / "places.csv"
    file.write_text(file.read_text("utf-8").replace("persons,kind", "Person,kind", 1), "utf-8")
    found = at(findings_of(region), "places.csv", 1, "persons")
    assert found.message == "the column is missing"
    assert found.fix == "Rename the column Person to persons."
    file.write_text(file.read_text("utf-8").replace("Person,kind", " Folketall ,Type", 1), "utf-8")
    assert findings_of(region) == ()
    drop_column(region, "links", "km")
    found = at(findings_of(region), "links.csv", 1, "km")
    assert found.fix == "Add the column km."
    assert "Length in km" in str(found.expected)


def test_a_missing_table_names_the_file_it_may_be(region: Path) -> None:
    (region / "places.csv").rename(region / "place.csv")
    (region / "venues.csv").unlink()
    findings = findings_of(region)
    places = at(findings, "places.csv", None, None)
    assert places.message == "the table places is missing"
    assert places.fix == "Rename place.csv to places.csv."
    assert "Rooms where courses may be held" in str(at(findings, "venues.csv", None, None).fix)
    assert len(findings) == 2, "what points into a missing table is not its own fault"


def test_an_optional_table_under_another_name_is_told(region: Path) -> None:
    (region / "external_places.csv").rename(region / "external_place.csv")
    checked = check_region(region)
    warning = at(checked.warnings, "external_place.csv", None, None)
    assert warning.fix == "Rename it to external_places.csv if that is what it is."


@pytest.mark.parametrize(
    ("encoding", "name", "byte"),
    [("mac_roman", "Mac Roman", "0xBE"), ("cp865", "DOS code page 865", "0x91")],
)
def test_a_file_in_an_encoding_that_is_a_guess(
    region: Path, encoding: str, name: str, byte: str
) -> None:
    file = region / "venues.csv"
    text = file.read_text("utf-8")
    file.write_bytes(text.encode(encoding))
    found = only(findings_of(region))
    position = text.index("æ")  # in Militære, the first letter beyond ASCII
    assert (found.file, found.line) == ("venues.csv", text[:position].count("\n") + 1)
    assert f"byte {byte} at position {position}" in str(found.found)
    assert f"which is æ in {name}" in str(found.found)
    assert found.expected == "UTF-8"
    assert name in str(found.fix)


def test_files_as_excel_in_norway_saves_them(region: Path) -> None:
    """Windows-1252, semicolons, decimal commas and a line `sep=;`."""
    expected = read_region(region)
    for file in region.glob("*.csv"):
        rows = read_rows(file)
        figures = [
            i for i, name in enumerate(rows[0]) if name in ("km", "minutes", "lon", "lat", "share")
        ]
        for row in rows[1:]:
            for place in figures:
                row[place] = row[place].replace(".", ",")
        lines = [";".join(f'"{cell}"' if ";" in cell else cell for cell in row) for row in rows]
        file.write_bytes("\r\n".join(["sep=;", *lines, ""]).encode("cp1252"))
    checked = check_region(region)
    assert checked.findings == ()
    assert any("Windows-1252" in note.message for note in checked.warnings)
    again = read_region(region)
    assert again.links == expected.links
    assert again.places == expected.places
    assert again.venues == expected.venues


def test_a_utf_16_file(region: Path) -> None:
    file = region / "adjacency.csv"
    file.write_bytes(file.read_text("utf-8").replace(",", "\t").encode("utf-16"))
    assert findings_of(region) == ()


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ('1931,1929,land,"\n1931,1928,land,"\n', 2),
        ('1931,1929,land,"\n1931,1928,land,\n', 2),
        ('1931,1929,land,a\n1931,1928,land,"x\n1931,1927,land,y"\n', 3),
        ('1931,1929,land,"\n1931,1928,land,"a, b"\n', 2),
    ],
)
def test_a_stray_quotation_mark_swallows_no_rows_in_silence(region: Path, rows: str, line: int) -> None:
    (region / "adjacency.csv").write_text("code_a,code_b,kind,note\n" + rows, "utf-8")
    found = only(findings_of(region))
    assert (found.file, found.line) == ("adjacency.csv", line)
    assert "swallows the rows below it" in found.message


def test_a_bare_carriage_return_and_a_nul(region: Path) -> None:
    file = region / "adjacency.csv"
    text = file.read_text("utf-8")
    file.write_bytes(text.replace("\n", "\r").encode())
    assert findings_of(region) == (), "line ends of an old Mac"
    file.write_bytes(text.replace("land", "la\rnd", 1).encode())
    found = at(findings_of(region), "adjacency.csv", 2, None)
    assert "carriage return" in found.message
    file.write_text(text, "utf-8")
    set_cell(region, "venues", "v_hotel_finnsnes", "name", "Ho\x00tell")
    found = at(findings_of(region), "venues.csv", 18, "name")
    assert found.found == "the control character U+0000 at position 3"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04rest", "a zip archive or an Excel workbook"),
        (b'{"type": "FeatureCollection"}', "JSON"),
        (b"<html><body>", "a web page or XML"),
        (b"\x89PNG\r\n", "a picture (PNG)"),
        (bytes(range(256)) * 4 + b"\x00" * 200, "a file that is no text"),
    ],
)
def test_a_file_of_another_kind(region: Path, data: bytes, kind: str) -> None:
    (region / "adjacency.csv").write_bytes(data)
    found = at(findings_of(region), "adjacency.csv", None, None)
    assert found.message == "is not a table of text"
    assert found.found == kind


def test_a_byte_order_mark_does_no_harm(region: Path) -> None:
    for file in region.glob("*.csv"):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert read_region(region).persons == 32_900


def test_a_figure_with_a_bare_comma_makes_a_cell_too_many(region: Path) -> None:
    file = region / "municipalities.csv"
    file.write_text(file.read_text("utf-8").replace("11243", "11,243", 1), "utf-8")
    found = at(findings_of(region), "municipalities.csv", 2, None)
    assert found.message == "the row has more cells than the header"
    assert "29678, not 29,678" in str(found.fix)


def test_a_column_that_stands_twice_and_an_empty_file(region: Path) -> None:
    rows = read_rows(region / "venues.csv")
    rows[0][rows[0].index("rooms")] = "seats"
    write_rows(region / "venues.csv", rows)
    (region / "units.csv").write_bytes(b"")
    findings = findings_of(region)
    assert at(findings, "venues.csv", 1, "seats").message == "the column stands twice"
    assert "a header row: id,name" in str(at(findings, "units.csv", None, None).expected)


def test_a_mark_for_a_column_that_is_not_there(region: Path) -> None:
    row = set_cell(region, "places", "finnsnes", "assumed", "persons;lng")
    found = only(findings_of(region))
    assert (found.file, found.line, found.field) == ("places.csv", row, "assumed")
    assert found.found == "lng"


def test_rows_are_numbered_as_a_spreadsheet_numbers_them(region: Path) -> None:
    """A blank row counts, and a cell that runs over two lines does not."""
    file = region / "venues.csv"
    lines = file.read_text("utf-8").split("\n")
    lines[1] = lines[1].replace("clinical rooms next door", "clinical rooms\nnext door")
    lines.insert(3, "")
    lines[4] = lines[4].replace(",25,", ",many,")
    file.write_text("\n".join(lines), "utf-8")
    assert at(findings_of(region), "venues.csv", 5, "seats").found == "'many'"


def test_everything_is_told_at_once_and_raised_together(region: Path) -> None:
    set_cell(region, "municipalities", "1931", "persons", "11.243")
    set_cell(region, "links", "finnsnes--silsand", "km", "2,5 mil")
    set_cell(region, "venues", "v_hotel_finnsnes", "place_id", "nowhere")
    set_cell(region, "municipalities", "1928", "seat_place_id", "skaland")
    add_row(region, "adjacency", code_a="1920", code_b="9999", kind="land")
    with pytest.raises(InputError) as caught:
        read_region(region)
    assert caught.value.exit_code == 2
    assert len(caught.value.findings) == 5
    text = str(caught.value)
    for place in (
        "municipalities.csv:2 [persons]",
        "municipalities.csv:9 [seat_place_id]",
        "links.csv:8 [km]",
        "venues.csv:18 [place_id]",
        "adjacency.csv:19 [code_b]",
    ):
        assert place in text


def test_paths_that_are_no_region(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Did you mean midt-troms-2011"):
        read_region("midt-trom-2011")
    with pytest.raises(InputError, match="no such region"):
        read_region(tmp_path / "nothing")
    text = tmp_path / "region.txt"
    text.write_text("a", "utf-8")
    with pytest.raises(InputError, match="neither a folder nor an Excel workbook"):
        check_region(text)
    folder = copy_of("midt-troms-2011", tmp_path)
    with pytest.raises(InputError, match="Give its folder"):
        read_region(folder / "places.csv")


def test_a_folder_with_nothing_in_it(tmp_path: Path) -> None:
    missing = {finding.file for finding in findings_of(tmp_path)}
    assert missing == {
        "municipalities.csv",
        "adjacency.csv",
        "places.csv",
        "links.csv",
        "venues.csv",
        "units.csv",
    }


def test_reading_is_fast() -> None:
    read_region("midt-troms-2011")  # imports
    start = time.process_time()
    read_region("midt-troms-2011")
    assert time.process_time() - start < 1.0, "0.1 s at rest; the margin is for a slow machine"
