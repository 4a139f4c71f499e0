"""Who gains and who pays, by hand on the small region.

Inhabitants: m1 1500, m2 900, m3 950, m4 1250, in a row 30 minutes apart, the hospital 100 minutes
beyond m4. 5 participants per 1000 and year in all.
"""

from __future__ import annotations

from dataclasses import replace
from math import fsum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.decide.effects_scenario import KEYS, Effect, Effects, effects, shared, total
from planner.pipeline.alternative import Alternative
from tests.decide_effects.cases import halves, subjects, today, together
from tests.report.cases import region_of

PERSONS = {"m1": 1500, "m2": 900, "m3": 950, "m4": 1250}


def effects_of(before: Alternative, after: Alternative, fixed_share: float = 0.25) -> Effects:
    return effects(*subjects(before, after), fixed_share)


def row(found: Effects, code: str) -> Effect:
    return next(r for r in (*found.municipalities, *found.others) if r.code == code)


def test_from_today_to_one_unit() -> None:
    found = effects_of(today(), together())
    m1 = row(found, "m1")
    # today everybody goes to the hospital, 190 minutes from m1_a and 200 from m1_b, one trip each
    by_hand = (1200 * 190 + 300 * 200) * 5 / 1000 * 2 / 60
    assert m1.before.hours == pytest.approx(by_hand, rel=1e-4)
    # then those of m1_b alone travel, 10 minutes to two meetings
    assert m1.after.hours == pytest.approx(300 * 10 * 5 / 1000 * 2 * 2 / 60, rel=1e-4)
    assert (m1.before.participants_served, m1.after.participants_specialist) == (0, 0)
    assert m1.after.participants_served == pytest.approx(7.5, rel=1e-4)
    assert (m1.before.unit_id, m1.after.unit_id) == (None, "u_all")
    assert m1.service == "gains"
    assert {r.code for r in found.with_verdict("gains")} >= {"m1", "m2"}


def test_the_other_way_round_gains_are_losses() -> None:
    there, back = effects_of(today(), together()), effects_of(together(), today())
    opposite = {"gains": "loses", "loses": "gains", "mixed": "mixed", "same": "same"}
    for a, b in zip(there.municipalities, back.municipalities, strict=True):
        assert (a.before, a.after) == (b.after, b.before)
        assert opposite[a.service] == b.service


def test_the_same_is_the_same() -> None:
    found = effects_of(together(), together("again"))
    assert {r.service for r in found.municipalities} == {"same"}


def test_more_hours_for_more_courses_is_mixed() -> None:
    """The east gains courses but two meetings at home are further than one trip would have been."""
    far = together("far", venue="v_m1")
    found = effects_of(halves(), far)
    assert row(found, "m1").service == "same"
    assert row(found, "m4").service == "loses"  # 90 minutes instead of none, nothing gained


def test_fewer_hours_are_no_gain_where_more_have_no_offer() -> None:
    places = ("m3_a", "m3_b")
    found = effects_of(together(), together("drops", unmet_places=places))
    m3 = row(found, "m3")
    assert m3.after.hours < m3.before.hours
    assert m3.after.participants_unmet == pytest.approx(m3.before.participants_served)
    assert m3.service == "loses"


def test_who_uses_nothing_and_pays_is_no_winner() -> None:
    """Nobody of m4 goes to the courses: near by as they are, they are no gain of theirs."""
    away = ("m4_a", "m4_b")
    found = effects_of(today(), together("aside", venue="v_m4", unmet_places=away))
    m4 = row(found, "m4")
    assert m4.after.programmes_within_60 > m4.before.programmes_within_60
    assert m4.after.participants_served == 0
    assert m4.service == "loses"
    assert m4.after.nok("head") > m4.before.nok("head") == 0
    assert "m4" in {r.code for r in found.paying_without_gain}
    assert not {r.code for r in found.with_verdict("gains")} & {
        r.code for r in found.paying_without_gain
    }


def test_by_head_by_hand() -> None:
    """One post of 600 000, one room, two courses of two meetings with one professional each."""
    found = effects_of(today(), together())
    nok = subjects(together())[0].indicators.unit_costs[0].nok
    courses = 2 * 2 * 3 * 350  # nobody travels: the staff base is where the course is
    assert nok == 600_000 + 10_000 + courses
    for code, persons in PERSONS.items():
        state = row(found, code).after
        assert state.nok_by_head == pytest.approx(nok * persons / 4600)
        fixed = nok * 0.25 / 4 + 0.75 * nok * persons / 4600
        assert state.nok_by_fixed_and_head == pytest.approx(fixed)
        # everybody attends, so that use is inhabitants
        assert state.nok_by_use == pytest.approx(nok * persons / 4600, rel=1e-6)
        assert row(found, code).before.nok_by_head == 0.0


def test_by_use_counts_those_who_attend() -> None:
    """With p2 left to the hospital in both halves, use follows p1; units share among their own."""
    found = effects_of(today(), halves())
    west = [row(found, code).after.nok_by_use or 0.0 for code in ("m1", "m2")]
    costs = {c.unit_id: c.nok for c in subjects(halves())[0].indicators.unit_costs}
    assert fsum(west) == pytest.approx(costs["u_west"])
    assert west[0] / west[1] == pytest.approx(1500 / 900)


def test_a_unit_that_nobody_attends_is_shared_by_head() -> None:
    idle = together("idle", venue="v_m1", unmet_places=[], programme_ids=[])
    idle_plan = replace(idle.plan, courses=(), attendance=())
    assert idle_plan.units
    from planner.evaluate import evaluate

    indicators = evaluate(idle.region, idle.travel, idle.scenario, idle_plan)
    (was, now) = subjects(today(), idle)
    found = effects(was, replace(now, indicators=indicators))
    assert found.shared_by_head == {"today": (), "idle": ("u_all",)}
    m1 = row(found, "m1").after
    assert m1.nok_by_use == m1.nok_by_head > 0


def test_grants_are_taken_off() -> None:
    granted = together(
        "granted", scenario={"units": {"candidates": ["u_all"], "grants": {"u_all": 100_000}}}
    )
    plain = effects_of(today(), together())
    found = effects_of(today(), granted)
    spared = [
        (row(plain, code).after.nok_by_head or 0) - (row(found, code).after.nok_by_head or 0)
        for code in PERSONS
    ]
    assert spared == pytest.approx([100_000 * persons / 4600 for persons in PERSONS.values()])
    payers = {p.payer: p.nok_after for p in found.payers}
    before = {p.payer: p.nok_after for p in plain.payers}
    assert payers["grants"] == pytest.approx(100_000)
    assert payers["municipalities"] == pytest.approx((before["municipalities"] or 0) - 100_000)
    assert total(list(payers.values())) == pytest.approx(total(list(before.values())) or 0)


def test_the_trust_pays_for_its_units() -> None:
    region = region_of()
    units = {**region.units, "u_all": replace(region.units["u_all"], payer="hospital_trust")}
    found = effects_of(today(), together(region=replace(region, units=units)))
    assert all(row(found, code).after.nok_by_head == 0 for code in PERSONS)
    payers = {p.payer: p.nok_after for p in found.payers}
    assert payers["municipalities"] == 0
    assert (payers["hospital_trust"] or 0) > 600_000


def test_a_missing_price_is_told_not_guessed() -> None:
    region = region_of(rates={"post_cost": 600_000.0})
    found = effects_of(today(region=region), together(region=region))
    assert found.cost_absent_because["together"]
    for r in found.municipalities:
        assert {r.after.nok(key) for key in KEYS} == {None}
        assert r.after.nok_users is None
    assert {p.nok_after for p in found.payers} == {None}


def test_members_outside_the_scope_pay_and_are_told_apart() -> None:
    scope = ("m1", "m2", "m3")
    found = effects_of(today(scope_codes=scope), together(scope_codes=scope))
    assert [r.code for r in found.municipalities] == ["m1", "m2", "m3"]
    assert [r.code for r in found.others] == ["m4"]
    nok = subjects(together())[0].indicators.unit_costs[0].nok
    assert row(found, "m4").after.nok_by_head == pytest.approx(nok * 1250 / 4600)


def test_different_scopes_are_refused() -> None:
    with pytest.raises(ValueError, match="different municipalities"):
        effects_of(today(), together(scope_codes=("m1",)))
    with pytest.raises(ValueError, match=r"within 0\.\.1"):
        effects_of(today(), together(), 1.5)


@pytest.mark.parametrize("fixed_share", [0.0, 0.4, 1.0])
def test_every_key_shares_all_of_it(fixed_share: float) -> None:
    found = effects_of(together(), halves(), fixed_share)
    for state, alternative in (("before", together()), ("after", halves())):
        costs = subjects(alternative)[0].indicators.unit_costs
        nok = fsum(c.nok - c.granted for c in costs)
        for key in KEYS:
            rows = (*found.municipalities, *found.others)
            assert total([getattr(r, state).nok(key) for r in rows]) == pytest.approx(nok)
    if fixed_share == 0:
        assert all(r.after.nok_by_fixed_and_head == r.after.nok_by_head for r in found.municipalities)
    if fixed_share == 1:
        assert row(found, "m1").after.nok_by_fixed_and_head == pytest.approx(
            row(found, "m2").after.nok_by_fixed_and_head or 0
        )


@settings(max_examples=50)
@given(
    st.floats(0, 1e7, allow_nan=False),
    st.dictionaries(st.sampled_from("abcdef"), st.floats(0, 1e4, allow_nan=False), min_size=1),
)
def test_shares_add_up_and_keep_proportions(nok: float, by: dict[str, float]) -> None:
    found = shared(nok, by)
    assert fsum(found.values()) == pytest.approx(nok)
    assert all(part >= 0 for part in found.values())
    largest = max(by, key=lambda code: by[code])
    assert found[largest] >= max(found.values()) - 1e-6 * (1 + nok)
