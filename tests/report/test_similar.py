"""Which alternatives travel does not distinguish, and where it is the venues that count."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from planner.pipeline.alternative import Alternative
from planner.region.types import Region, UnitQualification
from planner.report.comparison.comparison import compare
from planner.report.comparison.notes import remarks
from planner.report.comparison.similar import same_organisation, same_travel
from tests.report.cases import alternative_of, halves, region_of, today, together
from tests.small_region import make_unit, make_venue

CODES = ("m1", "m2", "m3", "m4")


def with_other_unit(**values: Any) -> Region:
    """The small region with a second unit for all, `u_new`, that has to be founded."""
    new = make_unit("u_new", "m1_a", CODES, exists_today=False, kind="host_municipality", **values)
    region = region_of()
    return replace(region, units={**region.units, "u_new": new})


def test_the_same_courses_and_ways_under_another_unit_are_the_same_travel() -> None:
    region = with_other_unit()
    old = together("old", region=region)
    new = alternative_of("new", {"u_new": "v_m1"}, region=region)
    comparison = compare([old, new, together("far", region=region, venue="v_m4")])
    (group,) = same_travel(comparison)
    assert group.names == ("old", "new")
    assert not group.staff_differs
    assert not group.one_organisation
    text = remarks(comparison, "nb")[0]
    assert text.startswith("Reise skiller ikke mellom disse: old og new.")
    assert "old: interkommunalt; new: vertskommune (ny)" in text
    assert "avtaler som må inngås (old: 0; new: 3)" in text
    assert "årsverk" not in text, "what is the same does not distinguish"


def test_qualifications_and_vulnerable_units_distinguish_where_travel_does_not() -> None:
    region = with_other_unit(coordinator_fte=2.5)
    assumed = frozenset({"score_0_4"})
    scores = (("u_all", 4, frozenset()), ("u_all", 3, frozenset()), ("u_new", 1, assumed))
    readings = tuple(
        UnitQualification(unit, f"criterion_{n}", score, "", "", known)
        for n, (unit, score, known) in enumerate(scores)
    )
    region = replace(region, qualifications=readings)
    comparison = compare(
        [together("old", region=region), alternative_of("new", {"u_new": "v_m1"}, region=region)]
    )
    text = remarks(comparison, "nb")[0]
    assert "lesninger 0–4 lagt sammen (old: 7; new: 1*)" in text
    assert "enheter under to årsverk (old: 1; new: 0)" in text
    assert "årsverk til samordning (old: 1,0; new: 2,5)" in text


def test_professionals_from_elsewhere_are_told_apart() -> None:
    region = with_other_unit(staff_base_place_ids=("m4_a",))
    comparison = compare(
        [
            together("old", region=region),
            alternative_of("new", {"u_new": "v_m1"}, region=region),
        ]
    )
    (group,) = same_travel(comparison)
    assert group.staff_differs
    assert "bare fagfolkenes reise er ulik (old: 0; new: " in remarks(comparison, "nb")[0]


def test_two_rooms_in_one_town_are_one_place() -> None:
    region = region_of(
        venues=[make_venue(f"v_{code}", f"{code}_a") for code in CODES]
        + [make_venue("v_other", "m1_a", nok_per_year=99_000.0)]
    )
    comparison = compare(
        [together("one", region=region), together("two", region=region, venue="v_other")]
    )
    (group,) = same_travel(comparison)
    assert group.names == ("one", "two")
    assert group.one_organisation
    assert "kroner i året (one: " in remarks(comparison, "nb")[0]


def test_other_demand_is_other_travel() -> None:
    high = together("high", scenario={"demand": {"level": "high"}})
    assert same_travel(compare([together(), high])) == ()


def test_where_nobody_has_a_course_that_is_what_is_said() -> None:
    solo = alternative_of("solo", {"u_all": None})
    comparison = compare([today(), solo])
    (group,) = same_travel(comparison)
    assert not group.has_courses
    assert "Ingen av dem har kurs i regionen" in remarks(comparison, "nb")[0]


def test_the_same_organisation_with_other_venues_is_told_with_the_hours() -> None:
    def at(name: str, venue: str) -> Alternative:
        listed = {"venues": {"strategy": "listed", "listed": [venue]}}
        return together(name, venue=venue, scenario=listed)

    near, far = at("near", "v_m2"), at("far", "v_m4")
    (group,) = same_organisation(compare([far, halves(), near]))
    assert group.unit_ids == ("u_all",)
    assert [names for _, names in group.hours] == [("near",), ("far",)]
    assert group.hours[0][0] < group.hours[1][0]
    (text,) = [t for t in remarks(compare([far, near]), "nb") if t.startswith("Samme organisering")]
    assert "timer i året i near" in text


def test_hours_within_what_is_proved_say_nothing_of_venues() -> None:
    listed = {"venues": {"strategy": "listed", "listed": ["v_m4"]}}
    far = together("far", venue="v_m4", scenario=listed, gap=0.9)
    assert same_organisation(compare([together("near"), far])) == ()


def test_a_stopped_search_hides_no_difference_between_the_others() -> None:
    listed = {"venues": {"strategy": "listed", "listed": ["v_m4"]}}
    far = together("far", venue="v_m4", scenario=listed)
    (group,) = same_organisation(compare([together("near"), far, together("stopped", gap=0.9)]))
    assert [names for _, names in group.hours] == [("near", "stopped"), ("far",)]


def test_another_rule_is_not_another_use_of_venues() -> None:
    listed = {
        "venues": {"strategy": "listed", "listed": ["v_m4"]},
        "rules": {"nearest": {"on": True}},
    }
    far = together("far", venue="v_m4", scenario=listed)
    assert same_organisation(compare([together("near"), far])) == ()
