"""What an empty workbook of a region says, and what its columns mean: for the catalogues."""

from __future__ import annotations

from planner.region.schema import ASSUMED_COLUMN, table_specs
from planner.texts import Phrases, Texts

TEXTS = Texts(
    "region.template",
    {
        "sheet": "Read me",
        "title": "A region of your own for lms-planner",
        "in_this_language": "In English",
        "introduction": (
            "This workbook describes one region. Fill in municipalities, places, links, "
            "adjacency, venues and units; the other sheets are optional, and an empty sheet "
            "counts as absent. Rows that begin with # (explanations and examples) are not read. "
            "Ids may be left out: they are made from the names, and a place, venue or "
            "municipality may be named by its name. Write several values in one cell with ; "
            "between. Name in the column assumed what rests on an assumption, and write none "
            "where everything has a source. The sheet alternatives says what is to be compared. "
            "Then run: lms-planner region check FILE.xlsx. Every command that takes a region "
            "takes this file."
        ),
        "head.sheet": "Sheet",
        "head.column": "Column",
        "head.needed": "Required",
        "head.meaning": "Explanation",
        "head.name": "Name in English",
        "yes": "yes",
        "no": "no",
        "no_catalogue": "no (catalogue)",
        "example": "Example: {example}",
    },
)

MEANINGS = Phrases(
    "region.meaning",
    (
        *(
            text
            for spec in table_specs()
            for text in (spec.meaning, *(column.meaning for column in spec.columns))
        ),
        ASSUMED_COLUMN.meaning,
    ),
)
