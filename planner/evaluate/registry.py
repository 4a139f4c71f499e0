"""Every indicator, each one entry; and their values of a record.

The page `docs/indicators.md`, the rows of tables, the columns of workbooks, CSV files and studies, and
the JSON contract are made from it. `register` adds one.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from planner.evaluate.entries_cost import ORGANISATION
from planner.evaluate.entries_courses import COURSES
from planner.evaluate.entries_people import PEOPLE
from planner.evaluate.entries_staffing import STAFFING
from planner.evaluate.entries_travel import TRAVEL
from planner.evaluate.indicator import Indicator, Level
from planner.evaluate.types import (
    CourseIndicators,
    Indicators,
    MunicipalityIndicators,
    ProgrammeIndicators,
    UnitIndicators,
    Value,
)
from planner.texts import Phrases

MEASURED_LEVELS = ("plan", "municipality", "programme")
"""Levels whose figures come from the entries' functions."""

_entries: dict[str, Indicator] = {
    entry.name: entry for entry in (*PEOPLE, *TRAVEL, *COURSES, *STAFFING, *ORGANISATION)
}

INDICATORS: Mapping[str, Indicator] = MappingProxyType(_entries)
"""Every indicator by name, in the order in which pages and tables show them."""

LABELS = Phrases("indicators.label", tuple(dict.fromkeys(doc.label for doc in _entries.values())))
SHORTS = Phrases(
    "indicators.short", tuple(dict.fromkeys(doc.short for doc in _entries.values() if doc.short))
)
UNITS = Phrases("indicators.unit", tuple(dict.fromkeys(doc.unit for doc in _entries.values())))
"""Their names and units, for the catalogues of translations."""


def register(indicator: Indicator) -> Indicator:
    """Add an indicator of one's own; everything that tables, files and pages need stands in it.

    Register it before the first plan is evaluated and before `planner.report` is imported: the JSON
    contract is made from what is registered then.

    Raises:
        ValueError: the name is taken, or the entry has no function for a level that asks for one.
    """
    if indicator.name in _entries:
        raise ValueError(f"there is an indicator {indicator.name!r} already")
    if not set(indicator.levels) <= set(MEASURED_LEVELS) or indicator.measure is None:
        raise ValueError(
            f"indicator {indicator.name!r}: give a function (measure=), at the levels "
            f"{', '.join(MEASURED_LEVELS)}; figures of units and courses stand in their records"
        )
    _entries[indicator.name] = indicator
    return indicator


def docs_at(level: Level) -> tuple[Indicator, ...]:
    """The indicators of one level, in the order of the documentation."""
    return tuple(doc for doc in _entries.values() if level in doc.levels)


def indicator_values(
    record: Indicators
    | UnitIndicators
    | MunicipalityIndicators
    | ProgrammeIndicators
    | CourseIndicators,
) -> dict[str, Value]:
    """Name → value of every indicator of a record, in the order of the documentation.

    Lists of ids come out as their number, but for `viable_unit_ids`, which are joined by `;`.
    """
    return {doc.name: _plain(doc.name, value_of(record, doc.name)) for doc in docs_at(level_of(record))}


def value_of(record: object, name: str) -> object:
    """The value of an indicator of a record: a field of its own, or one of those registered."""
    registered: Mapping[str, Value] = getattr(record, "registered", {})
    return registered[name] if name in registered else getattr(record, name)


def level_of(record: object) -> Level:
    """The level of an indicator record (TypeError for anything else)."""
    levels: dict[type, Level] = {
        Indicators: "plan",
        UnitIndicators: "unit",
        MunicipalityIndicators: "municipality",
        ProgrammeIndicators: "programme",
        CourseIndicators: "course",
    }
    if type(record) not in levels:
        raise TypeError(f"{type(record).__name__} is no indicator record")
    return levels[type(record)]


def _plain(name: str, value: object) -> Value:
    if isinstance(value, tuple):
        return ";".join(value) if name == "viable_unit_ids" else len(value)
    assert value is None or isinstance(value, float | int | str)
    return value
