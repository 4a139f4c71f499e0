"""A recommendation in words, made of the facts of `planner.decide.recommend`.

    found = recommendation_of(weighing)
    for section in recommendation_sections(weighing, found, lang): section.heading, section.sentences

Labelled as the model's assessment and a draft, always with and without qualifications.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from planner.decide import (
    CRITERIA,
    QUALIFICATIONS,
    Choice,
    Difference,
    JudgedLevel,
    Recommendation,
    recommend,
)
from planner.report.comparison.weighing import Weighing, subject_of
from planner.report.words import (
    CRITERIA_IN_SENTENCES,
    RECOMMENDATION_WORDS,
    UNITS_IN_SENTENCES,
    Lang,
    joined,
    number,
    percent,
    say,
)
from planner.texts import name_in

if TYPE_CHECKING:
    from rich.console import Console

DECIMALS_MAX = 4
Key = Literal["choice", "lead", "otherwise", "rests"]
"""What a section is about: which alternative, by how much, what another answer takes, the ground."""


@dataclass(frozen=True, slots=True)
class Section:
    """A few sentences under a heading; `key` names what they are about, in any language."""

    key: Key
    heading: str
    sentences: tuple[str, ...]


def recommendation_of(weighing: Weighing) -> Recommendation:
    """What a weighing comes to."""
    comparison = weighing.comparison
    return recommend(
        [subject_of(alternative) for alternative in comparison.alternatives],
        weighing.weights,
        weighing.judgement,
        [JudgedLevel(at.level_id, at.participants_per_1000, at.judgement) for at in weighing.levels],
        comparison.other_basis,
    )


def recommendation_title(lang: Lang) -> str:
    """`Modellens vurdering (utkast)`."""
    return _told(lang, "title")


def recommendation_label(lang: Lang) -> str:
    """What every recommendation is labelled with."""
    return _told(lang, "label")


def recommendation_sections(
    weighing: Weighing, found: Recommendation, lang: Lang = "nb"
) -> tuple[Section, ...]:
    """The recommendation section by section; the label stands apart (`recommendation_label`)."""
    parts: tuple[tuple[Key, Callable[[Weighing, Recommendation, Lang], Iterator[str]]], ...] = (
        ("choice", _choice),
        ("lead", _lead),
        ("otherwise", _otherwise),
        ("rests", _rests),
    )
    sections = []
    for key, of in parts:
        sentences = tuple(of(weighing, found, lang))
        if sentences:
            sections.append(Section(key, _told(lang, f"heading_{key}"), sentences))
    return tuple(sections)


def print_recommendation(console: Console, weighing: Weighing, lang: Lang) -> None:
    """The recommendation on a page of text."""
    from planner.report.terminal import bullets, paragraph

    found = recommendation_of(weighing)
    paragraph(console, recommendation_title(lang), style="bold")
    paragraph(console, recommendation_label(lang))
    for section in recommendation_sections(weighing, found, lang):
        bullets(console, section.heading, section.sentences)


def _choice(weighing: Weighing, found: Recommendation, lang: Lang) -> Iterator[str]:
    first, second = found.choices
    said = {"weights": _weights(weighing, lang), "demand": _demand(weighing, found, lang)}
    ranked = number(lang, max(first.ranked, second.ranked))
    names = joined(lang, [_called(weighing, name, lang) for name in found.names])
    if not first.names and not second.names:
        yield _told(lang, "none")
    elif set(first.names) == set(second.names):
        if len(found.names) > 1:
            why = first.several or second.several or "tie"
            yield _told(lang, "several_both", names=names, why=_told(lang, why), **said)
        elif first.ranked == second.ranked == 1:
            yield _told(lang, "alone", names=names)
        else:
            yield _told(lang, "clear", names=names, ranked=ranked, **said)
    else:
        yield _told(lang, "in_both" if found.names else "differ", names=names, **said)
        for choice in found.choices:
            yield _one(weighing, choice, lang)
        if found.names:
            yield _told(lang, "qualifications")
    changes = [doubt for doubt in found.doubts if f"doubt_{doubt}" in RECOMMENDATION_WORDS]
    if changes and found.names:
        what = joined(lang, [_told(lang, f"doubt_{doubt}") for doubt in changes])
        yield _told(lang, "changes_with", what=what)


def _one(weighing: Weighing, choice: Choice, lang: Lang) -> str:
    which = _which(choice, lang)
    names = joined(lang, [_called(weighing, name, lang) for name in choice.names])
    if not choice.names:
        return _told(lang, "none_of", which=which)
    if choice.several is not None:
        return _told(lang, "several_one", which=which, names=names, why=_told(lang, choice.several))
    return _told(lang, "one_of", which=which, names=names)


def _lead(weighing: Weighing, found: Recommendation, lang: Lang) -> Iterator[str]:
    for choice in found.choices:
        if choice.runner_up:
            yield _told(
                lang,
                "lead",
                which=_which(choice, lang),
                first=joined(lang, choice.names),
                second=joined(lang, choice.runner_up),
                score=number(lang, choice.score, 3),
                second_score=number(lang, choice.runner_up_score, 3),
                share=percent(lang, choice.share_first),
                second_share=percent(lang, choice.runner_up_share_first),
            )
    first, second = found.choices
    if _alike(first) == _alike(second):
        yield from _criteria(first, lang)
    else:
        for choice in found.choices:
            which = _which(choice, lang)
            yield from (f"{which}: {sentence}" for sentence in _criteria(choice, lang))


def _alike(choice: Choice) -> object:
    """What is said of the criteria, but for qualifications."""
    said = [(d.criterion_id, d.verdict) for d in choice.differences]
    return choice.names, choice.runner_up, [one for one in said if one[0] != QUALIFICATIONS]


def _criteria(choice: Choice, lang: Lang) -> Iterator[str]:
    """The first of those that come first beside the first of the runners-up."""
    if not choice.runner_up:
        return
    pair = {"first": choice.names[0], "second": choice.runner_up[0]}
    by: dict[str, list[Difference]] = {}
    for difference in choice.differences:
        by.setdefault(difference.verdict, []).append(difference)
    for verdict in ("better", "worse"):
        if verdict in by:
            what = joined(lang, [_figures(one, lang) for one in by[verdict]])
            yield _told(lang, verdict, what=what, **pair)
    if "worse" not in by:
        yield _told(lang, "worse_nowhere", **pair)
    if "not_counted" in by:
        what = joined(lang, [_figures(one, lang) for one in by["not_counted"]])
        yield _told(lang, "not_counted", what=what)
    if "same" in by:
        what = joined(lang, [_criterion(one.criterion_id, lang) for one in by["same"]])
        yield _told(lang, "same", what=what)


def _otherwise(weighing: Weighing, found: Recommendation, lang: Lang) -> Iterator[str]:
    yield from _once(found, lambda choice, which: _weight(choice, which, lang), lang)
    yield from _once(found, lambda choice, which: _levels_for(weighing, choice, which, lang), lang)
    yield from _once(found, lambda choice, which: _guideline(choice, which, lang), lang)
    yield from _once(found, lambda choice, which: _doubts(weighing, choice, which, lang), lang)
    ranked_at = all(at.first for choice in found.choices for at in choice.levels)
    settled = "demand" not in found.doubts and ranked_at
    if weighing.levels and len(found.names) == 1 and settled:
        yield _told(
            lang, "holds_levels", names=joined(lang, found.names), levels=_every_level(weighing, lang)
        )


def _once(
    found: Recommendation,
    sentences: Callable[[Choice, str], Iterator[str]],
    lang: Lang = "nb",
) -> Iterator[str]:
    """The sentences of both rankings; said once where they are the same for both."""
    both = _told(lang, "both")
    first, second = found.choices
    if list(sentences(first, both)) == list(sentences(second, both)):
        yield from sentences(first, both)
    else:
        for choice in found.choices:
            yield from sentences(choice, _which(choice, lang))


def _weight(choice: Choice, which: str, lang: Lang) -> Iterator[str]:
    if not choice.runner_up:
        return
    second = joined(lang, choice.runner_up)
    change = choice.weight
    if change is not None:
        yield _told(
            lang,
            "weight",
            which=which,
            second=second,
            criterion=_criterion(change.criterion_id, lang),
            now=percent(lang, change.share_from, 1),
            then=percent(lang, change.share_to, 1),
            more=_told(lang, "more" if change.share_to > change.share_from else "less"),
        )
    elif choice.runner_up_share_first > 0:
        share = percent(lang, choice.runner_up_share_first, 1)
        yield _told(lang, "weight_none", which=which, second=second, share=share)
    else:
        yield _told(lang, "weight_never", which=which, second=second)


def _levels_for(weighing: Weighing, choice: Choice, which: str, lang: Lang) -> Iterator[str]:
    if not choice.runner_up or not choice.levels:
        return
    second = joined(lang, choice.runner_up)
    at = choice.levels_for_runner_up
    if at:
        levels = joined(lang, [_level(weighing, one.level_id, lang) for one in at])
        yield _told(lang, "level_for", which=which, second=second, levels=levels)
    else:
        yield _told(lang, "level_none", which=which, second=second, levels=_every_level(weighing, lang))


def _guideline(choice: Choice, which: str, lang: Lang) -> Iterator[str]:
    if not choice.guideline_asked:
        return
    second = joined(lang, choice.runner_up)
    turn = choice.guideline
    if turn is None:
        most = number(lang, choice.guideline_most)
        yield _told(lang, "guideline_none", which=which, second=second, most=most)
    else:
        then, now = number(lang, turn.persons_to), number(lang, turn.persons_from)
        yield _told(lang, "guideline", which=which, second=second, then=then, now=now)


def _doubts(weighing: Weighing, choice: Choice, which: str, lang: Lang) -> Iterator[str]:
    """What else gives another answer, the runner-up or not."""
    for at in choice.levels_otherwise:
        if not set(at.first) & set(choice.runner_up):
            level = _level(weighing, at.level_id, lang)
            yield _told(lang, "otherwise_at", which=which, level=level, first=joined(lang, at.first))
    if choice.runner_up and choice.share_first < 1 / 2:
        share = percent(lang, 1 - choice.share_first)
        yield _told(lang, "few_weightings", which=which, share=share)
    for left_out, first in choice.reversals.items():
        yield _told(lang, "reversal", which=which, left_out=left_out, first=joined(lang, first))


def _rests(weighing: Weighing, found: Recommendation, lang: Lang) -> Iterator[str]:
    counted = list(weighing.weights.of)
    yield _told(lang, "counted", criteria=joined(lang, [_criterion(c, lang) for c in counted]))
    if found.assumed:
        groups = joined(lang, [say(lang, f"group.{group}") for group in found.assumed])
        yield _told(lang, "assumed", groups=groups)
    apart = {name for ranking in weighing.rankings for name in ranking.apart}
    ranked = {row.name for ranking in weighing.rankings for row in ranking.rows}
    left = [a.name for a in weighing.comparison.alternatives if a.name in apart - ranked]
    if left:
        yield _told(lang, "not_ranked", names=joined(lang, left))
    yield _told(lang, "compared")


def _figures(difference: Difference, lang: Lang) -> str:
    """`kostnad (931 346 mot 1 079 898 kr i året)`, with as many decimals as tell the two apart."""
    c = difference.criterion_id
    share = CRITERIA[c].unit.startswith("share")
    decimals = 0 if share else CRITERIA[c].decimals

    def shown(value: float) -> str:
        return percent(lang, value, decimals) if share else number(lang, value, decimals)

    while shown(difference.ours) == shown(difference.theirs) and decimals < DECIMALS_MAX:
        decimals += 1
    unit = UNITS_IN_SENTENCES.text(lang, c) if c in UNITS_IN_SENTENCES else ""
    return _told(
        lang,
        "figure",
        criterion=_criterion(c, lang),
        ours=shown(difference.ours),
        theirs=shown(difference.theirs),
        unit=f" {unit}" if unit else "",
    )


def _criterion(criterion_id: str, lang: Lang) -> str:
    """A criterion inside a sentence."""
    return CRITERIA_IN_SENTENCES.text(lang, criterion_id)


def _which(choice: Choice, lang: Lang) -> str:
    return _told(lang, "with" if choice.with_qualifications else "without")


def _weights(weighing: Weighing, lang: Lang) -> str:
    title = weighing.weights.title
    stated = set(weighing.weights.stated.values())
    if not title and len(stated) == 1 and len(weighing.weights.stated) == len(CRITERIA):
        return _told(lang, "weights_equal")
    return _told(lang, "weights_title", title=title) if title else _told(lang, "weights_given")


def _demand(weighing: Weighing, found: Recommendation, lang: Lang) -> str:
    levels = weighing.comparison.region.demand_levels
    if len(found.demand_levels) == 1:
        level = levels[found.demand_levels[0]]
        per_1000 = number(lang, level.participants_per_1000, 1)
        name = _level(weighing, level.id, lang)
        return _told(lang, "demand", level=name, per_1000=per_1000)
    names = joined(lang, [_level(weighing, one, lang) for one in found.demand_levels])
    return _told(lang, "demands", level=names)


def _level(weighing: Weighing, level_id: str, lang: Lang) -> str:
    level = weighing.comparison.region.demand_levels[level_id]
    return name_in(lang, level.name_nb, level.id)


def _every_level(weighing: Weighing, lang: Lang) -> str:
    return joined(
        lang,
        [
            f"{_level(weighing, at.level_id, lang)} {number(lang, at.participants_per_1000, 1)}"
            for at in weighing.levels
        ],
    )


def _called(weighing: Weighing, name: str, lang: Lang) -> str:
    """A name with its title, where the name does not say it already."""
    title = next((a.title(lang) for a in weighing.comparison.alternatives if a.name == name), "")
    return name if not title or title in name else f"{name} ({title})"


def _told(lang: Lang, key: str, /, **values: str) -> str:
    return RECOMMENDATION_WORDS.text(lang, key).format(**values)
