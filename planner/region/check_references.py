"""Ids and codes that point from one table into another."""

from __future__ import annotations

from collections.abc import Iterator

from planner.errors import Finding
from planner.messages import message
from planner.region.cells import nearest
from planner.region.rows import Table
from planner.region.schema import Column, table_spec, table_specs
from planner.region.tableset import TableSet

EVERY = "all"
"""In `specialist_services.programme_ids`: every programme."""


def unknown_references(tables: TableSet) -> Iterator[Finding]:
    """Every id that a table names and the table it points into does not have."""
    for name in sorted(tables.tables):
        table = tables.tables[name]
        for column in table.spec.columns:
            if not column.refers_to or not _complete(tables, column):
                continue
            known = frozenset[str]().union(*(tables.ids(other) for other in column.refers_to))
            for row in table.rows:
                value = row.get(column.name)
                wanted = value if isinstance(value, tuple) else () if value is None else (value,)
                if column.name == "programme_ids" and wanted == (EVERY,):
                    continue
                for identifier in wanted:
                    if identifier not in known:
                        yield _unknown(table, row.number, column, identifier, known)


def _complete(tables: TableSet, column: Column) -> bool:
    """Whether the tables pointed into are sound enough for a missing id to be the row's own fault."""
    required = {spec.name for spec in table_specs() if spec.required}
    return all(
        tables.id_known(other) or (not tables.has(other) and other not in required)
        for other in column.refers_to
    )


def _unknown(
    table: Table, number: int, column: Column, identifier: str, known: frozenset[str]
) -> Finding:
    where = ", ".join(table_spec(name).name_in(table.lang) for name in column.refers_to)
    near = _near(identifier, known)
    return Finding(
        table.label,
        (
            message("unknown municipality")
            if column.kind in ("code", "codes")
            else message("unknown id")
        ),
        line=number,
        field=column.name,
        found=identifier,
        expected=message("an id that stands in {where}", where=where),
        fix=(
            message("Did you mean {near}?", near=near)
            if near
            else message(
                "Correct it, or add {identifier} to {where}.", identifier=identifier, where=where
            )
        ),
    )


def _near(identifier: str, known: frozenset[str]) -> str | None:
    if identifier.isdigit():
        padded = f"0{identifier}"
        return padded if padded in known else None
    return nearest(identifier, sorted(known))
