"""The least regretted plan in words, and as JSON."""

from __future__ import annotations

from math import isfinite

from planner.region import Region
from planner.report.words import Lang, joined, number
from planner.texts import Texts
from planner.whatif.columns import shown
from planner.whatif.robust_plans import Candidate, Robust
from planner.whatif.words import value_label

_WORDS = Texts(
    "robust",
    {
        "head": "{scenario} in {futures} futures: regret in {value}",
        "worst": "worst regret",
        "mean": "expected",
        "today": "price today",
        "rooms": "rooms that are chosen",
        "at_hand": "The rooms are at hand in every future; the courses are chosen anew in each.",
        "in_use": "The rooms must be used in every future; the courses are chosen anew in each.",
        "minimax": "smallest worst regret",
        "expected": "smallest expected regret",
        "best_today": "best today",
        "none": "no plan",
        "no_room": "no rooms",
        "worst_in": "Its worst future: {future}.",
        "unmet": (
            "{count} of the plans leave more with no offer in some future than the best one does, and "
            "come last."
        ),
        "out": "In {count} of the futures no plan is possible; they are left out.",
        "certain": "No other plan can be regretted less: this one is best in every future.",
        "uncertain": (
            "The choice is among the {count} plans that are best today or in one of the futures. A "
            "plan that is best in none of them may be regretted less; that was not looked into."
        ),
        "stopped": "Some plans are not proven (time limit).",
    },
)


def robust_text(found: Robust, region: Region, lang: Lang) -> str:
    """The candidates, the least regretted first, and how far that can be relied on."""
    value = value_label(lang, found.value)
    lines = [_say(lang, "head", scenario=found.scenario, futures=len(found.futures), value=value), ""]
    rows = [[_say(lang, key) for key in ("worst", "mean", "today", "rooms")]]
    for one in found.candidates:
        marks = [
            _say(lang, key)
            for key, chosen in (
                ("minimax", found.minimax),
                ("expected", found.least_expected),
                ("best_today", found.today),
            )
            if one is chosen
        ]
        text = _rooms(one, region, lang) + (f"  ({', '.join(marks)})" if marks else "")
        rows.append([*(_figure(v, found.value, lang) for v in _figures(one)), text])
    wide = [max(len(row[n]) for row in rows) for n in range(3)]
    for row in rows:
        left = "  ".join(f"{text:>{width}}" for text, width in zip(row[:3], wide, strict=True))
        lines.append(f"  {left}  {row[3]}")
    lines.append("")
    if found.minimax.worst > 0:
        worst = next(p for p in found.futures if p.number == found.minimax.worst_in)
        lines.append(_say(lang, "worst_in", future=worst.label.partition("  ")[2] or worst.scenario))
    more = sum(one.unmet_more > 1e-5 for one in found.candidates)
    if more:
        lines.append(_say(lang, "unmet", count=more))
    if found.without_plan:
        lines.append(_say(lang, "out", count=len(found.without_plan)))
    lines.append(_say(lang, found.hold))
    key = "certain" if found.certain else "uncertain"
    lines.append(_say(lang, key, count=len(found.candidates)))
    if not found.proven:
        lines.append(_say(lang, "stopped"))
    return "\n".join(lines) + "\n"


def _say(lang: Lang, key: str, **values: object) -> str:
    return _WORDS.text(lang, key).format(**values)


def _figures(one: Candidate) -> tuple[float, float, float]:
    return one.worst, one.expected, one.price_today


def _figure(value: float, name: str, lang: Lang) -> str:
    if not isfinite(value):
        return _say(lang, "none")
    return number(lang, value, 1) if abs(value) < 1000 else shown(value, lang, name)


def _rooms(one: Candidate, region: Region, lang: Lang) -> str:
    names = [region.venues[v].name if v in region.venues else v for v in one.kept.venue_ids]
    rooms = joined(lang, names) or _say(lang, "no_room")
    if len(one.kept.units) < 2:
        return rooms
    units = [region.units[u].name if u in region.units else u for u, _ in one.kept.units]
    return f"{joined(lang, units)}: {rooms}"
