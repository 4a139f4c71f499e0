"""Frames of a region, a run, indicators, comparisons and studies, and a region back from frames."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas
import networkx as nx
import pandas as pd
import pytest

import planner
from planner.evaluate import docs_at
from planner.report.gis.columns import LAYER_DOCS
from tests.api.shared import LIGHT, one_run

METRES = "EPSG:25833"


@pytest.fixture(scope="module")
def region() -> planner.Region:
    return planner.read_region("midt-troms-2024")


@pytest.fixture(scope="module")
def frames(region: planner.Region) -> planner.RegionFrames:
    return planner.region_frames(region)


def again(frames: planner.RegionFrames, **changes: Any) -> planner.Region:
    given: dict[str, Any] = {
        "municipalities": frames.municipalities,
        "places": frames.places,
        "links": frames.links,
        "external_places": frames.external_places,
        "venues": frames.venues,
        "units": frames.units,
        "adjacency": frames.adjacency,
    }
    return planner.region_from_frames("midt-troms-2024", **{**given, **changes})


def test_a_region_as_frames(region: planner.Region, frames: planner.RegionFrames) -> None:
    for frame in (frames.municipalities, frames.places, frames.venues, frames.links):
        assert isinstance(frame, geopandas.GeoDataFrame)
        assert frame.crs == METRES
        assert any("Kartverket" in line for line in frame.attrs["sources"])
        assert any("SSB" in line for line in frame.attrs["sources"])
    assert frames.municipalities["persons"].sum() == region.persons
    assert list(frames.links["minutes"]) == [link.minutes for link in region.links.values()]
    # Places lie in their municipalities, or just off a simplified coast.
    joined = frames.places.sjoin_nearest(frames.municipalities[["code", "geometry"]], distance_col="m")
    assert (joined["municipality_code"] == joined["code"]).mean() > 0.97


def test_and_back_again(region: planner.Region, frames: planner.RegionFrames) -> None:
    made = again(frames)
    for name in ("places", "external_places", "venues", "units", "links"):
        assert getattr(made, name) == getattr(region, name), name
    assert made.adjacency == region.adjacency
    assert set(made.outlines) == set(region.municipalities)
    assert (made.path, made.boundaries_path) == (None, None)


def test_points_a_graph_and_neighbours_from_outlines(
    region: planner.Region, frames: planner.RegionFrames
) -> None:
    roads = nx.Graph()
    for link in region.links.values():
        if link.kind == "road":
            roads.add_edge(link.from_id, link.to_id, km=link.km, minutes=link.minutes)
    made = planner.region_from_frames(
        "mine",
        municipalities=pd.DataFrame(frames.municipalities.drop(columns="geometry")),
        places=frames.places.drop(columns=["lon", "lat"]),
        links=roads,
        outlines=frames.municipalities.rename(columns={"code": "knr"})[["knr", "geometry"]],
        external_places=frames.external_places,
        venues=frames.venues,
        units=frames.units,
        source_lines=["Grenser: © Kartverket (CC BY 4.0)"],
    )
    land = {(a.code_a, a.code_b) for a in region.adjacency if a.kind == "land"}
    assert {(a.code_a, a.code_b) for a in made.adjacency} == land
    assert len(made.links) == roads.number_of_edges()
    for key, place in made.places.items():
        assert place.lon == pytest.approx(region.places[key].lon, abs=1e-6)
    run = planner.solve_scenario(SCENARIO, LIGHT, region=made)
    assert run.region.id == "mine"
    assert run.scenario.region == "mine"


SCENARIO = {"name": "mine", "title": "Min", "units": {"candidates": ["u2_lokta"]}}


def test_everything_wrong_with_frames_is_told_at_once(frames: planner.RegionFrames) -> None:
    places = frames.places.assign(municipality_code="9999")
    venues = frames.venues.assign(seats="mange")
    with pytest.raises(planner.InputError) as refused:
        again(frames, places=places, venues=venues)
    text = str(refused.value)
    assert "places:2 [municipality_code]" in text
    assert "venues:2 [seats]" in text
    with pytest.raises(planner.InputError, match=r"no table of this name.*Did you mean units"):
        again(frames, unitz=frames.units)
    directed = nx.DiGraph()
    directed.add_edge("finnsnes", "sorreisa", km=10, minutes=10)
    directed.add_edge("sorreisa", "finnsnes", km=10, minutes=20)
    with pytest.raises(planner.InputError, match="differs from the way back"):
        again(frames, links=directed)
    with pytest.raises(planner.InputError, match="has no minutes"):
        again(frames, links=nx.Graph([("finnsnes", "sorreisa", {"km": 10})]))
    with pytest.raises(planner.InputError, match="holds no polygons"):
        again(frames, outlines=frames.places)


def test_a_travel_matrix_in_memory(region: planner.Region, frames: planner.RegionFrames) -> None:
    roads = planner.build_travel(region, planner.read_scenario(SCENARIO).scenario)
    minutes = pd.DataFrame({a: dict(row) for a, row in roads.minutes_table.items()}).T
    km = pd.DataFrame({a: dict(row) for a, row in roads.km_table.items()}).T
    without = again(frames, links=None)
    assert without.links == {}
    travel = planner.travel_from_matrix(without, minutes, km)
    by_matrix = planner.solve_scenario(SCENARIO, LIGHT, region=without, travel=travel)
    by_road = planner.solve_scenario(SCENARIO, LIGHT, region=again(frames))
    assert by_matrix.travel.source == "matrix"
    hours = by_road.indicators.travel_hours_total
    assert by_matrix.indicators.travel_hours_total == pytest.approx(hours)
    with pytest.raises(planner.InputError, match=r"no length; found finnsnes – .*in all"):
        planner.travel_from_matrix(without, minutes, km.drop(index="finnsnes"))
    wrong = minutes.rename(index={"finnsnes": "finsnes"})
    with pytest.raises(planner.InputError, match="unknown place in the index; found finsnes"):
        planner.travel_from_matrix(region, wrong, km)
    with pytest.raises(planner.InputError, match="from finnsnes to finnsnes; found 5"):
        planner.travel_from_matrix(region, minutes + 5, km)
    cut = planner.travel_from_matrix(region, minutes.drop(index="finnsnes"), km)
    assert cut.unreachable_place_ids == ("finnsnes",)


def test_a_run_as_frames_has_the_columns_of_its_export() -> None:
    run = one_run()
    frames = planner.run_frames(run)
    for name, layer in (
        ("units", "units"),
        ("members", "members"),
        ("places", "places"),
        ("venues", "venues"),
        ("flows", "assignments"),
        ("roads", "roads"),
        ("courses", "courses"),
    ):
        frame = getattr(frames, name)
        columns = [column.name for column in LAYER_DOCS[layer].columns]
        assert [c for c in frame.columns if c != "geometry"] == columns
        assert set(frame.attrs["columns"]) == set(columns)
    flows = frames.flows
    served = flows[flows["kind"] == "local"]["participants_per_year"].sum()
    assert served == pytest.approx(run.indicators.participants_served, rel=1e-5)
    assert flows["travel_hours"].sum() == pytest.approx(
        run.indicators.travel_hours_participants, rel=0.5
    )


def test_indicators_and_comparisons_as_frames() -> None:
    run = one_run()
    plan = planner.indicators_frame(run)
    assert plan["travel_hours_total"][0] == run.indicators.travel_hours_total
    assert set(plan.columns) == {"scenario", *(doc.name for doc in docs_at("plan"))}
    towns = planner.indicators_frame(run, "municipality")
    assert list(towns["code"]) == [row.code for row in run.indicators.per_municipality]
    comparison = planner.compare([run, replace_name(run, "other")])
    frame = planner.comparison_frame(comparison)
    assert set(frame["scenario"]) == {run.name, "other"}
    hours = frame[frame["indicator"] == "travel_hours_total"]
    assert list(hours["value"]) == [run.indicators.travel_hours_total] * 2
    assert set(hours["unit"]) == {"hours/year"}


def replace_name(run: planner.Alternative, name: str) -> planner.Alternative:
    scenario = run.scenario.model_copy(update={"name": name})
    return replace(run, loaded=replace(run.loaded, scenario=scenario))


def test_a_study_as_a_frame(tmp_path: Path) -> None:
    study = planner.study_of(
        {"scenario": "alt-0-today", "vary": [{"path": "demand.factor", "values": [1, 2]}]}
    )
    planner.run_study(study, tmp_path / "study", workers=1)
    frame = planner.study_frame(tmp_path / "study")
    assert list(frame["demand.factor"]) == [1, 2]
    assert frame.attrs["columns"]["travel_hours_total"].endswith("(hours/year)")
