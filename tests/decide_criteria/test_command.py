"""`compare --weights` from the command line, on two alternatives."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import Here

PAIR = ("alt-2-lokta", "alt-4a-dms-finnsnes")


@pytest.fixture
def here(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Here:
    monkeypatch.chdir(tmp_path)
    return Here(tmp_path, capsys)


def test_table_json_and_folder(here: Here) -> None:
    (here.folder / "w.yaml").write_text("title: Prøve\nweights: {cost: 1, qualifications: 3}\n")
    done = here(
        "compare", *PAIR, "--weights", "w.yaml", "--format", "json", "--out", "runs", "--workers", "1"
    )
    assert done.code == 0, done.err
    found = json.loads(done.out)["weighing"]
    assert found["title"] == "Prøve"
    assert [(c["id"], c["weight"]) for c in found["criteria"]] == [
        ("cost", 0.25),
        ("qualifications", 0.75),
    ]
    assert [level["level"] for level in found["levels"]] == ["lowest", "low", "middle", "high"]
    ranking = found["judgement"]["with_qualifications"]
    assert ranking["first"] == ["alt-2-lokta"]
    assert ranking["samples"] == 0  # two alternatives: exact
    told = (here.folder / "runs" / "weighing.txt").read_text(encoding="utf-8")
    assert "Prøve: Kostnad i året 25" in told.replace("\n", " ")
    written = json.loads((here.folder / "runs" / "comparison.json").read_text(encoding="utf-8"))
    assert written["weighing"] == found
    # the folder is a results folder like any other
    assert here("check", "runs/alt-2-lokta").code == 0


def test_without_weights_there_is_none(here: Here) -> None:
    done = here("compare", "alt-0-today", "--format", "json")
    assert json.loads(done.out)["weighing"] is None


def test_problems_are_told_before_anything_is_solved(here: Here) -> None:
    (here.folder / "w.yaml").write_text("weights: {travle: 1}\n")
    done = here("compare", *PAIR, "--weights", "w.yaml")
    assert done.code == 2
    assert "w.yaml:1:11" in done.err
    assert "travel" in done.err
    assert here("compare", *PAIR, "--weights", "nowhere.yaml").code == 2
    done = here("compare", *PAIR, "--weights", "equal", "--format", "csv")
    assert done.code == 2
    assert "--out" in done.err


def test_only_one_can_be_ranked(here: Here) -> None:
    done = here("compare", "alt-0-today", "solo", "--weights", "equal", "--lang", "en")
    assert done.code == 0, done.err
    text = " ".join(done.out.split())
    assert "only solo can be ranked" in text
    assert "not everybody in scope is covered: alt-0-today" in text
