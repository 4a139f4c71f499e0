"""Tables as text, from a folder of CSV files or from one workbook, with the row each record stands in.

What is wrong with a file as a whole is found here: another encoding, ragged rows, columns twice.
Reading goes on with a guess wherever one is possible, so that all problems show at once. Tables and
columns go by their English or Norwegian names, or by others that are in use (`schema.Cell`).

A row whose first cell begins with `#` is a note and is not read; rows without content are skipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from planner.errors import Finding
from planner.files import INVISIBLE
from planner.messages import message
from planner.region.cells import nearest, plain, read_cell
from planner.region.schema import ASSUMED_COLUMN, Column, TableSpec
from planner.texts import LANGS, Lang

NOTE_MARK = "#"
ROWS_MAX = 500_000
"""More rows than any table has: a country of 15 000 basic units and their roads fits many times."""

_TITLE_ROWS = 10
"""So many rows may stand above the header."""
_GAP_CHARACTERS = " \t\r\n\u00a0\u2007\u2009\u202f\ufeff"


@dataclass(frozen=True, slots=True)
class RawRow:
    """The cells of a row by column name; `row` as a spreadsheet numbers it (the header is row 1).

    `told` names the columns whose cell has a finding already.
    """

    row: int
    cells: Mapping[str, str]
    told: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table as text. `label` is what findings call it.

    `header` are the names of the columns as the file has them. `written` leads from a column (as the
    schema calls it, or as the file does where the schema has none) to its name in the file and, in a
    workbook, its letter.
    """

    spec: TableSpec
    label: str
    header: tuple[str, ...]
    rows: tuple[RawRow, ...]
    written: Mapping[str, tuple[str, str]]
    header_row: int = 1
    decimal_comma: bool = False
    workbook: bool = False
    lang: Lang = "en"
    """The language of its names, for findings to speak of tables and columns as the file does."""


@dataclass(slots=True)
class Source:
    """What a folder or a workbook holds, and what is wrong with its files.

    `titles` leads from a table to its file or sheet as the user calls it.
    """

    path: Path
    tables: dict[str, RawTable] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    lang: Lang = "en"


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What is wrong with a cell before its text is looked at."""

    what: str
    found: str | None = None
    fix: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a file: its number and its cells. By place in the row: cells that have no text because
    something is wrong, cells that are dates, and cells filled from a merged one."""

    number: int
    cells: list[str]
    problems: Mapping[int, CellProblem] = field(default_factory=dict)
    dates: frozenset[int] = frozenset()
    merged: frozenset[int] = frozenset()


def folded(name: str) -> str:
    """A name of a table or column without what people write in different ways.

    >>> folded("Kroner per år (kr)"), folded("kroner_per_år *")
    ('kroner_per_år', 'kroner_per_år')
    """
    bare = re.sub(r"\(.*?\)|[*:]", "", INVISIBLE.sub("", name)).strip()
    return re.sub(r"[\s_-]+", "_", bare).strip("_").casefold()


def called(spec: TableSpec | Column) -> tuple[str, ...]:
    """Every name that a table or column goes by, its own first."""
    return tuple(dict.fromkeys(name for name in (spec.name, spec.nb, *spec.also) if name))


def report_missing(source: Source, spec: TableSpec, wanted: str, others: list[str], where: str) -> None:
    """Tell of a table that is not there, or of a file that may be it under another name."""
    ending = ".csv" if wanted.endswith(".csv") else ""
    likeness = 0.6 if spec.required else 0.85
    stems = {other.removesuffix(ending): other for other in others}
    near_stem = next((n for name in called(spec)[:2] if (n := nearest(name, stems, likeness))), None)
    near = stems[near_stem] if near_stem else None
    if not spec.required:
        if near:
            source.warnings.append(
                Finding(
                    near,
                    message("is not read"),
                    expected=message("{wanted} {where}", wanted=wanted, where=where),
                    fix=message("Rename it to {wanted} if that is what it is.", wanted=wanted),
                )
            )
        return
    source.findings.append(
        Finding(
            wanted,
            message("the table {name} is missing", name=spec.name_in(source.lang)),
            expected=message("{wanted} {where}", wanted=wanted, where=where),
            fix=message("Rename {near} to {wanted}.", near=near, wanted=wanted)
            if near
            else message("Add {wanted}: {meaning}", wanted=wanted, meaning=spec.told_meaning),
        )
    )


def add_rows(
    source: Source,
    spec: TableSpec,
    label: str,
    records: Iterable[Record],
    *,
    workbook: bool = False,
    decimal_comma: bool = False,
) -> None:
    """Add a table's records, the header first."""
    header: _Header | None = None
    above: list[_Header] = []
    rows: list[RawRow] = []
    for record in records:
        cells = [cell.strip(_GAP_CHARACTERS) for cell in record.cells]
        if header is None:
            if any(cells):
                above.append(_header_of(spec, record.number, cells, workbook))
            if above and (above[-1].known >= 2 or len(above) == _TITLE_ROWS):
                header = _chosen(source, label, above)
            continue
        if not any(cells) and not record.problems:
            continue
        if cells and cells[0].startswith(NOTE_MARK):
            _warn_of_note(source, spec, label, record.number, header, cells)
            continue
        if any(cells[len(header.names) :]) or (not workbook and len(cells) > header.width):
            source.findings.append(_too_many(label, record.number, cells, header))
            continue
        filled = {name: cell for name, cell in zip(header.names, cells, strict=False) if name and cell}
        problems = dict(_cell_problems(spec, header, record))
        source.findings.extend(
            Finding(label, p.what, line=record.number, field=name, found=p.found, fix=p.fix)
            for name, p in problems.items()
        )
        if filled or problems:
            rows.append(RawRow(record.number, filled, frozenset(problems)))
        if len(rows) > ROWS_MAX:
            source.findings.append(
                Finding(
                    label,
                    message("has more rows than any table of a region"),
                    expected=message("at most {count}", count=str(ROWS_MAX)),
                    fix=message("Delete the rows that are no data."),
                )
            )
            break
    if header is None and above:
        header = _chosen(source, label, above)
    if header is None:
        source.findings.append(
            Finding(
                label,
                message("is empty"),
                expected=message(
                    "a header row: {names}",
                    names=",".join(c.name for c in spec.columns if c.required or c.made_from),
                ),
                fix=message(
                    "Write the names of the columns in the first row, even where the table has no rows."
                ),
            )
        )
        return
    source.tables[spec.name] = RawTable(
        spec,
        label,
        tuple(header.written),
        tuple(rows),
        header.places,
        header.row,
        decimal_comma,
        workbook,
        "nb" if _norwegian(spec, header.written) else "en",
    )


def _norwegian(spec: TableSpec, header: list[str]) -> bool:
    """Whether more of the columns have their Norwegian names than their English ones."""
    given = {folded(name) for name in header}
    differ = [c for c in spec.columns if c.nb and folded(c.nb) != folded(c.name)]
    return sum(folded(c.nb) in given for c in differ) > sum(folded(c.name) in given for c in differ)


def language_of(specs: Iterable[TableSpec], titles: Iterable[str]) -> Lang:
    """The language that most tables of a folder or workbook are named in."""
    given = {folded(title) for title in titles}
    differ = [spec for spec in specs if spec.nb]
    norwegian = sum(folded(spec.nb) in given for spec in differ)
    return "nb" if norwegian > sum(folded(spec.name) in given for spec in differ) else "en"


def _cell_problems(
    spec: TableSpec, header: _Header, record: Record
) -> Iterator[tuple[str, CellProblem]]:
    """Columns of the schema in which a row's cell is no value that could be read."""
    for place, name in enumerate(header.names):
        column = spec.column(name)
        if column is None:
            continue
        if place in record.problems:
            yield name, record.problems[place]
        elif place in record.dates and column.kind not in ("text", "integer", "number"):
            yield (
                name,
                CellProblem(
                    message("a date: the spreadsheet has turned what was written into it"),
                    record.cells[place],
                    message("Format the cell as text and write it again."),
                ),
            )
        elif place in record.merged and column.kind in ("integer", "number"):
            yield (
                name,
                CellProblem(
                    message("one figure in merged cells, for several rows"),
                    record.cells[place],
                    message("Undo the merging and write in each row the figure of that row."),
                ),
            )


def _too_many(label: str, number: int, cells: list[str], header: _Header) -> Finding:
    return Finding(
        label,
        message("the row has more cells than the header"),
        line=number,
        found=message("{count} cells", count=str(len(cells))),
        expected=message("at most {count}", count=str(len(header.names))),
        fix=message(
            "A value that holds a comma stands in quotation marks; a figure has no comma at all "
            "(29678, not 29,678; 5.5, not 5,5)."
        ),
    )


@dataclass(frozen=True, slots=True)
class _Header:
    """The columns of a file: `names` as the schema calls them, `written` as the file does."""

    names: list[str]
    written: list[str]
    places: dict[str, tuple[str, str]]
    row: int
    width: int
    known: int
    """How many of its columns the schema has."""


def _header_of(spec: TableSpec, number: int, cells: list[str], workbook: bool) -> _Header:
    width = len(cells)
    while cells and not cells[-1]:
        cells.pop()
    names = column_names(spec, cells)
    letters = [_letter(i) if workbook else "" for i in range(len(cells))]
    places = {n: (w, a) for n, w, a in zip(names, cells, letters, strict=True) if n}
    known = sum(column.name in places for column in spec.columns)
    return _Header(names, list(cells), places, number, width, known)


def _chosen(source: Source, label: str, rows: list[_Header]) -> _Header:
    """The header: the row with most columns of the schema; titles may stand above it."""
    header = max(rows, key=lambda row: (row.known, -row.row))
    seen: set[str] = set()
    for name in header.written:
        if name and name in seen:
            source.findings.append(
                Finding(
                    label,
                    message("the column stands twice"),
                    line=header.row,
                    field=name,
                    fix=message("Delete or rename one of the two."),
                )
            )
        seen.add(name)
    return header


def column_names(spec: TableSpec, header: list[str]) -> list[str]:
    """What the schema calls the columns of a file; others keep the name they have.

    A column's own name wins over its Norwegian one, and that over what else it may be called.
    """
    result = list(header)
    given = [folded(name) for name in header]
    free = {i for i, name in enumerate(given) if name}
    columns = [*spec.columns, *([ASSUMED_COLUMN] if spec.column(ASSUMED_COLUMN.name) is None else [])]
    left = {column.name: column for column in columns}
    ranks = max(len(called(column)) for column in columns)
    for rank in range(ranks):
        for column in list(left.values()):
            names = called(column)
            wanted = folded(names[rank]) if rank < len(names) else None
            place = next((i for i in sorted(free) if given[i] == wanted), None)
            if place is not None:
                result[place] = column.name
                free.discard(place)
                del left[column.name]
    taken = {name for i, name in enumerate(result) if i not in free}
    return [
        f"{name} ({i + 1})" if i in free and name in taken else name for i, name in enumerate(result)
    ]


def _letter(index: int) -> str:
    """The letter of a column in a spreadsheet, counted from 0.

    >>> _letter(0), _letter(27)
    ('A', 'AB')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _warn_of_note(
    source: Source, spec: TableSpec, label: str, number: int, header: _Header, cells: list[str]
) -> None:
    """Tell of a note row that looks like data: someone may have filled it in and left the mark."""
    filled = {name: cell for name, cell in zip(header.names, cells, strict=False) if cell and name}
    if len(filled) < 2:
        return
    given = {column.name: column_texts(column) for column in spec.columns}
    given[ASSUMED_COLUMN.name] = column_texts(ASSUMED_COLUMN)
    first = header.names[0]
    if all(cell in given.get(name, {cell}) for name, cell in filled.items() if name != first):
        return
    source.warnings.append(
        Finding(
            label,
            message("the row begins with # and is not read"),
            line=number,
            field=first,
            found=cells[0][:60],
            fix=message("Delete the # if the row is meant to count."),
        )
    )


def column_texts(column: Column) -> set[str]:
    """What a template writes below a column's name: its meaning and its example, in any language."""
    examples = {column.example, *(column.text_in(lang, column.example) for lang in LANGS)}
    if column.kind == "number" and column.example:
        examples.add(plain(read_cell("number", column.example)))
    return {*(column.meaning_in(lang) for lang in LANGS), *examples}
