"""The facts that must come out of `compare --format json`, exact to the person."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import networkx as nx
import pytest

from planner.pipeline.run import read_task
from planner.region import read_region
from planner.travel import build_travel
from tests.cli.running import Here, apart

Json = Mapping[str, Any]

FACTS: dict[str, tuple[list[tuple[int, str, int]], float]] = {
    # persons, verdict and shortfall of each unit; share of the eight that is covered
    "alt-0-today": ([], 0.0),
    "alt-1-new-unit": ([(29_678, "within", 0)], 1.0),
    "alt-2-lokta": ([(29_678, "within", 0)], 1.0),
    "pilot": ([(29_678, "within", 0)], 1.0),
    "alt-3-senjalegen": ([(14_620, "below", 5_380)], 14_620 / 29_678),
    "alt-3-six": ([(19_219, "about", 781)], 19_219 / 29_678),
    "alt-3-eight": ([(29_678, "within", 0)], 1.0),
    "alt-4a-dms-finnsnes": ([(29_678, "within", 0)], 1.0),
    "alt-4a-catchment": ([(19_219, "about", 781)], 19_219 / 29_678),
    "alt-4b-dms-inland": ([(32_900, "within", 0)], 1.0),
    "alt-4b-catchment": ([(13_681, "below", 6_319)], 10_459 / 29_678),
    "alt-4c-both-dms": ([(13_681, "below", 6_319), (19_219, "about", 781)], 1.0),
    "extended": ([(32_900, "within", 0)], 1.0),
}
STRATEGIES = ("one-base-finnsnes", "one-base-setermoen", "two-bases", "municipal-seats")
PERCENT = {"alt-3-senjalegen": 49, "alt-3-six": 65, "alt-4a-catchment": 65, "alt-4b-catchment": 35}


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Json:
    """Every alternative of the report and the venue strategies, as JSON from a pipe."""
    names = [*FACTS, "solo", *STRATEGIES]
    ran = apart("compare", *names, "--format", "json", folder=tmp_path_factory.mktemp("facts"))
    assert ran.code == 0, ran.err
    assert ran.err == "", "nothing but JSON in a pipe"
    found: Json = json.loads(ran.out)
    return found


def alternative(compared: Json, name: str) -> Json:
    [found] = [a for a in compared["alternatives"] if a["scenario"] == name]
    assert isinstance(found, dict)
    return found


def test_one_scope_for_all(compared: Json) -> None:
    assert compared["schema_version"] == 1
    assert compared["region"] == "midt-troms-2011"
    assert compared["persons_in_scope"] == 29_678
    assert compared["scope_codes"] == ["1922", "1924", "1925", "1926", "1927", "1928", "1929", "1931"]
    names = [a["scenario"] for a in compared["alternatives"]]
    assert names == [*FACTS, "solo", *STRATEGIES], "in the order asked"


@pytest.mark.parametrize("name", FACTS)
def test_units_against_the_guideline(compared: Json, name: str) -> None:
    units, covered = FACTS[name]
    found = alternative(compared, name)
    told = [(u["persons"], u["threshold_status"], u["persons_short"]) for u in found["units"]]
    assert sorted(told) == units
    assert all(unit["persons_above"] == 0 for unit in found["units"])
    assert found["coverage_share"] == pytest.approx(covered, abs=1e-6)
    if name in PERCENT:
        assert round(100 * found["coverage_share"]) == PERCENT[name]


def test_each_municipality_by_itself_is_below(compared: Json) -> None:
    solo = alternative(compared, "solo")
    persons = sorted(unit["persons"] for unit in solo["units"])
    assert (len(persons), persons[0], persons[-1], sum(persons)) == (8, 899, 11_243, 29_678)
    assert {unit["threshold_status"] for unit in solo["units"]} == {"below"}
    assert solo["coverage_share"] == 1.0


def test_every_plan_is_proven_to_one_per_cent_or_says_otherwise(compared: Json) -> None:
    for found in compared["alternatives"]:
        assert found["status"] in ("optimal", "within_gap"), found["scenario"]
        assert found["gap"] <= 0.01
        assert found["gap"] == max(stage["gap"] for stage in found["stages"])
        for stage in found["stages"]:
            assert set(stage) >= {"name", "unit", "value", "bound", "gap", "status"}


def test_the_better_organisations_save_travel(compared: Json) -> None:
    """The order that a plain prototype gave: one unit < one catchment < Senjalegen < today."""
    order = ("alt-2-lokta", "alt-4a-catchment", "alt-3-senjalegen", "alt-0-today")
    hours = [alternative(compared, name)["indicators"]["travel_hours_total"] for name in order]
    assert hours == sorted(hours)
    assert len(set(hours)) == len(hours)


def test_venues_change_the_travel_where_the_organisation_does_not(compared: Json) -> None:
    units = [
        [(u["unit_id"], u["member_codes"]) for u in alternative(compared, name)["units"]]
        for name in ("alt-2-lokta", *STRATEGIES)
    ]
    assert all(same == units[0] for same in units)
    hours = {
        name: alternative(compared, name)["indicators"]["travel_hours_total"]
        for name in ("alt-2-lokta", *STRATEGIES)
    }
    same_staff = ("one-base-finnsnes", "municipal-seats")  # staff set out from Finnsnes, as in alt-2
    assert hours["alt-2-lokta"] < min(hours[name] for name in same_staff)
    assert hours["one-base-setermoen"] > 1.2 * hours["one-base-finnsnes"]
    told = [
        {name for row in group["hours"] for name in row["scenarios"]}
        for group in compared["same_organisation"]
    ]
    assert any({"alt-2-lokta", *same_staff} <= names for names in told)
    said = [text for text in compared["remarks"]["en"] if "municipal-seats" in text]
    assert any("organisation" in text for text in said)


def test_alternatives_with_one_venue_plan_say_so(compared: Json) -> None:
    """Alternatives 1, 2, 3 with eight and 4a differ in who coordinates, not in how people travel."""
    groups = [set(group["scenarios"]) for group in compared["same_travel"]]
    assert any({"alt-1-new-unit", "alt-2-lokta", "alt-3-eight"} <= group for group in groups)


def test_one_table_for_the_ten(compared: Json, tmp_path_factory: pytest.TempPathFactory) -> None:
    names = ("alt-2-lokta", "alt-4b-dms-inland")
    ran = apart(
        "compare", *names, "--scope", "ten", "--format", "json", folder=tmp_path_factory.mktemp("ten")
    )
    assert ran.code == 0, ran.err
    ten = json.loads(ran.out)
    assert ten["persons_in_scope"] == 32_900
    assert alternative(ten, "alt-2-lokta")["coverage_share"] == pytest.approx(29_678 / 32_900, abs=1e-6)
    assert sorted(alternative(ten, "alt-2-lokta")["outside_codes"]) == ["1920", "1923"]
    assert alternative(ten, "alt-4b-dms-inland")["coverage_share"] == 1.0


def partitions(items: tuple[str, ...]) -> Iterator[list[list[str]]]:
    """Every way to divide some things into groups."""
    if not items:
        yield []
        return
    first, rest = items[0], items[1:]
    for smaller in partitions(rest):
        yield [[first], *smaller]
        for n, group in enumerate(smaller):
            yield [*smaller[:n], [first, *group], *smaller[n + 1 :]]


def test_one_unit_is_the_only_division_of_the_eight_and_it_is_said(lms: Here) -> None:
    region = read_region("midt-troms-2011")
    eight = region.scopes["eight"]
    every = list(partitions(eight))
    assert len(every) == 4_140, "the Bell number of eight"
    sound = [p for p in every if all(region.persons_of(group) >= 20_000 for group in p)]
    assert [sorted(group) for group in sound[0]] == [sorted(eight)]
    assert len(sound) == 1

    ran = lms("solve", "free", "--json")
    assert ran.code == 0, ran.err
    free = json.loads(ran.out)
    assert [sorted(unit["member_codes"]) for unit in free["units"]] == [sorted(eight)]
    [said] = [text for text in free["messages"] if "every division" in text]
    assert "one unit of 29 678 inhabitants is the only one" in said


def test_the_best_two_units_of_the_ten_by_the_way_to_their_seats(lms: Here) -> None:
    """Every division into two that hang together and reach 10 000, each with its best seat."""
    region = read_region("midt-troms-2011")
    task = read_task("split-two")
    travel = build_travel(task.region, task.loaded.scenario)
    ten = region.scopes["ten"]
    pairs = {(a.code_a, a.code_b) for a in region.adjacency if a.kind in ("land", "bridge", "tunnel")}
    graph = nx.Graph(pairs)
    graph.add_nodes_from(ten)

    def to_seat(members: list[str]) -> float:
        people = [place for code in members for place in region.places_of(code) if place.persons]
        return min(
            sum(
                place.persons
                * (travel.minutes(place.id, region.municipalities[seat].seat_place_id) or 0)
                for place in people
            )
            for seat in members
        )

    best = min(
        sum(to_seat(group) for group in division)
        for division in partitions(ten)
        if len(division) == 2
        and all(region.persons_of(group) >= 10_000 for group in division)
        and all(nx.is_connected(graph.subgraph(group)) for group in division)
    )
    split = json.loads(lms("solve", "split-two", "--json").out)
    [stage] = [stage for stage in split["stages"] if stage["name"] == "seat_travel"]
    assert stage["value"] == pytest.approx(best, rel=1e-6)
    assert stage["gap"] <= 1e-6
