"""Text with separators (CSV) as spreadsheets save it, read into rows with their numbers.

Read as they come: UTF-8 with or without a byte-order mark, UTF-16 with one, Windows-1252 (Excel in
Norway); commas, semicolons or tabs; Excel's line `sep=;`; any line ends. Told instead of read wrongly:
a file of another kind, an encoding that is a guess, a quotation mark that swallows the rows behind it,
a line end in the middle of a row.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from planner.messages import later, message

BYTES_MAX = 400_000_000

_NORDIC = "æøåÆØÅäöÄÖéáŠšŽžČčŊŋĐđŦŧ"
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", later("a zip archive or an Excel workbook")),
    (b"\xd0\xcf\x11\xe0", later("an old Excel workbook (.xls) or another Office file")),
    (b"%PDF", later("a PDF")),
    (b"\x89PNG", later("a picture (PNG)")),
    (b"\xff\xd8\xff", later("a picture (JPEG)")),
    (b"GIF8", later("a picture (GIF)")),
    (b"SQLite format 3", later("a database or GeoPackage")),
    (b"PAR1", later("a Parquet file")),
    (b"\x1f\x8b", later("a compressed file (gzip)")),
    (b"{\\rtf", later("a document (RTF)")),
)


@dataclass(frozen=True, slots=True)
class FileProblem:
    """Something about a file that its user should know; `line` counts from 1."""

    what: str
    line: int | None = None
    found: str | None = None
    expected: str | None = None
    fix: str | None = None


@dataclass(slots=True)
class Delimited:
    """The rows of a file with their numbers as a spreadsheet counts them; None where it has none to
    read. `problems` forbid its use, `notes` do not."""

    rows: list[tuple[int, list[str]]] | None = None
    delimiter: str = ","
    problems: list[FileProblem] = field(default_factory=list)
    notes: list[FileProblem] = field(default_factory=list)


def read_delimited(path: Path, known: Collection[str]) -> Delimited:
    """Read a file; `known` are names that its header may hold, which tell the separator."""
    result = Delimited()
    text = table_text(path, result)
    if text is None:
        return result
    start, result.delimiter, text = separator_of(text, known)
    if (line := _broken_line(text)) is not None:
        result.problems.append(
            FileProblem(
                message("a line ends in the middle of a row (a bare carriage return)"),
                line + start - 1,
                fix=message("Delete it; it often comes along when a text is copied into a cell."),
            )
        )
        text = re.sub(r"\r(?!\n)", " ", text)
    rows: list[tuple[int, list[str]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=result.delimiter, strict=True)
    try:
        for number, cells in enumerate(_rows(reader), start=start):
            rows.append((number, cells))
            if (swallowed := _swallowed(cells, result.delimiter, rows[0][1])) is not None:
                result.problems.append(_stray_quote(number, swallowed))
                return result
    except csv.Error as error:
        result.problems.append(_not_csv(text, len(rows) + start, error))
        return result
    result.rows = rows
    return result


def _rows(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    csv.field_size_limit(10_000_000)
    yield from reader


def _swallowed(cells: list[str], delimiter: str, header: list[str]) -> str | None:
    """The cell that other rows have ended up in, by an opening quotation mark that nobody meant.

    Such a cell runs over several lines and breaks off where a cell begins, or holds a line with as many
    separators as a row has.
    """
    for place, cell in enumerate(cells):
        if "\n" not in cell and "\r" not in cell:
            continue
        first, *others = re.split(r"\r\n|\r|\n", cell)
        counts = [line.count(delimiter) for line in others]
        whole = len(header) - 1
        if (cell.endswith(delimiter) and place) or (whole >= 3 and whole in counts):
            return first
        if counts[-1] == place and (place >= 4 or (place and not first.strip())):
            return first
    return None


def _stray_quote(line: int, text: str) -> FileProblem:
    return FileProblem(
        message("a quotation mark begins a cell that swallows the rows below it"),
        line,
        found=f'"{text[:40]}…',
        expected=message("quotation marks in pairs, within one cell"),
        fix=message(
            "Delete the quotation mark, or close it within its cell; one that belongs to the text is "
            "written twice."
        ),
    )


def _not_csv(text: str, line: int, error: csv.Error) -> FileProblem:
    if "end of data" in str(error) or "expected after" in str(error):
        return _stray_quote(line, (text.splitlines() or [""])[min(line, len(text.splitlines())) - 1])
    return FileProblem(
        message("is not a CSV file ({reason})", reason=str(error)),
        line,
        expected=message("comma-separated text"),
        fix=message("Save it as CSV UTF-8."),
    )


def _broken_line(text: str) -> int | None:
    """The line of a bare carriage return outside quotation marks, in a file with other line ends."""
    if "\n" not in text:
        return None
    quotes = last = 0
    for found in re.finditer(r"\r(?!\n)", text):
        quotes += text.count('"', last, found.start())
        last = found.start()
        if quotes % 2 == 0:
            return text.count("\n", 0, last) + 1
    return None


def separator_of(text: str, known: Collection[str]) -> tuple[int, str, str]:
    """The number of the first row, the separator, and the text without Excel's line `sep=`."""
    if declared := re.match(r'"?sep=(.)"?\s*?(\r\n|\r|\n)', text, re.IGNORECASE):
        return 2, declared[1], text[declared.end() :]
    header = re.split(r"[\r\n]", text.lstrip("\r\n"), maxsplit=1)[0]
    names = {name.casefold() for name in known}

    def hits(delimiter: str) -> tuple[int, int]:
        cells = {cell.strip(' "\u00a0').casefold() for cell in header.split(delimiter)}
        return len(cells & names), header.count(delimiter)

    best = max((",", ";", "\t"), key=lambda d: hits(d)[0])
    if hits(best)[0] == hits(",")[0]:
        best = max((",", ";", "\t"), key=hits)
    return 1, best, text


def table_text(path: Path, result: Delimited) -> str | None:
    """The text of a file; None, and a problem, where it is of another kind or cannot be read."""
    try:
        if path.stat().st_size > BYTES_MAX:
            result.problems.append(
                FileProblem(
                    message("is larger than any table"),
                    found=message("{count} MB", count=str(path.stat().st_size // 1_000_000)),
                    expected=message("at most {count} MB", count=str(BYTES_MAX // 1_000_000)),
                )
            )
            return None
        data = path.read_bytes()
    except OSError as error:
        result.problems.append(
            FileProblem(
                message("cannot be read ({reason})", reason=error.strerror or type(error).__name__),
                fix=message("Check the file's permissions."),
            )
        )
        return None
    if (kind := other_kind(data)) is not None:
        result.problems.append(
            FileProblem(
                message("is not a table of text"),
                found=kind,
                expected=message("comma-separated text"),
                fix=message("Save the table as CSV UTF-8, or give the right file."),
            )
        )
        return None
    return _decoded(data, result)


def other_kind(data: bytes) -> str | None:
    """What a file is that is no table of text; None where it may be one."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return message(kind)
    start = data[:2000].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith((b"<?xml", b"<!DOCTYPE", b"<html", b"<HTML", b"<!doctype", b"<svg", b"<kml")):
        return message("a web page or XML")
    if start[:1] == b"{" or (start[:1] == b"[" and start[1:200].lstrip()[:1] in b'{["0123456789]-'):
        return message("JSON")
    utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    if not utf16 and data[:4096].count(0) > len(data[:4096]) // 50:
        return message("a file that is no text")
    return None


def _decoded(data: bytes, result: Delimited) -> str | None:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            result.problems.append(
                FileProblem(message("is damaged UTF-16 text"), fix=message("Save it as CSV UTF-8."))
            )
            return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        position = error.start
    name, encoding = guess_encoding(data)
    text = data.decode(encoding, errors="replace")
    line = data[:position].count(b"\n") + 1
    if encoding == "cp1252" and "\ufffd" not in text and _plausible(data):
        result.notes.append(
            FileProblem(
                message("is read as Windows-1252, as Excel saves CSV"),
                line,
                fix=message("Save it as CSV UTF-8 to be sure of every letter."),
            )
        )
        return text
    column = position - (data.rfind(b"\n", 0, position) + 1) + 1
    read_as = data[position : position + 1].decode(encoding, errors="replace")
    result.problems.append(
        FileProblem(
            message("is not UTF-8 text"),
            line,
            found=message(
                "byte {byte} at position {position} (column {column} of the line), which is "
                "{letter} in "
                "{encoding}",
                byte=f"0x{data[position]:02X}",
                position=str(position),
                column=str(column),
                letter=read_as if read_as.isprintable() else repr(read_as),
                encoding=name,
            ),
            expected=message("UTF-8"),
            fix=message("The file is probably {encoding}: save it as CSV UTF-8.", encoding=name),
        )
    )
    return text


def _plausible(data: bytes) -> bool:
    """Whether all that is beyond ASCII are letters and marks that people write in Norway."""
    high = bytes(byte for byte in data if byte >= 0x80).decode("cp1252", errors="replace")
    return all(letter.isalpha() or letter in "–—“”‘’«»…§°€£¤\u00a0½¼´×·²³\u00ad" for letter in high)


def guess_encoding(data: bytes) -> tuple[str, str]:
    """Name and codec of the encoding in which the most bytes beyond ASCII are Nordic letters."""
    high = bytes(byte for byte in data if byte >= 0x80)
    candidates = (
        ("Windows-1252 (Latin-1)", "cp1252"),
        ("Mac Roman", "mac_roman"),
        ("DOS code page 865", "cp865"),
    )

    def nordic(candidate: tuple[str, str]) -> int:
        return sum(letter in _NORDIC for letter in high.decode(candidate[1], errors="replace"))

    return max(candidates, key=nordic)
