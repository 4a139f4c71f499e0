"""Which of three choices moves travel: told where alternatives differ in the mix of programmes."""

from __future__ import annotations

import pytest

from planner.pipeline import read_tasks, solve_tasks
from planner.report import compare
from planner.report.comparison.axes import axes_remark


@pytest.fixture(scope="module")
def remark() -> list[str]:
    names = ("alt-2-lokta", "one-base-setermoen", "lokta-mix")
    return axes_remark(compare(solve_tasks(read_tasks(names), workers=1).alternatives), "en")


def test_the_mix_and_the_venues_are_told_apart(remark: list[str]) -> None:
    [sentence] = remark
    mix, venues = sentence.index("which mix"), sentence.index("which venues")
    assert "lokta-mix and alt-2-lokta" in sentence
    assert "alt-2-lokta and one-base-setermoen" in sentence
    hours = [float(part.split(" a year")[0].split(", ")[-1]) for part in sentence.split("; ")]
    assert hours == sorted(hours, reverse=True)
    assert (mix < venues) == (hours[0] == pytest.approx(711 - 556, abs=1))


def test_nothing_is_told_without_a_mix() -> None:
    names = ("alt-0-today", "alt-2-lokta")
    assert not axes_remark(compare(solve_tasks(read_tasks(names), workers=1).alternatives), "en")
