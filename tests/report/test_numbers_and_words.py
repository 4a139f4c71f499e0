"""Numbers in the readers' style, and the texts of tables, verdicts and workbooks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import planner.report
from planner.evaluate import GROUPS, INDICATORS
from planner.model.objectives import OBJECTIVES
from planner.plan import Status
from planner.region import read_region, shipped_regions
from planner.report.comparison.rows import LAYOUT
from planner.report.excel.charts import CHARTS
from planner.report.words.numbers import joined, number, percent, percent_at_most
from planner.report.words.tables import WORDS, say

THRESHOLDS = ("within", "about", "below", "above")
MADE_UP = {
    "section": {name for name, _ in LAYOUT},
    "row": {name for _, names in LAYOUT for name in names} - set(INDICATORS),
    "group": {group.name for group in GROUPS},
    "stage": set(OBJECTIVES),
    "status": {*Status},
    "guideline": set(THRESHOLDS),
    "verdict": {*THRESHOLDS, *Status},
    "takes_part": {"local", "specialist", "unmet"},
    "chart": {title for title, _, _ in CHARTS},
}
"""Prefix → what the code puts behind it to make a key."""


@pytest.mark.parametrize(
    ("value", "decimals", "nb", "en"),
    [
        (29678, 0, "29\u00a0678", "29,678"),
        (1234567.8, 0, "1\u00a0234\u00a0568", "1,234,568"),
        (4.6, 1, "4,6", "4.6"),
        (-781, 0, "\u2212781", "\u2212781"),
        (-0.2, 0, "0", "0"),
        (0.5, 0, "1", "1"),
        (2.675, 2, "2,68", "2.68"),
        (999, 0, "999", "999"),
    ],
)
def test_numbers_follow_the_language(value: float, decimals: int, nb: str, en: str) -> None:
    assert number("nb", value, decimals) == nb
    assert number("en", value, decimals) == en


@given(st.integers(-(10**9), 10**9))
def test_a_whole_number_can_be_read_back(value: int) -> None:
    text = number("nb", value)
    assert int(text.replace("\u00a0", "").replace("\u2212", "-")) == value
    assert " " not in text, "an ordinary space would let the number break over two lines"


def test_shares_are_told_in_per_cent() -> None:
    assert percent("nb", 0.4926) == "49\u00a0%"
    assert percent("en", 0.4926, 1) == "49.3%"


def test_a_small_gap_is_never_told_as_nothing() -> None:
    assert percent_at_most("nb", 0.0004) == "0,04\u00a0%"
    assert percent_at_most("en", 0.042) == "4.2%"
    assert not re.fullmatch(r"0[,0]*\s%", percent_at_most("nb", 1e-9))


def test_lists_end_in_a_word() -> None:
    assert joined("nb", ["a"]) == "a"
    assert joined("nb", ["a", "b", "c"]) == "a, b og c"
    assert joined("en", ("a", "b")) == "a and b"


def test_whole_numbers_are_set_in_style_and_text_stands_as_it_is() -> None:
    assert say("nb", "verdict.viable_none", programmes=1234).startswith("Ingen av de 1\u00a0234")
    assert "1,5" in say("nb", "verdict.vulnerable_one", posts="1,5")
    with pytest.raises(KeyError):
        say("nb", "no.such.key")
    with pytest.raises(KeyError):
        say("nb", "verdict.vulnerable_one")


@pytest.mark.parametrize("prefix", sorted(MADE_UP))
def test_keys_that_the_code_puts_together_are_there(prefix: str) -> None:
    assert {f"{prefix}.{name}" for name in MADE_UP[prefix]} <= set(WORDS)


@pytest.mark.parametrize("region", shipped_regions())
def test_every_shipped_kind_of_unit_and_payer_has_a_name(region: str) -> None:
    units = read_region(region).units.values()
    assert {f"form.{unit.kind}" for unit in units} <= set(WORDS)
    assert {f"payer.{unit.payer}" for unit in units} <= set(WORDS)


def test_no_text_is_left_over() -> None:
    folder = Path(planner.report.__file__).parent
    code = "".join(p.read_text("utf-8") for p in folder.rglob("*.py") if p.name != "words.py")
    made_up = {f"{prefix}.{name}" for prefix, names in MADE_UP.items() for name in names}
    open_ended = ("form.", "payer.", "basis.", "remark.what_")
    unused = [
        key
        for key in WORDS
        if f'"{key}"' not in code.replace("'", '"')
        and not (key.startswith(("column.", "sheet.")) and f'"{key.split(".")[1]}"' in code)
        and key not in made_up
        and not key.startswith(open_ended)
    ]
    assert not unused


def test_no_text_has_a_number_written_into_it_in_one_style_only() -> None:
    for text in (*WORDS.values(), *WORDS.every("nb").values()):
        assert not re.search(r"\d{4,}", text), "numbers belong in values, where the style is set"
