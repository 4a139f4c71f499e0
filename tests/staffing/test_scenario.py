"""What a scenario may say about staffing and grants, and what is told where it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.scenario import check_against_region
from tests.scenario.files import read
from tests.small_region import make_region

CASES = [
    ("units: {grants: {u_al: 5}}\n", "no unit", "u_all"),
    ("rules: {staffing: {professional_hours_max: {nurs: 5}}}\n", "no profession", "nurse"),
]


@pytest.mark.parametrize(("text", "message", "fix"), CASES)
def test_names_that_do_not_exist(tmp_path: Path, text: str, message: str, fix: str) -> None:
    loaded = read(tmp_path, "title: x\n" + text)
    (finding,) = check_against_region(loaded, make_region())
    assert message in finding.message
    assert fix in str(finding)
    assert finding.line == 2


def test_sound_ones(tmp_path: Path) -> None:
    text = (
        "title: x\nunits: {candidates: [u_all], grants: {u_all: 100000}}\n"
        "rules: {staffing: {mode: hard, professional_hours_max: {nurse: 40}}}\n"
    )
    loaded = read(tmp_path, text)
    assert check_against_region(loaded, make_region()) == ()
    assert loaded.scenario.rules.staffing.mode == "hard"
