"""The chart of a Pareto front: who is on it, what is named, and that it can be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import InputError
from planner.report.charts.pareto import Axis, ParetoPoint, draw_pareto, front_of, pareto_figure
from planner.report.charts.picture import Page
from tests.pictures.measure import assert_readable, words_of

HOURS = Axis("Reisetimer", "timer/år")
COST = Axis("Kostnad", "kr/år")
REACH = Axis("Deltakere", "per år", better="higher")
POINTS = (
    ParetoPoint("i dag", 1203, 297_772),
    ParetoPoint("ett sted", 900, 700_000, knee=True),
    ParetoPoint("LØKTA", 711, 931_346),
    ParetoPoint("ny enhet", 711, 931_346),
    ParetoPoint("pilot", 715, 940_000),
    ParetoPoint("hver for seg", 1203, 2_777_772),
)


def test_those_that_another_beats_are_not_on_the_front() -> None:
    assert [p.name for p in front_of(POINTS, HOURS, COST)] == ["LØKTA", "ny enhet", "ett sted", "i dag"]
    most = [ParetoPoint("a", 1, 1), ParetoPoint("b", 2, 3), ParetoPoint("c", 3, 2)]
    assert [p.name for p in front_of(most, HOURS, REACH)] == ["a", "b"]


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=12))
def test_the_front_is_what_is_left_when_the_beaten_are_gone(values: list[tuple[int, int]]) -> None:
    points = [ParetoPoint(str(n), x, y) for n, (x, y) in enumerate(values)]
    front = front_of(points, HOURS, COST)
    left = {
        p.name
        for p in points
        if not any(q.x <= p.x and q.y <= p.y and (q.x, q.y) != (p.x, p.y) for q in points)
    }
    assert {p.name for p in front} == left
    assert [p.x for p in front] == sorted(p.x for p in front)


def test_names_are_apart_and_equal_points_are_named_together() -> None:
    figure = pareto_figure(POINTS, HOURS, COST, notes=["En lang merknad. " * 30])
    assert_readable(figure)
    text = words_of(figure)
    assert "LØKTA ny enhet" in text
    assert "kneet" in text
    assert "Kostnad (kr/år) ← bedre" in text
    assert "2 500 000" in text


@pytest.mark.parametrize("count", [1, 40])
def test_one_point_and_many_close_ones(count: int) -> None:
    points = [ParetoPoint(f"alternativ {n}", 100 + n % 7, 5.0 - n / 1000) for n in range(count)]
    figure = pareto_figure(points, HOURS, REACH, lang="en", page=Page(20, 14, 72))
    assert_readable(figure)
    text = words_of(figure)
    assert all(point.name in text for point in points)


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
def test_the_same_points_give_the_same_bytes(tmp_path: Path, suffix: str) -> None:
    for name in "ab":
        draw_pareto(POINTS, HOURS, COST, tmp_path / f"{name}.{suffix}", page=Page(12, 9, 50))
    assert (tmp_path / f"a.{suffix}").read_bytes() == (tmp_path / f"b.{suffix}").read_bytes()


def test_what_cannot_be_drawn_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\.gif"):
        draw_pareto(POINTS, HOURS, COST, tmp_path / "front.gif")
    with pytest.raises(ValueError, match="at least one"):
        pareto_figure([], HOURS, COST)
    with pytest.raises(InputError) as refused:
        Page(2, 500, 5)
    assert len(refused.value.findings) == 3
    with pytest.raises(InputError, match="more dots"):
        Page(150, 150, 600)
    assert list(tmp_path.iterdir()) == []
