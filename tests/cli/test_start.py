"""`solve --start`: an earlier run, its plan, or what is wrong with it."""

from __future__ import annotations

import json

import pytest

from tests.cli.running import Here

FEW = ("--set", "demand.programmes=[cancer]")
AS_ONE = ("--set", "rules.access.specialist_share_max=0.9", "--set", "venues.count_max=1")
"""The limit on the share makes one MILP of it, and the one venue a small one."""


def test_a_run_without_time_keeps_the_earlier_plan(lms: Here) -> None:
    assert lms("solve", "alt-3-senjalegen", *FEW, *AS_ONE, "--out", "run").code == 0
    earlier = json.loads((lms.folder / "run" / "plan.json").read_text(encoding="utf-8"))
    for start in ("run", "run/plan.json"):
        ran = lms(
            "solve", "alt-3-senjalegen", *FEW, *AS_ONE,
            "--start", start, "--time-limit", "1e-6", "--json",
        )  # fmt: skip
        assert ran.code == 0, ran.err
        found = {stage["name"]: stage["value"] for stage in json.loads(ran.out)["stages"]}
        for stage in earlier["stages"]:
            assert found[stage["name"]] == pytest.approx(stage["value"], rel=1e-4)


def test_what_is_no_plan_or_of_another_region_is_told(lms: Here) -> None:
    ran = lms("solve", "alt-3-senjalegen", "--start", "nowhere")
    assert (ran.code, "nowhere" in ran.err) == (2, True)
    (lms.folder / "torn.json").write_text('{"scenario": ', encoding="utf-8")
    ran = lms("solve", "alt-3-senjalegen", "--start", "torn.json")
    assert (ran.code, "ikke JSON" in ran.err) == (2, True)
    assert lms("solve", "midt-troms-2024/alt-2-lokta", *FEW, "--out", "new").code == 0
    ran = lms("solve", "alt-3-senjalegen", "--start", "new")
    assert ran.code == 2
    assert "en annen region" in ran.err
    assert "midt-troms-2011" in ran.err
