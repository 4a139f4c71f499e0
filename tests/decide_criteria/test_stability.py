"""How far a ranking holds: shares of all weightings, and the smallest change of one weight."""

from __future__ import annotations

import itertools
from math import sqrt

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from planner.decide.weights_stability import Scores, share_of_simplex, shares_first, smallest_changes

CRITERIA = ("c1", "c2", "c3")


def scores_of(*rows: tuple[float, ...]) -> Scores:
    return {f"a{n}": dict(zip(CRITERIA, row, strict=False)) for n, row in enumerate(rows)}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(-9, 9), min_size=2, max_size=5))
def test_the_volume_of_a_cut_simplex(differences: list[int]) -> None:
    """Against Σ over the positive corners of Π d_j / (d_j − d_k), which needs them all to differ."""
    assume(len(set(differences)) == len(differences))
    expected = 0.0
    for j, d in enumerate(differences):
        if d > 0:
            product = 1.0
            for k, other in enumerate(differences):
                if k != j:
                    product *= d / (d - other)
            expected += product
    assert share_of_simplex([float(d) for d in differences]) == pytest.approx(expected, abs=1e-9)


def test_the_volume_where_differences_are_the_same() -> None:
    assert share_of_simplex([1.0, 1.0, -1.0, -1.0]) == pytest.approx(0.5)
    assert share_of_simplex([1.0, -1.0, -1.0]) == pytest.approx(0.25)
    assert share_of_simplex([0.0, 0.0]) == 1.0
    assert share_of_simplex([-1.0, 0.0]) == pytest.approx(0.0)


def test_two_alternatives_are_exact() -> None:
    found = shares_first(scores_of((1.0, 0.0), (0.0, 1.0)), CRITERIA[:2], 10, 1)
    assert found.samples == 0
    assert found.share == {"a0": 0.5, "a1": 0.5}
    assert set(found.error.values()) == {0.0}


def test_one_corner_each() -> None:
    """Each is best in one criterion of three and alike elsewhere: a third of the simplex each."""
    rows = scores_of((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
    found = shares_first(rows, CRITERIA, 40_000, 3)
    assert found.samples == 40_000
    for name, share in found.share.items():
        assert abs(share - 1 / 3) < 5 * found.error[name]
        assert found.error[name] == pytest.approx(sqrt(share * (1 - share) / 40_000))
    assert sum(found.share.values()) == pytest.approx(1)


def test_a_known_volume_with_four_alternatives() -> None:
    """The fourth is 0.6 everywhere: it is first where no weight exceeds 0.6.

    A corner in which one weight exceeds x has the volume (1 − x)² of a triangle.
    """
    rows = scores_of((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0), (0.6, 0.6, 0.6))
    found = shares_first(rows, CRITERIA, 100_000, 5)
    assert abs(found.share["a3"] - (1 - 3 * 0.4**2)) < 5 * found.error["a3"]


def test_equals_have_the_whole_share_each_and_the_dominated_none() -> None:
    rows = scores_of((1.0, 0.0, 0.5), (1.0, 0.0, 0.5), (0.9, 0.0, 0.5), (0.0, 1.0, 0.0))
    found = shares_first(rows, CRITERIA, 1000, 1)
    assert found.share["a0"] == found.share["a1"]
    assert found.share["a2"] == 0.0
    assert found.share["a0"] + found.share["a3"] == pytest.approx(1)
    assert shares_first({}, CRITERIA, 1000, 1).share == {}


def test_the_same_seed_gives_the_same_shares() -> None:
    rows = scores_of((1.0, 0.2, 0.3), (0.4, 1.0, 0.1), (0.5, 0.5, 0.9))
    first = shares_first(rows, CRITERIA, 3000, 7)
    assert shares_first(rows, CRITERIA, 3000, 7) == first
    assert shares_first(rows, CRITERIA, 3000, 8).share != first.share


def test_the_smallest_change_by_hand() -> None:
    """a0 leads by 2/3 · 1 − 1/3 · 1: it loses where the first weight falls below a half."""
    found = smallest_changes(scores_of((1.0, 0.0), (0.0, 1.0)), {"c1": 2 / 3, "c2": 1 / 3})
    assert [(c.criterion_id, c.first) for c in found] == [("c1", ("a1",)), ("c2", ("a1",))]
    assert [c.share_to for c in found] == pytest.approx([0.5, 0.5])
    assert found[0].size == pytest.approx(1 / 6)


def test_no_change_where_the_winner_dominates() -> None:
    assert smallest_changes(scores_of((1.0, 1.0), (0.0, 0.5)), {"c1": 0.5, "c2": 0.5}) == ()
    assert smallest_changes(scores_of((1.0,), (0.0,)), {"c1": 1.0}) == ()
    # several different alternatives come first already
    assert smallest_changes(scores_of((1.0, 0.0), (0.0, 1.0)), {"c1": 0.5, "c2": 0.5}) == ()


TENTHS = st.integers(0, 10).map(lambda n: n / 10)
POINTS = st.lists(st.tuples(TENTHS, TENTHS, TENTHS), min_size=2, max_size=5, unique=True)
PARTS = st.tuples(*(st.integers(1, 9) for _ in CRITERIA))


@settings(max_examples=80, deadline=None)
@given(POINTS, PARTS)
def test_beyond_the_change_another_comes_first_and_before_it_does_not(
    points: list[tuple[float, ...]], parts: tuple[int, ...]
) -> None:
    """Every criterion and way is tried on a fine grid of its share."""
    rows = scores_of(*points)
    shares = {c: n / sum(parts) for c, n in zip(CRITERIA, parts, strict=True)}

    def winners(c: str, x: float) -> set[str]:
        rest = 1 - shares[c]
        weights = {d: x if d == c else w * (1 - x) / rest for d, w in shares.items()}
        total = {n: sum(weights[d] * row[d] for d in CRITERIA) for n, row in rows.items()}
        best = max(total.values())
        return {n for n, score in total.items() if score >= best - 1e-9}

    now = winners("c1", shares["c1"])
    assume(len(now) == 1)
    (winner,) = now
    found = smallest_changes(rows, shares)
    assert [c.size for c in found] == sorted(c.size for c in found)
    by_way = {(c.criterion_id, c.share_to > c.share_from): c for c in found}
    assert len(by_way) == len(found)
    for c, up in itertools.product(CRITERIA, (False, True)):
        end = 1.0 if up else 0.0
        grid = [shares[c] + (end - shares[c]) * n / 400 for n in range(401)]
        change = by_way.get((c, up))
        if change is None:
            assert all(winner in winners(c, x) for x in grid)
            continue
        before = [x for x in grid if abs(x - shares[c]) < change.size - 1e-9]
        assert all(winner in winners(c, x) for x in before)
        beyond = change.share_to + (end - change.share_to) * 1e-3
        if abs(end - change.share_to) > 1e-6:
            assert winner not in winners(c, beyond)
            assert set(change.first) & winners(c, beyond)
