"""The weighing of the alternatives of 2011, and what docs/criteria.md says of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from planner.commands.weighing import weigh_answers
from planner.decide.criteria import CRITERIA
from planner.decide.recommendation import Choice
from planner.decide.weights_file import equal_weights, read_weights
from planner.pipeline.run import read_tasks
from planner.pipeline.together import solve_tasks
from planner.progress import silent
from planner.report import compare
from planner.report.comparison.recommendation import recommendation_of
from planner.report.comparison.weighing import AtLevel, Weighing
from planner.report.terminal.weighing import weighing_text
from planner.report.words.numbers import Lang

PAGE = Path(__file__).parents[2] / "docs" / "criteria.md"
LOKTA = ("alt-2-lokta", "pilot", "extended")
OTHERS = (
    "solo",
    "alt-1-new-unit",
    "alt-3-eight",
    "alt-4a-dms-finnsnes",
    "alt-4b-dms-inland",
    "alt-4c-both-dms",
)
APART = ("alt-0-today", "alt-3-senjalegen")


@pytest.fixture(scope="module")
def weighing() -> Weighing:
    names = (*LOKTA, *OTHERS, *APART)
    answers = solve_tasks(read_tasks(names), workers=1)
    comparison = compare(answers.alternatives, answers.without_plan)
    weights = equal_weights()
    return weigh_answers(answers, comparison, weights, names, (), None, workers=1, progress=silent)


def told() -> str:
    return " ".join(PAGE.read_text(encoding="utf-8").split("## On Midt-Troms")[1].split())


def level_of(weighing: Weighing, level_id: str) -> AtLevel:
    (found,) = [level for level in weighing.levels if level.level_id == level_id]
    return found


def test_the_winners_share_at_every_level(weighing: Weighing) -> None:
    """The table of the page, from 100 000 draws each: never further than the rounding and 5 errors."""
    assert [level.level_id for level in weighing.levels] == ["lowest", "low", "middle", "high"]
    for name in LOKTA:
        found = re.search(rf"\| {name} \|((?: \d+ % \|)+)", told())
        assert found
        stated = [int(cell) / 100 for cell in re.findall(r"\d+", found.group(1))]
        shares = []
        for level in weighing.levels:
            for with_qualifications in (True, False):
                ranking = level.ranking(with_qualifications)
                (row,) = [r for r in ranking.rows if r.name == name]
                shares.append(row.share_first)
                assert row.share_error < 0.0017
        assert stated == pytest.approx(shares, abs=0.005 + 5 * 0.0016)


def test_lokta_or_the_pilot_comes_first_and_only_lokta_can(weighing: Weighing) -> None:
    for level in weighing.levels:
        for with_qualifications in (True, False):
            ranking = level.ranking(with_qualifications)
            # the DMS bring their qualifications to the pilot; at the lowest level they fill too little
            partners = with_qualifications and level.level_id != "lowest"
            assert ranking.first == (("pilot",) if partners else ("alt-2-lokta",))
            assert ranking.apart == dict.fromkeys(APART, "coverage")
            by_name = {row.name: row for row in ranking.rows}
            others = set(OTHERS) - ({"alt-4c-both-dms"} if level.level_id == "lowest" else set())
            assert set(by_name) == {*LOKTA, *others}
            for name in others:
                assert by_name[name].dominated_by, (level.level_id, name)
                assert by_name[name].share_first == 0
            assert ranking.reversals == ({"solo": ("extended",)} if level.level_id == "lowest" else {})
            assert sum(by_name[name].share_first for name in LOKTA) == pytest.approx(1)


def test_the_other_figures_of_the_page(weighing: Weighing) -> None:
    low = level_of(weighing, "low").judgement
    for ranking in (low.with_qualifications, low.without_qualifications):
        assert f"({ranking.rows[0].score:.3f} against {ranking.rows[1].score:.3f}" in told()
    changes = {(c.criterion_id, c.first): c for c in low.with_qualifications.changes}
    for criterion in ("qualifications", "cost"):
        change = changes[criterion, ("alt-2-lokta",)]
        assert f"from {change.share_from:.1%} to {change.share_to:.1%}".replace("%", " %") in told()
    values = weighing.judgement.values
    assert values["pilot"]["travel"] < values["alt-2-lokta"]["travel"]  # type: ignore[operator]
    assert values["pilot"]["cost"] > values["alt-2-lokta"]["cost"]  # type: ignore[operator]
    for name in ("alt-1-new-unit", "alt-3-eight", "alt-4a-dms-finnsnes"):
        for criterion in ("travel", "equity", "guideline", "viable"):
            ours, theirs = values[name][criterion], values["alt-2-lokta"][criterion]
            assert ours == pytest.approx(theirs, rel=1e-4)


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_the_recommendation(weighing: Weighing, lang: Lang) -> None:
    found = recommendation_of(weighing)
    assert found.names == ()
    assert found.doubts == ("qualifications", "demand")
    counted, left_out = found.with_qualifications, found.without_qualifications
    assert (counted.names, counted.runner_up) == (("pilot",), ("alt-2-lokta",))
    assert (left_out.names, left_out.runner_up) == (("alt-2-lokta",), ("pilot",))

    def criteria(choice: Choice, verdict: str) -> list[str]:
        return [d.criterion_id for d in choice.differences if d.verdict == verdict]

    assert criteria(counted, "better") == ["qualifications", "travel"]
    assert criteria(counted, "worse") == criteria(left_out, "better") == ["cost"]
    assert criteria(left_out, "worse") == ["travel"]
    for choice in found.choices:
        assert choice.ranked == len((*LOKTA, *OTHERS))
        assert choice.guideline_asked
        assert choice.guideline is None  # both are the same eight municipalities
    assert [one.level_id for one in counted.levels if one.first == counted.runner_up] == ["lowest"]
    assert not [one for one in left_out.levels if one.first == left_out.runner_up]
    low = level_of(weighing, "low").judgement.with_qualifications
    (one,) = [c for c in low.changes if c.criterion_id == "qualifications"]
    weight = counted.weight
    assert weight is not None
    assert (weight.criterion_id, weight.share_to) == ("qualifications", pytest.approx(one.share_to))
    text = " ".join(weighing_text(weighing, lang).replace("\xa0", " ").split())
    assert ("Modellens vurdering (utkast)" if lang == "nb" else "assessment (draft)") in text
    assert ("lav deltakelse (4,6" if lang == "nb" else "low demand (4.6") in text
    assert ("fra 11,1 % til mindre enn 3,2 %" if lang == "nb" else "from 11.1% to less than") in text


def test_qualifications_are_the_mean_of_eight_scores(weighing: Weighing) -> None:
    values = weighing.judgement.values
    assert values["alt-2-lokta"]["qualifications"] == pytest.approx(22 / 8)
    assert values["alt-0-today"]["qualifications"] is None
    # every unit of a ranked alternative is judged in words
    region = weighing.comparison.region
    ranked = {
        u
        for a in weighing.comparison.alternatives
        if a.name not in APART
        for u in (unit.unit_id for unit in a.indicators.units)
    }
    assert {u for row in weighing.evidence for u in row.unit_ids} == ranked
    assert sum(len(row.unit_ids) for row in weighing.evidence) == len(ranked) * len(region.criteria)


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_the_text_says_all_of_it(weighing: Weighing, lang: Lang) -> None:
    text = weighing_text(weighing, lang)
    assert all(len(line) <= 100 for line in text.splitlines())
    for name in (*LOKTA, *OTHERS, *APART):
        assert name in text
    flat = " ".join(text.split())
    for criterion in CRITERIA.values():
        assert criterion.label_in(lang) in flat
    assert "anchored in all eight municipalities" in flat
    assert ("uten kvalifikasjoner" if lang == "nb" else "without qualifications") in flat.lower()
    assert ("100 000 trekk" if lang == "nb" else "100,000 draws") in flat.replace("\xa0", " ")
    assert not re.search(r"[{}]|None", text)


def test_the_weights_file_of_the_page(tmp_path: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    block = page.split("```text\n")[1].split("```")[0]
    path = tmp_path / "weights.yaml"
    path.write_text(block, encoding="utf-8")
    found = read_weights(path)
    assert found.of["travel"] == pytest.approx(0.3)
    rows = re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)
    assert rows == list(CRITERIA)
