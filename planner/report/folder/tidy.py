"""Tidy CSV tables: one row per observation, one column per variable, ids as in the region.

`run_tables` are those of a results folder, `comparison_csv` the long table of a comparison. What is a
code or id is text; an empty cell means that there is nothing to tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from planner.evaluate import INDICATORS, docs_at, indicator_values
from planner.files import csv_text
from planner.pipeline import Alternative
from planner.report.comparison import SMALL, WORST, Comparison, bound_of

EXTRA_UNITS = {WORST: "minutes", SMALL: "number"}


@dataclass(frozen=True, slots=True)
class Table:
    """A table by name (the file is `<name>.csv`), its header and rows."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def csv(self) -> str:
        """The table as CSV text."""
        return csv_text(self.header, self.rows)


def comparison_csv(comparison: Comparison) -> str:
    """Every figure of every alternative: scenario, indicator, unit, value, bound, best, assumption."""
    rows = []
    for n, alternative in enumerate(comparison.alternatives):
        for name, cells in comparison.rows.items():
            cell = cells[n]
            unit = INDICATORS[name].unit if name in INDICATORS else EXTRA_UNITS[name]
            rows.append((alternative.name, name, unit, cell.value, cell.bound, cell.best, cell.assumed))
    header = ("scenario", "indicator", "unit", "value", "bound", "best", "assumption")
    return csv_text(header, rows)


def run_tables(alternative: Alternative) -> tuple[Table, ...]:
    """The tables of one alternative, in the order of the documentation."""
    return (
        _units(alternative),
        _members(alternative),
        _venues(alternative),
        _courses(alternative),
        _assignments(alternative),
        _indicators_plan(alternative),
        _records(alternative, "municipality", ("code", "name", "unit_id")),
        _records(alternative, "programme", ("programme_id", "name_nb", "name_en")),
        _assumptions(alternative),
    )


def _units(alternative: Alternative) -> Table:
    region = alternative.region
    rows = []
    for unit in alternative.indicators.units:
        known = region.units[unit.unit_id]
        rows.append(
            (
                alternative.name,
                unit.unit_id,
                known.name,
                known.kind,
                known.legal_form,
                known.exists_today,
                known.payer,
                unit.seat_place_id,
                region.place_name(unit.seat_place_id),
                unit.persons,
                unit.threshold_status,
                unit.persons_short,
                unit.persons_above,
                len(unit.programmes_viable),
                unit.viable_share,
                unit.coordinator_fte,
                unit.agreements_existing,
                unit.agreements_new,
                known.assumed,
            )
        )
    header = (
        "scenario",
        "unit_id",
        "name",
        "kind",
        "legal_form",
        "exists_today",
        "payer",
        "seat_place_id",
        "seat_name",
        "persons",
        "threshold_status",
        "persons_short",
        "persons_above",
        "programmes_viable",
        "viable_share",
        "coordinator_fte",
        "agreements_existing",
        "agreements_new",
        "assumed",
    )
    return Table("units", header, tuple(rows))


def _members(alternative: Alternative) -> Table:
    """Every municipality in scope or in a unit; those outside every unit have an empty `unit_id`."""
    region, found = alternative.region, alternative.indicators
    unit_of = found.unit_of
    codes = sorted({*unit_of, *found.scope_codes})
    rows = tuple(
        (
            alternative.name,
            code,
            region.municipalities[code].name,
            unit_of.get(code),
            region.municipalities[code].persons,
            code in found.scope_codes,
            "persons" in region.municipalities[code].assumed,
        )
        for code in codes
    )
    header = ("scenario", "municipality_code", "name", "unit_id", "persons", "in_scope", "assumption")
    return Table("members", header, rows)


def _venues(alternative: Alternative) -> Table:
    region, found = alternative.region, alternative.indicators
    rows = []
    for venue_id in found.venues_used:
        venue = region.venues[venue_id]
        place = region.places[venue.place_id]
        held = [course for course in found.per_course if course.venue_id == venue_id]
        meetings = sum(
            c.courses_per_year * region.programmes[c.programme_id].meetings_per_course for c in held
        )
        rows.append(
            (
                alternative.name,
                venue_id,
                venue.name,
                venue.kind,
                venue.place_id,
                place.name,
                place.municipality_code,
                held[0].unit_id,
                sum(c.courses_per_year for c in held),
                meetings,
                venue.meetings_per_year,
                sum(c.courses_per_year * c.participants_per_course for c in held),
                venue.nok_per_year,
                venue.assumed,
            )
        )
    header = (
        "scenario",
        "venue_id",
        "name",
        "kind",
        "place_id",
        "place_name",
        "municipality_code",
        "unit_id",
        "courses_per_year",
        "meetings_per_year",
        "meetings_per_year_max",
        "participants_per_year",
        "nok_per_year",
        "assumed",
    )
    return Table("venues", header, tuple(rows))


def _courses(alternative: Alternative) -> Table:
    names = [doc.name for doc in docs_at("course")]
    rows = []
    for course in alternative.indicators.per_course:
        values = indicator_values(course)
        rows.append(
            (
                alternative.name,
                course.programme_id,
                alternative.region.programmes[course.programme_id].name_nb,
                course.venue_id,
                course.unit_id,
                *(values[name] for name in names),
            )
        )
    header = (
        "scenario",
        "programme_id",
        "programme_name_nb",
        "venue_id",
        "unit_id",
        *names,
    )
    return Table("courses", header, tuple(rows))


def _assignments(alternative: Alternative) -> Table:
    header = (
        "place_id",
        "municipality_code",
        "programme_id",
        "kind",
        "course_programme_id",
        "venue_id",
        "service_id",
        "share",
        "participants_per_year",
        "minutes",
        "km",
        "trips_per_participant",
        "travel_hours",
        "in_scope",
        "outside",
    )
    rows = tuple(
        (alternative.name, *(getattr(row, name) for name in header))
        for row in alternative.indicators.assignments
    )
    return Table("assignments", ("scenario", *header), rows)


def _indicators_plan(alternative: Alternative) -> Table:
    values = indicator_values(alternative.indicators)
    rows = tuple(
        (
            alternative.name,
            doc.name,
            doc.unit,
            values[doc.name],
            bound_of(alternative, doc.name),
            alternative.rests_on_assumptions(doc.name),
        )
        for doc in docs_at("plan")
    )
    return Table(
        "indicators_plan", ("scenario", "indicator", "unit", "value", "bound", "assumption"), rows
    )


def _records(alternative: Alternative, level: Any, ids: Sequence[str]) -> Table:
    """A wide table of indicator records: their ids, then a column per indicator."""
    names = [doc.name for doc in docs_at(level)]
    records: Iterable[Any] = getattr(alternative.indicators, f"per_{level}")
    rows = []
    for record in records:
        values = indicator_values(record)
        rows.append(
            (
                alternative.name,
                *(getattr(record, name) for name in ids),
                *(values[name] for name in names),
            )
        )
    return Table(f"indicators_{level}", ("scenario", *ids, *names), tuple(rows))


def _assumptions(alternative: Alternative) -> Table:
    """Every assumed field of the region's tables, and the figures that fields like it are behind."""
    groups: dict[tuple[str, str], list[str]] = {}
    for row in alternative.indicators.rests_on:
        groups.setdefault((row.table, row.field), []).append(row.group)
    rows = tuple(
        (
            alternative.name,
            found.table,
            found.row_id,
            found.field,
            found.value,
            groups.get((found.table, found.field), []),
        )
        for found in alternative.region.assumptions()
    )
    return Table("assumptions", ("scenario", "table", "row_id", "field", "value", "concerns"), rows)
