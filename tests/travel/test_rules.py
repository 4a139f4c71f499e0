"""Seasons, closures, boats, missing roads, and the messages they leave."""

from __future__ import annotations

import dataclasses
import pickle

import pytest

import planner.travel.build as build
from planner.errors import InputError
from planner.region.types import Unit
from planner.travel import build_travel, link_route, road_graph
from tests.travel.networks import link, network, place, scenario


def test_winter_slows_exposed_links_only_and_may_change_the_way() -> None:
    region = network(
        [
            link("a", "b", 10, winter_exposed=True),
            link("a", "c", 7),
            link("c", "b", 4.5),
            link("b", "d", 10),
        ]
    )
    summer = build_travel(region, scenario())
    winter = build_travel(region, scenario(season="winter", winter={"factor": 1.3}))
    assert (summer.season, winter.season) == ("summer", "winter")
    assert summer.minutes("a", "b") == 10.0
    assert summer.km("a", "b") == 10.0
    assert winter.minutes("a", "b") == 11.5  # round by c: 13 over the pass
    assert winter.km("a", "b") == 11.5
    assert winter.minutes("b", "d") == 10.0


def test_a_link_closed_in_winter_is_open_in_summer() -> None:
    region = network([link("a", "b", 10, winter_exposed=True), link("b", "c", 1)])
    closures = {"closed": ["a--b"]}
    assert build_travel(region, scenario(winter=closures)).minutes("a", "b") == 10.0
    winter = build_travel(region, scenario(season="winter", winter=closures))
    assert winter.minutes("a", "b") is None
    assert winter.minutes("b", "c") == 1.0
    assert winter.closed_link_ids == ("a--b",)
    assert winter.unreachable_place_ids == ("a",)
    (warning,) = winter.warnings
    assert warning.startswith("A (100 persons) can reach no other place")


def test_travel_closed_counts_in_any_season() -> None:
    region = network([link("a", "b", 10), link("a", "c", 7), link("c", "b", 4.5)])
    for season in ("summer", "winter"):
        travel = build_travel(region, scenario(season=season, closed=["a--b"]))
        assert travel.minutes("a", "b") == 11.5
        assert travel.closed_link_ids == ("a--b",)


@pytest.mark.parametrize("season", ["summer", "winter"])
def test_every_slip_in_the_closures_is_told_at_once(season: str) -> None:
    region = network([link("finnsnes", "silsand", 3), link("silsand", "gibostad", 3)])
    with pytest.raises(InputError) as error:
        build_travel(
            region,
            scenario(
                season=season,
                closed=["finnsnes--silsan", "zzz"],
                winter={"closed": ["gibostad-silsand", "silsand--gibostad"]},
            ),
        )
    found = {finding.found: finding for finding in error.value.findings}
    assert error.value.exit_code == 2
    assert set(found) == {
        "finnsnes--silsan",
        "zzz",
        "gibostad-silsand",
        "silsand--gibostad (Fv1)",
    }
    assert str(found["finnsnes--silsan"].expected).startswith("finnsnes--silsand")
    assert "silsand--gibostad" in str(found["gibostad-silsand"].expected)
    assert "2 links" in str(found["zzz"].expected)
    assert "travel.closed" in str(found["silsand--gibostad (Fv1)"].fix)
    assert found["zzz"].field == "travel.closed"
    assert found["gibostad-silsand"].field == "travel.winter.closed"


@pytest.mark.parametrize("kind", ["ferry", "express_boat"])
def test_boats_carry_people_only_where_the_scenario_says_so(kind: str) -> None:
    region = network(
        [link("a", "b", 30), link("a", "b", 10, id="boat", kind=kind), link("c", "b", 5, kind=kind)]
    )
    without = build_travel(region, scenario())
    assert without.minutes("a", "b") == 30.0
    assert without.unreachable_place_ids == ("c",)
    with_boats = build_travel(region, scenario(boats=True))
    assert with_boats.minutes("a", "b") == 10.0
    assert with_boats.minutes("c", "a") == 15.0
    assert with_boats.unreachable_place_ids == ()


def test_of_parallel_links_the_fastest_of_the_season_stays() -> None:
    region = network(
        [
            link("a", "b", 10, 9, id="pass", winter_exposed=True, road="Fv2"),
            link("b", "a", 12, 14, id="valley"),
            link("a", "b", 12, 14, id="valley_too"),
            link("a", "a", 1, id="loop"),
        ]
    )
    edge = road_graph(region, scenario()).edges["a", "b"]
    assert (edge["link_id"], edge["minutes"], edge["km"], edge["kind"], edge["winter_exposed"]) == (
        "pass",
        10,
        9,
        "road",
        True,
    )
    assert road_graph(region, scenario(season="winter")).edges["a", "b"]["link_id"] == "valley"
    assert link_route(region, scenario(season="winter"), "b", "a") == ("valley",)


def test_of_equally_fast_ways_the_shorter_counts_in_both_directions() -> None:
    region = network(
        [link("a", "b", 5, 9), link("b", "d", 5, 9), link("a", "c", 4, 3), link("c", "d", 6, 3)]
    )
    travel = build_travel(region, scenario())
    assert travel.minutes("a", "d") == travel.minutes("d", "a") == 10.0
    assert travel.km("a", "d") == travel.km("d", "a") == 6.0
    assert link_route(region, scenario(), "d", "a") == ("c--d", "a--c")


def test_a_place_that_reaches_only_a_junction_reaches_nothing() -> None:
    region = network(
        [link("valley", "fork", 5), link("town", "village", 5)], [place("fork", persons=0)]
    )
    travel = build_travel(region, scenario())
    assert travel.unreachable_place_ids == ("valley",)
    assert travel.minutes("valley", "valley") == 0.0
    assert travel.minutes("valley", "town") is None
    assert list(travel.minutes_table["valley"]) == ["fork", "valley"]


def test_places_cut_off_together_are_named_with_their_persons() -> None:
    region = network(
        [link("a", "b", 5), link("c", "d", 5)],
        [place("a", 900), place("b", 100), place("c", 30), place("d", 20)],
    )
    travel = build_travel(region, scenario())
    assert travel.unreachable_place_ids == ()
    assert travel.warnings == (
        "C, D (50 persons) are cut off from the rest of the region: no open road or boat leads out.",
    )


def test_without_any_link_the_great_circle_rule_is_used_and_told() -> None:
    region = network([], [place("a", lon=18, lat=69), place("b", lon=18, lat=70)], external=["x"])
    travel = build_travel(region, scenario())
    km = 1.4 * 111.55  # a degree of latitude here, by WGS84
    assert travel.source == "great_circle"
    assert travel.km("a", "b") == pytest.approx(km, rel=1e-3)
    assert travel.minutes("a", "b") == pytest.approx(km / 50 * 60, rel=1e-3)
    assert travel.minutes("a", "x") is not None
    assert travel.minutes("a", "a") == 0.0
    assert travel.unreachable_place_ids == ()
    (warning,) = travel.warnings
    assert "no links" in warning
    assert "great-circle distance × 1.4 at 50 km/h" in warning
    other = build_travel(region, scenario(great_circle={"factor": 2.0, "km_per_hour": 40.0}))
    assert other.km("a", "b") == pytest.approx(2 * 111.55, rel=1e-3)
    assert other.minutes("a", "b") == pytest.approx(2 * 111.55 / 40 * 60, rel=1e-3)


def test_a_place_without_a_link_is_reported_or_reached_as_the_scenario_says() -> None:
    region = network(
        [link("a", "b", 60), link("b", "c", 30, id="b--c", kind="ferry")],
        [place("a", lon=18, lat=69), place("b", lon=18, lat=69.5), place("island", lon=18, lat=69.1)],
    )
    reported = build_travel(region, scenario())
    assert reported.unreachable_place_ids == ("c", "island")
    assert "C, Island (200 persons)" in reported.warnings[0]
    reached = build_travel(region, scenario(where_no_road="great_circle"))
    assert reached.source == "roads"
    # The island has no link at all; c has one, the ferry, that merely does not run.
    assert (
        reached.minutes("island", "a")
        == reached.minutes("a", "island")
        == pytest.approx(18.74, abs=0.05)
    )
    assert reached.minutes("a", "b") == 60.0  # by road, not by way of the island
    assert reached.minutes("c", "a") is None
    assert reached.unreachable_place_ids == ()  # c reaches the island by the rule
    assert any("Island" in text and "great-circle" in text for text in reached.warnings)


def test_a_closed_road_is_not_replaced_by_the_great_circle() -> None:
    region = network([link("a", "b", 60), link("b", "c", 5)])
    travel = build_travel(region, scenario(closed=["a--b"], where_no_road="great_circle"))
    assert travel.minutes("a", "b") is None
    assert travel.unreachable_place_ids == ("a",)


def test_large_regions_hold_only_the_pairs_that_planning_asks_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    region = network(
        [link("a", "fork", 5), link("fork", "b", 5), link("b", "x", 50), link("fork", "c", 2)],
        [place("a"), place("b"), place("c"), place("fork", persons=0)],
        external=["x"],
    )
    unit = Unit("u", "U", "b", "k", ("1",), ("1",), None, "", 1.0, ("x",))
    region = dataclasses.replace(region, units={"u": unit})
    full = build_travel(region, scenario())
    monkeypatch.setattr(build, "MOST_PLACES_FOR_FULL_TABLE", 3)
    less = build_travel(region, scenario())
    assert sorted(less.minutes_table) == ["a", "b", "c", "x"]  # the fork is nobody's start
    for a in less.minutes_table:
        for b in ("a", "b", "x"):  # a is the municipal centre, b the seat
            assert less.minutes(a, b) == full.minutes(a, b)
            assert less.km(a, b) == full.km(a, b)
    assert less.minutes("a", "c") is None
    assert less.minutes("c", "c") == 0.0
    assert sorted(less.minutes_table["c"]) == ["a", "b", "c", "x"]
    assert less.unreachable_place_ids == full.unreachable_place_ids == ()


def test_a_travel_table_is_read_only_and_survives_pickling() -> None:
    travel = build_travel(network([link("a", "b", 5)], [place("c")]), scenario())
    again = pickle.loads(pickle.dumps(travel))
    assert again == travel
    assert again.minutes("a", "b") == 5.0
    row = travel.minutes_table["a"]
    assert dict(row) == {"a": 0.0, "b": 5.0}
    assert row.get("c") is None
    assert row.get("c", 7.0) == 7.0
    assert len(row) == 2
    with pytest.raises(KeyError):
        row["c"]
    with pytest.raises(TypeError):
        row["a"] = 3.0  # type: ignore[index]
