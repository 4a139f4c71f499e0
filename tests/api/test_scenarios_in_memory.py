"""Scenarios that a script makes and changes: checked as a file is, with true origins."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import planner
from planner.scenario import LoadedScenario, Scenario, read_scenario, show_resolved
from planner.whatif import break_even, read_table, run_study, study_of
from tests.api.shared import LIGHT


@pytest.fixture(scope="module")
def lokta() -> LoadedScenario:
    return read_scenario("alt-2-lokta")


def test_changes_are_set_and_say_so(lokta: LoadedScenario) -> None:
    changed = lokta.change(
        {"demand.level": "high"}, threshold={"persons_min": np.int64(15_000)}, scope="ten"
    )
    assert changed.scenario.demand.level == "high"
    assert changed.scenario.threshold.persons_min == 15_000
    assert changed.scenario.threshold.persons_max == lokta.scenario.threshold.persons_max
    assert changed.origins["demand.level"] == "--set"
    assert changed.origins["threshold.persons_max"] == lokta.origins["threshold.persons_max"]
    again = changed.change(demand={"factor": 2})
    assert again.scenario.demand.level == "high"
    assert lokta.scenario.demand.level != "high"
    assert again == read_scenario("alt-2-lokta", again.overrides)


def test_misspelt_keys_and_wrong_values_are_refused(lokta: LoadedScenario) -> None:
    with pytest.raises(planner.InputError, match="Did you mean `demand`"):
        lokta.change(demmand={"level": "high"})
    with pytest.raises(planner.InputError, match=r"threshold\.persons_min"):
        lokta.change(threshold={"persons_min": "many"})
    with pytest.raises(planner.InputError, match=r"unknown key `scoope`\. Did you mean `scope`"):
        lokta.scenario.model_copy(update={"scoope": "ten"})
    with pytest.raises(planner.InputError, match=r"Threshold \[persons_min\]"):
        lokta.scenario.threshold.model_copy(update={"persons_min": "many"})
    with pytest.raises(planner.InputError, match=r"persons_max .* is smaller"):
        lokta.scenario.threshold.model_copy(update={"persons_max": 1})


def test_copies_keep_what_was_set(lokta: LoadedScenario) -> None:
    part = lokta.scenario.threshold.model_copy(update={"persons_min": 15_000})
    assert part.model_fields_set == {*lokta.scenario.threshold.model_fields_set, "persons_min"}
    assert lokta.scenario.model_copy(update={"scope": "ten"}).threshold == lokta.scenario.threshold


def test_what_was_replaced_in_memory_is_no_default(lokta: LoadedScenario) -> None:
    changed = replace(lokta, scenario=lokta.scenario.model_copy(update={"scope": "ten"}))
    assert changed.origins["scope"] == "Python"
    (line,) = [line for line in show_resolved(changed).splitlines() if line.startswith("scope:")]
    assert line.endswith("# Python")
    assert changed.origins["demand.level"] == lokta.origins["demand.level"]
    assert changed.change(demand={"level": "high"}).scenario.scope == "ten"


def test_plain_values_are_a_scenario_too() -> None:
    made = read_scenario({"name": "mine", "title": "Min", "extends": "alt-2-lokta", "scope": "ten"})
    assert made.scenario.units == read_scenario("alt-2-lokta").scenario.units
    assert made.origins["scope"] == "Python"
    assert made.origins["units.candidates"].endswith(tuple("0123456789"))
    with pytest.raises(planner.InputError, match=r"Python \[titl\]: unknown key `titl`"):
        read_scenario({"name": "mine", "titl": "Min"})
    with pytest.raises(planner.InputError, match="Did you mean alt-2-lokta"):
        read_scenario({"title": "Min", "extends": "alt-2-lokt"})


def test_scenarios_and_regions_are_compared_as_values(lokta: LoadedScenario) -> None:
    region = replace(planner.read_region("midt-troms-2011"), path=None, id="mine")
    third = Scenario.model_validate({**lokta.scenario.model_dump(), "name": "third"})
    compared = planner.compare_scenarios(
        ["alt-0-today", lokta.change(name="second"), third], LIGHT, region=region, scope="eight"
    )
    assert [a.name for a in compared.alternatives] == ["alt-0-today", "second", "third"]
    assert compared.region.id == "mine"
    assert {a.scenario.region for a in compared.alternatives} == {"mine"}
    hours = {a.name: a.indicators.travel_hours_total for a in compared.alternatives}
    assert hours["second"] == pytest.approx(hours["third"])
    with pytest.raises(planner.InputError, match="same name"):
        planner.compare_scenarios([lokta, lokta], region=region)
    with pytest.raises(planner.InputError, match="nowhere"):
        planner.solve_scenario(lokta.change(venues={"in_use": ["nowhere"]}), region=region)


def test_studies_take_scenarios_and_regions(lokta: LoadedScenario, tmp_path: Path) -> None:
    region = replace(planner.read_region("midt-troms-2011"), path=None, id="mine")
    low = lokta.change(name="low", demand={"level": "low"})
    study = study_of(
        {
            "scenarios": [low, "alt-0-today"],
            "set": {"demand.factor": 2, "demand.programmes": ["diabetes"]},
        },
        region=region,
    )
    assert run_study(study, tmp_path / "study", workers=1).left == 0
    table = read_table(tmp_path / "study")
    assert list(table["scenario"]) == ["low", "alt-0-today"]
    alone = planner.solve_scenario(low.change(demand={"factor": 2}), LIGHT, region=region)
    assert table["travel_hours_total"][0] == pytest.approx(alone.indicators.travel_hours_total)
    with pytest.raises(planner.InputError, match="one name"):
        study_of({"scenarios": [low, low]})
    found = break_even(
        [low], "threshold.persons_min", 10_000, 40_000, overrides=LIGHT, scan=3, close=0.2
    )
    assert found.scenarios == ("low",)
