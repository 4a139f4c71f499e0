"""Facts that cannot be used are told all at once, with place, finding and fix."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from planner.data import geodata_dir
from planner.errors import Finding, InputError
from planner.region.catalogue import derive_catalogue
from tests.catalogue.test_derivation import change


@pytest.fixture
def lms(tmp_path: Path) -> Path:
    return Path(shutil.copytree(geodata_dir() / "lms", tmp_path / "lms"))


def findings_of(lms: Path) -> tuple[Finding, ...]:
    with pytest.raises(InputError) as error:
        derive_catalogue(lms)
    assert error.value.exit_code == 2
    assert error.value.findings
    return error.value.findings


def test_no_such_folder(tmp_path: Path) -> None:
    (finding,) = findings_of(tmp_path / "none")
    assert "programme_mix_2010.csv" in str(finding.expected)


def test_a_table_and_a_column_and_a_cell_at_once(lms: Path) -> None:
    (lms / "cost_rates.csv").unlink()
    path = lms / "sources.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("title", "titel", 1), encoding="utf-8")
    change(lms / "lms_economy_2009.csv", lambda row: row["value"] == "446000", value="446000 pers")
    findings = {finding.file: finding for finding in findings_of(lms)}
    assert set(findings) == {"cost_rates.csv", "sources.csv", "lms_economy_2009.csv"}
    assert findings["sources.csv"].fix == "Rename the column titel to title."
    assert (
        findings["lms_economy_2009.csv"].fix
        == "Write 446000 alone: units and remarks belong in a column of their own."
    )


def test_a_figure_that_does_not_add_up_to_its_total(lms: Path) -> None:
    change(
        lms / "programme_mix_2010.csv",
        lambda row: (row["group_en"], row["region"]) == ("diabetes", "Helse Nord"),
        offers="31",
    )
    found = {finding.message: finding for finding in findings_of(lms)}
    assert set(found) == {
        "the rows of Diabetes, all do not add up to the total beside them",
        "the rows of Sum, Helse Nord do not add up to the total beside them",
        "the rows of Sum, all do not add up to the total beside them",
    }
    nord = found["the rows of Sum, Helse Nord do not add up to the total beside them"]
    assert (nord.found, nord.expected) == ("235", "234")


def test_participants_that_do_not_add_up(lms: Path) -> None:
    change(
        lms / "activity_helse_nord_2006.csv",
        lambda row: row["lms"] == "Narvik",
        participants_2006="132",
    )
    (finding,) = findings_of(lms)
    assert "participants_2006" in finding.message
    assert (finding.found, finding.expected) == ("1825", "1725")


def test_a_population_that_is_gone(lms: Path) -> None:
    change(
        lms / "lms_economy_2009.csv",
        lambda row: (row["metric"], row["region"]) == ("population", "Helse Nord"),
        metric="persons",
    )
    messages = [str(finding) for finding in findings_of(lms)]
    assert any("metric population, region Helse Nord" in message for message in messages)


def test_a_figure_of_nothing(lms: Path) -> None:
    change(lms / "demand_assumptions.csv", lambda row: row["id"] == "months_counted", value="0")
    (finding,) = findings_of(lms)
    assert (finding.file, finding.line, finding.expected) == (
        "demand_assumptions.csv",
        3,
        "more than 0",
    )


def test_groups_and_programmes_that_do_not_match(lms: Path) -> None:
    change(lms / "programme_assumptions.csv", lambda row: row["id"] == "stroke", source_group="Kreft")
    change(lms / "programme_assumptions.csv", lambda row: row["id"] == "heart", source_group="Hjerte")
    found = {(finding.message, finding.found) for finding in findings_of(lms)}
    assert found == {
        ("names a group that the table programme_mix_2010 does not have", "Hjerte"),
        ("a group of the table programme_mix_2010 has no programme", "Hjertelidelser"),
        ("a group of the table programme_mix_2010 has no programme", "Slag"),
        ("two programmes share one group", "Kreft"),
    }


def test_a_programme_that_joins_itself(lms: Path) -> None:
    change(
        lms / "programme_assumptions.csv",
        lambda row: row["id"] == "general_coping",
        joins_id="general_coping",
    )
    (finding,) = findings_of(lms)
    assert finding.message == "a programme joins itself"


def test_an_assumption_that_is_not_a_number(lms: Path) -> None:
    change(
        lms / "programme_assumptions.csv",
        lambda row: row["id"] == "heart",
        group_min_persons="eight",
        levels="municipality;sharde",
    )
    fields = {finding.field for finding in findings_of(lms)}
    assert fields == {"group_min_persons", "levels"}
