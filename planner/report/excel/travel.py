"""Sheets on venues and on who travels where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from planner.evaluate import Assignment
from planner.pipeline import Alternative
from planner.report.comparison import Comparison
from planner.report.excel.look import add_table, names_in
from planner.report.maps import kind_name
from planner.report.words import Lang, say, specialist_name

if TYPE_CHECKING:
    from openpyxl import Workbook

VENUE_COLUMNS = (
    "scenario",
    "venue",
    "place",
    "municipality",
    "kind",
    "unit_name",
    "seats",
    "courses",
    "meetings",
    "meetings_max",
    "in_use",
    "participants",
    "nok",
)
VENUE_FORMATS = {
    7: "#,##0",
    8: "#,##0.0",
    9: "#,##0.0",
    10: "#,##0",
    11: "0 %",
    12: "#,##0.0",
    13: "#,##0",
}
WAY_COLUMNS = (
    "scenario",
    "municipality",
    "place",
    "takes_part",
    "where",
    "programmes",
    "participants_year",
    "minutes",
    "km",
    "hours",
    "in_scope",
)
WAY_FORMATS = {6: "#,##0", 7: "#,##0.0", 8: "#,##0", 9: "#,##0.0", 10: "#,##0.0"}


def add_venues(book: Workbook, comparison: Comparison, lang: Lang) -> None:
    """A row for each alternative and venue in use: what it holds, and how full its calendar is."""
    header = [say(lang, f"column.{name}") for name in VENUE_COLUMNS]
    called = names_in(comparison, lang)
    rows = [[called[a.name], *row] for a in comparison.alternatives for row in _venues(a, lang)]
    add_table(book, say(lang, "sheet.venues"), header, rows, VENUE_FORMATS)


def _venues(a: Alternative, lang: Lang) -> Iterator[list[Any]]:
    for venue_id in a.indicators.venues_used:
        venue = a.region.venues[venue_id]
        place = a.region.places[venue.place_id]
        held = [course for course in a.indicators.per_course if course.venue_id == venue_id]
        meetings = sum(
            c.courses_per_year * a.region.programmes[c.programme_id].meetings_per_course for c in held
        )
        most = venue.meetings_per_year
        yield [
            venue.name,
            place.name,
            a.region.municipalities[place.municipality_code].name,
            kind_name(lang, venue.kind),
            a.unit_name(held[0].unit_id),
            venue.seats,
            sum(c.courses_per_year for c in held),
            meetings,
            most,
            meetings / most if most else None,
            sum(c.courses_per_year * c.participants_per_course for c in held),
            venue.nok_per_year,
        ]


def add_assignments(book: Workbook, comparison: Comparison, lang: Lang) -> None:
    """A row for each alternative, place and place to go to, its programmes together."""
    header = [say(lang, f"column.{name}") for name in WAY_COLUMNS]
    called = names_in(comparison, lang)
    rows = [[called[a.name], *row] for a in comparison.alternatives for row in _ways(a, lang)]
    add_table(book, say(lang, "sheet.assignments"), header, rows, WAY_FORMATS)


def _ways(a: Alternative, lang: Lang) -> Iterator[list[Any]]:
    together: dict[tuple[str, str, str], list[Assignment]] = {}
    for row in a.indicators.assignments:
        if row.participants_per_year > 0:
            to = row.venue_id or row.service_id or ""
            together.setdefault((row.place_id, row.kind, to), []).append(row)
    specialist = specialist_name(a.region, lang)

    def order(key: tuple[str, str, str]) -> tuple[str, str, tuple[str, str, str]]:
        place = a.region.places[key[0]]
        return a.region.municipalities[place.municipality_code].name, place.name, key

    for key in sorted(together, key=order):
        rows, (place_id, kind, to) = together[key], key
        first, place = rows[0], a.region.places[place_id]
        where = None
        if kind == "local":
            where = a.region.venues[to].name
        elif kind == "specialist":
            where = a.region.specialist_services[to].name
        yield [
            a.region.municipalities[first.municipality_code].name,
            place.name,
            say(lang, f"takes_part.{kind}", specialist=specialist),
            where,
            len({row.programme_id for row in rows}),
            sum(row.participants_per_year for row in rows),
            first.minutes,
            first.km,
            sum(row.travel_hours for row in rows),
            say(lang, "table.yes" if first.in_scope else "table.no"),
        ]
