"""Cost: each item worked out by hand, who pays it, and what is missing said aloud."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from planner.evaluate import Indicators, evaluate
from planner.plan import Plan
from tests.evaluate.cases import EMPTY, paper_plan, paper_region, paper_scenario, paper_travel
from tests.small_region import RATES, make_programme, make_unit, make_venue

UNIT = {"coordinator_fte": 0.5, "nok_per_year": 20_000.0, "staff_base_place_ids": ("m1_b",)}
PRICES = {rate_id: value for rate_id, (value, _) in RATES.items()}


def costed(plan: Plan | None = None, **region_values: Any) -> Indicators:
    defaults: dict[str, Any] = {
        "units": [make_unit("u_west", "m1_a", ("m1",), **UNIT)],
        "programmes": [
            make_programme(
                "p1",
                meetings_per_course=3,
                professionals_per_meeting=2,
                user_representatives_per_meeting=1,
            )
        ],
    }
    region = paper_region(**{**defaults, **region_values})
    return evaluate(region, paper_travel(region), paper_scenario(), plan or paper_plan())


def test_every_item_by_hand() -> None:
    found = costed()
    # Roads are 1.2 km a minute: 24 km to the village, 192 and 120 km to the hospital.
    by_hand = {
        "posts": 0.5 * 600_000,
        "unit_fixed": 20_000,
        "venues": 10_000,
        "professionals": 2 * 3 * 2 * 3 * 350,
        "user_representatives": 2 * 3 * 800,
        "staff_mileage": 2 * 3 * 2 * 2 * 24 * 3.65,
        "mileage_local": 3 * 3 * 2 * 24 * 3.65,
        "mileage_specialist": (2 * 192 + 2.5 * 120) * 2 * 2 * 3.65,
    }
    items = {row.item: row for row in found.cost_items}
    assert {item: row.nok for item, row in items.items()} == pytest.approx(by_hand)
    assert found.cost_nok == pytest.approx(sum(by_hand.values()))
    users = by_hand["mileage_local"] + by_hand["mileage_specialist"]
    assert found.cost_nok_users == pytest.approx(users)
    assert found.cost_nok_municipalities == pytest.approx(sum(by_hand.values()) - users)
    assert found.cost_nok_hospital_trust == 0
    assert found.cost_nok_per_person == pytest.approx(sum(by_hand.values()) / 2000)
    assert found.cost_nok_plan == pytest.approx(found.cost_nok)


def test_the_trust_pays_for_its_unit() -> None:
    found = costed(units=[make_unit("u_west", "m1_a", ("m1",), payer="hospital_trust", **UNIT)])
    assert found.cost_nok_municipalities == 0
    assert found.cost_nok_hospital_trust == pytest.approx(
        sum(row.nok for row in found.cost_items if row.payer != "users")
    )


@pytest.mark.parametrize("rate", sorted(PRICES))
def test_a_missing_price_makes_the_cost_absent_with_the_reason(rate: str) -> None:
    found = costed(rates={key: value for key, value in PRICES.items() if key != rate})
    assert found.cost_nok is None
    assert found.cost_nok_users is None
    assert found.cost_nok_per_person is None
    assert found.cost_nok_plan is None
    assert found.cost_absent_because == (f"cost rate {rate} is missing",)
    assert found.travel_hours_total == pytest.approx(52)


def test_a_venue_without_a_price_is_named_only_when_it_is_used() -> None:
    rooms = [make_venue("v_m1", "m1_a"), make_venue("v_m2", "m2_a", nok_per_year=None)]
    assert costed(venues=rooms).cost_absent_because == ()
    rooms = [make_venue("v_m1", "m1_a", nok_per_year=None), make_venue("v_m2", "m2_a")]
    assert costed(venues=rooms).cost_absent_because == ("venue v_m1 has no cost",)


def test_only_prices_that_the_plan_needs_are_asked_for() -> None:
    assert costed(replace(EMPTY), rates={}).cost_nok == 0


def test_a_way_of_unknown_length_makes_the_cost_absent() -> None:
    region = paper_region()
    travel = paper_travel(region)
    km = {a: dict(row) for a, row in travel.km_table.items()}
    del km["m1_b"]["m1_a"]
    found = evaluate(region, replace(travel, km_table=km), paper_scenario(), paper_plan())
    assert found.cost_nok is None
    assert any("Place m1_b to v_m1 is not known" in reason for reason in found.cost_absent_because)
