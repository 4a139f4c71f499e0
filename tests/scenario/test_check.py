"""A scenario that does not fit its region, or itself, is told with the place in its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.errors import Finding, InputError
from planner.region.types import Region
from planner.scenario import check_against_region, effective_region, scope_codes
from tests.scenario.files import read
from tests.small_region import make_region, make_unit, make_venue


@pytest.fixture(scope="module")
def region() -> Region:
    """Four municipalities; u_odd may have m1 only; a venue that is off; m4_b has no venue."""
    codes = ("m1", "m2", "m3", "m4")
    return make_region(
        units=[
            make_unit("u_all", "m1_a", codes),
            make_unit("u_west", "m1_a", codes[:2], eligible_codes=codes),
            make_unit("u_odd", "m1_a", codes[:1]),
        ],
        venues=[
            *(make_venue(f"v_{code}", f"{code}_a") for code in codes),
            make_venue("v_off", "m3_b", off_by_default=True),
        ],
        scopes={"whole": codes, "west": codes[:2]},
    )


def told(folder: Path, region: Region, text: str) -> tuple[Finding, ...]:
    """What is said about a scenario whose `title` stands on line 1."""
    loaded = read(folder, "title: x\n" + text)
    findings = check_against_region(loaded, region)
    with pytest.raises(InputError) as caught:
        effective_region(region, loaded.scenario)
    assert [f.message for f in caught.value.findings] == [f.message for f in findings]
    return findings


CASES = [
    ("scope: wets\n", 2, 8, "no scope", "west"),
    ("scope: m1\n", 2, 8, "no scope", "['m1']"),
    ("scope: [m1, m9]\n", 2, 13, "no municipality", "m1"),
    ("scope: [m1, m1]\n", 2, 13, "named twice", ""),
    ("scope: []\n", 2, 8, "empty", "region's default"),
    ("scope: [Municipality m2]\n", 2, 9, "no municipality", "m2"),
    ("units: {candidates: [u_al]}\n", 2, 22, "no unit", "u_all"),
    ("units: {candidates: [u_all, u_all]}\n", 2, 29, "named twice", ""),
    ("units: {candidates: [u_west, u_odd]}\n", 2, 30, "member of two units", "units.members"),
    (
        "units: {candidates: [u_odd], members: {u_odd: [m1, m2]}}\n",
        2,
        52,
        "may not belong",
        "units.new",
    ),
    (
        "units: {candidates: [u_odd], members: {u_odd: []}}\n",
        2,
        47,
        "needs members",
        "units.members.u_odd",
    ),
    ("units: {members: {u_ode: [m1]}}\n", 2, 26, "no unit", "u_odd"),
    ("units: {staff_bases: {u_all: []}}\n", 2, 30, "empty", "at least one"),
    ("units: {staff_bases: {u_all: [x_hospitl]}}\n", 2, 31, "no place", "x_hospital"),
    ("units: {seats_in_every_municipality: true}\n", 2, 38, "no members that could", "free"),
    ("units: {assignment: free}\n", 2, 21, "units to choose among", "candidates"),
    (
        "units:\n  new:\n    - {id: u_all, name: x, seat_place_id: m1_a}\n",
        4,
        12,
        "exists already",
        "another id",
    ),
    (
        "units:\n  new:\n    - {id: u_new, name: x, seat_place_id: x_hospital}\n",
        4,
        43,
        "no place",
        "",
    ),
    (
        "units:\n  new:\n    - {id: n, name: x, seat_place_id: m1_a, eligible_codes: [m1],\n"
        "       member_codes: [m2]}\n",
        5,
        23,
        "may not belong",
        "",
    ),
    ("venues: {in_use: [v_m9]}\n", 2, 19, "no venue", "v_m"),
    ("venues: {in_use: [v_m1], off: [v_m1]}\n", 2, 32, "at once", "venues.in_use"),
    ("venues: {on: [v_off], off: [v_off]}\n", 2, 29, "at once", "venues.on"),
    ("venues: {strategy: none, in_use: [v_m1]}\n", 2, 34, "strategy none", "strategy"),
    ("venues: {count_max: 1, in_use: [v_m1, v_m2]}\n", 2, 21, "fewer venues", ""),
    ("venues: {strategy: one_base, bases: [m4_b]}\n", 2, 38, "no venue that may be used", "venues.new"),
    ("venues: {strategy: one_base, bases: [m3_b]}\n", 2, 38, "no venue that may be used", "venues.new"),
    ("venues: {strategy: two_bases, bases: [m1_a, m1_a]}\n", 2, 45, "named twice", ""),
    ("venues: {strategy: one_base, bases: [m1_x]}\n", 2, 38, "no place", "m1_"),
    ("venues: {strategy: listed, listed: [mobile_m1_a]}\n", 2, 37, "no venue", ""),
    (
        "venues: {new: [{id: v_m1, name: x, place_id: m1_a, seats: 9}]}\n",
        2,
        21,
        "exists already",
        "another id",
    ),
    (
        "venues: {new: [{id: v_new, name: x, place_id: x_hospital, seats: 9}]}\n",
        2,
        47,
        "no place",
        "",
    ),
    ("demand: {level: hihg}\n", 2, 17, "no demand level", "high"),
    ("demand: {mix: national}\n", 2, 15, "no programme mix", "helse_nord"),
    ("demand: {programmes: [p1, p3]}\n", 2, 27, "no programme", "p1"),
    ("demand: {changes: {p3: {cycle_years: 2}}}\n", 2, 24, "no programme", "p1"),
    ("demand: {changes: {p1: {joins_id: p1}}}\n", 2, 35, "join itself", ""),
    ("demand: {changes: {p1: {joins_id: p9}}}\n", 2, 35, "no programme", "p1"),
    ("demand: {changes: {p1: {levels: []}}}\n", 2, 33, "levels is empty", ""),
    ("demand: {all_programmes: {venue_kinds: [munisipal]}}\n", 2, 41, "no venue kind", "municipal"),
    ("demand: {all_programmes: {group_min_persons: 9}}\n", 2, 46, "smallest group", "together"),
    ("demand: {changes: {p2: {group_max_persons: 5}}}\n", 2, 44, "smallest group", "together"),
    ("demand: {persons: {m9: 5}}\n", 2, 24, "no municipality", "m1"),
    ("travel: {closed: [l99]}\n", 2, 19, "no link", "l0"),
    ("travel: {season: winter, winter: {closed: [l00]}}\n", 2, 44, "not exposed", "travel.closed"),
]
FREE = "units: {assignment: free, candidates: [u_all, u_odd], "
CASES += [
    (FREE + "fixed_members: {m9: u_all}}\n", 2, 75, "no municipality", "m1"),
    (FREE + "fixed_members: {m1: u_west}}\n", 2, 75, "no candidate unit", "u_all"),
    (FREE + "fixed_members: {m2: u_odd}}\n", 2, 75, "may not belong", "m1"),
    (
        FREE + "municipalities: [m1], fixed_members: {m2: u_all}}\n",
        2,
        97,
        "not among those",
        "units.municipalities",
    ),
    (FREE + "must_open: [u_west]}\n", 2, 67, "no candidate unit", "u_all"),
    (FREE + "count_min: 2, count_max: 1}\n", 2, 80, "smaller than count_min", ""),
    (FREE + "count_min: 3}\n", 2, 66, "more units must open", ""),
    (FREE + "must_open: [u_all, u_odd], count_max: 1}\n", 2, 93, "fewer units may open", ""),
]


@pytest.mark.parametrize(("text", "line", "column", "message", "fix"), CASES)
def test_misfit_is_told_where_it_stands(
    tmp_path: Path, region: Region, text: str, line: int, column: int, message: str, fix: str
) -> None:
    (finding,) = told(tmp_path, region, text)
    assert message in finding.message
    assert (finding.line, finding.column) == (line, column)
    assert finding.file.endswith("mine.yaml")
    assert fix in f"{finding.fix} {finding.expected}"


def test_every_misfit_at_once(tmp_path: Path, region: Region) -> None:
    text = """\
units:
  candidates: [u_al]
  staff_bases: {u_all: [nowhere]}
venues:
  in_use: [v_m9]
demand:
  level: hihg
travel:
  closed: [l99]
"""
    findings = told(tmp_path, region, text)
    assert [finding.line for finding in findings] == [3, 4, 8, 6, 10]


def test_what_a_scenario_adds_may_be_named_in_it(tmp_path: Path, region: Region) -> None:
    text = """\
title: x
units:
  candidates: [u_new]
  new: [{id: u_new, name: Ny, seat_place_id: m2_a, member_codes: [m1, m2]}]
venues:
  new: [{id: v_new, name: Nytt, place_id: m4_b, seats: 12}]
  mobile: {on: true, place_persons_min: 150}
  strategy: two_bases
  bases: [m4_b, m1_b]
  in_use: [v_new, mobile_m4_b]
"""
    loaded = read(tmp_path, text)
    assert check_against_region(loaded, region) == ()
    smaller = read(tmp_path, text.replace("150", "151"))
    (finding,) = check_against_region(smaller, region)
    assert finding.found == "mobile_m4_b"


def test_a_value_from_set_is_told_as_such(tmp_path: Path, region: Region) -> None:
    loaded = read(tmp_path, "title: x\n", ["units.candidates=[u_al]"])
    (finding,) = check_against_region(loaded, region)
    assert (finding.file, finding.line) == ("--set units.candidates", None)


def test_scope_codes(tmp_path: Path, region: Region) -> None:
    def scope(text: str) -> tuple[str, ...]:
        return scope_codes(region, read(tmp_path, f"title: x\n{text}\n").scenario)

    assert scope("") == ("m1", "m2", "m3", "m4")
    assert scope("scope: west") == ("m1", "m2")
    assert scope("scope: all") == ("m1", "m2", "m3", "m4")
    assert scope("scope: [m3, m1]") == ("m1", "m3")
    with pytest.raises(InputError):
        scope("scope: east")
