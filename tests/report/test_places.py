"""Places have their preposition: by the region's table, else by the end of the name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.region import read_region
from planner.report.words import at_places, preposition


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Finnsnes", "på"),
        ("Setermoen", "på"),
        ("Andselv (Bardufoss)", "på"),
        ("Skaland", "på"),
        ("Husøy i Senja", "på"),
        ("Narvik", "i"),
        ("Sørreisa", "i"),
        ("Brøstadbotn", "i"),
        ("Tromsø", "i"),
    ],
)
def test_the_end_of_the_name_says_it(name: str, word: str) -> None:
    assert preposition(name) == word


def test_places_with_one_preposition_stand_together() -> None:
    region = read_region("midt-troms-2011")
    ids = ["finnsnes", "sorreisa", "setermoen", "finnsnes"]
    assert at_places("nb", region, ids) == "på Finnsnes og Setermoen og i Sørreisa"
    assert at_places("en", region, ids) == "in Finnsnes, Sørreisa and Setermoen"


def test_the_table_goes_before_the_rule() -> None:
    region = read_region("midt-troms-2011")
    own = replace(region.places["finnsnes"], preposition="i")
    region = replace(region, places={**region.places, "finnsnes": own})
    assert at_places("nb", region, ["finnsnes"]) == "i Finnsnes"
