"""Widths of a table's columns: as asked for, but never so narrow that a word is broken in the middle.

Letters are measured in thousandths of the font's size, as wide as they are in DejaVu Sans: that is
what LibreOffice takes where there is neither Calibri nor Carlito, and it is wider than both.
"""

from __future__ import annotations

import re

from planner.report.case.tree import Cell, Table

NARROW, CAPITAL, WIDE, USUAL = 390, 720, 970, 615
_NARROW, _WIDE = set("iljtfrI.,:;'()|/-–! "), set("mwMW@%—")
BOLD = 1.14
PADDING_POINTS = 7.6
"""Margins of a cell, left and right together, and its line."""
POINTS, POINTS_SMALL = 9.0, 7.5
SMALLEST_POINTS = 7.0


def word_points(word: str, points: float, *, bold: bool = False) -> float:
    """How wide a word is set, in points."""
    total = 0
    for letter in word:
        if letter in _NARROW:
            total += NARROW
        elif letter in _WIDE:
            total += WIDE
        elif letter.isupper():
            total += CAPITAL
        else:
            total += USUAL
    return total / 1000 * points * (BOLD if bold else 1.0)


def fitted(table: Table, width_points: float) -> tuple[tuple[float, ...], float]:
    """Widths as shares (sum 1), and the size of type: smaller where the words need it.

    Columns that are too narrow for their longest word take from those that have room. Where even the
    smallest type is too large for all words, columns get room in proportion to what they need.
    """
    asked = [share / sum(table.widths) for share in table.widths]
    points = POINTS_SMALL if table.small else POINTS
    while True:
        needed = _needed(table, points)
        if sum(needed) <= width_points or points <= SMALLEST_POINTS:
            break
        points -= 0.5
    if sum(needed) >= width_points:
        return tuple(need / sum(needed) for need in needed), points
    widths = [share * width_points for share in asked]
    for _ in asked:
        short = {n for n, need in enumerate(needed) if widths[n] <= need}
        if all(widths[n] >= needed[n] - 1e-9 for n in short):
            break
        room = width_points - sum(needed[n] for n in short)
        free = sum(asked[n] for n in range(len(asked)) if n not in short)
        widths = [needed[n] if n in short else room * asked[n] / free for n in range(len(asked))]
    return tuple(width / sum(widths) for width in widths), points


def _needed(table: Table, points: float) -> list[float]:
    """The least width of every column, in points, by the words of its own cells."""
    needed = [PADDING_POINTS + points] * len(table.widths)
    covered: dict[int, int] = {}
    for row in table.rows:
        column = 0
        for cell in row:
            while covered.get(column, 0) > 0:
                column += 1
            if cell.columns == 1:
                needed[column] = max(needed[column], PADDING_POINTS + _longest(cell, points))
            if cell.rows > 1:
                covered.update(dict.fromkeys(range(column, column + cell.columns), cell.rows))
            column += cell.columns
        covered = {n: left - 1 for n, left in covered.items() if left > 1}
    return needed


def _longest(cell: Cell, points: float) -> float:
    bold = cell.head or cell.band or cell.strong
    words = re.split(r"[ \n]", cell.text)
    return max(word_points(word, points, bold=bold) for word in words)
