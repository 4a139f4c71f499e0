"""The scenario files shown in the documentation are read as they stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from planner.data import scenarios_dir
from planner.scenario import read_scenario
from planner.scenario.reference import INTRO
from tests.scenario.files import write

TEXTS = {"reference": INTRO, "readme": (scenarios_dir() / "README.md").read_text(encoding="utf-8")}
EXAMPLES = [
    (name, block)
    for name, text in TEXTS.items()
    for block in re.findall(r"```yaml\n(.*?)```", text, flags=re.DOTALL)
]


def test_there_is_one_in_each() -> None:
    assert {name for name, _ in EXAMPLES} == set(TEXTS)


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_example(tmp_path: Path, name: str, example: str) -> None:
    loaded = read_scenario(write(tmp_path, example, f"{name}.yaml"))
    assert loaded.scenario.travel.season == "winter"
    assert loaded.scenario.units.candidates == ("u2_lokta",)
    assert loaded.messages == ()
