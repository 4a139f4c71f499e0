"""Figures as exactly as they are known: a paper shows no kroner, tenths of people or odd minutes.

One indicator has one rounding, wherever the paper shows it. Parts that stand beside their sum are
rounded so that they add up to it (`apportioned`).

>>> known("nb", "cost_nok", 1_079_898.0), known("nb", "cost_nok", 916_064.0)
('1,08\\xa0mill.', '916\\xa0000')
>>> known("nb", "minutes_max", 211.4), known("nb", "minutes_mean", 59.6)
('210', '60')
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import floor

from planner.evaluate import INDICATORS
from planner.report.words.numbers import NO_BREAK_SPACE, Lang, number, percent, rounded
from planner.texts import Texts

TEXTS = Texts("report.known", {"million": "million"})
ABSENT = "–"
LONG_MINUTES = 100
"""From here on minutes are told in tens: what roads are like on the day moves them more."""
MILLION, THOUSAND = 1_000_000, 1_000


def known(lang: Lang, name: str, value: float | None) -> str:
    """An indicator's value as a paper shows it (KeyError where there is no such indicator)."""
    if value is None:
        return ABSENT
    doc = INDICATORS[name]
    if doc.unit.startswith("share"):
        return percent(lang, value)
    if doc.unit.startswith("NOK/year per"):
        return number(lang, value)
    if doc.unit.startswith("NOK"):
        return money(lang, value)
    if doc.unit == "minutes":
        return minutes(lang, value)
    if "full-time" in doc.unit:
        return number(lang, value, 1)
    if name == "wait_years_mean":
        return number(lang, value, 1)
    if doc.unit.startswith(("participants", "hours", "courses")):
        return number(lang, value)
    return number(lang, value, doc.decimals)


def money(lang: Lang, nok: float) -> str:
    """Kroner in whole thousands, and from a million on with three figures.

    >>> money("nb", 4_321.0), money("nb", -70_400.0), money("en", 1_522_569.0)
    ('4\\xa0000', '−70\\xa0000', '1.52\\xa0million')
    """
    if abs(nok) >= MILLION:
        return f"{number(lang, nok / MILLION, 2)}{NO_BREAK_SPACE}{TEXTS.text(lang, 'million')}"
    return number(lang, nearest(nok, THOUSAND))


def minutes(lang: Lang, value: float) -> str:
    """Whole minutes, and long ways in tens."""
    if value >= LONG_MINUTES:
        return number(lang, nearest(value, 10))
    return number(lang, value)


def nearest(value: float, unit: float) -> float:
    """The nearest whole number of units, halves away from nought as everywhere.

    >>> nearest(769_656.0, 1000.0)
    770000.0
    """
    return float(rounded(value / unit)) * unit


def apportioned(
    parts: Sequence[float], unit: float = 1.0, *, kept: Collection[int] = ()
) -> tuple[float, ...]:
    """Parts in whole units that add up to their rounded sum, by the largest remainder.

    The method of A. Hamilton (1792): each gets the whole units in it, and those with the largest
    remainders one more until the sum is reached. Parts `kept` (by position) stand elsewhere too, and
    have the nearest whole unit as they have there; the others make up the rest.

    >>> apportioned([37.9, 21.9, 40.2]), apportioned([1_499.0, 1_499.0], 1000)
    ((38.0, 22.0, 40.0), (2000.0, 1000.0))
    >>> apportioned([769.66, 161.69]), apportioned([769.66, 161.69], kept=[0])
    ((769.0, 162.0), (770.0, 161.0))
    """
    scaled = [part / unit for part in parts]
    whole = [int(rounded(part)) if n in kept else floor(part) for n, part in enumerate(scaled)]
    left = int(rounded(sum(scaled))) - sum(whole)
    free = [n for n in range(len(parts)) if n not in kept]
    order = sorted(free, key=lambda n: (whole[n] - scaled[n], n))
    for n in order[: max(0, left)]:
        whole[n] += 1
    for n in order[::-1][: max(0, -left)]:  # what is kept was rounded up: the smallest remainders pay
        whole[n] -= 1
    return tuple(float(part) * unit for part in whole)
