"""OpenStreetMap extracts and OSMnx networks, made small and true to form."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest

from planner.errors import InputError
from planner.region import read_region
from planner.region.importers.osm import minutes_of_duration, speed_of, ways_open
from tests.country.files import add, small_region

XML = """<?xml version='1.0' encoding='UTF-8'?>
<osm version="0.6" generator="test">
{nodes}
<way id="1" version="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/>
 <tag k="highway" v="primary"/><tag k="ref" v="Rv 36"/><tag k="maxspeed" v="80"/></way>
<way id="2" version="1"><nd ref="3"/><nd ref="4"/>
 <tag k="route" v="ferry"/><tag k="duration" v="00:25"/><tag k="name" v="Ferja"/></way>
<way id="3" version="1"><nd ref="1"/><nd ref="4"/><tag k="highway" v="footway"/></way>
</osm>
"""


@pytest.fixture
def region(tmp_path: Path) -> Path:
    return small_region(tmp_path / "region")


def points(path: Path) -> list[tuple[float, float]]:
    """Siljan, a point between, a point near Drangedal, and Drangedal."""
    made = read_region(path)
    a, b = (made.places[made.municipalities[code].seat_place_id] for code in ("4010", "4016"))
    at = [0.0, 0.5, 0.9, 1.0]
    return [(a.lon + (b.lon - a.lon) * t, a.lat + (b.lat - a.lat) * t) for t in at]


def extract(path: Path, region: Path) -> Path:
    import osmium

    nodes = "\n".join(
        f'<node id="{n}" version="1" lat="{lat:.6f}" lon="{lon:.6f}"/>'
        for n, (lon, lat) in enumerate(points(region), start=1)
    )
    source = path.with_name("source.osm")
    source.write_text(XML.format(nodes=nodes), encoding="utf-8")
    with osmium.SimpleWriter(str(path), overwrite=True) as writer:
        for thing in osmium.FileProcessor(str(source)):
            writer.add(thing)
    return path


def test_an_extract(region: Path, tmp_path: Path) -> None:
    pytest.importorskip("osmium", reason="osmium is an extra of its own")
    added, made = add(region, extract(tmp_path / "telemark.osm.pbf", region))
    assert added.importer.id == "osm"
    seats = [made.municipalities[code].seat_place_id for code in ("4010", "4016")]
    (link,) = [x for x in made.links.values() if {x.from_id, x.to_id} == set(seats)]
    road = 0.9 * 60 * link.km / 76
    assert link.minutes == pytest.approx(road + 25 + 20, rel=0.01), "road, crossing and waiting"
    assert link.kind == "ferry"
    assert link.road == "Rv36/Ferja"
    assert "minutes" in link.assumed
    assert any("OpenStreetMap" in line for line in made.source_lines)


def test_a_damaged_extract(region: Path, tmp_path: Path) -> None:
    pytest.importorskip("osmium", reason="osmium is an extra of its own")
    whole = extract(tmp_path / "a.osm.pbf", region).read_bytes()
    (tmp_path / "b.osm.pbf").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(InputError, match="is damaged"):
        add(region, tmp_path / "b.osm.pbf")


def test_a_network_of_osmnx(region: Path, tmp_path: Path) -> None:
    graph = nx.MultiDiGraph(crs="epsg:4326")
    for n, (lon, lat) in enumerate(points(region)):
        graph.add_node(n, x=str(lon), y=str(lat))
    for a, b, seconds in ((0, 1, 1000), (1, 0, 1060), (1, 3, 1200), (3, 1, 1200)):
        graph.add_edge(
            a,
            b,
            osmid="7",
            highway="['primary', 'secondary']",
            length="23000",
            travel_time=str(seconds),
        )
    nx.write_graphml(graph, tmp_path / "roads.graphml")
    added, made = add(region, tmp_path / "roads.graphml")
    assert added.importer.id == "osmnx"
    seats = [made.municipalities[code].seat_place_id for code in ("4010", "4016")]
    (link,) = [x for x in made.links.values() if {x.from_id, x.to_id} == set(seats)]
    assert link.minutes == pytest.approx(2230 / 60, abs=0.01)
    assert link.km == pytest.approx(46)


def test_tags() -> None:
    assert speed_of({"highway": "footway"}) is None
    assert speed_of({"highway": "residential", "access": "private"}) is None
    assert speed_of({"highway": "secondary"}) == 65
    assert speed_of({"highway": "secondary", "maxspeed": "50 mph"}) == pytest.approx(76.4, abs=0.1)
    assert ways_open({"highway": "motorway"}) == (True, False)
    assert ways_open({"highway": "primary", "oneway": "-1"}) == (False, True)
    assert ways_open({"highway": "primary", "junction": "roundabout"}) == (True, False)
    assert minutes_of_duration("1:05:30") == 65.5
