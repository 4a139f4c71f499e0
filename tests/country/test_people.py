"""Files of the SSB statistics bank, in the forms in which it exports them, and numbers that changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planner.errors import InputError
from planner.region import read_region
from planner.region.country import NewRegion, new_region, read_country
from planner.region.importers.codes import changes
from planner.region.importers.people import scaled
from tests.country.files import add, small_region

CSV_07459 = """"07459: Befolkning, etter region, statistikkvariabel og år"

"region";"Personer 2024";"Personer 2025"
"4010 Siljan";2393;2402
"4016 Drangedal";4076;"4 090"
"4003 Skien";57000;57100
"""
CSV_BY_SEX = """"07459: Befolkning, etter region, kjønn, alder, statistikkvariabel og år"

"region";"kjønn";"alder";"statistikkvariabel";"2025"
"K-4010 Siljan";"Menn";"0-44 år";"Personer";700
"K-4010 Siljan";"Menn";"45 år eller eldre";"Personer";500
"K-4010 Siljan";"Kvinner";"0-44 år";"Personer";702
"K-4010 Siljan";"Kvinner";"45 år eller eldre";"Personer";500
"K-4016 Drangedal";"Menn";"0-44 år";"Personer";2000
"K-4016 Drangedal";"Kvinner";"0-44 år";"Personer";2090
"""
CSV_01222 = """"01222: Befolkning og kvartalsvise endringer"

"region";"statistikkvariabel";"2025K1";"2025K2"
"4010 Siljan";"Folketallet ved inngangen av kvartalet";2390;2395
"4010 Siljan";"Fødte";5;6
"4010 Siljan";"Folketallet ved utgangen av kvartalet";2395;2402
"4016 Drangedal";"Folketallet ved inngangen av kvartalet";4080;4085
"4016 Drangedal";"Fødte";9;8
"4016 Drangedal";"Folketallet ved utgangen av kvartalet";4085;4090
"""


@pytest.fixture
def region(tmp_path: Path) -> Path:
    return small_region(tmp_path / "region")


@pytest.mark.parametrize("text", [CSV_07459, CSV_BY_SEX, CSV_01222], ids=["07459", "by sex", "01222"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_csv(region: Path, tmp_path: Path, text: str, encoding: str) -> None:
    (tmp_path / "folk.csv").write_text(text, encoding=encoding)
    added, made = add(region, tmp_path / "folk.csv")
    assert added.importer.id == "people"
    assert {m.code: m.persons for m in made.municipalities.values()} == {"4010": 2402, "4016": 4090}
    assert sum(p.persons for p in made.places.values()) == 2402 + 4090
    assert all("persons" in place.assumed for place in made.places.values()), "shares are kept"
    assert not any("persons" in m.assumed for m in made.municipalities.values())
    assert any("folk.csv" in line for line in made.source_lines)


def test_excel_with_gaps_and_two_header_rows(region: Path, tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("07459: Befolkning, etter region, kjønn og år",),
        (),
        (None, None, "Personer", None),
        (None, None, "2024", "2025"),
        ("4010 Siljan", "Menn", 1190, 1200),
        (None, "Kvinner", 1203, 1202),
        ("4016 Drangedal", "Menn", 2000, 2040),
        (None, "Kvinner", 2076, 2050),
    ):
        sheet.append(row)
    book.save(tmp_path / "07459.xlsx")
    _, made = add(region, tmp_path / "07459.xlsx")
    assert {m.code: m.persons for m in made.municipalities.values()} == {"4010": 2402, "4016": 4090}


def json_stat(codes: dict[str, str], values: list[int | None], year: str = "2025") -> str:
    return json.dumps(
        {
            "version": "2.0",
            "class": "dataset",
            "label": "07459: Befolkning",
            "source": "Statistisk sentralbyrå",
            "id": ["Region", "ContentsCode", "Tid"],
            "size": [len(codes), 1, 1],
            "dimension": {
                "Region": {
                    "label": "region",
                    "category": {"index": {c: i for i, c in enumerate(codes)}, "label": codes},
                },
                "ContentsCode": {
                    "category": {"index": {"Personer1": 0}, "label": {"Personer1": "Personer"}}
                },
                "Tid": {"category": {"index": {year: 0}, "label": {year: year}}},
            },
            "role": {"time": ["Tid"], "metric": ["ContentsCode"]},
            "value": values,
        }
    )


def test_json_stat(region: Path, tmp_path: Path) -> None:
    codes = {"K-4010": "Siljan", "K-4016": "Drangedal"}
    (tmp_path / "folk.json").write_text(json_stat(codes, [2402, 4090]), encoding="utf-8")
    added, made = add(region, tmp_path / "folk.json")
    assert "2 municipalities, 2025" in added.recognised
    assert made.municipalities["4010"].persons == 2402


def test_basic_units_go_to_their_places(region: Path, tmp_path: Path) -> None:
    before = read_region(region)
    tracts = sorted(
        t.id.removeprefix("d") for t in read_country().tracts.values() if t.municipality_code == "4016"
    )
    rows = [f'"{code[:6]}{n:02d} Krets {n}";{100 + n}' for code in tracts for n in (1, 2)]
    text = '"04317: Grunnkretsenes befolkning"\n\n"grunnkrets";"Personer 2025"\n' + "\n".join(rows)
    (tmp_path / "04317.csv").write_text(text + "\n", encoding="utf-8")
    added, made = add(region, tmp_path / "04317.csv")
    assert "basic units" in added.recognised
    assert made.municipalities["4016"].persons == 203 * len(tracts)
    assert {p.persons for p in made.places_of("4016")} == {203}
    assert made.municipalities["4010"].persons == before.municipalities["4010"].persons
    assert any("keep their inhabitants" in str(one) for one in added.told)
    assert not any("persons" in p.assumed for p in made.places_of("4016"))


def test_numbers_of_2019_are_followed_where_that_is_exact(tmp_path: Path) -> None:
    new_region(read_country(), NewRegion(("5530", "5524")), tmp_path / "region")
    lines = ["1924 Målselv;6800", "1931 Lenvik;11600", "1927 Tranøy;1500", "1928 Torsken;900"]
    text = "\n".join(["region;Personer 2019", *lines, "1929 Berg;900"])
    (tmp_path / "f.csv").write_text(text + "\n", encoding="utf-8")
    added, made = add(tmp_path / "region", tmp_path / "f.csv")
    assert made.municipalities["5530"].persons == 14_900
    assert made.municipalities["5524"].persons == 6800
    assert any("1931 Lenvik" in str(one) for one in added.told)


def test_a_missing_part_is_told(tmp_path: Path) -> None:
    new_region(read_country(), NewRegion(("5530",)), tmp_path / "region")
    (tmp_path / "f.csv").write_text("region;Personer 2019\n1931 Lenvik;11600\n", encoding="utf-8")
    with pytest.raises(
        InputError, match=r"1927 Tranøy, 1928 Torsken, 1929 Berg .Troms. also lies in Senja"
    ):
        add(tmp_path / "region", tmp_path / "f.csv")


def test_a_divided_municipality_is_refused(tmp_path: Path) -> None:
    new_region(read_country(), NewRegion(("1806",)), tmp_path / "region")
    text = "region;Personer 2019\n1805 Narvik;18500\n1850 Tysfjord;1900\n1854 Ballangen;2500\n"
    (tmp_path / "f.csv").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="1850 Tysfjord was divided"):
        add(tmp_path / "region", tmp_path / "f.csv")


def test_the_table_of_changes() -> None:
    for year, rows in changes().items():
        assert {row.new_code for row in rows} == set(read_country().municipalities), year
    at_2020 = {row.old_code: row.new_code for row in changes()[2020] if row.whole}
    assert at_2020["5421"] == "5530"
    assert at_2020["3005"] == "3301"
    assert "1507" not in at_2020, "Ålesund was divided in 2024"
    at_2018 = {row.old_code: row.new_code for row in changes()[2018] if row.whole}
    assert at_2018["5004"] == at_2018["5004"] == "5006"
    assert at_2018["0710"] == "3907"
    assert "5012" not in at_2018, "Snillfjord was divided in 2020"


def test_other_municipalities(region: Path, tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_text("region;Personer 2025\n5501 Tromsø;79000\n", encoding="utf-8")
    with pytest.raises(InputError, match="none of its municipalities is in this region"):
        add(region, tmp_path / "f.csv")


def test_shares_add_up() -> None:
    assert scaled([1, 1, 2], 10) == [3, 2, 5]
    assert scaled([0, 0], 5) == [3, 2]
    assert sum(scaled([3, 7, 11, 13], 1001)) == 1001
