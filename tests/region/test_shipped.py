"""The shipped regions: exact figures, marked assumptions, data packages that match."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from docs.tools.made_regions import MADE
from planner.data import geodata_dir
from planner.region import Region, check_region, read_region, shipped_regions
from planner.region.schema import ASSUMED, ASSUMED_COLUMN, table_specs
from planner.region.types import Assumption
from tests.region.folders import SHIPPED


@pytest.fixture(scope="module")
def region_2011() -> Region:
    return read_region("midt-troms-2011")


@pytest.fixture(scope="module")
def region_2024() -> Region:
    return read_region("midt-troms-2024")


def test_the_shipped_regions_are_these() -> None:
    assert shipped_regions() == tuple(sorted([*SHIPPED, *(made.name for made in MADE)]))


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_region_checks_clean(name: str) -> None:
    checked = check_region(name)
    assert checked.findings == ()
    assert checked.warnings == ()


def test_populations_of_2011(region_2011: Region) -> None:
    region = region_2011
    assert {m.code: m.persons for m in region.municipalities.values()} == {
        "1920": 1010,
        "1922": 3949,
        "1923": 2212,
        "1924": 6510,
        "1925": 3366,
        "1926": 1233,
        "1927": 1552,
        "1928": 899,
        "1929": 926,
        "1931": 11243,
    }
    assert region.persons == 32_900
    assert region.default_scope == "eight"
    assert region.persons_of(region.scopes["eight"]) == 29_678
    assert region.persons_of(region.scopes["ten"]) == 32_900
    assert region.scope_titles["eight"] == "De åtte i Midt-Troms regionråd"


def test_populations_of_the_units_of_2011(region_2011: Region) -> None:
    persons = {u.id: region_2011.persons_of(u.member_codes) for u in region_2011.units.values()}
    assert persons["u1_new_unit"] == persons["u2_lokta"] == 29_678
    assert persons["u3_senjalegen"] == 14_620
    assert persons["u4a_dms_finnsnes"] == 19_219
    assert persons["u4b_dms_setermoen"] == 13_681


def test_populations_of_2024(region_2024: Region) -> None:
    region = region_2024
    assert region.persons == 33_368
    assert region.municipalities["5530"].persons == 14_919
    assert region.default_scope == "five"
    assert region.persons_of(region.scopes["five"]) == 14919 + 6791 + 3960 + 3533 + 1069
    assert set(region.scopes["seven"]) == set(region.municipalities)


@pytest.mark.parametrize("name", SHIPPED)
def test_places_add_up_to_their_municipality(name: str) -> None:
    region = read_region(name)
    for code, municipality in region.municipalities.items():
        assert sum(place.persons for place in region.places_of(code)) == municipality.persons
    assert len(region.places) == 89
    assert sum(place.persons > 0 for place in region.places.values()) == 70


def test_roads_and_boats_of_2011(region_2011: Region) -> None:
    links = region_2011.links
    inside = [x for x in links.values() if x.to_id in region_2011.places]
    assert len(inside) == 94
    assert sum(x.km for x in inside if x.kind == "road") == pytest.approx(816, abs=0.5)
    boats = {x.id: (x.km, x.minutes) for x in links.values() if x.kind == "express_boat"}
    assert boats == {
        "finnsnes--brostadbotn": (24, 30),
        "finnsnes--x_tromso": (70, 75),
        "finnsnes--x_harstad": (85, 105),
    }
    assert "minutes" not in links["finnsnes--x_tromso"].assumed, "boat minutes come from a travel guide"
    assert all(x.km > 0 and x.minutes > 0 for x in links.values())
    assert all(x.id == f"{x.from_id}--{x.to_id}" for x in links.values())


def test_venues_and_services_of_2011(region_2011: Region) -> None:
    assert len(region_2011.venues) == 28
    off = [venue.id for venue in region_2011.venues.values() if venue.off_by_default]
    assert off == ["v_salangen_rehab"]
    for service in region_2011.specialist_services.values():
        assert service.programme_ids == (), "every programme"
        assert service.trips_per_course == 2
    assert len(region_2011.qualifications) == 120
    assert len(region_2011.criteria) == 8


def test_what_is_assumed_is_marked_field_by_field(region_2011: Region) -> None:
    region = region_2011
    assert region.municipalities["1923"].assumed == {"persons"}
    assert region.municipalities["1931"].assumed == frozenset()
    assert region.places["botnhamn"].assumed == frozenset(), "a sourced position and weight"
    assert region.places["trollvik"].assumed == {"persons", "lon", "lat"}
    assert region.units["u2_lokta"].assumed == {"staff_base_place_ids", "payer"}
    assert "coordinator_fte" in region.units["u3_senjalegen"].assumed
    assert "place_id" not in region.venues["v_dms_finnsnes"].assumed
    assert "place_id" in region.venues["v_friskliv_malselv"].assumed
    assert Assumption("links", "finnsnes--silsand", "minutes", "3.3") in set(region.assumptions())


def test_nothing_of_2024_that_is_carried_over_passes_for_checked(region_2024: Region) -> None:
    assert region_2024.units["u2_lokta"].exists_today is None
    assert "coordinator_fte" in region_2024.units["u2_lokta"].assumed
    assert all("place_id" in venue.assumed for venue in region_2024.venues.values())


MARKS = {
    ("municipalities", "persons_basis", "derived"): {"persons"},
    ("places", "persons_basis", "allocated"): {"persons"},
    ("places", "coordinates_basis", "approx"): {"lon", "lat"},
    ("venues", "nok_basis", "assumption"): {"nok_per_year"},
    ("venues", "capacity_basis", "assumption"): {"time_of_day", "meetings_per_year"},
    ("venues", "existence_basis", "assumed"): {"place_id"},
    ("venues", "existence_basis", "report_kind"): {"place_id"},
    ("venues", "existence_basis", "carried over, not re-checked"): {"place_id"},
    ("units", "fte_basis", "assumption"): {"coordinator_fte"},
    ("unit_qualifications", "score_basis", "judged from the report, not measured"): {"score_0_4"},
    ("specialist_services", "programmes_basis", "assumption: not in the sources"): {"programme_ids"},
}


@pytest.mark.parametrize("name", SHIPPED)
def test_marks_follow_the_basis_that_each_row_states(name: str) -> None:
    followed = Counter[tuple[str, str, str]]()
    for file in (geodata_dir() / name).glob("*.csv"):
        for row in csv.DictReader(file.open(encoding="utf-8", newline="")):
            for (table, column, basis), marks in MARKS.items():
                if table == file.stem and row[column] == basis:
                    followed[table, column, basis] += 1
                    assert marks <= set(row[ASSUMED].split(";")), row
    assert followed


@pytest.mark.parametrize("name", [*SHIPPED, "land"])
def test_the_data_package_lists_what_is_in_the_folder(name: str) -> None:
    folder = geodata_dir() / name
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    files = {file.name for file in folder.iterdir()} - {"datapackage.json", "README.md"}
    assert {resource["path"] for resource in package["resources"]} == files
    assert package["name"] == name
    assert package["title"]
    assert package["licenses"]
    assert package["sources"]
    assert package["measured"]


@pytest.mark.parametrize("name", SHIPPED)
def test_the_data_package_describes_every_column(name: str) -> None:
    folder = geodata_dir() / name
    specs = {spec.name: spec for spec in table_specs()}
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        if resource["format"] != "csv":
            continue
        with (folder / resource["path"]).open(encoding="utf-8", newline="") as file:
            header = next(csv.reader(file))
        described = {entry["name"]: entry for entry in resource["schema"]["fields"]}
        assert list(described) == header, resource["path"]
        assert all(entry["description"] for entry in described.values())
        spec = specs.get(resource["name"])
        for column in (*spec.columns, ASSUMED_COLUMN) if spec else ():
            if column.name in described:
                assert described[column.name]["description"] == column.meaning


@pytest.mark.parametrize("name", SHIPPED)
def test_the_data_package_counts_the_assumptions(name: str) -> None:
    folder = geodata_dir() / name
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    told = {(entry["table"], entry["field"]): entry for entry in package["assumptions"]}
    counted: Counter[tuple[str, str]] = Counter()
    sizes: dict[str, int] = {}
    for file in folder.glob("*.csv"):
        rows = list(csv.DictReader(file.open(encoding="utf-8", newline="")))
        sizes[file.stem] = len(rows)
        for row in rows:
            counted.update((file.stem, mark) for mark in row[ASSUMED].split(";") if mark)
    assert {key: entry["rows"] for key, entry in told.items()} == counted
    assert all(entry["of"] == sizes[entry["table"]] for entry in told.values())
    assert all(entry["why"] for entry in told.values())


@pytest.mark.parametrize("name", SHIPPED)
def test_a_region_carries_its_source_lines(name: str) -> None:
    region = read_region(name)
    assert "Grenser: © Kartverket (CC BY 4.0)" in region.source_lines
    assert region.boundaries_path == geodata_dir() / name / "boundaries.geojson"
    assert region.path == geodata_dir() / name
    assert bool(region.boundaries_note) == (name == "midt-troms-2011")


SHARED = Path(__file__).parents[3] / "shared" / "geodata"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the collected facts are not beside this checkout")
@pytest.mark.parametrize("name", SHIPPED)
def test_every_figure_is_the_one_that_was_collected(name: str) -> None:
    renamed = {
        "population": "persons",
        "population_2011": "persons",
        "population_2025": "persons",
        "population_basis": "persons_basis",
        "population_date": "persons_date",
        "seat": "seat_name",
        "coord_basis": "coordinates_basis",
        "from": "from_id",
        "to": "to_id",
        "annual_cost_nok": "nok_per_year",
        "cost_basis": "nok_basis",
        "label_no": "label_nb",
        "programmes_held": "programme_ids",
    }
    # the size of the hospital's room said nothing of how many it takes, and is read no more
    left_out = {("specialist_services", "seats"), ("specialist_services", "seats_basis")}
    special = {("units", "exists_today"): {"not_checked": ""}, ("criteria", "criterion"): {}}
    compared = 0
    for file in sorted((SHARED / name).glob("*.csv")):
        collected = list(csv.DictReader(file.open(encoding="utf-8", newline="")))
        kept = list(
            csv.DictReader((geodata_dir() / name / file.name).open(encoding="utf-8", newline=""))
        )
        extra = 2 if file.stem == "links_external" else 0  # the boats of distances_specialist
        assert len(kept) == len(collected) + extra
        for old, new in zip(collected, kept, strict=False):
            for column, value in old.items():
                if (file.stem, column) in left_out:
                    continue
                name_now = renamed.get(column, column)
                if column == "name" and "name_en" in new:
                    name_now = "name_en"  # `name` is Norwegian, as the outputs are
                if column == "criterion":
                    name_now = "id" if file.stem == "criteria" else "criterion_id"
                expected = special.get((file.stem, column), {}).get(value, value)
                assert new[name_now] == expected, (file.name, column, old)
                compared += 1
    assert compared > 2000
