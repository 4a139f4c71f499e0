"""Weighted sums, coverage, dominance and ties; and the whole held against pymcdm."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.decide.criteria import Subject
from planner.decide.weights import Ranking, weigh
from planner.decide.weights_file import Weights, equal_weights
from planner.report.comparison.weighing import judge
from tests.decide_criteria.cases import FIGURES, four_alternatives, made_up, table


def rank(subjects: list[Subject], weights: Mapping[str, float], **values: object) -> Ranking:
    return weigh(subjects, Weights("", weights, 2000, 1), **values).with_qualifications  # type: ignore[arg-type]


def scores(ranking: Ranking) -> dict[str, float]:
    return {row.name: row.score for row in ranking.rows}


def test_by_hand() -> None:
    """Travel 100–300 and agreements 0–4, three to one; less is better in both."""
    subjects = table([(100, 4), (200, 0), (300, 1)], ("travel", "agreements"))
    found = rank(subjects, {"travel": 3, "agreements": 1})
    assert scores(found) == pytest.approx({"a0": 0.75, "a1": 0.375 + 0.25, "a2": 0.1875})
    assert found.first == ("a0",)
    assert [row.rank for row in found.rows] == [1, 2, 3]
    assert found.weights == {"travel": 0.75, "agreements": 0.25}


def test_more_is_better_where_the_criterion_says_so() -> None:
    subjects = table([(0.2, 0.0), (0.9, 0.0)], ("viable", "unmet"))
    assert rank(subjects, {"viable": 1}).first == ("a1",)


def test_a_criterion_that_tells_nobody_apart_scores_alike() -> None:
    subjects = table([(100, 2), (200, 2)], ("travel", "agreements"))
    found = rank(subjects, {"travel": 1, "agreements": 1})
    assert [row.scores["agreements"] for row in found.rows] == [1.0, 1.0]


def test_the_solvers_rounding_is_no_difference() -> None:
    subjects = table([(711.0001, 3), (711.0, 4)], ("travel", "agreements"))
    found = rank(subjects, {"travel": 10, "agreements": 1})
    assert found.first == ("a0",)
    assert [row.scores["travel"] for row in found.rows] == [1.0, 1.0]
    zero = table([(1e-7, 1), (0.0, 2)], ("unmet", "agreements"))
    assert rank(zero, {"unmet": 10, "agreements": 1}).first == ("a0",)


def test_who_leaves_inhabitants_out_is_not_ranked() -> None:
    subjects = [
        made_up("all", travel=300.0),
        made_up("most", travel=250.0),
        made_up("half", travel=10.0, coverage=0.5),
    ]
    found = rank(subjects, {"travel": 1})
    assert found.first == ("most",)
    assert found.apart == {"half": "coverage"}
    # and it does not stretch the scale
    assert scores(found) == {"most": 1.0, "all": 0.0}


def test_nobody_gains_by_leaving_people_without_an_offer() -> None:
    subjects = [
        made_up("serves", travel=300.0, unmet=0.0, cost=500.0),
        made_up("serves-too", travel=400.0, unmet=0.0, cost=400.0),
        made_up("drops", travel=100.0, unmet=30.0, cost=600.0),
    ]
    found = rank(subjects, {"travel": 1})
    assert scores(found) == {"serves": 1.0, "serves-too": 0.0, "drops": 0.0}
    # what leaving people out cannot better counts as it is, worse than the others too
    assert rank(subjects, {"unmet": 1}).rows[-1].name == "drops"
    cost = scores(rank(subjects, {"cost": 1}))
    assert cost == {"serves-too": 1.0, "serves": pytest.approx(0.5), "drops": 0.0}


def test_other_assumptions_stand_apart() -> None:
    subjects = table([(100,), (200,), (50,)], ("travel",))
    found = rank(subjects, {"travel": 1}, other_basis=["a2"])
    assert found.apart == {"a2": "basis"}
    assert found.first == ("a0",)
    # one whose coverage is best sets no mark for the others when it does not compete
    subjects = [made_up("part", travel=1.0, coverage=0.5), made_up("other", travel=1.0)]
    assert rank(subjects, {"travel": 1}, other_basis=["other"]).first == ("part",)


def test_an_unknown_figure_stands_apart_and_a_criterion_unknown_to_all_is_left_out() -> None:
    subjects = [made_up("a", travel=1.0, cost=5.0), made_up("b", travel=2.0)]
    found = rank(subjects, {"travel": 1, "cost": 1})
    assert (found.first, found.apart) == (("a",), {"b": "unknown"})
    assert found.unknown == {"b": ("cost",)}
    found = rank([made_up("a", travel=1.0), made_up("b", travel=2.0)], {"travel": 1, "cost": 3})
    assert found.left_out == ("cost",)
    assert found.weights == {"travel": 1.0}
    assert [row.name for row in found.rows] == ["a", "b"]


def test_ties_share_a_rank_and_equals_are_named() -> None:
    subjects = table([(100, 1), (100, 1), (200, 0), (300, 9)], ("travel", "agreements"))
    found = rank(subjects, {"travel": 1})
    assert [(row.name, row.rank) for row in found.rows] == [("a0", 1), ("a1", 1), ("a2", 3), ("a3", 4)]
    assert found.first == ("a0", "a1")
    assert found.rows[0].equal_to == ("a1",)
    assert found.rows[0].share_first == found.rows[1].share_first == 1.0


def test_dominated() -> None:
    subjects = table([(100, 1), (200, 1), (300, 0), (100, 1)], ("travel", "agreements"))
    found = {row.name: row.dominated_by for row in rank(subjects, {"travel": 1, "agreements": 1}).rows}
    assert found == {"a0": (), "a1": ("a0", "a3"), "a2": (), "a3": ()}


def test_slack_says_who_might_come_first_too() -> None:
    subjects = [
        made_up("proven", travel=100.0),
        made_up("loose", travel=120.0, slack={"travel": 30.0}),
        made_up("behind", travel=200.0, slack={"travel": 10.0}),
    ]
    found = rank(subjects, {"travel": 1})
    assert found.first == ("proven",)
    assert found.not_told_apart == ("loose",)


def test_leaving_one_out_may_change_who_comes_first() -> None:
    """c stretches the scale of travel, which makes the difference of a and b in it small."""
    subjects = table([(100, 2), (110, 0), (1000, 4)], ("travel", "agreements"))
    found = rank(subjects, {"travel": 3, "agreements": 1})
    assert found.first == ("a1",)
    assert found.reversals == {"a2": ("a0",)}
    assert rank(subjects[:2], {"travel": 3, "agreements": 1}).first == ("a0",)


def test_without_qualifications_the_others_keep_their_proportions() -> None:
    judgement = judge(four_alternatives(), Weights("", {"travel": 3, "cost": 1, "qualifications": 4}))
    assert judgement.with_qualifications.weights["qualifications"] == 0.5
    assert judgement.without_qualifications.weights == {"travel": 0.75, "cost": 0.25}
    assert judgement.with_qualifications.apart == {"west-only": "coverage"}


def test_nothing_but_qualifications() -> None:
    judgement = judge(four_alternatives(), Weights("", {"qualifications": 1}))
    assert judgement.with_qualifications.first == ("together", "far")
    without = judgement.without_qualifications
    assert (without.weights, without.first) == ({}, ("together", "far", "halves"))


def test_nobody_at_all() -> None:
    found = rank([made_up("a"), made_up("b")], {"cost": 1})
    assert found.left_out == ("cost",)
    assert found.first == ("a", "b")


def test_equal_weights_are_equal() -> None:
    assert len(set(equal_weights().of.values())) == 1
    assert sum(equal_weights().of.values()) == pytest.approx(1)


ROWS = st.lists(st.tuples(*(st.integers(0, 50) for _ in range(4))), min_size=2, max_size=7)
WEIGHTS = st.tuples(*(st.integers(1, 20) for _ in range(4)))
CRITERIA = ("travel", "cost", "viable", "agreements")


@settings(max_examples=60, deadline=None)
@given(ROWS, WEIGHTS)
def test_pymcdm_gives_the_same_scores(rows: list[tuple[int, ...]], weights: tuple[int, ...]) -> None:
    """Against an implementation of others: min–max normalisation and the weighted sum of pymcdm."""
    methods = pytest.importorskip("pymcdm.methods", reason="pymcdm is not installed")
    numpy = pytest.importorskip("numpy")
    from pymcdm.normalizations import minmax_normalization  # type: ignore[import-untyped]

    ours = rank(table(rows, CRITERIA), dict(zip(CRITERIA, weights, strict=True)))
    matrix = numpy.array(rows, dtype=float)
    share = numpy.array(weights, dtype=float) / sum(weights)
    types = numpy.array([-1, -1, 1, -1])
    flat = matrix.max(axis=0) == matrix.min(axis=0)
    theirs = (
        methods.WSM(normalization_function=minmax_normalization)(
            matrix[:, ~flat], share[~flat], types[~flat], validation=False
        )
        if not flat.all()
        else numpy.zeros(len(rows))
    )
    theirs = theirs + share[flat].sum()  # what tells nobody apart adds the same to all
    assert [scores(ours)[f"a{n}"] for n in range(len(rows))] == pytest.approx(list(theirs), abs=1e-9)
    # rank 1 is what they rank first
    assert set(ours.first) == {f"a{n}" for n in range(len(rows)) if theirs[n] >= max(theirs) - 1e-9}


@settings(max_examples=60, deadline=None)
@given(ROWS, WEIGHTS)
def test_an_undominated_alternative_comes_first(
    rows: list[tuple[int, ...]], weights: tuple[int, ...]
) -> None:
    found = rank(table(rows, CRITERIA), dict(zip(CRITERIA, weights, strict=True)))
    best = {row.name: row for row in found.rows}
    assert all(not best[name].dominated_by for name in found.first)
    for row in found.rows:
        for other in row.dominated_by:
            assert best[other].score > row.score - 1e-12
    assert 0 <= min(row.score for row in found.rows) <= max(row.score for row in found.rows) <= 1 + 1e-9
    assert set(FIGURES) >= set(CRITERIA)
