"""Numbers as Norwegian and English readers write them.

>>> number("nb", 29678), number("nb", 4.6, 1), percent("nb", 0.494)
('29\\xa0678', '4,6', '49\\xa0%')
>>> number("en", 29678), number("en", 4.6, 1), percent("en", 0.494)
('29,678', '4.6', '49%')
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from planner.texts import Lang as Lang
from planner.texts import Texts

STYLE = Texts(
    "report.style",
    {
        "thousands": ",",
        "decimal": ".",
        "percent": "{number}%",
        "and": "{first} and {last}",
        "or": "{first} or {last}",
        "quoted": "“{text}”",
        "locale": "en-GB",
    },
)
NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
DASH = "\u2013"


def rounded(value: float, decimals: int = 0) -> Decimal:
    """Half away from zero, as people round by hand, on the shortest decimal that is the number."""
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def number(lang: Lang, value: float, decimals: int = 0) -> str:
    """A number with thousands apart and a fixed count of decimals; never `-0`."""
    exact = rounded(value, decimals)
    digits = in_style(lang, f"{abs(exact):,.{decimals}f}")
    return f"{MINUS}{digits}" if exact < 0 else digits


def percent(lang: Lang, share: float, decimals: int = 0) -> str:
    """A share (0..1) in per cent."""
    return STYLE.text(lang, "percent").format(number=number(lang, share * 100, decimals))


def percent_at_most(lang: Lang, share: float) -> str:
    """A gap in per cent, never rounded down to nothing: small ones keep the decimals they need."""
    for decimals in (1, 2, 3, 4):
        if rounded(share * 100, decimals) > 0:
            return percent(lang, share, decimals)
    return f"< {percent(lang, 1e-6, 4)}"


def joined(lang: Lang, items: list[str] | tuple[str, ...]) -> str:
    """`a`, `a og b`, `a, b og c`."""
    if len(items) < 2:
        return "".join(items)
    return STYLE.text(lang, "and").format(first=", ".join(items[:-1]), last=items[-1])


def in_list(label: str) -> str:
    """A label among others in a sentence: small at first, its comma as brackets, so that it is one.

    >>> in_list("Minutter én vei, lengste"), in_list("UNN i alt")
    ('minutter én vei (lengste)', 'UNN i alt')
    >>> in_list("Kvalifikasjoner (0–4, egen lesning)")
    'kvalifikasjoner (0–4, egen lesning)'
    """
    first, comma, rest = label.partition(", ")
    own = comma and "(" not in first
    told = f"{first} ({rest.replace(' (', ', ').removesuffix(')')})" if own else label
    return told if told[1:2].isupper() else told[:1].lower() + told[1:]


def either(lang: Lang, items: list[str] | tuple[str, ...]) -> str:
    """`a`, `a eller b`, `a eller b eller c`."""
    chosen = items[0]
    for item in items[1:]:
        chosen = STYLE.text(lang, "or").format(first=chosen, last=item)
    return chosen


def quoted(lang: Lang, text: str) -> str:
    """A text in the language's quotation marks."""
    return STYLE.text(lang, "quoted").format(text=text)


def in_style(lang: Lang, figures: str) -> str:
    """A number that Python has written, with the language's marks."""
    return figures.translate(_marks(lang))


@cache
def _marks(lang: Lang) -> dict[int, str]:
    """What stands for Python's comma and point."""
    return str.maketrans({",": STYLE.text(lang, "thousands"), ".": STYLE.text(lang, "decimal")})
