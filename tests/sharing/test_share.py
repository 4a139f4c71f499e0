"""Every coalition of the medical cooperation (four municipalities) as a plan of its own."""

from __future__ import annotations

import json
from math import fsum

import pytest

from planner.errors import InputError
from planner.pipeline import read_task, solve_scenario
from planner.region import read_region
from planner.sharing import KEYS, Sharing, coalition_tasks, share_costs, shared_unit
from tests.cli.running import Here

SCENARIO = "alt-3-senjalegen"


@pytest.fixture(scope="module")
def found() -> Sharing:
    task = read_task(SCENARIO)
    return share_costs(task, read_region("midt-troms-2011"), nok_per_hour=300.0, workers=1)


def test_every_coalition_has_a_plan_of_its_own(found: Sharing) -> None:
    assert len(found.coalitions) == 15
    assert found.proven
    whole = solve_scenario(SCENARIO, [f"scope={json.dumps(list(found.codes))}"])
    [unit] = whole.indicators.unit_costs
    assert found.nok_total == pytest.approx(unit.nok - unit.granted)
    everybody = found.coalitions[-1]
    assert fsum(everybody.hours.values()) == pytest.approx(
        fsum(row.travel_hours for row in whole.indicators.per_municipality)
    )


def test_every_key_shares_the_whole_cost(found: Sharing) -> None:
    assert [row.key for row in found.keys] == list(KEYS)
    for row in found.keys:
        assert fsum(row.nok.values()) == pytest.approx(found.nok_total)
        assert fsum(row.nok_stable.values()) == pytest.approx(found.nok_total, abs=1.0)


def test_verdicts_are_those_of_the_costs(found: Sharing) -> None:
    """Recomputed here from the coalitions alone, hours at their price."""
    whole = found.coalitions[-1]
    for row in found.keys:
        saved = {
            c.codes: fsum(row.nok[m] + 300.0 * whole.hours[m] for m in c.codes)
            - (c.nok + 300.0 * fsum(c.hours.values()))
            for c in found.coalitions[:-1]
            if c.nok is not None
        }
        most = max(saved.values())
        assert row.stable == (most <= 0.01)
        if not row.stable:
            assert saved[row.leaving] == pytest.approx(row.nok_saved)
            assert most == pytest.approx(row.nok_saved)


def test_a_coalition_without_the_seat_has_one_in_its_largest_municipality() -> None:
    task, region = read_task(SCENARIO), read_region("midt-troms-2011")
    unit = shared_unit(task)
    tasks = coalition_tasks(task, region, unit)
    own = tasks[frozenset({"1927", "1929"})]
    [unit_id] = own.loaded.scenario.units.candidates
    assert own.region.units[unit_id].seat_place_id == region.municipalities["1927"].seat_place_id
    assert own.region.units[unit_id].coordinator_fte == unit.coordinator_fte
    alone = tasks[frozenset({"1929"})].loaded.scenario.units.candidates
    assert alone == ("s_1929",)


def test_municipalities_that_do_not_hang_together_go_each_by_itself(found: Sharing) -> None:
    apart = [row for row in found.coalitions if len(row.groups) > 1]
    for row in apart:
        parts = [next(c for c in found.coalitions if c.codes == group) for group in row.groups]
        assert row.nok == pytest.approx(fsum(part.nok or 0.0 for part in parts))
        assert row.reasons


@pytest.mark.parametrize(
    ("scenario", "message"),
    [
        ("alt-0-today", "one unit with several members"),
        ("free", "the optimiser chooses the members"),
        ("alt-4c-both-dms", "one unit with several members"),
    ],
)
def test_nothing_to_share_is_told(scenario: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        shared_unit(read_task(scenario))


def test_the_command_tells_writes_and_draws(lms: Here) -> None:
    keys = ("--key", "use", "--key", "nucleolus")
    ran = lms("share", SCENARIO, *keys, "--chart", "keys.svg", "--workers", "1")
    assert ran.code == 0, ran.err
    assert "«etter bruk»" in ran.out
    assert "nukleolus" in ran.out
    assert (lms.folder / "keys.svg").read_text("utf-8").startswith("<?xml")
    ran = lms("share", SCENARIO, "--json", "--workers", "1")
    data = json.loads(ran.out)
    assert data["schema_version"] == 1
    assert [row["key"] for row in data["keys"]] == list(KEYS)
    assert len(data["summary"]["nb"]) == len(KEYS) + 1
