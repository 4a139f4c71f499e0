"""The comparison as text: a table for a terminal or a pipe, verdicts, and what to note."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from planner.evaluate import INDICATORS
from planner.report.alternative import Alternative
from planner.report.comparison import Comparison, compare
from planner.report.notes import remarks
from planner.report.numbers import NO_BREAK_SPACE, Lang, joined
from planner.report.rows import ALWAYS, Section, TextCell, TextRow, sections
from planner.report.verdicts import assumption_note, proof, verdict
from planner.report.words import say

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

WIDTH = 100
"""Characters to a line where nobody says how many there are."""
MARK = "●"
CELL_MAX = 13
"""A cell wraps at this; only a word that is longer by itself makes its column wider."""
NAME_MAX = 11
GAP = 1
LABEL_MAX = 36


def comparison_text(
    comparison: Comparison, lang: Lang = "nb", *, width: int = WIDTH, color: bool = False
) -> str:
    """The table (in parts, where the alternatives do not fit beside each other), verdicts and notes.

    No line is longer than `width`, unless that leaves no room for one column. With `color` the text
    carries a terminal's colour codes; without, it is plain.
    """
    console = _console(width, color)
    shown, same = _without_alike(sections(comparison, lang, details=False))
    names = [a.name for a in comparison.alternatives]
    _heading(console, comparison, lang)
    parts = _parts(shown, names, width)
    for n, columns in enumerate(parts):
        if len(parts) > 1:
            console.print(say(lang, "table.part", part=n + 1, parts=len(parts)), style="dim")
        console.print(_table(shown, names, columns, width))
    if same:
        rows = "; ".join(f"{_full_label(row, lang)} {row.cells[0].text}" for row in same)
        _paragraph(console, say(lang, "table.same", rows=rows), width)
    _paragraph(console, _legend(comparison, lang), width)
    _list(console, say(lang, "verdict.title"), _verdicts(comparison, lang), width)
    _list(console, say(lang, "remark.title"), remarks(comparison, lang), width)
    return _text(console)


def alternative_text(
    alternative: Alternative, lang: Lang = "nb", *, width: int = WIDTH, color: bool = False
) -> str:
    """One alternative by itself: its verdict, and every figure of the comparison table."""
    console = _console(width, color)
    comparison = compare([alternative])
    _paragraph(console, f"{alternative.name}: {alternative.title(lang)}", width, style="bold")
    told = [*verdict(alternative, lang)]
    last = proof(alternative, lang)
    _paragraph(console, " ".join(told if last in told else [*told, last]), width)
    shown = list(sections(comparison, lang))
    console.print(_table(shown, [alternative.name], [0], width))
    note = assumption_note([alternative], lang)
    if note:
        _paragraph(console, note, width)
    notes = (*alternative.loaded.messages, *alternative.plan.messages, *alternative.travel.warnings)
    if notes:
        _list(console, say(lang, "remark.title"), notes, width)
    return _text(console)


def _console(width: int, color: bool) -> Console:
    from rich.console import Console

    return Console(
        file=io.StringIO(),
        width=max(width, 40),
        color_system="standard" if color else None,
        force_terminal=color,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )


def _text(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    lines = console.file.getvalue().splitlines()
    return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"


def _heading(console: Console, comparison: Comparison, lang: Lang) -> None:
    names = [comparison.region.municipalities[code].name for code in comparison.scope_codes]
    scope = say(lang, "table.scope", persons=comparison.persons_in_scope, names=joined(lang, names))
    console.print(say(lang, "table.title") + f": {comparison.region.title}", style="bold")
    _paragraph(console, scope, console.width)


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


def _label(row: TextRow) -> str:
    return f"{row.label}*" if row.all_assumed else row.label


def _full_label(row: TextRow, lang: Lang) -> str:
    """The label by itself, where the rows above it do not stand there."""
    label = row.label
    if label.startswith("…"):
        doc = INDICATORS[row.name]
        label = doc.label_nb if lang == "nb" else doc.label_en
    return f"{label}*" if row.all_assumed else label


def _cell(row: TextRow, cell: TextCell) -> str:
    star = "*" if cell.assumed and not row.all_assumed else ""
    text = cell.text.replace(" / ", f"{NO_BREAK_SPACE}/\n")  # units one below the other
    return f"{text}{star}{' ' + MARK if cell.best else '  '}"


def _label_width(shown: Sequence[Section], width: int) -> int:
    longest = max(len(_label(row)) for section in shown for row in section.rows)
    return min(longest, LABEL_MAX, max(20, width * 3 // 10))


def _column_width(shown: Sequence[Section], names: Sequence[str], column: int) -> int:
    texts = [_cell(row, row.cells[column]) for section in shown for row in section.rows]
    lines = [line for text in texts for line in _wrapped(text, CELL_MAX)]
    return max(len(line) for line in (*lines, *_name_lines(names[column])))


def _parts(shown: Sequence[Section], names: Sequence[str], width: int) -> list[list[int]]:
    """Which columns stand beside each other: as many as fit, in parts of about the same size."""
    room = width - _label_width(shown, width)
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


def _table(
    shown: Sequence[Section], names: Sequence[str], columns: Sequence[int], width: int
) -> RenderableType:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    label_width = _label_width(shown, width)
    table = Table(box=SIMPLE_HEAD, show_edge=False, padding=(0, GAP, 0, 0), pad_edge=False)
    table.add_column("", no_wrap=True, width=label_width)
    for n in columns:
        header = Text("\n".join(_name_lines(names[n])), justify="right")
        table.add_column(
            header,
            justify="right",
            no_wrap=True,
            width=_column_width(shown, names, n),
            vertical="top",
        )
    for section in shown:
        title = "\n".join(_wrapped(section.title, label_width))
        table.add_row(Text(title, style="bold"), *("" for _ in columns))
        for row in section.rows:
            label = "\n".join(_wrapped(_label(row), label_width - 1, indent=" "))
            cells = []
            for n in columns:
                cell = row.cells[n]
                text = "\n".join(_wrapped(_cell(row, cell), CELL_MAX))
                cells.append(Text(text, style="bold green" if cell.best else "", justify="right"))
            table.add_row(Text(label), *cells)
    return table


def _wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """Lines of at most `width`, longer words whole; no-break spaces hold.

    What stands at the end (room for a mark) stands at the end of every line.

    >>> _wrapped("omtrent på, 781 under  ", 13)
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


def _name_lines(name: str) -> list[str]:
    """An alternative's name over as many lines as it needs, short of where the marks stand."""
    return [f"{line}  " for line in textwrap.wrap(name, NAME_MAX)]


def _paragraph(console: Console, text: str, width: int, style: str = "") -> None:
    for line in text.splitlines():
        for piece in textwrap.wrap(line, max(width, 40)):
            console.print(piece, style=style, soft_wrap=True)
    console.print()


def _list(console: Console, title: str, items: Sequence[str], width: int) -> None:
    if not items:
        return
    console.print(title, style="bold")
    for item in items:
        for line in textwrap.wrap(item, max(width, 40), initial_indent="- ", subsequent_indent="  "):
            console.print(line, soft_wrap=True)
    console.print()
