"""The shipped tables equal a fresh derivation, and writing them leaves all or nothing."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest

from planner.data import geodata_dir
from planner.errors import InputError
from planner.region.catalogue import (
    Catalogue,
    catalogue_files,
    catalogue_page,
    check_catalogue,
    derive_catalogue,
    write_catalogue,
)
from planner.region.rows import read_table
from planner.region.schema import catalogue_specs
from planner.region.source_csv import read_folder

PAGE = Path(__file__).parents[2] / "docs" / "catalogue.md"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return derive_catalogue()


def content(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def test_the_shipped_tables_equal_a_fresh_derivation() -> None:
    assert check_catalogue() == ()


def test_the_page_equals_a_fresh_one(catalogue: Catalogue) -> None:
    assert PAGE.read_text(encoding="utf-8") == catalogue_page(catalogue)


def test_the_page_tells_what_each_programme_needs(catalogue: Catalogue) -> None:
    (row,) = [
        line for line in catalogue_page(catalogue).splitlines() if line.startswith("| Diabetes | 8")
    ]
    cells = [cell.strip(" *").replace("\u00a0", "") for cell in row.strip("|").split("|")]
    needed = [
        f"{catalogue.persons_needed('diabetes', level, mix):.0f}"
        for mix in ("helse_nord", "national")
        for level in ("lowest", "low", "middle", "high")
    ]
    assert cells[2:] == needed
    assert needed[1] == "13565"


def test_a_change_in_a_shipped_table_is_told_with_its_line(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(geodata_dir() / "catalogue", tmp_path / "catalogue"))
    table = folder / "demand_levels.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("4.6,", "4.7,"), encoding="utf-8")
    (folder / "cost_rates.csv").unlink()
    with (folder / "programmes.csv").open("a", encoding="utf-8") as file:
        file.write("one,more\n")
    findings = {Path(finding.file).name: finding for finding in check_catalogue(folder)}
    assert set(findings) == {"demand_levels.csv", "cost_rates.csv", "programmes.csv"}
    assert findings["demand_levels.csv"].line == 3
    assert "low,lav,4.7" in str(findings["demand_levels.csv"].found)
    assert "low,lav,4.6" in str(findings["demand_levels.csv"].expected)
    assert findings["programmes.csv"].line == 19
    assert findings["cost_rates.csv"].message == "cannot be read"


def test_writing_makes_the_folder_and_writes_over_an_earlier_catalogue(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    folder = tmp_path / "new" / "catalogue"
    paths = write_catalogue(catalogue, folder)
    assert content(folder) == catalogue_files(catalogue)
    assert sorted(paths) == sorted(folder.iterdir())
    (folder / "programmes.csv").write_text("stale", encoding="utf-8")
    write_catalogue(catalogue, folder)
    assert content(folder) == catalogue_files(catalogue)
    assert check_catalogue(folder) == ()


def test_tables_of_a_region_are_not_written_over(tmp_path: Path, catalogue: Catalogue) -> None:
    (tmp_path / "programmes.csv").write_text("mine", encoding="utf-8")
    (tmp_path / "datapackage.json").write_text('{"name": "my-region"}', encoding="utf-8")
    with pytest.raises(InputError, match="not an earlier derivation"):
        write_catalogue(catalogue, tmp_path)
    assert content(tmp_path) == {"programmes.csv": "mine", "datapackage.json": '{"name": "my-region"}'}


def test_a_failure_half_way_leaves_what_stood_there(
    tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_catalogue(catalogue, tmp_path)
    (tmp_path / "programmes.csv").write_text("stale", encoding="utf-8")
    before = content(tmp_path)
    written = 0

    def full(_: int) -> None:
        nonlocal written
        written += 1
        if written == 3:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("planner.region.catalogue_files.os.fsync", full)
    with pytest.raises(InputError, match="No space left"):
        write_catalogue(catalogue, tmp_path)
    assert written == 3
    assert content(tmp_path) == before


def test_a_file_where_the_folder_should_be(tmp_path: Path, catalogue: Catalogue) -> None:
    target = tmp_path / "catalogue"
    target.write_text("a file", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be written to"):
        write_catalogue(catalogue, target)
    assert target.read_text(encoding="utf-8") == "a file"


def test_the_reader_of_regions_reads_the_shipped_catalogue(catalogue: Catalogue) -> None:
    source = read_folder(geodata_dir() / "catalogue", catalogue_specs())
    assert source.findings == []
    assert set(source.tables) == {"programmes", "programme_mix", "demand_levels", "cost_rates"}
    values = {}
    for name, raw in source.tables.items():
        table, findings = read_table(raw)
        assert findings == []
        values[name] = [row.values for row in table.rows]
    assert {row["id"]: frozenset(row["assumed"]) for row in values["programmes"]} == {
        programme.id: programme.assumed for programme in catalogue.programmes
    }
    assert [(row["mix_id"], row["programme_id"], row["share"]) for row in values["programme_mix"]] == [
        (row.mix_id, row.programme_id, row.share) for row in catalogue.mixes
    ]
    assert [row["participants_per_1000"] for row in values["demand_levels"]] == [10.5, 4.6, 2.7, 8.0]


@pytest.mark.parametrize("name", ["lms", "catalogue"])
def test_the_data_package_describes_every_table(name: str) -> None:
    folder = geodata_dir() / name
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert package["licenses"]
    assert package["sources"]
    tables = {path.name for path in folder.glob("*.csv")}
    assert {resource["path"] for resource in package["resources"]} == tables
    for resource in package["resources"]:
        with (folder / resource["path"]).open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            rows = list(reader)
        schema = resource["schema"]
        assert [field["name"] for field in schema["fields"]] == reader.fieldnames
        keys = [tuple(row[key] for key in schema["primaryKey"]) for row in rows]
        assert len(set(keys)) == len(keys)
        for field in schema["fields"]:
            cells = [row[field["name"]] for row in rows if row[field["name"]]]
            if field["type"] in ("integer", "number"):
                assert all(float(cell) is not None for cell in cells)
            if field["type"] == "integer":
                assert all(float(cell).is_integer() for cell in cells)


def test_every_figure_names_a_source_with_a_title() -> None:
    folder = geodata_dir() / "lms"
    with (folder / "sources.csv").open(encoding="utf-8", newline="") as file:
        titles = {row["source_id"] for row in csv.DictReader(file)}
    cited = set()
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            if path.name != "sources.csv" and "source_id" in (reader.fieldnames or ()):
                rows = list(reader)
                assert all(row["source_id"] and row["source_place"] for row in rows)
                cited |= {row["source_id"] for row in rows}
    assert cited
    assert cited <= titles
