"""Characters that have no place in a name or a text, where they enter: files and the command line.

Control characters are refused, since they end as damaged SVG, XML and terminals. Marks that cannot be
seen (byte-order marks, soft hyphens, the marks of right-to-left text) are left out: they come along
when people copy, nobody means them, and text that runs backwards misleads.
"""

from __future__ import annotations

import re

from planner.messages import message

INVISIBLE = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
_REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_BREAKS = re.compile(r"[^\S\n]*[\r\n\x85\u2028\u2029]+[^\S\n]*")


def one_line(text: str) -> str:
    """A text with every line break as one space, and without marks that cannot be seen.

    >>> one_line("Vika\\r\\n og Nes")
    'Vika og Nes'
    """
    if text.isascii() and "\n" not in text and "\r" not in text:
        return text
    return _BREAKS.sub(" ", INVISIBLE.sub("", text))


def refused(text: str) -> str | None:
    """The first character that is refused, as it is named to a user; None where there is none.

    >>> refused("Vika"), refused("Vi\\x07ka")
    (None, 'the control character U+0007 at position 3')
    """
    found = None if text.isascii() and text.isprintable() else _REFUSED.search(text)
    if found is None:
        return None
    return message(
        "the control character {code} at position {position}",
        code=f"U+{ord(found.group()):04X}",
        position=found.start() + 1,
    )


def without_refused(text: str) -> str:
    """A text without the characters that are refused."""
    return _REFUSED.sub("", text)


def named(characters: str) -> str:
    """Characters as they are named to a user, each once.

    >>> named("é $")
    '“é”, “ ”, “$”'
    """
    return ", ".join(
        f"“{c}”" if c.isprintable() else f"U+{ord(c):04X}" for c in dict.fromkeys(characters)
    )
