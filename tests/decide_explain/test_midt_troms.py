"""Why the scenarios of 2011 cannot be what they are asked to be, and what would make them so."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from planner.decide import Explanation, explain
from planner.decide.trials import Trials, changed, put
from planner.pipeline.run import read_task
from planner.region import read_region
from planner.report.json import explanation_json
from planner.report.words import Names, explanation_text
from planner.report.words.numbers import Lang
from planner.solve import Verdict
from tests.cli.running import Here

SHIPPED = Path(__file__).parents[2] / "scenarios" / "midt-troms"
TWO_DMS = (
    "scope=eight",
    "units.seats_in_every_municipality=false",
    'units.candidates=["u4a_dms_finnsnes", "u4b_dms_setermoen"]',
)
TWO_OF_20_000 = (*TWO_DMS, "threshold.persons_min=20000")


def explained(name: str, *overrides: str) -> tuple[Explanation, Any, Any]:
    task = read_task(name, overrides)
    region = read_region("midt-troms-2011")
    return explain(region, task.loaded), task.region, task.loaded.scenario


@pytest.fixture(scope="module")
def two_units() -> tuple[Explanation, Any, Any]:
    return explained("split-two", *TWO_OF_20_000)


def test_two_units_of_20_000_need_more_people_than_there_are(
    two_units: tuple[Explanation, Any, Any],
) -> None:
    found, region, scenario = two_units
    assert found.status == "infeasible"
    (reason,) = found.reasons
    assert (reason.values["wanted"], reason.values["total"]) == (40_000, 29_678)
    assert explanation_text(found, region, scenario, "en").splitlines()[3:5] == [
        "Arithmetic",
        "  2 units of at least 20,000 need 40,000 inhabitants; there are 29,678.",
    ]


def test_the_conflict_names_the_lines_of_the_file(two_units: tuple[Explanation, Any, Any]) -> None:
    found, _, _ = two_units
    assert found.minimal
    assert [rule.key for rule in found.conflict] == ["units_count_min", "threshold_low"]
    lines = (SHIPPED / "split-two.yaml").read_text(encoding="utf-8").splitlines()
    told = {s.name: s.origin for rule in found.conflict for s in rule.settings}
    assert told.pop("threshold.persons_min") == "--set"
    for path, origin in told.items():
        file, _, line = origin.rpartition(":")
        assert file.endswith("scenarios/midt-troms/split-two.yaml")
        assert lines[int(line) - 1].strip().startswith(path.split(".")[-1] + ":")


def test_what_would_help_is_ranked_and_cannot_be_smaller(
    two_units: tuple[Explanation, Any, Any],
) -> None:
    """The best split of the eight leaves 14 620 to the smaller half; with one more there is no plan."""
    found, _, scenario = two_units
    assert [r.overrides for r in found.relaxations] == [
        ("threshold.persons_min=14620",),
        ("units.count_min=1",),
    ]
    assert [round(r.change, 3) for r in found.relaxations] == [0.269, 0.5]
    trials = Trials(read_region("midt-troms-2011"), scenario)
    assert trials.find((put(("threshold", "persons_min"), 14_621),)).verdict is Verdict.INFEASIBLE


def test_the_largest_guideline_at_which_4c_holds() -> None:
    found, region, scenario = explained("alt-4c-both-dms", "threshold.mode=hard")
    assert found.status == "infeasible"
    first = found.relaxations[0]
    assert first.overrides == ("threshold.persons_min=13681",)
    assert first.tight
    (guideline,) = [s for s in found.conflict if s.key == "threshold_low"]
    assert guideline.values["low"] == 20_000
    trials = Trials(read_region("midt-troms-2011"), scenario)
    assert trials.find((put(("threshold", "persons_min"), 13_681),)).verdict is Verdict.FEASIBLE
    assert trials.find((put(("threshold", "persons_min"), 13_682),)).verdict is Verdict.INFEASIBLE
    # both halves are too small, and that is told with their names
    text = " ".join(explanation_text(found, region, scenario, "nb").replace("\xa0", " ").split())
    assert "har 19 219 innbyggere, 781 færre" in text
    assert "har 13 681 innbyggere, 6 319 færre" in text
    assert "Senk den nedre grensen fra 20 000 til 13 681 innbyggere" in text
    # the other way out: one takes over the other's municipalities
    assert found.relaxations[1].steps[0].key == "fewer_units"
    assert set(found.relaxations[1].steps[0].values["municipalities"]) == set(  # type: ignore[arg-type]
        region.units["u4b_dms_setermoen"].member_codes
    )


def test_a_soft_guideline_is_explained_as_if_it_were_hard() -> None:
    found, region, scenario = explained("alt-3-six")
    assert found.guideline_as_if_hard
    keys = [r.steps[0].key for r in found.relaxations]
    assert keys == ["threshold_low", "join_units"]
    assert found.relaxations[0].steps[0].values["new"] == 19_219
    join = found.relaxations[1].steps[0]
    # of the neighbours that touch it, Salangen (2212) is the smallest that is enough
    assert join.values["municipalities"] == ("1923",)
    assert join.values["persons"] == region.municipalities["1923"].persons
    assert all(r.overrides[0] == 'threshold.mode="hard"' for r in found.relaxations)
    assert changed(scenario, found.relaxations[0].changes).threshold.persons_min == 19_219


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_text_and_json_say_the_same(lang: Lang, two_units: tuple[Explanation, Any, Any]) -> None:
    found, region, scenario = two_units
    text = explanation_text(found, region, scenario, lang)
    assert all(len(line) <= 100 for line in text.splitlines() if "--set" not in line)
    assert not re.search(r"[{}]|None", text)
    data = json.loads(explanation_json(found, region, scenario))
    flat = " ".join(text.split())
    for row in (*data["reasons"], *data["conflict"]):
        assert " ".join(row["text"][lang].split()) in flat
    for relaxation in data["relaxations"]:
        for step in relaxation["steps"]:
            assert " ".join(step["text"][lang].split()) in flat
        for override in relaxation["set"]:
            assert override in text


def test_names_fall_back_to_ids() -> None:
    names = Names(read_region("midt-troms-2011"), "nb")
    assert names.call("municipality", "1931") == "Lenvik"
    assert names.call("unit", "nobody") == "nobody"


def test_solve_explains_by_itself_with_exit_code_3(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    here = Here(tmp_path, capsys)
    sets = [word for text in TWO_OF_20_000 for word in ("--set", text)]
    done = here("solve", "split-two", *sets, "--lang", "nb")
    assert done.code == 3
    assert done.out == ""
    told = done.err.replace("\xa0", " ")
    assert "trenger 40 000 innbyggere; det er 29 678" in told
    assert "--set 'threshold.persons_min=14620'" in told
    # what is proposed works as it is written
    assert here("solve", "split-two", *sets[:6], "--set", "threshold.persons_min=14620").code == 0
