"""Tables from an Excel workbook, one sheet each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from planner.errors import Finding
from planner.region.cells import plain
from planner.region.schema import TableSpec
from planner.region.source import Source, add_rows, report_missing


def read_workbook(path: Path, specs: Sequence[TableSpec]) -> Source:
    """The tables of an Excel workbook, one sheet each."""
    from openpyxl import load_workbook

    source = Source(path)
    try:
        book = load_workbook(path, data_only=True)
    except Exception:  # a damaged file makes its parsers raise anything: IndexError, TypeError, …
        source.findings.append(
            Finding(
                path.name,
                "cannot be read as an Excel workbook",
                expected="an .xlsx file",
                fix="Open it in the spreadsheet program and save it as .xlsx, or save every "
                "sheet as CSV UTF-8.",
            )
        )
        return source
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    others = sorted(set(sheets) - {spec.name for spec in specs})
    for spec in specs:
        if spec.name in sheets:
            label = f"{path.name}, sheet {spec.name}"
            add_rows(source, spec, label, _sheet_rows(source, label, sheets[spec.name]))
        else:
            report_missing(source, spec, spec.name, others, f"as a sheet of {path.name}")
    book.close()
    return source


def _sheet_rows(source: Source, label: str, sheet: Any) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = []
        for cell in row:
            if cell.data_type == "e":
                source.findings.append(
                    Finding(
                        label,
                        "a formula that gives an error",
                        line=number,
                        field=cell.column_letter,
                        found=str(cell.value),
                        fix="Mend the formula, or write the value itself.",
                    )
                )
                cells.append("")
            else:
                cells.append(_sheet_text(cell.value))
        yield number, cells


def _sheet_text(value: Any) -> str:
    from datetime import date, datetime

    if isinstance(value, datetime):
        return value.date().isoformat() if value.time().isoformat() == "00:00:00" else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        # A spreadsheet shows 15 digits; binary noise beyond them is not the user's figure.
        return plain(float(f"{value:.15g}"))
    return plain(value)
