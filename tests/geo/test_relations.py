"""What lies in what, and what borders on what, on the shipped outlines."""

from __future__ import annotations

from planner.geo import METRES, containing, neighbours, projected
from planner.region import read_region, region_outlines


def test_neighbours_from_polygons_are_those_of_the_table() -> None:
    """Over land; bridges, tunnels and boats are no common border."""
    region = read_region("midt-troms-2024")
    outlines = region_outlines(region)
    by_land = {(a.code_a, a.code_b) for a in region.adjacency if a.kind == "land"}
    assert by_land <= set(neighbours(outlines))
    assert all(a < b for a, b in neighbours(outlines))


def test_places_lie_in_their_municipalities() -> None:
    region = read_region("midt-troms-2024")
    outlines = region_outlines(region, "EPSG:4326")
    points = {place.id: (place.lon, place.lat) for place in region.places.values()}
    found = containing(outlines, points)
    inside = [key for key, code in found.items() if code == region.places[key].municipality_code]
    elsewhere = {
        key for key, code in found.items() if code not in (None, region.places[key].municipality_code)
    }
    assert len(inside) > 0.9 * len(points)
    assert not elsewhere


def test_projections_there_and_back() -> None:
    outlines = region_outlines(read_region("midt-troms-2024"))
    for shape in outlines.values():
        again = projected(projected(shape, METRES, "EPSG:4326"), "EPSG:4326", METRES)
        assert again.hausdorff_distance(shape) < 0.01
