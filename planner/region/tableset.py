"""The tables of one region together, as the checks across tables see them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.geo import Outlines
from planner.region.rows import Row, Table

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True, slots=True)
class TableSet:
    """All tables that could be read, by name, and the outlines of its municipalities."""

    tables: Mapping[str, Table]
    outlines_read: Outlines | None = None
    """The outlines in degrees; None where the region has no file of them."""

    @property
    def outlines(self) -> Mapping[str, BaseGeometry]:
        """Municipality code → outline in degrees."""
        return self.outlines_read.shapes if self.outlines_read else {}

    @property
    def outlines_label(self) -> str:
        """What findings call the file of outlines."""
        return self.outlines_read.path.name if self.outlines_read else ""

    def has(self, name: str) -> bool:
        return name in self.tables

    def label(self, name: str) -> str:
        """What findings call the table."""
        return self.tables[name].label if name in self.tables else f"{name}.csv"

    def rows(self, name: str) -> tuple[Row, ...]:
        """The rows of a table; none where the region does not have it."""
        return self.tables[name].rows if name in self.tables else ()

    def ids(self, name: str) -> frozenset[str]:
        """The ids of a table; none where the region does not have it."""
        return self.tables[name].ids() if name in self.tables else frozenset()

    def by_id(self, name: str) -> dict[str, Row]:
        """Id → its first row."""
        if name not in self.tables:
            return {}
        (key,) = self.tables[name].spec.key
        found: dict[str, Row] = {}
        for row in self.rows(name):
            identifier = row.get(key)
            if identifier is not None:
                found.setdefault(identifier, row)
        return found

    def id_known(self, name: str) -> bool:
        """Whether the table's ids can be trusted to be complete: it is there, with its id column."""
        return name in self.tables and all(
            key in self.tables[name].columns for key in self.tables[name].spec.key
        )
