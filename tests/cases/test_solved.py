"""Small inputs that went wrong, as their folders have them, solved as a user solves them."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.pipeline.alternative import Alternative
from planner.pipeline.run import read_task, solve_task
from planner.report.comparison.verdicts import verdict as sentences

CASES = Path(__file__).parent


def solved(name: str) -> Alternative:
    return solve_task(read_task(str(CASES / name / "case.yaml")))


def test_there_and_back_as_the_matrix_says() -> None:
    """directed-matrix: the way back takes three times as long as the way there, or a third."""
    found = solved("directed-matrix")
    assert found.indicators.travel_hours_total == pytest.approx(196.0, abs=0.5)
    rows = {row.place_id: row for row in found.indicators.assignments}
    assert rows["nes1"].minutes == 18.0
    assert rows["nes1"].travel_hours == pytest.approx(
        rows["nes1"].participants_per_year * rows["nes1"].trips_per_participant * (18 + 6) / 60
    )


def test_what_nobody_lacks_is_not_unmet_anywhere() -> None:
    """sliver-unmet: three millionths of a participant were without an offer."""
    found = solved("sliver-unmet")
    assert [row.share for row in found.plan.unmet] == [1.0]
    assert all(share > 1e-4 for share in (row.share for row in found.plan.attendance))


def test_where_nobody_lives_one_sentence_says_so_and_posts_cost_what_they_do() -> None:
    """nobody-lives-there: everybody was covered, coverage was 0 %, and no price was missing."""
    found = solved("nobody-lives-there")
    assert sentences(found, "en") == (
        "Nobody lives in the municipalities in scope.",
        "Cost: NOK 620,000* a year.",
    )
