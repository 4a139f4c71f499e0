"""Partners bring staff bases, qualifications and agreements with them."""

from __future__ import annotations

import pytest

from planner.region import Region, read_region
from planner.scenario import check_against_region, effective_region, read_scenario


@pytest.fixture(scope="module")
def region() -> Region:
    return read_region("midt-troms-2011")


def scores(region: Region, unit_id: str) -> dict[str, int]:
    return {r.criterion_id: r.score_0_4 for r in region.qualifications if r.unit_id == unit_id}


def test_the_pilot_has_the_best_of_those_who_take_part(region: Region) -> None:
    pilot = effective_region(region, read_scenario("pilot").scenario)
    units = ("u2_lokta", "u4a_dms_finnsnes", "u4b_dms_setermoen")
    alone = [scores(region, unit_id) for unit_id in units]
    assert scores(pilot, "u2_lokta") == {k: max(one[k] for one in alone) for k in region.criteria}
    assert sum(scores(pilot, "u2_lokta").values()) > sum(alone[0].values())
    evidence = {(r.unit_id, r.criterion_id): r.evidence for r in region.qualifications}
    for row in pilot.qualifications:
        if row.unit_id == "u2_lokta":
            assert row.evidence in {evidence[u, row.criterion_id] for u in units}
    # the partners themselves, and everybody else, are what they were
    assert scores(pilot, "u4a_dms_finnsnes") == alone[1]


def test_bases_are_the_partners_where_none_are_named(region: Region) -> None:
    values = ("units.staff_bases={}", "units.partners={u2_lokta: [u4b_dms_setermoen]}")
    scenario = read_scenario("alt-2-lokta", overrides=values).scenario
    unit = effective_region(region, scenario).units["u2_lokta"]
    assert unit.staff_base_place_ids == ("finnsnes", "setermoen")
    assert "staff_base_place_ids" in unit.assumed


def test_a_partners_agreements_count(region: Region) -> None:
    partners = "units.partners={u3_senjalegen: [u4a_dms_finnsnes]}"
    alone = read_scenario("alt-3-eight").scenario
    joined = read_scenario("alt-3-eight", overrides=(partners,)).scenario
    members = effective_region(region, joined).members_in_table["u3_senjalegen"]
    assert set(members) > set(effective_region(region, alone).members_in_table["u3_senjalegen"])
    assert set(members) == {"1931", "1929", "1928", "1927", "1925", "1926"}


@pytest.mark.parametrize(
    ("partners", "told"),
    [
        ("{u2_lokta: [u9_nobody]}", "u9_nobody"),
        ("{u9_nobody: [u2_lokta]}", "u9_nobody"),
        ("{u2_lokta: [u2_lokta]}", "its own partner"),
    ],
)
def test_partners_that_cannot_be(region: Region, partners: str, told: str) -> None:
    loaded = read_scenario("alt-2-lokta", overrides=(f"units.partners={partners}",))
    assert any(told in str(finding) for finding in check_against_region(loaded, region))


def test_healthy_life_centres_are_partners_with_bases_of_their_own(region: Region) -> None:
    loaded = read_scenario("healthy-life")
    assert check_against_region(loaded, region) == ()
    assert not [m for m in loaded.messages if "units.new" in m]
    unit = effective_region(region, loaded.scenario).units["u2_lokta"]
    assert unit.staff_base_place_ids == ("andselv", "finnsnes", "setermoen")
