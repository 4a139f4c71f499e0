"""The least regretted plan: regrets against every future's best, on plans held to their rooms."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import pytest

from planner.errors import InputError
from planner.whatif import StudyFile, plan_study, study_of
from planner.whatif.robust_plans import TODAY, robust
from planner.whatif.work import Kept, solved
from tests.cli.running import Here

ONE = {"demand.programmes": ["diabetes"]}


def futures(*factors: float) -> StudyFile:
    return study_of({"scenario": "solo", "vary": [{"path": "demand.factor", "values": list(factors)}]})


def test_every_regret_is_what_solving_with_those_rooms_gives() -> None:
    found = robust("alt-2-lokta", futures(1.0, 2.5), overrides=ONE)
    assert len(found.candidates) >= 2
    assert [p.inputs["demand.factor"] for p in found.futures] == [1.0, 2.5]
    memory = Kept()
    for factor in (1.0, 2.5):
        number = next(p.number for p in found.futures if p.inputs["demand.factor"] == factor)
        hours = []
        for one in found.candidates:
            rooms = list(one.kept.venue_ids)
            values = {
                **ONE,
                "demand.factor": factor,
                "venues.strategy": "listed",
                "venues.listed": rooms,
            }
            planned = plan_study(study_of({"scenarios": ["alt-2-lokta", "pilot"], "set": values}))
            job = planned.rows[0].job
            assert job is not None
            hours.append(solved(planned.shared, job, memory).indicators.travel_hours_total)
        best = min(hours)
        for one, own in zip(found.candidates, hours, strict=True):
            assert one.figures[number] == pytest.approx(own)
            assert one.regrets[number] == pytest.approx(own - best, abs=1e-6)
            assert (number in one.best_in) <= (one.regrets[number] < 1e-6)
    assert found.minimax.worst == min(one.worst for one in found.candidates)
    assert found.least_expected.expected == min(one.expected for one in found.candidates)
    assert TODAY in found.today.best_in
    assert found.today.price_today == 0
    for one, other in combinations(found.candidates, 2):
        assert one.worst <= other.worst
        assert one.kept != other.kept


def test_rooms_that_must_be_used_may_leave_no_plan() -> None:
    found = robust("alt-2-lokta", futures(0.6, 2.5), hold="in_use", overrides=ONE)
    most = max(found.candidates, key=lambda one: len(one.kept.venue_ids))
    low = next(p.number for p in found.futures if p.inputs["demand.factor"] == 0.6)
    assert most.figures[low] is None
    assert most.worst == float("inf")
    assert not found.certain


def test_one_future_like_today_regrets_nothing_and_that_is_certain() -> None:
    found = robust("alt-2-lokta", futures(1.0), overrides=ONE)
    assert len(found.candidates) == 1
    assert found.certain
    assert found.minimax is found.today


def test_what_cannot_be_is_told() -> None:
    with pytest.raises(InputError, match="alt-9"):
        robust("alt-9", futures(1.0), overrides=ONE)
    with pytest.raises(InputError, match="no figure"):
        robust("alt-2-lokta", futures(1.0, 2.0), value="guideline", overrides=ONE)
    with pytest.raises(InputError, match="more than 0"):
        robust("alt-2-lokta", futures(1.0, -1.0), overrides=ONE)
    hard = {"threshold.mode": "hard", "threshold.persons_min": 35_000}
    with pytest.raises(InputError, match="no plan today"):
        robust("alt-2-lokta", futures(1.0, 2.0), overrides={**ONE, **hard})


def test_at_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    here = Here(tmp_path, capsys)
    study = tmp_path / "futures.yaml"
    study.write_text(
        "scenario: solo\nvary: [{path: demand.factor, values: [1, 2]}]\n", encoding="utf-8"
    )
    asked = ["alt-2-lokta", "--over", study, "--set", "demand.programmes=[diabetes]"]
    done = here("robust", *asked, "--rooms", "in-use")
    assert done.code == 0, done.err
    assert "største anger" in done.out
    assert "best i dag" in done.out
    data = json.loads(here("robust", *asked, "--format", "json").out)
    assert sum(one["minimax"] for one in data["candidates"]) == 1
    assert data["candidates"][0]["worst_regret"] <= data["candidates"][-1]["worst_regret"]
