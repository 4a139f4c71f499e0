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
"""Spaces between columns of figures, which keep room of their own for marks."""
WORDS_GAP = 2
"""Spaces between columns of words."""


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


def empty_table(gap: int = GAP) -> Table:
    """A table ruled below its header, with so many spaces (at least 1) between columns."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    # The box itself sets one space between columns.
    return Table(box=SIMPLE_HEAD, show_edge=False, padding=(0, gap - 1, 0, 0), pad_edge=False)


def words_table(
    console: Console,
    title: str,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    right: Sequence[int] = (),
) -> None:
    """A titled table of words and figures; columns in `right` are set to the right.

    The widest columns wrap where the width asks for it. Nothing is cut: where even single words do not
    fit beside each other, the table is wider than the page.
    """
    from rich.text import Text

    if not rows:
        return
    console.print(title, style="bold")
    widths = _widths([header, *rows], console.width)
    table = empty_table(WORDS_GAP)
    for n, name in enumerate(header):
        lines = "\n".join(wrapped(name, widths[n]))
        table.add_column(
            Text(lines), justify="right" if n in right else "left", width=widths[n], no_wrap=True
        )
    for row in rows:
        cells = [wrapped(cell, width) for cell, width in zip(row, widths, strict=True)]
        table.add_row(*(Text("\n".join(lines)) for lines in cells))
    print_table(console, table)
    console.print()


def print_table(console: Console, table: Table) -> None:
    """Print a table of columns of fixed width, beyond the page's edge rather than cut."""
    _, right, _, _ = table.padding
    needed = sum((column.width or 0) + right + 1 for column in table.columns)
    width = console.width
    console.width = max(width, needed)
    console.print(table)
    console.width = width


def _widths(rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """Each column as wide as its text, the widest narrowed until all fit beside each other."""
    columns = list(zip(*rows, strict=True))
    widths = [max(len(cell) for cell in column) for column in columns]
    least = [max(len(word) for cell in column for word in cell.split(" ")) for column in columns]
    room -= WORDS_GAP * len(widths)
    while sum(widths) > room:
        spare = [width - smallest for width, smallest in zip(widths, least, strict=True)]
        if max(spare) <= 0:
            break
        widest = max((w, n) for n, w in enumerate(widths) if spare[n] > 0)[1]
        widths[widest] -= 1
    return widths


def wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """Lines of at most `width`, longer words whole; no-break spaces hold.

    >>> wrapped("omtrent på, 781 under", 11)
    ['omtrent på,', '781 under']
    """
    lines = [
        line
        for part in text.splitlines()
        for line in textwrap.wrap(
            part,
            width,
            initial_indent=indent,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
    ]
    return lines or [text]
