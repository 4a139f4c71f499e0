"""Plain text in columns, for people at a terminal and for `grep` in a pipe alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def columns(rows: Iterable[Sequence[object]], *, right: Sequence[int] = (), indent: str = "  ") -> str:
    """Rows in columns two spaces apart; those whose positions stand in `right` are set to the right.

    >>> print(columns([("Lenvik", 11243), ("Dyrøy", 1256)], right=[1]))
      Lenvik  11243
      Dyrøy    1256
    """
    texts = [[str(cell) for cell in row] for row in rows]
    widths = [max(len(row[i]) for row in texts) for i in range(len(texts[0]))] if texts else []
    lines = []
    for row in texts:
        cells = [
            cell.rjust(width) if i in right else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append((indent + "  ".join(cells)).rstrip())
    return "\n".join(lines)


def counted(count: int, one: str, many: str = "") -> str:
    """A count with its noun.

    >>> counted(1, "problem"), counted(2, "problem"), counted(0, "municipality", "municipalities")
    ('1 problem', '2 problems', '0 municipalities')
    """
    return f"{count} {one if count == 1 else many or one + 's'}"
