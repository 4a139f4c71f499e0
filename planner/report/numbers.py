"""Numbers as Norwegian and English readers write them.

>>> number("nb", 29678), number("nb", 4.6, 1), percent("nb", 0.494)
('29\\xa0678', '4,6', '49\\xa0%')
>>> number("en", 29678), number("en", 4.6, 1), percent("en", 0.494)
('29,678', '4.6', '49%')
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

Lang = Literal["nb", "en"]

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
DASH = "\u2013"


def rounded(value: float, decimals: int = 0) -> Decimal:
    """Half away from zero, as people round by hand, on the shortest decimal that is the number."""
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def number(lang: Lang, value: float, decimals: int = 0) -> str:
    """A number with thousands apart and a fixed count of decimals; never `-0`."""
    exact = rounded(value, decimals)
    digits = f"{abs(exact):,.{decimals}f}"
    if lang == "nb":
        digits = digits.replace(",", NO_BREAK_SPACE).replace(".", ",")
    return f"{MINUS}{digits}" if exact < 0 else digits


def percent(lang: Lang, share: float, decimals: int = 0) -> str:
    """A share (0..1) in per cent."""
    text = number(lang, share * 100, decimals)
    return f"{text}{NO_BREAK_SPACE}%" if lang == "nb" else f"{text}%"


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
    last = " og " if lang == "nb" else " and "
    return ", ".join(items[:-1]) + last + items[-1]
