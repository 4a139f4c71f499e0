"""What the pictures of studies say, held against plans that are solved for the pages anyhow."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from docs.build import CHECKOUT
from docs.tools.figures import Results
from docs.tools.studies import DRAWS, PICTURES, RECORD, digest
from planner.decide.criteria import CRITERIA
from planner.decide.weights_file import Weights
from planner.evaluate import threshold_status
from planner.report import compare
from planner.report.comparison.weighing import judge
from planner.scenario.schema import Threshold
from planner.whatif import Point, points_of, read_study
from planner.whatif.columns import worst_verdict
from planner.whatif.study_file import StudyFile
from planner.whatif.weighting import Weightings

DRAW_AGAIN = "draw again: python -m docs.tools.studies"


def studies_say_what_the_plans_say(found: Results) -> None:
    """Verdicts are reckoned, bases and weightings ranked anew; the other points rest on the record."""
    record = json.loads((CHECKOUT / "docs" / "images" / RECORD).read_text(encoding="utf-8"))
    assert {name: row["study"] for name, row in record.items()} == {
        name: digest(picture.path) for name, picture in PICTURES.items()
    }, DRAW_AGAIN
    shown = {name: row["shown"] for name, row in record.items()}
    _thresholds(found, shown["studie-terskel.png"])
    _assumptions(found, shown["studie-antakelser.png"])
    _weights(found, shown["studie-vekter.png"])


def _thresholds(found: Results, shown: dict[str, Any]) -> None:
    study = read_study(PICTURES["studie-terskel.png"].path)
    lows = sorted({point.settings["threshold.persons_min"] for point in points_of(study)})
    for name in set(study.study.scenarios) & set(found.solved):
        alternative = found.solved[name]
        told = []
        for low in lows:
            guideline = Threshold(persons_min=low, persons_max=max(low, 40_000))
            units = alternative.indicators.units
            rows = [f"{u.unit_id}={threshold_status(u.persons, guideline)}" for u in units]
            told.append(worst_verdict(";".join(rows)))
        assert told == shown[name], f"{name}: {DRAW_AGAIN}"


def _assumptions(found: Results, shown: dict[str, Any]) -> None:
    study = read_study(PICTURES["studie-antakelser.png"].path)
    ranking = judge(_compared(found, study), _equal()).with_qualifications
    assert (shown["first"],) == ranking.first, DRAW_AGAIN
    lead = ranking.rows[0].score - ranking.rows[1].score
    assert shown["lead"] == pytest.approx(lead, abs=2e-5), DRAW_AGAIN
    region = found.solved[study.study.scenarios[0]].region
    varied = {str(point.inputs["varied"]) for point in points_of(study, region)} - {""}
    assert varied == set(shown["ends"]), DRAW_AGAIN
    # «That takes a quarter fewer people or participants, the national mix, or larger groups»
    turned = {
        name
        for name, ends in shown["ends"].items()
        if any(first != shown["first"] for _, first in ends)
    }
    fewer = {"population.factor", "assumed.demand_levels.participants_per_1000"}
    assert turned == {*fewer, "demand.mix", "assumed.programmes.group_min_persons"}


def _weights(found: Results, shown: dict[str, Any]) -> None:
    study = read_study(PICTURES["studie-vekter.png"].path)
    comparison = _compared(found, study)
    weightings = Weightings(Path(), study.study.weights)
    first = study.study.scenarios[0]
    points: list[Point] = [
        point
        for point in points_of(study)
        if point.scenario == first and point.settings["threshold.persons_min"] == 20_000
    ]
    told = []
    for point in points[:DRAWS]:
        weights = Weights("", weightings.at(point.settings), samples=1_000)
        told.append(";".join(judge(comparison, weights).with_qualifications.first))
    assert told == shown["draws"], DRAW_AGAIN


def _equal() -> Weights:
    return Weights("", dict.fromkeys(CRITERIA, 1.0), samples=1_000)


def _compared(found: Results, study: StudyFile) -> Any:
    return compare([found.solved[name] for name in study.study.scenarios])
