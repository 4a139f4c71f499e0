"""What holds for any region: cells read back, order does not matter, nothing is a traceback."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.errors import InputError
from planner.files.written import NotReadError
from planner.geo import great_circle_km, metres_outside
from planner.region import check_region, read_region, region_outlines
from planner.region.cells import Kind, plain, read_cell
from tests.region.folders import SHIPPED, SMALL, copy_of, read_rows, small_region, write_rows

degrees = st.tuples(st.floats(-180, 180), st.floats(-89, 89))


@given(st.integers(-(10**9), 10**9))
def test_whole_numbers_read_back(value: int) -> None:
    assert read_cell("integer", plain(value)) == value


@given(st.floats(0.0001, 1e9))
def test_numbers_read_back(value: float) -> None:
    assert read_cell("number", plain(value)) == value


@given(st.lists(st.from_regex(r"[a-zæøå][a-z0-9_æøå]{0,9}", fullmatch=True), min_size=1, max_size=5))
def test_lists_read_back(ids: list[str]) -> None:
    assert read_cell("ids", plain(tuple(ids))) == tuple(ids)


@given(st.integers(1000, 10**9), st.sampled_from([" ", "\u00a0", "\u202f", "\u2009", "'"]))
def test_figures_with_spaces_are_read(value: int, separator: str) -> None:
    text = f"{value:,}".replace(",", separator)
    assert read_cell("integer", text) == value
    assert read_cell("number", f"{text},5") == value + 0.5


@given(st.integers(10**6, 10**9))
def test_figures_with_several_groups_have_one_meaning(value: int) -> None:
    for separator, decimal in ((".", ","), (",", ".")):
        text = f"{value:,}".replace(",", separator)
        assert read_cell("integer", text) == value
        assert read_cell("number", f"{text}{decimal}25") == value + 0.25


@given(st.integers(1000, 999_999), st.sampled_from([".", ","]))
def test_one_group_of_a_whole_number_is_refused_and_mended(value: int, separator: str) -> None:
    text = f"{value:,}".replace(",", separator)
    with pytest.raises(NotReadError) as caught:
        read_cell("integer", text)
    assert caught.value.fix == f"Write {value}: no thousands separators."


@given(st.decimals(0, 99, places=2))
def test_decimal_commas_are_read(value: Decimal) -> None:
    assert read_cell("number", str(value).replace(".", ",")) == float(value)


@given(st.text(max_size=30), st.sampled_from(["integer", "number", "code", "codes", "ids", "yes_no"]))
def test_a_cell_is_read_or_refused_with_words(text: str, kind: Kind) -> None:
    error: NotReadError | None = None
    try:
        read_cell(kind, text)
    except NotReadError as refused:
        error = refused
    assert error is None or (error.what and error.fix)


@given(degrees, degrees, degrees)
def test_great_circles_are_distances(
    a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]
) -> None:
    assert great_circle_km(*a, *a) == 0
    assert great_circle_km(*a, *b) == pytest.approx(great_circle_km(*b, *a))
    assert great_circle_km(*a, *c) <= great_circle_km(*a, *b) + great_circle_km(*b, *c) + 1e-6


def test_a_great_circle_against_the_ellipsoid() -> None:
    from pyproj import Geod

    metres = Geod(ellps="WGS84").inv(17.9812, 69.2296, 18.9806, 69.6832)[2]
    assert great_circle_km(17.9812, 69.2296, 18.9806, 69.6832) == pytest.approx(
        metres / 1000, rel=0.005
    )


@pytest.mark.parametrize(
    ("place", "code", "metres"),
    [
        ("hamn", "1929", 110),
        ("flakstadvag", "1928", 66),
        ("skaland", "1929", 65),
        ("finnsnes", "1931", 0),
    ],
)
def test_distances_to_the_outline(place: str, code: str, metres: int) -> None:
    """The figures are those of the national grid (EPSG:25833)."""
    outlines = region_outlines(read_region("midt-troms-2011"), "EPSG:4326")
    found = read_region("midt-troms-2011").places[place]
    assert metres_outside(outlines[code], found.lon, found.lat) == pytest.approx(metres, abs=1)


@pytest.mark.parametrize("name", SHIPPED)
def test_the_order_of_rows_does_not_matter(name: str, tmp_path: Path) -> None:
    folder = copy_of(name, tmp_path)
    shuffled = random.Random(7)
    for file in folder.glob("*.csv"):
        header, *rows = read_rows(file)
        first = [row for row in rows if file.stem == "scopes" and row[0] == rows[0][0]]
        others = [row for row in rows if row not in first]
        shuffled.shuffle(others)
        write_rows(file, [header, *first, *others])
    region = read_region(folder)
    original = read_region(name)
    assert region.units == original.units
    assert region.links == original.links
    assert region.adjacency == original.adjacency
    assert list(region.places) == list(original.places) == sorted(original.places)
    assert list(region.assumptions()) == list(original.assumptions())
    assert region.scopes == original.scopes
    assert region.default_scope == original.default_scope


ODD = (
    "",
    " ",
    "#",
    "-1",
    "0",
    "1e9",
    "nan",
    "inf",
    "301",
    ";",
    "all",
    "vika",
    "0301",
    "ja",
    "ø" * 300,
    '"',
    "=1+1",
    "29 678",
    "5,5",
    "2011-01-01",
)
TABLES = tuple(sorted(SMALL))


def test_the_small_region_is_sound(tmp_path: Path) -> None:
    """What the tests below break is whole to begin with."""
    assert check_region(small_region(tmp_path)).findings == ()
    assert read_region(tmp_path).persons == 4500


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(TABLES), st.integers(0, 2), st.integers(0, 15), st.sampled_from(ODD)),
        min_size=1,
        max_size=8,
    )
)
def test_no_cell_makes_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[str, int, int, str]]
) -> None:
    """Whatever stands in the cells, headers included: findings or a region, and the two agree."""
    folder = small_region(tmp_path_factory.mktemp("odd"))
    for table, row, column, text in changes:
        rows = read_rows(folder / f"{table}.csv")
        row %= len(rows)
        rows[row][column % len(rows[row])] = text
        write_rows(folder / f"{table}.csv", rows)
    checked = check_region(folder)
    if checked.findings:
        with pytest.raises(InputError) as caught:
            read_region(folder)
        assert caught.value.findings == checked.findings
        assert all(finding.fix for finding in checked.findings)
    else:
        assert read_region(folder).persons >= 0


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(TABLES), st.binary(max_size=200), st.booleans())
def test_no_bytes_make_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, table: str, data: bytes, after: bool
) -> None:
    folder = small_region(tmp_path_factory.mktemp("bytes"))
    file = folder / f"{table}.csv"
    file.write_bytes((file.read_bytes() if after else b"") + data)
    check_region(folder)
