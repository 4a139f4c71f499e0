"""Every figure is documented, once, and the page in docs/ is what the code says."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from dataclasses import fields
from pathlib import Path

import pytest

import planner.evaluate
from planner.evaluate import (
    INDICATORS,
    CourseIndicators,
    Indicators,
    MunicipalityIndicators,
    ProgrammeIndicators,
    UnitIndicators,
    docs_at,
)
from planner.evaluate.page import indicators_page
from planner.model.objectives import OBJECTIVES
from planner.texts import LANGS

ROOT = Path(__file__).parents[2]

# What names or lists, and does not measure; described where the records are defined.
NOT_MEASURES = {
    "plan": {
        "scenario",
        "scope_codes",
        "outside_codes",
        "scope_is_whole",
        "units",
        "venues_used",
        "cost_absent_because",
        "cost_items",
        "unit_costs",
        "professions",
        "per_municipality",
        "per_programme",
        "per_course",
        "assignments",
        "rests_on",
    },
    "unit": {"unit_id", "seat_place_id", "member_codes", "fillable_codes"},
    "municipality": {"code", "name", "unit_id"},
    "programme": {"programme_id", "name_nb", "name_en"},
    "course": {"programme_id", "venue_id", "unit_id"},
}
RECORDS = {
    "plan": Indicators,
    "unit": UnitIndicators,
    "municipality": MunicipalityIndicators,
    "programme": ProgrammeIndicators,
    "course": CourseIndicators,
}


@pytest.mark.parametrize("level", sorted(RECORDS))
def test_every_measure_is_documented_and_nothing_else(level: str) -> None:
    record = RECORDS[level]
    measured = {f.name for f in fields(record)} - NOT_MEASURES[level] - {"registered"}
    if level == "unit":
        measured.add("programmes_viable")
    assert {doc.name for doc in docs_at(level)} == measured  # type: ignore[arg-type]


@pytest.mark.parametrize("level", ["plan", "municipality", "programme"])
def test_every_entry_has_its_function(level: str) -> None:
    for indicator in docs_at(level):  # type: ignore[arg-type]
        assert indicator.measure is not None, indicator.name


@pytest.mark.parametrize("doc", tuple(INDICATORS.values()), ids=lambda doc: doc.name)
def test_documentation_is_whole(doc: object) -> None:
    assert isinstance(doc, planner.evaluate.Indicator)
    for text in (doc.label, doc.unit, doc.formula):
        assert text == text.strip()
        assert text
    assert not doc.formula.endswith(".")
    assert "|" not in doc.formula  # it stands in a table
    assert doc.levels
    if doc.solver_stage is not None:
        assert doc.solver_stage in OBJECTIVES
        assert "plan" in doc.levels


def test_labels_tell_the_rows_of_one_table_apart() -> None:
    for level in RECORDS:
        docs = docs_at(level)  # type: ignore[arg-type]
        for lang in LANGS:
            assert len({d.label_in(lang) for d in docs}) == len(docs), level


def test_the_page_is_fresh() -> None:
    page = (ROOT / "docs" / "indicators.md").read_text(encoding="utf-8")
    assert page == indicators_page(), "run: python -m planner.evaluate.page > docs/indicators.md"


def test_the_page_names_every_indicator() -> None:
    page = indicators_page()
    for doc in tuple(INDICATORS.values()):
        assert f"| `{doc.name}` |" in page
        assert doc.label_in("nb") in page


def test_examples_in_docstrings_hold() -> None:
    tried = 0
    for module in pkgutil.iter_modules(planner.evaluate.__path__, "planner.evaluate."):
        result = doctest.testmod(importlib.import_module(module.name))
        assert result.failed == 0, module.name
        tried += result.attempted
    assert tried >= 4
