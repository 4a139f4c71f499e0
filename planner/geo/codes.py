"""Municipality codes as programs and people write them, matched with those of a region."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

_TOKENS = re.compile(r"[^\W_]+")
_PREFIXED = re.compile(r"[^\W\d_]{1,3}(\d+)")


class CodeMatcher:
    """Finds which of some known codes a cell means.

    >>> match = CodeMatcher(["0301", "5524", "5526"]).match
    >>> [match(cell) for cell in ("5524", 301, 301.0, "K-5524", "5524 Målselv", "K5526", "0301.0")]
    ['5524', '0301', '0301', '5524', '5524', '5526', '0301']

    A cell that means none of them, or two, matches none:

    >>> [match(cell) for cell in ("9999", "5524;5526", None, True)]
    [None, None, None, None]
    """

    def __init__(self, codes: Iterable[str]) -> None:
        self._exact = {code.casefold(): code for code in codes}
        # Programs that take a code for a number drop its first zero.
        self._numeric = {code.lstrip("0"): code for code in self._exact.values() if code.isdigit()}

    def match(self, cell: Any) -> str | None:
        """The code that a cell means; None where it means none of them."""
        if cell is None or isinstance(cell, bool):
            return None
        if isinstance(cell, float) and cell.is_integer():
            cell = int(cell)
        text = str(cell).strip()
        return self._word(text.removesuffix(".0")) or self._one_of(text)

    def _word(self, text: str) -> str | None:
        found = self._exact.get(text.casefold())
        if found is None and text.isdigit():
            found = self._numeric.get(text.lstrip("0"))
        if found is None and (prefixed := _PREFIXED.fullmatch(text)):
            found = self._word(prefixed.group(1))
        return found

    def _one_of(self, text: str) -> str | None:
        found = {code for token in _TOKENS.findall(text) if (code := self._word(token))}
        return found.pop() if len(found) == 1 else None
