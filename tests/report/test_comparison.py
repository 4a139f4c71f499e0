"""The comparison: one scope, coverage first, marks that nobody gets for leaving people out."""

from __future__ import annotations

from dataclasses import replace
from math import inf

import pytest

from planner.errors import InputError
from planner.evaluate import docs_at
from planner.pipeline.alternative import Alternative
from planner.report.comparison.comparison import Comparison, bound_of, compare
from planner.report.comparison.notes import remarks
from tests.report.cases import alternative_of, halves, region_of, today, together, west_only


def marked(comparison: Comparison, row: str) -> set[str]:
    """Names of the alternatives that are marked in a row."""
    cells = comparison.rows[row]
    return {a.name for a, c in zip(comparison.alternatives, cells, strict=True) if c.best}


def test_rows_are_all_indicators_of_a_plan_with_coverage_first() -> None:
    comparison = compare([today(), together()])
    names = list(comparison.rows)
    assert names[0] == "coverage_share"
    assert set(names) >= {doc.name for doc in docs_at("plan")}
    for alternative, column in zip(
        comparison.alternatives, zip(*comparison.rows.values(), strict=True), strict=True
    ):
        for name, cell in zip(names, column, strict=True):
            if hasattr(alternative.indicators, name):
                assert cell.value == getattr(alternative.indicators, name)


def test_who_leaves_people_out_is_best_in_nothing() -> None:
    # Nobody needs a coordinator, an agreement or a room today: the cheapest of all.
    comparison = compare([today(), west_only(), together(), halves()])
    costs = [a.indicators.cost_nok for a in comparison.alternatives]
    assert min(c for c in costs if c is not None) == costs[0]
    for row in comparison.rows:
        assert not marked(comparison, row) & {"today", "west-only"}, row
    assert marked(comparison, "coverage_share") == {"together", "halves"}
    assert marked(comparison, "cost_nok") == {"together"}
    assert comparison.uncovered == ("today", "west-only")
    assert "today og west-only" in " ".join(remarks(comparison, "nb"))


def test_who_gives_fewer_an_offer_is_best_in_nothing_but_what_everybody_has() -> None:
    # m4 travels farthest; without it the mean way is shorter.
    some = together("some", unmet_places=("m4_a", "m4_b"))
    comparison = compare([some, together()])
    mean = [a.indicators.minutes_mean for a in comparison.alternatives]
    assert mean[0] is not None
    assert mean[1] is not None
    assert mean[0] < mean[1]
    assert marked(comparison, "minutes_mean") == {"together"}
    assert marked(comparison, "travel_hours_total") == {"together"}
    assert marked(comparison, "coverage_share") == {"some", "together"}
    assert marked(comparison, "participants_unmet") == {"together"}
    assert comparison.less_served == ("some",)
    assert any("some" in text and "uten tilbud" in text for text in remarks(comparison, "nb"))


def test_overlapping_intervals_share_the_mark_for_travel() -> None:
    near = together("near", venue="v_m2")
    hours = near.indicators.travel_hours_total
    far = together("far")
    loose = 1.001 - hours / far.indicators.travel_hours_total
    assert 0 < loose < 1
    assert marked(compare([near, far]), "travel_hours_total") == {"near"}
    shared = compare([near, together("far", gap=loose)])
    assert marked(shared, "travel_hours_total") == {"near", "far"}
    # Per head it is the same question, and has the same answer.
    assert marked(shared, "travel_hours_per_participant") == {"near", "far"}
    assert any("near og far" in text and "deler merket" in text for text in remarks(shared, "nb"))


def test_alternatives_under_other_demand_take_no_mark() -> None:
    low = together("low")
    other = together("other", venue="v_m2")
    high = together("high", scenario={"demand": {"level": "high"}})
    comparison = compare([high, low, other])
    assert comparison.other_basis == ("high",)
    assert marked(comparison, "participants_served") == {"low", "other"}
    assert marked(comparison, "coverage_share") == {"low", "other", "high"}
    assert "high (etterspørsel high)" in " ".join(remarks(comparison, "nb"))


def test_how_often_a_programme_is_held_is_a_choice_and_no_assumption() -> None:
    often = together("often")
    seldom = together("seldom", scenario={"demand": {"all_programmes": {"cycle_years": 2}}})
    smaller = together("smaller", scenario={"demand": {"all_programmes": {"group_min_persons": 2}}})
    assert compare([often, seldom]).other_basis == ()
    assert compare([often, smaller]).other_basis == ("smaller",)


def test_a_bound_is_told_only_of_what_it_bounds() -> None:
    region = region_of(scopes={"whole": ("m1", "m2", "m3", "m4"), "west": ("m1", "m2")})
    whole = together("whole", region=region, gap=0.02)
    part = together("part", region=region, gap=0.02, scope_codes=("m1", "m2"))
    hours = whole.indicators.travel_hours_total
    assert bound_of(whole, "travel_hours_total") == pytest.approx(hours * 0.98)
    assert bound_of(part, "travel_hours_total") is None
    assert bound_of(part, "travel_hours_plan") == pytest.approx(hours * 0.98)
    assert bound_of(whole, "minutes_mean") is None
    assert bound_of(together(gap=None), "travel_hours_total") is None


def test_a_figure_is_assumed_only_where_it_rests_on_an_assumed_field() -> None:
    comparison = compare([today(), together()])
    assert [c.assumed for c in comparison.rows["coverage_share"]] == [False, False]
    assert [c.assumed for c in comparison.rows["participants_served"]] == [True, True]


def test_how_well_the_plans_are_proven_is_told_once_for_all() -> None:
    def told(*gaps: float | None) -> str:
        plans = [together(f"plan-{n}", gap=gap) for n, gap in enumerate(gaps)]
        return " ".join(remarks(compare(plans), "en"))

    assert "All plans are proven the best possible" in told(0.0, 0.0)
    assert "All plans are proven within 1%" in told(0.0, 0.009)
    assert "Not proven within 1%: plan-1 (travel hours, 2.0%)." in told(0.0, 0.02)
    assert "plan-1 (travel hours, no bound is proven)" in told(0.0, inf)
    assert "proven" not in told(None, None)


def test_different_scopes_are_refused_with_the_way_out() -> None:
    region = region_of(scopes={"whole": ("m1", "m2", "m3", "m4"), "west": ("m1", "m2")})
    narrow = alternative_of("narrow", {"u_all": "v_m1"}, region=region, scope_codes=("m1", "m2"))
    with pytest.raises(InputError) as error:
        compare([together(region=region), narrow])
    text = str(error.value)
    assert "--scope" in text
    assert "whole, west" in text
    assert "narrow" in text


def test_every_reason_against_a_comparison_is_told_at_once() -> None:
    elsewhere = replace(region_of(), id="elsewhere")
    with pytest.raises(InputError) as error:
        compare([together(), together(), together("abroad", region=elsewhere)])
    assert len(error.value.findings) == 2
    assert "two alternatives have this name" in str(error.value)
    assert "elsewhere" in str(error.value)
    with pytest.raises(InputError, match="no plan to compare"):
        compare([])


def test_one_alternative_is_best_of_none() -> None:
    assert not any(c.best for cells in compare([together()]).rows.values() for c in cells)


@pytest.mark.parametrize("order", [1, -1])
def test_marks_do_not_depend_on_the_order(order: int) -> None:
    alternatives: list[Alternative] = [today(), west_only(), together(), halves()]
    straight, turned = compare(alternatives), compare(alternatives[::order])
    for row in straight.rows:
        assert marked(straight, row) == marked(turned, row)
