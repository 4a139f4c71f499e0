"""Tables from a folder of CSV files; what is not UTF-8 or comma-separated is told, and guessed."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from planner.errors import Finding
from planner.region.schema import TableSpec
from planner.region.source import Source, add_rows, report_missing

_NORDIC = "æøåÆØÅäöÄÖéáŠšŽžČčŊŋĐđŦŧ"


def read_folder(path: Path, specs: Sequence[TableSpec]) -> Source:
    """The tables of a folder of CSV files."""
    source = Source(path)
    present = {file.name for file in path.iterdir() if file.is_file()}
    known = {spec.file_name for spec in specs}
    for spec in specs:
        if spec.file_name in present:
            _read_csv(source, spec, path / spec.file_name)
        else:
            report_missing(source, spec, spec.file_name, sorted(present - known), f"in {path}")
    return source


def _read_csv(source: Source, spec: TableSpec, file: Path) -> None:
    try:
        data = file.read_bytes()
    except OSError as error:
        source.findings.append(
            Finding(
                file.name, f"cannot be read ({error.strerror})", fix="Check the file's permissions."
            )
        )
        return
    text = _decode(source, file.name, data)
    delimiter = _delimiter(source, spec, file.name, text)
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        source.findings.append(
            Finding(
                file.name,
                f"is not a CSV file ({error})",
                expected="comma-separated text",
                fix="Save it as CSV UTF-8.",
            )
        )
        return
    add_rows(source, spec, file.name, enumerate(records, start=1))


def _decode(source: Source, label: str, data: bytes) -> str:
    """The text of a file; where it is not UTF-8, that is reported and the likeliest encoding used."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        position = error.start
    name, encoding = _guess_encoding(data)
    text = data.decode(encoding, errors="replace")
    row = data[:position].count(b"\n") + 1
    column = position - (data.rfind(b"\n", 0, position) + 1) + 1
    read_as = data[position : position + 1].decode(encoding, errors="replace")
    source.findings.append(
        Finding(
            label,
            "is not UTF-8 text",
            line=row,
            found=f"byte 0x{data[position]:02X} at position {position} (column {column} of the line), "
            + (f"which is {read_as} in {name}" if read_as.isprintable() else f"as in {name}"),
            expected="UTF-8",
            fix=f"The file is probably {name}: save it as CSV UTF-8.",
        )
    )
    return text


def _guess_encoding(data: bytes) -> tuple[str, str]:
    """Name and codec of the encoding in which the most bytes beyond ASCII are Nordic letters."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "UTF-16", "utf-16"
    high = bytes(byte for byte in data if byte >= 0x80)
    candidates = (
        ("Windows-1252 (Latin-1)", "cp1252"),
        ("Mac Roman", "mac_roman"),
        ("DOS code page 865", "cp865"),
    )

    def nordic(candidate: tuple[str, str]) -> int:
        return sum(letter in _NORDIC for letter in high.decode(candidate[1], errors="replace"))

    return max(candidates, key=nordic)


def _delimiter(source: Source, spec: TableSpec, label: str, text: str) -> str:
    """The separator of a file, by its header; anything but a comma is reported."""
    header = text.split("\n", 1)[0]
    known = [column.name for column in spec.columns]

    def hits(delimiter: str) -> int:
        return len({cell.strip().strip('"') for cell in header.split(delimiter)} & set(known))

    best = max((",", ";", "\t"), key=hits)
    if best == "," or hits(best) <= hits(","):
        return ","
    name = "semicolons" if best == ";" else "tabs"
    source.findings.append(
        Finding(
            label,
            f"is separated by {name}",
            line=1,
            found=f"a header separated by {name}",
            expected="commas between the columns",
            fix="Save it as CSV UTF-8 (comma delimited), or hand in the table as a sheet of an "
            "Excel workbook.",
        )
    )
    return best
