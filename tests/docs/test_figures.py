"""Figures, tables and pictures of the documentation are those of a real run."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from docs.build import CHECKOUT, PAGES
from docs.tools.figures import (
    ALTERNATIVES,
    STRATEGIES,
    FigureError,
    Results,
    look_up,
    results,
    with_figures,
)
from docs.tools.pictures import MAPS, RECORD, record
from docs.tools.refresh import with_results
from docs.tools.studies import PICTURES as STUDIES
from tests.docs.studies import studies_say_what_the_plans_say

IMAGES = CHECKOUT / "docs" / "images"
KILOBYTES_MAX = 300


@pytest.mark.slow
def test_pages_and_pictures_say_what_the_plans_say() -> None:
    """One test, so that the scenarios are solved once however the tests are shared out."""
    found = results()
    for page in PAGES:
        source = (CHECKOUT / "docs" / page).read_text(encoding="utf-8")
        assert with_results(page, source, found) == source, (
            f"docs/{page} says something else: python -m docs.tools.refresh"
        )
    drawn = json.loads((IMAGES / RECORD).read_text(encoding="utf-8"))
    assert json.loads(json.dumps(record(found))) == drawn, "draw again: python -m docs.tools.refresh"
    _what_the_guide_says_in_words(found)
    studies_say_what_the_plans_say(found)


def _what_the_guide_says_in_words(found: Results) -> None:
    """Sentences of docs/veiledning.md that hold no figure and must be true all the same."""

    def figure(name: str, indicator: str) -> float:
        return float(found.alternative(name)["indicators"][indicator])

    hours = {
        name: figure(name, "travel_hours_total")
        for name in (*ALTERNATIVES, *STRATEGIES, "two-year", "winter")
    }
    common = ("alt-1-new-unit", "alt-2-lokta", "alt-3-eight", "alt-4a-dms-finnsnes")
    # «En ny enhet, LØKTA, Senjalegen med alle åtte og DMS på Finnsnes gir de samme kursene»
    assert {tuple(found.alternative("alt-2-lokta")["units"][0]["member_codes"])} == {
        tuple(found.alternative(name)["units"][0]["member_codes"]) for name in common
    }
    assert any(
        set(common) <= set(group["scenarios"])
        for group in found.comparisons["alternatives"]["same_travel"]
    )
    # «Ingen av dem har mer enn ett årsverk til samordning»
    assert all(figure(name, "posts_fte") <= 1 for name in common)
    # «Den største av de to enhetene … omtrent på … den andre»
    status = {
        u["unit_id"]: u["threshold_status"] for u in found.alternative("alt-4c-both-dms")["units"]
    }
    assert status == {"u4a_dms_finnsnes": "about", "u4b_dms_setermoen": "below"}
    # «Når hver kommune står for seg, fyller ingen en eneste gruppe. Reisen blir da som i dag»
    assert figure("solo", "programmes_viable") == 0
    assert hours["solo"] == pytest.approx(hours["alt-0-today"])
    # «For Bardu er bildet et annet enn for de andre»
    one, two = (
        {row["code"]: row["minutes_mean"] for row in found.alternative(name)["per_municipality"]}
        for name in ("alt-2-lokta", "alt-4c-both-dms")
    )
    assert {code for code in one if two[code] < one[code]} == {"1922"}
    # «Holdes alle kurs på Setermoen, blir reisen nesten halvannen gang så lang»
    assert 1.4 < hours["one-base-setermoen"] / hours["two-bases"] < 1.5
    # «Med alle kurs på Finnsnes øker den lite»
    assert 1 < hours["one-base-finnsnes"] / hours["two-bases"] < 1.05
    # «To baser … gir den korteste reisen»
    assert hours["two-bases"] == min(hours[name] for name in STRATEGIES)
    # «Det er mer å hente på det enn på å velge én enhet framfor to»
    assert hours["alt-2-lokta"] - hours["two-year"] > hours["alt-4c-both-dms"] - hours["alt-2-lokta"]
    # «den korteste reisen av alle alternativene for de åtte alene»
    eight = [
        name
        for name in (*ALTERNATIVES, *STRATEGIES)
        if all(u["persons"] <= 29_678 for u in found.alternative(name)["units"])
    ]
    assert hours["pilot"] == min(hours[name] for name in eight)
    # «Kostnaden blir noe høyere enn i alternativ 2, fordi lokalene ved DMS-ene er antatt å være dyrere»
    rent = {
        name: sum(
            item["nok"] for item in found.alternative(name)["cost_items"] if item["item"] == "venues"
        )
        for name in ("pilot", "alt-2-lokta")
    }
    more = figure("pilot", "cost_nok") - figure("alt-2-lokta", "cost_nok")
    assert 0 < 0.9 * more < rent["pilot"] - rent["alt-2-lokta"]


def test_pictures_are_light_and_used() -> None:
    pages = "".join((CHECKOUT / "docs" / page).read_text(encoding="utf-8") for page in PAGES)
    pictures = {path.name: path.stat().st_size for path in IMAGES.glob("*.png")}
    assert set(MAPS) <= set(pictures)
    for name, size in pictures.items():
        assert size < KILOBYTES_MAX * 1000, name
        assert f"(images/{name})" in pages, f"{name} stands in no page"
    recorded = set(json.loads((IMAGES / RECORD).read_text(encoding="utf-8")))
    assert recorded == set(pictures) - set(STUDIES)


def made_up(**indicators: Any) -> Results:
    """Results with one alternative, `one`."""
    row = {
        "scenario": "one",
        "indicators": indicators,
        "per_municipality": [{"code": "1931", "minutes_mean": 47.2}],
    }
    return Results({"alternatives": {"alternatives": [row]}}, {"one": SimpleNamespace()})


def test_a_figure_that_is_wrong_is_written_right() -> None:
    found = made_up(hours=1203.4, share=0.494)
    page = "I alt 7<!--= one indicators.hours --> timer, 3 %<!--= one indicators.share % --> av dem."
    assert with_figures(page, found, "nb") == (
        "I alt 1\u00a0203<!--= one indicators.hours --> timer, "
        "49\u00a0%<!--= one indicators.share % --> av dem."
    )
    assert with_figures("0<!--= one per_municipality.1931.minutes_mean 1 -->", found, "nb") == (
        "47,2<!--= one per_municipality.1931.minutes_mean 1 -->"
    )
    assert with_figures("0<!--= one indicators.hours 1 -->", found, "en").startswith("1,203.4<")


@pytest.mark.parametrize(
    "page",
    [
        "7<!--= two indicators.hours -->",
        "7<!--= one indicators.hour -->",
        "7<!--= one indicators -->",
        "seven<!--= one indicators.hours -->",
        "7<!--= one indicators.hours 9 -->",
    ],
)
def test_a_note_that_names_nothing_is_told(page: str) -> None:
    with pytest.raises(FigureError):
        with_figures(page, made_up(hours=1.0), "nb")


def test_a_figure_of_another_kind_is_refused() -> None:
    with pytest.raises(FigureError, match="is no number"):
        look_up({"name": "LØKTA"}, "name")
    with pytest.raises(FigureError, match="is no number"):
        look_up({"on": True}, "on")


def test_the_guide_has_figures_and_each_is_tied_to_a_plan() -> None:
    source = (CHECKOUT / "docs" / "veiledning.md").read_text(encoding="utf-8")
    assert len(re.findall(r"<!--= ", source)) >= 20
    assert len(re.findall(r"<!-- table: ", source)) >= 5


def test_results_are_a_value() -> None:
    found = made_up(hours=1.0)
    assert replace(found) == found
