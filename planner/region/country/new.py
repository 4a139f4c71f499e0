"""A new region from the shipped country: its folder or workbook, and scenario files beside it."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from planner.errors import Finding, InputError
from planner.files import check_replaceable, csv_text, replaced_folder, stable_json, write_text
from planner.messages import message
from planner.region.country.base import Country, country_outlines
from planner.region.country.identifiers import slug
from planner.region.country.scenarios import common_lines, scenario_files
from planner.region.country.tables import Tables, named, region_tables
from planner.region.country.words import norwegian
from planner.region.outlines import BOUNDARIES

WORKBOOK = ".xlsx"
SCENARIOS_BESIDE = "-scenarios"
"""Behind the name of a workbook: the folder of its scenario files."""

SOURCES = ("outlines", "persons", "positions", "minutes")
"""What is printed under maps and reports, in this order."""


@dataclass(frozen=True, slots=True)
class NewRegion:
    """What a region is to hold: municipality codes, hospitals by municipality code, and its title."""

    codes: tuple[str, ...]
    hospital_codes: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class MadeRegion:
    """A region that was written, and what its maker is told."""

    path: Path
    scenarios: tuple[Path, ...]
    municipalities: int
    places: int
    persons: int
    links: int
    ferries: int
    hospitals: int


def new_region(country: Country, wanted: NewRegion, out: Path) -> MadeRegion:
    """Write a region: a folder of CSV files, or a workbook where `out` ends in .xlsx.

    Scenario files stand in the folder, or for a workbook in a folder named after it.

    Raises:
        InputError: `out` holds something that a region must not replace, or cannot be written.
    """
    codes = tuple(sorted(wanted.codes))
    ids = named(country, codes)
    tables = region_tables(country, codes, wanted.hospital_codes, ids)
    title = wanted.title or title_of(out)
    files = scenario_files(country, codes, ids, hospitals=bool(wanted.hospital_codes))
    common = common_lines(
        any(
            row["kind"] == "ferry"
            for name in ("links", "links_external")
            for row in tables.get(name, [])
        ),
        any(row["kind"] == "ferry" for row in tables["adjacency"]),
    )
    workbook = out.suffix.lower() == WORKBOOK
    scenarios_in = out.with_name(out.stem + SCENARIOS_BESIDE) if workbook else out
    if workbook and out.exists():
        raise InputError(
            [
                Finding(
                    str(out),
                    message("exists already"),
                    fix=message("Give another name, or move the file away first."),
                )
            ]
        )
    check_new(scenarios_in)
    with replaced_folder(scenarios_in) as folder:
        if workbook:
            _write_workbook(tables, codes, title, out)
        else:
            _write_tables(tables, codes, title, slug(out.stem), folder)
        for file in files:
            text = file.text(f"../{out.name}" if workbook else ".", title, common)
            write_text(folder / f"{file.name}.yaml", text)
    return MadeRegion(
        path=out,
        scenarios=tuple(scenarios_in / f"{file.name}.yaml" for file in files),
        municipalities=len(codes),
        places=len(tables["places"]),
        persons=sum(country.municipalities[code].persons for code in codes),
        links=len(tables["links"]),
        ferries=sum(row["kind"] == "ferry" for row in tables["links"]),
        hospitals=len(wanted.hospital_codes),
    )


def check_new(folder: Path) -> None:
    """A region is never written over: its tables are filled in by hand afterwards.

    Raises:
        InputError: there is a file, or a folder with anything in it.
    """
    if folder.is_dir() and any(folder.iterdir()):
        raise InputError(
            [
                Finding(
                    str(folder),
                    message("exists already and is not empty"),
                    fix=message("Give another name, or move the folder away first."),
                )
            ]
        )
    check_replaceable(folder)


def title_of(out: Path) -> str:
    """A title from the name of a file or folder: `ofoten` → Ofoten."""
    words = out.stem.replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:] or "Region"


def _write_tables(tables: Tables, codes: Sequence[str], title: str, name: str, folder: Path) -> None:
    for table, records in tables.items():
        header = list(dict.fromkeys(key for record in records for key in record))
        rows = [[record.get(key, "") for key in header] for record in records]
        write_text(folder / f"{table}.csv", csv_text(header or _header(table), rows, for_people=False))
    write_text(folder / f"{BOUNDARIES}.geojson", _outlines(codes))
    package = {
        "profile": "data-package",
        "name": name,
        "title": title,
        "description": "Made by `lms-planner region new` from the shipped country norge-2024. Columns "
        "named in `assumed` rest on an assumption and not on a source.",
        "licenses": [
            {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"},
            {"name": "NLOD-2.0", "path": "https://data.norge.no/nlod/no/2.0"},
        ],
        "source_lines": [norwegian(f"source.{name}") for name in SOURCES],
        "boundaries_note": "",
    }
    write_text(folder / "datapackage.json", stable_json(package))


def _header(table: str) -> list[str]:
    """The columns of a table without rows: a region of one municipality has no neighbours."""
    from planner.region.schema import table_specs

    (spec,) = (spec for spec in table_specs() if spec.name == table)
    return [column.name for column in spec.columns]


def _write_workbook(tables: Tables, codes: Sequence[str], title: str, out: Path) -> None:
    from planner.region.template import write_region_workbook

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / slug(out.stem)
        folder.mkdir()
        _write_tables(tables, codes, title, slug(out.stem), folder)
        write_region_workbook(folder, out)


def _outlines(codes: Sequence[str]) -> str:
    inside = frozenset(codes)
    collection = json.loads(country_outlines())
    kept = [f for f in collection["features"] if f["properties"]["code"] in inside]
    body = ",\n".join(json.dumps(feature, separators=(",", ":")) for feature in kept)
    return '{"type":"FeatureCollection","features":[\n' + body + "\n]}\n"
