"""One glossary: every text of every output in both languages, in the words of the model."""

from __future__ import annotations

import importlib
import pkgutil
import re
import string
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import planner.report
from planner.evaluate import INDICATORS
from planner.region import read_region, shipped_regions
from planner.report.glossary import AVOIDED, TERMS, term

FOREIGN = {
    "en": re.compile(r"\b(og|ikke|med|som|kommune\w*|innbygger\w*|deltaker\w*|tilbud|kurs)\b", re.I),
    "nb": re.compile(
        r"\b(the|and|not|with|of|municipalit\w+|inhabitants|programmes?|courses?)\b", re.I
    ),
}
"""Words by which a text is seen to be in the other language."""
KEPT = re.compile(r"«[^»]*»|“[^”]*”|`[^`]*`|\{[^}]*\}|lms-planner \S+|--\S+|\b\w+\.(xlsx|csv)\b")


def collected() -> dict[str, tuple[str, str]]:
    """`module:name:key` → the text in bokmål and in English, of every catalogue of the reports."""
    found: dict[str, tuple[str, str]] = {}
    packages = pkgutil.walk_packages(planner.report.__path__, "planner.report.")
    for info in packages:
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            if isinstance(value, Mapping) and name.isupper():
                found |= {f"{info.name}:{name}:{key}": pair for key, pair in _pairs(value)}
    return found


def _pairs(value: Mapping[Any, Any]) -> list[tuple[str, tuple[str, str]]]:
    """The texts of a catalogue, whichever of the two forms it has; nothing for other tables."""
    if set(value) == {"nb", "en"} and all(isinstance(v, Mapping) for v in value.values()):
        assert set(value["nb"]) == set(value["en"])
        return [(str(k), (value["nb"][k], value["en"][k])) for k in value["nb"]]
    pairs = [(str(k), v) for k, v in value.items() if isinstance(v, tuple) and len(v) == 2]
    both = [(k, v) for k, v in pairs if all(isinstance(text, str) for text in v)]
    return both if len(both) == len(value) and any(" " in text for _, v in both for text in v) else []


TEXTS = collected()


def test_the_catalogues_are_found() -> None:
    modules = {key.split(":")[0] for key in TEXTS}
    assert {
        f"planner.report.{m}" for m in ("words", "map_text", "effects_words", "glossary")
    } <= modules
    sections = {m for m in modules if m.startswith("planner.report.case.")}
    folder = Path(planner.report.__file__).parent / "case"
    assert len(sections) == sum("TEXTS: Texts" in p.read_text("utf-8") for p in folder.glob("*.py"))


@pytest.mark.parametrize("catalogue", sorted({key.rsplit(":", 1)[0] for key in TEXTS}))
def test_no_text_lacks_its_translation(catalogue: str) -> None:
    for key, (nb, en) in TEXTS.items():
        if key.rsplit(":", 1)[0] != catalogue:
            continue
        assert bool(nb.strip()) == bool(en.strip()), key
        fields = [{name for _, name, _, _ in string.Formatter().parse(t) if name} for t in (nb, en)]
        assert fields[0] == fields[1], key
        assert not FOREIGN["nb"].search(KEPT.sub("", nb)), f"{key} has English in its bokmål"
        assert not FOREIGN["en"].search(KEPT.sub("", en)), f"{key} has bokmål in its English"


def test_the_norwegian_keeps_to_the_words_of_the_model() -> None:
    wrong = [
        f"{key}: {word} → {instead}"
        for key, (nb, _) in TEXTS.items()
        for word, instead in AVOIDED.items()
        if word in nb.casefold() and "{" not in word and "ingen henvisning" not in nb
    ]
    assert not wrong


def test_a_section_has_no_text_that_it_does_not_use() -> None:
    for path in (Path(planner.report.__file__).parent / "case").glob("*.py"):
        code = path.read_text("utf-8")
        if "TEXTS: Texts" not in code:
            continue
        module = importlib.import_module(f"planner.report.case.{path.stem}")
        used = code[code.index("\n}\n") :]
        made_up = set(re.findall(r'f"(\w+_)\{', used))
        for key in module.TEXTS:
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


def test_indicators_have_names_in_both_languages() -> None:
    for doc in INDICATORS.values():
        assert doc.label_nb
        assert doc.label_en
        assert not FOREIGN["en"].search(doc.label_en)
        assert not any(word in doc.label_nb.casefold() for word in AVOIDED)
