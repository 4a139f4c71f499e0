"""Every text of maps and charts is used."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.report.words import pictures as picture_words
from planner.report.words.pictures import PICTURE_WORDS, told

PLANNER = Path(picture_words.__file__).parents[1]


def test_every_text_is_used() -> None:
    used = "".join(
        path.read_text(encoding="utf-8") for path in PLANNER.rglob("*.py") if path.name != "pictures.py"
    ).replace("'", '"')
    # Keys that are put together: their first part, or their last, stands in the code.
    for key in PICTURE_WORDS:
        first, _, last = key.partition(".")
        assert f'"{key}"' in used or f'"{first}.{{' in used or f".{{when}}_{last}" in used, key


def test_numbers_are_written_as_in_the_language() -> None:
    assert told("nb", "threshold.band", low=20_000, high=40_000).startswith("veiledende 20\u00a0000–")
    assert "20,000–40,000" in told("en", "threshold.band", low=20_000, high=40_000)
    with pytest.raises(KeyError):
        told("nb", "no such key")
