"""People by year: the table, the scenario's year, and SSB's projections as they are downloaded."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import yaml

from planner.errors import InputError
from planner.pipeline import read_task
from planner.region import alternatives_of, check_region, population_of, read_region, years_of
from tests.cli.running import Here

SCENARIO = "midt-troms-2024/alt-3-senja"
SENJA = "5530"


def year_of(projected: Path, *more: str) -> tuple[str, ...]:
    return (f"region={projected}", *more)


def test_the_table_is_read_and_ages_are_added_up(projected: Path) -> None:
    region = read_region(projected)
    assert alternatives_of(region) == ("HHMH", "LLML", "MMMM")
    assert years_of(region, "LLML") == (2025, 2030, 2040, 2050)
    found = population_of(region, 2040, "LLML")
    assert found is not None
    assert found.persons[SENJA] == round(14919 * 0.98**15)
    assert found.between is None
    between = population_of(region, 2035, "MMMM")
    assert between is not None
    assert between.between == (2030, 2040)
    ends = [population_of(region, year, "MMMM") for year in (2030, 2040)]
    assert all(end is not None for end in ends)
    middle = sum(end.persons[SENJA] for end in ends if end is not None) / 2
    assert abs(between.persons[SENJA] - middle) <= 1
    assert population_of(region, 2060, "MMMM") is None


def test_a_year_scales_places_and_is_marked(projected: Path) -> None:
    task = read_task(
        SCENARIO, year_of(projected, "population.year=2050", "population.alternative=MMMM")
    )
    persons = round(14919 * 0.99**25)
    assert task.region.municipalities[SENJA].persons == persons
    assert sum(p.persons for p in task.region.places_of(SENJA)) == persons
    assert "persons" in task.region.municipalities[SENJA].assumed
    plain = read_task(SCENARIO, year_of(projected))
    assert plain.region.municipalities[SENJA].persons == 14919


def test_persons_that_a_scenario_states_win(projected: Path) -> None:
    stated = f'demand.persons={{"{SENJA}": 10000}}'
    task = read_task(
        SCENARIO, year_of(projected, "population.year=2050", "population.alternative=MMMM", stated)
    )
    assert task.region.municipalities[SENJA].persons == 10000
    assert task.region.municipalities["5524"].persons == round(6791 * 0.99**25)


@pytest.mark.parametrize(
    ("overrides", "words"),
    [
        (("population.year=2060", "population.alternative=MMMM"), "does not reach this year"),
        (("population.year=2040",), "one of HHMH, LLML, MMMM"),
        (("population.year=2040", "population.alternative=MMML"), "MMMM"),
    ],
)
def test_a_year_that_is_not_there_is_refused(
    projected: Path, overrides: tuple[str, ...], words: str
) -> None:
    with pytest.raises(InputError, match=words):
        read_task(SCENARIO, year_of(projected, *overrides))


def test_without_a_table_it_is_said_how_to_get_one() -> None:
    with pytest.raises(InputError, match="region add"):
        read_task(SCENARIO, ("population.year=2040",))


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("5530,2030,MMMM,10,20,5\n", "counted in another row too"),
        ("5530,2031,MMMM,20,10,5\n", "the ages end before they begin"),
        ("5530,2031,MMMM,,,5\n", "lacks municipalities"),
        ("9999,2030,MMMM,,,5\n", "9999"),
        ("5530,2031,MMMM,,,-5\n", "-5"),
    ],
)
def test_rows_that_do_not_fit_are_told(projected: Path, tmp_path: Path, row: str, words: str) -> None:
    folder = tmp_path / "own"
    shutil.copytree(projected, folder)
    with (folder / "population_by_year.csv").open("a", encoding="utf-8") as file:
        file.write(row)
    findings = check_region(folder).findings
    assert any(words in str(finding) for finding in findings), findings


# -------------------------------------------------------------------------- files as downloaded

HEADER = '"14288: Framskrevet folkemengde 1. januar, etter region, kjønn, alder og år"\n\n'
CODES = ("5518", "5520", "5522", "5524", "5526", "5528", "5530")


def csv_by_age() -> str:
    contents = ("Hovedalternativet (MMMM) 2030", "Hovedalternativet (MMMM) 2040")
    columns = ";".join(f'"{name}"' for name in (*contents, "Lav nasjonal vekst (LLML) 2030"))
    lines = [f'"region";"kjønn";"alder";{columns}']
    for code in CODES:
        for sex in ("Menn", "Kvinner"):
            for age, n in (("0-17 år", 10), ("18-66 år", 50), ("67 år eller eldre", 20)):
                lines.append(f'"{code} Navn";"{sex}";"{age}";{n};{n - 1};{n - 2}')
    return HEADER + "\n".join(lines) + "\n"


def jsonstat() -> str:
    size = [len(CODES), 1, 2]
    return json.dumps(
        {
            "version": "2.0",
            "class": "dataset",
            "label": "14288: Framskrevet folkemengde",
            "id": ["Region", "ContentsCode", "Tid"],
            "size": size,
            "role": {"time": ["Tid"], "metric": ["ContentsCode"]},
            "dimension": {
                "Region": {
                    "category": {
                        "index": {code: n for n, code in enumerate(CODES)},
                        "label": {code: f"Navn {code}" for code in CODES},
                    }
                },
                "ContentsCode": {
                    "category": {
                        "index": {"Personer": 0},
                        "label": {"Personer": "Hovedalternativet (MMMM)"},
                    }
                },
                "Tid": {
                    "category": {
                        "index": {"2030": 0, "2040": 1},
                        "label": {"2030": "2030", "2040": "2040"},
                    }
                },
            },
            "value": [n for code in CODES for n in (1000, 900)],
        }
    )


@pytest.fixture
def own(lms: Here) -> Path:
    from planner.data import geodata_dir

    shutil.copytree(geodata_dir() / "midt-troms-2024", lms.folder / "min")
    return lms.folder / "min"


def test_a_projection_by_age_is_taken(lms: Here, own: Path) -> None:
    (lms.folder / "14288.csv").write_text(csv_by_age(), encoding="cp1252")
    ran = lms("region", "add", "min", "14288.csv", "--lang", "nb")
    assert ran.code == 0, ran.err
    assert "2030–2040" in ran.out + ran.err
    region = read_region(own)
    assert alternatives_of(region) == ("LLML", "MMMM")
    assert years_of(region, "MMMM") == (2025, 2030, 2040), "with what the region counts itself"
    found = population_of(region, 2030, "MMMM")
    assert found is not None
    assert found.persons == dict.fromkeys(CODES, 160)
    ages = {
        (row.age_from, row.age_to): row.persons
        for row in region.population_by_year
        if (row.municipality_code, row.year, row.alternative) == (SENJA, 2030, "MMMM")
    }
    assert ages == {(0, 17): 20, (18, 66): 100, (67, None): 40}


def test_json_stat_is_taken_and_renews_what_stands_there(lms: Here, own: Path) -> None:
    (lms.folder / "14288.csv").write_text(csv_by_age(), encoding="utf-8")
    (lms.folder / "14288.json").write_text(jsonstat(), encoding="utf-8")
    ran = lms("region", "add", "min", "14288.csv", "14288.json")
    assert ran.code == 0, ran.err
    region = read_region(own)
    found = population_of(region, 2040, "MMMM")
    assert found is not None
    assert found.persons == dict.fromkeys(CODES, 900)
    older = population_of(region, 2030, "LLML")
    assert older is not None
    assert older.persons == dict.fromkeys(CODES, 148)


def test_a_projection_without_some_municipality_is_refused_and_nothing_changes(
    lms: Here, own: Path
) -> None:
    few = "\n".join(line for line in csv_by_age().splitlines() if '"5530' not in line) + "\n"
    (lms.folder / "14288.csv").write_text(few, encoding="utf-8")
    ran = lms("region", "add", "min", "14288.csv", "--lang", "nb")
    assert ran.code == 2
    assert "mangler kommuner" in ran.err
    assert not (own / "population_by_year.csv").exists()


def test_a_scenario_file_may_name_the_year(projected: Path, tmp_path: Path) -> None:
    file = tmp_path / "in-2040.yaml"
    told = {
        "title": "I 2040",
        "extends": SCENARIO,
        "region": str(projected),
        "population": {"year": 2040, "alternative": "LLML"},
    }
    file.write_text(yaml.safe_dump(told), encoding="utf-8")
    task = read_task(str(file))
    assert task.region.municipalities[SENJA].persons == round(14919 * 0.98**15)
