"""Units against the guideline, what their people can fill, and the agreements they need."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.evaluate import evaluate, threshold_status
from planner.plan import Plan, UnitInPlan
from planner.region.types import Region
from planner.scenario.schema import Threshold
from tests.evaluate.cases import EMPTY, paper_region, paper_scenario, paper_travel
from tests.small_region import make_programme, make_region, make_unit


@pytest.mark.parametrize(
    ("persons", "verdict"),
    [
        (14_620, "below"),
        (19_000, "below"),  # five per cent short is not less than five per cent
        (19_001, "about"),
        (19_219, "about"),
        (20_000, "within"),
        (29_678, "within"),
        (40_000, "within"),
        (40_001, "above"),
        (0, "below"),
    ],
)
def test_verdict(persons: int, verdict: str) -> None:
    assert threshold_status(persons, Threshold()) == verdict


def one_unit(unit_id: str, *codes: str, seat: str = "m1_a") -> Plan:
    return replace(EMPTY, units=(UnitInPlan(unit_id, seat, (seat,), codes),))


def test_short_and_above_in_persons() -> None:
    region = make_region({"m1": (15_000,), "m2": (4_219,), "m3": (30_000,)})
    scenario = paper_scenario(units={"candidates": ["u_all", "u_west"]})
    plan = replace(
        EMPTY,
        units=(
            UnitInPlan("u_all", "m3_a", ("m3_a",), ("m3",)),
            UnitInPlan("u_west", "m1_a", ("m1_a",), ("m1", "m2")),
        ),
    )
    scenario = paper_scenario(threshold={"mode": "off", "persons_max": 25_000})
    found = evaluate(region, paper_travel(region), scenario, plan)
    large, short = found.units
    assert (large.threshold_status, large.persons_above, large.persons_short) == ("above", 5000, 0)
    assert (short.threshold_status, short.persons_short, short.persons) == ("about", 781, 19_219)
    assert (found.persons_short, found.persons_above) == (781, 5000)
    assert found.posts_fte == 2


def catalogue() -> Region:
    """p1 fits the guideline; the others each lack one thing that a local course needs."""
    return paper_region(
        units=[make_unit("u_all", "m1_a", ("m1", "m2"))],
        programmes=[
            make_programme("p1", group_min_persons=4),
            make_programme("p2", group_min_persons=5),
            make_programme("p3", group_min_persons=4, pooled=False),
            make_programme("p4", group_min_persons=3, levels=("municipality", "specialist")),
            make_programme("p5", group_min_persons=4, levels=("specialist",)),
            make_programme("p6", group_min_persons=8, cycle_years=2),
            make_programme("p7"),
        ],
        mix={"p1": 0.2, "p2": 0.2, "p3": 0.2, "p4": 0.2, "p5": 0.1, "p6": 0.1, "p7": 0.0},
        participants_per_1000={"low": 10.0},
    )


def test_a_unit_can_fill_what_its_people_suffice_for() -> None:
    # The 2000 have 4 participants a year in p1 to p4, 2 in p5 and p6. Of p4, m1 alone has 3, m2 one.
    region = catalogue()
    found = evaluate(
        region, paper_travel(region), paper_scenario(units={}), one_unit("u_all", "m1", "m2")
    )
    (unit,) = found.units
    assert unit.programmes_viable == ("p1", "p4")
    assert unit.fillable_codes["p4"] == ("m1",)
    assert unit.viable_share == pytest.approx((4 + 3) / 20)
    assert found.viable_share == pytest.approx((4 + 3) / 20)
    assert found.programmes_viable == 2
    assert found.programmes_held == 0
    by_id = {row.programme_id: row for row in found.per_programme}
    assert by_id["p1"].viable_unit_ids == ("u_all",)
    assert by_id["p2"].viable_unit_ids == ()
    assert by_id["p6"].persons_needed == pytest.approx(8000)
    assert by_id["p6"].persons_needed_cycle == pytest.approx(4000)
    assert by_id["p7"].persons_needed is None


def test_people_outside_stand_in_the_denominator_of_the_share_that_units_can_fill() -> None:
    region = catalogue()
    found = evaluate(region, paper_travel(region), paper_scenario(units={}), one_unit("u_all", "m1"))
    assert found.units[0].viable_share == pytest.approx(3 / 15)
    assert found.viable_share == pytest.approx(3 / 20)


def test_a_wanted_probability_of_filling_asks_for_more_people() -> None:
    region = catalogue()
    scenario = paper_scenario(units={}, rules={"group_size": {"fill_probability": 0.8}})
    found = evaluate(region, paper_travel(region), scenario, one_unit("u_all", "m1", "m2"))
    assert found.programmes_viable == 0


def test_agreements_are_one_per_member_but_the_seat() -> None:
    region = make_region()  # u_all of four exists today
    scenario = paper_scenario(units={})
    travel = paper_travel(region)
    found = evaluate(region, travel, scenario, one_unit("u_all", "m1", "m2", "m3", "m4"))
    assert (found.agreements_existing, found.agreements_new) == (3, 0)
    alone = evaluate(region, travel, scenario, one_unit("u_all", "m1"))
    assert (alone.agreements_existing, alone.agreements_new) == (0, 0)
    far_seat = evaluate(region, travel, scenario, one_unit("u_all", "m2", "m3"))
    assert (far_seat.agreements_existing, far_seat.agreements_new) == (2, 0)


def test_members_that_a_scenario_adds_need_new_agreements() -> None:
    region = make_region()
    wider = replace(
        region,
        units={
            **region.units,
            "u_west": replace(region.units["u_west"], member_codes=("m1", "m2", "m3", "m4")),
        },
    )
    plan = one_unit("u_west", "m1", "m2", "m3", "m4")
    found = evaluate(wider, paper_travel(wider), paper_scenario(units={}), plan)
    assert (found.agreements_existing, found.agreements_new) == (1, 2)


def test_a_unit_that_does_not_exist_today_needs_every_agreement() -> None:
    region = make_region(units=[make_unit("u_new", "m1_a", ("m1", "m2"), exists_today=False)])
    found = evaluate(
        region, paper_travel(region), paper_scenario(units={}), one_unit("u_new", "m1", "m2")
    )
    assert (found.agreements_existing, found.agreements_new) == (0, 1)
