"""Verdicts: each sentence true of its numbers, in both languages."""

from __future__ import annotations

from dataclasses import replace
from math import inf

import pytest

from planner.pipeline.alternative import Alternative
from planner.region import read_region
from planner.report.comparison.forms import persons_cell, units_assumed
from planner.report.comparison.verdicts import assumption_note, proof, verdict
from planner.report.words import specialist_name
from planner.report.words.numbers import Lang
from tests.report.cases import alternative_of, halves, region_of, today, together, west_only
from tests.small_region import make_region, make_service, make_unit

NBSP = "\u00a0"


def text(alternative: Alternative, lang: Lang = "nb") -> str:
    """The verdict with ordinary spaces, to read it by."""
    return " ".join(verdict(alternative, lang)).replace(NBSP, " ")


def test_inhabitants_against_the_guideline() -> None:
    bounds = {
        "within": (4000, 10_000, "4 600 innbyggere: innenfor veiledende befolkningsgrunnlag"),
        "about": (4800, 10_000, "4 600 innbyggere, 200 under 4 800: omtrent på nedre anslag"),
        "below": (5000, 10_000, "4 600 innbyggere, 400 under 5 000: under veiledende"),
        "above": (1000, 2000, "4 600 innbyggere, 2 600 over 2 000: over øvre anslag"),
    }
    for status, (low, high, sentence) in bounds.items():
        guideline = {"persons_min": low, "persons_max": high}
        alternative = together(scenario={"threshold": guideline})
        assert alternative.indicators.units[0].threshold_status == status
        assert text(alternative).startswith(sentence)


def test_the_facts_of_the_2011_report_in_words() -> None:
    region = read_region("midt-troms-2011")
    senjalegen = ("1927", "1928", "1929", "1931")
    expected = {
        "": "29 678 innbyggere: innenfor veiledende befolkningsgrunnlag (20 000–40 000). Alle i",
        ";".join(senjalegen): "14 620 innbyggere, 5 380 under 20 000: under veiledende "
        "befolkningsgrunnlag. 49 % er med; Bardu, Målselv, Sørreisa og Dyrøy (15 058 innbyggere)",
        ";".join(sorted((*senjalegen, "1925", "1926"))): "19 219 innbyggere, 781 under 20 000: omtrent "
        "på nedre anslag. 65 % er med; Bardu og Målselv (10 459 innbyggere) står utenfor.",
    }
    for members, sentence in expected.items():
        codes = tuple(members.split(";")) if members else region.scopes["eight"]
        alternative = alternative_of(
            "facts",
            {"u2_lokta": None},
            region=region,
            members={"u2_lokta": codes},
            scenario={
                "region": "midt-troms-2011",
                "scope": "eight",
                "threshold": {"persons_min": 20_000, "persons_max": 40_000},
            },
        )
        assert text(alternative).startswith(sentence)


def test_units_are_named_where_they_are_few_and_summed_up_where_they_are_many() -> None:
    few = text(halves())
    assert few.startswith("unit u_east: 2 200 innbyggere, 1 800 under 4 000: under veiledende")
    assert "unit u_west: 2 400 innbyggere" in few
    assert "Begge enhetene har under to årsverk" in few
    codes = ("m1", "m2", "m3", "m4")
    units = [make_unit(f"s_{code}", f"{code}_a", (code,)) for code in codes]
    solo = alternative_of(
        "solo", dict.fromkeys((u.id for u in units), None), region=region_of(units=units)
    )
    many = text(solo)
    assert many.startswith("4 enheter med 900–1 500 innbyggere: alle under veiledende")
    assert "Alle 4 enhetene har under to årsverk" in many


def test_coverage_is_told() -> None:
    assert "Alle i sammenligningsgrunnlaget er med." in text(together())
    assert "52 % er med; Municipality m3 og Municipality m4 (2 200 innbyggere) står utenfor." in text(
        west_only()
    )
    assert text(today()).startswith("Ingen samordningsenhet: folk deltar ved service s_hospital eller")


def test_participants_are_told_and_nobody_is_no_zero() -> None:
    assert "Av 23 deltakere i året er 23* på kurs i regionen og ingen ved" in text(together())
    assert "Of 23 participants a year none are at courses" in text(today(), "en")
    some = text(together(unmet_places=("m4_a",)))
    assert "og 6* uten tilbud." in some


def test_the_specialist_service_is_called_what_people_call_it() -> None:
    def name(*services: str, lang: Lang = "nb") -> str:
        made = [make_service(f"s{n}", "x_hospital", name=called) for n, called in enumerate(services)]
        return specialist_name(region_of(services=made), lang)

    assert name("UNN Tromsø, learning centre", "UNN Harstad") == "UNN"
    assert name("Sykehuset Innlandet, LMS") == "Sykehuset Innlandet"
    assert name("Sykehuset Innlandet", "Sykehuset Telemark") == "spesialisthelsetjenesten"
    assert name("UNN Tromsø", "Nordlandssykehuset", lang="en") == "the specialist service"


def test_a_missing_price_is_named() -> None:
    region = region_of(rates={"post_cost": 600_000.0})
    told = text(together(region=region))
    assert "Kostnaden oppgis ikke, fordi priser mangler (" in told
    assert "cost rate mileage is missing" in told


@pytest.mark.parametrize(
    ("gap", "nb"),
    [
        (0.0, "Planen er bevist best mulig under disse forutsetningene."),
        (0.004, "Planen er bevist innen 0,4 % av det best mulige (reisetimer)."),
        (
            0.042,
            "Søket ble stoppet før det var ferdig: planen er bevist innen 4,2 % av det best mulige "
            "(reisetimer), og den kan bli en annen neste gang.",
        ),
        (
            inf,
            "Søket ble stoppet før det var ferdig: ingen grense er bevist for hvor god planen er "
            "(reisetimer), og den kan bli en annen neste gang.",
        ),
        (None, "Planen er gitt og målt, ikke beregnet: den lover ikke å være den beste."),
    ],
)
def test_the_gap_is_told_where_the_plan_is_not_proven(gap: float | None, nb: str) -> None:
    alternative = together(gap=gap)
    assert proof(alternative, "nb").replace(NBSP, " ") == nb
    assert (nb in text(alternative)) == (gap != 0.0)


def test_an_asterisk_stands_on_what_is_assumed_and_on_nothing_else() -> None:
    told = text(together())
    assert "4 600 innbyggere" in told, "the population is measured here"
    assert "2* av 2 tilbud" in told
    assert assumption_note([together()], "nb") == (
        "* hviler på antakelser om gruppestørrelser og samlinger per kurs."
    )


def test_inhabitants_are_marked_unit_by_unit() -> None:
    region = region_of()
    east = replace(region.units["u_east"], assumed=frozenset({"member_codes"}))
    region = replace(region, units={**region.units, "u_east": east})
    alternative = alternative_of("halves", {"u_west": "v_m1", "u_east": "v_m4"}, region=region)
    told = text(alternative)
    assert "unit u_east: 2 200* innbyggere" in told
    assert "unit u_west: 2 400 innbyggere" in told
    assert persons_cell(alternative, "en") == "2,200* / 2,400"
    people = replace(region.municipalities["m1"], assumed=frozenset({"persons"}))
    region = replace(region, municipalities={**region.municipalities, "m1": people})
    both = alternative_of("halves", {"u_west": "v_m1", "u_east": "v_m4"}, region=region)
    assert units_assumed(both)
    assert "unit u_west: 2 400* innbyggere" in text(both)


def test_where_nothing_is_assumed_there_is_no_note() -> None:
    bare = together(region=make_region())
    assert "*" not in text(bare)
    assert assumption_note([bare], "en") == ""
    assert "*" in text(together(), "en")


def test_a_plan_without_participants_tells_of_no_travel() -> None:
    told = text(together(unmet_places=tuple(region_of().places)))
    assert "Ingen reiser: ingen har noe tilbud." in told
