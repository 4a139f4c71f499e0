"""What every indicator means: unit, formula, direction and names, all of them in one tuple.

The page `docs/indicators.md` and the row labels of reports are made from it.
"""

from __future__ import annotations

from collections.abc import Mapping

from planner.evaluate.documented_cost import ORGANISATION
from planner.evaluate.documented_courses import COURSES
from planner.evaluate.documented_people import PEOPLE
from planner.evaluate.documented_staffing import STAFFING
from planner.evaluate.documented_travel import TRAVEL
from planner.evaluate.indicator import IndicatorDoc, Level
from planner.evaluate.types import (
    CourseIndicators,
    Indicators,
    MunicipalityIndicators,
    ProgrammeIndicators,
    UnitIndicators,
)
from planner.texts import Phrases

Value = float | int | str | None

INDICATOR_DOCS: tuple[IndicatorDoc, ...] = (
    *PEOPLE,
    *TRAVEL,
    *COURSES,
    *STAFFING,
    *ORGANISATION,
)
"""Every indicator, in the order in which pages and tables show them."""

INDICATORS: Mapping[str, IndicatorDoc] = {doc.name: doc for doc in INDICATOR_DOCS}
"""The same by name."""

LABELS = Phrases("indicators.label", tuple(dict.fromkeys(doc.label for doc in INDICATOR_DOCS)))
UNITS = Phrases("indicators.unit", tuple(dict.fromkeys(doc.unit for doc in INDICATOR_DOCS)))
"""Their names and units, for the catalogues of translations."""


def docs_at(level: Level) -> tuple[IndicatorDoc, ...]:
    """The indicators of one level, in the order of the documentation."""
    return tuple(doc for doc in INDICATOR_DOCS if level in doc.levels)


def indicator_values(
    record: Indicators
    | UnitIndicators
    | MunicipalityIndicators
    | ProgrammeIndicators
    | CourseIndicators,
) -> dict[str, Value]:
    """Name → value of every documented indicator of a record, in the order of the documentation.

    Lists of ids come out as their number, but for `viable_unit_ids`, which are joined by `;`.
    """
    return {doc.name: _plain(doc.name, getattr(record, doc.name)) for doc in docs_at(level_of(record))}


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
