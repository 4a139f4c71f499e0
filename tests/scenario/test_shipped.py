"""The shipped scenarios: all there, sound, named as their files, and what model.md says they cover."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from planner.data import scenarios_dir
from planner.region import read_region
from planner.region.types import Region
from planner.scenario import (
    check_against_region,
    effective_region,
    read_scenario,
    scenario_json_schema,
    scenario_reference_page,
    scope_codes,
    shipped_scenarios,
)
from planner.scenario.reference import scenario_schema_text
from planner.scenario.shape import all_paths, shape_at

SHIPPED = {entry.name: entry for entry in shipped_scenarios()}
ROOT = Path(__file__).parents[2]

NAMED_BY_THE_GOAL = {
    *("alt-0-today", "solo", "alt-1-new-unit", "alt-2-lokta", "alt-3-senjalegen", "alt-3-six"),
    *("alt-3-eight", "alt-4a-dms-finnsnes", "alt-4a-catchment", "alt-4b-dms-inland"),
    *("alt-4b-catchment", "alt-4c-both-dms", "pilot", "extended", "free"),
    *("one-base-finnsnes", "one-base-setermoen", "two-bases", "municipal-seats"),
    *("winter", "demand-middle", "demand-high", "two-year", "satellite", "mobile"),
}

PERSONS_PER_UNIT = {
    "alt-0-today": [],
    "solo": [899, 926, 1233, 1552, 3366, 3949, 6510, 11243],
    "alt-1-new-unit": [29678],
    "alt-2-lokta": [29678],
    "pilot": [29678],
    "alt-3-senjalegen": [14620],
    "alt-3-six": [19219],
    "alt-3-eight": [29678],
    "alt-4a-dms-finnsnes": [29678],
    "alt-4a-catchment": [19219],
    "alt-4b-dms-inland": [32900],
    "alt-4b-catchment": [13681],
    "alt-4c-both-dms": [13681, 19219],
    "extended": [32900],
    "satellite": [29678],
    "midt-troms-2024/alt-2-lokta": [30272],
    "midt-troms-2024/alt-3-senja": [14919],
    "midt-troms-2024/alt-4c-both-dms": [13847, 19521],
    "midt-troms-2024/extended": [33368],
}

PERCENT_COVERED = {
    "alt-0-today": 0,
    "solo": 100,
    "alt-3-senjalegen": 49,
    "alt-3-six": 65,
    "alt-4a-catchment": 65,
    "alt-4b-dms-inland": 100,
    "alt-4b-catchment": 35,
    "alt-4c-both-dms": 100,
    "extended": 100,
}


@pytest.fixture(scope="module")
def regions() -> dict[str, Region]:
    return {name: read_region(name) for name in {entry.region for entry in SHIPPED.values()}}


def test_every_named_alternative_ships() -> None:
    assert set(SHIPPED) >= NAMED_BY_THE_GOAL


@pytest.mark.parametrize("name", SHIPPED)
def test_it_is_sound_and_fits_its_region(name: str, regions: dict[str, Region]) -> None:
    loaded = read_scenario(name)
    region = regions[loaded.scenario.region]
    assert [str(finding) for finding in check_against_region(loaded, region)] == []
    assert loaded.messages == ()
    assert loaded.scenario.name == loaded.path.stem
    assert loaded.scenario.title
    assert loaded.scenario.title_en
    assert loaded.scenario.about
    assert SHIPPED[name].group


@pytest.mark.parametrize("name", PERSONS_PER_UNIT)
def test_inhabitants_per_unit(name: str, regions: dict[str, Region]) -> None:
    scenario = read_scenario(name).scenario
    region = effective_region(regions[scenario.region], scenario)
    units = [region.units[unit_id] for unit_id in scenario.units.candidates]
    assert sorted(region.persons_of(unit.member_codes) for unit in units) == PERSONS_PER_UNIT[name]
    if name in PERCENT_COVERED:
        scope = scope_codes(region, scenario)
        covered = {code for unit in units for code in unit.member_codes} & set(scope)
        share = region.persons_of(frozenset(covered)) / region.persons_of(scope)
        assert round(100 * share) == PERCENT_COVERED[name]


def test_free_and_split_have_a_seat_in_every_centre(regions: dict[str, Region]) -> None:
    for name, count in (("free", 8), ("split-two", 10), ("midt-troms-2024/free", 5)):
        scenario = read_scenario(name).scenario
        region = effective_region(regions[scenario.region], scenario)
        assert sum(unit.kind == "seat" for unit in region.units.values()) == count


def test_variants_of_lokta_differ_in_what_they_say_only() -> None:
    base = read_scenario("alt-2-lokta").scenario.model_dump()
    changed = {
        "winter": {"travel"},
        "demand-high": {"demand"},
        "two-year": {"demand"},
        "two-bases": {"units", "venues"},
        "mobile": {"venues"},
        "pilot": {"units", "venues"},
        "extended": {"units"},
    }
    for name, sections in changed.items():
        variant = read_scenario(name).scenario.model_dump()
        differ = {key for key, value in variant.items() if value != base[key]}
        assert differ - {"name", "title", "title_en", "about"} == sections


@pytest.mark.parametrize("name", SHIPPED)
def test_the_head_of_each_file_says_what_it_is(name: str) -> None:
    text = SHIPPED[name].path.read_text(encoding="utf-8")
    first, *rest = text.splitlines()
    schema = first.removeprefix("# yaml-language-server: $schema=")
    assert (SHIPPED[name].path.parent / schema).resolve().name == "scenario.schema.json"
    assert (SHIPPED[name].path.parent / schema).is_file()
    comment = [line for line in rest if line.startswith("#")]
    assert any(line.startswith("# Source:") for line in comment)
    assert any(line.startswith("# Assumed:") for line in comment)
    assert max(map(len, text.splitlines())) <= 104


def test_the_index_and_the_readme_name_every_file() -> None:
    readme = (scenarios_dir() / "README.md").read_text(encoding="utf-8")
    for folder in ("midt-troms", "midt-troms-2024"):
        with (scenarios_dir() / folder / "index.csv").open(encoding="utf-8", newline="") as file:
            listed = [row["name"] for row in csv.DictReader(file)]
        assert sorted(listed) == sorted(p.stem for p in (scenarios_dir() / folder).glob("*.yaml"))
    for entry in SHIPPED.values():
        assert f"| `{entry.name}` | {entry.title} | {entry.title_en} |" in readme


def test_listing_is_in_reading_order_and_by_region() -> None:
    names = list(SHIPPED)
    assert names[:4] == ["alt-0-today", "solo", "alt-1-new-unit", "alt-2-lokta"]
    assert len(set(names)) == len(names)
    today = [entry.name for entry in shipped_scenarios("midt-troms-2024")]
    assert today == [name for name in names if name.startswith("midt-troms-2024/")]
    assert len(today) == 9


def test_a_bare_name_means_the_region_of_the_report() -> None:
    assert read_scenario("alt-2-lokta").scenario.region == "midt-troms-2011"
    assert read_scenario("midt-troms-2024/alt-2-lokta").scenario.region == "midt-troms-2024"
    assert read_scenario("alt-3-senja").scenario.region == "midt-troms-2024"


def test_generated_files_are_fresh() -> None:
    schema = scenarios_dir() / "scenario.schema.json"
    assert schema.read_text(encoding="utf-8") == scenario_schema_text()
    page = ROOT / "docs" / "scenario-reference.md"
    assert page.read_text(encoding="utf-8") == scenario_reference_page()


def test_the_reference_explains_every_key() -> None:
    page = scenario_reference_page()
    for path in all_paths():
        assert f"| `{'.'.join(map(str, path))}` |" in page
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    assert all(len(row.split(" | ")) == 4 and row.split(" | ")[3].strip("| ") for row in rows)


def test_the_json_schema_knows_every_key_and_extends() -> None:
    schema = scenario_json_schema()
    assert json.loads(scenario_schema_text()) == json.loads(json.dumps(schema))
    assert schema["additionalProperties"] is False
    assert "extends" in schema["properties"]
    for path in all_paths():
        above = shape_at(path[:-1])
        assert above is not None
        assert above.model is not None
        owner = schema if above.model.__name__ == "Scenario" else schema["$defs"][above.model.__name__]
        assert str(path[-1]) in owner["properties"]


def test_importing_the_package_is_cheap() -> None:
    code = (
        "import sys, planner.scenario; "
        "print([m for m in ('pydantic', 'ruamel.yaml', 'pandas', 'scipy') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
