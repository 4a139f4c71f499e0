"""Who is best: intervals that overlap share the mark, and nobody is best by leaving people out."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.report.comparison.marks import Candidate, best_of

candidates = st.lists(
    st.builds(
        Candidate,
        value=st.none() | st.floats(0, 1000),
        slack=st.just(0.0) | st.floats(0, 100),
        eligible=st.booleans(),
    ),
    min_size=2,
    max_size=6,
)


def test_the_lowest_or_the_highest_takes_the_mark() -> None:
    row = [Candidate(3.0), Candidate(1.0), Candidate(2.0)]
    assert best_of(row, "lower") == (False, True, False)
    assert best_of(row, "higher") == (True, False, False)
    assert best_of(row, None) == (False, False, False)


def test_an_interval_that_reaches_the_best_value_shares_the_mark() -> None:
    # [95, 100], [98, 110] and [101, 110] against the best value of 100.
    row = [Candidate(100.0, slack=5.0), Candidate(110.0, slack=12.0), Candidate(110.0, slack=9.0)]
    assert best_of(row, "lower") == (True, True, False)


def test_the_slack_of_the_best_alone_gives_others_no_mark() -> None:
    # The best may be better still: that does not make the second as good as it.
    assert best_of([Candidate(100.0, slack=50.0), Candidate(110.0)], "lower") == (True, False)


def test_what_was_proved_of_nothing_shares_with_all() -> None:
    assert best_of([Candidate(100.0), Candidate(900.0, slack=inf)], "lower") == (True, True)


def test_values_that_read_the_same_share_the_mark() -> None:
    row = [Candidate(711.2), Candidate(710.9), Candidate(711.6)]
    assert best_of(row, "lower", decimals=0) == (True, True, False)
    assert best_of(row, "lower", decimals=1) == (False, True, False)


def test_a_value_earned_by_leaving_people_out_is_passed_over() -> None:
    row = [Candidate(10.0, eligible=False), Candidate(20.0), Candidate(30.0)]
    assert best_of(row, "lower") == (False, True, False)


@pytest.mark.parametrize(
    "row",
    [
        [Candidate(None), Candidate(None)],
        [Candidate(1.0, eligible=False), Candidate(None)],
        [Candidate(1.0)],
        [],
    ],
)
def test_nobody_is_best_where_there_is_nothing_to_compare(row: list[Candidate]) -> None:
    assert not any(best_of(row, "lower"))


@given(candidates, st.sampled_from(("lower", "higher")), st.integers(0, 2))
def test_properties(row: list[Candidate], better: str, decimals: int) -> None:
    marks = best_of(row, better, decimals)  # type: ignore[arg-type]
    competing = [c for c in row if c.eligible and c.value is not None]
    assert any(marks) == bool(competing)
    for candidate, mark in zip(row, marks, strict=True):
        if mark:
            assert candidate in competing
    if competing:
        best = (min if better == "lower" else max)(c.value for c in competing)  # type: ignore[type-var]
        assert all(m for c, m in zip(row, marks, strict=True) if c in competing and c.value == best)
    turned = best_of(row[::-1], better, decimals)  # type: ignore[arg-type]
    assert turned == marks[::-1]
