"""One glossary: what a region names has its word, and sections have no text that they do not use."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

import planner.report
from planner.region import read_region, shipped_regions
from planner.report.words.glossary import TERMS, term


def test_a_section_has_no_text_that_it_does_not_use() -> None:
    for path in (Path(planner.report.__file__).parent / "case").glob("*.py"):
        code = path.read_text("utf-8")
        if "TEXTS = Texts(" not in code:
            continue
        module = importlib.import_module(f"planner.report.case.{path.stem}")
        used = code[code.index("\n)\n") :]
        made_up = set(re.findall(r'f"(\w+_)\{', used))
        for key in module.TEXTS:
            key = key.removesuffix(".one")  # what `plural` takes by itself
            known = f'"{key}"' in used or f"'{key}'" in used or any(key.startswith(m) for m in made_up)
            whole = path.stem == "illustrations"
            assert known or whole, f"{path.name}: {key}"


@pytest.mark.parametrize("region", shipped_regions())
def test_what_a_shipped_region_names_stands_in_the_glossary(region: str) -> None:
    known = read_region(region)
    words = {
        *(profession for p in known.programmes.values() for profession in p.professions),
        *(p.time_of_day for p in known.programmes.values()),
        *known.cost_rates,
        *(rate.unit for rate in known.cost_rates.values()),
        *(row.table for row in known.assumptions()),
    }
    assert words <= set(TERMS)


def test_a_word_that_nobody_knows_stands_as_it_is() -> None:
    assert term("nb", "nurse") == "sykepleier"
    assert term("en", "music_therapist") == "music therapist"
