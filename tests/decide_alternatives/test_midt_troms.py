"""Near-optimal plans of Midt-Troms: what docs/alternatives.md says."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from planner.decide import Alternatives, alternatives
from planner.region import read_region
from planner.scenario import read_scenario

PAGE = (Path(__file__).parents[2] / "docs" / "alternatives.md").read_text(encoding="utf-8")


@cache
def near(name: str, within: float) -> Alternatives:
    loaded = read_scenario(name)
    return alternatives(read_region(loaded.scenario.region), loaded, within=within)


def test_at_least_five_plans_within_ten_per_cent() -> None:
    found = near("alt-2-lokta", 0.1)
    assert found.complete
    assert found.bound is None
    assert len({p.place_ids for p in found.plans}) == len(found.plans) == 7
    assert found.improvable == 4
    assert all(2 <= len(p.place_ids) <= 3 for p in found.plans)
    best = found.plans[0]
    assert best.place_ids == {"andselv", "finnsnes"}
    assert "seven plans within 10 % of the best" in PAGE
    assert f"({best.value:.1f} hours)" in PAGE
    for one in found.plans:
        assert one.proven
        assert one.value <= 1.1 * best.value
        assert not set(one.rooms) - one.place_ids
        for other in found.plans:
            # nothing is listed beside a plan that holds all of it and is better
            assert not (one.place_ids < other.place_ids and other.value < one.value)


def test_who_gains_and_who_loses() -> None:
    found = near("alt-2-lokta", 0.1)
    moen, sorreisa = found.plans[1:3]
    assert (moen.places_in, moen.places_out) == (("moen",), ("andselv",))
    assert (sorreisa.places_in, sorreisa.places_out) == (("sorreisa",), ("andselv",))
    assert f"costs {moen.extra:.1f} hours" in PAGE
    assert sorreisa.effects is not None
    change = {e.name: e.after.hours - e.before.hours for e in sorreisa.effects.municipalities}
    told = " ".join(PAGE.split())
    assert (
        f"Sørreisa instead of Bardufoss {sorreisa.extra:.1f} hours and takes {change['Målselv']:.1f} "
        f"hours from people in Målselv to give {-change['Sørreisa']:.1f} to those in Sørreisa"
    ) in told


def test_the_pilot_stands_alone() -> None:
    found = near("pilot", 0.1)
    assert found.complete
    assert len(found.plans) == 1
    assert {"finnsnes", "setermoen"} < found.plans[0].place_ids


def test_divisions_into_two_units() -> None:
    found = near("split-two", 0.12)
    assert found.complete
    assert len(found.plans) == 5
    assert all(p.place_ids == frozenset() for p in found.plans)
    assert len({tuple(sorted(p.members.items())) for p in found.plans}) == 5
    assert [p.value for p in found.plans] == sorted(p.value for p in found.plans)
    dyroy = found.plans[1]
    assert dyroy.moved == ("1926",)
    assert dyroy.seat_minutes["1926"] > found.plans[0].seat_minutes["1926"]
