"""Files into a region: recognised, taken one after another, checked, and written when all is well."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from planner.errors import Finding, InputError
from planner.files import csv_text, replaced_file, stable_json, write_text
from planner.messages import Message, message
from planner.region.check import check_tables
from planner.region.importers.given import Given
from planner.region.importers.types import Choices, Importer, Present, Record, Taken
from planner.region.read import locate_region, read_region
from planner.region.schema import table_specs
from planner.region.source_csv import read_folder


@dataclass(frozen=True, slots=True)
class Added:
    """One file: what it was recognised as, and what was taken and left, in words."""

    path: Path
    importer: Importer
    recognised: Message
    told: tuple[Message, ...]


def add_files(
    region: str | Path, files: Sequence[Path], importers: Sequence[Importer], choices: Choices
) -> tuple[Added, ...]:
    """Take files into a region folder or workbook of the user's own.

    All are recognised before any is taken, each is taken into what those before it left, and the
    region is checked before anything of it is written.

    Raises:
        InputError: a file of no known kind (told with what it looks like), one that cannot be used, a
            region that ships or has problems, or problems that the files would bring into it.
    """
    origin = _own(region)
    kinds = _recognised(files, importers)
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / (origin.name if origin.is_dir() else origin.stem)
        _copied(origin, copy)
        added = []
        for given, importer, seen in kinds:
            taken = importer.take(given, _present(copy), choices)
            _merge(taken, copy)
            added.append(Added(given.path, importer, seen, taken.told))
        findings = check_tables(copy, locate_catalogue()).check.findings
        if findings:
            raise InputError(findings)
        _write(copy, origin)
    return tuple(added)


def locate_catalogue() -> Path:
    """The shipped programme catalogue, which regions without one of their own use."""
    from planner.data import geodata_dir
    from planner.region.check import CATALOGUE

    return geodata_dir() / CATALOGUE


def _own(region: str | Path) -> Path:
    from planner.data import geodata_dir

    # The shipped regions are never changed, so a folder or workbook of the same name is what is meant.
    origin = locate_region(Path(region) if Path(region).exists() else region)
    if origin.resolve().is_relative_to(geodata_dir().resolve()):
        raise InputError(
            [
                Finding(
                    str(region),
                    message("ships with the planner and is not changed"),
                    fix=message(
                        "Make one of your own: lms-planner region new, or a copy of the folder."
                    ),
                )
            ]
        )
    return origin


def _recognised(
    files: Sequence[Path], importers: Sequence[Importer]
) -> list[tuple[Given, Importer, Message]]:
    found: list[tuple[Given, Importer, Message]] = []
    findings: list[Finding] = []
    for path in files:
        given = Given(Path(path))
        if not given.path.exists():
            findings.append(
                Finding(str(path), message("there is no such file"), fix=message("Check the path."))
            )
            continue
        for importer in importers:
            seen = importer.recognised(given)
            if seen is not None:
                found.append((given, importer, seen))
                break
        else:
            findings.append(
                Finding(
                    str(path),
                    message("is of no kind that can be taken in"),
                    found=looks_like(given),
                    expected=_kinds(importers),
                    fix=message("Export it again in one of these forms."),
                )
            )
    if findings:
        raise InputError(findings)
    return found


def _kinds(importers: Sequence[Importer]) -> Message:
    named = importers[0].meaning
    for importer in importers[1:]:
        named = message("{first}; {last}", first=named, last=importer.meaning)
    return named


def looks_like(given: Given) -> Message:
    """What can be said of a file that nobody recognises: its layers, keys, sheets or columns."""
    if given.layers:
        first = given.layers[0]
        return message(
            "geodata, layer {name} ({geometry}) with {columns}",
            name=first.name,
            geometry=first.geometry or "–",
            columns=", ".join(first.fields[:12]) or message("no columns"),
        )
    if given.json is not None:
        if isinstance(given.json, dict):
            return message("JSON with {keys}", keys=", ".join(list(given.json)[:12]))
        return message("JSON without names: {kind}", kind=type(given.json).__name__)
    for title, rows in given.sheets:
        for row in rows:
            if sum(bool(cell) for cell in row) > 1:
                columns = ", ".join(cell for cell in row[:12] if cell)
                if title:
                    return message("sheet {title} with {columns}", title=title, columns=columns)
                return message("a table with {columns}", columns=columns)
    size = given.path.stat().st_size if given.path.is_file() else 0
    return message(
        "a file ({suffix}) of {size} bytes that cannot be read as a table or a map",
        suffix=given.suffix or "–",
        size=str(size),
    )


def _copied(origin: Path, copy: Path) -> None:
    """The region as a folder of CSV files; it must be sound before anything is added."""
    checked = check_tables(origin, locate_catalogue())
    if checked.check.findings:
        raise InputError(checked.check.findings)
    if origin.is_dir():
        shutil.copytree(origin, copy)
        return
    from planner.region.source_workbook import read_workbook

    copy.mkdir()
    for name, raw in read_workbook(origin, table_specs()).tables.items():
        _write_rows(copy, name, [dict(row.cells) for row in raw.rows], [h for h in raw.header if h])


def _present(folder: Path) -> Present:
    tables = read_folder(folder, table_specs()).tables
    return Present(
        read_region(folder),
        {name: tuple(dict(row.cells) for row in raw.rows) for name, raw in tables.items()},
    )


def _merge(taken: Taken, folder: Path) -> None:
    for name, rows in taken.tables.items():
        _write_rows(folder, name, rows, [])
    for name, text in taken.files.items():
        write_text(folder / name, text)
    if taken.source_line:
        _cite(folder, taken.source_line, taken.drops_line)


def _write_rows(
    folder: Path, name: str, rows: Sequence[Mapping[str, str]], header: Sequence[str]
) -> None:
    """A table with the columns of the schema that are used first, then those of its own."""
    (spec,) = (spec for spec in table_specs() if spec.name == name)
    used = list(dict.fromkeys([*header, *(key for row in rows for key in row)]))
    known = [column.name for column in spec.columns if column.name in used or column.required]
    columns = [*known, *(key for key in used if key not in known)]
    write_text(
        folder / f"{name}.csv",
        csv_text(columns, [[row.get(c, "") for c in columns] for row in rows], for_people=False),
    )


def _cite(folder: Path, line: str, dropped: str) -> None:
    """Add a source to those printed under maps and reports."""
    import json

    about = folder / "about.csv"
    if about.is_file():
        rows = [dict(row.cells) for row in read_folder(folder, table_specs()).tables["about"].rows]
        rows = [row for row in rows if row.get("value") not in (line, dropped)]
        rows.append({"key": "source_line", "value": line})
        _write_rows(folder, "about", rows, [])
        return
    package = folder / "datapackage.json"
    described = json.loads(package.read_text(encoding="utf-8")) if package.is_file() else {}
    lines = [one for one in described.get("source_lines") or [] if one not in (line, dropped)]
    write_text(package, stable_json({**described, "source_lines": [*lines, line]}, decimals=None))


def _write(copy: Path, origin: Path) -> None:
    """Put what has changed in the place of what stood there, each file whole."""
    if origin.is_dir():
        for path in sorted(copy.iterdir()):
            old = origin / path.name
            if path.is_file() and (not old.is_file() or old.read_bytes() != path.read_bytes()):
                with replaced_file(old) as new:
                    new.write_bytes(path.read_bytes())
        return
    from planner.region.template import write_region_workbook

    with tempfile.TemporaryDirectory(dir=origin.absolute().parent) as name:
        made = write_region_workbook(copy, Path(name) / origin.name)
        with replaced_file(origin) as new:
            new.write_bytes(made.read_bytes())


def nothing_to_take(given: Given, why: Message) -> InputError:
    """The error for a file of a known kind that has nothing for this region."""
    return given.unusable(message("has nothing for this region: {why}", why=why))


__all__ = ["Added", "Record", "add_files", "looks_like", "nothing_to_take"]
