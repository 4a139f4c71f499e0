"""Weighted means, quantiles and shares."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.evaluate.weighted import share_within, weighted_mean, weighted_quantile

WAYS = st.lists(st.tuples(st.floats(0, 300), st.integers(1, 20).map(float)), min_size=1, max_size=20)


@given(WAYS, st.floats(0.01, 1))
def test_quantile_is_that_of_the_list_with_everybody_in_it(
    ways: list[tuple[float, float]], share: float
) -> None:
    everybody = [t for t, w in ways for _ in range(int(w))]
    expected = np.quantile(everybody, share, method="inverted_cdf")
    assert weighted_quantile(ways, share) == pytest.approx(expected)


@given(WAYS)
def test_mean_is_that_of_the_list_with_everybody_in_it(ways: list[tuple[float, float]]) -> None:
    everybody = [t for t, w in ways for _ in range(int(w))]
    assert weighted_mean(ways) == pytest.approx(np.mean(everybody))


@given(WAYS, st.floats(0.001, 1000))
def test_only_relative_weights_count(ways: list[tuple[float, float]], factor: float) -> None:
    scaled = [(t, w * factor) for t, w in ways]
    assert weighted_quantile(scaled, 0.9) == weighted_quantile(ways, 0.9)
    assert weighted_mean(scaled) == pytest.approx(weighted_mean(ways))


def test_nobody_has_no_mean() -> None:
    assert weighted_mean([]) is None
    assert weighted_mean([(10.0, 0.0)]) is None
    assert weighted_quantile([(10.0, 0.0)], 0.9) is None
    assert share_within([], 30.0, 0.0) is None


def test_weightless_ways_do_not_count() -> None:
    assert weighted_quantile([(10.0, 1.0), (500.0, 0.0)], 1.0) == 10.0


def test_the_limit_itself_is_within() -> None:
    assert share_within([(30.0, 1.0), (30.001, 1.0)], 30.0, 2.0) == 0.5
