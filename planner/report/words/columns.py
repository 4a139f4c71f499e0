"""Columns of a region's tables and what stands in them, as a workbook in the language has them."""

from __future__ import annotations

import re

from planner.region import table_spec
from planner.report.words.glossary import TERMS, term
from planner.report.words.numbers import Lang

NOTE = re.compile(r"\(([^()]*)\)")
"""A note that the data set behind a name: `Fv (number not verified)`."""


def column_name(lang: Lang, table: str, field: str) -> str:
    """What a column is called; one that only the files have keeps its name, in plain letters."""
    column = table_spec(table).column(field)
    if column is not None:
        return column.name_in(lang).replace("_", " ")
    return term(lang, field)


def cell_text(lang: Lang, table: str, field: str, text: str) -> str:
    """What stands in a cell, with the words that a workbook in the language has for it."""
    column = table_spec(table).column(field)
    told = column.text_in(lang, text) if column is not None else text
    if told != text or text in TERMS:
        return term(lang, told) if told == text else told
    return NOTE.sub(lambda note: f"({term(lang, note[1])})" if note[1] in TERMS else note[0], told)
