"""Plain text for a terminal or a pipe: paragraphs, lists and tables within a width."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

WIDTH = 100
"""Characters to a line where nobody says how many there are."""
WIDTH_MIN = 40
GAP = 1
"""Spaces between columns, beside those that a column keeps for its marks."""


def page(width: int, color: bool) -> Console:
    """An empty page to print on; with `color` it takes a terminal's colour codes."""
    from rich.console import Console

    return Console(
        file=io.StringIO(),
        width=max(width, WIDTH_MIN),
        color_system="standard" if color else None,
        force_terminal=color,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )


def text_of(console: Console) -> str:
    """What was printed on a page, without spaces at line ends, ending in a newline."""
    assert isinstance(console.file, io.StringIO)
    lines = console.file.getvalue().splitlines()
    return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"


def paragraph(console: Console, text: str, style: str = "") -> None:
    """Lines of text, wrapped at spaces that may break, and an empty line."""
    for line in text.splitlines():
        for piece in textwrap.wrap(line, console.width):
            console.print(piece, style=style, soft_wrap=True)
    console.print()


def bullets(console: Console, title: str, items: Sequence[str]) -> None:
    """A titled list; nothing where there are no items."""
    if not items:
        return
    console.print(title, style="bold")
    for item in items:
        for line in textwrap.wrap(item, console.width, initial_indent="- ", subsequent_indent="  "):
            console.print(line, soft_wrap=True)
    console.print()


def empty_table() -> Table:
    """A table ruled below its header."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    return Table(box=SIMPLE_HEAD, show_edge=False, padding=(0, GAP, 0, 0), pad_edge=False)


def words_table(
    console: Console,
    title: str,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    right: Sequence[int] = (),
) -> None:
    """A titled table of words and figures; columns in `right` are set to the right. Cells wrap."""
    from rich.text import Text

    if not rows:
        return
    console.print(title, style="bold")
    table = empty_table()
    for n, name in enumerate(header):
        longest = max(len(word) for row in (header, *rows) for word in row[n].split(" "))
        least = min(longest, console.width // 3)
        table.add_column(
            Text(name), justify="right" if n in right else "left", min_width=least, overflow="fold"
        )
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)
    console.print()


def wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """Lines of at most `width`, longer words whole; no-break spaces hold.

    What stands at the end (room for a mark) stands at the end of every line.

    >>> wrapped("omtrent på, 781 under  ", 13)
    ['omtrent på,  ', '781 under  ']
    """
    tail = text[len(text.rstrip(" ")) :]
    lines = [
        line
        for part in text.splitlines()
        for line in textwrap.wrap(
            part,
            width - len(tail),
            initial_indent=indent,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
    ]
    return [line + tail for line in lines] or [text]
