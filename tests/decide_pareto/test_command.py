"""The command from end to end: what it prints, writes, keeps when it is stopped, and refuses."""

from __future__ import annotations

import csv
import io
import json
import os
import signal

import pytest

from planner.decide.pareto_scenario import pareto
from planner.errors import NoPlanError
from planner.region import read_region
from planner.scenario import read_scenario
from tests.cli.running import Here

SMALL = "alt-3-senjalegen"
FEW = 'demand.programmes=["diabetes"]'
COARSE = ("--set", FEW, "--resolution", "60%")


def test_a_folder_with_a_run_for_every_point(lms: Here) -> None:
    ran = lms("pareto", SMALL, *COARSE, "--format", "json", "--out", "front")
    assert ran.code == 0
    front = json.loads(ran.out)
    assert front["complete"] is True
    assert not front["open"]
    points = front["points"]
    assert len(points) > 1
    assert all(point["proven"] for point in points)
    for one in points:
        for other in points:
            better = [other["values"][f] < one["values"][f] for f in ("travel", "cost")]
            worse = [other["values"][f] > one["values"][f] for f in ("travel", "cost")]
            assert other is one or (any(better) and any(worse))
    folder = lms.folder / "front"
    names = {path.name for path in folder.iterdir()}
    runs = {point["point"] for point in points}
    files = {"front.txt", "front.json", "front.csv", "front.png", "front.svg", "inputs.json"}
    assert names == files | runs
    assert (folder / "front.png").read_bytes()[:4] == b"\x89PNG"
    assert json.loads((folder / "front.json").read_text(encoding="utf-8")) == front
    for point in points:
        [run] = [folder / point["point"]]
        indicators = json.loads((run / "indicators.json").read_text(encoding="utf-8"))
        stages = {row["name"]: row["value"] for row in indicators["stages"]}
        assert stages["travel"] == pytest.approx(point["values"]["travel"])
        assert stages["cost"] == pytest.approx(point["values"]["cost"])
    assert lms("check", folder / points[-1]["point"]).code == 0
    text = (folder / "front.txt").read_text(encoding="utf-8")
    assert "reisetid mot kostnad" in text
    assert "Fronten er komplett" in text


def test_what_to_set_gives_the_same_plan(lms: Here) -> None:
    rows = list(csv.DictReader(io.StringIO(lms("pareto", SMALL, *COARSE, "--format", "csv").out)))
    first, last = rows[0], rows[-1]
    limit = last["set"].split(" ")[-1]
    assert limit.startswith("limits.cost=")
    bounded = lms("solve", SMALL, "--set", FEW, "--set", limit, "--json")
    assert bounded.code == 0
    stages = {row["name"]: row["value"] for row in json.loads(bounded.out)["stages"]}
    assert stages["travel"] == pytest.approx(float(last["travel"]), rel=1e-3)
    assert stages["cost"] <= float(last["cost"]) + 1
    assert float(first["travel"]) < float(last["travel"])


@pytest.mark.parametrize("objectives", ["travel", "travel,travel", "travel,beauty"])
def test_other_objectives_are_refused(lms: Here, objectives: str) -> None:
    ran = lms("pareto", SMALL, "--objectives", objectives)
    assert ran.code == 2
    assert "worst_travel" in ran.err
    assert ran.out == ""


def test_a_plan_that_is_best_in_everything_is_the_whole_front(lms: Here) -> None:
    ran = lms("pareto", SMALL, "--objectives", "travel,worst_travel", "--set", FEW, "--lang", "en")
    assert ran.code == 0
    assert "travel against longest way" in ran.out
    assert "nothing to trade" in ran.out
    assert "The front is complete" in ran.out


def test_the_clock_ends_it_and_it_says_so(lms: Here) -> None:
    """Before both ends are known there is no front; a quick machine may know them all the same."""
    ran = lms("pareto", SMALL, "--time-limit", "0.000001")
    assert ran.code == 4
    assert "both ends" in ran.err or "plan" in ran.out


def test_ctrl_c_keeps_what_is_proven_and_says_what_is_open() -> None:
    pressed = 0

    def press(message: str, _share: float | None) -> None:
        nonlocal pressed
        if message.startswith("cost at most") and not pressed:
            pressed += 1
            os.kill(os.getpid(), signal.SIGINT)

    loaded = read_scenario(SMALL, (FEW,))
    region = read_region(loaded.scenario.region)
    front = pareto(region, loaded, resolution=0.2, progress=press)
    assert pressed == 1
    assert not front.complete
    assert all(point.proven for point in front.points)
    assert len(front.points) in (2, 3), "the ends, and what was being looked for"
    [part] = front.open
    assert part.least == front.points[0].values["travel"]
    assert part.below["cost"] == front.points[-2].values["cost"]
    assert part.above["cost"] == pytest.approx(front.points[-1].values["cost"], rel=1e-5)


def test_ctrl_c_before_both_ends_are_known_is_no_plan() -> None:
    def press(message: str, _share: float | None) -> None:
        if message == "diabetes":  # the programme that is listed
            os.kill(os.getpid(), signal.SIGINT)

    loaded = read_scenario(SMALL, (FEW,))
    with pytest.raises(NoPlanError, match="both ends"):
        pareto(read_region(loaded.scenario.region), loaded, progress=press)
