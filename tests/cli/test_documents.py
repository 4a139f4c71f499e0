"""Every command that has a result gives it as JSON, of the form that `schema` prints."""

from __future__ import annotations

import json
from importlib import import_module
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from planner.report.json import DOCUMENTS
from planner.report.json.documents_page import documents_page
from tests.cli.running import Here
from tests.horizon.conftest import projected

__all__ = ["projected"]

STUDY = """
title: Færre og flere
scenario: alt-3-senjalegen
vary:
  - {path: demand.factor, values: [0.8, 1.2]}
"""
COMMANDS = {
    "solve": ["solve", "alt-3-senjalegen"],
    "compare": ["compare", "alt-0-today", "alt-3-senjalegen", "--workers", "1"],
    "explain": ["explain", "alt-3-senjalegen", "--set", "threshold.mode=hard"],
    "price": ["price", "alt-3-senjalegen", "--part", "rules"],
    "alternatives": ["alternatives", "alt-3-senjalegen", "-k", "2"],
    "pareto": ["pareto", "alt-3-senjalegen", "--resolution", "20%"],
    "effects": ["effects", "alt-0-today", "alt-3-senjalegen", "--workers", "1"],
    "share": ["share", "alt-3-senjalegen", "--workers", "1"],
    "horizon": ["horizon", "midt-troms-2024/alt-3-senja", "--workers", "1"],
    "phase": ["phase", "alt-3-senjalegen", "--measures", "unit,venue", "--workers", "1"],
    "breakeven": [
        *("breakeven", "alt-3-senjalegen", "--vary", "demand.factor", "--between", "1", "1.2"),
        *("--scan", "2"),
    ],
    "what-if-better": ["what-if-better", "alt-0-today", "alt-3-senjalegen", "--workers", "1"],
    "robust": ["robust", "alt-3-senjalegen", "--over", "study.yaml"],
    "check": ["check", "alt-3-senjalegen"],
    "region-list": ["region", "list"],
    "scenario-list": ["scenario", "list"],
}


def test_every_document_is_tried() -> None:
    assert set(COMMANDS) == set(DOCUMENTS)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_gives_the_document_that_its_schema_describes(
    lms: Here, name: str, projected: Path
) -> None:
    (lms.folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    more = ("--set", f"region={projected}") if name == "horizon" else ()
    ran = lms(*COMMANDS[name], *more, "--json")
    assert ran.code == (3 if name == "explain" else 0), ran.err
    module, _, model = DOCUMENTS[name].partition(":")
    found = getattr(import_module(module), model).model_validate_json(ran.out)
    assert found.schema_version == 1
    assert json.loads(ran.out)["planner_version"]
    schema = json.loads(lms("schema", name).out)
    assert set(json.loads(ran.out)) == set(schema["properties"])


def test_json_and_another_form_cannot_both_be_had(lms: Here) -> None:
    ran = lms("alternatives", "alt-3-senjalegen", "--json", "--format", "csv")
    assert ran.code == 2
    assert "--format csv" in ran.err


def test_what_is_wrong_is_told_as_json_too(lms: Here) -> None:
    (lms.folder / "own.yaml").write_text("titel: Min\nregion: midt-troms-2011\n", encoding="utf-8")
    ran = lms("check", "own.yaml", "--json")
    assert ran.code == 2
    found = json.loads(ran.out)
    assert not found["sound"]
    assert {(row["field"], row["line"]) for row in found["problems"]} >= {("titel", 1)}


def test_a_schema_that_is_none(lms: Here) -> None:
    ran = lms("schema", "compar")
    assert ran.code == 2
    assert "compare" in ran.err
    assert lms("schema").out.split() == ["scenario", *DOCUMENTS]


def test_the_page_is_made_from_the_models() -> None:
    page = Path(__file__).parents[2] / "docs" / "json-documents.md"
    assert page.read_text(encoding="utf-8") == documents_page()


def test_a_scenario_from_standard_input(lms: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "title: Fra røret\nextends: alt-3-senjalegen\ndemand: {level: middle}\n"
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(text.encode()), encoding="utf-8"))
    piped = json.loads(lms("solve", "-", "--json").out)
    set_ = json.loads(lms("solve", "alt-3-senjalegen", "--set", "demand.level=middle", "--json").out)
    assert piped["title"] == "Fra røret"
    assert piped["indicators"] == set_["indicators"]
