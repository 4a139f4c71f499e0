"""The probability that a course fills."""

from __future__ import annotations

from dataclasses import replace
from math import exp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import poisson

from planner.evaluate import evaluate
from planner.plan import Attendance
from planner.problem import expected_minimum, fill_probability
from tests.evaluate.cases import paper_plan, paper_region, paper_scenario, paper_travel
from tests.small_region import make_programme


@given(st.integers(1, 25), st.floats(0.01, 60))
def test_people_who_come_alone_follow_poisson(group: int, expected: float) -> None:
    assert fill_probability(group, [(expected, 1.0)]) == pytest.approx(
        poisson.sf(group - 1, expected), abs=1e-12
    )


@given(st.integers(1, 25), st.floats(0.01, 30), st.floats(0.01, 30))
def test_independent_groups_add_up(group: int, one: float, other: float) -> None:
    assert fill_probability(group, [(one, 1.0), (other, 1.0)]) == pytest.approx(
        poisson.sf(group - 1, one + other), abs=1e-12
    )


@given(st.integers(1, 12), st.floats(0.01, 20), st.floats(0.01, 20))
def test_families_and_singles_are_convolved(group: int, families: float, singles: float) -> None:
    # The same sum written the plain way: over the number of couples, the tail of the singles.
    plain = sum(
        poisson.pmf(couples, families / 2) * poisson.sf(group - 2 * couples - 1, singles)
        for couples in range(0, 200)
    )
    assert fill_probability(group, [(families, 2.0), (singles, 1.0)]) == pytest.approx(plain, abs=1e-9)


def test_couples_vary_more_than_singles_do() -> None:
    # Three couples fill a group of five; P(Poisson(3) ≥ 3).
    assert fill_probability(5, [(6.0, 2.0)]) == pytest.approx(1 - exp(-3) * (1 + 3 + 4.5))


@given(st.integers(1, 15), st.floats(0, 30), st.floats(0, 5))
def test_more_people_fill_a_course_more_surely(group: int, expected: float, more: float) -> None:
    surely = fill_probability(group, [(expected + more, 1.0)])
    assert 0 <= fill_probability(group, [(expected, 1.0)]) <= surely + 1e-12 <= 1 + 1e-12


@given(st.integers(2, 20), st.floats(0.7, 0.99))
def test_the_expectation_that_a_scenario_asks_for_fills_with_that_probability(
    group: int, wanted: float
) -> None:
    expected = expected_minimum(group, wanted)
    assert fill_probability(group, [(expected, 1.0)]) >= wanted - 1e-9


@settings(deadline=None)
@given(
    st.integers(1, 12),
    st.sampled_from((0.5, 0.7, 0.8, 0.95)),
    st.sampled_from(((2.0,), (1.0, 2.0), (1.5, 3.0))),
    st.floats(0, 1),
)
def test_the_minimum_is_enough_whatever_cases_come(
    group: int, wanted: float, sizes: tuple[float, ...], share: float
) -> None:
    least = expected_minimum(group, wanted, sizes)
    assert least >= max(expected_minimum(group, wanted, (size,)) for size in sizes) - 1e-9
    mix = [(least * share, sizes[0]), (least * (1 - share), sizes[-1])]
    assert fill_probability(group, mix) >= wanted - 1e-7


def test_parents_who_come_two_by_two_need_more_than_single_persons() -> None:
    """11.03 for a group of 8 at 0.8, where single persons need 10.23."""
    assert expected_minimum(8, 0.8, (2.0,)) == pytest.approx(11.0302, abs=1e-3)
    assert fill_probability(8, [(expected_minimum(8, 0.8), 2.0)]) < 0.8


def test_joined_people_come_as_their_own_programme_does() -> None:
    region = paper_region(
        programmes=[
            make_programme("p1", meetings_per_course=3),
            make_programme("p2", pooled=False, joins_id="p1", persons_per_case=2.0),
        ],
        mix={"p1": 0.5, "p2": 0.5},
    )
    base = paper_plan()
    plan = replace(
        base,
        attendance=(
            Attendance("m1_a", "p1", "p1", "v_m1", 1.0),
            Attendance("m1_a", "p2", "p1", "v_m1", 1.0),
        ),
        specialist=(),
    )
    found = evaluate(region, paper_travel(region), paper_scenario(), plan)
    # 5 a year of each, two courses: 2.5 who come alone and 2.5 in couples each time.
    assert found.per_course[0].participants_per_course == pytest.approx(5)
    assert found.per_course[0].fill_probability == fill_probability(4, [(2.5, 1.0), (2.5, 2.0)])
    joined = {row.programme_id: row for row in found.per_programme}["p2"]
    assert joined.participants_served == pytest.approx(5)
    assert joined.courses == 0
    assert joined.fill_probability is None
    assert joined.wait_years == 0.25
