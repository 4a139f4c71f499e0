"""What it takes for the order of two to turn: exact where it is a straight line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.decide import CRITERIA, turns
from planner.decide.turning import level_factor
from planner.report.comparison import subject_of, turn_rows
from tests.report.cases import halves, together


def test_the_factor_is_where_both_are_level() -> None:
    factor = level_factor(100.0, 130.0, 40.0, 20.0)
    assert factor is not None
    assert 100 + (factor - 1) * 40 == pytest.approx(130 + (factor - 1) * 20)
    assert level_factor(100.0, 130.0, 20.0, 20.0) is None, "what both bear alike turns nothing"


def test_a_price_turns_the_order_exactly_where_the_costs_are_equal() -> None:
    a, b = subject_of(together()), subject_of(halves())
    found = {turn.what: turn for turn in turns(a, b) if turn.measure == "cost"}
    assert found["posts"].better == a.name, "one post is cheaper than two"
    assert found["posts"].at is None, "at half the pay it still is"
    # With a post that is nearly as cheap as the rest, the same arithmetic has a turning point.
    dear = [
        replace(item, nok=item.nok + 500_000) if item.item.startswith("mileage") else item
        for item in a.indicators.cost_items
    ]
    costly = replace(
        a,
        indicators=replace(
            a.indicators,
            cost_items=tuple(dear),
            cost_nok=sum(item.nok for item in dear),
        ),
    )
    turn = next(t for t in turns(costly, b) if t.what == "mileage")
    assert turn.at is not None
    assert turn.low <= turn.at <= turn.high

    def cost(subject: object, factor: float) -> float:
        items = subject.indicators.cost_items  # type: ignore[attr-defined]
        return sum(i.nok * (factor if "mileage" in i.item else 1) for i in items)

    assert cost(costly, turn.at) == pytest.approx(cost(b, turn.at))


def test_a_weight_turns_the_order_exactly_where_the_scores_are_equal() -> None:
    a, b = subject_of(together()), subject_of(halves())
    first, second, third = list(CRITERIA)[:3]
    scores = {
        a.name: {first: 1.0, second: 0.0, third: 0.6},
        b.name: {first: 0.0, second: 1.0, third: 0.5},
    }
    shares = {first: 0.5, second: 0.3, third: 0.2}
    for turn in turns(a, b, scores, shares):
        if turn.measure != "score" or turn.at is None:
            continue
        rest = {c: s * (1 - turn.at) / (1 - shares[turn.criterion_id]) for c, s in shares.items()}
        rest[turn.criterion_id] = turn.at
        totals = [sum(rest[c] * scores[x.name][c] for c in shares) for x in (a, b)]
        assert totals[0] == pytest.approx(totals[1])
    by_id = {t.criterion_id: t for t in turns(a, b, scores, shares) if t.measure == "score"}
    assert by_id[first].at == pytest.approx(0.3 * 1.0 / (0.3 + 0.5) * 1.0, abs=0.2)
    assert by_id[first].better == a.name


def test_rows_say_who_is_better_now_and_that_nothing_turns_it() -> None:
    a, b = subject_of(together()), subject_of(halves())
    hours, cost, *_ = turn_rows(a, b, None, None, "nb")
    assert (hours.measure, cost.measure) == ("Reisetimer", "Kostnad i alt")
    assert "halves" in hours.now
    assert "together" in cost.now
    assert "ikke ved" in cost.turns
