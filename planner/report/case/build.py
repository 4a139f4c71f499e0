"""Small helpers that tables of the case document are built with."""

from __future__ import annotations

from collections.abc import Sequence

from planner.report.case.tree import Align, Cell, Table
from planner.report.words import Lang, say


def head(*texts: str, align: Align = "left") -> tuple[Cell, ...]:
    """A header row; all but the first column are set as `align` says."""
    return tuple(
        Cell(text, head=True, align="left" if n == 0 else align) for n, text in enumerate(texts)
    )


def row(*texts: str, strong: bool = False, words: Sequence[int] = (0,)) -> tuple[Cell, ...]:
    """A row of figures set to the right; the columns in `words` are words and stand to the left."""
    return tuple(
        Cell(text, align="left" if n in words else "right", strong=strong)
        for n, text in enumerate(texts)
    )


def plain_table(
    caption: str,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    widths: Sequence[float] | None = None,
    words: Sequence[int] = (0,),
    small: bool = False,
) -> Table:
    """A table of texts and figures without merged cells."""
    cells = tuple(
        Cell(text, head=True, align="left" if n in words else "right") for n, text in enumerate(header)
    )
    return Table(
        caption=caption,
        rows=(cells, *(row(*texts, words=words) for texts in rows)),
        widths=tuple(widths or first_wide(len(header))),
        small=small,
    )


def first_wide(columns: int, first: float = 0.28) -> tuple[float, ...]:
    """Widths with a wide first column and the rest alike."""
    if columns == 1:
        return (1.0,)
    return (first, *(((1 - first) / (columns - 1),) * (columns - 1)))


def merged(texts: Sequence[str], strong: Sequence[bool] | None = None) -> tuple[Cell, ...]:
    """Cells of a row in which neighbours that read the same, and are marked the same, are one cell.

    >>> [(cell.text, cell.columns) for cell in merged(["711", "711", "862"])]
    [('711', 2), ('862', 1)]
    """
    marks = list(strong) if strong is not None else [False] * len(texts)
    cells: list[Cell] = []
    for text, mark in zip(texts, marks, strict=True):
        if cells and cells[-1].text == text and cells[-1].strong == mark:
            cells[-1] = Cell(text, columns=cells[-1].columns + 1, align="center", strong=mark)
        else:
            cells.append(Cell(text, align="center", strong=mark))
    return tuple(cells)


def absent(lang: Lang) -> str:
    """What stands where there is nothing to tell."""
    return say(lang, "table.absent")
