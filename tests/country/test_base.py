"""The shipped country: whole, small, and joined."""

from __future__ import annotations

import networkx as nx
import pytest

from docs.tools.country_check import compare
from planner.data import geodata_dir
from planner.region.country import read_country
from planner.region.country.base import COUNTRY, Way
from planner.region.country.roads import estimate, links_within, way_graph

COUNTRY_DATA = read_country()


def test_the_whole_country_is_there() -> None:
    assert len(COUNTRY_DATA.municipalities) == 357
    assert len(COUNTRY_DATA.tracts) == 1594
    assert sum(m.persons for m in COUNTRY_DATA.municipalities.values()) == 5_585_868
    for code, one in COUNTRY_DATA.municipalities.items():
        tracts = COUNTRY_DATA.tracts_of(code)
        assert one.persons == sum(tract.persons for tract in tracts)
        assert one.centre_tract_id in {tract.id for tract in tracts}


def test_it_is_small() -> None:
    sizes = {path.name: path.stat().st_size for path in (geodata_dir() / COUNTRY).iterdir()}
    assert sum(sizes.values()) < 300_000, sizes


def test_every_place_reaches_every_other() -> None:
    assert nx.is_connected(way_graph())


def test_no_way_is_shorter_than_the_straight_line() -> None:
    for way in COUNTRY_DATA.ways:
        assert way.km >= way.km_straight - 0.01
        one = estimate(way)
        assert one.km >= way.km_straight * 0.99 - 0.06, way
        assert 0 < one.km / one.minutes * 60 < 66, way


@pytest.mark.parametrize(
    ("way", "kind"),
    [
        (Way("a", "b", "land", 5, 5, 0, ""), "road"),
        (Way("a", "b", "strait", 5, 5, 1.0, ""), "road"),
        (Way("a", "b", "strait", 9, 9, 6.0, ""), "ferry"),
        (Way("a", "b", "ferry", 9, 9, 6.0, "Bognes–Lødingen"), "ferry"),
    ],
)
def test_water_is_crossed_by_what_is_there(way: Way, kind: str) -> None:
    assert estimate(way).kind == kind


def test_a_ferry_costs_its_wait() -> None:
    sailed = estimate(Way("a", "b", "ferry", 9, 9, 9.0, ""))
    assert sailed.minutes == pytest.approx(0.5 + 30 + 20)


def test_nobody_drives_over_the_fjord() -> None:
    """Balestrand and Vik face each other over the Sognefjord, and only the ferry joins them."""
    (ferry,) = [way for way in COUNTRY_DATA.ways if way.name == "Dragsvik–Vangsnes"]
    assert ferry.kind == "ferry"
    assert ferry.water_km > 0
    dry = [way for way in COUNTRY_DATA.ways if {way.from_id, way.to_id} == {ferry.from_id, ferry.to_id}]
    assert dry == [ferry]


def test_a_gap_in_a_region_is_bridged_through_the_outside() -> None:
    """Narvik and Lødingen without Evenes and Tjeldsund between them."""
    inside = [t.id for code in ("1806", "1851") for t in COUNTRY_DATA.tracts_of(code)]
    links = links_within(COUNTRY_DATA, inside)
    graph = nx.Graph([(link.from_id, link.to_id) for link in links])
    assert set(graph) == set(inside)
    assert nx.is_connected(graph)
    assert any(link.via for link in links)


def test_midt_troms_beside_the_measured_one() -> None:
    found = compare()
    assert all(ours == theirs for ours, theirs in found.persons.values())
    assert not found.neighbours_only_here
    sizes = sorted(abs(pair.error) for pair in found.pairs)
    assert sizes[len(sizes) // 2] < 0.15
    centres = sorted(abs(pair.error) for pair in found.seats)
    assert centres[len(centres) // 2] < 0.13
