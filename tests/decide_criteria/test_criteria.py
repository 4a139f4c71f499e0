"""The figure of every criterion, by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.decide.criteria import CRITERIA, QUALIFICATIONS, Subject, values_of
from planner.decide.criteria_evidence import evidence_for
from planner.pipeline.alternative import Alternative
from planner.report.comparison.weighing import subject_of
from tests.decide_criteria.cases import QUALIFIED, four_alternatives, qualified, qualified_region

PERSONS = {"m1": 1500, "m2": 900, "m3": 950, "m4": 1250}
WEST, EAST = 2400, 2200


def subject(name: str) -> Subject:
    return subject_of(alternative(name))


def alternative(name: str) -> Alternative:
    return next(a for a in four_alternatives().alternatives if a.name == name)


def test_figures_that_stand_in_the_indicators() -> None:
    found, values = alternative("halves").indicators, values_of(subject("halves"))
    assert values["travel"] == found.travel_hours_total > 0
    assert values["unmet"] == found.participants_unmet == 0
    assert values["cost"] == found.cost_nok
    assert values["viable"] == found.viable_share
    assert values["agreements"] == found.agreements_new
    assert values["equity"] == max(row.minutes_mean or 0 for row in found.per_municipality)


def test_guideline_is_the_mean_shortfall_over_the_inhabitants() -> None:
    """The guideline's lower end is 4000: the halves of 2400 and 2200 lack 1600 and 1800."""
    assert values_of(subject("together"))["guideline"] == 0
    by_hand = (WEST * 1600 / 4000 + EAST * 1800 / 4000) / (WEST + EAST)
    assert values_of(subject("halves"))["guideline"] == pytest.approx(by_hand)
    # those outside every unit lack all of it
    outside = (WEST * 1600 / 4000 + EAST) / (WEST + EAST)
    assert values_of(subject("west-only"))["guideline"] == pytest.approx(outside)


def test_qualifications_are_weighed_by_inhabitants() -> None:
    assert values_of(subject("together"))[QUALIFICATIONS] == 3.0
    by_hand = (WEST * 2.0 + EAST * 0.5) / (WEST + EAST)
    assert values_of(subject("halves"))[QUALIFICATIONS] == pytest.approx(by_hand)
    assert values_of(subject("west-only"))[QUALIFICATIONS] == 2.0


def test_a_unit_without_all_its_scores_leaves_qualifications_unknown() -> None:
    full = subject("halves")
    fewer = [row for row in full.region.qualifications if row.unit_id != "u_east"]
    partial = replace(full, region=replace(full.region, qualifications=tuple(fewer)))
    assert values_of(partial)[QUALIFICATIONS] is None
    nothing = replace(full, region=replace(full.region, qualifications=(), criteria={}))
    assert values_of(nothing)[QUALIFICATIONS] is None


def test_vulnerability_is_what_posts_lack_of_two() -> None:
    assert values_of(subject("together"))["vulnerability"] == 1.0
    region = qualified_region()
    units = {**region.units, "u_all": replace(region.units["u_all"], coordinator_fte=2.5)}
    strong = qualified("strong", {"u_all": "v_m1"})
    found = replace(
        subject_of(strong),
        region=replace(region, units=units),
        indicators=replace(
            strong.indicators,
            units=tuple(replace(u, coordinator_fte=2.5) for u in strong.indicators.units),
        ),
    )
    assert values_of(found)["vulnerability"] == 0.0


def test_nobody_in_a_unit_has_no_qualification_and_no_posts() -> None:
    today = subject_of(qualified("today", {}, scenario={"units": {"candidates": []}}))
    values = values_of(today)
    assert values[QUALIFICATIONS] is None
    assert values["vulnerability"] is None
    assert values["guideline"] == 1.0


def test_every_criterion_is_described() -> None:
    assert list(CRITERIA) == [c.id for c in CRITERIA.values()]
    for criterion in CRITERIA.values():
        for text in (criterion.label, criterion.formula, criterion.unit):
            assert text == text.strip()
            assert text
    assert len({c.label_in("nb") for c in CRITERIA.values()}) == len(CRITERIA)


def test_evidence_stands_once_for_all_the_units_it_is_said_of() -> None:
    subjects = [subject("halves"), subject("together")]
    rows = evidence_for(subjects)
    assert [(row.unit_ids, row.score_0_4) for row in rows[:2]] == [(("u_east",), 1), (("u_east",), 0)]
    assert {row.criterion_id for row in rows} == set(QUALIFIED)
    assert sum(len(row.unit_ids) for row in rows) == 6
    same = [replace(row, evidence="the same", score_0_4=2) for row in subjects[0].region.qualifications]
    region = replace(subjects[0].region, qualifications=tuple(same))
    joined = evidence_for([replace(s, region=region) for s in subjects])
    assert [row.unit_ids for row in joined] == [("u_east", "u_west", "u_all")] * 2
    assert evidence_for([]) == ()
