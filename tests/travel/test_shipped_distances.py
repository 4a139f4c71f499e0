"""The known distances of Midt-Troms come out of the graph, in both directions."""

from __future__ import annotations

import pytest

from planner.travel import Travel, build_travel, link_route
from tests.travel.networks import rows, scenario, shipped


@pytest.fixture(scope="module")
def travel() -> Travel:
    return build_travel(shipped("midt-troms-2011"), scenario())


@pytest.mark.parametrize(
    ("a", "b", "km", "minutes"),
    [
        ("finnsnes", "andselv", 45.0, 44),
        ("andselv", "setermoen", 28.5, 24),
        ("finnsnes", "setermoen", 73.5, 68),
        ("finnsnes", "sorreisa", 17.0, 18),
        ("sorreisa", "brostadbotn", 25.0, 23),
        ("finnsnes", "gryllefjord", 63.7, 69),
        ("finnsnes", "senjahopen", 62.5, 67),
        ("setermoen", "sjovegan", 30.8, 27),
        ("andselv", "moen", 10.5, 8),
        ("fossbakken", "bones", 11.5, 9),
        ("finnsnes", "husoy", 60.0, 64),
        ("j_straumsbotn", "botnhamn", 61.5, 71),
        ("gryllefjord", "botnhamn", 90.2, 106),
        ("finnsnes", "bjorelvnes", 17.0, 16),
        ("grunnfarnes", "dividal", 175.0, 184),
        ("finnsnes", "vangsvik", 20.0, 21),
        ("finnsnes", "stonglandseidet", 59.5, 66),
        ("finnsnes", "skrolsvik", 80.0, 91),
        ("andselv", "skjold", 43.0, 39),
        ("sjovegan", "tennevoll", 20.0, 18),
        ("finnsnes", "botnhamn", 50.0, 50),
        ("finnsnes", "j_buktamoen", 37.8, 37),
    ],
)
def test_checked_distance(travel: Travel, a: str, b: str, km: float, minutes: int) -> None:
    for start, end in ((a, b), (b, a)):
        assert travel.km(start, end) == pytest.approx(km, abs=0.051)
        found = travel.minutes(start, end)
        assert found is not None
        assert abs(found - minutes) <= 0.75  # the README gives whole minutes


@pytest.mark.parametrize(
    ("region", "minutes_within"),
    # The 2024 table estimates Narvik past the Hålogaland bridge by itself: its three figures disagree
    # with one another over the common last link by up to 3.5 minutes.
    [("midt-troms-2011", 0.05), ("midt-troms-2024", 0.06)],
)
def test_specialist_distances_are_as_estimated(region: str, minutes_within: float) -> None:
    travel = build_travel(shipped(region), scenario())
    known = [row for row in rows(region, "distances_specialist") if row["mode"] == "road"]
    assert len(known) == 9
    for row in known:
        pair = (row["from_place_id"], row["to_external_id"])
        assert travel.km(*pair) == pytest.approx(float(row["km"]), rel=0.05), pair
        assert travel.minutes(*pair) == pytest.approx(float(row["minutes"]), rel=minutes_within), pair


@pytest.mark.parametrize("region", ["midt-troms-2011", "midt-troms-2024"])
def test_everybody_reaches_everything_by_road(region: str) -> None:
    data = shipped(region)
    travel = build_travel(data, scenario())
    everywhere = [*data.places, *data.external_places]
    assert travel.source == "roads"
    assert travel.unreachable_place_ids == ()
    assert travel.warnings == ()
    assert all(set(travel.minutes_table[a]) == set(everywhere) for a in everywhere)
    assert all(set(travel.km_table[a]) == set(everywhere) for a in everywhere)


def test_closing_the_gisund_bridge_names_the_people_of_senja() -> None:
    region = shipped("midt-troms-2011")
    summer = build_travel(region, scenario())
    winter = build_travel(region, scenario(season="winter", winter={"closed": ["finnsnes--silsand"]}))
    assert summer.minutes("silsand", "finnsnes") == pytest.approx(3.3)
    assert winter.minutes("silsand", "finnsnes") is None
    assert winter.closed_link_ids == ("finnsnes--silsand",)
    assert winter.unreachable_place_ids == ()  # they still reach each other
    (warning,) = winter.warnings
    assert "cut off" in warning
    assert "Silsand" in warning or "more" in warning


def test_the_boat_to_brostadbotn_is_taken_only_where_wanted() -> None:
    region = shipped("midt-troms-2011")
    by_road = build_travel(region, scenario())
    by_boat = build_travel(region, scenario(boats=True))
    assert by_road.minutes("finnsnes", "brostadbotn") == pytest.approx(40.9)
    assert by_boat.minutes("finnsnes", "brostadbotn") == pytest.approx(30.0)
    assert by_boat.km("finnsnes", "brostadbotn") == pytest.approx(24.0)


def test_route_of_a_known_way() -> None:
    region = shipped("midt-troms-2011")
    route = link_route(region, scenario(), "finnsnes", "andselv")
    assert len(route) == 6
    assert set(route) <= set(region.links)
    assert sum(region.links[key].km for key in route) == pytest.approx(45.0)
    assert link_route(region, scenario(), "andselv", "finnsnes") == route[::-1]
