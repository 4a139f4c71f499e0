"""Which municipalities a list means."""

from __future__ import annotations

import pytest

from planner.errors import InputError
from planner.region.country import chosen_codes, read_country

COUNTRY = read_country()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Narvik, Evenes", {"1806", "1853"}),
        ("1806; Evenášši", {"1806", "1853"}),
        ("narvik kommune", {"1806"}),
        ("Kåfjord", {"5540"}),
        ("301", {"0301"}),
        ("Herøy (Nordland)", {"1818"}),
        ("Herøy i Møre og Romsdal", {"1515"}),
        ("Våler (Østfold)", {"3114"}),
        ("Vestfold", {"3901", "3903", "3905", "3907", "3909", "3911"}),
        (
            "Telemark fylke, Ofoten",
            {"1806", "1853", *(c for c in COUNTRY.municipalities if c[:2] == "40")},
        ),
    ],
)
def test_what_a_list_means(text: str, codes: set[str]) -> None:
    assert set(chosen_codes(COUNTRY, text)) == codes


def test_every_problem_is_told_at_once() -> None:
    with pytest.raises(InputError) as told:
        chosen_codes(COUNTRY, "Narvk, Herøy, 1999, Bø")
    text = str(told.value)
    assert len(told.value.findings) == 3
    assert "Did you mean Narvik?" in text
    assert "1515" in text
    assert "1818" in text
    assert "1999" in text


@pytest.mark.parametrize("text", ["", " , ;"])
def test_nothing_is_named(text: str) -> None:
    with pytest.raises(InputError, match="no municipality is named"):
        chosen_codes(COUNTRY, text)


def test_each_municipality_goes_by_its_own_name() -> None:
    for code, one in COUNTRY.municipalities.items():
        assert chosen_codes(COUNTRY, one.name) == (code,)
