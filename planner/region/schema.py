"""The tables of a region data set: one description that the reader, the checks, the template, the
data package and the documentation all use.

A table may have columns beyond these: they are kept in the files and ignored by the planner. Every
table may have the column `assumed`: the names of those columns whose value in this row rests on an
assumption, with `;` between.
"""

from __future__ import annotations

from dataclasses import dataclass

from planner.region.cells import Kind, wanted
from planner.texts import Lang, translated

ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it means, what a cell may hold, and what stands for a blank.

    `required` says that the column must be there, `blank` that its cells may be empty; `default` is
    what an absent column or an empty cell stands for. `refers_to` names the tables (any of them) that
    a cell's id must be found in.
    """

    name: str
    kind: Kind
    meaning: str
    example: str = ""
    required: bool = True
    blank: bool = False
    minimum: float | None = None
    above: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()
    refers_to: tuple[str, ...] = ()
    default: str = ""

    def meaning_in(self, lang: Lang) -> str:
        """What it means."""
        return translated(lang, "region", "meaning", self.meaning)

    @property
    def wanted(self) -> str:
        """In plain words, what a cell may hold."""
        text = wanted(self.kind, self.minimum, self.maximum, self.choices, self.above)
        return f"{text}, or empty" if self.blank else text


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table: one row per record, `key` the columns that tell the records apart."""

    name: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    required: bool = True

    def meaning_in(self, lang: Lang) -> str:
        """What it holds."""
        return translated(lang, "region", "meaning", self.meaning)

    @property
    def file_name(self) -> str:
        return f"{self.name}.csv"

    def column(self, name: str) -> Column | None:
        """The column of that name, or None where the schema has none."""
        return next((column for column in self.columns if column.name == name), None)


def table_specs() -> tuple[TableSpec, ...]:
    """Every table a region may have, in reading order."""
    from planner.region.schema_catalogue import CATALOGUE_TABLES
    from planner.region.schema_places import PLACE_TABLES
    from planner.region.schema_services import SERVICE_TABLES

    return (*PLACE_TABLES, *SERVICE_TABLES, *CATALOGUE_TABLES)


def catalogue_specs() -> tuple[TableSpec, ...]:
    """The tables that come from the shipped catalogue where a region has none of its own."""
    from planner.region.schema_catalogue import CATALOGUE_TABLES

    return CATALOGUE_TABLES


ASSUMED_COLUMN = Column(
    ASSUMED,
    "text",
    "Columns whose value in this row rests on an assumption, with ; between. Results say what "
    "rests on them.",
    required=False,
    blank=True,
)
