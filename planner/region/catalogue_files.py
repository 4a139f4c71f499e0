"""The catalogue as files: four tables and their data package; written all or none, and checked."""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from planner.data import geodata_dir
from planner.errors import Finding, InputError
from planner.messages import message
from planner.region.catalogue_derive import MIXES, Catalogue, derive_catalogue
from planner.region.cells import plain
from planner.region.records_catalogue import CATALOGUE_TABLES
from planner.region.schema import ASSUMED, TableSpec
from planner.region.types import CostRate, DemandLevel, MixShare, Programme

PACKAGE = "datapackage.json"
PACKAGE_NAME = "lms-catalogue"

_EXTRA = {
    "source_group": ("string", "Group as the source names it (sykepleien_2011, table 3)."),
    "offers": ("integer", "Offers of the group that the source counts."),
    "source": ("string", "Source id and table or section; empty where no source gives the row."),
    "note": ("string", "A remark for the reader."),
    ASSUMED: ("string", "Columns of this row that rest on an assumption, with ; between."),
}
_TYPES = {"integer": "integer", "number": "number", "yes_no": "boolean"}


def catalogue_files(catalogue: Catalogue) -> dict[str, str]:
    """File name → content of the catalogue's folder, the data package included."""
    tables: dict[str, Sequence[Programme | MixShare | DemandLevel | CostRate]] = {
        "programmes": catalogue.programmes,
        "programme_mix": catalogue.mixes,
        "demand_levels": catalogue.demand_levels,
        "cost_rates": catalogue.cost_rates,
    }
    files: dict[str, str] = {}
    headers: dict[str, list[str]] = {}
    for spec in CATALOGUE_TABLES:
        rows = [_row(spec, record, catalogue) for record in tables[spec.name]]
        headers[spec.name] = _header(spec)
        files[spec.file_name] = _csv(headers[spec.name], rows)
    files[PACKAGE] = _package(catalogue, headers)
    return files


def write_catalogue(catalogue: Catalogue, out_dir: Path) -> tuple[Path, ...]:
    """Write the catalogue's files to a folder, which is made where it is not there; their paths.

    Either all files are written or none. Raises InputError where the folder holds files of these names
    that are not an earlier catalogue (they might be a region's own), or cannot be written.
    """
    files = catalogue_files(catalogue)
    _refuse_foreign(files, out_dir)
    return write_files(files, out_dir)


def check_catalogue(
    catalogue_dir: Path | None = None, facts_dir: Path | None = None
) -> tuple[Finding, ...]:
    """Where the files of a catalogue (the shipped one by default) differ from a fresh derivation.

    Empty when they agree. Every file that differs is told with its first differing line. Raises
    InputError where the facts themselves cannot be used.
    """
    folder = catalogue_dir if catalogue_dir is not None else geodata_dir() / "catalogue"
    findings: list[Finding] = []
    fix = message("Run `lms-planner catalogue derive --out` with this folder to write it afresh.")
    for name, fresh in catalogue_files(derive_catalogue(facts_dir)).items():
        path = folder / name
        try:
            shipped = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            reason = (error.strerror if isinstance(error, OSError) else None) or "not UTF-8 text"
            findings.append(Finding(str(path), message("cannot be read"), found=reason, fix=fix))
            continue
        if shipped != fresh:
            findings.append(_first_difference(path, shipped, fresh, fix))
    return tuple(findings)


def write_files(files: Mapping[str, str], out_dir: Path) -> tuple[Path, ...]:
    """Write all files or none: all are complete beside their place before the first is moved there."""
    written: list[tuple[Path, Path]] = []
    try:
        out_dir.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".new-", dir=out_dir) as beside:
            for name, text in files.items():
                fresh = Path(beside) / name
                with fresh.open("w", encoding="utf-8", newline="\n") as file:
                    file.write(text)
                    file.flush()
                    os.fsync(file.fileno())
                written.append((fresh, out_dir / name))
            for fresh, target in written:
                fresh.replace(target)
    except OSError as error:
        raise InputError(
            [
                Finding(
                    str(out_dir),
                    message("cannot be written to"),
                    found=error.strerror or type(error).__name__,
                    expected=message("a folder that you may write in"),
                )
            ]
        ) from None
    return tuple(target for _, target in written)


def _refuse_foreign(files: Mapping[str, str], out_dir: Path) -> None:
    present = [name for name in files if (out_dir / name).exists()]
    if not present:
        return
    try:
        package = json.loads((out_dir / PACKAGE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        package = None
    if isinstance(package, dict) and package.get("name") == PACKAGE_NAME:
        return
    raise InputError(
        [
            Finding(
                str(out_dir),
                message("holds tables that are not an earlier derivation of the catalogue"),
                found=", ".join(present),
                expected=message("an empty or a new folder, or one written by this command"),
                fix=message("Name another folder and copy the tables you want."),
            )
        ]
    )


def _first_difference(path: Path, shipped: str, fresh: str, fix: str) -> Finding:
    old, new = shipped.split("\n"), fresh.split("\n")
    line = next(
        (i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new))
    )
    return Finding(
        str(path),
        message("differs from a fresh derivation"),
        line=line + 1,
        found=(old[line] if line < len(old) else "the end of the file") or "an empty line",
        expected=(new[line] if line < len(new) else "the end of the file") or "an empty line",
        fix=fix,
    )


# --- tables ----------------------------------------------------------------------------------------


def _header(spec: TableSpec) -> list[str]:
    extra = {"programmes": ["source_group"], "programme_mix": ["offers"]}.get(spec.name, [])
    return [column.name for column in spec.columns] + extra + ["source", "note", ASSUMED]


def _row(
    spec: TableSpec, record: Programme | MixShare | DemandLevel | CostRate, catalogue: Catalogue
) -> dict[str, str]:
    cells = {column.name: plain(getattr(record, column.name)) for column in spec.columns}
    groups = {str(row["id"]): str(row["source_group"]) for row in catalogue.facts.programmes}
    if isinstance(record, MixShare):
        key = f"{record.mix_id}/{record.programme_id}"
        region = MIXES[record.mix_id]
        cells["offers"] = str(catalogue.facts.offers[region][groups[record.programme_id]])
    else:
        key = record.id
    if isinstance(record, Programme):
        cells["source_group"] = groups[record.id]
    origin = catalogue.origins[spec.name, key]
    return cells | {
        "source": origin.source,
        "note": origin.note,
        ASSUMED: ";".join(column.name for column in spec.columns if column.name in record.assumed),
    }


def _csv(header: list[str], rows: list[dict[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, header, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _package(catalogue: Catalogue, headers: Mapping[str, list[str]]) -> str:
    resources = []
    for spec in CATALOGUE_TABLES:
        schema_fields = []
        for name in headers[spec.name]:
            column = spec.column(name)
            if column is None:
                kind, meaning = _EXTRA[name]
                field: dict[str, object] = {"name": name, "type": kind, "description": meaning}
            else:
                field = {
                    "name": name,
                    "type": _TYPES.get(column.kind, "string"),
                    "description": column.meaning,
                }
                if column.kind == "yes_no":
                    field |= {"trueValues": ["yes"], "falseValues": ["no"]}
            schema_fields.append(field)
        resources.append(
            {
                "name": spec.name,
                "path": spec.file_name,
                "description": spec.meaning,
                "profile": "tabular-data-resource",
                "encoding": "utf-8",
                "schema": {"fields": schema_fields, "primaryKey": list(spec.key)},
            }
        )
    cited = sorted(
        source
        for source in catalogue.facts.titles
        if any(
            source in origin.source or source in origin.note for origin in catalogue.origins.values()
        )
    )
    package = {
        "profile": "tabular-data-package",
        "name": PACKAGE_NAME,
        "title": "Programme catalogue of learning and mastery services",
        "description": "Derived from the facts in the data set lms by `lms-planner catalogue "
        "derive`; not "
        "edited by hand. Measured: the number of offers by group, the participants of 2006 and the "
        "populations. Assumed: what the column assumed names in each row, which is everything "
        "that says "
        "how a course is held.",
        "licenses": [
            {
                "name": "MIT",
                "title": "The compilation, as the planner itself. Figures are those of the "
                "reports named.",
            }
        ],
        "sources": [{"title": catalogue.facts.titles[key], "name": key} for key in cited],
        "resources": resources,
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"
