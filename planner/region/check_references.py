"""Ids and codes that point from one table into another."""

from __future__ import annotations

from collections.abc import Iterator

from planner.errors import Finding
from planner.region.cells import nearest
from planner.region.schema import Column
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
                        yield _unknown(table.label, row.number, column, identifier, known)


def _complete(tables: TableSet, column: Column) -> bool:
    """Whether the tables pointed into are sound enough for a missing id to be the row's own fault."""
    from planner.region.schema import table_specs

    required = {spec.name for spec in table_specs() if spec.required}
    return all(
        tables.id_known(other) or (not tables.has(other) and other not in required)
        for other in column.refers_to
    )


def _unknown(
    label: str, number: int, column: Column, identifier: str, known: frozenset[str]
) -> Finding:
    where = " or ".join(column.refers_to)
    near = _near(identifier, known)
    return Finding(
        label,
        "unknown municipality" if column.kind in ("code", "codes") else "unknown id",
        line=number,
        field=column.name,
        found=identifier,
        expected=f"an id that stands in {where}",
        fix=f"Did you mean {near}?" if near else f"Correct it, or add {identifier} to {where}.",
    )


def _near(identifier: str, known: frozenset[str]) -> str | None:
    if identifier.isdigit():
        padded = f"0{identifier}"
        return padded if padded in known else None
    return nearest(identifier, sorted(known))
