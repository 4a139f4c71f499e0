"""The recommendation in words: every sentence is made of the facts, in both languages."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from planner.decide.criteria import CRITERIA
from planner.decide.recommend_guideline import GuidelineTurn
from planner.decide.recommendation import Choice, LevelFirst, Recommendation, Several
from planner.decide.weights_file import Weights, equal_weights
from planner.report.comparison.recommendation import (
    recommendation_label,
    recommendation_of,
    recommendation_sections,
    recommendation_title,
)
from planner.report.comparison.weighing import Weighing
from planner.report.json.comparison import comparison_json
from planner.report.json.contract import ComparisonJson
from planner.report.terminal.weighing import weighing_text
from planner.report.words.numbers import Lang
from planner.report.words.recommendation import (
    CRITERIA_IN_SENTENCES,
    UNITS_IN_SENTENCES,
)
from tests.decide_criteria.cases import weighed

LANGS: tuple[Lang, ...] = ("nb", "en")


@pytest.fixture(scope="module")
def weighing() -> Weighing:
    return weighed(Weights("Prøve", {"travel": 3.0, "qualifications": 1.0, "agreements": 1.0}, 5000))


def words(weighing: Weighing, found: Recommendation, lang: Lang, key: str = "") -> str:
    """The sentences of one section, or of all."""
    sections = recommendation_sections(weighing, found, lang)
    told = [s for section in sections if key in ("", section.key) for s in section.sentences]
    return " ".join(told).replace("\xa0", " ")


def test_criteria_have_their_words() -> None:
    assert set(CRITERIA_IN_SENTENCES) == set(CRITERIA)
    assert set(UNITS_IN_SENTENCES) < set(CRITERIA)


@pytest.mark.parametrize("lang", LANGS)
def test_labelled_as_a_draft_of_the_model(lang: Lang, weighing: Weighing) -> None:
    for text in (recommendation_title(lang), recommendation_label(lang)):
        assert ("utkast" if lang == "nb" else "draft") in text
        assert ("odellens vurdering" if lang == "nb" else "model's assessment") in text
    text = weighing_text(weighing, lang)
    assert recommendation_title(lang) in text.splitlines()
    assert " ".join(recommendation_label(lang).split()) in " ".join(text.split())


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_said_is_what_was_found(lang: Lang, weighing: Weighing) -> None:
    found = recommendation_of(weighing)
    choice = found.with_qualifications
    (name,) = found.names
    (second,) = choice.runner_up
    text = words(weighing, found, lang)
    assert not re.search(r"[{}]|None|\bnan\b", text)
    assert f"{name} (" in words(weighing, found, lang, "choice")  # with its title
    point = "," if lang == "nb" else "."
    for score in (choice.score, choice.runner_up_score):
        assert f"{score:.3f}".replace(".", point) in words(weighing, found, lang, "lead")
    for difference in choice.differences:
        criterion = CRITERIA_IN_SENTENCES.text(lang, difference.criterion_id)
        assert criterion in words(weighing, found, lang, "lead")
    assert second in words(weighing, found, lang, "otherwise")
    assert "west-only" in words(weighing, found, lang, "rests")  # not ranked
    rests = {"nb": "antakelser om", "en": "assumptions about"}
    assert rests[lang] in words(weighing, found, lang, "rests")


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        (
            "nb",
            (
                "kommer først hvis vekten på",
                "var 5 000 innbyggere i stedet for 20 000",
                "kommer først ved høy deltakelse",
                "ved lav deltakelse kommer together først",
                "uten far i sammenligningen kommer halves først",
                "de fleste mulige vektinger (70 %)",
            ),
        ),
        (
            "en",
            (
                "comes first if the weight on",
                "were 5,000 inhabitants instead of 20,000",
                "comes first at high demand",
                "at low demand together comes first",
                "without far in the comparison halves comes first",
                "most possible weightings (70%)",
            ),
        ),
    ],
)
def test_what_another_answer_takes(lang: Lang, expected: tuple[str, ...], weighing: Weighing) -> None:
    """Every kind of turn, made up where the example has none."""
    found = recommendation_of(weighing)
    choice = found.with_qualifications
    turned = replace(
        choice,
        weight=weighing.judgement.with_qualifications.changes[0],
        guideline=GuidelineTurn(20_000, 5_000),
        guideline_asked=True,
        share_first=0.3,
        levels=(
            LevelFirst("low", 4.6, ("together",)),
            LevelFirst("high", 10.5, ("far",)),
        ),
        runner_up=("far",),
        reversals={"far": ("halves",)},
    )
    levels = dict(weighing.comparison.region.demand_levels)
    levels["low"] = replace(levels["low"], name_nb="lav")
    levels["high"] = replace(levels["high"], name_nb="høy")
    region = replace(weighing.comparison.region, demand_levels=levels)
    seen = replace(weighing, comparison=replace(weighing.comparison, region=region))
    doubtful = replace(found, with_qualifications=turned, doubts=("demand", "weights", "alternatives"))
    lead = words(seen, doubtful, lang, "choice")
    assert ("endres av hvor mange som deltar" if lang == "nb" else "with how many take part") in lead
    assert ("endres av" if lang == "nb" else "it changes with") not in words(
        seen, replace(found, doubts=()), lang, "choice"
    )
    text = words(seen, doubtful, lang, "otherwise")
    for phrase in expected:
        assert phrase in text, (phrase, text)


def _named(choice: Choice, names: tuple[str, ...], several: Several | None) -> Choice:
    """Those come first; nobody is behind where none does."""
    return replace(choice, names=names, several=several, runner_up=choice.runner_up if names else ())


@pytest.mark.parametrize("lang", LANGS)
def test_where_they_cannot_be_told_apart_it_says_so(lang: Lang, weighing: Weighing) -> None:
    found = recommendation_of(weighing)
    first, second = found.choices

    def made(names: tuple[str, ...], with_q: tuple[str, ...], without: tuple[str, ...]) -> str:
        several: Several | None = "proof" if len(with_q) > 1 else None
        other: Several | None = "tie" if len(without) > 1 else None
        changed = replace(
            found,
            names=names,
            with_qualifications=_named(first, with_q, several),
            without_qualifications=_named(second, without, other),
        )
        return words(weighing, changed, lang, "choice")

    both = made(("together", "far"), ("together", "far"), ("together", "far"))
    assert ("kan together (" if lang == "nb" else "together (") in both
    assert ("ikke skilles fra hverandre" if lang == "nb" else "cannot be told apart") in both
    assert ("ikke bevist nøyaktig nok" if lang == "nb" else "not proven exactly enough") in both
    differ = made((), ("together",), ("far",))
    assert ("ikke ut ett alternativ" if lang == "nb" else "no single alternative") in differ
    assert ("modellmakernes lesning" if lang == "nb" else "makers' reading") in differ
    assert "together" in differ
    assert "far" in differ
    partly = made(("together",), ("together",), ("together", "far"))
    assert ("samme poeng" if lang == "nb" else "same score") in partly
    none = made((), (), ())
    assert ("anbefaler ingen" if lang == "nb" else "recommends none") in none
    one = made((), ("together",), ())
    assert ("ingen alternativer rangeres" if lang == "nb" else "can be ranked") in one


def test_other_weights_give_another_text() -> None:
    """Nothing is canned: who wins, the figures and the weights stand in it."""
    by_travel = weighed(Weights("", {"travel": 5.0, "agreements": 1.0}, 2000))
    by_guideline = weighed(Weights("", {"qualifications": 1.0, "agreements": 5.0}, 2000))
    equal = weighed(equal_weights())
    texts = {words(w, recommendation_of(w), "nb") for w in (by_travel, by_guideline, equal)}
    assert len(texts) == 3
    assert "like vekter på alle kriterier" in words(equal, recommendation_of(equal), "nb")
    assert "vektene som er oppgitt" in words(by_travel, recommendation_of(by_travel), "nb")


def test_the_json_holds_the_facts_and_the_words(weighing: Weighing) -> None:
    data = json.loads(comparison_json(weighing.comparison, weighing))
    ComparisonJson.model_validate(data)
    found = recommendation_of(weighing)
    told = data["weighing"]["recommendation"]
    assert told["names"] == list(found.names)
    assert told["doubts"] == list(found.doubts)
    for stated, choice in zip(told["choices"], found.choices, strict=True):
        assert stated["names"] == list(choice.names)
        assert stated["runner_up"] == list(choice.runner_up)
        assert [d["criterion_id"] for d in stated["differences"]] == [
            d.criterion_id for d in choice.differences
        ]
    for lang in LANGS:
        sections = recommendation_sections(weighing, found, lang)
        assert [s["sentences"] for s in told[lang]["sections"]] == [list(s.sentences) for s in sections]
        assert told[lang]["label"] == recommendation_label(lang)
