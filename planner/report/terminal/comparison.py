"""The comparison as text: a table for a terminal or a pipe, verdicts, and what to note."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from planner.evaluate import INDICATORS
from planner.report.comparison import (
    ALWAYS,
    ON_UNITS,
    Comparison,
    Section,
    TextCell,
    TextRow,
    assumption_note,
    remarks,
    sections,
    verdict,
)
from planner.report.terminal.text import (
    GAP,
    WIDTH,
    bullets,
    empty_table,
    page,
    paragraph,
    print_table,
    text_of,
    wrapped,
)
from planner.report.words import NO_BREAK_SPACE, Lang, joined, say

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

MARK = "●"
TEXT_MAX = 11
"""A cell's text and an alternative's name wrap at this; only a longer word makes its column wider."""
LABEL_MIN, LABEL_MAX = 20, 36


def comparison_text(
    comparison: Comparison, lang: Lang = "nb", *, width: int = WIDTH, color: bool = False
) -> str:
    """The table (in parts, where the alternatives do not fit beside each other), verdicts and notes.

    No line is longer than `width`, unless that leaves no room for one column. With `color` the text
    carries a terminal's colour codes; without, it is plain.
    """
    console = page(width, color)
    shown, same = _without_alike(sections(comparison, lang, details=False))
    names = [a.name for a in comparison.alternatives]
    _heading(console, comparison, lang)
    label_width = _label_width(shown, console.width)
    parts = _parts(shown, names, console.width - label_width)
    for n, columns in enumerate(parts):
        if len(parts) > 1:
            console.print(say(lang, "table.part", part=n + 1, parts=len(parts)), style="dim")
        print_table(console, figures_table(shown, names, columns, label_width))
    if same:
        rows = "; ".join(f"{_full_label(row, lang)} {row.cells[0].text}" for row in same)
        paragraph(console, say(lang, "table.same", rows=rows))
    paragraph(console, _legend(comparison, lang))
    bullets(console, say(lang, "verdict.title"), _verdicts(comparison, lang))
    bullets(console, say(lang, "remark.title"), remarks(comparison, lang))
    return text_of(console)


def figures_table(
    shown: Sequence[Section], names: Sequence[str], columns: Sequence[int], label_width: int
) -> Table:
    """Rows in their sections, with one column for each of the alternatives in `columns`."""
    from rich.text import Text

    table = empty_table()
    table.add_column("", no_wrap=True, width=label_width)
    for n in columns:
        header = Text("\n".join(_name_lines(names[n])), justify="right")
        table.add_column(
            header, justify="right", no_wrap=True, width=_column_width(shown, names, n), vertical="top"
        )
    for section in shown:
        title = "\n".join(wrapped(section.title, label_width))
        table.add_row(Text(title, style="bold"), *("" for _ in columns))
        for row in section.rows:
            label = "\n".join(wrapped(row_label(row), label_width - 1, indent=" "))
            cells = []
            for n in columns:
                style = "bold green" if row.cells[n].best else ""
                lines = _cell_lines(row, row.cells[n])
                cells.append(Text("\n".join(lines), style=style, justify="right"))
            table.add_row(Text(label), *cells)
    return table


def row_label(row: TextRow) -> str:
    """A row's label, with an asterisk where all its figures rest on assumptions."""
    return f"{row.label}*" if row.all_assumed else row.label


def _heading(console: Console, comparison: Comparison, lang: Lang) -> None:
    names = [comparison.region.municipalities[code].name for code in comparison.scope_codes]
    scope = say(lang, "table.scope", persons=comparison.persons_in_scope, names=joined(lang, names))
    console.print(say(lang, "table.title") + f": {comparison.region.title}", style="bold")
    paragraph(console, scope)


def _legend(comparison: Comparison, lang: Lang) -> str:
    lines = []
    if any(cell.best for cells in comparison.rows.values() for cell in cells):
        lines.append(say(lang, "table.best", mark=MARK))
    note = assumption_note(comparison.alternatives, lang)
    if note:
        lines.append(note)
    return "\n".join(lines)


def _verdicts(comparison: Comparison, lang: Lang) -> list[str]:
    return [
        f"{a.name} ({a.title(lang)}): {' '.join(verdict(a, lang))}" for a in comparison.alternatives
    ]


def _without_alike(found: Sequence[Section]) -> tuple[list[Section], list[TextRow]]:
    """Sections with the rows that differ, and the rows in which all alternatives read the same."""
    shown, same = [], []
    for section in found:
        differing = []
        for row in section.rows:
            if row.alike and row.name not in ALWAYS:
                same.append(row)
            else:
                differing.append(row)
        if differing:
            shown.append(Section(section.title, tuple(differing)))
    return shown, same


def _full_label(row: TextRow, lang: Lang) -> str:
    """The label by itself, where the rows above it do not stand there."""
    label = row.label
    if label.startswith("…"):
        doc = INDICATORS[row.name]
        label = doc.label_in(lang)
    return f"{label}*" if row.all_assumed else label


def _cell_lines(row: TextRow, cell: TextCell) -> list[str]:
    """The lines of a cell. Behind the last one is room for an asterisk and a mark, so that the figures
    of a column stand below each other with or without."""
    text = cell.text.replace(" / ", f"{NO_BREAK_SPACE}/\n")  # units one below the other
    if row.name in ON_UNITS and text.endswith("*"):
        text, star = text[:-1], "*"
    else:
        star = "*" if cell.assumed and not row.all_assumed else " "
    lines = wrapped(text, TEXT_MAX)
    mark = MARK if cell.best else " "
    return [*(f"{line}  " for line in lines[:-1]), f"{lines[-1]}{star}{mark}"]


def _label_width(shown: Sequence[Section], width: int) -> int:
    longest = max(len(row_label(row)) + 1 for section in shown for row in section.rows)
    return min(longest, LABEL_MAX, max(LABEL_MIN, width * 3 // 10))


def _column_width(shown: Sequence[Section], names: Sequence[str], column: int) -> int:
    rows = [row for section in shown for row in section.rows]
    lines = [line for row in rows for line in _cell_lines(row, row.cells[column])]
    return max(len(line) for line in (*lines, *_name_lines(names[column])))


def _parts(shown: Sequence[Section], names: Sequence[str], room: int) -> list[list[int]]:
    """Which columns stand beside each other: as many as fit, in parts of about the same size."""
    widths = [_column_width(shown, names, n) + GAP for n in range(len(names))]
    fit = _filled(widths, room, len(widths))
    for most in range(1, len(widths) + 1):
        even = _filled(widths, room, most)
        if len(even) == len(fit):
            return even
    return fit


def _filled(widths: Sequence[int], room: int, most: int) -> list[list[int]]:
    """Columns in order, a new part where the room or the largest number to a part is used up."""
    parts: list[list[int]] = [[]]
    for n, width in enumerate(widths):
        used = sum(widths[m] for m in parts[-1])
        if parts[-1] and (used + width > room or len(parts[-1]) == most):
            parts.append([])
        parts[-1].append(n)
    return parts


def _name_lines(name: str) -> list[str]:
    """An alternative's name over as many lines as it needs, short of where the marks stand."""
    return [f"{line}  " for line in textwrap.wrap(name, TEXT_MAX)]
