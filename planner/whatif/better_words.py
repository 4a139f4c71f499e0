"""What would have to be otherwise, in words and as JSON."""

from __future__ import annotations

from collections.abc import Sequence

from planner.report.comparison import Weighing, subject_of, turn_rows
from planner.report.terminal.text import bullets, page, paragraph, text_of, words_table
from planner.report.words import Lang, number, plural, quoted, tell
from planner.texts import Texts
from planner.whatif.crossings import BreakEven, Look
from planner.whatif.words import path_label, value_label

TEXTS = Texts(
    "crossings.better",
    {
        "title": "What it takes for the order of {a} and {b} to turn",
        "plain": (
            "One thing at a time. Prices and trips are tried from half to twice what is assumed, with "
            "the plans as they are; weights from none to all, with only these two weighed."
        ),
        "measure": "Measure",
        "now": "Better now",
        "turns": "The order turns when",
        "solved": "Solved again at other values",
        "same": "{what}: {better} is better all the way from {low} to {high} ({value}).",
        "same_both": "{what}: the two are level all the way from {low} to {high} ({value}).",
        "stretch": "{what} ({value}): {told}.",
        "piece": "{better} from {low} to {high}",
        "both": "neither",
        "none": "neither has a plan",
        "count.one": "1 value was solved; what changes and changes back between two is not seen.",
        "count": "{count} values were solved; what changes and changes back between two is not seen.",
    },
)


SMALL = 0.1
"""Figures below this are told with two decimals more."""


def better_text(
    weighing: Weighing, found: Sequence[BreakEven], lang: Lang, *, width: int = 100, color: bool = False
) -> str:
    """Rows that need no solving, and a line for each question that did."""
    first, second = weighing.comparison.alternatives
    a, b = subject_of(first), subject_of(second)
    names = {x.name: quoted(lang, x.title(lang) or x.name) for x in (first, second)}
    console = page(width, color)
    title = tell(TEXTS, lang, "title", a=names[first.name], b=names[second.name])
    paragraph(console, title, style="bold")
    paragraph(console, tell(TEXTS, lang, "plain"))
    scores, shares = scores_of(weighing)
    rows = [
        (row.measure, _titled(row.now, names, lang), row.turns)
        for row in turn_rows(a, b, scores, shares, lang)
    ]
    header = [tell(TEXTS, lang, key) for key in ("measure", "now", "turns")]
    words_table(console, "", header, rows)
    bullets(console, tell(TEXTS, lang, "solved"), [_line(one, names, lang) for one in found])
    count = len({(one.path, look.at) for one in found for look in one.looks})
    paragraph(console, plural(TEXTS, lang, "count", count))
    return text_of(console)


def scores_of(weighing: Weighing) -> tuple[dict[str, dict[str, float]], dict[str, float]]:
    """Alternative → criterion → score, and the weights, with qualifications counted."""
    ranking = weighing.judgement.with_qualifications
    return {row.name: dict(row.scores) for row in ranking.rows}, dict(ranking.weights)


def stretches(one: BreakEven) -> list[tuple[Look, Look]]:
    """The first and last look of every stretch with one answer."""
    begins = [one.looks[0], *(crossing.after for crossing in one.crossings)]
    ends = [*(crossing.before for crossing in one.crossings), one.looks[-1]]
    return list(zip(begins, ends, strict=True))


def _line(one: BreakEven, names: dict[str, str], lang: Lang) -> str:
    what = path_label(lang, one.path)
    words = {"what": what[:1].upper() + what[1:], "value": value_label(lang, one.value)}
    found = stretches(one)
    if len(found) == 1:
        better = _better(one.looks[0], names, lang)
        low, high = (_figure(x, lang) for x in (one.low, one.high))
        if better == tell(TEXTS, lang, "both"):
            return tell(TEXTS, lang, "same_both", low=low, high=high, **words)
        return tell(TEXTS, lang, "same", better=better, low=low, high=high, **words)
    told = [
        tell(
            TEXTS,
            lang,
            "piece",
            better=_better(first, names, lang),
            low=_figure(first.at, lang),
            high=_figure(last.at, lang),
        )
        for first, last in found
    ]
    return tell(TEXTS, lang, "stretch", told=", ".join(told), **words)


def _better(look: Look, names: dict[str, str], lang: Lang) -> str:
    found = [name for name in names if name in look.state.split(", ")]
    if not found:
        return tell(TEXTS, lang, "none")
    return names[found[0]] if len(found) == 1 else tell(TEXTS, lang, "both")


def _titled(text: str, names: dict[str, str], lang: Lang) -> str:
    """Titles where people read; ids are only for what they type."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(quoted(lang, name), names[name])
    return text


def _figure(value: float, lang: Lang) -> str:
    if value == int(value):
        return number(lang, value, 0)
    return number(lang, value, 2 if abs(value) >= SMALL else 4)
