"""What a scenario makes of a region."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from planner.region.types import MixShare, Region
from planner.scenario import Scenario, effective_region
from planner.scenario.population import scaled
from tests.small_region import make_programme, make_region, make_scenario, make_service


def applied(region: Region | None = None, **values: Any) -> Region:
    return effective_region(region or make_region(), make_scenario(**values))


def test_a_scenario_that_changes_nothing_leaves_the_region_as_it_is() -> None:
    region = make_region()
    assert effective_region(region, make_scenario()) == region


def test_new_units_have_what_they_leave_out_filled_in_and_are_assumed() -> None:
    new = {"id": "u_new", "name": "Ny enhet", "seat_place_id": "m2_a", "member_codes": ["m2", "m1"]}
    unit = applied(units={"candidates": ["u_new"], "new": [new]}).units["u_new"]
    assert unit.member_codes == ("m1", "m2")
    assert unit.eligible_codes == ("m1", "m2", "m3", "m4")
    assert unit.staff_base_place_ids == ("m2_a",)
    assert {"seat_place_id", "member_codes", "coordinator_fte"} <= unit.assumed

    stated = {**new, "eligible_codes": ["m2", "m1"], "staff_base_place_ids": ["x_hospital"]}
    unit = applied(units={"candidates": ["u_new"], "new": [stated]}).units["u_new"]
    assert unit.eligible_codes == ("m1", "m2")
    assert unit.staff_base_place_ids == ("x_hospital",)


def test_members_and_staff_bases_are_replaced_and_marked() -> None:
    region = applied(
        units={
            "candidates": ["u_all"],
            "members": {"u_all": ["m3", "m1"]},
            "staff_bases": {"u_all": ["x_hospital", "m2_a"]},
        }
    )
    unit = region.units["u_all"]
    assert unit.member_codes == ("m1", "m3")
    assert unit.staff_base_place_ids == ("m2_a", "x_hospital")
    assert unit.assumed == {"member_codes", "staff_base_place_ids"}
    assert region.units["u_west"] == make_region().units["u_west"]


def test_a_seat_in_every_municipality_in_play() -> None:
    free = {"assignment": "free", "seats_in_every_municipality": True}
    region = applied(units=free, scope=["m1", "m3"])
    seats = {u: unit for u, unit in region.units.items() if unit.kind == "seat"}
    assert list(seats) == ["seat_m1", "seat_m3"]
    assert seats["seat_m3"].seat_place_id == "m3_a"
    assert seats["seat_m3"].name == "Enhet med sete i Place m3_a"
    assert seats["seat_m3"].eligible_codes == ("m1", "m3")
    assert seats["seat_m3"].coordinator_fte == 1.0
    assert "coordinator_fte" in seats["seat_m3"].assumed
    region = applied(units={**free, "municipalities": ["m4", "m2"]}, scope=["m1"])
    assert region.units["seat_m2"].eligible_codes == ("m2", "m4")
    assert "seat_m1" not in region.units


def test_new_venues_are_assumed() -> None:
    new = {"id": "v_new", "name": "Grendehuset", "place_id": "m1_b", "seats": 15, "nok_per_year": 5}
    venue = applied(venues={"new": [new]}).venues["v_new"]
    assert (venue.place_id, venue.seats, venue.nok_per_year, venue.kind) == ("m1_b", 15, 5, "municipal")
    assert {"seats", "nok_per_year", "meetings_per_year", "time_of_day"} <= venue.assumed


def test_mobile_venues_stand_in_every_place_that_is_large_enough() -> None:
    mobile = {"on": True, "place_persons_min": 300, "seats": 9, "nok_per_year": 7}
    region = applied(venues={"mobile": mobile})
    added = {v: venue for v, venue in region.venues.items() if venue.kind == "mobile"}
    assert list(added) == ["mobile_m1_a", "mobile_m1_b", "mobile_m2_a", "mobile_m3_a", "mobile_m4_a"]
    assert (added["mobile_m1_b"].seats, added["mobile_m1_b"].nok_per_year) == (9, 7)
    assert added["mobile_m1_b"].time_of_day == "both"
    empty = make_region({"m1": (500, 0), "m2": (400,)})
    everywhere = applied(empty, venues={"mobile": {**mobile, "place_persons_min": 0}})
    assert [v for v in everywhere.venues if v.startswith("mobile")] == ["mobile_m1_a", "mobile_m2_a"]


def test_a_share_of_the_meetings_is_left_to_courses() -> None:
    before = applied().venues
    after = applied(rules={"capacity": {"share": 0.25}}).venues
    assert {v: x.meetings_per_year for v, x in after.items()} == {
        v: 0.25 * x.meetings_per_year for v, x in before.items()
    }
    assert all("meetings_per_year" in venue.assumed for venue in after.values())


def test_mobile_venues_follow_changed_populations() -> None:
    mobile = {"on": True, "place_persons_min": 300}
    region = applied(venues={"mobile": mobile}, demand={"persons": {"m3": 1900, "m1": 300}})
    added = {v for v, venue in region.venues.items() if venue.kind == "mobile"}
    assert added == {"mobile_m2_a", "mobile_m3_a", "mobile_m3_b", "mobile_m4_a"}


def test_programme_changes_the_own_one_wins() -> None:
    region = applied(
        demand={
            "all_programmes": {"cycle_years": 2, "group_min_persons": 5},
            "changes": {"p2": {"cycle_years": 3}},
        }
    )
    p1, p2 = region.programmes["p1"], region.programmes["p2"]
    assert (p1.cycle_years, p1.group_min_persons) == (2, 5)
    assert (p2.cycle_years, p2.group_min_persons) == (3, 5)
    assert p1.assumed == {"cycle_years", "group_min_persons"} == p2.assumed


def test_an_empty_list_is_a_change_and_null_is_none() -> None:
    region = make_region(programmes=[make_programme("p1", venue_kinds=("dms",))])
    assert (
        applied(region, demand={"all_programmes": {"venue_kinds": []}}).programmes["p1"].venue_kinds
        == ()
    )
    kept = applied(region, demand={"all_programmes": {"venue_kinds": None}}).programmes["p1"]
    assert kept == region.programmes["p1"]


def test_a_general_programme_for_all_does_not_join_itself() -> None:
    programmes = applied(demand={"all_programmes": {"joins_id": "p1"}}).programmes
    assert (programmes["p1"].joins_id, programmes["p2"].joins_id) == (None, "p1")


def test_only_some_programmes() -> None:
    region = make_region(
        programmes=[
            make_programme("general"),
            make_programme("rare", joins_id="general"),
            make_programme("other", joins_id="rare"),
        ],
        services=[make_service("s", "x_hospital", programme_ids=("general",))],
    )
    smaller = applied(region, demand={"programmes": ["rare", "other"]})
    assert list(smaller.programmes) == ["other", "rare"]
    assert smaller.programmes["rare"].joins_id is None
    assert smaller.programmes["other"].joins_id == "rare"
    assert [row.programme_id for row in smaller.mixes] == ["other", "rare"]
    assert smaller.mix("helse_nord")["rare"] == region.mix("helse_nord")["rare"]
    # Emptied, the list would say that the service holds every programme.
    assert smaller.specialist_services["s"].programme_ids == ("general",)


def test_populations_add_up_and_are_marked() -> None:
    region = applied(demand={"persons": {"m1": 1001}})
    assert region.municipalities["m1"].persons == 1001
    assert {p.id: p.persons for p in region.places_of("m1")} == {"m1_a": 801, "m1_b": 200}
    assert "persons" in region.municipalities["m1"].assumed
    assert all("persons" in place.assumed for place in region.places_of("m1"))
    assert region.municipalities["m2"] == make_region().municipalities["m2"]


PLACES = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=3), st.integers(0, 5000), min_size=1, max_size=8
)


@given(PLACES, st.integers(0, 20_000), st.randoms(use_true_random=False))
def test_scaling_is_exact_fair_and_blind_to_order(old: dict[str, int], total: int, random: Any) -> None:
    seat = min(old)
    new = scaled(old, total, seat)
    assert sum(new.values()) == total
    assert set(new) == set(old)
    shuffled = list(old.items())
    random.shuffle(shuffled)
    assert scaled(dict(shuffled), total, seat) == new
    before = sum(old.values())
    if before:
        for place_id, count in old.items():
            assert abs(new[place_id] - count * total / before) < 1
            assert count > 0 or new[place_id] == 0
        if total == before:
            assert new == old
    else:
        assert new[seat] == total


def test_nothing_depends_on_the_order_of_the_scenario() -> None:
    new = [
        {"id": "u_b", "name": "b", "seat_place_id": "m1_a", "member_codes": ["m2", "m1"]},
        {"id": "u_a", "name": "a", "seat_place_id": "m3_a", "member_codes": ["m4", "m3"]},
    ]
    one = applied(
        units={"candidates": ["u_a", "u_b"], "new": new}, demand={"persons": {"m1": 7, "m2": 9}}
    )
    other = applied(
        units={
            "candidates": ["u_b", "u_a"],
            "new": [{**u, "member_codes": sorted(u["member_codes"])} for u in reversed(new)],
        },
        demand={"persons": {"m2": 9, "m1": 7}},
    )
    assert one == other
    assert list(one.units) == list(other.units) == sorted(one.units)


def test_the_region_is_not_changed() -> None:
    region = make_region()
    before = replace(region)
    scenario = Scenario.model_validate(
        {
            "name": "x",
            "title": "x",
            "units": {"candidates": ["u_all"], "members": {"u_all": ["m1"]}},
            "demand": {"persons": {"m1": 3}, "programmes": ["p1"]},
            "venues": {"mobile": {"on": True}},
        }
    )
    after = effective_region(region, scenario)
    assert region == before == make_region()
    assert after.mixes == (MixShare("helse_nord", "p1", 0.5),)


def test_assumptions_of_a_scenario_come_out_marked() -> None:
    rows = list(
        applied(
            units={"candidates": ["u_all"], "members": {"u_all": ["m1", "m2"]}},
            demand={"persons": {"m2": 12}, "changes": {"p1": {"cycle_years": 2}}},
        ).assumptions()
    )
    told = {(row.table, row.row_id, row.field, row.value) for row in rows}
    assert ("units", "u_all", "member_codes", "m1;m2") in told
    assert ("municipalities", "m2", "persons", "12") in told
    assert ("programmes", "p1", "cycle_years", "2") in told
