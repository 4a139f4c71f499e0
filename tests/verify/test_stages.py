"""What a plan says of its objectives is recomputed and compared."""

from __future__ import annotations

from dataclasses import replace
from math import inf, nan

import pytest

from planner.plan import Stage, Status
from planner.scenario.schema import Scenario
from tests.small_region import RATES
from tests.verify.hand import (
    HAND_PLAN,
    HAND_STAGES,
    hand_region,
    hand_scenario,
    rules_broken,
    verify,
)

PLAN = replace(HAND_PLAN, stages=HAND_STAGES)
BY_NAME = {stage.name: stage for stage in HAND_STAGES}


def with_stage(stage: Stage) -> tuple[Stage, ...]:
    return tuple(stage if old.name == stage.name else old for old in HAND_STAGES)


def test_the_figures_worked_out_on_paper_are_recomputed() -> None:
    assert verify(PLAN) == ()


@pytest.mark.parametrize("name", BY_NAME)
@pytest.mark.parametrize("factor", [0.9, 1.1])
def test_another_value_is_found_with_the_difference(name: str, factor: float) -> None:
    true = BY_NAME[name].value
    said = true * factor if true else factor
    told = replace(BY_NAME[name], value=said, bound=said)
    found = verify(replace(PLAN, stages=with_stage(told)))
    assert [v.rule for v in found] == ["stages"]
    assert found[0].amount == pytest.approx(abs(said - true))
    assert found[0].unit == told.unit


def test_persons_outside_are_those_in_scope() -> None:
    scenario = hand_scenario(units={"candidates": ["u_one"]}, rules={"own_unit": {"mode": "guests"}})
    plan = replace(
        PLAN,
        units=(replace(HAND_PLAN.units[0], unit_id="u_one", member_codes=("m1",)),),
        outside_codes=("m2",),
        courses=(replace(HAND_PLAN.courses[0], unit_id="u_one"),),
        attendance=(HAND_PLAN.attendance[0], replace(HAND_PLAN.attendance[1], venue_id="v1")),
        stages=(Stage("outside", "persons", 1000.0, 1000.0, 0.0, Status.OPTIMAL),),
    )
    assert verify(plan, scenario) == ()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"bound": 40.0}, "lies above the value"),
        ({"bound": nan}, "lies above the value"),
        ({"bound": 30.0}, "says a gap of 0"),
        ({"bound": 30.0, "gap": (BY_NAME["travel"].value - 30) / BY_NAME["travel"].value}, "optimal"),
        ({"bound": -inf, "gap": 0.5, "status": Status.STOPPED}, "leave inf"),
        ({"unit": "minutes/year"}, "it is measured in hours/year"),
        ({"name": "fairness"}, "is not one that can be checked"),
    ],
)
def test_bound_gap_status_and_unit_hang_together(changes: dict[str, object], said: str) -> None:
    told = replace(BY_NAME["travel"], **changes)  # type: ignore[arg-type]
    found = verify(replace(PLAN, stages=(told,)))
    assert rules_broken(found) == {"stages"}
    assert any(said in violation.message for violation in found)


def within_gap(gap_wanted: float, *, bound: float) -> tuple[Stage, Scenario]:
    value = BY_NAME["travel"].value
    stage = Stage("travel", "hours/year", value, bound, (value - bound) / value, Status.WITHIN_GAP)
    return stage, hand_scenario(solve={"gap": gap_wanted})


def test_within_the_gap_means_within_the_gap_that_was_asked_for() -> None:
    stage, scenario = within_gap(0.05, bound=BY_NAME["travel"].value * 0.96)
    assert verify(replace(PLAN, stages=(stage,)), scenario) == ()
    stage, scenario = within_gap(0.03, bound=BY_NAME["travel"].value * 0.96)
    assert rules_broken(verify(replace(PLAN, stages=(stage,)), scenario)) == {"stages"}


def test_a_stage_that_was_stopped_may_have_any_gap() -> None:
    stage, scenario = within_gap(0.01, bound=3.0)
    assert verify(replace(PLAN, stages=(replace(stage, status=Status.STOPPED),)), scenario) == ()


def test_a_given_plan_proves_nothing_but_must_be_measured_rightly() -> None:
    given = tuple(replace(s, bound=-inf, gap=0.0, status=Status.GIVEN) for s in HAND_STAGES)
    assert verify(replace(PLAN, stages=given)) == ()
    wrong = tuple(replace(s, value=s.value + 1) for s in given)
    found = verify(replace(PLAN, stages=wrong))
    assert {v.rule for v in found} == {"stages"}
    assert len(found) == len(HAND_STAGES)


def test_the_stated_tolerance_of_the_shortfall_is_no_gap() -> None:
    """A shortfall of 18 000 where 17 900 was possible, with 200 allowed for later objectives."""
    told = replace(BY_NAME["shortfall"], bound=17_900.0)
    generous = hand_scenario(threshold={"mode": "soft", "tolerance_share": 0.01})
    assert verify(replace(PLAN, stages=(told,)), generous) == ()
    strict = hand_scenario(threshold={"mode": "soft", "tolerance_share": 0.0})
    assert rules_broken(verify(replace(PLAN, stages=(told,)), strict)) == {"stages"}


def test_a_cost_that_cannot_be_told_is_not_believed() -> None:
    region = hand_region(rates={key: value for key, (value, _) in RATES.items() if key != "mileage"})
    found = verify(PLAN, region=region)
    assert [v.rule for v in found] == ["stages"]
    assert "cost rate mileage is missing" in found[0].message


def test_a_stage_told_twice() -> None:
    found = verify(replace(PLAN, stages=(*HAND_STAGES, HAND_STAGES[0])))
    assert [v.message for v in found] == ["stage outside stands 2 times"]
