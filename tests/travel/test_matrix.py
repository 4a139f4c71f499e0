"""A ready travel matrix replaces the graph, and every slip in it is told at once."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from planner.errors import Finding, InputError
from planner.region.types import Region
from planner.travel import Travel, build_travel
from planner.travel.matrix import MOST_FINDINGS, read_matrix
from tests.travel.networks import link, network, place, scenario

REGION = network([link("a", "b", 99), link("b", "c", 99)], [place("d", lon=18.1)], external=["x"])


def travel_from(tmp_path: Path, text: str | bytes, region: Region = REGION, **travel: object) -> Travel:
    path = tmp_path / "matrix.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return build_travel(region, scenario(matrix=str(path), **travel))


def findings_of(tmp_path: Path, text: str | bytes) -> tuple[Finding, ...]:
    with pytest.raises(InputError) as error:
        travel_from(tmp_path, text)
    assert all(finding.file.endswith("matrix.csv") for finding in error.value.findings)
    return error.value.findings


def test_the_matrix_replaces_the_graph(tmp_path: Path) -> None:
    travel = travel_from(
        tmp_path, "from,to,minutes,km\na,b,10,8.5\nb,a,12,8.5\na,x,60.5,70\nc,x,1e1,7\na,a,0,0\n"
    )
    assert travel.source == "matrix"
    assert travel.minutes("a", "b") == 10.0
    assert travel.minutes("b", "a") == 12.0  # both directions given: both stand
    assert travel.minutes("x", "a") == 60.5  # one direction given: it holds both ways
    assert travel.km("x", "a") == 70.0
    assert travel.minutes("c", "x") == 10.0
    assert travel.minutes("b", "c") is None  # the road between them does not count
    assert travel.minutes("b", "b") == 0.0
    assert travel.unreachable_place_ids == ("d",)
    assert travel.warnings[0].startswith("D (100 persons) can reach no other place")


def test_columns_in_any_order_and_more_of_them_with_a_byte_order_mark(tmp_path: Path) -> None:
    text = '\ufeffkm,note,minutes,to,from\r\n8,"a, then b",10,b,a\r\n\r\n'
    assert travel_from(tmp_path, text.encode()).minutes("b", "a") == 10.0


def test_a_place_without_a_row_can_be_reached_by_the_great_circle(tmp_path: Path) -> None:
    travel = travel_from(
        tmp_path, "from,to,minutes,km\na,b,10,8\nb,c,5,4\n", where_no_road="great_circle"
    )
    assert travel.minutes("a", "c") is None
    assert travel.minutes("d", "a") == travel.minutes("a", "d") == pytest.approx(6.7, abs=0.1)
    assert travel.unreachable_place_ids == ()
    assert any("D" in text and "great-circle" in text for text in travel.warnings)


def test_what_the_matrix_makes_idle_is_told(tmp_path: Path) -> None:
    text = "from,to,minutes,km\na,b,10,8\nb,c,5,4\nc,d,5,4\n"
    travel = travel_from(tmp_path, text, season="winter", boats=True)
    assert travel.minutes("a", "b") == 10.0
    assert any("season, boats" in warning for warning in travel.warnings)
    assert travel_from(tmp_path, text).warnings == ()


def test_every_slip_at_once_with_row_and_column(tmp_path: Path) -> None:
    findings = findings_of(
        tmp_path,
        "from,to,minutes,km\n"
        "a,b,10,8\n"
        "a,bb,10,8\n"  # 3 unknown place
        "b,c,-1,8\n"  # 4 negative
        'c,a,"10,500",8\n'  # 5 a comma that could be either
        'c,d,10,"1 200 m"\n'  # 6 another unit
        "a,b,11,8\n"  # 7 twice
        "d,a,,8\n"  # 8 missing
        "d,b,inf,8\n"  # 9 a large number for no way
        "d,d,3,1\n"  # 10 to itself
        "d,x,ten,8\n"  # 11 no number
        "b,x,10,5,8,0\n",  # 12 decimal commas unquoted
    )
    at = {finding.line: finding for finding in findings}
    assert set(at) == set(range(3, 13))
    assert (at[3].field, at[3].found) == ("to", "bb")
    assert (at[4].field, at[4].found) == ("minutes", "-1")
    assert "Write 10.500 if the comma is a decimal mark, or 10500" in str(at[5].fix)
    assert (at[6].field, at[6].fix) == ("km", "Write digits only.")
    assert "line 2" in str(at[7].found)
    assert at[8].found == "an empty cell"
    assert "Leave the whole row out" in str(at[9].fix)
    assert at[10].expected == "0 minutes and 0 km"
    assert at[11].field == "minutes"
    assert at[12].found == "6 cells"


def test_the_nearest_places_are_offered(tmp_path: Path) -> None:
    region = network([link("finnsnes", "silsand", 3)])
    with pytest.raises(InputError) as error:
        travel_from(tmp_path, "from,to,minutes,km\nfinsnes,silsand,3,2\n", region)
    assert error.value.findings[0].expected == "finnsnes"


@pytest.mark.parametrize(
    ("text", "message", "fix"),
    [
        ("from,to,minuter,km\na,b,1,1\n", "a column is missing", "Rename 'minuter' to 'minutes'."),
        ("", "a column is missing", "Add the column 'from'."),
        ('{"durations": [[0, 1]]}', "is not a table of text", "Save the table as CSV UTF-8"),
        (b"PK\x03\x04" + bytes(90), "is not a table of text", "Save the table as CSV UTF-8"),
        ("<html>", "is not a table of text", "Save the table as CSV UTF-8"),
        ("from,to,minutes,km\nå,b,1,1\n".encode("cp865"), "not UTF-8", "CSV UTF-8"),
        (
            'from,to,minutes,km,note\na,b,1,1,"\nb,c,1,1,"\n',
            "swallows the rows",
            "Delete the quotation",
        ),
    ],
)
def test_a_file_of_another_form(tmp_path: Path, text: str | bytes, message: str, fix: str) -> None:
    first = findings_of(tmp_path, text)[0]
    assert message in first.message
    assert fix in str(first.fix)
    assert len(str(first)) < 400, "a file is named, not printed whole"


@pytest.mark.parametrize(
    "text",
    [
        "from;to;minutes;km\r\na;b;10,5;8,25\r\n".encode("cp1252"),
        "sep=;\nfra;til;minutter;km\na;b;10,5;8,25\n",
        "from\tto\tminutes\tkm\na\tb\t10.5\t8.25\n",
        'from,to,minutes,km\na,b,"10,5","8,25"\n',
        "from,to,minutes,km\na,b,10.5 min,8.25 km\n",
    ],
)
def test_a_matrix_as_spreadsheets_save_it(tmp_path: Path, text: str | bytes) -> None:
    travel = travel_from(tmp_path, text)
    assert (travel.minutes("a", "b"), travel.km("b", "a")) == (10.5, 8.25)


def test_km_may_be_missing_where_only_minutes_are_needed(tmp_path: Path) -> None:
    text = "from,to,minutes\na,b,10\nb,a,12\n"
    travel = travel_from(tmp_path, text)
    assert (travel.minutes("a", "b"), travel.minutes("b", "a")) == (10, 12)
    assert travel.km("a", "b") is None
    assert any("has no km" in warning for warning in travel.warnings)
    path = tmp_path / "matrix.csv"
    bounded = scenario(matrix=str(path)).model_copy(update={"limits": {"cost": 1000.0}})
    with pytest.raises(InputError, match="bounds the cost"):
        build_travel(REGION, bounded)


def test_a_large_matrix_is_quick(tmp_path: Path) -> None:
    """200 000 rows in a quarter of a second at rest; a reader row by row takes ten times as long."""
    ids = [f"p{n:03}" for n in range(450)]
    rows = (f"{a},{b},{n % 90 + 1}.5,{n % 70}\n" for n, a in enumerate(ids) for b in ids if a != b)
    path = tmp_path / "matrix.csv"
    path.write_text("from,to,minutes,km\n" + "".join(rows), "utf-8")
    read_matrix(path, ids)  # imports
    start = time.process_time()
    matrix = read_matrix(path, ids)
    assert time.process_time() - start < 1.5
    assert len(matrix.minutes) == 450 * 449


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        build_travel(REGION, scenario(matrix=str(tmp_path / "none.csv")))
    with pytest.raises(InputError, match="cannot be read"):
        build_travel(REGION, scenario(matrix=str(tmp_path)))


def test_a_slip_down_a_whole_column_is_counted(tmp_path: Path) -> None:
    text = "from,to,minutes,km\n" + "".join(f"a,q{n},1,1\n" for n in range(500))
    findings = findings_of(tmp_path, text)
    assert len(findings) == MOST_FINDINGS + 1
    assert findings[-1].message == "and 300 more problems of this kind"
