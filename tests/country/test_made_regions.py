"""Ofoten, Grenland and Vestfold: sound, and what `region new` makes today."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs.tools.made_regions import MADE, Made, make
from planner.data import geodata_dir, scenarios_dir
from planner.pipeline import solve_scenario
from planner.region import check_region, read_region

PERSONS = {"grenland": 125_249, "ofoten": 30_253, "vestfold": 257_784}


@pytest.mark.parametrize("made", MADE, ids=lambda made: made.name)
def test_it_is_what_region_new_makes(made: Made, tmp_path: Path) -> None:
    make(made, tmp_path / "geodata", tmp_path / "scenarios")
    for new, shipped in (
        (tmp_path / "geodata", geodata_dir() / made.name),
        (tmp_path / "scenarios", scenarios_dir() / made.name),
    ):
        assert sorted(p.name for p in new.iterdir()) == sorted(p.name for p in shipped.iterdir())
        for path in new.iterdir():
            assert path.read_bytes() == (shipped / path.name).read_bytes(), path.name


@pytest.mark.parametrize("made", MADE, ids=lambda made: made.name)
def test_it_checks_clean(made: Made) -> None:
    checked = check_region(made.name)
    assert [str(one) for one in (*checked.findings, *checked.warnings)] == []
    region = read_region(made.name)
    assert region.persons == PERSONS[made.name]
    assert region.boundaries_path is not None
    assert all({"minutes", "km"} <= link.assumed for link in region.links.values())


def test_ofoten_from_tables_to_proven_plans() -> None:
    """The demo of one of the three, with as few alternatives as show anything."""
    travel = {}
    for name in ("today", "one-unit", "host-evenes"):
        alternative = solve_scenario(f"ofoten/{name}")
        assert alternative.plan.status == "optimal", name
        travel[name] = alternative.indicators.travel_hours_total
    assert travel["one-unit"] <= travel["host-evenes"] + 1e-6
