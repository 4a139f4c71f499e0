"""All checks of a region: file by file, cell by cell, and across the tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from planner.errors import Finding
from planner.geo import Outlines
from planner.messages import message
from planner.region import check_places, check_population, check_roads, check_services
from planner.region.about import code_digits, read_package
from planner.region.check_references import unknown_references
from planner.region.outlines import check_outlines, find_boundaries
from planner.region.rows import Change, Table, names_of, read_and_mend
from planner.region.schema import catalogue_specs, table_specs
from planner.region.source import Source
from planner.region.source_csv import read_folder
from planner.region.source_workbook import read_workbook
from planner.region.tableset import TableSet

CATALOGUE = "catalogue"

Check = Callable[[TableSet], Iterator[Finding]]

FINDINGS: tuple[Check, ...] = (
    check_places.needed_rows,
    unknown_references,
    check_places.same_ids,
    check_places.populations,
    check_places.seats,
    check_places.outside_outline,
    check_places.outlines_match,
    check_places.scope_names,
    check_roads.link_ids,
    check_roads.links_to_itself,
    check_roads.shorter_than_straight,
    check_roads.speeds,
    check_roads.falls_apart,
    check_population.ages_fit,
    check_population.every_municipality,
    check_services.adjacency_pairs,
    check_services.members_eligible,
    check_services.repeated_members,
    check_services.group_sizes,
    check_services.joins_itself,
    check_services.mixes_add_up,
)
"""What makes a region unusable."""

WARNINGS: tuple[Check, ...] = (
    check_places.outlines_missing,
    check_places.nobody_there,
    check_roads.without_link,
    check_roads.linked_twice,
    check_roads.external_without_link,
    check_services.adjacency_alone,
    check_services.unit_seats,
    check_services.venue_kinds,
)
"""What a region can be used with, and the user should know."""


@dataclass(frozen=True, slots=True)
class RegionCheck:
    """What is wrong with a region (`findings`) and what its user should know (`warnings`)."""

    findings: tuple[Finding, ...]
    warnings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Whether the region can be used."""
        return not self.findings


@dataclass(frozen=True, slots=True)
class CheckedTables:
    """The tables of a region, checked; `about` is what datapackage.json says.

    `source` holds the tables as text, and `changes` what can be mended in them without a guess.
    """

    tables: TableSet
    about: dict[str, Any]
    check: RegionCheck
    source: Source
    changes: Mapping[str, list[Change]]


def check_tables(path: Path, catalogue: Path) -> CheckedTables:
    """Read and check the tables of a folder or a workbook.

    Tables of the programme catalogue that the region lacks are taken from the folder `catalogue`.
    """
    folder = path.is_dir()
    source = read_folder(path, table_specs()) if folder else read_workbook(path, table_specs())
    about, problems = read_package(path) if folder else ({}, [])
    source.findings.extend(problems)
    return check_source(source, catalogue, about, _outlines_beside(path) if folder else None)


OutlinesOf = Callable[[Mapping[str, str]], tuple[Outlines | None, Iterable[Finding]]]
"""Municipality code → name, to their outlines in degrees and what is wrong with them."""


def _outlines_beside(folder: Path) -> OutlinesOf:
    """The reader of the outlines that stand in a region's folder."""

    def read(names: Mapping[str, str]) -> tuple[Outlines | None, Iterable[Finding]]:
        boundaries, _ = find_boundaries(folder)
        return check_outlines(boundaries, names) if boundaries is not None else (None, ())

    return read


def check_source(
    source: Source, catalogue: Path, about: Mapping[str, Any], outlines_of: OutlinesOf | None = None
) -> CheckedTables:
    """Check tables that were read, or that a script holds.

    Tables of the programme catalogue that the region lacks are taken from the folder `catalogue`.
    """
    for spec in table_specs():
        if not spec.required and spec.name in source.tables and not source.tables[spec.name].rows:
            del source.tables[spec.name]  # an empty sheet of a template counts as absent
    lacking = [spec for spec in catalogue_specs() if spec.name not in source.tables]
    shipped = read_folder(catalogue, lacking) if catalogue.is_dir() else Source(catalogue)
    findings = source.findings + shipped.findings
    findings.extend(
        Finding(
            f"{CATALOGUE}/{spec.file_name}",
            message("the shipped catalogue lacks the table"),
            expected=message("the file in {folder}", folder=str(catalogue)),
            fix=message("Install the planner again, or give the region a table of its own."),
        )
        for spec in lacking
        if spec.name not in shipped.tables
    )
    findings.extend(_drop_foreign_mix(source, shipped))
    digits = code_digits(source, about)
    raws = {
        name: replace(raw, label=prefix + raw.label if prefix else raw.label)
        for origin, prefix in ((source, ""), (shipped, f"{CATALOGUE}/"))
        for name, raw in origin.tables.items()
    }
    names = {name: names_of(raw, digits) for name, raw in raws.items()}
    tables: dict[str, Table] = {}
    changes: dict[str, list[Change]] = {}
    for name, raw in raws.items():
        tables[name], problems, mended = read_and_mend(raw, names, digits)
        findings.extend(problems)
        if mended:
            changes[name] = mended
    outlines: Outlines | None = None
    known = _municipality_names(tables)
    if outlines_of is not None and known:
        outlines, wrong = outlines_of(known)
        findings.extend(wrong)
    tableset = TableSet(tables, outlines)
    for check in FINDINGS:
        findings.extend(check(tableset))
    ignored = find_boundaries(source.path)[1] if source.path.is_dir() else ()
    warnings = [*source.warnings, *ignored]
    warnings += [found for check in WARNINGS for found in check(tableset)]
    checked = RegionCheck(_in_order(findings, tableset), _in_order(warnings, tableset))
    return CheckedTables(tableset, dict(about), checked, source, changes)


def _municipality_names(tables: dict[str, Table]) -> dict[str, str]:
    """Municipality code → name, as far as the table could be read."""
    if "municipalities" not in tables:
        return {}
    rows = tables["municipalities"].rows
    return {row.values["code"]: row.get("name") or "" for row in rows if row.get("code") is not None}


def _drop_foreign_mix(source: Source, shipped: Source) -> list[Finding]:
    """A region with programmes of its own that the shipped mix does not fit needs a mix of its own."""
    if "programmes" not in source.tables or "programme_mix" not in shipped.tables:
        return []
    own = names_of(source.tables["programmes"]).ids
    mix = shipped.tables["programme_mix"]
    foreign = sorted({row.cells.get("programme_id", "") for row in mix.rows} - own)
    if not foreign:
        return []
    del shipped.tables["programme_mix"]
    return [
        Finding(
            source.tables["programmes"].label,
            message("the region has programmes of its own and no mix of participants for them"),
            field="id",
            found=message(
                "the shipped mix, which names {names}",
                names=", ".join(foreign[:3]) + (" …" if len(foreign) > 3 else ""),
            ),
            expected=message("the table programme_mix with the region's own programmes"),
            fix=message("Add programme_mix, or keep the ids of the shipped programmes."),
        )
    ]


def _in_order(findings: list[Finding], tables: TableSet) -> tuple[Finding, ...]:
    """By file, in the order that files were first met, and by row; columns called as the file does."""
    files: dict[str, int] = {}
    for found in findings:
        files.setdefault(found.file, len(files))
    labels = {table.label: table for table in tables.tables.values()}
    ordered = sorted(findings, key=lambda found: (files[found.file], found.line or 0))
    return tuple(_placed(found, labels.get(found.file)) for found in ordered)


def _placed(found: Finding, table: Table | None) -> Finding:
    """A finding with the column's name as the file has it and, in a workbook, its cell."""
    if table is None or found.field is None or found.field not in table.written:
        return found
    name, letter = table.written[found.field]
    cell = f"{letter}{found.line}" if letter and found.line is not None else None
    return replace(found, field=name, cell=cell)
