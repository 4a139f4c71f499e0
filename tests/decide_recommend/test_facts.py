"""What a recommendation is made of: against brute force, and case by case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from math import fsum
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.decide.criteria import Subject, values_of
from planner.decide.recommend_guideline import guideline_turn
from planner.decide.weights import scored
from planner.decide.weights_stability import Scores, smallest_change_for
from planner.evaluate import INDICATORS
from tests.decide_recommend.cases import recommended, subject

CRITERIA = ("travel", "cost", "viable")
POINTS = st.sampled_from((0.0, 0.25, 0.5, 1.0))


def leads(scores: Scores, shares: dict[str, float], c: str, x: float, name: str) -> bool:
    """Whether it is ahead of all but its equals with a weight of x on one criterion."""
    rest = 1 - shares[c]
    weights = {d: x if d == c else (1 - x) * share / rest for d, share in shares.items()}
    total = {n: fsum(weights[d] * row[d] for d in weights) for n, row in scores.items()}
    others = [total[n] for n, row in scores.items() if row != scores[name]]
    return all(total[name] > other + 1e-9 for other in others)


def test_the_smallest_change_for_one_alternative_by_trying_every_weight() -> None:
    seen: Counter[str] = Counter()

    @settings(max_examples=100, deadline=None, derandomize=True)
    @given(
        st.lists(st.tuples(POINTS, POINTS, POINTS), min_size=2, max_size=4),
        st.tuples(*(st.integers(1, 8) for _ in CRITERIA)),
    )
    def check(rows: list[tuple[float, ...]], weights: tuple[int, ...]) -> None:
        scores = {f"a{n}": dict(zip(CRITERIA, row, strict=True)) for n, row in enumerate(rows)}
        shares = {c: w / sum(weights) for c, w in zip(CRITERIA, weights, strict=True)}
        found = smallest_change_for(scores, shares, "a1")
        tried = [
            (abs(step / 400 - shares[c]), c)
            for c in CRITERIA
            for step in range(401)
            if leads(scores, shares, c, step / 400, "a1")
        ]
        if found is None:
            assert not tried
        else:
            # the grid may step over a short interval, but never finds a smaller change
            assert all(size >= found.size - 1e-9 for size, _ in tried)
            assert found.first[0] in ("a0", "a1")
            assert "a1" in found.first
            side = 1e-6 if found.share_to >= found.share_from else -1e-6
            inside = [found.share_to + side, found.share_to - side, found.share_to]
            assert any(
                leads(scores, shares, found.criterion_id, x, "a1") for x in inside if 0 <= x <= 1
            )
            if tried:
                assert found.size >= min(tried)[0] - 1 / 400 - 1e-9
        seen["none" if found is None else "some" if found.size > 1e-9 else "already"] += 1

    check()
    assert min(seen[key] for key in ("none", "some", "already")) > 5, seen


def judged_at(rows: list[tuple[int, int]], low: int) -> list[Subject]:
    """Alternatives of one unit each: its inhabitants, and the hours of travel."""
    return [
        subject(f"a{n}", units=((persons, 40),), low=low, travel=float(hours))
        for n, (persons, hours) in enumerate(rows)
    ]


def test_the_guideline_that_turns_the_answer_by_trying_every_person() -> None:
    """The unit with the shorter way is too small, or the larger one becomes so too."""
    seen: Counter[str] = Counter()
    random = Random(7)
    for _ in range(14):
        rows = [(random.randint(50, 900), random.randint(0, 9)) for _ in range(random.randint(2, 3))]
        wanted = {"travel": 1.0, "guideline": random.choice((0.8, 1.5, 3.0))}

        def total_at(low: int, rows: Any = rows, wanted: Any = wanted) -> Mapping[str, float]:
            subjects = judged_at(rows, low)
            return scored(subjects, {s.name: values_of(s) for s in subjects}, wanted).total

        subjects = judged_at(rows, 400)
        now = total_at(400)
        first = [name for name, score in now.items() if score >= max(now.values()) - 1e-9]
        behind = [name for name in now if name not in first]
        if not behind:
            continue
        name = behind[0]
        values = {s.name: values_of(s) for s in subjects}
        asked = guideline_turn(subjects, values, wanted, (), first, name)
        assert asked is not None
        assert asked.most == 2 * max(800, *(persons for persons, _ in rows))
        turned = []
        for low in range(asked.most + 1):
            then = total_at(low)
            ahead = all(then[name] > then[other] + 1e-9 for other in first)
            if ahead and then[name] >= max(then.values()) - 1e-9:
                turned.append(low)
        if asked.turn is None:
            assert not turned
        else:
            assert asked.turn.persons_from == 400
            assert asked.turn.persons_to == min(turned, key=lambda low: (abs(low - 400), low))
        seen["none" if asked.turn is None else "some"] += 1
    assert min(seen["none"], seen["some"]) > 2, seen


def test_a_clear_winner() -> None:
    """Better in two of three and worse in one: the parts of the lead add up to it."""
    found = recommended(
        [
            subject("best", travel=100.0, cost=10.0, agreements=3),
            subject("next", travel=200.0, cost=30.0, agreements=0),
            subject("last", travel=300.0, cost=50.0, agreements=4),
        ],
        {"travel": 2, "cost": 1, "agreements": 1},
    )
    choice = found.with_qualifications
    assert found.names == ("best",)
    assert found.doubts == ()
    assert choice.runner_up == ("next",)
    assert choice.several is None
    assert choice.ranked == 3
    lead = choice.score - choice.runner_up_score
    assert sum(d.part for d in choice.differences) == pytest.approx(lead)
    assert [(d.criterion_id, d.verdict) for d in choice.differences] == [
        ("travel", "better"),
        ("agreements", "worse"),
        ("cost", "better"),
    ]
    # 0.75·(1 − x)·(…) = 0.75·x: `next` leads where agreements weigh more than 0.4
    assert choice.weight is not None
    assert choice.weight.criterion_id == "agreements"
    assert choice.weight.share_from == 0.25
    assert choice.weight.share_to == pytest.approx(0.4)
    assert choice.share_first + choice.runner_up_share_first == pytest.approx(1, abs=0.01)
    assert not choice.guideline_asked
    # without a score for qualifications the two rankings are one
    assert found.without_qualifications.names == choice.names


def test_alternatives_that_cannot_be_told_apart() -> None:
    alike = [subject("one", travel=1.0, cost=5.0), subject("two", travel=1.0, cost=5.0)]
    found = recommended([*alike, subject("far", travel=9.0, cost=9.0)], {"travel": 1, "cost": 1})
    assert found.names == ("one", "two")
    assert found.doubts == ("several",)
    assert found.with_qualifications.several == "equal"
    assert found.with_qualifications.share_first == 1.0
    assert found.with_qualifications.runner_up == ("far",)
    assert found.with_qualifications.weight is None

    tie = [subject("one", travel=1.0, cost=9.0), subject("two", travel=9.0, cost=1.0)]
    found = recommended(tie, {"travel": 1, "cost": 1})
    assert found.with_qualifications.several == "tie"
    assert found.with_qualifications.runner_up == ()
    assert found.with_qualifications.differences == ()

    unproven = [
        subject("one", travel=10.0, cost=5.0),
        subject("two", travel=10.4, cost=5.0, slack={"travel": 0.5}),
        subject("far", travel=20.0, cost=5.0),
    ]
    found = recommended(unproven, {"travel": 1, "cost": 1})
    assert found.names == ("one", "two")
    assert found.with_qualifications.several == "proof"
    assert found.with_qualifications.runner_up == ("far",)


def test_nobody_or_one_can_be_ranked() -> None:
    found = recommended([subject("none", travel=1.0, cost=None)], {"travel": 1, "cost": 0.5})
    assert found.names == ("none",)  # cost is known for nobody and does not count
    found = recommended(
        [subject("all", travel=1.0), subject("some", travel=0.5, coverage=0.5)], {"travel": 1}
    )
    assert found.names == ("all",)
    assert found.with_qualifications.ranked == 1
    assert found.with_qualifications.runner_up == ()


def test_qualifications_decide() -> None:
    rows = [
        subject("near", travel=1.0, units=((30_000, 100),), qualified=1.0),
        subject("skilled", travel=2.0, units=((30_000, 100),), qualified=4.0),
    ]
    found = recommended(rows, {"travel": 1, "qualifications": 3})
    assert found.with_qualifications.names == ("skilled",)
    assert found.without_qualifications.names == ("near",)
    assert found.names == ()
    assert "qualifications" in found.doubts
    # at equal weights they share the first place, and without the scores one of them has it
    found = recommended(rows, {"travel": 1, "qualifications": 1})
    assert found.names == ("near",)
    assert set(found.doubts) >= {"several", "qualifications"}


def test_another_demand_gives_another_answer() -> None:
    low = [subject("small", travel=1.0, cost=5.0), subject("big", travel=5.0, cost=4.0)]
    high = [subject("small", travel=9.0, cost=5.0), subject("big", travel=5.0, cost=4.0)]
    found = recommended(low, {"travel": 2, "cost": 1}, {"low": low, "high": high})
    choice = found.with_qualifications
    assert found.names == ("small",)
    assert "demand" in found.doubts
    assert [(at.level_id, at.first) for at in choice.levels] == [
        ("low", ("small",)),
        ("high", ("big",)),
    ]
    assert [at.level_id for at in choice.levels_for_runner_up] == ["high"]
    assert [at.level_id for at in choice.levels_otherwise] == ["high"]


def test_most_weightings_give_another_answer() -> None:
    rows = [
        subject("one", travel=1.0, cost=9.0, agreements=9),
        subject("two", travel=9.0, cost=1.0, agreements=1),
    ]
    found = recommended(rows, {"travel": 10, "cost": 1, "agreements": 1})
    assert found.names == ("one",)
    assert found.with_qualifications.share_first < 0.5
    assert found.doubts == ("weights",)


def test_what_is_gained_by_leaving_people_out_does_not_count() -> None:
    rows = [
        subject("serves", travel=10.0, unmet=0.0, cost=5.0),
        subject("leaves", travel=4.0, unmet=9.0, cost=5.0),
    ]
    found = recommended(rows, {"travel": 1, "unmet": 1, "cost": 1})
    by_id = {d.criterion_id: d.verdict for d in found.with_qualifications.differences}
    assert by_id == {"unmet": "better", "travel": "not_counted", "cost": "same"}


def test_the_guideline_is_not_asked_where_units_are_free_or_guidelines_differ() -> None:
    weights = {"travel": 1, "guideline": 1}
    pair = [subject("a", travel=1.0, units=((25_000, 10),)), subject("b", travel=2.0, units=((9, 9),))]
    assert recommended(pair, weights).with_qualifications.guideline_asked
    free = subject("b", travel=2.0, units=((9, 9),), assignment="free")
    assert not recommended([pair[0], free], weights).with_qualifications.guideline_asked
    other = subject("b", travel=2.0, units=((9, 9),), low=10_000)
    assert not recommended([pair[0], other], weights).with_qualifications.guideline_asked


def test_assumptions_are_those_behind_the_criteria_that_count() -> None:
    rows = [
        subject("a", travel=1.0, agreements=1, assumed=("travel", "prices")),
        subject("b", travel=2.0, agreements=0, assumed=("membership",)),
        subject("c", travel=3.0, agreements=5, assumed=("groups",)),
    ]
    found = recommended(rows, {"travel": 2, "agreements": 1})
    # prices are behind cost, which does not count; groups behind an alternative that is not told of
    assert set(found.assumed) == {"travel", "membership"}
    assert {"prices"} <= set(INDICATORS["cost_nok"].rests_on)
    assert found.demand_levels == ("low",)
