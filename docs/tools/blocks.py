"""Fenced blocks of a page and the note above each.

A note is a comment on the line before a block; readers do not see it:

    <!-- file: mine.yaml -->          the block is a file of this name in the page's folder
    <!-- lines: 1-12, 40-45 -->       of the output only these lines are shown, … for the others
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_BLOCK = re.compile(
    r"(?:^<!--\s*(?P<note>[^>]*?)\s*-->\n)?^```(?P<kind>[\w-]*)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: what it is called (`console`, `yaml`, …), its text and where that stands."""

    kind: str
    text: str
    start: int
    line: int
    notes: dict[str, str]

    @property
    def end(self) -> int:
        """Position after the text."""
        return self.start + len(self.text)


def blocks(source: str) -> tuple[Block, ...]:
    """The fenced blocks of a page, in order."""
    return tuple(
        Block(
            found["kind"],
            found["text"],
            found.start("text"),
            source.count("\n", 0, found.start("text")) + 1,
            _notes(found["note"] or ""),
        )
        for found in _BLOCK.finditer(source)
    )


def replaced(source: str, changes: list[tuple[Block, str]]) -> str:
    """The page with other texts in some of its blocks."""
    for block, text in sorted(changes, key=lambda change: -change[0].start):
        source = source[: block.start] + text + source[block.end :]
    return source


def _notes(note: str) -> dict[str, str]:
    key, colon, value = note.partition(":")
    return {key.strip(): value.strip()} if colon else {}
