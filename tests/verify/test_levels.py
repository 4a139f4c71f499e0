"""Which levels of a programme let whom take part where, and whether it is held on both sides."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.travel import build_travel
from planner.verify.facts import Facts
from tests.verify.hand import HAND_PLAN, hand_region, hand_scenario


@pytest.fixture
def facts() -> Facts:
    region, scenario = hand_region(), hand_scenario()
    return Facts(region, build_travel(region, scenario), scenario, HAND_PLAN)


@pytest.mark.parametrize(
    ("levels", "at_home", "elsewhere"),
    [
        (("municipality",), True, False),
        (("shared",), True, True),
        (("municipality", "shared"), True, True),
        (("specialist",), False, False),
    ],
)
def test_levels(facts: Facts, levels: tuple[str, ...], at_home: bool, elsewhere: bool) -> None:
    programme = replace(facts.region.programmes["p1"], levels=levels)
    here = facts.region.places["m1_a"]
    own = next(v for v in facts.region.venues if facts.venue_code(v) == here.municipality_code)
    other = next(v for v in facts.region.places if not v.startswith("m1"))
    assert facts.level_allows(programme, "m1_a", own) is at_home
    assert facts.level_allows(programme, other, own) is elsewhere
