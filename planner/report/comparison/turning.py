"""At what the order of two alternatives turns, in words; and what does not turn it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planner.decide import Subject, Turn, turns
from planner.report.terminal import criterion_name
from planner.report.words import Lang, either, in_list, known, number, percent, quoted, tell
from planner.texts import Texts

TEXTS = Texts(
    "case.turning",
    {
        "hours": "Hours on the road",
        "cost": "Cost in all",
        "score": "The model's order",
        "better_hours": "{name} ({best} against {other} hours a year)",
        "better_cost": "{name} (NOK {best} against {other} a year)",
        "better_score": "{name}",
        "level": "level",
        "never_hours": "not whatever the number of trips to the hospital, within what is plausible",
        "never_cost": "not by any one price within what is plausible",
        "never_score": "not by the weight of any one criterion",
        "factor": "{what} {factor} times what is assumed",
        "weight_up": "the weight of {what} rises from {now} to {at}",
        "weight_down": "the weight of {what} falls from {now} to {at}",
        "trips_to_hospital": "trips to a course at the hospital",
        "rent": "rent of venues",
        "posts": "pay of coordinators",
        "professionals": "pay of professionals",
        "user_representatives": "pay of user representatives",
        "mileage": "mileage",
    },
)


@dataclass(frozen=True, slots=True)
class Row:
    """One measure: its name, who is better now and by what, and when that turns."""

    measure: str
    now: str
    turns: str


def turn_rows(
    a: Subject,
    b: Subject,
    scores: Mapping[str, Mapping[str, float]] | None,
    shares: Mapping[str, float] | None,
    lang: Lang,
) -> tuple[Row, ...]:
    """A row for each measure in which the two can be told apart or are level."""
    every = turns(a, b, scores, shares)
    rows = []
    for measure in ("hours", "cost", "score"):
        mine = [turn for turn in every if turn.measure == measure]
        if not mine:
            continue
        if mine[0].better is None:
            told = ""
        else:
            when = [_when(turn, lang) for turn in mine if turn.at is not None]
            told = either(lang, when) if when else tell(TEXTS, lang, f"never_{measure}")
        rows.append(Row(tell(TEXTS, lang, measure), _now(mine[0], a, b, lang), told))
    return tuple(rows)


def _now(turn: Turn, a: Subject, b: Subject, lang: Lang) -> str:
    if turn.better is None:
        return tell(TEXTS, lang, "level")
    best, other = (a, b) if turn.better == a.name else (b, a)
    name = quoted(lang, best.name)
    if turn.measure == "score":
        return tell(TEXTS, lang, "better_score", name=name)
    indicator = {"hours": "travel_hours_total", "cost": "cost_nok"}[turn.measure]
    return tell(
        TEXTS,
        lang,
        f"better_{turn.measure}",
        name=name,
        best=known(lang, indicator, getattr(best.indicators, indicator)),
        other=known(lang, indicator, getattr(other.indicators, indicator)),
    )


def _when(turn: Turn, lang: Lang) -> str:
    assert turn.at is not None
    if turn.what != "weight":
        factor = number(lang, turn.at, 2 if turn.at < 1 else 1)
        return tell(TEXTS, lang, "factor", what=_what(turn, lang), factor=factor)
    key = "weight_up" if turn.at > turn.now else "weight_down"
    now, at = percent(lang, turn.now), percent(lang, turn.at)
    return tell(TEXTS, lang, key, what=_what(turn, lang), now=now, at=at)


def _what(turn: Turn, lang: Lang) -> str:
    if turn.what == "weight":
        return in_list(criterion_name(turn.criterion_id, lang))
    return tell(TEXTS, lang, turn.what)
