"""A document as a tree of frozen values: what stands in it, and nothing of how it looks.

`planner.report.case.to_docx`, `to_html` and `to_pdf` give it a form. In texts, `[square brackets]` mark
what the writer has to fill in; every form lets them stand out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from planner.report.words import Lang

Align = Literal["left", "center", "right"]
TextKind = Literal["body", "note", "open"]
"""Ordinary text, small print under a table, or what is left open for the writer."""

OPEN = re.compile(r"(\[[^\[\]]+\])")
"""What the writer has to fill in."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` 1 is a section, `number` what stands before it (empty: nothing)."""

    level: int
    text: str
    number: str = ""

    @property
    def full(self) -> str:
        """Number and text."""
        return f"{self.number} {self.text}" if self.number else self.text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `lead` stands before it in bold."""

    text: str
    kind: TextKind = "body"
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Points:
    """A list, with bullets or numbers."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell over `columns` × `rows`; `head` marks headers, `band` a heading across the table."""

    text: str
    columns: int = 1
    rows: int = 1
    align: Align = "left"
    strong: bool = False
    head: bool = False
    band: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table under a caption. A row lists the cells that begin in it; `widths` are shares of the page.

    The first `head_rows` rows are repeated on every page.
    """

    caption: str
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    head_rows: int = 1
    small: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture (PNG) under which its caption stands; `told` says in words what it shows."""

    caption: str
    png: bytes
    told: str
    width: float = 1.0
    """Share of the text's width."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What follows stands on pages of this orientation."""

    landscape: bool


Block = Heading | Paragraph | Points | Table | Figure | PageBreak | Turn


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `contents` is the heading over the table of contents."""

    lang: Lang
    title: str
    subtitle: str
    contents: str
    caption_words: tuple[str, str]
    """What tables and figures are called: `Tabell`, `Figur`."""
    blocks: tuple[Block, ...]

    @property
    def headings(self) -> tuple[Heading, ...]:
        """All headings in order."""
        return tuple(block for block in self.blocks if isinstance(block, Heading))


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """A text in pieces, each with whether the writer has to fill it in.

    >>> list(pieces("Vedtatt [dato] i møte"))
    [('Vedtatt ', False), ('[dato]', True), (' i møte', False)]
    """
    for piece in OPEN.split(text):
        if piece:
            yield piece, OPEN.fullmatch(piece) is not None


def grid(table: Table) -> tuple[tuple[tuple[Cell, bool] | None, ...], ...]:
    """Every slot of the table: the cell that covers it and whether it begins there.

    Raises:
        ValueError: cells overlap, leave a slot empty, or stick out.
    """
    width = len(table.widths)
    slots: list[list[tuple[Cell, bool] | None]] = [[None] * width for _ in table.rows]
    for r, row in enumerate(table.rows):
        column = 0
        for cell in row:
            while column < width and slots[r][column] is not None:
                column += 1
            for down in range(cell.rows):
                for right in range(cell.columns):
                    if r + down >= len(slots) or column + right >= width:
                        raise ValueError(f"{cell.text!r} sticks out of the table {table.caption!r}")
                    if slots[r + down][column + right] is not None:
                        raise ValueError(f"{cell.text!r} overlaps in the table {table.caption!r}")
                    slots[r + down][column + right] = (cell, down == 0 and right == 0)
    if any(slot is None for line in slots for slot in line):
        raise ValueError(f"the table {table.caption!r} has an empty slot")
    return tuple(tuple(line) for line in slots)
