"""What holds of the indicators of any plan on any region, feasible or not."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.evaluate import Indicators, evaluate
from planner.plan import Plan
from planner.region.types import Region
from planner.scenario.schema import Scenario
from planner.travel.types import Travel
from planner.verify import measures
from planner.verify.facts import Facts
from tests.evaluate.cases import plans
from tests.small_region import shortest_ways, small_problems

Case = tuple[Region, Travel, Scenario, Plan]

MANY = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    region, scenario = draw(small_problems())
    travel = shortest_ways(region, scenario)
    return region, travel, scenario, draw(plans(region, travel, scenario))


@given(cases())
@MANY
def test_totals_add_up_over_kinds_municipalities_and_programmes(case: Case) -> None:
    found = evaluate(*case)
    assert found.travel_hours_total == pytest.approx(
        found.travel_hours_participants
        + found.travel_hours_staff
        + found.travel_hours_specialist
        + found.travel_hours_outside
    )
    assert found.participants_total == pytest.approx(
        found.participants_served + found.participants_specialist + found.participants_unmet
    )
    region, _, scenario, _ = case
    level = region.demand_levels[scenario.demand.level].participants_per_1000
    rate = sum(row.share for row in region.mixes) * level * scenario.demand.factor
    assert found.participants_total == pytest.approx(found.persons_in_scope * rate / 1000)
    travelled = found.travel_hours_total - found.travel_hours_staff
    for rows in (found.per_municipality, found.per_programme):
        for name in ("total", "served", "specialist", "unmet"):
            parts = sum(getattr(row, f"participants_{name}") for row in rows)
            assert parts == pytest.approx(getattr(found, f"participants_{name}"), abs=1e-9)
        assert sum(row.travel_hours for row in rows) == pytest.approx(travelled, abs=1e-9)
    assert sum(row.courses for row in found.per_programme) == pytest.approx(found.courses)
    if found.cost_nok is not None:
        payers = (
            found.cost_nok_municipalities,
            found.cost_nok_hospital_trust,
            found.cost_nok_users,
        )
        assert sum(part or 0.0 for part in payers) == pytest.approx(found.cost_nok)
        assert found.cost_nok <= (found.cost_nok_plan or 0.0) + 1e-6


@given(cases())
@MANY
def test_figures_agree_with_those_of_the_verifier(case: Case) -> None:
    """The verifier adds the same sums up in its own words, over everybody the plan serves."""
    region, travel, scenario, plan = case
    facts = Facts(region, travel, scenario, plan)
    # The verifier knows the demand points of the scenario; the plan may have other members.
    everywhere = replace(facts, scenario=scenario.model_copy(update={"scope": "all"}))
    found = evaluate(region, travel, scenario, plan)
    assert found.travel_hours_staff_plan == pytest.approx(measures.hours_staff(everywhere))
    assert found.travel_hours_plan == pytest.approx(
        measures.hours_participants(everywhere)
        + measures.hours_specialist(everywhere)
        + measures.hours_staff(everywhere)
    )
    assert found.persons_short == measures.persons_short(facts)
    assert found.persons_outside == measures.persons_outside(facts)


@given(cases())
@MANY
def test_shares_and_times_keep_their_order(case: Case) -> None:
    found = evaluate(*case)
    for row in (found, *found.per_municipality):
        within = (row.share_within_30, row.share_within_45, row.share_within_60)
        if row.participants_total > 0:
            low, middle, high = within
            assert low is not None
            assert middle is not None
            assert high is not None
            assert 0 <= low <= middle <= high <= 1
        else:
            assert within == (None, None, None)
        if row.minutes_mean is None:
            assert row.minutes_p90 is row.minutes_max is None
            continue
        assert row.minutes_p90 is not None
        assert row.minutes_max is not None
        assert row.minutes_mean <= row.minutes_max + 1e-9
        assert row.minutes_p90 <= row.minutes_max
        # At most a tenth lies beyond the 90th percentile, so the mean is at most this.
        assert row.minutes_mean <= 0.9 * row.minutes_p90 + 0.1 * row.minutes_max + 1e-9
    for probability in (row.fill_probability for row in found.per_course):
        assert 0 <= probability <= 1
    for unit in found.units:
        assert unit.viable_share is None or 0 <= unit.viable_share <= 1


@given(cases())
@MANY
def test_overall_times_lie_between_those_of_the_municipalities(case: Case) -> None:
    found = evaluate(*case)
    means = [row.minutes_mean for row in found.per_municipality if row.minutes_mean is not None]
    longest = [row.minutes_max for row in found.per_municipality if row.minutes_max is not None]
    if found.minutes_mean is None:
        assert means == []
        return
    assert min(means) - 1e-9 <= found.minutes_mean <= max(means) + 1e-9
    assert found.minutes_max == max(longest)


@given(cases())
@MANY
def test_twice_the_demand_is_twice_the_people_and_hours_and_the_same_minutes(case: Case) -> None:
    region, travel, scenario, plan = case
    demand = scenario.demand.model_copy(update={"factor": scenario.demand.factor * 2})
    once = evaluate(region, travel, scenario, plan)
    twice = evaluate(region, travel, scenario.model_copy(update={"demand": demand}), plan)
    for name in (
        "participants_total",
        "participants_served",
        "participants_unmet",
        "travel_hours_participants",
        "travel_hours_specialist",
        "travel_hours_outside",
    ):
        assert getattr(twice, name) == pytest.approx(2 * getattr(once, name))
    for name in ("travel_hours_staff", "minutes_mean", "minutes_p90", "share_within_45"):
        assert getattr(twice, name) == pytest.approx(getattr(once, name))
    for one, two in zip(once.per_programme, twice.per_programme, strict=True):
        assert one.persons_needed is not None
        assert two.persons_needed == pytest.approx(one.persons_needed / 2)
    for one, two in zip(once.per_course, twice.per_course, strict=True):
        assert two.fill_probability >= one.fill_probability - 1e-12


@given(cases(), st.randoms(use_true_random=False))
@MANY
def test_the_order_of_rows_says_nothing(case: Case, random: object) -> None:
    region, travel, scenario, plan = case
    mixed = {}
    for name in ("units", "courses", "attendance", "specialist", "unmet"):
        rows = list(getattr(plan, name))
        random.shuffle(rows)  # type: ignore[attr-defined]
        mixed[name] = tuple(rows)
    assert evaluate(region, travel, scenario, replace(plan, **mixed)) == evaluate(*case)


@given(cases())
@MANY
def test_leaving_people_out_improves_no_share(case: Case) -> None:
    region, travel, scenario, plan = case
    full = evaluate(region, travel, scenario, plan)
    if not plan.specialist:
        return
    fewer = evaluate(region, travel, scenario, replace(plan, specialist=plan.specialist[1:]))
    for name in ("share_within_30", "share_within_45", "share_within_60", "participants_served"):
        before, after = getattr(full, name), getattr(fewer, name)
        assert before is None or after <= before + 1e-12


@given(cases())
@MANY
def test_scopes_that_share_nobody_add_up(case: Case) -> None:
    region, travel, scenario, plan = case
    whole = evaluate(region, travel, scenario, plan, tuple(region.municipalities))
    parts = [evaluate(region, travel, scenario, plan, (code,)) for code in region.municipalities]
    staffed = {row.venue_id for row in whole.per_course if row.participants_per_course == 0}
    names = ["participants_served", "participants_unmet", "travel_hours_outside"]
    # A course that nobody attends counts whole in every scope.
    names += [] if staffed else ["travel_hours_total", "travel_hours_staff"]
    for name in names:
        assert sum(getattr(p, name) for p in parts) == pytest.approx(getattr(whole, name), abs=1e-9)


@given(cases())
@MANY
def test_assignments_are_the_plan_spelt_out(case: Case) -> None:
    region, _, _, plan = case
    found: Indicators = evaluate(*case)
    people = sum(row.participants_per_year for row in found.assignments if row.in_scope)
    assert people == pytest.approx(found.participants_total)
    given_rows = {
        (row.place_id, row.programme_id) for row in chain(plan.attendance, plan.specialist, plan.unmet)
    }
    spelt = {(row.place_id, row.programme_id) for row in found.assignments}
    assert given_rows <= spelt
    members = {code for unit in plan.units for code in unit.member_codes}
    for row in found.assignments:
        assert row.outside == (row.municipality_code not in members)
        assert row.municipality_code == region.places[row.place_id].municipality_code
        assert (row.minutes is None) == (row.kind == "unmet")
