"""Many-to-many times on random networks against Floyd and Warshall, and the cache that keeps them."""

from __future__ import annotations

from dataclasses import replace
from math import inf, isnan
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.road_graph import draw_nodes, road_graph
from planner.errors import InputError
from planner.travel import RoadNetwork, RoadSeason, TravelTimes, as_travel, travel_times, write_matrix
from planner.travel.keep import cache_folder
from planner.travel.matrix import read_matrix

unhurried = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def network(nodes: int, links: list[tuple[int, int, float, float, bool]]) -> RoadNetwork:
    return RoadNetwork(
        nodes,
        np.array([link[0] for link in links], dtype=np.int32),
        np.array([link[1] for link in links], dtype=np.int32),
        np.array([link[2] for link in links], dtype=np.float64),
        np.array([link[3] for link in links], dtype=np.float64),
        np.array([link[4] for link in links], dtype=bool),
    )


@st.composite
def works(draw: st.DrawFn) -> tuple[RoadNetwork, dict[str, int], dict[str, int], RoadSeason]:
    """Small networks with parallel links, loops, links of no length, and closures."""
    nodes = draw(st.integers(1, 8))
    node = st.integers(0, nodes - 1)
    tenths = st.integers(0, 60).map(lambda n: n / 10)
    links = draw(st.lists(st.tuples(node, node, tenths, tenths, st.booleans()), max_size=20))
    ends = st.dictionaries(st.sampled_from("abcdefgh"), node, max_size=6)
    closed = st.lists(st.integers(0, len(links) - 1), max_size=3) if links else st.just([])
    season = draw(
        st.builds(
            lambda winter, factor, shut: RoadSeason(winter, factor, tuple(shut)),
            st.booleans(),
            st.sampled_from([1.0, 1.3, 2.0]),
            closed,
        )
    )
    return network(nodes, links), draw(ends), draw(ends), season


def plain(roads: RoadNetwork, season: RoadSeason) -> dict[tuple[int, int], tuple[float, float]]:
    """(minutes, km) between all nodes by Floyd and Warshall."""
    every = range(roads.nodes)
    best = {(a, b): (0.0, 0.0) if a == b else (inf, inf) for a in every for b in every}
    for n in range(len(roads.km)):
        if n in season.closed:
            continue
        slow = season.winter_factor if season.winter and roads.winter_exposed[n] else 1.0
        way = (float(roads.minutes[n]) * slow, float(roads.km[n]))
        a, b = int(roads.from_node[n]), int(roads.to_node[n])
        if a != b:
            best[a, b] = best[b, a] = min(best[a, b], way)
    for k in every:
        for a in every:
            for b in every:
                minutes = best[a, k][0] + best[k, b][0]
                km = best[a, k][1] + best[k, b][1]
                known = best[a, b]
                if minutes < known[0] - 1e-9 or (minutes <= known[0] + 1e-9 and km < known[1]):
                    best[a, b] = (minutes, km)
    return best


@unhurried
@given(works(), st.one_of(st.none(), st.integers(0, 20).map(lambda n: n + 0.05)))
def test_times_are_those_of_the_fastest_way_within_the_limit(
    tmp_path: Path,
    work: tuple[RoadNetwork, dict[str, int], dict[str, int], RoadSeason],
    minutes_max: float | None,
) -> None:
    roads, origins, destinations, season = work
    options = {"minutes_max": minutes_max, "season": season, "folder": tmp_path}
    times = travel_times(roads, origins, destinations, **options)
    assert times.origin_ids == tuple(sorted(origins))
    assert times.destination_ids == tuple(sorted(destinations))
    expected = plain(roads, season)
    for o, origin in enumerate(times.origin_ids):
        for d, destination in enumerate(times.destination_ids):
            minutes, km = expected[origins[origin], destinations[destination]]
            if minutes > (inf if minutes_max is None else minutes_max) or minutes == inf:
                assert isnan(times.minutes[o, d])
                assert isnan(times.km[o, d])
            else:
                assert times.minutes[o, d] == pytest.approx(minutes, abs=1e-6)
                assert times.km[o, d] == pytest.approx(km, abs=1e-6)
    kept = travel_times(roads, origins, destinations, **options)
    assert kept.from_cache
    assert same(kept, times)


def same(one: TravelTimes, other: TravelTimes) -> bool:
    return (
        (one.origin_ids, one.destination_ids) == (other.origin_ids, other.destination_ids)
        and np.array_equal(one.minutes, other.minutes, equal_nan=True)
        and np.array_equal(one.km, other.km, equal_nan=True)
    )


ROADS = network(4, [(0, 1, 10, 8, True), (1, 2, 20, 30, False), (0, 2, 45, 20, False)])
FROM, TO = {"a": 0, "b": 1}, {"c": 2, "d": 3}


def test_nothing_but_the_same_inputs_is_read_back(tmp_path: Path) -> None:
    first = travel_times(ROADS, FROM, TO, folder=tmp_path)
    assert not first.from_cache
    assert travel_times(ROADS, dict(reversed(FROM.items())), TO, folder=tmp_path).from_cache
    faster = replace(ROADS, minutes=ROADS.minutes / 2)
    longer = replace(ROADS, km=ROADS.km * 2)
    others = [
        travel_times(faster, FROM, TO, folder=tmp_path),
        travel_times(longer, FROM, TO, folder=tmp_path),
        travel_times(ROADS, {"a": 0, "b": 2}, TO, folder=tmp_path),
        travel_times(ROADS, {"a": 0, "ab": 1}, TO, folder=tmp_path),
        travel_times(ROADS, FROM, {"c": 2}, folder=tmp_path),
        travel_times(ROADS, FROM, TO, minutes_max=25, folder=tmp_path),
        travel_times(ROADS, FROM, TO, season=RoadSeason(winter=True), folder=tmp_path),
        travel_times(ROADS, FROM, TO, season=RoadSeason(closed=(1,)), folder=tmp_path),
    ]
    assert not any(times.from_cache for times in others)
    assert others[0].minutes[0, 0] == 15
    assert others[1].km[0, 0] == 76
    assert others[5].minutes[1, 0] == 20
    assert isnan(others[5].minutes[0, 0])
    assert others[6].minutes[0, 0] == 33
    assert others[7].minutes[0, 0] == 45


def test_what_is_damaged_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    right = travel_times(ROADS, FROM, TO, folder=tmp_path)
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 1
    for content in (b"", whole[:20], whole[:-7], bytes(flipped), b"x" * 500, whole + b"0"):
        file.write_bytes(content)
        again = travel_times(ROADS, FROM, TO, folder=tmp_path)
        assert not again.from_cache
        assert same(again, right)
        assert file.read_bytes() == whole
    assert list(tmp_path.iterdir()) == [file]  # nothing half written is left behind
    monkeypatch.setattr("planner.travel.keep.VERSION", 2)
    assert not travel_times(ROADS, FROM, TO, folder=tmp_path).from_cache


def test_no_folder_to_write_to_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    times = travel_times(ROADS, FROM, TO, folder=tmp_path / "file" / "below")
    assert times.minutes[0, 0] == 30


def test_the_folder_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LMS_PLANNER_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path
    travel_times(ROADS, FROM, TO, cache=False)
    assert not list(tmp_path.iterdir())
    travel_times(ROADS, FROM, TO)
    assert len(list(tmp_path.iterdir())) == 1


def test_everything_wrong_is_told_at_once() -> None:
    wrong = replace(ROADS, minutes=np.array([1.0, -1.0, np.nan]), to_node=ROADS.to_node + 9)
    with pytest.raises(InputError) as told:
        travel_times(wrong, FROM, TO, season=RoadSeason(closed=(7,)), cache=False)
    text = str(told.value)
    assert all(word in text for word in ("to_node", "minutes cannot be used", "closed link"))
    with pytest.raises(InputError, match="no such node"):
        travel_times(ROADS, {"a": 99}, TO, minutes_max=-1, cache=False)


def test_times_can_be_used_as_travel_and_as_a_matrix(tmp_path: Path) -> None:
    times = travel_times(ROADS, FROM, TO, cache=False)
    travel = as_travel(times)
    assert travel.minutes("a", "c") == 30
    assert travel.km("a", "c") == 38
    assert travel.minutes("a", "d") is None
    write_matrix(times, tmp_path / "matrix.csv")
    matrix = read_matrix(tmp_path / "matrix.csv", ("a", "b", "c", "d"))
    assert matrix.way("a", "c") == (30, 38)
    assert matrix.way("a", "d") is None


def test_a_generated_road_graph_is_whole_and_the_same_for_its_seed() -> None:
    roads, again = road_graph(3000, seed=5), road_graph(3000, seed=5)
    assert np.array_equal(roads.km, again.km)
    assert np.array_equal(roads.from_node, again.from_node)
    assert not np.array_equal(road_graph(3000, seed=6).km[:99], roads.km[:99])
    every = {f"n{n:04d}": n for n in range(3000)}
    times = travel_times(roads, draw_nodes(3000, 3, 1, "d"), every, cache=False)
    assert np.isfinite(times.minutes).all()  # every node can be reached
    assert np.all(times.minutes <= times.km / 40 * 60 + 1e-6)  # nothing is slower than 40 km an hour
