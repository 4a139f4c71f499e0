"""The tables of a region as a page of the documentation, made from the schema.

`python -m planner.region.reference docs/region-tables.md` writes it again.
"""

from __future__ import annotations

import sys
from pathlib import Path

from planner.region.schema import ASSUMED_COLUMN, Column, TableSpec, catalogue_specs, table_specs

_INTRODUCTION = """# The tables of a region

Made from the schema that the reader and the checks use. A region is a folder of CSV files
(`municipalities.csv`, …) or one Excel workbook with a sheet of each name; [Your own region](region.md)
tells how to go about it.

Sheets and columns may have their English or their Norwegian names. Columns in **bold** must be
there and filled in; of the others, columns and cells may be left out.
Further columns may stand anywhere:
they are kept and have no effect.

Every table but `about` may have the column `assumed`: {assumed}
"""


def tables_page() -> str:
    """The page in Markdown: one section a table, one row a column."""
    parts = [_INTRODUCTION.format(assumed=_lower(ASSUMED_COLUMN.meaning))]
    catalogue = {spec.name for spec in catalogue_specs()}
    parts += [_section(spec, spec.name in catalogue) for spec in table_specs()]
    return "\n".join(parts)


def _section(spec: TableSpec, from_catalogue: bool) -> str:
    if spec.required:
        need = "Every region has it."
    elif from_catalogue:
        need = "A region without it uses the catalogue that ships with the planner."
    else:
        need = "Optional."
    key = f" One row for each `{'`, `'.join(spec.key)}`." if spec.key else ""
    norwegian = f"In Norwegian `{spec.nb}`. " if spec.nb else ""
    lines = [
        f"## {spec.name}\n",
        f"{spec.meaning} {norwegian}{need}{key}\n",
        "| column | in Norwegian | meaning | may hold | if left out |",
        "|---|---|---|---|---|",
        *(_row(column) for column in spec.columns),
        "",
    ]
    return "\n".join(lines)


def _row(column: Column) -> str:
    name = f"**{column.name}**" if column.needed else column.name
    holds = column.wanted.removesuffix(", or empty")
    words = column.choices_in("nb") if column.kind not in ("yes_no",) else ()
    if words:
        holds += f" ({', '.join(words)})"
    if column.refers_to:
        holds += f"; stands in {' or '.join(column.refers_to)}, by id or by name"
    absent = column.default or "stays empty"
    if column.made_from:
        absent = f"made from {column.made_from}"
    absent = "" if column.needed else absent
    return f"| {name} | {column.nb} | {column.meaning} | {holds} | {absent} |".replace(
        "<", "&lt;"
    ).replace(">", "&gt;")


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(tables_page(), encoding="utf-8")
