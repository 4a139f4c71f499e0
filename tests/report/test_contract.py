"""The JSON contract: what is documented is what is written, and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from math import inf
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from planner.pipeline.alternative import WithoutPlan
from planner.report.comparison.comparison import compare
from planner.report.json.comparison import alternative_json, comparison_json
from planner.report.json.contract import (
    ComparisonJson,
    SolveJson,
    alternative_json_schema,
    comparison_json_schema,
)
from planner.report.json.page import contract_page
from tests.decide_criteria.cases import weighed
from tests.report.cases import halves, today, together, west_only

PAGE = Path(__file__).parents[2] / "docs" / "json-contract.md"

PROMISED = {
    "": {"schema_version", "region", "scope_codes", "persons_in_scope", "alternatives"},
    "alternatives": {
        "scenario",
        "status",
        "gap",
        "stages",
        "units",
        "outside_codes",
        "coverage_share",
        "venues_used",
        "indicators",
        "per_municipality",
        "per_programme",
    },
    "stages": {"name", "unit", "value", "bound", "gap", "status"},
    "units": {
        "unit_id",
        "seat_place_id",
        "member_codes",
        "persons",
        "threshold_status",
        "persons_short",
        "persons_above",
    },
    "indicators": {
        "travel_hours_total",
        "travel_hours_participants",
        "travel_hours_staff",
        "travel_hours_specialist",
        "travel_hours_outside",
        "minutes_mean",
        "minutes_p90",
        "minutes_max",
        "share_within_30",
        "share_within_45",
        "share_within_60",
        "participants_served",
        "participants_specialist",
        "participants_unmet",
        "programmes_viable",
        "courses",
        "cost_nok",
    },
}
"""What version 1 has had from the start: object → fields that must not go."""


def document() -> dict[str, Any]:
    """A comparison in which every kind of object occurs."""
    region_values = {"venues": {"strategy": "listed", "listed": ["v_m4"]}}
    comparison = compare(
        [
            today(),
            west_only(),
            together(gap=0.02),
            together("same", gap=inf),
            together("far", venue="v_m4", scenario=region_values),
            halves(),
        ],
        [WithoutPlan("none", "Ingen", "infeasible", ("because",))],
    )
    found: dict[str, Any] = json.loads(comparison_json(comparison, weighed()))
    return found


def objects(value: Any, field: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every JSON object in a document with the field that it stands in."""
    if isinstance(value, dict):
        yield field, value
        for key, item in value.items():
            yield from objects(item, key)
    elif isinstance(value, list):
        for item in value:
            yield from objects(item, field)


def documented() -> dict[str, tuple[str, ...]]:
    """Object → fields, as the page has them."""
    found: dict[str, tuple[str, ...]] = {}
    for section in PAGE.read_text(encoding="utf-8").split("\n## ")[1:]:
        found[section.split("\n")[0]] = tuple(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE))
    return found


def test_the_page_is_the_one_that_the_models_make() -> None:
    assert PAGE.read_text(encoding="utf-8") == contract_page()


def test_the_fields_of_the_page_are_the_fields_of_the_output() -> None:
    page = documented()
    by_field = {
        "": "ComparisonJson",
        "alternatives": "AlternativeJson",
        "stages": "StageJson",
        "units": "UnitJson",
        "venues": "VenueJson",
        "indicators": "IndicatorsJson",
        "worst_municipality": "WorstMunicipalityJson",
        "per_municipality": "MunicipalityJson",
        "per_programme": "ProgrammeJson",
        "courses": "CourseJson",
        "cost_items": "CostItemJson",
        "unit_costs": "UnitCostJson",
        "professions": "ProfessionJson",
        "assumptions": "AssumptionJson",
        "verdict": "TextJson",
        "remarks": "TextJson",
        "without_plan": "WithoutPlanJson",
        "same_travel": "SameTravelJson",
        "same_organisation": "SameOrganisationJson",
        "hours": "HoursJson",
        "weighing": "WeighingJson",
        "criteria": "CriterionJson",
        "judgement": "JudgementJson",
        "figures": "AlternativeValuesJson",
        "values": "CriterionValueJson",
        "with_qualifications": "RankingJson",
        "without_qualifications": "RankingJson",
        "rows": "RankedJson",
        "scores": "CriterionScoreJson",
        "apart": "ApartJson",
        "reversals": "ReversalJson",
        "changes": "ChangeJson",
        "levels": "LevelJudgementJson",
        "evidence": "EvidenceJson",
        "recommendation": "RecommendationJson",
        "choices": "ChoiceJson",
        "differences": "DifferenceJson",
        "weight": "ChangeJson",
        "first_at_levels": "LevelFirstJson",
        "nb": "InWordsJson",
        "en": "InWordsJson",
        "sections": "SectionJson",
    }
    seen = set()
    for field, found in objects(document()):
        assert tuple(found) == page[by_field[field]], field
        seen.add(by_field[field])
    assert seen == set(page) - {"SolveJson"}, "every object of the page occurs in the document"


def test_every_field_is_explained_and_every_figure_has_a_unit() -> None:
    for schema in (comparison_json_schema(), alternative_json_schema()):
        for name, model in {**schema["$defs"], "": schema}.items():
            for field, of in model["properties"].items():
                assert of.get("description"), f"{name}.{field}"
                types = {of.get("type"), *(option.get("type") for option in of.get("anyOf", ()))}
                counted = re.search(r"units_|rows|agreements|schema_version", field)
                if (
                    types & {"number", "integer"}
                    and not counted
                    and (name, field[:5])
                    != (
                        "StageJson",
                        field[:5],
                    )
                ):
                    assert of.get("unit") or name in ("CourseJson", "StageJson"), f"{name}.{field}"


@pytest.mark.parametrize("field", sorted(PROMISED))
def test_what_was_promised_is_there(field: str) -> None:
    found = [item for name, item in objects(document()) if name == field]
    assert found
    for item in found:
        assert PROMISED[field] <= set(item)


def test_a_solve_is_an_alternative_with_the_head_of_a_comparison() -> None:
    comparison = document()
    solve = json.loads(alternative_json(together(gap=0.02)))
    alternative = comparison["alternatives"][2]
    assert {**solve, "best_in": alternative["best_in"]}.items() >= alternative.items()
    for field in ("schema_version", "planner_version", "region", "scope_codes", "persons_in_scope"):
        assert solve[field] == comparison[field]


def test_the_output_fits_the_schema_and_a_changed_one_does_not() -> None:
    found = document()
    ComparisonJson.model_validate(found)
    SolveJson.model_validate_json(alternative_json(today()))
    with pytest.raises(ValidationError):
        ComparisonJson.model_validate({**found, "extra": 1})
    found["alternatives"][0]["status"] = "perfect"
    with pytest.raises(ValidationError):
        ComparisonJson.model_validate(found)


def test_status_and_gap_are_those_of_the_worst_stage() -> None:
    by_name = {a["scenario"]: a for a in document()["alternatives"]}
    assert (by_name["together"]["status"], by_name["together"]["gap"]) == ("stopped", 0.02)
    assert by_name["far"]["status"] == "optimal"
    assert by_name["same"]["gap"] is None
    assert by_name["same"]["stages"][0]["bound"] is None


def test_people_are_whole_numbers_and_nothing_is_infinite() -> None:
    text = comparison_json(compare([together(gap=inf), today()]))
    assert "Infinity" not in text
    assert "NaN" not in text
    assert '"persons": 4600,' in text
    assert "-0.0" not in text


def test_marks_in_the_json_are_those_of_the_table() -> None:
    comparison = compare([today(), together(), halves()])
    found = json.loads(comparison_json(comparison))
    for n, alternative in enumerate(found["alternatives"]):
        marked = [row for row, cells in comparison.rows.items() if cells[n].best]
        assert alternative["best_in"] == marked


def test_the_same_comparison_gives_the_same_bytes() -> None:
    first, second = ([today(), together(), halves()] for _ in range(2))
    assert comparison_json(compare(first)) == comparison_json(compare(second))


def test_messages_are_told_once() -> None:
    alternative = together(messages=("once", "once"))
    alternative = replace(alternative, loaded=replace(alternative.loaded, messages=("--set a",)))
    assert json.loads(alternative_json(alternative))["messages"] == ["--set a", "once"]
