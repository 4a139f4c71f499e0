"""Effects as text and JSON, and from the command line."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from planner.decide.effects_scenario import effects
from planner.report.json.effects import effects_json
from planner.report.terminal.effects import effects_text
from planner.report.words.numbers import Lang
from tests.cli.running import Here
from tests.decide_effects.cases import halves, subjects, today, together
from tests.report.cases import region_of

PAGE = Path(__file__).parents[2] / "docs" / "effects.md"


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_the_text_tells_every_municipality_and_payer(lang: Lang) -> None:
    before, after = today(), halves()
    text = effects_text(effects(*subjects(before, after)), before, after, lang)
    assert all(len(line) <= 100 for line in text.splitlines())
    for code in ("m1", "m2", "m3", "m4"):
        assert text.count(f"Municipality {code}") >= 2
    assert ("Vinner på tilbudet" if lang == "nb" else "Gain in the service") in text
    assert "→" in text
    assert "None" not in text
    assert "{" not in text


def test_the_change_is_that_of_the_figures_shown() -> None:
    before, after = today(), together()
    text = effects_text(effects(*subjects(before, after)), before, after, "en")
    row = next(line for line in text.splitlines() if line.startswith("municipalities"))
    was, now, change = re.findall(r"[+−]?[\d,]+", row)
    assert int(now.replace(",", "")) - int(was.replace(",", "")) == int(change.replace(",", ""))


def test_what_is_missing_or_special_is_said() -> None:
    region = region_of(rates={"post_cost": 600_000.0})
    before, after = today(region=region), together(region=region)
    text = effects_text(effects(*subjects(before, after)), before, after, "nb")
    assert "oppgis ikke, fordi priser mangler" in text
    after = together("høy", scenario={"demand": {"level": "high"}})
    text = effects_text(effects(*subjects(today(), after)), today(), after, "nb")
    assert "Forutsetningene er ikke de samme: høy har etterspørsel" in text


def test_the_json_is_what_the_page_says() -> None:
    before, after = today(), halves()
    found = json.loads(effects_json(effects(*subjects(before, after)), before, after))
    documented = set(re.findall(r"^\| `(\w+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    rows = found["municipalities"]
    keys = {*found, *rows[0], *rows[0]["before"], *found["payers"][0]}
    assert documented == keys
    assert found["schema_version"] == 1
    assert [row["code"] for row in rows] == ["m1", "m2", "m3", "m4"]
    assert found["summary"]["nb"] != found["summary"]["en"]


@pytest.fixture
def here(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Here:
    monkeypatch.chdir(tmp_path)
    return Here(tmp_path, capsys)


def test_from_the_command_line(here: Here) -> None:
    done = here("effects", "alt-0-today", "alt-2-lokta", "--json", "--fixed-share", "0.5")
    assert done.code == 0, done.err
    found = json.loads(done.out)
    assert (found["before"], found["after"], found["fixed_share"]) == (
        "alt-0-today",
        "alt-2-lokta",
        0.5,
    )
    assert len(found["municipalities"]) == 8
    assert {row["service"] for row in found["municipalities"]} == {"gains"}


def test_wrong_names_and_numbers(here: Here) -> None:
    wrong = here("effects", "alt-0-today", "alt-2-lokkta")
    assert wrong.code == 2
    assert "alt-2-lokta" in wrong.err
    assert here("effects", "alt-0-today").code == 2
    assert here("effects", "pilot", "pilot").code == 2
    assert here("effects", "alt-0-today", "pilot", "--fixed-share", "1.5").code == 2


def test_the_figures_of_the_page(here: Here) -> None:
    """What docs/effects.md says of Midt-Troms is what the command gives."""
    page = PAGE.read_text(encoding="utf-8")
    told = " ".join(page.split("## On Midt-Troms")[1].split("## The JSON")[0].split())

    def shown(value: float) -> str:
        return f"{value:,.0f}".replace(",", " ")

    def effects_json_of(*arguments: str) -> dict[str, Any]:
        done = here("effects", *arguments, "--json")
        assert done.code == 0, done.err
        found: dict[str, Any] = json.loads(done.out)
        return found

    pilot = effects_json_of("alt-0-today", "pilot")
    rows = {row["name"]: row for row in pilot["municipalities"]}
    assert {row["service"] for row in rows.values()} == {"gains"}
    hours = [sum(row[state]["hours"] for row in rows.values()) for state in ("before", "after")]
    served = sum(row["after"]["participants_served"] for row in rows.values())
    everybody = served + sum(row["after"]["participants_specialist"] for row in rows.values())
    payers = {row["payer"]: row for row in pilot["payers"]}
    saved = round(payers["users"]["nok_before"]) - round(payers["users"]["nok_after"])
    assert f"from {shown(hours[0])} to {shown(hours[1])} hours" in told
    assert f"{served:.1f} of {everybody:.1f} participants" in told
    assert f"{shown(payers['municipalities']['nok_after'])} NOK a year" in told
    assert f"the users {shown(saved)} NOK less" in told
    lenvik = rows["Lenvik"]["after"]
    assert f"By head Lenvik pays {shown(lenvik['nok_by_head'])} NOK" in told
    assert f"by use {shown(lenvik['nok_by_use'])} NOK" in told

    moved = effects_json_of("alt-2-lokta", "alt-4b-dms-inland")
    hours = [sum(row[s]["hours"] for row in moved["municipalities"]) for s in ("before", "after")]
    assert f"({shown(hours[0])} and {shown(hours[1])})" in told
    by_verdict = {
        verdict: {r["name"] for r in moved["municipalities"] if r["service"] == verdict}
        for verdict in ("gains", "loses", "mixed")
    }
    assert by_verdict == {
        "gains": {"Bardu", "Sørreisa", "Dyrøy"},
        "loses": {"Tranøy", "Torsken", "Berg", "Lenvik"},
        "mixed": {"Målselv"},
    }
