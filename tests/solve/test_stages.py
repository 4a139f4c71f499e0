"""How a stage is reported: status, bound and gap say what was proved and no more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.plan import EXACT_GAP, Stage, Status, relative_gap
from planner.solve.base.stages import by_clock, make_stage, slack
from tests.model.cases import free_problem

PROBLEM = free_problem(
    threshold={"mode": "soft", "persons_min": 20_000, "persons_max": 40_000, "tolerance_share": 0.01}
)


def test_a_proven_stage_is_optimal() -> None:
    stage = make_stage(PROBLEM, "travel", 710.5, 710.5, 0.01)
    assert stage == Stage("travel", "hours/year", 710.5, 710.5, 0.0, Status.OPTIMAL)


def test_within_the_gap_that_was_asked_for() -> None:
    stage = make_stage(PROBLEM, "travel", 100.0, 99.5, 0.01)
    assert stage.status is Status.WITHIN_GAP
    assert stage.gap == pytest.approx(0.005)


def test_beyond_it_the_search_was_stopped() -> None:
    stage = make_stage(PROBLEM, "travel", 100.0, 98.0, 0.01)
    assert stage.status is Status.STOPPED
    assert stage.gap == pytest.approx(0.02)


def test_nothing_proved_is_a_bound_of_zero() -> None:
    stage = make_stage(PROBLEM, "cost", 100.0, None, 0.01)
    assert (stage.bound, stage.gap, stage.status) == (0.0, 1.0, Status.STOPPED)


def test_a_bound_of_zero_below_a_value_is_none() -> None:
    assert not make_stage(PROBLEM, "cost", 100.0, None, 0.01).has_bound
    assert not make_stage(PROBLEM, "cost", 100.0, 0.0, 0.01).has_bound
    assert make_stage(PROBLEM, "cost", 100.0, 1.0, 0.01).has_bound
    assert make_stage(PROBLEM, "unmet", 0.0, None, 0.0).has_bound


def test_only_a_limit_stops_a_search() -> None:
    stages = (
        make_stage(PROBLEM, "travel", 100.0, 100.0, 0.01),
        make_stage(PROBLEM, "cost", 100.0, 50.0, 0.01),
    )
    assert [s.status for s in by_clock(stages, ended=True)] == [Status.OPTIMAL, Status.STOPPED]
    own_end = by_clock(stages, ended=False)
    assert [s.status for s in own_end] == [Status.OPTIMAL, Status.UNPROVEN]
    assert [s.bound for s in own_end] == [100.0, 50.0]


def test_a_value_of_zero_needs_no_proof() -> None:
    assert make_stage(PROBLEM, "unmet", 0.0, None, 0.0).status is Status.OPTIMAL


def test_the_tolerance_of_the_shortfall_is_no_gap() -> None:
    """A hundredth of 20 000 may be given away for the sake of later stages."""
    within = make_stage(PROBLEM, "shortfall", 5_200.0, 5_000.0, 0.0)
    assert (within.value, within.bound) == (5_200.0, 5_000.0)
    assert (within.gap, within.status) == (0.0, Status.OPTIMAL)
    beyond = make_stage(PROBLEM, "shortfall", 5_300.0, 5_000.0, 0.0)
    assert beyond.gap == pytest.approx(100 / 5_100)
    assert beyond.status is Status.STOPPED
    assert make_stage(PROBLEM, "travel", 5_200.0, 5_000.0, 0.0).status is Status.STOPPED


def test_later_stages_may_use_the_tolerance_and_the_solvers_rounding() -> None:
    assert slack(PROBLEM, "shortfall", 5_000.0) == pytest.approx(200, rel=1e-3)
    assert 0 < slack(PROBLEM, "travel", 5_000.0) < 0.01


@given(
    value=st.floats(0, 1e6),
    bound=st.one_of(st.none(), st.just(float("-inf")), st.floats(-10, 1e6)),
    wanted=st.floats(0, 0.5),
    name=st.sampled_from(("unmet", "travel", "cost", "venues", "outside")),
)
def test_a_stage_claims_no_more_than_was_proved(
    value: float, bound: float | None, wanted: float, name: str
) -> None:
    stage = make_stage(PROBLEM, name, value, bound, wanted)
    assert 0 <= stage.bound <= stage.value == value
    assert stage.bound <= max(0.0, bound or 0.0)
    assert stage.gap == relative_gap(value, stage.bound)
    if stage.status is Status.OPTIMAL:
        assert stage.gap <= EXACT_GAP
    elif stage.status is Status.WITHIN_GAP:
        assert EXACT_GAP < stage.gap <= wanted
    else:
        assert stage.gap > max(wanted, EXACT_GAP)
