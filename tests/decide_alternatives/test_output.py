"""The list as text, Markdown, CSV and JSON, and from the command line."""

from __future__ import annotations

import csv
import io
import json
from functools import cache
from pathlib import Path

import pytest

from planner.commands.reading import read_runs
from planner.decide import Alternatives, alternatives
from planner.region.types import Region
from planner.report.folder import run_folder
from planner.report.json.alternatives import COLUMNS, alternatives_csv, alternatives_json
from planner.report.terminal.alternatives import alternatives_markdown, alternatives_text
from planner.report.words.glossary import AVOIDED
from planner.report.words.numbers import Lang
from planner.texts import LANGS
from tests.cli.running import Here
from tests.decide_alternatives.drawn import drawn

PAGE = Path(__file__).parents[2] / "docs" / "alternatives.md"


@pytest.fixture
def here(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Here:
    monkeypatch.chdir(tmp_path)
    return Here(tmp_path, capsys)


@cache
def small(free: bool = False, different: bool = False) -> tuple[Alternatives, Region]:
    region, scenario = drawn(9, free=free)
    found = alternatives(region, scenario, within=2.0, k=4, thinner=True, different=different)
    return found, region


@pytest.mark.parametrize("lang", ["nb", "en"])
@pytest.mark.parametrize("free", [False, True])
@pytest.mark.parametrize("different", [False, True])
def test_the_text_tells_every_plan(lang: Lang, free: bool, different: bool) -> None:
    found, region = small(free, different)
    text = alternatives_text(found, region, lang)
    assert all(len(line) <= 100 for line in text.splitlines())
    for plan in found.plans:
        assert f"Plan {plan.number}: " in text
        for place in (*plan.places_in, *plan.places_out):
            assert region.place_name(place) in text
    assert ("Bevist" if lang == "nb" else "Proven") in text
    assert "None" not in text
    assert "{" not in text
    assert not [word for word in AVOIDED if lang == "nb" and word in text.lower()]


def test_markdown_has_a_row_and_a_sentence_for_each_plan() -> None:
    found, region = small()
    lines = alternatives_markdown(found, region, "en").splitlines()
    assert sum(line.startswith("| ") for line in lines) == len(found.plans) + 2
    assert sum(line.startswith("- **Plan") for line in lines) == len(found.plans)


def test_csv_and_json_hold_the_same_figures() -> None:
    found, region = small(free=True)
    data = json.loads(alternatives_json(found, region))
    rows = list(csv.DictReader(io.StringIO(alternatives_csv(found))))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == len(data["plans"]) == len(found.plans)
    for row, plan, one in zip(rows, data["plans"], found.plans, strict=True):
        assert float(row["value"]) == plan["value"] == round(one.value, 6)
        assert row["places"].split(";") == plan["places"] == sorted(one.place_ids)
        assert {u["unit"]: frozenset(u["members"]) for u in plan["units"]} == one.members
        assert set(plan["text"]) == set(LANGS)
        assert plan["seat_minutes"] == pytest.approx(dict(one.seat_minutes), abs=1e-6)
    told = PAGE.read_text(encoding="utf-8")
    for name in (*data, *data["plans"][0]):
        assert f"`{name}`" in told, name


def test_run_folders_that_other_commands_read(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    # what the maps look like is tested elsewhere
    monkeypatch.setattr(run_folder, "map_drawer", lambda: lambda _plan, path, _lang: path.touch())
    ran = here(
        "alternatives",
        "alt-3-senjalegen",
        "-k",
        "2",
        "--within",
        "1%",
        "--format",
        "json",
        "--out",
        "near",
        "-q",
    )
    assert ran.code == 0, ran.err
    data = json.loads(ran.out)
    assert [p["places"] for p in data["plans"]] == [["finnsnes"], ["silsand"]]
    assert (here.folder / "near" / "comparison.xlsx").is_file()
    runs = read_runs([here.folder / "near"]).alternatives
    assert [run.name for run in runs] == ["alt-3-senjalegen-1", "alt-3-senjalegen-2"]
    for run, plan in zip(runs, data["plans"], strict=True):
        assert list(run.plan.venues_in_use) == plan["venues"]
        assert run.indicators.travel_hours_total == pytest.approx(plan["travel_hours_total"])


def test_wrong_options(here: Here) -> None:
    ran = here("alternatives", "alt-3-senjalegen", "--within", "500")
    assert ran.code == 2
    assert "5% or 0.05" in ran.err
    assert here("alternatives", "alt-3-senjalegen", "-k", "0").code == 2
    assert here("alternatives", "nowhere").code == 2


def test_no_time_and_no_plan(here: Here) -> None:
    assert here("alternatives", "alt-3-senjalegen", "--time-limit", "0.000001").code == 4
    closed = ("--set", "rules.access.minutes_max=1", "--set", "rules.access.unmet_share_max=0")
    assert here("alternatives", "alt-3-senjalegen", *closed, "-q").code == 3
