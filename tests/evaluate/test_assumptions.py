"""Which assumed fields a plan's figures rest on."""

from __future__ import annotations

from dataclasses import fields, replace

from planner.evaluate import GROUPS, INDICATORS, AssumptionBehind, assumptions_behind, evaluate
from planner.evaluate.assumptions import groups_assumed
from planner.region.types import (
    CostRate,
    DemandLevel,
    Link,
    MixShare,
    Municipality,
    Place,
    Programme,
    Region,
    SpecialistService,
    TravelTime,
    Unit,
    Venue,
)
from planner.scenario.schema import Participation
from tests.evaluate.cases import paper_plan, paper_region, paper_scenario, paper_travel
from tests.small_region import make_unit, make_venue

SEATS = frozenset({"seats"})


def partly_assumed() -> Region:
    region = paper_region(
        venues=[make_venue("v_m1", "m1_a", assumed=SEATS), make_venue("v_m2", "m2_a", assumed=SEATS)],
        units=[
            make_unit("u_west", "m1_a", ("m1",), assumed=frozenset({"coordinator_fte"})),
            make_unit("u_east", "m2_a", ("m2",), assumed=frozenset({"coordinator_fte", "payer"})),
        ],
    )
    links = {
        key: replace(link, assumed=frozenset({"minutes", "winter_exposed"}))
        for key, link in region.links.items()
    }
    first = next(iter(links))
    links[first] = replace(links[first], assumed=frozenset())
    return replace(region, links=links)


def test_only_what_the_plan_draws_on_counts() -> None:
    region = partly_assumed()
    found = assumptions_behind(region, paper_travel(region), paper_scenario(), paper_plan())
    assert found == (
        AssumptionBehind("posts", "units", "coordinator_fte", 1, 1),
        AssumptionBehind("travel", "links", "minutes", 2, 3),
        AssumptionBehind("venues", "venues", "seats", 1, 1),
    )
    assert groups_assumed(found) == {"posts", "travel", "venues"}


def test_people_whom_nobody_counts_are_not_drawn_on() -> None:
    region = partly_assumed()
    far = replace(region.municipalities["m2"], assumed=frozenset({"persons"}))
    region = replace(region, municipalities={**region.municipalities, "m2": far})
    travel, scenario, plan = paper_travel(region), paper_scenario(), paper_plan()
    both = assumptions_behind(region, travel, scenario, plan)
    assert AssumptionBehind("population", "municipalities", "persons", 1, 2) in both
    assert "population" not in groups_assumed(
        assumptions_behind(region, travel, scenario, plan, ("m1",))
    )


def test_winter_rests_on_what_is_exposed() -> None:
    region = partly_assumed()
    scenario = paper_scenario(travel={"season": "winter"})
    found = assumptions_behind(region, paper_travel(region, scenario), scenario, paper_plan())
    assert AssumptionBehind("travel", "links", "winter_exposed", 2, 3) in found


def test_a_ready_matrix_rests_on_no_link() -> None:
    region = partly_assumed()
    travel = replace(paper_travel(region), source="matrix")
    found = assumptions_behind(region, travel, paper_scenario(), paper_plan())
    assert "travel" not in groups_assumed(found)


def test_great_circles_rest_on_positions() -> None:
    region = partly_assumed()
    places = {key: replace(p, assumed=frozenset({"lon", "lat"})) for key, p in region.places.items()}
    region = replace(region, places=places)
    by_road = assumptions_behind(region, paper_travel(region), paper_scenario(), paper_plan())
    assert not any(row.table == "places" for row in by_road)
    travel = replace(paper_travel(region), source="great_circle")
    found = assumptions_behind(region, travel, paper_scenario(), paper_plan())
    assert AssumptionBehind("travel", "places", "lon", 3, 3) in found


def test_closed_links_are_not_drawn_on() -> None:
    region = partly_assumed()
    travel = replace(paper_travel(region), closed_link_ids=(list(region.links)[-1],))
    found = assumptions_behind(region, travel, paper_scenario(), paper_plan())
    assert AssumptionBehind("travel", "links", "minutes", 1, 2) in found


def test_evaluate_says_it_too() -> None:
    region = partly_assumed()
    travel, scenario, plan = paper_travel(region), paper_scenario(), paper_plan()
    found = evaluate(region, travel, scenario, plan)
    assert found.rests_on == assumptions_behind(region, travel, scenario, plan)


def test_groups_name_fields_that_exist_and_indicators_name_groups_that_exist() -> None:
    records: dict[str, type] = {
        "municipalities": Municipality,
        "places": Place,
        "links": Link,
        "travel_times": TravelTime,
        "units": Unit,
        "venues": Venue,
        "programmes": Programme,
        "programme_mix": MixShare,
        "demand_levels": DemandLevel,
        "specialist_services": SpecialistService,
        "cost_rates": CostRate,
    }
    for group in GROUPS:
        for table, names in group.fields.items():
            known = {f.name for f in fields(records[table])} if table in records else set()
            if table == "participation":  # of the scenario: no record of the region has it
                known = set(Participation.model_fields)
            assert set(names) <= known, (group.name, table)
    known = {group.name for group in GROUPS}
    for doc in INDICATORS.values():
        assert set(doc.rests_on) <= known, doc.name
