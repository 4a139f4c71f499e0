"""Records of people by year: what was counted, and what is projected."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Ge, Le
from pydantic.dataclasses import dataclass

from planner.region.schema import RECORD, Assumed, Cell, Code, Identifier, table

COUNTED = "counted"
"""The alternative of years that were counted: they hold for every projection."""


@dataclass(frozen=True, slots=True, config=RECORD)
class PopulationRow:
    """Inhabitants of municipalities by year, as counted or projected, and by age where that is known.

    The table has every municipality in every year and alternative that it has at all.
    """

    municipality_code: Annotated[
        Code,
        Cell("0199", "kommunenummer", also=("kommune", "kommunenr"), refers_to=("municipalities",)),
    ]
    """Municipality."""
    year: Annotated[int, Ge(1800), Le(2200), Cell("2040", "år", also=("årstall",))]
    """The year, 1 January."""
    persons: Annotated[
        int, Ge(0), Cell("4650", "innbyggere", also=("folketall", "personer"), unit="persons")
    ]
    """Inhabitants, of the ages named where the row names any."""
    alternative: Annotated[
        Identifier, Cell("MMMM", "alternativ", also=("framskriving",), blank=True, default=COUNTED)
    ] = COUNTED
    """Alternative of the projection (MMMM, LLML, HHMH …); counted, or empty, for what was counted."""
    age_from: Annotated[
        Annotated[int, Ge(0), Le(150)] | None, Cell("", "alder_fra", also=("fra_alder",), unit="years")
    ] = None
    """Youngest age counted in the row; empty for all ages."""
    age_to: Annotated[
        Annotated[int, Ge(0), Le(150)] | None, Cell("", "alder_til", also=("til_alder",), unit="years")
    ] = None
    """Oldest age counted in the row; empty for all above."""
    assumed: Assumed = frozenset()


POPULATION_BY_YEAR = table(
    PopulationRow,
    "population_by_year",
    ("municipality_code", "year", "alternative", "age_from"),
    nb="folketall_per_år",
    also=("framskriving", "befolkning_per_år"),
    required=False,
)
