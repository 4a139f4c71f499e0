"""`region new`: a region that is sound and compares at once."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from planner.commands.exit_codes import run
from planner.data import geodata_dir
from planner.region import check_region, read_region, region_outlines
from planner.scenario import check_against_region, read_scenario


def new(*arguments: str) -> int:
    from cli import main_group

    return run(main_group, ["region", "new", *arguments])


@pytest.fixture(scope="module")
def ofoten(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("new") / "ofoten"
    names = "Narvik, Evenes, Gratangen, Lødingen, Tjeldsund"
    assert new("--kommuner", names, "--sykehus", "Narvik, Harstad", "--out", str(out)) == 0
    return out


def test_it_is_a_sound_region(ofoten: Path) -> None:
    checked = check_region(ofoten)
    assert [str(f) for f in (*checked.findings, *checked.warnings)] == []
    region = read_region(ofoten)
    assert region.title == "Ofoten"
    assert region.persons == 30_253
    assert len(region.municipalities) == 5
    assert set(region.external_places) == {"x_narvik", "x_harstad"}
    assert any("SSB" in line for line in region.source_lines)
    assert any("Kartverket" in line for line in region.source_lines)
    assert set(region_outlines(region)) == set(region.municipalities)


def test_everything_estimated_is_marked(ofoten: Path) -> None:
    region = read_region(ofoten)
    marked = {(row.table, row.field) for row in region.assumptions()}
    assert {("links", "minutes"), ("links", "km"), ("places", "lon"), ("venues", "seats")} <= marked
    assert ("units", "coordinator_fte") in marked
    assert ("municipalities", "persons") not in marked
    assert all({"minutes", "km"} <= link.assumed for link in region.links.values())


def test_every_row_says_where_it_is_from(ofoten: Path) -> None:
    for path in ofoten.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                bases = [value for key, value in row.items() if key.endswith("basis")]
                assert bases, path
                assert all(bases), (path, row)


def test_its_scenarios_fit(ofoten: Path) -> None:
    region = read_region(ofoten)
    files = sorted(ofoten.glob("*.yaml"))
    hosts = [file.stem for file in files if file.stem.startswith("host-")]
    assert len(hosts) == 5
    assert {"today", "solo", "one-unit", "best-division"} <= {file.stem for file in files}
    for file in files:
        loaded = read_scenario(file)
        assert [str(f) for f in check_against_region(loaded, region)] == []
        assert loaded.messages == ()
        assert loaded.scenario.travel.boats, "the ferry over the Vestfjord is part of the road"


def test_a_workbook(tmp_path: Path) -> None:
    out = tmp_path / "siljan.xlsx"
    assert new("--kommuner", "Siljan, Drangedal", "--sykehus", "Skien", "--out", str(out)) == 0
    region = read_region(out)
    assert region.persons == 2389 + 4063
    assert region.title == "Siljan"
    loaded = read_scenario(tmp_path / "siljan-scenarios" / "one-unit.yaml")
    assert [str(f) for f in check_against_region(loaded, region)] == []


def test_one_municipality_alone(tmp_path: Path) -> None:
    assert new("--kommuner", "Røst", "--out", str(tmp_path / "røst")) == 0
    assert check_region(tmp_path / "røst").findings == ()
    assert {p.stem for p in (tmp_path / "røst").glob("*.yaml")} == {"today", "solo"}


def test_problems_are_told_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new("--kommuner", "Narvk, Herøy", "--sykehus", "Tromø", "--out", str(tmp_path / "x")) == 2
    told = capsys.readouterr().err
    assert told.count("--kommuner:") == 2
    assert told.count("--sykehus:") == 1
    assert "Narvik?" in told
    assert "Tromsø?" in told
    assert not (tmp_path / "x").exists()


def test_a_region_is_never_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "places.csv").write_text("mine", encoding="utf-8")
    assert new("--kommuner", "Røst", "--out", str(tmp_path / "mine")) == 2
    assert str(tmp_path / "mine") in capsys.readouterr().err
    assert (tmp_path / "mine" / "places.csv").read_text(encoding="utf-8") == "mine"


def test_the_whole_country(tmp_path: Path) -> None:
    """Read as a region, every municipality and place of it."""
    assert new("--hele-landet", "--out", str(tmp_path / "norge")) == 0
    region = read_region(tmp_path / "norge")
    assert len(region.municipalities) == 357
    assert len(region.places) == 1594
    assert read_scenario(tmp_path / "norge" / "best-division.yaml").scenario.threshold.upper == "hard"
    assert geodata_dir().is_dir()


def test_two_counties_with_others_between_their_places_are_sound(tmp_path: Path) -> None:
    """A way through the outside stands in the place of a slower one inside, not beside it."""
    out = tmp_path / "to-fylker"
    assert new("--kommuner", "Trøndelag, Nordland", "--out", str(out)) == 0
    assert [str(finding) for finding in check_region(out).findings] == []
    region = read_region(out)
    assert len(region.municipalities) == 79
    pairs = [(link.from_id, link.to_id) for link in region.links.values()]
    assert len(pairs) == len(set(pairs))
