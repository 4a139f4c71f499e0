"""Tables from a folder of CSV files, in the forms that spreadsheets and scripts save them in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from planner.errors import Finding
from planner.files import FileProblem, read_delimited
from planner.messages import message
from planner.region.schema import TableSpec
from planner.region.source import Record, Source, add_rows, called, folded, language_of, report_missing


def read_folder(path: Path, specs: Sequence[TableSpec]) -> Source:
    """The tables of a folder of CSV files."""
    source = Source(path)
    present = sorted(file.name for file in path.iterdir() if file.is_file())
    files = {spec.name: _file_of(spec, present) for spec in specs}
    others = [name for name in present if name not in files.values()]
    source.lang = language_of(specs, [Path(name).stem for name in files.values() if name])
    where = message("in {folder}", folder=str(path))
    for spec in specs:
        name = files[spec.name]
        if name is None:
            report_missing(source, spec, f"{spec.name_in(source.lang)}.csv", others, where)
        else:
            source.titles[spec.name] = name
            _read_csv(source, spec, path / name)
    return source


def _file_of(spec: TableSpec, present: list[str]) -> str | None:
    """The file that holds a table, by the first of its names that there is a file of."""
    by_name = {folded(Path(name).stem): name for name in present if name.lower().endswith(".csv")}
    return next((by_name[folded(name)] for name in called(spec) if folded(name) in by_name), None)


def _read_csv(source: Source, spec: TableSpec, file: Path) -> None:
    known = [name for column in spec.columns for name in called(column)]
    found = read_delimited(file, known)
    source.findings.extend(_finding(file.name, problem) for problem in found.problems)
    source.warnings.extend(_finding(file.name, note) for note in found.notes)
    if found.rows is None:
        return
    records = (Record(number, cells) for number, cells in found.rows)
    add_rows(source, spec, file.name, records, decimal_comma=found.delimiter == ";")


def _finding(label: str, problem: FileProblem) -> Finding:
    return Finding(
        label,
        problem.what,
        line=problem.line,
        found=problem.found,
        expected=problem.expected,
        fix=problem.fix,
    )
