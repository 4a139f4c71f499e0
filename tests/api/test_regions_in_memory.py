"""A region that a script makes or changes is checked as one on disk is."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

import planner
from planner.region import check_in_memory, region_of_tables, shipped_regions
from planner.region.memory import tables_of
from tests.api.shared import LIGHT
from tests.small_region import make_region

FROM_FILES = {"boundaries_path", "boundaries_note", "path", "assumptions_not_stated"}
"""What a region knows of the files that it was read from."""


@pytest.mark.parametrize("name", shipped_regions())
def test_a_region_as_tables_and_back(name: str) -> None:
    region = planner.read_region(name)
    assert check_in_memory(region) == ()
    about = {"name": name, "title": region.title, "source_lines": list(region.source_lines)}
    again = region_of_tables(tables_of(region), about)
    differ = {f.name for f in fields(region) if getattr(region, f.name) != getattr(again, f.name)}
    assert differ <= FROM_FILES


def test_a_small_region_of_a_test_is_sound() -> None:
    assert check_in_memory(make_region()) == ()


def test_what_does_not_hang_together_is_told_by_its_id_and_nothing_is_solved() -> None:
    region = planner.read_region("midt-troms-2011")
    lokta = replace(region.units["u2_lokta"], seat_place_id="nowhere")
    venue = replace(region.venues["v_friskliv_lenvik"], place_id="elsewhere")
    broken = replace(
        region,
        units={**region.units, lokta.id: lokta},
        venues={**region.venues, venue.id: venue},
        path=None,
    )
    with pytest.raises(planner.InputError) as refused:
        planner.solve_scenario("alt-2-lokta", LIGHT, region=broken)
    text = str(refused.value)
    assert "units u2_lokta [seat_place_id]: unknown id; found nowhere" in text
    assert "venues v_friskliv_lenvik [place_id]: unknown id; found elsewhere" in text
    with pytest.raises(planner.InputError, match="units u2_lokta"):
        planner.study_of(
            {"scenario": "alt-2-lokta", "vary": [{"path": "demand.factor", "values": [1, 2]}]},
            region=broken,
        )
